"""Drawings of the page on barycenters."""

import numpy as np

from . import marks, style
from .drawing import Drawing

TILE = 84


def barycenter_triangle(tiles, average, alt="Barycenters of three shapes, in a triangle."):
    """Barycenters of three images for weights on a triangle, and an average of intensities beside them.

    Parameters
    ----------
    tiles : dict of (float, float, float) to array_like, shape (n, n)
        Images by their weights; the first corner is at the top, the second at the left. Where one weight
        is 1 the image is an input, drawn in the colour of sources.
    average : array_like, shape (n, n)
        Mean intensity, drawn apart in grey.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    width, height = 450, 420
    drawing = Drawing(width, height, alt)
    corners = np.array([(width / 2, height - TILE / 2 - 4), (TILE / 2 + 4, 64), (width - TILE / 2 - 4, 64)])
    for weights, image in tiles.items():
        colour = style.SOURCE_FILL if max(weights) > 0.999 else style.PLAN_FILL
        _tile(drawing, np.asarray(weights) @ corners, image, colour)
    _tile(drawing, (54, height - 48), average, style.MUTED)
    page = drawing.stage(((0, width), (0, height)), (0, 0, width, height))
    marks.label(page, (6, height - 106), "mean of the", ha="left", size=13)
    marks.label(page, (6, height - 123), "three images", ha="left", size=13)
    marks.label(page, (width / 2, 6), "barycenters between the three", style.PLAN, size=14)
    return drawing


def _tile(drawing, centre, image, colour):
    left, bottom = np.asarray(centre) - TILE / 2
    axes = drawing.stage(((0, 1), (0, 1)), (left, bottom, TILE, TILE))
    marks.raster(axes, image, ((0, 1), (0, 1)), colour, gamma=0.6, smooth=True)


def quantile_average(x, inputs, barycenter, mean, quantiles, alt="Two averages of densities on a line."):
    """Two densities, the average of their quantile functions and that of their values.

    Parameters
    ----------
    x : array_like, shape (n,)
    inputs : list of two array_like, shape (n,)
        Densities.
    barycenter, mean : array_like, shape (n,)
        Density of the mean quantile function, and mean of the densities.
    quantiles : array_like, shape (k, 3)
        Some quantiles of the first, the second and the barycenter, joined by segments.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 380, alt)
    top = 1.15 * max(np.max(density) for density in (*inputs, barycenter))
    window = ((x[0], x[-1]), (0, top))
    rows = [drawing.chart(window, (12, bottom, 426, 90)) for bottom in (272, 154, 22)]
    for axes, density in zip((rows[0], rows[2]), inputs, strict=True):
        marks.area(axes, x, density, style.SOURCE_FILL)
    marks.area(rows[1], x, barycenter)
    marks.curve(rows[1], x, mean, style.MUTED, dashed=True, width=1.6)
    for axes in rows:
        marks.scale_x(axes, {})
    page = drawing.chart((window[0], (0, 380)), (12, 0, 426, 380))
    first, second, between = np.asarray(quantiles, float).T
    for starts, ends, top_end, foot in ((first, between, 270, 156), (between, second, 152, 24)):
        heights = np.full(len(starts), top_end), np.full(len(starts), foot)
        marks.segments(page, np.c_[starts, heights[0]], np.c_[ends, heights[1]], width=1, zorder=1)
    marks.label(page, (x[-1], 300), "first density", style.SOURCE, ha="right", size=13)
    marks.label(page, (x[0], 50), "second density", style.SOURCE, ha="left", size=13)
    marks.label(page, (x[-1], 222), "barycenter", style.PLAN, ha="right", size=13)
    marks.label(page, (x[0], 212), "mean of the two", ha="left", size=13)
    marks.label(page, (x[0], 197), "densities", ha="left", size=13)
    return drawing


