"""Stills of the live figures of the page on the dual problem."""

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

LINE = (0, 1.5)
PRICES = (
    "Blue bowls over sources on a line and their lower envelope in orange, with a square on it at each "
    "target; below it a bar, the bound that these prices prove, that ends short of a mark, the cost of the "
    "cheapest plan."
)
CRITIC = (
    "Above, a dotted function with a steep step, and a violet one that nowhere rises or falls faster than "
    "distance. In the middle the difference of two distribution functions, the part that the violet function "
    "earns solid. Below, blue bars upward and orange bars downward, the two measures."
)


def prices(state, result, alt=PRICES):
    """Prices at sources on a line, the targets' answer and the bound: the live figure `prices` at rest.

    Parameters
    ----------
    state : dict
        Places `x` and `y`, relative weights `a` and `b`, exponent `p` of the cost.
    result : dict
        Prices `phi` and `psi`, the pairs without slack `tight`, the best prices `f` and `g`, the `value` of
        the cheapest plan and the `bound`.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    x, y, phi, psi = (np.asarray(v, float) for v in (state["x"], state["y"], result["phi"], result["psi"]))
    drawing = Drawing(600, 441, alt)
    limit = _limit(state["p"], result)
    heights = np.r_[-phi, psi, -limit, limit]
    graph = drawing.chart((LINE, (heights.min(), heights.max())), (40, 155, 520, 258))
    line = drawing.chart((LINE, (0, 1)), (40, 93, 520, 34))
    _stems(graph, line, (x, y), (-phi, psi))
    _bowls(graph, x, phi, state["p"])
    for i, j in result["tight"]:
        z = np.linspace(x[i], y[j], 60)
        marks.curve(graph, z, np.abs(z - x[i]) ** state["p"] - phi[i], width=1.8)
    marks.segments(graph, np.c_[x - 0.022, -phi], np.c_[x + 0.022, -phi], width=9, colour=style.SOURCE_FILL)
    marks.targets(graph, np.c_[y, psi], 0.8)
    _line(line, x, y, state)
    first, last = x.argmin(), y.argmax()
    pixel = np.ptp(graph.get_ylim()) / 258
    marks.label(graph, (x[first] - 0.01, -phi[first] - 20 * pixel), "φ", style.SOURCE, strong=True, size=15)
    marks.label(graph, (y[last], psi[last] + 19 * pixel), "ψ", style.TARGET, strong=True, size=15)
    _directions(graph, pixel)
    _bar(drawing, result)
    return drawing


def _directions(graph, pixel):
    """What higher and lower mean."""
    low, high = graph.get_ylim()
    for y, words in (
        (high - 4 * pixel, "up: more is asked at a target"),
        (low + 10 * pixel, "down: more is asked at a source"),
    ):
        marks.label(graph, (LINE[0], y), words, style.MUTED, ha="left", size=12)


def _limit(p, result):
    """The size that prices are drawn in, as in the live figure."""
    rise = 0.42 * p * result["value"] ** ((p - 1) / p)
    return max(0.02, rise, 1.05 * np.abs(result["f"]).max(), 1.05 * np.abs(result["g"]).max())


def _stems(graph, line, places, heights):
    """Hairlines: from every price to its place on the line, and the height 0."""
    hairline = {"width": 1, "colour": style.HAIR, "zorder": 0}
    marks.segments(graph, (LINE[0], 0), (LINE[1], 0), **hairline)
    foot = graph.get_ylim()[0]
    for row, side, high in zip((1, 0), places, heights, strict=True):
        marks.segments(graph, np.c_[side, high], np.c_[side, np.full(len(side), foot)], **hairline)
        marks.segments(
            line, np.c_[side, np.full(len(side), 1.8)], np.c_[side, np.full(len(side), row)], **hairline
        )


def _bowls(graph, x, phi, p):
    """What each source's price leaves for a target, wherever it is, and the least of these."""
    top, z = graph.get_ylim()[1], np.linspace(*LINE, 301)
    heights = np.abs(z - x[:, None]) ** p - phi[:, None]
    for values in heights:
        marks.curve(graph, z, np.where(values <= top, values, np.nan), style.SOURCE_FILL, width=0.5)
    least = heights.min(axis=0)
    marks.curve(graph, z, np.where(least <= top, least, np.nan), style.TARGET_FILL, width=1.8)


