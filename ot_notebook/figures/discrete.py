"""Drawings of the page on discrete optimal transport."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from . import marks, style
from .drawing import Drawing

WINDOW = ((0, 1.5), (0, 1))
LOOKS = (
    {"color": style.PLAN_FILL, "marker": "o", "markersize": 6.5},
    {"color": style.MUTED, "marker": "s", "markersize": 6},
)
PLANE = np.array([(-1, 1, 0), (-1, -1, 2)]) / np.sqrt([[2], [6]])
POLYTOPE = (
    "A hexagon, the set of all plans between two sources and three targets. Dashed lines of equal cost cross "
    "it, and an arrow points to where the cost falls fastest. A curve of dots leads from the middle of the "
    "hexagon to the vertex that lies furthest along the arrow, where the optimal plan is written as a table."
)
STEPS = (
    "Two trees that join the same four blue discs and five orange squares by eight segments, thicker where "
    "more mass moves. Above, the first one, with long segments and a dashed pair that is about to enter. "
    "Below, the optimal one, with short segments and a potential beside each point."
)
BIRKHOFF = (
    "A matrix of squares with equal row and column sums equals a weighted sum of matrices with one full "
    "square in each row and each column."
)
TIES = (
    "Left: two blue discs and two orange squares at the corners of a square, joined by four segments, which "
    "form a cycle. Right: each source has a target of its own nearby; two segments, which are not connected."
)
WORK = "Counts against the number of points, both on logarithmic scales: two rising rows of dots."


def polytope(vertices, costs, path, best, alt=POLYTOPE):
    """The plans between two sources and three targets as a polygon: the live figure `polytope` at rest.

    A plan is known by its first row, a point of the plane of vectors with the sum of that row; distances
    between plans are those between the points, but for the factor of the root of 2.

    Parameters
    ----------
    vertices : array_like, shape (k, 2, 3)
        In any order.
    costs : array_like, shape (2, 3)
    path : array_like, shape (l, 2, 3)
        Entropic plans, from large epsilon to small.
    best : array_like, shape (2, 3)
        The optimal vertex.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    corners = _around(in_plane(vertices))
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = 0.16 * (high - low).max()
    drawing = Drawing(480, 400, alt)
    axes = drawing.stage(list(zip(low - margin, high + margin, strict=True)), (0, 0, 480, 400))
    axes.add_patch(Polygon(corners, facecolor=style.PLAN_FILL, alpha=0.12, linewidth=0))
    marks.segments(axes, corners, np.roll(corners, -1, axis=0), width=1.6, colour=style.PLAN_FILL)
    gradient = PLANE @ np.subtract(*np.asarray(costs, float))
    _levels(axes, corners, gradient)
    points = in_plane(path)
    marks.curve(axes, *points.T, style.TARGET_FILL, width=1.4)
    axes.plot(*points.T, "o", markersize=5, color=style.TARGET_FILL, markeredgewidth=0, zorder=3)
    axes.plot(*corners.T, "o", markersize=7, color=style.PLAN_FILL, markeredgewidth=0, zorder=3)
    optimum = in_plane(best)
    axes.plot(*optimum, "o", markersize=13, color=style.PLAN_FILL, markeredgecolor=style.PAPER, zorder=4)
    marks.label(axes, points[0] + [0, 0.07 * margin / 0.16], "product", style.TARGET)
    middle = corners.mean(axis=0)
    _table(axes, optimum + 0.66 * margin * _unit(optimum - middle), best)
    return drawing


def in_plane(plans):
    """Plans of two rows by three columns as points of the plane."""
    return np.asarray(plans, float)[..., 0, :] @ PLANE.T


def _around(points):
    """Corners of a convex polygon in their order around it."""
    apart = points - points.mean(axis=0)
    return points[np.argsort(np.arctan2(apart[:, 1], apart[:, 0]))]


def _unit(vector):
    return vector / np.linalg.norm(vector)


def _levels(axes, corners, gradient):
    """Five lines of equal cost within the polygon, and an arrow downhill."""
    down = -_unit(gradient)
    along = np.array([-down[1], down[0]])
    height = corners @ down
    for level in np.linspace(height.min(), height.max(), 7)[1:-1]:
        ends = _cut(corners, height, level)
        marks.segments(axes, ends[:1], ends[1:], width=1, colour=style.MUTED, dashed=True, zorder=1)
    size = np.ptp(height)
    start = corners.mean(axis=0) - 0.62 * size * along - 0.16 * size * down
    marks.arrows(axes, [start], [start + 0.32 * size * down], width=2)
    marks.label(axes, start - 0.06 * size * down, "cheaper", style.PLAN, ha="center", va="top")


def _cut(corners, height, level):
    """The two points of the boundary at a level."""
    following, above = np.roll(corners, -1, axis=0), np.roll(height, -1)
    crossed = (height - level) * (above - level) < 0
    share = (level - height[crossed]) / (above[crossed] - height[crossed])
    return corners[crossed] + share[:, None] * (following - corners)[crossed]


def _table(axes, place, plan):
    """The masses of a plan as two lines of text."""
    for row, shift in zip(np.asarray(plan, float), (9, -9), strict=True):
        axes.annotate(
            "  ".join(f"{mass:.2f}" for mass in row),
            place,
            (0, shift),
            textcoords="offset points",
            ha="center",
            va="center",
            color=style.PLAN,
            fontsize=14,
            annotation_clip=False,
        )


