"""The live figures of the page on discrete optimal transport, at rest."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from . import marks, style
from .drawing import Drawing

POLYTOPE = (
    "A polygon, the set of all plans between two sources and three targets, within a circle. Lines of equal "
    "cost cross it, an arrow on the circle points to where the cost falls fastest, and a curve leads from "
    "the product plan to the corner that lies furthest along the arrow. Beside it, that plan as a table."
)
STEPS = (
    "Blue discs and orange squares joined by a tree of segments, thicker where more mass moves, with a price "
    "beside each point. A dashed pair is about to enter. Beside them the table of reduced costs: violet "
    "cells belong to the tree, framed ones are negative."
)
PLANE = ((0, 1.5), (0, 1))
RIM, LEAST_RADIUS, SHOWN = 1.42, 0.03, 1.16
LEVELS = 7


def polytope(a, b, fall, corners, optimal, plan, path, alt=POLYTOPE):
    """The plans between two sources and three targets as a polygon: the live figure `polytope` at rest.

    Parameters
    ----------
    a, b : array_like, shapes (2,) and (3,)
    fall : (float, float)
        Direction in which the cost falls, in the plane of the first two masses.
    corners : array_like, shape (k, 2)
        First two masses of the vertices, counterclockwise.
    optimal : array_like of int
        Which of them are optimal.
    plan : array_like, shape (2, 3)
        The cheapest.
    path : array_like, shape (l, 2)
        First two masses of entropic plans, from large epsilon to small.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    corners, plan, fall = np.asarray(corners, float), np.asarray(plan, float), np.asarray(fall, float)
    drawing = Drawing(600, 385, alt)
    low, high = corners.min(axis=0), corners.max(axis=0)
    centre, radius = (low + high) / 2, RIM * max(np.linalg.norm(high - low) / 2, LEAST_RADIUS)
    window = list(zip(centre - SHOWN * radius, centre + SHOWN * radius, strict=True))
    axes = drawing.stage(window, (44, 34, 330, 330))
    _scales(axes, window)
    axes.add_patch(Polygon(corners, facecolor=style.PLAN_FILL, alpha=0.16, linewidth=0))
    marks.segments(axes, corners, np.roll(corners, -1, axis=0), width=1)
    _rim(axes, corners, optimal, centre, radius)
    if np.any(fall):
        _arrow(axes, corners - centre, centre, radius, fall / np.hypot(*fall))
    product, best = np.outer(a, b)[0, :2], plan[0, :2]
    marks.curve(axes, *np.array([product, *path, best]).T, style.INK, width=2)
    _dots(axes, corners, 6, style.PLAN_FILL)
    _dots(axes, corners[list(optimal)], 15, style.PLAN_FILL)
    _dots(axes, product, 7, style.INK)
    marks.label(axes, product + radius * np.array((-0.04, 0.07)), "product", style.INK, ha="right", size=16)
    outward = (best - centre) / (np.linalg.norm(best - centre) or 1)
    place = best + 0.08 * radius * outward
    marks.label(axes, place, "optimal", style.PLAN, ha="left", strong=True, size=16)
    _table(drawing, plan, np.asarray(a, float), np.asarray(b, float))
    return drawing


def _rim(axes, corners, optimal, centre, radius):
    """The circle, and on it the arc of directions in which the same corner is optimal."""
    marks.curve(
        axes, *_on_circle(centre, radius, np.linspace(0, 2 * np.pi, 73)), style.HAIR, width=1, zorder=1
    )
    if len(corners) < 3 or len(optimal) > 1:
        return
    ahead = np.roll(corners, -1, axis=0) - corners
    normals = np.arctan2(-ahead[:, 0], ahead[:, 1])
    start, width = normals[optimal[0] - 1], normals[optimal[0]] - normals[optimal[0] - 1]
    marks.curve(axes, *_on_circle(centre, radius, start + np.linspace(0, width % (2 * np.pi), 24)), width=3)


def _arrow(axes, apart, centre, radius, down):
    """Lines of equal cost, and the direction in which it falls."""
    _levels(axes, apart, centre, radius, down)
    tip, tail = centre + 1.12 * radius * down, centre + 0.72 * radius * down
    look = {"arrowstyle": "-|>,head_length=0.7,head_width=0.3", "mutation_scale": 10, "color": style.INK}
    axes.annotate("", tip, tail, arrowprops=look | {"linewidth": 2}, annotation_clip=False)
    marks.label(axes, tail - 0.05 * radius * down, "cheaper", style.INK, ha="right", size=16)


def _on_circle(centre, radius, angles):
    return centre[0] + radius * np.cos(angles), centre[1] + radius * np.sin(angles)


def _dots(axes, points, size, colour):
    u, v = np.reshape(points, (-1, 2)).T
    look = {"markersize": size, "color": colour, "markeredgecolor": style.PAPER, "zorder": 3}
    axes.plot(u, v, "o", clip_on=False, **look)


