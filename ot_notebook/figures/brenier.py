"""Drawings of the page on optimal maps for the squared distance."""

import numpy as np

from . import marks, style
from .drawing import Drawing

WINDOW = ((0, 1.5), (0, 1))
CIRCLE = np.exp(1j * np.linspace(0, 2 * np.pi, 97))
RING = np.c_[CIRCLE.real, CIRCLE.imag]
DEVIATIONS = 1.5
BETWEEN = (0.25, 0.5, 0.75)
SPOKES = 8

GAUSSIAN_MAP = "Ellipses of two Gaussians, those between them, and straight paths from one to the other."
HALF_DISCS = (
    "Left: a blue disc with a dashed vertical diameter. Right: its place, dashed, and two orange half discs, "
    "its halves drawn apart to either side. Level arrows move points near the diameter to the left or right."
)
COMPOSITION = "Four ellipses with spokes, one of them marked, after no, one, two and three linear maps."
ATOMS = (
    "Left: one blue disc with four straight paths to orange squares; small violet dots at one third and two "
    "thirds of the way form smaller copies of the four squares. Right: two blue discs at opposite corners of "
    "a square and two orange squares at the other corners; all four edges of the square are dashed paths."
)
ENTROPY = "Five ellipses, and below them a convex curve that hangs below the chord between its ends."
LAGUERRE = "A rectangle cut into convex cells, each joined to its site."


