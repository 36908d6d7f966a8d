"""Two measures on a line, their distribution and quantile functions: the live figure `quantiles` at rest."""

from dataclasses import dataclass

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

PATHS = (np.arange(24) + 0.5) / 24
QUANTILES = (
    "Two measures on two lines, one above the other, joined by violet lines; beside them the cost of each "
    "level. Below: the two distribution functions and the two quantile functions, the same curves with the "
    "axes exchanged and the same area between them. Black: the places of one level, in all drawings."
)


def quantiles(measures, result, level, p, alt=QUANTILES):
    """Two measures on a line in four drawings that share their places and levels: the live figure at rest.

    Parameters
    ----------
    measures : Measures
        What stands on the two lines.
    result : dict
        With levels, the pieces of both quantile functions, the pair of the level, the plan and the values.
    level : float
        The level whose places are joined in black.
    p : float
        Exponent of the cost.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(560, 412, alt)
    window = (0, measures.length)
    line = drawing.chart((window, (-1.78, 1.78)), (26, 214, 292, 174))
    cdf = drawing.chart((window, (0, 1)), (26, 30, 292, 142))
    quantile = drawing.chart(((0, 1), window), (362, 30, 186, 142))
    _rows(line, measures)
    marks.scale_x(cdf, {t: f"{t:g}" for t in np.linspace(*window, 5)}, size=15)
    marks.scale_y(cdf, {0: "0", 1: "1"}, size=15)
    marks.scale_x(quantile, {0: "0", 1: "1"}, size=15)
    marks.scale_y(quantile, {t: f"{t:g}" for t in window}, size=15)
    _title(cdf, "distribution functions", f"area {result['area']:.3f}" if result["pair"] else "")
    _title(quantile, "quantile functions")
    if result["pair"]:
        _matching(line, measures, result)
        _transposed_pair(cdf, quantile, result, window)
        _costs(drawing, result, level, p)
        _level(line, cdf, quantile, measures, result["pair"], level)
    return drawing


@dataclass(frozen=True)
class Measures:
    """What stands on the two lines: histograms, or samples if there are no bars.

    Attributes
    ----------
    length : float
        Both lines reach from 0 to here.
    x, y : ndarray
        Centres of the bins, or samples.
    bars : tuple of ndarray, shape (2, k), or None
        Heights of the bars, of μ upward and of ν downward.
    width : float
        That of a bar; narrower than a bin if the mass stands at the centre.
    """

    length: float
    x: np.ndarray
    y: np.ndarray
    bars: tuple | None = None
    width: float = 0.0

    @property
    def row(self):
        """Height of the upper line."""
        return 1.05 if self.bars is None else 0.7


def _rows(axes, measures):
    row, window = measures.row, axes.get_xlim()
    for height in (row, -row):
        marks.segments(axes, (window[0], height), (window[1], height), width=1, colour=style.MUTED)
    if measures.bars is None:
        marks.sources(axes, np.c_[measures.x, 0 * measures.x + row])
        marks.targets(axes, np.c_[measures.y, 0 * measures.y - row])
    else:
        for heights, sign, colour in zip(
            measures.bars, (1, -1), (style.SOURCE_FILL, style.TARGET_FILL), strict=True
        ):
            for place, height in zip(measures.x, heights, strict=True):
                corner = (place - measures.width / 2, sign * row)
                axes.add_patch(Rectangle(corner, measures.width, sign * height, facecolor=colour, lw=0))
    marks.label(axes, (-0.055 * window[1], row + 0.25), "μ", style.SOURCE, strong=True, size=17)
    marks.label(axes, (-0.055 * window[1], -row - 0.25), "ν", style.TARGET, strong=True, size=17)


def _title(axes, text, value=""):
    """Above a chart: what it shows at the left, a number at the right."""
    for words, place, ha, colour in ((text, 0, "left", style.MUTED), (value, 1, "right", style.PLAN)):
        axes.annotate(
            words,
            (place, 1),
            (0, 10),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=ha,
            color=colour,
            fontsize=15,
            fontweight="bold" if colour == style.PLAN else "normal",
            annotation_clip=False,
        )


def _matching(axes, measures, result):
    """Equal quantiles of densities, or the pairs of the optimal plan between atoms."""
    if result["plan"] is None:
        starts, ends = (_quantiles_at(result, name, PATHS) for name in ("source", "target"))
    else:
        i, j, _ = np.array(result["plan"]).T
        starts, ends = measures.x[i.astype(int)], measures.y[j.astype(int)]
    row = measures.row
    marks.segments(axes, np.c_[starts, 0 * starts + row], np.c_[ends, 0 * ends - row], width=1.4)
    sorting = (
        "sorting is optimal" if result["excess"] == 0 else f"sorting: {100 * result['excess']:.0f} % dearer"
    )
    _title(axes, "optimal plan", sorting)


def _quantiles_at(result, name, levels):
    """Values of a quantile function between the levels where it may jump."""
    s, pieces = np.array(result["levels"]), np.array(result[name])
    k = np.clip(np.searchsorted(s, levels) - 1, 0, len(pieces) - 1)
    return pieces[k, 0] + (levels - s[k]) / (s[k + 1] - s[k]) * (pieces[k, 1] - pieces[k, 0])


def _quantile_curves(result):
    """Levels and the values of both quantile functions, at both ends of every piece."""
    levels = np.asarray(result["levels"])
    s = np.stack([levels[:-1], levels[1:]], axis=1).ravel()
    return s, np.ravel(result["source"]), np.ravel(result["target"])


def _transposed_pair(left, right, result, window):
    """Distribution functions and, with the axes exchanged, quantile functions."""
    s, q0, q1 = _quantile_curves(result)
    between = {"facecolor": style.PLAN_FILL, "alpha": 0.18, "linewidth": 0, "clip_on": False}
    left.fill_betweenx(s, q0, q1, **between)
    right.fill_between(s, q0, q1, **between)
    for q, colour in ((q0, style.SOURCE_FILL), (q1, style.TARGET_FILL)):
        marks.curve(left, np.r_[window[0], q, window[1]], np.r_[0, s, 1], colour)
        marks.curve(right, s, q, colour)


def _costs(drawing, result, level, p):
    """Cost of the move of each level, for the plan that joins equal quantiles."""
    s = np.linspace(0, 1, 401)[1:]
    cost = np.abs(_quantiles_at(result, "target", s) - _quantiles_at(result, "source", s)) ** p
    axes = drawing.chart(((0, 1), (0, 1.05 * (cost.max() or 1))), (362, 230, 186, 158))
    marks.scale_x(axes, {})
    marks.area(axes, s, cost, opacity=0.18)
    at = np.searchsorted(s, level).clip(0, len(s) - 1)
    marks.segments(axes, (level, 0), (level, cost[at]), width=2.6, colour=style.INK)
    _title(axes, "cost", f"area {result['sortedValue']:.4g}")


def _level(line, cdf, quantile, measures, pair, level):
    """The places of one level, joined in all drawings, and the knobs that move it."""
    low, high = pair
    places = (
        (line, (low, measures.row), (high, -measures.row)),
        (cdf, (low, level), (high, level)),
        (quantile, (level, low), (level, high)),
    )
    for axes, start, end in places:
        marks.segments(axes, start, end, width=2.6, colour=style.INK, zorder=3)
        marks.sources(axes, start, 0.5)
        marks.targets(axes, end, 0.5)
    for axes, knob in ((cdf, (cdf.get_xlim()[1], level)), (quantile, (level, 0))):
        axes.plot(
            *knob,
            "o",
            color=style.PAPER,
            markeredgecolor=style.INK,
            markeredgewidth=2.4,
            markersize=12,
            clip_on=False,
            zorder=4,
        )
