"""Drawings of the page that compares heights with moved mass."""

import numpy as np

from . import marks, style
from .drawing import Drawing

FAINT = 0.3
INTERPOLATIONS = (
    "Left: one bump sinks where it stands while another rises elsewhere. Right: one bump slides from the "
    "first place to the second and keeps its shape."
)
RELABELLED = (
    "Two rows of bars, each with blue and orange bars of the same heights. In the upper row blue bars are "
    "next to orange ones; in the lower row the same bars are shuffled and the colours are further apart."
)
SEQUENCES = (
    "Three rows, each with an early and a late member of a sequence in blue and its limit in orange: an atom "
    "slides to the left, a wavy density ripples faster and faster, and an ever smaller atom moves far away."
)


def shifted_bumps(x, mu, nu, shifts, curves, at, furthest, alt):
    """Two bumps, and discrepancies against the shift: the live figure `shifted-bumps` at rest.

    Parameters
    ----------
    x : array_like, shape (k,)
        Grid of the line.
    mu, nu : array_like, shape (k,)
        Densities on the grid.
    shifts : array_like, shape (s,)
        Increasing, those seen so far.
    curves : dict of str to (array_like, float)
        Five discrepancies by name: values at the shifts, NaN where infinite, and the top of their scale.
    at : float
        The shift between the bumps shown, one of those seen.
    furthest : float
        The largest shift there is room for.
    alt : str

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 300, alt)
    top = 1.3 * max(np.max(mu), np.max(nu))
    axes = _panel(drawing, (x[0], x[-1]), (0, top), (10, 148, 430, 148))
    for density, colour in ((mu, style.SOURCE_FILL), (nu, style.TARGET_FILL)):
        _bump(axes, x, density, colour)
    for density, name, colour in ((mu, "source μ", style.SOURCE), (nu, "target ν", style.TARGET)):
        peak = np.argmax(density)
        marks.label(axes, (x[peak], density[peak] + 0.1 * top), name, colour, strong=True)
    for k, (name, (values, limit)) in enumerate(curves.items()):
        colour = (style.PLAN_FILL, style.PLAN) if name.startswith("W") else (style.INK, style.INK)
        axes = _panel(drawing, (0, furthest), (0, limit), (10 + 88 * k, 10, 76, 78))
        _curve(axes, np.asarray(shifts), np.asarray(values), name, at, colour)
    return drawing


def _panel(drawing, across, up, box):
    """Axes without a frame whose two units are independent, on a base line."""
    axes = drawing.stage((across, up), box)
    axes.set_aspect("auto")
    marks.segments(axes, (across[0], 0), (across[1], 0), width=1, colour=style.MUTED)
    return axes


def _bump(axes, x, density, colour, opacity=FAINT):
    axes.fill_between(x, density, color=colour, alpha=opacity, linewidth=0)
    axes.plot(x, density, color=colour, linewidth=2, clip_on=False)


def _curve(axes, shifts, values, name, at, colours):
    """One discrepancy against the shift as far as it is on the scale, its name and its value at one place."""
    mark, text = colours
    (_, furthest), (_, top) = axes.get_xlim(), axes.get_ylim()
    shown = values <= top
    axes.plot(shifts[shown], values[shown], color=mark, linewidth=2, clip_on=False)
    value = np.interp(at, shifts, values)
    if value <= top:
        axes.plot(at, value, "o", markersize=8, color=mark, markeredgecolor=style.PAPER, clip_on=False)
    marks.label(axes, (0, 1.45 * top), name, text, ha="left", strong=True)
    words = "∞" if np.isnan(value) else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    marks.label(axes, (furthest, 1.17 * top), words, text, ha="right", size=14)


def interpolations(x, mixtures, slides, alt=INTERPOLATIONS):
    """Two ways from one bump to another: mixing heights, and moving mass.

    Parameters
    ----------
    x : array_like, shape (k,)
    mixtures, slides : sequences of array_like, shape (k,)
        Densities at equal steps from the first bump to the second.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 300, alt)
    for left, densities, words in ((8, mixtures, "mixing heights"), (236, slides, "moving mass")):
        row = 240 / len(densities)
        top = max(map(np.max, densities))
        for k, density in enumerate(densities):
            axes = _panel(drawing, (x[0], x[-1]), (0, 1.1 * top), (left, 268 - row * (k + 1), 206, row - 10))
            colour = {0: style.SOURCE_FILL, len(densities) - 1: style.TARGET_FILL}.get(k, style.PLAN_FILL)
            _bump(axes, x, density, colour)
        marks.label(axes, ((x[0] + x[-1]) / 2, -0.38 * top), words, style.INK, strong=True)
    return drawing


def relabelled(rows, alt=RELABELLED):
    """Pairs of histograms and what is said of each pair.

    Parameters
    ----------
    rows : sequence of (a, b, words)
        Two arrays of masses of shape (k,), and a line of text.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    height = 150
    drawing = Drawing(450, height * len(rows), alt)
    for k, (a, b, words) in enumerate(rows):
        bottom = height * (len(rows) - 1 - k)
        top = max(np.max(a), np.max(b))
        axes = _panel(drawing, (-0.6, len(a) - 0.4), (0, top), (10, bottom + 36, 430, height - 52))
        places = np.arange(len(a))
        axes.bar(places - 0.2, a, 0.36, color=style.SOURCE_FILL)
        axes.bar(places + 0.2, b, 0.36, color=style.TARGET_FILL)
        marks.label(axes, ((len(a) - 1) / 2, -0.2 * top), words, style.INK)
    return drawing


def sequences(members=(2, 8), alt=SEQUENCES):
    """Members of three sequences of measures beside their limits.

    Parameters
    ----------
    members : (int, int)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 414, alt)
    rows = (
        ("sliding atom: W₁ → 0, but TV = 1", (-0.08, 1.08), _sliding),
        ("ripples: W₁ → 0, but TV = 1/π", (-0.08, 1.08), _ripples),
        ("escaping mass: TV → 0, but W₁ = 1", (-0.08 * 9, 1.08 * 9), _escaping),
    )
    for k, (words, across, draw) in enumerate(rows):
        bottom = 276 - 138 * k
        for left, n in zip((10, 235), members, strict=True):
            axes = _panel(drawing, across, (0, 2), (left, bottom + 32, 205, 76))
            draw(axes, n)
            marks.label(axes, (sum(across) / 2, -0.5), f"n = {n}", size=14)
            if left == 10:
                marks.label(axes, (across[0], 2.4), words, style.INK, ha="left", strong=True)
    return drawing


def _sliding(axes, n):
    _stem(axes, 0, 1.6, marks.targets, style.TARGET_FILL)
    _stem(axes, 1 / n, 1.6, marks.sources, style.SOURCE_FILL)


def _ripples(axes, n):
    x = np.linspace(0, 1, 30 * n + 1)
    _bump(axes, x, 1 + np.cos(2 * np.pi * n * x), style.SOURCE_FILL)
    marks.segments(axes, (0, 1), (1, 1), width=2, colour=style.TARGET_FILL)


def _escaping(axes, n):
    _stem(axes, 0, 1.6, marks.targets, style.TARGET_FILL)
    _stem(axes, 0, 1.6 * (1 - 1 / n), marks.sources, style.SOURCE_FILL)
    _stem(axes, n, 1.6 / n, marks.sources, style.SOURCE_FILL)


def _stem(axes, place, height, draw, colour):
    marks.segments(axes, (place, 0), (place, height), colour=colour)
    draw(axes, (place, height), 0.7)
