"""Drawings of the page on entropic regularisation."""

import numpy as np

from . import marks, style
from .drawing import Drawing

FLOOR = 1e-9
MARKS = {style.PLAN: style.PLAN_FILL, style.MUTED: style.MUTED}
DECADES = {0: "1", -3: "10⁻³", -6: "10⁻⁶", -9: "10⁻⁹"}


def sinkhorn(a, b, cases, alt="Entropic plans and the errors of Sinkhorn's iteration.", longest=40):
    """Plans between two histograms, and Sinkhorn's errors against Hilbert's bound: the live figure at rest.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Weights on equal cells of a line.
    cases : list of (str, array_like, array_like, float)
        Name, plan of shape (n, m), errors by iteration (divided by the first), and the factor by which an
        iteration must shrink them at least.
    alt : str, optional
    longest : int
        Iterations that are shown.

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 390, alt)
    side = min((480 - 26) / len(cases), 160)
    for k, (name, plan, _, _) in enumerate(cases):
        _plan(drawing, (26 + k * side, 390 - side - 22, side, side), a, b, plan, name, first=k == 0)
    axes = drawing.chart(((0, longest), (np.log10(FLOOR), 0)), (56, 44, 340, 390 - side - 22 - 44 - 42))
    _errors(axes, cases, longest)
    return drawing


def _plan(drawing, box, a, b, plan, name, first):
    axes = drawing.stage(((-0.14, 1.02), (-0.14, 1.02)), box)
    plan = np.asarray(plan, float)
    marks.raster(axes, plan.T, ((0, 1), (0, 1)), gamma=0.6)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    marks.segments(axes, corners, np.roll(corners, -1, 0), width=0.8, colour=style.MUTED, zorder=1)
    for weights, colour, turned in ((a, style.SOURCE_FILL, False), (b, style.TARGET_FILL, True)):
        place = (np.arange(len(weights)) + 0.5) / len(weights)
        depth = -0.02 - 0.12 * np.asarray(weights, float) / np.max(weights)
        fill = axes.fill_betweenx if turned else axes.fill_between
        fill(place, -0.02, depth, facecolor=colour, linewidth=0, clip_on=False)
    marks.label(axes, (0.5, 1.1), name, style.INK, size=14)
    if first:
        marks.label(axes, (0.5, -0.24), "source", style.SOURCE, size=13)
        turned = {"rotation": 90, "ha": "center", "va": "center", "fontsize": 13}
        axes.text(-0.24, 0.5, "target", color=style.TARGET, **turned)


def _errors(axes, cases, longest):
    marks.scale_x(axes, {k: str(k) for k in range(0, longest + 1, 10)})
    marks.scale_y(axes, DECADES)
    marks.label(axes, (longest / 2, -10.7), "iterations", size=13)
    for name, _, errors, bound in cases:
        errors = np.asarray(errors, float)[: longest + 1]
        errors = errors[: np.argmax(np.r_[errors, 0] < FLOOR / 10)]
        _falling(axes, np.arange(len(errors)), np.log10(errors), name, style.PLAN, dashed=False)
        steps = np.arange(longest + 1)
        _falling(axes, steps, steps * np.log10(bound), "bound", style.MUTED, dashed=True)


def _falling(axes, steps, logarithms, name, colour, dashed):
    """A curve down to the foot of the chart, its name at its right; a bound that hardly falls has none."""
    foot = axes.get_ylim()[0]
    low = logarithms < foot
    if low.any():
        last = np.interp(-foot, -logarithms, steps)
        steps, logarithms = np.r_[steps[~low], last], np.r_[logarithms[~low], foot]
        place = np.interp(-0.8 * foot, -logarithms, steps), 0.8 * foot
    else:
        place = steps[-1], logarithms[-1]
    marks.curve(axes, steps, logarithms, MARKS[colour], dashed=dashed, width=1.4 if dashed else 2)
    if low.any() or not dashed:
        gap = 0.015 * axes.get_xlim()[1]
        marks.label(axes, (place[0] + gap, place[1]), name, colour, ha="left", size=13)


def bias(epsilons, curves, limits, alt="Values against epsilon."):
    """Values of entropic transport against epsilon.

    Parameters
    ----------
    epsilons : array_like, shape (k,)
    curves : list of (str, array_like, str)
        Name, values of shape (k,), and ``"solid"`` or ``"dashed"``.
    limits : list of (str, float)
        Horizontal lines, with their names.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    epsilons = np.log10(epsilons)
    top = 1.08 * max(np.max(values) for _, values, _ in curves)
    drawing = Drawing(480, 300, alt)
    axes = drawing.chart(((epsilons[0], epsilons[-1]), (0, top)), (14, 46, 330, 244))
    exponents = range(int(np.ceil(epsilons[0])), int(epsilons[-1]) + 1)
    marks.scale_x(axes, {k: f"{10.0**k:g}" for k in exponents})
    marks.label(axes, (epsilons.mean(), -0.155 * top), "ε", size=14)
    for name, value in limits:
        marks.segments(axes, (epsilons[0], value), (epsilons[-1], value), width=1, colour=style.MUTED)
        marks.label(axes, (epsilons[-1] + 0.06, value), name, ha="left", size=13)
    for name, values, line in curves:
        colour = style.PLAN_FILL if line == "solid" else style.MUTED
        marks.curve(axes, epsilons, values, colour, dashed=line == "dashed")
        text = style.PLAN if line == "solid" else style.MUTED
        marks.label(axes, (epsilons[-1] + 0.06, values[-1]), name, text, ha="left", size=13)
    return drawing