def _line(line, x, y, state):
    """The points on the line, their area telling their weight."""
    marks.segments(line, [(0, 0), (0, 1)], [(LINE[1], 0), (LINE[1], 1)], width=1, colour=style.HAIR, zorder=0)
    for row, places, weights, mark in ((1, x, state["a"], marks.sources), (0, y, state["b"], marks.targets)):
        for place, weight in zip(places, np.asarray(weights, float) / np.mean(weights), strict=True):
            mark(line, (place, row), np.clip(weight, 0.12, 1.6))
    marks.label(line, (-0.06, 1), "μ", style.SOURCE, strong=True)
    marks.label(line, (-0.06, 0), "ν", style.TARGET, strong=True)


def _bar(drawing, result):
    """The bound as a bar that climbs to the cost of the cheapest plan."""
    value, bound = result["value"], result["bound"]
    unit = value if value > 0 else 1.0
    axes = drawing.chart(((max(-0.6 * unit, min(0, bound)), unit), (0, 1)), (40, 32, 520, 17))
    for end, colour in ((value, style.HAIR), (max(bound, axes.get_xlim()[0]), style.PLAN_FILL)):
        axes.add_patch(Rectangle((0, 0), end, 1, facecolor=colour, linewidth=0, clip_on=False))
    marks.segments(axes, (value, -0.35), (value, 1.35), width=2, colour=style.INK)
    marks.label(
        axes, (value, 1.95), f"cheapest plan {value:.3f}", style.INK, ha="right", strong=True, size=13
    )
    inside = bound > 0.25 * unit
    place = (bound if inside else axes.get_xlim()[0], -0.95)
    words = f"bound {bound:.3f}".replace("-", "−")
    marks.label(axes, place, words, style.PLAN, ha="right" if inside else "left", strong=True, size=13)


def critic(places, drawn, result, alt=CRITIC):
    """A drawn function, the critic made of it, and what that earns: the live figure `critic` at rest.

    Parameters
    ----------
    places, drawn : array_like, shape (k,)
        Middles of equal cells of [0, 1], and the function drawn there.
    result : dict
        Masses `mu` and `nu` of the cells, their `difference` of distribution functions, the `critic`, its
        `score` and the `value` of W_1.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    places, mine = np.asarray(places, float), np.asarray(result["critic"], float)
    drawing = Drawing(600, 461, alt)
    field = drawing.chart(((0, 1), (-0.45, 0.45)), (36, 222, 528, 226))
    marks.segments(field, (0, 0), (1, 0), width=1, colour=style.HAIR, zorder=0)
    marks.curve(field, places, drawn, style.INK, width=1.6, dashed=True)
    marks.curve(field, places, mine, width=2.4)
    marks.label(field, (0, drawn[0] + 0.05), "drawn", style.INK, ha="left", strong=True, size=13)
    marks.label(field, (1, mine[-1] + 0.05), "critic", style.PLAN, ha="right", strong=True, size=13)
    _flow(drawing, places, mine, result)
    _masses(drawing, result)
    return drawing


def _flow(drawing, places, mine, result):
    """The mass that passes between the cells, and the part of it that the critic takes."""
    difference = np.asarray(result["difference"], float)
    most = max(0.05, np.abs(difference).max())
    axes = drawing.chart(((0, 1), (-most, most)), (36, 114, 528, 76))
    steps = np.repeat(places, 2)[1:], np.repeat(difference, 2)[:-1]
    taken = -np.diff(mine) * len(places) * np.abs(difference[:-1])
    marks.area(axes, *steps, opacity=0.16)
    for k, height in enumerate(taken):
        loss = height * difference[k] < 0
        box = Rectangle((places[k], 0), places[k + 1] - places[k], height, linewidth=0)
        box.set(facecolor=style.MUTED if loss else style.PLAN_FILL, alpha=0.5 if loss else 1)
        axes.add_patch(box)
    words = f"earned {result['score']:.3f} of W₁ = {result['value']:.3f}".replace("-", "−")
    marks.label(axes, (0, most * 1.25), words, style.PLAN, ha="left", strong=True, size=13)


def _masses(drawing, result):
    """Bars of the two measures, one upward and one downward."""
    mu, nu = np.asarray(result["mu"], float), np.asarray(result["nu"], float)
    most, count = max(mu.max(), nu.max()), len(mu)
    axes = drawing.chart(((0, 1), (-most, most)), (36, 14, 528, 82))
    for heights, colour in ((mu, style.SOURCE_FILL), (-nu, style.TARGET_FILL)):
        for k, height in enumerate(heights):
            axes.add_patch(
                Rectangle(((k + 0.05) / count, 0), 0.9 / count, height, facecolor=colour, linewidth=0)
            )
    marks.segments(axes, (0, 0), (1, 0), width=1, colour=style.MUTED)
    marks.label(axes, (-0.03, 0.3 * most), "μ", style.SOURCE, strong=True)
    marks.label(axes, (-0.03, -0.3 * most), "ν", style.TARGET, strong=True)
