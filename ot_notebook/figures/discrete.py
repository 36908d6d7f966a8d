"""Drawings of the page on discrete optimal transport."""

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

LOOKS = (
    {"color": style.PLAN_FILL, "marker": "o", "markersize": 6.5},
    {"color": style.MUTED, "marker": "s", "markersize": 6},
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
