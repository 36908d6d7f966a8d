"""Drawings of the page on transport along the line."""

import numpy as np

from . import marks, style
from .drawing import Drawing

INVERSE = (
    "Left: a distribution function that rises, jumps, stays level and rises again. Right: its inverse, where "
    "the jump has become a level piece and the level piece a jump."
)
UNCROSSING = (
    "Above: two paths that cross, and two that keep the order. Below: a convex curve with four points; the "
    "chord between the outer two, which belong to the crossing paths, lies above that between the inner two."
)
SLICINGS = (
    "The area between two staircases, cut into horizontal strokes on the left and into vertical strokes on "
    "the right."
)
ARCS = (
    "Rows of points joined by arcs. In the sorted plan many arcs overlap; in the optimal plan for a concave "
    "cost arcs are nested or apart."
)
EXCESS = (
    "A curve against the exponent: the excess of the sorted plan over the optimum falls to zero at exponent "
    "one and stays there."
)


def generalised_inverse(x, level, alt=INVERSE):
    """A distribution function and its generalised inverse.

    Parameters
    ----------
    x, level : array_like, shape (k,)
        Corners of the graph, jumps filled in by vertical pieces.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 230, alt)
    x, level = np.asarray(x, float), np.asarray(level, float)
    window = x[0], x[-1]
    left = drawing.chart((window, (0, 1)), (28, 46, 176, 176))
    right = drawing.chart(((0, 1), window), (260, 46, 176, 176))
    for axes, across, up in ((left, x, level), (right, level, x)):
        for k in range(len(x) - 1):
            jump = across[k] == across[k + 1]
            colour, width = (style.MUTED, 1.4) if jump else (style.SOURCE_FILL, 2.6)
            marks.curve(axes, across[k : k + 2], up[k : k + 2], colour, width=width, dashed=jump)
    for k in range(len(x) - 1):
        if x[k] == x[k + 1]:
            _name(left, right, (x[k], (level[k] + level[k + 1]) / 2), "atom")
        elif level[k] == level[k + 1] and 0 < level[k] < 1:
            _name(left, right, ((x[k] + x[k + 1]) / 2, level[k]), "gap")
    unit = {0: "0", 1: "1"}
    marks.scale_x(left, {})
    marks.scale_y(left, unit, size=14)
    marks.scale_x(right, unit, size=14)
    marks.scale_y(right, {})
    marks.label(left, (np.mean(window), -0.16), "F: place to level", style.INK)
    marks.label(right, (0.5, window[0] - 0.16 * (x[-1] - x[0])), "inverse: level to place", style.INK)
    return drawing


def _name(left, right, place, word):
    """A word beside a piece of the graph and beside its mirror image."""
    shift = 0.05 * (left.get_xlim()[1] - left.get_xlim()[0])
    beside, above = (place[0] + shift, place[1]), (place[0], place[1] + 0.07)
    marks.label(left, beside if word == "atom" else above, word, ha="left" if word == "atom" else "center")
    mirrored = (place[1], place[0] - 1.6 * shift) if word == "atom" else (place[1] + 0.04, place[0])
    marks.label(right, mirrored, word, ha="center" if word == "atom" else "left")


def uncrossing(p=2.5, alt=UNCROSSING):
    """Two paths crossed and in order, and why convexity prefers the order.

    Parameters
    ----------
    p : float
        Exponent of the convex cost drawn.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 372, alt)
    x, y = np.array([0.0, 0.6]), np.array([1.55, 0.55])
    cases = (("crossed", y, style.MUTED, True), ("in order", y[::-1], style.PLAN_FILL, False))
    for k, (word, ends, colour, dashed) in enumerate(cases):
        axes = drawing.chart(((-0.15, 1.7), (-0.35, 1.25)), (8 + 228 * k, 236, 206, 132))
        for height in (0, 1):
            marks.segments(axes, (-0.15, height), (1.7, height), width=1, colour=style.HAIR)
        starts, stops = np.c_[x, [1, 1]], np.c_[ends, [0, 0]]
        marks.segments(axes, starts, stops, colour=colour, dashed=dashed, width=2.4)
        marks.sources(axes, starts)
        marks.targets(axes, stops)
        marks.label(axes, (0.78, -0.3), word, style.INK, strong=True)
    _chords(drawing, (y - x, y[::-1] - x), p)
    return drawing


def _chords(drawing, pairs, p):
    """The convex cost of a displacement, with the chord of each pair of displacements."""
    z = np.linspace(-0.35, 1.75, 100)
    axes = drawing.chart(((-0.35, 1.75), (0, 3.2)), (30, 44, 390, 160))
    marks.scale_x(axes, {0: "0"}, size=14)
    marks.curve(axes, z, np.abs(z) ** p, style.INK, width=1.6)
    for pair, colour, dashed in zip(pairs, (style.MUTED, style.PLAN_FILL), (True, False), strict=True):
        heights = np.abs(pair) ** p
        marks.curve(axes, pair, heights, colour, dashed=dashed, width=2.2)
        axes.plot(pair, heights, "o", color=colour, markersize=9, clip_on=False, zorder=3)
        axes.plot(pair.mean(), heights.mean(), "o", color=colour, markersize=6, clip_on=False, zorder=3)
    marks.label(axes, (0.7, -0.72), "displacement", style.INK)
    marks.label(axes, (-0.3, 2.9), "cost of one move", style.INK, ha="left")