def simplex_steps(x, y, first, last, alt=STEPS):
    """A basis tree on its way and the optimal one with its potentials: the live figure at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
        Sources and targets in the window [0, 1.5] x [0, 1].
    first, last : Basis
        Of `ot_notebook.solvers.simplex_steps`.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    drawing = Drawing(460, 640, alt)
    above = _tree(drawing, x, y, first, (8, 330, 444, 280))
    if first.entering:
        i, j = first.entering
        marks.segments(above, x[i], y[j], colour=style.INK, width=2, dashed=True)
    marks.label(above, (0.75, 1.03), f"north-west corner: cost {first.value:.3f}", style.INK)
    below = _tree(drawing, x, y, last, (8, 4, 444, 280))
    marks.label(below, (0.75, 1.03), f"optimum: cost {last.value:.3f}", style.INK)
    _potentials(below, x, last.f, style.SOURCE, -0.05, "right")
    _potentials(below, y, last.g, style.TARGET, 0.05, "left")
    return drawing


def _potentials(axes, points, values, colour, shift, ha):
    for (u, v), value in zip(points, values, strict=True):
        marks.label(axes, (u + shift, v), f"{value:.2f}".replace("-", "−"), colour, ha=ha, size=14)


def _tree(drawing, x, y, basis, box):
    axes = drawing.stage(WINDOW, box)
    i, j = basis.pairs.T
    width = np.maximum(14 * basis.masses / basis.masses.max() * 0.5, 1)
    marks.segments(axes, x[i], y[j], width=width)
    marks.sources(axes, x)
    marks.targets(axes, y)
    return axes


def birkhoff(matrix, weights, permutations, alt=BIRKHOFF):
    """A doubly stochastic matrix as a weighted sum of permutations.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
    weights : array_like, shape (k,)
    permutations : array_like of int, shape (k, n)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    n, rows = len(matrix), -(-len(weights) // 3)
    drawing = Drawing(470, 116 * rows, alt)
    _grid(drawing, np.asarray(matrix, float), (4, 58 * rows - 80, 160, 160))
    equals = drawing.chart(((0, 1), (0, 1)), (170, 58 * rows - 15, 30, 30))
    marks.label(equals, (0.5, 0.5), "=", style.INK, size=22)
    for k, (weight, columns) in enumerate(zip(weights, permutations, strict=True)):
        row, column = divmod(k, 3)
        box = (206 + 90 * column, 116 * (rows - row - 1) + 6, 80, 80)
        axes = _grid(drawing, np.eye(n)[np.asarray(columns)], box)
        plus = "+ " if k else ""
        marks.label(axes, (n / 2, 1.16 * n), f"{plus}{weight:.2f} ×", style.INK, size=14)
    return drawing


def _grid(drawing, matrix, box):
    """A cell for each entry, row 1 at the top, with a square of its area."""
    n = len(matrix)
    axes = drawing.stage(((-0.05, n + 0.05), (-0.05, n + 0.05)), box)
    cuts = np.arange(n + 1)
    marks.segments(axes, np.c_[0 * cuts, cuts], np.c_[0 * cuts + n, cuts], width=1, colour=style.HAIR)
    marks.segments(axes, np.c_[cuts, 0 * cuts], np.c_[cuts, 0 * cuts + n], width=1, colour=style.HAIR)
    for i, j in zip(*np.nonzero(matrix > 0), strict=True):
        side = 0.9 * np.sqrt(matrix[i, j])
        corner = (j + 0.5 - side / 2, n - i - 0.5 - side / 2)
        axes.add_patch(Rectangle(corner, side, side, facecolor=style.PLAN_FILL, linewidth=0))
    return axes


def ties(alt=TIES):
    """Pairs that optimal plans use: a cycle, where plans tie, and two pieces, where potentials do."""
    drawing = Drawing(460, 250, alt)
    sources, far = np.array([(0, 0), (1, 1)]), np.array([(1, 0), (0, 1)])
    near = sources + np.array([(0.42, 0.12), (-0.42, -0.12)])
    for left, targets, pairs, words in (
        (0, far, ((0, 0), (0, 1), (1, 0), (1, 1)), ("many plans", "one price list")),
        (240, near, ((0, 0), (1, 1)), ("one plan", "many price lists")),
    ):
        axes = drawing.stage(((-0.2, 1.2), (-0.55, 1.1)), (left, 0, 220, 250))
        for i, j in pairs:
            marks.segments(axes, sources[i], targets[j], width=2.4)
        marks.sources(axes, sources, 1.4)
        marks.targets(axes, targets, 1.4)
        marks.label(axes, (0.5, -0.26), words[0], style.INK)
        marks.label(axes, (0.5, -0.43), words[1], style.INK)
    return drawing


def work(sizes, counts, alt=WORK):
    """Counts of steps against the number of points.

    Parameters
    ----------
    sizes : array_like, shape (k,)
    counts : dict of str to array_like, shape (k,)
        One or two rows, by name.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 330, alt)
    steps = np.log2(np.asarray(sizes, float))
    top = np.log10(max(np.max(values) for values in counts.values())) + 0.15
    axes = drawing.chart(((steps[0] - 0.3, steps[-1] + 0.2), (0, top)), (58, 56, 260, 266))
    marks.scale_x(axes, {k: f"{2**k:g}" for k in range(int(steps[0]), int(steps[-1]) + 1)})
    marks.scale_y(axes, {k: f"{10**k:,}" for k in range(int(top) + 1)})
    for (name, values), look in zip(counts.items(), LOOKS, strict=False):
        logs = np.log10(np.asarray(values, float))
        marks.curve(axes, steps, logs, look["color"], width=1.6)
        axes.plot(steps, logs, linestyle="none", markeredgewidth=0, zorder=3, **look)
        words = style.PLAN if look is LOOKS[0] else style.INK
        marks.label(axes, (steps[-1] + 0.2, logs[-1]), name, words, ha="left", size=14)
    marks.label(axes, (steps.mean(), -0.18 * top), "points on each side", style.INK, size=14)
    return drawing
