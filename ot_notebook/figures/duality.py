"""Drawings of the page on the dual problem."""

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

PRICES = (
    "Two charts of blue bowls, one for each source, and a dashed violet line, their lower envelope, with an "
    "orange square for each target. Above, for equal prices, some bowls touch no square. Below, for the best "
    "prices, every bowl touches a square, and violet pieces of the bowls join discs to squares."
)
CRITIC = (
    "Above: a blue and an orange density. Below: two functions of slope at most one; the solid one rises and "
    "falls as steeply as it may, the dashed one is gentler."
)
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


def prices(x, y, cases, p=2, alt=PRICES):
    """Prices at sources on the line and the c-transform: the live figure `prices` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n,) and (m,)
    cases : dict of str to (f, g, plan)
        Prices of shapes (n,) and (m,) with the plan, shape (n, m), that they are tight on, or None; by what
        is said of them.
    p : float
        Exponent of the cost.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    height = 226
    drawing = Drawing(450, height * len(cases), alt)
    window = min(x.min(), y.min()) - 0.06, max(x.max(), y.max()) + 0.06
    low = min(min(np.min(-np.asarray(f)), np.min(g)) for f, g, _ in cases.values())
    high = max(max(np.max(-np.asarray(f)), np.max(g)) for f, g, _ in cases.values())
    span = (low - 0.12 * (high - low), high + 0.25 * (high - low))
    for k, (words, (f, g, plan)) in enumerate(cases.items()):
        axes = drawing.chart((window, span), (10, height * (len(cases) - 1 - k) + 34, 430, height - 42))
        _bowls(axes, x, np.asarray(f, float), p)
        if plan is not None:
            _routes(axes, x, y, np.asarray(f, float), np.asarray(plan), p)
        marks.sources(axes, np.c_[x, -np.asarray(f)], 0.8)
        marks.targets(axes, np.c_[y, g], 0.8)
        middle, foot = np.mean(window), span[0] - 0.09 * (span[1] - span[0])
        marks.label(axes, (middle, foot), words, style.INK, strong=True)
    return drawing


def _bowls(axes, x, f, p):
    """What each source's price leaves for a target, wherever it is, and the least of these."""
    (left, right), top = axes.get_xlim(), axes.get_ylim()[1]
    z = np.linspace(left, right, 241)
    left_over = np.abs(z - x[:, None]) ** p - f[:, None]
    for values in left_over:
        marks.curve(axes, z, np.where(values <= top, values, np.nan), style.SOURCE_FILL, width=0.9)
    least = left_over.min(axis=0)
    marks.curve(axes, z, np.where(least <= top, least, np.nan), style.PLAN_FILL, width=1.8, dashed=True)


def _routes(axes, x, y, f, plan, p):
    """The piece of a source's bowl between the source and each target that it serves."""
    for i, j in np.argwhere(plan > 1e-12):
        z = np.linspace(x[i], y[j], 60)
        marks.curve(axes, z, np.abs(z - x[i]) ** p - f[i], width=3.2)


def critic(points, mu, nu, functions, alt=CRITIC):
    """Two densities and critics of slope at most one: the live figure `critic` at rest.

    Parameters
    ----------
    points, mu, nu : array_like, shape (k,)
        Places, and the densities there.
    functions : dict of str to array_like, shape (k,)
        Critics by what is said of them, the best first.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    points = np.asarray(points, float)
    drawing = Drawing(450, 380, alt)
    window = points[0], points[-1]
    top = 1.15 * max(np.max(mu), np.max(nu))
    above = drawing.chart((window, (0, top)), (12, 258, 426, 116))
    marks.scale_x(above, {})
    for density, name, colour, text in (
        (mu, "μ", style.SOURCE_FILL, style.SOURCE),
        (nu, "ν", style.TARGET_FILL, style.TARGET),
    ):
        density = np.asarray(density, float)
        marks.area(above, points, density, colour)
        peak = density.argmax()
        marks.label(above, (points[peak], density[peak] + 0.1 * top), name, text, strong=True, size=17)
    centred = {words: np.asarray(f) - np.mean(f) for words, f in functions.items()}
    low, high = (end(list(centred.values())) for end in (np.min, np.max))
    below = drawing.chart((window, (low, high)), (12, 62, 426, 160))
    for k, (words, values) in enumerate(centred.items()):
        marks.curve(
            below, points, values, style.PLAN_FILL if k == 0 else style.MUTED, width=2.6, dashed=k > 0
        )
        place = (window[0], low - (0.15 + 0.14 * k) * (high - low))
        dash = "- -  " if k else "—  "
        marks.label(below, place, dash + words, style.MUTED if k else style.PLAN, ha="left", strong=k == 0)
    return drawing


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
