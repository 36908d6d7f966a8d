"""Drawings of the page on Wasserstein distances."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

TRIANGLE_WINDOW = ((0, 1.25), (0, 1))
LEG_COLOURS = (style.PLAN_FILL, style.PLAN_FILL, style.MUTED)
MEASURE_COLOURS = (style.SOURCE, style.TARGET, style.INK)
ORDERS_BELOW = {"1": "₁", "2": "₂", "3": "₃", "4": "₄", "∞": "∞"}
TRIANGLE = (
    "Blue discs, orange squares and dark diamonds in the plane, joined by violet and grey segments. Beside "
    "them a triangle with three distances as sides, and below it bars: the direct side is the shortest, the "
    "glued plan is longer, and both legs together are longer still."
)
ESCAPING = (
    "Left, a line with almost all mass at zero and a small mass further out, at the n-th part of the height. "
    "Right, on logarithmic axes against n, distances from the atom at zero: lines through one point at n = "
    "1, steeper for larger order, and a dashed one below all that falls towards zero."
)
ORDERS = "A curve of the distance against its order p: it rises from p = 1 and levels off at a dashed line."
RATES = (
    "Mean distance of two samples against their size, both on logarithmic scales: three nearly straight rows "
    "of dots, the steepest for dimension 1, the flattest for dimension 5, each along a dashed line."
)


def third(axes, points, size=1.0):
    """Diamonds of ink, for a third measure."""
    u, v = np.reshape(points, (-1, 2)).T
    side = 11 * np.sqrt(size)
    edge = {"markeredgecolor": style.PAPER, "markeredgewidth": 1.5}
    axes.plot(u, v, "D", markersize=side, color=style.INK, clip_on=False, zorder=3, **edge)


MEASURE_MARKS = (marks.sources, marks.targets, third)


def wasserstein_triangle(clouds, plans, lengths, p, alt=TRIANGLE):
    """Three measures with their optimal plans, and the triangle of their distances: the live figure at rest.

    Parameters
    ----------
    clouds : sequence of three (points, masses)
        Points in the window [0, 1.25] x [0, 1], masses of sum 1.
    plans : sequence of three lists of (i, j, mass)
        From the first measure to the second, from the second to the third, from the first to the third.
    lengths : (float, float, float, float)
        The first leg, the second leg, the glued plan and the direct distance; no triangle where one is None.
    p : float
        The order, for the label.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(520, 267, alt)
    axes = drawing.stage(TRIANGLE_WINDOW, (8, 6, 300, 255))
    for start, end, colour, plan in zip((0, 1, 0), (1, 2, 2), LEG_COLOURS, plans, strict=True):
        starts, ends = ([clouds[side][0][pair[k]] for pair in plan] for k, side in enumerate((start, end)))
        if plan:
            marks.segments(axes, starts, ends, width=[0.6 + 4.5 * mass for *_, mass in plan], colour=colour)
    for cloud, name, mark, colour in zip(clouds, "μνω", MEASURE_MARKS, MEASURE_COLOURS, strict=True):
        _measure(axes, *cloud, name, mark, colour)
    if all(length is not None for length in lengths):
        _triangle(drawing, lengths, "∞" if np.isinf(p) else f"{p:g}")
    return drawing


def _measure(axes, points, masses, name, mark, colour):
    """Points with their mass as area, a ring at their mean, and their name."""
    for point, mass in zip(points, masses, strict=True):
        mark(axes, point, max(0.25, 2.6 * mass))
    mean = np.average(points, axis=0, weights=masses)
    if len(points) > 1:
        ring = {"markerfacecolor": style.PAPER, "markeredgecolor": colour, "markeredgewidth": 2.4}
        axes.plot(*mean, "o", markersize=12, clip_on=False, zorder=3, **ring)
    marks.label(axes, mean + np.array([0, 0.08]), name, colour, strong=True, size=16)


