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
    marks.raster(axes, plan.T, ((0, 1), (0, 1)), gamma=0.5)
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


def bias(epsilons, value, cost, divergence, exact, means, alt="Values against epsilon."):
    """Entropic value, cost of the entropic plan and Sinkhorn divergence against epsilon.

    Parameters
    ----------
    epsilons : array_like, shape (k,)
        Increasing.
    value, cost, divergence : array_like, shape (k,)
    exact : float
        Cost of transport, the limit for small epsilon.
    means : float
        Squared distance of the means, the limit of the divergence for large epsilon.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    exponents = np.log10(epsilons)
    first, last = exponents[[0, -1]]
    low = means - 0.25 * (np.max(value) - means)
    span = 1.32 * (np.max(value) - means)
    drawing = Drawing(480, 280, alt)
    axes = drawing.chart(((first, last), (low, low + span)), (26, 48, 428, 224))
    marks.scale_x(axes, {k: f"{10.0**k:g}" for k in range(int(np.ceil(first)), int(last) + 1)})
    marks.label(axes, ((first + last) / 2, low - 0.17 * span), "ε", size=14)
    for limit in (exact, means):
        marks.segments(axes, (first, limit), (last, limit), width=1, colour=style.MUTED, zorder=1)
    marks.curve(axes, exponents, value)
    marks.curve(axes, exponents, divergence)
    marks.curve(axes, exponents, cost, dashed=True)

    def note(text, at, curve, lift, side, colour=style.PLAN):
        place = first + at * (last - first)
        height = np.interp(place, exponents, curve) + lift * span
        marks.label(axes, (place, height), text, colour, ha=side, size=13)

    note("entropic value", 0.42, value, 0.05, "right")
    note("cost of its plan", 0.53, cost, -0.05, "left")
    note("divergence", 0.53, divergence, 0.06, "left")
    marks.label(axes, (last, exact + 0.05 * span), f"exact cost {exact:.4f}", ha="right", size=13)
    marks.label(
        axes, (first, means - 0.06 * span), f"squared distance of the means {means:.4f}", ha="left", size=13
    )
    return drawing
