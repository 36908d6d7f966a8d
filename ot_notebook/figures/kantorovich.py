"""Drawings of the page on Kantorovich's transport plans."""

import numpy as np
from matplotlib.patches import Rectangle

from . import marks, style
from .drawing import Drawing

WINDOW = ((0, 1), (0, 1))
MATRIX = (26, 86, 168, 138)
BAR = 62
SMALL = 13.5
NAMED, NUMBERED = 6, 4
FAINT = 0.3
THREE_PLANS = (
    "Three matrices with the same row and column sums. The product fills every cell; the plan by the "
    "north-west corner fills a staircase from the upper left to the lower right; the optimal plan fills as "
    "few cells, but cheaper ones, and has the lowest cost."
)
STABILITY = (
    "Three squares with dots at the optimal pairs of a small, a larger and a large sample, and a curve. Few "
    "dots stray from the curve; many lie along it."
)
GLUING = (
    "Left: atoms in three columns, joined by flows from the first to the second and from the second to the "
    "third. Right: the flows from the first column to the third that result when the mass in each atom of "
    "the middle column is mixed."
)
BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def coupling(x, y, a, b, plan, alt):
    """A plan as a matrix between its marginals and as flows: the live figure `coupling` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
        Sources and targets in the unit square.
    a, b : array_like, shapes (n,) and (m,)
        Their masses.
    plan : array_like, shape (n, m)
    alt : str

    Returns
    -------
    Drawing
    """
    x, y, a, b, plan = (np.asarray(values, float) for values in (x, y, a, b, plan))
    drawing = Drawing(492, 300, alt)
    longest = 1.4 * max(a.max(), b.max())
    _cells(drawing, plan, longest)
    _bars(drawing, a, b, longest)
    flows = drawing.stage(WINDOW, (304, 46, 160, 208))
    i, j = np.nonzero(plan)
    marks.segments(flows, x[i], y[j], width=24 * plan[i, j])
    for k, (point, mass) in enumerate(zip(x, a, strict=True)):
        marks.sources(flows, point, 2.6 * mass)
        _name(flows, point, y, plan[k], mass, f"x{k + 1}", style.SOURCE)
    for k, (point, mass) in enumerate(zip(y, b, strict=True)):
        marks.targets(flows, point, 2.6 * mass)
        _name(flows, point, x, plan[:, k], mass, f"y{k + 1}", style.TARGET)
    return drawing


def _name(axes, point, others, flow, mass, text, colour):
    """The name of a point, on the side that its flows leave free."""
    away = point - others
    lengths = np.linalg.norm(away, axis=1)
    direction = (flow / np.where(lengths > 0, lengths, 1)) @ away + [0, 1e-3]
    direction /= np.linalg.norm(direction)
    marks.label(
        axes, point + (0.07 + 0.08 * np.sqrt(mass)) * direction, text.translate(BELOW), colour, size=14
    )


def _cells(drawing, plan, longest):
    """A square of the area of its mass in each cell of a matrix, row 1 at the top, and the mass beside it."""
    n, m = plan.shape
    axes = drawing.chart(((0, m), (0, n)), MATRIX)
    for cut in range(n + 1):
        marks.segments(axes, (0, cut), (m, cut), width=1, colour=style.HAIR, zorder=1)
    for cut in range(m + 1):
        marks.segments(axes, (cut, 0), (cut, n), width=1, colour=style.HAIR, zorder=1)
    width, height = MATRIX[2:]
    unit = 0.74 * min(width / m, height / n)
    for i, j in zip(*np.nonzero(plan > 0), strict=True):
        side = unit * np.sqrt(plan[i, j] / longest)
        across, up = side * m / width, side * n / height
        _block(axes, j + 0.5 - across / 2, n - i - 0.5 - up / 2, across, up, style.PLAN_FILL)
        if max(n, m) <= NUMBERED:
            place = (j + 0.95, n - i - 0.96)
            marks.label(axes, place, number(plan[i, j]), ha="right", va="bottom", size=SMALL)
    if max(n, m) <= NAMED:
        for i in range(n):
            marks.label(
                axes, (-0.12, n - i - 0.5), f"x{i + 1}".translate(BELOW), style.SOURCE, ha="right", size=14
            )
        for j in range(m):
            marks.label(axes, (j + 0.5, -0.1), f"y{j + 1}".translate(BELOW), style.TARGET, va="top", size=14)


def _bars(drawing, a, b, longest):
    """The marginals: row sums in blue at the right of the matrix, column sums in orange on top."""
    n, m = len(a), len(b)
    left, bottom, width, height = MATRIX
    rows = drawing.chart(((0, longest), (0, n)), (left + width + 6, bottom, BAR, height))
    columns = drawing.chart(((0, m), (0, longest)), (left, bottom + height + 6, width, BAR))
    for i, mass in enumerate(a):
        _block(rows, 0, n - i - 0.82, mass, 0.64, style.SOURCE_FILL, FAINT)
        if n <= NAMED:
            marks.label(
                rows, (mass + 0.05 * longest, n - i - 0.5), number(mass), style.SOURCE, ha="left", size=SMALL
            )
    for j, mass in enumerate(b):
        _block(columns, j + 0.18, 0, 0.64, mass, style.TARGET_FILL, FAINT)
        if m <= NAMED:
            marks.label(
                columns, (j + 0.5, mass + 0.06 * longest), number(mass), style.TARGET, va="bottom", size=SMALL
            )
    for lift, text, colour in ((6, "source μ", style.SOURCE), (30, "target ν", style.TARGET)):
        place = (0, n * (1 + lift / height))
        marks.label(rows, place, text, colour, strong=True, ha="left", va="bottom")