def gaussians(covariances, barycenter, mean, alt="Gaussians and their barycenter."):
    """Ellipses of centred Gaussians, of their barycenter and of their mean covariance.

    Parameters
    ----------
    covariances : list of array_like, shape (2, 2)
    barycenter, mean : array_like, shape (2, 2)
        The latter dashed.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 170, alt)
    count = len(covariances)
    reach = 1.25 * np.sqrt(max(np.linalg.eigvalsh(S)[-1] for S in (*covariances, barycenter, mean)))
    side = 410 / (count + 1)
    places = [8 + k * side for k in range(count)] + [32 + count * side]
    for left, S in zip(places, [*covariances, barycenter], strict=True):
        axes = drawing.stage(((-reach, reach), (-reach, reach)), (left, 40, side, 126))
        _ellipse(axes, S, style.PLAN_FILL if left == places[-1] else style.SOURCE_FILL)
    _ellipse(axes, mean, style.MUTED, dashed=True)
    page = drawing.stage(((0, 450), (0, 170)), (0, 0, 450, 170))
    marks.label(page, (8 + count * side / 2, 22), f"{count} normal distributions", style.SOURCE, size=13)
    middle = places[-1] + side / 2
    marks.label(page, (middle, 22), "barycenter", style.PLAN, size=13)
    marks.label(page, (446, 5), "dashed: mean covariance", ha="right", size=12)
    return drawing


def _ellipse(axes, S, colour, dashed=False):
    angle = np.linspace(0, 2 * np.pi, 61)
    sizes, directions = np.linalg.eigh(S)
    outline = (np.c_[np.cos(angle), np.sin(angle)] * np.sqrt(sizes)) @ directions.T
    if not dashed:
        axes.fill(*outline.T, facecolor=colour, alpha=0.25, linewidth=0)
    marks.curve(axes, *outline.T, colour, dashed=dashed, width=1.6)


def entropic_blur(x, inputs, exact, blurred, debiased, alt="Entropic barycenters on a line."):
    """Densities, their barycenter, and what entropy makes of it.

    Parameters
    ----------
    x : array_like, shape (n,)
    inputs : list of array_like, shape (n,)
    exact, blurred, debiased : array_like, shape (n,)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 240, alt)
    top = 1.2 * max(np.max(density) for density in (*inputs, exact, debiased))
    axes = drawing.chart(((x[0], x[-1]), (0, top)), (12, 24, 426, 210))
    marks.scale_x(axes, {})
    for density in inputs:
        marks.area(axes, x, density, style.SOURCE_FILL, opacity=0.15)
    marks.area(axes, x, exact, opacity=0.3)
    marks.curve(axes, x, debiased, style.INK, dashed=True, width=1.8, zorder=3)
    marks.curve(axes, x, blurred, style.PLAN_FILL, width=2.2)
    peak, tail = int(np.argmax(exact)), int(np.searchsorted(np.cumsum(blurred), 0.78 * np.sum(blurred)))
    marks.label(axes, (x[peak], 1.1 * exact[peak]), "exact, and debiased (dashed)", style.PLAN, size=13)
    marks.label(axes, (x[tail], 0.86 * exact[peak]), "blurred", style.PLAN, ha="left", size=13)
    for density in inputs:
        marks.label(axes, (x[int(np.argmax(density))], -0.06 * top), "input", style.SOURCE, size=13)
    return drawing


def two_starts(atoms, solutions, alt="Two local optima of two points for four atoms."):
    """Atoms, and points that stand for them at two local optima.

    Parameters
    ----------
    atoms : array_like, shape (n, 2)
    solutions : list of (array_like, array_like, str)
        Points of shape (r, 2), plan of shape (r, n), and what to write below.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 180, alt)
    atoms = np.asarray(atoms, float)
    low, high = atoms.min(0) - 0.35, atoms.max(0) + 0.35
    for (points, plan, text), left in zip(solutions, (10, 260), strict=True):
        axes = drawing.stage(((low[0], high[0]), (low[1], high[1])), (left, 44, 180, 120))
        i, j = np.nonzero(np.asarray(plan) > 1e-12)
        marks.segments(axes, np.asarray(points)[i], atoms[j])
        marks.sources(axes, atoms, 1.2)
        look = {"color": style.PLAN_FILL, "markeredgecolor": style.PAPER, "markersize": 12}
        axes.plot(*np.asarray(points).T, "D", **look)
        page = drawing.stage(((0, 180), (0, 34)), (left, 0, 180, 34))
        marks.label(page, (90, 18), text, style.INK, size=14)
    return drawing
