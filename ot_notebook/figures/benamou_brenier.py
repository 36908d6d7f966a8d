"""Drawings of the page on the dynamic formulation; time runs upwards."""

import numpy as np

from . import marks, style
from .drawing import Drawing

UNIT = ((0, 1), (0, 1))
SHARES = np.linspace(0.05, 0.95, 10)
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

DYNAMIC_FLOW = "A density over space and time with lines of equal mass, and the action against the iteration."
TWO_PATHS = "Two densities over space and time with lines of equal mass, and the actions of both."
SNAPSHOTS = "Densities on a square at successive times."
CONVERGENCE = "Errors against numbers of cells on logarithmic axes, beside a line of slope minus two."


def dynamic_flow(density, actions, value, alt=DYNAMIC_FLOW):
    """A solved path of densities: the live figure `dynamic-flow` at rest.

    Parameters
    ----------
    density : array_like, shape (steps + 1, N)
        Densities of mean 1 on the unit interval.
    actions : array_like, shape (iterations,)
        Positive after the first few.
    value : float
        The squared distance, drawn as a dashed level.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    density = np.asarray(density, float)
    drawing = Drawing(600, 400, alt)
    path = drawing.stage(UNIT, (14, 62, 276, 276))
    _space_time(path, density)
    _profiles(drawing, density, (14, 0, 276, 400))
    marks.label(path, (0.02, -0.11), "μ", style.SOURCE, ha="left", strong=True, size=20)
    marks.label(path, (0.02, 1.15), "ν", style.TARGET, ha="left", strong=True, size=20)
    _action_chart(drawing, np.asarray(actions, float), value)
    return drawing


def _space_time(axes, density):
    """The density as an image, and lines with fixed shares of the mass to their left."""
    times = np.linspace(0, 1, len(density))
    step = times[1] / 2
    marks.raster(axes, density, ((0, 1), (-step, 1 + step)), gamma=0.7, smooth=True)
    for line in _particles(density):
        marks.curve(axes, line, times, style.PLAN, width=1.1)


def _particles(density):
    """Places with given shares of the mass to their left, shape (shares, times)."""
    edges = np.linspace(0, 1, density.shape[1] + 1)
    levels = np.pad(np.cumsum(density, axis=1), [(0, 0), (1, 0)])
    return np.stack([np.interp(SHARES, level / level[-1], edges) for level in levels], axis=1)


def _profiles(drawing, density, box):
    """First and last density, the first below and the last above the square."""
    axes = drawing.stage(((0, 1), (0, box[3] / box[2])), box)
    places = (np.arange(density.shape[1]) + 0.5) / density.shape[1]
    foot, head = 62 / box[2], 338 / box[2]
    height = 0.18 / density[[0, -1]].max()
    low, high = foot - 0.2 + height * density[0], head + 0.02 + height * density[-1]
    marks.area(axes, places, low, style.SOURCE_FILL, base=foot - 0.2)
    marks.area(axes, places, high, style.TARGET_FILL, base=head + 0.02)


def _action_chart(drawing, actions, value):
    """The action against the logarithm of the iteration."""
    top = 1.5 * value
    last = np.log10(len(actions))
    axes = drawing.chart(((0, last), (0, top)), (358, 88, 208, 238))
    powers = {k: f"{10**k:d}" for k in range(int(last) + 1)}
    marks.scale_x(axes, powers, size=19)
    marks.scale_y(axes, {0: "0"}, size=19)
    marks.segments(axes, (0, value), (last, value), width=1.4, colour=style.MUTED, dashed=True)
    iterations = np.log10(np.arange(1, len(actions) + 1))
    marks.curve(axes, iterations, np.minimum(actions, top), width=2.6)
    marks.label(axes, (last, 0.92 * value), "W₂²", style.INK, ha="right", va="top", size=20)
    marks.label(axes, (last / 2, 1.09 * top), "action", style.PLAN, strong=True, size=19)
    marks.label(axes, (last / 2, -0.17 * top), "iteration", size=19)


def two_paths(one, other, values, words, alt=TWO_PATHS):
    """Two paths between the same densities, side by side.

    Parameters
    ----------
    one, other : array_like, shape (steps + 1, N)
        Densities of mean 1 on the unit interval.
    values : (float, float)
        Their actions.
    words : (str, str)
        What they are called.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(450, 262, alt)
    for density, value, word, left in zip((one, other), values, words, (4, 236), strict=True):
        axes = drawing.stage(UNIT, (left, 50, 210, 210))
        _space_time(axes, np.asarray(density, float))
        marks.label(axes, (0.5, -0.08), word, style.INK)
        marks.label(axes, (0.5, -0.18), f"action {value:.3f}", style.PLAN, strong=True)
    return drawing


def snapshots(densities, alt=SNAPSHOTS):
    """Densities on the unit square at equally spaced times from 0 to 1, three in a row.

    Parameters
    ----------
    densities : array_like, shape (times, N, M)
        Axis 1 along x, axis 2 along y.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    densities = np.asarray(densities, float)
    rows = -(-len(densities) // 3)
    drawing = Drawing(450, 172 * rows, alt)
    for k, density in enumerate(densities):
        row, column = divmod(k, 3)
        indent = 75 * (3 * rows - len(densities)) if row == rows - 1 else 0
        axes = drawing.stage(UNIT, (indent + 150 * column + 5, 172 * (rows - 1 - row) + 26, 140, 140))
        ends = {0: style.SOURCE_FILL, len(densities) - 1: style.TARGET_FILL}
        colour = ends.get(k, style.PLAN_FILL)
        marks.raster(axes, density.T, UNIT, colour, gamma=0.7, smooth=True)
        corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
        marks.segments(axes, corners[:-1], corners[1:], width=1, colour=style.HAIR)
        marks.label(axes, (0.5, -0.09), f"t = {k / (len(densities) - 1):g}")
    return drawing


def convergence(cells, errors, alt=CONVERGENCE):
    """Errors on grids of several sizes, beside a line that falls with the square of the cell's size.

    Parameters
    ----------
    cells : sequence of int
        Increasing.
    errors : array_like, shape (len(cells),)
        Positive.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    places, heights = np.log2(cells), np.log10(np.asarray(errors, float))
    low, high = int(np.floor(heights.min())), int(np.ceil(heights.max()))
    drawing = Drawing(450, 250, alt)
    axes = drawing.chart(((places[0] - 0.2, places[-1] + 0.2), (low, high)), (56, 48, 380, 190))
    marks.scale_x(axes, {place: f"{count}" for place, count in zip(places, cells, strict=True)}, size=14)
    powers = {power: f"10{str(power).translate(SUPERSCRIPTS)}" for power in range(low, high + 1)}
    marks.scale_y(axes, powers, size=14)
    slope = heights[0] - 2 * np.log10(2) * (places - places[0])
    marks.curve(axes, places, slope, style.MUTED, width=1.4, dashed=True)
    marks.curve(axes, places, heights, width=1.6)
    axes.plot(places, heights, "o", color=style.PLAN_FILL, markersize=8, clip_on=False, zorder=3)
    marks.label(
        axes, (places[-1] + 0.2, high - 0.12 * (high - low)), "error", style.PLAN, ha="right", strong=True
    )
    marks.label(axes, (places.mean(), low - 0.2 * (high - low)), "cells")
    return drawing