def _matrix(drawing, plan, box):
    """Axes with a cell for each pair, row 1 at the top: a square of the area of its mass, and the mass."""
    n, m = plan.shape
    axes = drawing.stage(((-0.05, m + 0.05), (-0.05, n + 0.05)), box)
    for cut in range(n + 1):
        marks.segments(axes, (0, cut), (m, cut), width=1, colour=style.HAIR, zorder=1)
    for cut in range(m + 1):
        marks.segments(axes, (cut, 0), (cut, n), width=1, colour=style.HAIR, zorder=1)
    largest = max(plan.sum(axis=0).max(), plan.sum(axis=1).max())
    for i, j in zip(*np.nonzero(plan > 0), strict=True):
        side = 0.94 * np.sqrt(plan[i, j] / largest)
        centre = (j + 0.5, n - i - 0.5)
        _block(axes, centre[0] - side / 2, centre[1] - side / 2, side, side, style.PLAN_FILL, FAINT)
        marks.label(axes, centre, number(plan[i, j]), style.INK, size=12.5)
    return axes


def _block(axes, left, bottom, width, height, colour, opacity=1.0):
    axes.add_patch(
        Rectangle((left, bottom), width, height, facecolor=colour, alpha=opacity, linewidth=0, clip_on=False)
    )


def number(mass):
    """At most two decimals and no zero in front, as there is room for no more."""
    return f"{mass:.2f}".rstrip("0").rstrip(".").lstrip("0") or "0"


def three_plans(plans, values, alt=THREE_PLANS):
    """Plans with the same marginals, side by side, with their costs.

    Parameters
    ----------
    plans : dict of str to array_like, shape (n, m)
        By name.
    values : sequence of float
        Their costs.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 188, alt)
    for k, ((name, plan), value) in enumerate(zip(plans.items(), values, strict=True)):
        plan = np.asarray(plan, float)
        axes = _matrix(drawing, plan, (4 + 150 * k, 44, 142, 108))
        n, m = plan.shape
        marks.label(axes, (m / 2, n + 0.5), name, style.INK, strong=True)
        marks.label(axes, (m / 2, -0.55), f"cost {value:.3f}", style.INK)
    return drawing


def stability(pairs, graph, alt=STABILITY):
    """Optimal pairs of ever larger samples, and the graph on which the plan of the limit lives.

    Parameters
    ----------
    pairs : sequence of (x, y)
        Arrays of shape (n,) with values in [0, 1]: source and target of every unit of mass.
    graph : (array_like, array_like)
        Points of the graph of the limit's map.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 180, alt)
    for k, (x, y) in enumerate(pairs):
        axes = drawing.stage(((-0.04, 1.04), (-0.04, 1.04)), (2 + 153 * k, 36, 140, 140))
        corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
        marks.segments(axes, corners, np.roll(corners, -1, axis=0), width=1, colour=style.HAIR, zorder=1)
        axes.plot(*graph, color=style.MUTED, linewidth=1.2, zorder=2)
        axes.plot(x, y, "o", markersize=3.4, color=style.PLAN_FILL, markeredgewidth=0, zorder=3)
        marks.label(axes, (0.5, -0.14), f"{len(x)} grains", style.INK)
    return drawing


def gluing(masses, plans, alt=GLUING):
    """Two plans one after the other, and the composed plan from the first measure to the last.

    Parameters
    ----------
    masses : (a, b, c)
        Masses in the three columns, each of sum 1.
    plans : (P, Q, R)
        Plans from a to b, from b to c, and from a to c.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 200, alt)
    axes = drawing.stage(((-0.15, 4.05), (-0.2, 1.05)), (0, 0, 450, 198))
    axes.set_aspect("auto")
    a, b, c = (np.asarray(mass, float) for mass in masses)
    for left, plan in zip((0, 1, 2.9), plans, strict=True):
        i, j = np.nonzero(np.asarray(plan) > 0)
        starts, ends = (
            _column(place, count) for place, count in zip((left, left + 1), plan.shape, strict=True)
        )
        marks.segments(axes, starts[i], ends[j], width=14 * plan[i, j])
    for place, mass, name in ((0, a, "μ"), (1, b, "ν"), (2, c, "ω"), (2.9, a, "μ"), (3.9, c, "ω")):
        _atoms(axes, _column(place, len(mass)), mass, name)
    return drawing


def _column(place, count):
    return np.c_[np.full(count, place), 0.92 - 0.84 * np.arange(count) / max(count - 1, 1)]


def _atoms(axes, points, masses, name):
    draw, colour = {
        "μ": (marks.sources, style.SOURCE),
        "ν": (marks.targets, style.TARGET),
        "ω": (_diamonds, style.INK),
    }[name]
    for point, mass in zip(points, masses, strict=True):
        draw(axes, point, 4 * mass)
    marks.label(axes, (points[0, 0], -0.14), name, colour, strong=True, size=16)


def _diamonds(axes, point, size):
    """The mark of a third measure."""
    axes.plot(*point, "D", markersize=11 * np.sqrt(size), color=style.MUTED, markeredgecolor=style.PAPER)
