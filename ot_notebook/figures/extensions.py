"""Drawings of the page on sliced, unbalanced and Gromov-Wasserstein transport."""

import numpy as np

from . import marks, style
from .drawing import Drawing

GAP = 0.1


def sliced(x, y, direction, running, errors, exact, alt="Two clouds, their shadows on a line, and a mean."):
    """Two clouds and their shadows on one line, and the mean over more and more directions: the live figure.

    Parameters
    ----------
    x, y : array_like, shape (n, 2)
        Clouds of equally many points of equal weight.
    direction : array_like, shape (2,)
        Unit vector of the line.
    running, errors : array_like, shape (k,)
        Estimate of the squared distance from the first directions, and its standard error.
    exact : float
        Mean over all directions.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 470, alt)
    _shadows(drawing, np.asarray(x, float), np.asarray(y, float), np.asarray(direction, float))
    _running_mean(drawing, np.asarray(running, float), np.asarray(errors, float), exact)
    return drawing


def _shadows(drawing, x, y, direction):
    both = np.r_[x, y]
    middle = (both.min(0) + both.max(0)) / 2
    normal = np.array([-direction[1], direction[0]])
    foot = middle - normal * (np.abs((both - middle) @ normal).max() + 0.34)
    shadows = [
        base + ((points - middle) @ direction)[:, None] * direction
        for points, base in ((x, foot + GAP * normal), (y, foot - GAP * normal))
    ]
    corners = np.r_[both, *shadows]
    low, high = corners.min(0) - 0.06, corners.max(0) + 0.06
    axes = drawing.stage(((low[0], high[0]), (low[1], high[1])), (5, 190, 440, 275))
    for points, shadow in zip((x, y), shadows, strict=True):
        marks.segments(axes, points, shadow, width=0.8, colour=style.HAIR, zorder=1)
    reach = (both - middle) @ direction
    for base in (foot + GAP * normal, foot - GAP * normal):
        start, end = (base + place * direction for place in (reach.min() - 0.04, reach.max() + 0.04))
        marks.segments(axes, start, end, width=1, colour=style.MUTED, zorder=1)
    first, second = (shadow[np.argsort(shadow @ direction)] for shadow in shadows)
    marks.segments(axes, first, second, width=1.4)
    marks.sources(axes, first, 0.35)
    marks.targets(axes, second, 0.35)
    marks.sources(axes, x, 0.7)
    marks.targets(axes, y, 0.7)


def _running_mean(drawing, running, errors, exact):
    count = np.arange(2, len(running) + 1)
    mean, band = running[1:], 2 * errors[1:]
    top = max(exact * 1.6, (mean + band)[8:].max() * 1.05)
    axes = drawing.chart(((0, len(running)), (0, top)), (52, 48, 340, 112))
    low, high = np.clip(mean - band, 0, top), np.clip(mean + band, 0, top)
    axes.fill_between(count, low, high, facecolor=style.PLAN_FILL, alpha=0.25, linewidth=0, clip_on=False)
    marks.curve(axes, count, np.clip(mean, 0, top))
    marks.segments(axes, (0, exact), (len(running), exact), width=1.4, colour=style.MUTED, dashed=True)
    marks.scale_x(axes, {k: f"{k:g}" for k in np.linspace(0, len(running), 5).astype(int)})
    marks.scale_y(axes, {0: "0", exact: f"{exact:.3f}"})
    marks.label(axes, (len(running) / 2, -0.36 * top), "random directions", size=14)
    marks.label(axes, (len(running), exact + 0.17 * top), "all directions", ha="right", size=13)


def unbalanced(x, y, a, b, cases, alt="Plans that keep more of the mass as the penalty grows."):
    """Weighted points and what several penalties keep of them: the live figure `unbalanced` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
    a, b : array_like, shapes (n,) and (m,)
    cases : list of (str, array_like)
        Words and plan of shape (n, m), one a panel.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    low, high = np.r_[x, y].min(0) - 0.1, np.r_[x, y].max(0) + 0.1
    height = 420 * (high[1] - low[1]) / (high[0] - low[0])
    drawing = Drawing(430, len(cases) * (height + 34), alt)
    for k, (words, plan) in enumerate(reversed(cases)):
        axes = drawing.stage(((low[0], high[0]), (low[1], high[1])), (5, k * (height + 34) + 26, 420, height))
        _kept(axes, x, y, np.asarray(a, float), np.asarray(b, float), np.asarray(plan, float))
        marks.label(axes, ((low[0] + high[0]) / 2, low[1] - 0.01), words, style.INK, size=14)
    return drawing


def _kept(axes, x, y, a, b, plan):
    """Hollow marks of the weights, filled marks of what is used, the plan between."""
    unit = 4.5 / max(a.max(), b.max())
    used = np.argwhere(plan > 0.004 * plan.max()) if plan.max() > 0 else np.zeros((0, 2), int)
    i, j = used.T
    width = 7 * plan[i, j] / max(a.max(), b.max())
    marks.segments(axes, x[i], y[j], width=np.maximum(width, 0.4))
    sides = (
        (x, a, plan.sum(1), "o", marks.DISC, style.SOURCE_FILL, marks.sources),
        (y, b, plan.sum(0), "s", marks.SQUARE, style.TARGET_FILL, marks.targets),
    )
    for points, weights, sums, shape, side, colour, draw in sides:
        for point, weight, kept in zip(points, weights, sums, strict=True):
            size = side * np.sqrt(weight * unit)
            ring = {"markerfacecolor": style.PAPER, "markeredgecolor": colour, "markeredgewidth": 1.4}
            axes.plot(*point, marker=shape, markersize=size, linestyle="none", zorder=2.5, **ring)
            draw(axes, point, min(kept, weight) * unit)


def gromov(x, y, cases, alt="Two shapes joined by a plan that keeps distances."):
    """Two shapes in planes of their own, joined by one plan a panel: the live figure `gromov` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
    cases : list of (str, array_like)
        Words and plan of shape (n, m).
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y = (np.asarray(points, float) - np.mean(points, axis=0) for points in (x, y))
    reach = max(np.abs(x).max(), np.abs(y).max())
    shift = np.array([1.15 * reach, 0])
    x, y = x - shift, y + shift
    drawing = Drawing(450, 245 * len(cases), alt)
    window = ((-2.2 * reach, 2.2 * reach), (-1.12 * reach, 1.12 * reach))
    for k, (words, plan) in enumerate(reversed(cases)):
        axes = drawing.stage(window, (5, 245 * k + 26, 440, 215))
        plan = np.asarray(plan, float)
        i, j = np.nonzero(plan > 1e-9)
        marks.segments(axes, x[i], y[j], width=1.6 * np.sqrt(plan[i, j] / plan.max()))
        marks.sources(axes, x, 0.7)
        marks.targets(axes, y, 0.7)
        marks.label(axes, (0, -1.18 * reach), words, style.INK, size=14)
    return drawing