def _triangle(drawing, lengths, p):
    """The triangle, and below it the glued plan and both legs end to end, all to one scale."""
    first, second, glued, direct = lengths
    along = np.clip((first**2 + direct**2 - second**2) / (2 * direct), -first, first) if direct else 0.0
    left, row = min(0.0, along), 34 / 156
    width = max(0.9, first + second - left)
    axes = drawing.stage(((left, left + width), (0, 0.5 * width)), (338, 120, 156, 78))
    corners = np.array([(0, 0), (along, np.sqrt(max(0, first**2 - along**2))), (direct, 0)])
    marks.segments(axes, corners[[0, 1]], corners[[1, 2]], width=2.4)
    marks.segments(axes, corners[0], corners[2], width=2.4, colour=style.INK)
    for corner, mark in zip(corners, MEASURE_MARKS, strict=True):
        mark(axes, corner, 0.5)
    middles = corners[1] / 2, (corners[1] + corners[2]) / 2
    for place, length, side in zip(middles, (first, second), (-1, 1), strict=True):
        at = place + np.array([0.05 * side, 0.02]) * width
        marks.label(axes, at, f"{length:.3f}", style.PLAN, ha="right" if side < 0 else "left", size=14)
    ways = (
        ("direct", direct, []),
        ("glued plan", glued, [glued]),
        ("through ν", first + second, [first, second]),
    )
    for k, (name, length, parts) in enumerate(ways):
        foot, ends = -(0.4 + 1.05 * k) * row * width, np.cumsum([0, *parts])
        marks.label(axes, (0, foot), f"{name} {length:.3f}", style.INK, ha="left", size=14)
        for start, end in pairwise(ends):
            bar = [(at, foot - 0.4 * row * width) for at in (start, end - 0.01 * width)]
            marks.segments(axes, *bar, width=4, dashed=k == 1)
    marks.label(
        axes, (left + width / 2, 0.82 * width), f"sides: distances W{ORDERS_BELOW.get(p, 'ₚ')}", size=14
    )


def escaping_mass(n, a, sizes, curves, own, narrow, alt=ESCAPING):
    """Mass 1/n at the place n**a, and distances from the atom at 0: the live figure at rest.

    Parameters
    ----------
    n : int
        Whose measure is drawn.
    a : float
        Exponent of the place.
    sizes : array_like, shape (k,)
        From 1 on, increasing.
    curves : dict of float to array_like, shape (k,)
        Distances from the atom at 0 along `sizes`, by order.
    own : (float, array_like of shape (k,))
        The order that stands out, and its distances.
    narrow : array_like, shape (k,)
        Distances for the cost min(|x - y|, 1).
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(520, 260, alt)
    _escaping_line(drawing, n, a)
    steps = np.log10(np.asarray(sizes, float))
    chart = drawing.chart(((0, steps[-1]), (-3, 3)), (302, 44, 176, 182))
    marks.scale_x(chart, {k: f"{10**k}" for k in range(int(steps[-1]) + 1)}, size=14)
    marks.scale_y(chart, {-3: "0.001", 0: "1", 3: "1000"}, size=14)
    marks.segments(chart, (0, 0), (steps[-1], 0), width=1, colour=style.HAIR, zorder=1)
    for values in curves.values():
        marks.curve(chart, steps, np.log10(values), style.MUTED, width=1)
    marks.curve(chart, steps, np.log10(narrow), style.INK, dashed=True)
    marks.curve(chart, steps, np.log10(own[1]), width=2.8)
    for order, values in {**curves, own[0]: own[1]}.items():
        name = f"W{ORDERS_BELOW.get(f'{order:g}', 'ₚ')}"
        marks.label(chart, (1.04 * steps[-1], np.log10(values[-1])), name, style.PLAN, ha="left", size=14)
    marks.label(chart, (0.55 * steps[-1], -2.55), "narrow", style.INK, ha="right", size=14)
    marks.label(chart, (0, 3.6), "distance from δ₀", ha="left", size=14)
    return drawing


def _escaping_line(drawing, n, a):
    """Bars of mass at 0, beyond a break, and at n**a on a logarithmic axis."""
    zero, place = -1.0, a * np.log10(n)
    axes = drawing.chart(((zero - 0.25, 3.85), (0, 1)), (14, 44, 230, 182))
    marks.scale_x(axes, {zero: "0", **{k: f"{10**k}" for k in range(4)}}, size=14)
    marks.segments(axes, (-0.54, 0), (-0.46, 0), width=5, colour=style.PAPER)
    away = np.linspace(0, 3, 40)
    marks.curve(axes, a * away, 10**-away, style.SOURCE_FILL, width=1, dashed=True)
    outline = {"fill": False, "edgecolor": style.TARGET_FILL, "linewidth": 1.2}
    axes.add_patch(Rectangle((zero - 0.16, 0), 0.32, 1.01, **outline))
    for at, mass in ((zero, 1 - 1 / n), (place, 1 / n)):
        axes.add_patch(Rectangle((at - 0.11, 0), 0.22, mass, facecolor=style.SOURCE_FILL))
    marks.sources(axes, (place, 1 / n), 1.2)
    marks.label(axes, (zero, 1.12), "δ₀", style.TARGET, strong=True)
    marks.label(axes, (3.85, 1.1), f"1/{n} of the mass, {n**a:.2f} away", style.SOURCE, ha="right", size=14)


def orders(p, values, limit, alt=ORDERS):
    """The distance of order p against p, on a logarithmic scale, and its limit.

    Parameters
    ----------
    p, values : array_like, shape (k,)
        Orders, increasing from 1, and distances.
    limit : float
        The distance of order infinity.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(440, 240, alt)
    places = np.log2(np.asarray(p, float))
    axes = drawing.chart(((0, places[-1]), (0, 1.1 * limit)), (46, 54, 320, 180))
    marks.scale_x(axes, {k: f"{2**k}" for k in range(int(places[-1]) + 1)})
    marks.scale_y(axes, {0: "0", limit / 2: f"{limit / 2:.2f}", limit: f"{limit:.2f}"})
    marks.segments(axes, (0, limit), (places[-1], limit), width=1.4, colour=style.INK, dashed=True)
    marks.curve(axes, places, values, width=2.4)
    marks.label(axes, (1.03 * places[-1], limit), "W∞", style.INK, ha="left")
    marks.label(axes, (0.5 * places[-1], 0.62 * limit), "Wₚ", style.PLAN)
    marks.label(axes, (0.5 * places[-1], -0.23 * limit), "order p", style.INK, size=14)
    return drawing