def _scales(axes, window):
    """Round numbers along both axes, from zero on."""
    step = 2 * 10 ** np.floor(np.log10(window[0][1] - window[0][0]))
    for span, scale in zip(window, (marks.scale_x, marks.scale_y), strict=True):
        ticks = np.arange(0, span[1] / step + 1) * step
        scale(axes, {t: f"{t:g}" for t in ticks if span[0] <= t <= span[1]}, size=16)


def _levels(axes, apart, centre, radius, down):
    """Chords of the rim from the dearest corner to the cheapest, where the last one only touches."""
    heights = apart @ down
    along = np.array([-down[1], down[0]])
    places = np.linspace(heights.min(), heights.max(), LEVELS)
    feet, half = (
        centre + places[:, None] * down,
        np.sqrt(np.maximum(radius**2 - places**2, 0))[:, None] * along,
    )
    marks.segments(axes, feet[:-1] - half[:-1], feet[:-1] + half[:-1], width=1, colour=style.HAIR, zorder=1)
    marks.segments(axes, feet[-1] - half[-1], feet[-1] + half[-1], width=1, dashed=True)


def _table(drawing, plan, a, b):
    """The plan as a table, its column sums above and its row sums to the right."""
    axes = drawing.stage(((0, 3), (0, 2)), (402, 90, 156, 130))
    for i, j in np.ndindex(2, 3):
        used = plan[i, j] > 0
        look = {"facecolor": style.PLAN_FILL, "alpha": 0.16} if used else {"facecolor": style.WASH}
        axes.add_patch(Rectangle((j + 0.04, 1.04 - i), 0.92, 0.92, linewidth=0, **look))
        marks.label(axes, (j + 0.5, 1.5 - i), f"{plan[i, j]:.3g}", style.PLAN, strong=True, size=16)
    for i, weight in enumerate(a):
        marks.label(axes, (3.15, 1.5 - i), f"{weight:.3g}", style.SOURCE, ha="left", strong=True, size=16)
    for j, weight in enumerate(b):
        marks.label(axes, (j + 0.5, 2.25), f"{weight:.3g}", style.TARGET, strong=True, size=16)


def simplex_steps(x, y, a, b, basis, cost, alt=STEPS):
    """A tree of the simplex method with what enters next: the live figure `simplex-steps` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
        Sources and targets in the window [0, 1.5] x [0, 1].
    a, b : array_like, shapes (n,) and (m,)
    basis : dict
        With `pairs`, `masses`, `f`, `g` and `entering` as of `ot_notebook.solvers.Basis`.
    cost : array_like, shape (n, m)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(600, 300, alt)
    axes = drawing.stage(PLANE, (24, 24, 300, 250))
    i, j = np.transpose(basis["pairs"])
    if basis["entering"]:
        k, other = basis["entering"]
        marks.segments(axes, x[k], y[other], colour=style.INK, width=2, dashed=True)
    for source, target, mass in zip(i, j, basis["masses"], strict=True):
        marks.segments(axes, x[source], y[target], width=1.5 + 24 * mass, dashed=mass == 0)
    for points, ends, weights, draw, colour, prices in (
        (x, y, a, marks.sources, style.SOURCE, basis["f"]),
        (y, x, b, marks.targets, style.TARGET, basis["g"]),
    ):
        nodes, others = (i, j) if points is x else (j, i)
        for k, (point, weight, value) in enumerate(zip(points, weights, prices, strict=True)):
            draw(axes, point, min(1.6, max(0.4, weight * len(points))))
            pull = (ends[others[nodes == k]] - point).mean(axis=0)[1]
            away = point + np.array((0, -0.11 if pull > 0 else 0.11))
            marks.label(axes, away, _signed(value), colour, size=16)
    _reduced(drawing, basis, np.asarray(cost, float))
    return drawing


def _signed(value):
    return f"{value:.2f}".replace("-", "−") if abs(value) >= 0.005 else "0"


def _reduced(drawing, basis, cost):
    """The table of reduced costs: the tree's cells filled, negative ones framed."""
    n, m = cost.shape
    axes = drawing.chart(((0, m), (0, n)), (346, 20, 250, 240))
    reduced = cost - np.array(basis["f"])[:, None] - basis["g"]
    masses = {tuple(pair): mass for pair, mass in zip(basis["pairs"], basis["masses"], strict=True)}
    for i, j in np.ndindex(n, m):
        corner, middle = (j + 0.04, n - i - 0.96), (j + 0.5, n - i - 0.5)
        used, negative = (i, j) in masses, reduced[i, j] < -1e-12 * cost.max()
        look = {"facecolor": style.PLAN_FILL, "alpha": 0.2} if used else {"facecolor": style.WASH}
        axes.add_patch(Rectangle(corner, 0.92, 0.92, linewidth=0, **look))
        if negative and not used:
            axes.add_patch(Rectangle(corner, 0.92, 0.92, fill=False, edgecolor=style.INK, linewidth=1.6))
        words = f"{masses[i, j]:.2g}" if used else _signed(reduced[i, j])
        colour = style.PLAN if used else style.INK if negative else style.MUTED
        if m <= 6:
            marks.label(axes, middle, words, colour, strong=used, size=16)
