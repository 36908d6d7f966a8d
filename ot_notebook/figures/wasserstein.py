"""Drawings of the page on Wasserstein distances."""

import numpy as np

from . import marks, style
from .drawing import Drawing

WINDOW = ((0, 1.5), (0, 1))
TRIANGLE = (
    "Four blue discs, two orange squares, four grey diamonds. Violet segments pair blue with orange and "
    "orange with grey; dashed ones pair blue with grey by going through orange. Below, four bars: the direct "
    "distance is the shortest, the glued plan is longer, and the sum of the two legs longer still."
)
ESCAPING = (
    "Above, three lines with almost all mass at zero and a small disc further and further out: its mass is "
    "1/n and its place the square root of n. Below, against n: the distance of order 1 falls, that of order "
    "2 stays level, that of order 4 grows."
)
ORDERS = "A curve of the distance against its order p: it rises from p = 1 and levels off at a dashed line."
RATES = (
    "Mean distance of two samples against their size, both on logarithmic scales: three nearly straight rows "
    "of dots, the steepest for dimension 1, the flattest for dimension 5, each along a dashed line."
)


def wasserstein_triangle(x, y, z, pairs, lengths, p, alt=TRIANGLE):
    """Three measures of equal atoms, the legs, the glued plan and the lengths: the live figure at rest.

    Parameters
    ----------
    x, y, z : array_like, shapes (n, 2), (m, 2) and (k, 2)
        Atoms, equal within each measure, in the window [0, 1.5] x [0, 1].
    pairs : ((i, j), (j, k), (i, k))
        Index arrays of the pairs used by the first leg, the second leg and the glued plan.
    lengths : (float, float, float, float)
        The first leg, the second leg, the glued plan and the direct distance.
    p : float
        The order, for the labels.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y, z = (np.asarray(points, float) for points in (x, y, z))
    drawing = Drawing(520, 500, alt)
    axes = drawing.stage(WINDOW, (5, 168, 510, 330))
    (i, j), (j2, k), (i2, k2) = pairs
    marks.segments(axes, x[i2], z[k2], width=1.2, colour=style.MUTED, dashed=True)
    marks.segments(axes, x[i], y[j])
    marks.segments(axes, y[j2], z[k])
    most = max(len(x), len(y), len(z))
    marks.sources(axes, x, most / len(x))
    marks.targets(axes, y, most / len(y))
    third(axes, z, most / len(z))
    for points, name, colour in ((x, "μ", style.SOURCE), (z, "ω", style.INK)):
        marks.label(
            axes, (points[:, 0].mean(), points[:, 1].max() + 0.09), name, colour, strong=True, size=17
        )
    marks.label(axes, (y[:, 0].mean(), y[:, 1].min() - 0.04), "ν", style.TARGET, strong=True, size=17)
    _lengths(drawing, lengths, "∞" if np.isinf(p) else f"{p:g}")
    return drawing


def third(axes, points, size=1.0):
    """Grey diamonds, for a third measure."""
    u, v = np.reshape(points, (-1, 2)).T
    side = 11 * np.sqrt(size)
    edge = {"markeredgecolor": style.PAPER, "markeredgewidth": 1.5}
    axes.plot(u, v, "D", markersize=side, color=style.MUTED, clip_on=False, zorder=3, **edge)


def _lengths(drawing, lengths, p):
    first, second, glued, direct = lengths
    order = {"1": "₁", "2": "₂", "3": "₃", "∞": "∞"}.get(p, "ₚ")
    axes = drawing.chart(((0, 1.28 * (first + second)), (-0.5, 2.5)), (150, 0, 366, 150))
    rows = (
        (f"W{order}(μ,ω)", [direct], style.PLAN_FILL),
        ("glued plan", [glued], style.MUTED),
        (f"W{order}(μ,ν)+W{order}(ν,ω)", [first, second], style.PLAN_FILL),
    )
    for row, (name, parts, colour) in zip((2, 1, 0), rows, strict=True):
        ends = np.r_[0, np.cumsum(parts)]
        left, right = np.c_[ends[:-1], np.full(len(parts), row)], np.c_[ends[1:], np.full(len(parts), row)]
        marks.segments(axes, left, right, width=9, colour=colour)
        marks.segments(axes, left, right, width=4, colour=style.PAPER if row == 1 else colour, zorder=3)
        for cut in ends[1:-1]:
            marks.segments(axes, (cut, row - 0.2), (cut, row + 0.2), width=3, colour=style.PAPER, zorder=4)
        marks.label(axes, (-0.05 * ends[-1] - 0.02, row), name, style.INK, ha="right", size=14)
        marks.label(axes, (ends[-1] + 0.05, row), f"{ends[-1]:.3f}", style.INK, ha="left", size=14)


def escaping_mass(n, distances, a, shown=(4, 16, 64), alt=ESCAPING):
    """Mass 1/n at the place n**a, and its distances from the atom at 0: the live figure at rest.

    Parameters
    ----------
    n : array_like, shape (k,)
        From 1 on, increasing.
    distances : dict of float to array_like, shape (k,)
        Distances from the atom at 0 by order.
    a : float
        Exponent of the place.
    shown : sequence of float
        Values of n whose measures are drawn.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 440, alt)
    farthest = max(shown) ** a
    axes = drawing.chart(((-0.02 * farthest, farthest), (-0.5, len(shown) - 0.4)), (76, 286, 372, 144))
    for row, count in enumerate(reversed(shown)):
        marks.segments(axes, (0, row), (farthest, row), width=1, colour=style.HAIR, zorder=1)
        marks.sources(axes, (0, row), 4 * (1 - 1 / count))
        marks.sources(axes, (count**a, row), 4 / count)
        marks.label(axes, (-0.06 * farthest, row), f"n = {count:g}", style.INK, ha="right", size=14)
        marks.label(axes, (count**a, row + 0.4), f"1/{count:g}", style.SOURCE, size=13)
    steps = np.log2(np.asarray(n, float))
    top = max(float(np.max(values)) for values in distances.values())
    chart = drawing.chart(((0, steps[-1]), (0, 1.04 * top)), (40, 52, 350, 200))
    marks.scale_x(chart, {s: f"{2**s:g}" for s in range(0, int(steps[-1]) + 1, 2)})
    marks.scale_y(chart, {v: f"{v:g}" for v in range(int(top) + 1)})
    for order, values in distances.items():
        marks.curve(chart, steps, values, width=2.2)
        marks.label(chart, (1.03 * steps[-1], values[-1]), f"p = {order:g}", style.PLAN, ha="left", size=14)
    marks.label(chart, (0.5 * steps[-1], -0.2 * top), "n", style.INK, size=14)
    marks.label(chart, (0.02 * steps[-1], 0.98 * top), "distance from the atom at 0", style.INK, ha="left")
    return drawing


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