def two_slicings(x, y, alt=SLICINGS):
    """The area between two distribution functions, sliced by levels and by places.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Samples of equal weight.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 226, alt)
    x, y = np.sort(x), np.sort(y)
    ends = np.r_[x, y]
    margin = 0.06 * (ends.max() - ends.min())
    window = ends.min() - margin, ends.max() + margin
    levels = np.arange(len(x) + 1) / len(x)
    places = np.linspace(*window, 45)
    for k, word in enumerate(("by levels", "by places")):
        axes = drawing.chart((window, (0, 1)), (26 + 226 * k, 42, 190, 178))
        if k == 0:
            fine = (np.arange(4 * len(x)) + 0.5) / (4 * len(x))
            row = np.arange(4 * len(x)) // 4
            marks.segments(axes, np.c_[x[row], fine], np.c_[y[row], fine], width=1.6)
        else:
            heights = [np.searchsorted(z, places, side="right") / len(z) for z in (x, y)]
            marks.segments(axes, np.c_[places, heights[0]], np.c_[places, heights[1]], width=1.6)
        for z, colour in ((x, style.SOURCE_FILL), (y, style.TARGET_FILL)):
            corners = np.r_[window[0], np.repeat(z, 2), window[1]]
            marks.curve(axes, corners, np.repeat(levels, 2), colour, width=2.2)
        marks.scale_x(axes, {})
        marks.scale_y(axes, {0: "0", 1: "1"}, size=14)
        marks.label(axes, (np.mean(window), -0.14), word, style.INK)
    return drawing


def arcs(x, y, plans, values, alt=ARCS):
    """Plans on the line as arcs from sources to targets, one row each.

    Parameters
    ----------
    x, y : array_like, shapes (n,) and (m,)
    plans : dict of str to array_like, shape (n, m)
        By name.
    values : sequence of float
        Their costs.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    height = 150
    drawing = Drawing(450, height * len(plans), alt)
    low, high = min(x.min(), y.min()), max(x.max(), y.max())
    scale = 418 / (high - low)
    window = (low, high), (-34 / scale, (height - 36) / scale)
    for k, ((name, plan), value) in enumerate(zip(plans.items(), values, strict=True)):
        box = (16, height * (len(plans) - 1 - k), 418, height - 2)
        axes = drawing.stage(window, box)
        turn = np.linspace(0, np.pi, 41)
        for i, j in np.argwhere(np.asarray(plan) > 1e-12):
            middle, radius = (x[i] + y[j]) / 2, (y[j] - x[i]) / 2
            squash = min(1, (height - 66) / (0.5 * scale * (high - low)))
            marks.curve(axes, middle - radius * np.cos(turn), abs(radius) * squash * np.sin(turn))
        marks.segments(axes, (low, 0), (high, 0), width=1, colour=style.MUTED)
        marks.sources(axes, np.c_[x, 0 * x], 0.8)
        marks.targets(axes, np.c_[y, 0 * y], 0.8)
        words = f"{name}: cost {value:.3f}"
        marks.label(axes, (low, -26 / scale), words, style.INK, ha="left", strong=True)
    return drawing


def excess(exponents, ratios, alt=EXCESS):
    """How much dearer the sorted plan is than the optimum, against the exponent of the cost.

    Parameters
    ----------
    exponents, ratios : array_like, shape (k,)
        Cost of the sorted plan over that of the optimal one.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    exponents, percent = np.asarray(exponents, float), 100 * (np.asarray(ratios, float) - 1)
    top = 1.12 * percent.max()
    drawing = Drawing(450, 216, alt)
    axes = drawing.chart(((exponents[0], exponents[-1]), (0, top)), (62, 48, 372, 160))
    whole = np.arange(np.ceil(exponents[0]), exponents[-1] + 1)
    ticks = {exponents[0]: f"{exponents[0]:g}", **{k: f"{k:g}" for k in whole}}
    marks.scale_x(axes, ticks, size=14)
    step = 20 if top > 50 else 5
    marks.scale_y(axes, {k: f"{k} %" for k in range(0, int(top) + 1, step)}, size=14)
    marks.segments(axes, (1, 0), (1, top), width=1, colour=style.MUTED, dashed=True)
    marks.curve(axes, exponents, percent, width=2.6)
    marks.label(axes, (np.mean(exponents[[0, -1]]), -0.24 * top), "exponent p", style.INK)
    marks.label(axes, (1.1, 0.75 * top), "excess of the sorted plan", style.PLAN, ha="left", strong=True)
    return drawing