def gaussian_map(mean0, covariance0, mean1, covariance1, matrix, alt=GAUSSIAN_MAP):
    """The linear map between two Gaussians: the live figure `gaussian-map` at rest.

    Parameters
    ----------
    mean0, mean1 : array_like, shape (2,)
        In the window [0, 1.5] x [0, 1].
    covariance0, covariance1 : array_like, shape (2, 2)
        Drawn as ellipses of one and a half standard deviations.
    matrix : array_like, shape (2, 2)
        Linear part of the map, which carries one mean to the other.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    mean0, mean1, matrix = (np.asarray(values, float) for values in (mean0, mean1, matrix))
    drawing = Drawing(480, 320, alt)
    axes = drawing.stage(WINDOW, (8, 24, 464, 292))
    source = mean0 + RING @ _shape(covariance0)
    target = mean1 + RING @ _shape(covariance1)
    image = mean1 + (source - mean0) @ matrix.T
    marks.segments(axes, source[:-1:8], image[:-1:8], width=1.1)
    for t in BETWEEN:
        _curve(axes, (1 - t) * source + t * image, style.PLAN_FILL, 1.8, opacity=0.08)
    _curve(axes, source, style.SOURCE_FILL, 2.4, opacity=0.12)
    _curve(axes, target, style.TARGET_FILL, 2.4, opacity=0.12)
    _level_lines(axes, mean0, source, matrix)
    marks.sources(axes, source[:-1:8], 0.3)
    marks.targets(axes, image[:-1:8], 0.3)
    marks.label(axes, (mean0[0], -0.03), "source μ", style.SOURCE, strong=True)
    marks.label(axes, (mean1[0], -0.03), "target ν", style.TARGET, strong=True)
    return drawing


def _shape(covariance):
    """The matrix that makes the ellipse of a covariance of the unit circle."""
    sizes, axes = np.linalg.eigh(np.asarray(covariance, float))
    return DEVIATIONS * np.sqrt(np.maximum(sizes, 0))[:, None] * axes.T


def _level_lines(axes, mean, ellipse, matrix):
    """Level lines of ``(x - mean) . matrix (x - mean)``, the outer one just inside the ellipse."""
    sizes, directions = np.linalg.eigh((matrix + matrix.T) / 2)
    line = RING / np.sqrt(np.maximum(sizes, 1e-3)) @ directions.T
    reach = np.sqrt(np.min(np.einsum("ij,jk,ik->i", ellipse - mean, matrix, ellipse - mean)))
    for share in (0.45, 0.95):
        _curve(axes, mean + share * reach * line, style.MUTED, 1.3, dashed=True)


def _curve(axes, points, colour, width, *, dashed=False, opacity=0.0):
    """A closed curve; with an opacity, its inside is tinted."""
    if opacity:
        axes.fill(*points.T, facecolor=colour, alpha=opacity, linewidth=0, clip_on=False)
    marks.curve(axes, *points.T, colour, width=width, dashed=dashed)


def half_discs(alt=HALF_DISCS):
    """A disc, uniform, and its halves moved apart by one half: an optimal map that jumps."""
    drawing = Drawing(450, 190, alt)
    axes = drawing.stage(((-1.75, 4.65), (-1.45, 1.1)), (0, 0, 450, 190))
    marks.label(axes, (-0.45, -1.28), "source", style.SOURCE, strong=True)
    marks.label(axes, (2.9, -1.28), "target", style.TARGET, strong=True)
    shift, step = np.array([2.9, 0]), np.array([0.5, 0])
    _curve(axes, RING - [0.45, 0], style.SOURCE_FILL, 2, opacity=0.14)
    marks.segments(axes, (-0.45, -1), (-0.45, 1), width=1.8, colour=style.INK, dashed=True)
    _curve(axes, RING + shift, style.SOURCE_FILL, 1, dashed=True)
    arc = np.linspace(-np.pi / 2, np.pi / 2, 49)
    grains = np.array([(x, y) for x, y in ((0.12, 0.6), (0.12, 0.2), (0.12, -0.2), (0.12, -0.6))])
    for side in (-1, 1):
        half = np.c_[side * (0.5 + np.cos(arc)), np.sin(arc)]
        _curve(axes, np.vstack([half, half[:1]]) + shift, style.TARGET_FILL, 2, opacity=0.14)
        starts = grains * [side, 1] + shift
        marks.arrows(axes, starts, starts + side * step, width=1.6)
    return drawing


def composition(stages, alt=COMPOSITION):
    """What linear maps do to a round cloud, with a marked particle.

    Parameters
    ----------
    stages : sequence of four array_like, shape (2, 2)
        The maps from the start to each stage.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 400, alt)
    words = ("start", "after A", "after A and B", "after all three")
    spokes = RING[: -1 : (len(RING) - 1) // SPOKES]
    window = ((-2.7, 2.7), (-2.4, 2.4))
    for number, (stage, word) in enumerate(zip(stages, words, strict=True)):
        stage = np.asarray(stage, float)
        axes = drawing.stage(window, (225 * (number % 2), 200 * (number < 2), 225, 198))
        ends = spokes @ stage.T
        colour = style.PLAN_FILL if 0 < number < 3 else style.SOURCE_FILL
        _curve(axes, RING @ stage.T, colour, 2, opacity=0.12)
        marks.segments(axes, np.zeros_like(ends), ends, width=1, colour=style.MUTED)
        marks.segments(axes, (0, 0), ends[0], width=3.2, colour=style.TARGET_FILL, zorder=3)
        marks.label(axes, (-2.5, 2.1), word, style.INK, ha="left")
    marks.segments(axes, (0, 0), spokes[0], width=1.8, colour=style.TARGET_FILL, dashed=True)
    turn = np.degrees(np.arctan2(ends[0, 1], ends[0, 0]))
    marks.label(axes, (1.15, 0.25), f"{turn:.1f}°", style.TARGET, ha="left")
    return drawing


def geodesics_from_atoms(alt=ATOMS):
    """The one geodesic that bursts from an atom, and two atoms that have many geodesics."""
    drawing = Drawing(450, 250, alt)
    left = drawing.stage(((-0.15, 1.15), (-0.3, 1.1)), (0, 20, 215, 230))
    atom, ends = np.array([0.0, 0.4]), np.array([[1, 1], [0.8, 0.62], [1, 0.3], [0.55, 0]])
    marks.segments(left, np.tile(atom, (4, 1)), ends, width=1.4)
    for t, size in ((1 / 3, 5.5), (2 / 3, 7)):
        left.plot(*((1 - t) * atom + t * ends).T, "o", color=style.PLAN_FILL, markersize=size, zorder=3)
    marks.sources(left, atom, 1.6)
    marks.targets(left, ends, 0.7)
    marks.label(left, (0.5, -0.22), "one geodesic", style.PLAN, strong=True)
    right = drawing.stage(((-0.15, 1.15), (-0.3, 1.1)), (235, 20, 215, 230))
    starts, ends = np.array([[0, 0], [1, 1]]), np.array([[1, 0], [0, 1]])
    for start in starts:
        marks.segments(right, np.tile(start, (2, 1)), ends, width=1.8, dashed=True)
    marks.sources(right, starts, 1.2)
    marks.targets(right, ends, 1.2)
    marks.label(right, (0.5, -0.22), "many geodesics", style.PLAN, strong=True)
    return drawing


def entropy(times, values, covariances, alt=ENTROPY):
    """Entropy along a path of centred Gaussians, which are drawn above it.

    Parameters
    ----------
    times, values : array_like, shape (n,)
    covariances : array_like, shape (n, 2, 2)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    times, values = np.asarray(times, float), np.asarray(values, float)
    drawing = Drawing(450, 300, alt)
    rows = drawing.stage(((-0.13, 1.13), (-0.14, 0.14)), (20, 195, 410, 100))
    for k in np.linspace(0, len(times) - 1, 5).round().astype(int):
        ends = {0: style.SOURCE_FILL, len(times) - 1: style.TARGET_FILL}
        ring = 0.25 * RING @ _shape(covariances[k]) + [times[k], 0]
        _curve(rows, ring, ends.get(k, style.PLAN_FILL), 1.8, opacity=0.12)
    low, high = values.min(), values.max()
    heights = 0.4 * (values - low) / ((high - low) or 1)
    axes = drawing.stage(((-0.13, 1.13), (-0.12, 0.46)), (20, 0, 410, 190))
    chord = heights[[0, -1]]
    marks.segments(
        axes, (times[0], chord[0]), (times[-1], chord[1]), colour=style.MUTED, width=1.4, dashed=True
    )
    marks.curve(axes, times, heights, width=2.6)
    marks.label(axes, (0.5, 0.44), "chord")
    marks.label(axes, (0.5, 0.06), "entropy", style.PLAN, strong=True)
    marks.label(axes, (times[0], -0.08), "t = 0")
    marks.label(axes, (times[-1], -0.08), "t = 1")
    return drawing


def laguerre(sites, cells, centres, alt=LAGUERRE):
    """Power cells and where their mass goes: the live figure `laguerre` at rest.

    Parameters
    ----------
    sites : array_like, shape (n, 2)
        In the window [0, 1.5] x [0, 1].
    cells : sequence of array_like, shapes (k_j, 2)
        Polygons.
    centres : array_like, shape (n, 2)
        Centres of mass of the cells; an arrow leads from each to its site.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    sites, centres = np.asarray(sites, float), np.asarray(centres, float)
    drawing = Drawing(600, 400, alt)
    axes = drawing.stage(WINDOW, (10, 10, 580, 382))
    for cell in cells:
        outline = np.vstack([cell, cell[:1]])
        _curve(axes, outline, style.SOURCE_FILL, 1.6, opacity=0.07)
    far = np.hypot(*(sites - centres).T) > 0.03
    marks.arrows(axes, centres[far], sites[far], width=1.6, shrink=(0, 6))
    marks.sources(axes, centres, 0.22)
    marks.targets(axes, sites, 0.9)
    return drawing
