"""Drawings of the page on Monge's problem."""

import math

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

WINDOW = ((0, 1.5), (0, 1))


def assignment(x, y, plan, alt="Sources joined to targets by a transport plan."):
    """Points of equal weight and a plan between them: the live figure `assignment` at rest.

    Parameters
    ----------
    x : array_like, shape (n, 2)
        Sources in the window [0, 1.5] x [0, 1].
    y : array_like, shape (m, 2)
        Targets, likewise.
    plan : array_like, shape (n, m)
        Masses; dashed when a source is split, for then it is no map.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y, plan = np.asarray(x, float), np.asarray(y, float), np.asarray(plan, float)
    drawing = Drawing(600, 400, alt)
    axes = drawing.stage(WINDOW, (10, 26, 580, 366))
    i, j = np.nonzero(plan)
    split = bool((np.count_nonzero(plan, axis=1) > 1).any())
    size = _size(len(x) + len(y))
    width = 2.4 * np.sqrt(min(size, 1) * plan[i, j] / plan.max())
    marks.segments(axes, x[i], y[j], width=width, dashed=split)
    marks.sources(axes, x, size)
    marks.targets(axes, y, size)
    left, right = _apart(x[:, 0].mean(), y[:, 0].mean(), 0.4)
    marks.label(axes, (left, -0.03), "source μ", style.SOURCE, strong=True, size=16)
    marks.label(axes, (right, -0.03), "target ν", style.TARGET, strong=True, size=16)
    return drawing


def _size(count):
    """Area of a mark: smaller in a crowd."""
    return float(np.clip(24 / count, 0.4, 1.4))


def _apart(one, other, distance):
    """Two places of labels, moved until they are `distance` apart."""
    if abs(one - other) >= distance:
        return one, other
    middle, side = (one + other) / 2, distance / 2 if one <= other else -distance / 2
    return middle - side, middle + side


def splitting():
    """One atom against two halves, where no map exists, and the reverse, where one does."""
    drawing = Drawing(
        450,
        220,
        "Left: one source atom of mass 1 and two target atoms of mass one half; two dashed half flows leave "
        "the source, which no map does. Right: two source atoms of mass one half both go to one target.",
    )
    window, centre, halves = ((-0.3, 1.3), (-0.72, 0.82)), (0.0, 0.0), np.array([[1.0, 0.5], [1.0, -0.5]])
    left = drawing.stage(window, (0, 30, 215, 190))
    marks.arrows(left, [centre, centre], halves, width=2, shrink=(14, 12), dashed=True)
    marks.sources(left, centre, 2.4)
    marks.targets(left, halves, 1.2)
    _masses(left, centre, style.SOURCE, halves, style.TARGET)
    marks.label(left, (0.5, -0.82), "a plan, no map", style.PLAN, strong=True)

    right = drawing.stage(window, (235, 30, 215, 190))
    halves, centre = halves - [1, 0], (1.0, 0.0)
    marks.arrows(right, halves, [centre, centre], width=2, shrink=(12, 14))
    marks.sources(right, halves, 1.2)
    marks.targets(right, centre, 2.4)
    _masses(right, centre, style.TARGET, halves, style.SOURCE)
    marks.label(right, (0.5, -0.82), "a map", style.PLAN, strong=True)
    return drawing


def _masses(axes, centre, colour, halves, half_colour):
    marks.label(axes, (centre[0], centre[1] + 0.24), "1", colour)
    for u, v in halves:
        marks.label(axes, (u, v + 0.2), "½", half_colour)


def book_shifting(books=6):
    """Two optimal ways, for the cost ``|x - y|``, to move a row of books by half its length."""
    drawing = Drawing(
        450,
        350,
        "Two drawings of a row of blue books above its orange places, half a row to the right. Above, every "
        "book moves by one half. Below, the right half of the books stays and the left half moves by one.",
    )
    places = (np.arange(books) + 0.5) / books
    shift, lift = places + 0.5, np.where(places < 0.5, places + 1, places)
    _books(drawing, 178, places, shift, "shift: every book moves by ½", "mean square ¼")
    _books(drawing, 0, places, lift, "lift: half stay, half move by 1", "mean square ½")
    return drawing


def _books(drawing, bottom, places, destinations, words, square):
    axes = drawing.stage(((0, 1.5), (-0.06, 0.5)), (12, bottom, 426, 172))
    side = places[1] - places[0]
    for row, foot, colour in ((places, 0.32, style.SOURCE_FILL), (places + 0.5, 0, style.TARGET_FILL)):
        for place in row:
            axes.add_patch(Rectangle((place - 0.42 * side, foot), 0.84 * side, 0.1, facecolor=colour))
    starts = np.c_[places, np.full(len(places), 0.31)]
    marks.arrows(axes, starts, np.c_[destinations, np.full(len(places), 0.11)], width=2, shrink=(0, 1))
    marks.label(axes, (0, 0.48), words, style.INK, ha="left")
    marks.label(axes, (1.5, 0.405), "mean distance ½", style.INK, ha="right", size=14)
    marks.label(axes, (1.5, 0.34), square, ha="right", size=14)


def strip(cells=(2, 8)):
    """Zig-zag maps from a segment to two parallel ones, whose cost tends to that of the plan that splits."""
    drawing = Drawing(
        450,
        480,
        "Three vertical segments, twice: the source in the middle, half of the target on each side. Arrows "
        "leave the source alternately to the right and to the left. With two cells they slant; with eight "
        "they are almost level, and the mean distance is closer to 1.",
    )
    for number, bottom in zip(cells, (245, 0), strict=True):
        _strip(drawing.stage(((-1.1, 1.1), (-0.16, 1.02)), (5, bottom, 440, 235)), number)
    return drawing


def _strip(axes, cells):
    for u, colour in ((-1, style.TARGET_FILL), (0, style.SOURCE_FILL), (1, style.TARGET_FILL)):
        marks.segments(axes, (u, 0), (u, 1), width=7, colour=colour, zorder=3)
    cuts = np.arange(1, cells)[:, None] / cells
    marks.segments(axes, cuts * [0, 1] - [0.04, 0], cuts * [0, 1] + [0.04, 0], colour=style.PAPER, zorder=4)
    starts, ends = _zigzag(cells, 16 // cells)
    marks.arrows(axes, starts, ends, width=1.2, shrink=(4, 5), head=6)
    marks.label(axes, (0, -0.11), f"{cells} cells: mean distance {_zigzag_cost(cells):.4f}", style.INK)
    for u in (-1, 1):
        marks.label(axes, (u, -0.11), "½ ν", style.TARGET, strong=True)


def _zigzag(cells, samples):
    """Heights on the middle segment, `samples` to a cell, and where the zig-zag map sends them."""
    step = 1 / samples
    inside = (np.arange(samples) + 0.5) * step
    side = np.where(inside < 0.5, 1, -1)
    stretched = np.where(inside < 0.5, 2 * inside, 2 * inside - 1)
    floor = np.arange(cells)[:, None]
    starts, heights = ((floor + part) / cells for part in (inside, stretched))
    return np.c_[np.zeros(starts.size), starts.ravel()], np.c_[np.tile(side, cells), heights.ravel()]


def _zigzag_cost(cells):
    """Mean distance of the zig-zag map in closed form."""
    lift = 1 / (2 * cells)
    return (math.hypot(1, lift) + math.asinh(lift) / lift) / 2