def empirical_rates(n, means, errors, slopes, alt=RATES):
    """Mean distances of samples by size and dimension, with two standard errors, and lines of given slopes.

    Parameters
    ----------
    n : array_like, shape (k,)
        Sizes.
    means, errors : dict of int to array_like, shape (k,)
        By dimension: mean distances and their standard errors.
    slopes : dict of int to float
        Exponents of the dashed lines, which pass through the middle of the dots.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 346, alt)
    steps = np.log2(np.asarray(n, float))
    logs = {d: np.log2(values) for d, values in means.items()}
    low = np.floor(min(values.min() for values in logs.values()) - 0.3)
    axes = drawing.chart(((steps[0] - 0.3, steps[-1] + 0.2), (low, 0.3)), (52, 58, 360, 280))
    marks.scale_x(axes, {k: f"{2**k:g}" for k in range(int(steps[0]), int(steps[-1]) + 1)})
    marks.scale_y(axes, {k: f"1/{2**-k}" if k < 0 else "1" for k in range(int(low) + 1, 1)})
    for d, values in logs.items():
        line = values.mean() + slopes[d] * (steps - steps.mean())
        marks.curve(axes, steps, line, style.MUTED, width=1.4, dashed=True)
        spread = 2 * np.asarray(errors[d]) / (np.asarray(means[d]) * np.log(2))
        marks.segments(axes, np.c_[steps, values - spread], np.c_[steps, values + spread], width=2)
        axes.plot(steps, values, "o", markersize=6, color=style.PLAN_FILL, markeredgewidth=0, zorder=3)
        marks.label(axes, (steps[-1] + 0.25, values[-1]), f"d = {d}", style.PLAN, ha="left", strong=True)
    marks.label(axes, (steps.mean(), low - 0.16 * (0.3 - low)), "points in each sample", style.INK, size=14)
    return drawing
