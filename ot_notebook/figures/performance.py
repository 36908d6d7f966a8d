"""The drawing of the page on speed."""

import numpy as np

from . import marks, style
from .drawing import Drawing

RANGE = (0.005, 5.0)
DECADES = {0.01: "0.01", 0.1: "0.1", 1: "1"}


def ratios(sizes, panels, goals, alt="Ratios of times against the number of points."):
    """Time in units of another program's time, against size, both on logarithmic scales; a panel a problem.

    Parameters
    ----------
    sizes : array_like, shape (k,)
        Increasing.
    panels : list of (str, array_like, array_like)
        Name, and the ratios from a cold and from a warm start, by size.
    goals : (float, float, float)
        A size, and the largest ratio from a cold and from a warm start that is aimed at there.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 260, alt)
    every = [ratio for _, *lines in panels for line in lines for ratio in line]
    low, high = min(RANGE[0], *every), max(RANGE[1], *every)
    window = (np.log2([sizes[0], sizes[-1]]), np.log10([low, high]))
    side = (480 - 30) / len(panels)
    for k, (name, cold, warm) in enumerate(panels):
        axes = drawing.chart(window, (44 + k * side, 46, side - 32, 176))
        _panel(axes, np.log2(sizes), name, np.log10(cold), np.log10(warm), np.log2(goals[0]), k == 0)
        for goal in goals[1:]:
            _goal(axes, np.log2(goals[0]), np.log10(goal))
    return drawing


def _panel(axes, sizes, name, cold, warm, goal_size, first):
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    marks.scale_x(axes, {size: f"{2**size:g}" for size in (left, goal_size, right)})
    decades = {np.log10(ratio): text for ratio, text in DECADES.items()}
    marks.scale_y(axes, decades if first else {})
    marks.segments(axes, (left, 0), (right, 0), width=1, colour=style.HAIR, zorder=0)
    marks.curve(axes, sizes, cold)
    marks.curve(axes, sizes, warm, dashed=True)
    for line, text, side in ((cold, "cold", 1), (warm, "warm", -1)):
        place = right, line[-1] + 0.07 * side * (high - low)
        marks.label(axes, place, text, style.PLAN, ha="right", size=13)
    marks.label(axes, ((left + right) / 2, high + 0.1 * (high - low)), name, style.INK, size=13)
    marks.label(axes, ((left + right) / 2, low - 0.21 * (high - low)), "n", size=13)


def _goal(axes, size, goal):
    """A short grey line that the curve should pass below."""
    marks.segments(axes, (size - 0.45, goal), (size + 0.45, goal), width=3, colour=style.MUTED, zorder=1)
