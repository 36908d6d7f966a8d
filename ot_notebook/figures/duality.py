"""Drawings of the page on the dual problem."""

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

BOUNDS = (
    "Two heaps of values on one axis: lower bounds by prices on the left, costs of plans on the right. They "
    "meet at a line between them and do not overlap."
)
SLACK = (
    "A table of spare amounts, one for each pair. Violet squares, the masses of the optimal plan, stand only "
    "where nothing is spare."
)
STALL = (
    "Several curves of the bound against the number of transforms; all of them are level from the second "
    "transform on and stay below a dashed line, the optimum."
)
FLAT_TOP = "Two concave curves against the shift of a price: one has a level top, the other a single peak."


def bounds(costs, lower, value, alt=BOUNDS):
    """Costs of many plans and bounds by many prices, on either side of the optimum.

    Parameters
    ----------
    costs, lower : array_like
        Both are drawn as histograms.
    value : float
    alt : str, optional

    Returns
    -------
    Drawing
    """
    ends = np.min(lower), np.max(costs)
    margin = 0.04 * (ends[1] - ends[0])
    drawing = Drawing(450, 190, alt)
    axes = drawing.chart(((ends[0] - margin, ends[1] + margin), (0, 1.3)), (14, 44, 422, 140))
    for values, colour, text, word in (
        (lower, style.TARGET_FILL, style.TARGET, "prices"),
        (costs, style.SOURCE_FILL, style.SOURCE, "plans"),
    ):
        counts, edges = np.histogram(values, bins=16)
        heights = np.repeat(counts / counts.max(), 2)
        marks.area(axes, np.repeat(edges, 2)[1:-1], heights, colour)
        marks.label(axes, (np.median(values), 1.14), word, text, strong=True)
    marks.segments(axes, (value, 0), (value, 1.25), width=2.4)
    marks.scale_x(axes, {value: f"{value:.3f}"}, size=14)
    marks.label(axes, (ends[0] - margin, -0.16), "cost of transport", ha="left", size=14)
    return drawing


def slack_table(slack, plan, alt=SLACK):
    """What the prices leave unused for each pair, and the masses of the optimal plan.

    Parameters
    ----------
    slack, plan : array_like, shape (n, m)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    slack, plan = np.asarray(slack, float), np.asarray(plan, float)
    n, m = slack.shape
    drawing = Drawing(450, 44 * n + 40, alt)
    axes = drawing.chart(((0, m), (0, n)), (40, 4, 400, 44 * n))
    for cut in range(n + 1):
        marks.segments(axes, (0, cut), (m, cut), width=1, colour=style.HAIR, zorder=1)
    for cut in range(m + 1):
        marks.segments(axes, (cut, 0), (cut, n), width=1, colour=style.HAIR, zorder=1)
    for i, j in np.ndindex(n, m):
        centre = np.array([j + 0.5, n - i - 0.5])
        if plan[i, j] > 1e-12:
            axes.add_patch(
                Rectangle(centre - 0.45, 0.9, 0.9, facecolor=style.PLAN_FILL, alpha=0.3, linewidth=0)
            )
        text = "0" if slack[i, j] < 1e-12 else f"{slack[i, j]:.3f}".rstrip("0")
        used = plan[i, j] > 1e-12
        marks.label(axes, centre, text, style.PLAN if used else style.MUTED, strong=used)
    for i in range(n):
        marks.label(axes, (-0.12, n - i - 0.5), f"x{i + 1}".translate(BELOW), style.SOURCE, ha="right")
    for j in range(m):
        marks.label(axes, (j + 0.5, n + 0.35), f"y{j + 1}".translate(BELOW), style.TARGET)
    return drawing


def stall(bounds_by_start, optimum, alt=STALL):
    """The bound after each transform, from several starts, and the optimum.

    Parameters
    ----------
    bounds_by_start : array_like, shape (starts, steps)
        The first transform is number 1.
    optimum : float
    alt : str, optional

    Returns
    -------
    Drawing
    """
    values = np.asarray(bounds_by_start, float)
    steps = np.arange(1, values.shape[1] + 1)
    low, high = values.min(), optimum
    drawing = Drawing(450, 240, alt)
    axes = drawing.chart(((1, steps[-1]), (low, high)), (40, 50, 390, 160))
    marks.scale_x(axes, {step: str(step) for step in steps}, size=14)
    marks.segments(axes, (1, optimum), (steps[-1], optimum), width=1.6, colour=style.INK, dashed=True)
    for row in values:
        marks.curve(axes, steps, row, width=1.6)
        axes.plot(steps, row, "o", color=style.PLAN_FILL, markersize=5, clip_on=False, zorder=3)
    marks.label(axes, (steps[-1], high + 0.09 * (high - low)), "optimum", style.INK, ha="right", strong=True)
    marks.label(axes, ((1 + steps[-1]) / 2, low - 0.25 * (high - low)), "transforms", style.INK)
    return drawing


def flat_top(shifts, curves, alt=FLAT_TOP):
    """The dual value against the shift of the prices of one group.

    Parameters
    ----------
    shifts : array_like, shape (k,)
    curves : dict of str to array_like, shape (k,)
        Two of them, by name.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 210, alt)
    shifts = np.asarray(shifts, float)
    for k, (name, values) in enumerate(curves.items()):
        low, high = np.min(values), np.max(values)
        axes = drawing.chart(((shifts[0], shifts[-1]), (low, high)), (16 + 224 * k, 52, 194, 122))
        marks.scale_x(axes, {0: "0"}, size=14)
        best = np.asarray(values) >= high - 1e-9 * max(1, abs(high))
        marks.curve(axes, shifts, values, style.MUTED, width=1.8)
        marks.curve(axes, shifts, np.where(best, values, np.nan), width=5)
        if best.sum() == 1:
            axes.plot(shifts[best], np.asarray(values)[best], "o", color=style.PLAN_FILL, markersize=9)
        middle = (shifts[0] + shifts[-1]) / 2
        marks.label(axes, (middle, high + 0.17 * (high - low)), name, style.INK, strong=True)
        marks.label(axes, (middle, low - 0.33 * (high - low)), "shift of a price", size=14)
    return drawing
