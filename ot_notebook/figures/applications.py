"""Drawings of the page on applications: colours, digits, particles, shapes."""

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from . import marks, style
from .drawing import Drawing

DARK, SKEWED = np.array([1, 1, 1]) / 3, np.array([0.5, 0, -0.5])
"""Directions onto which colours are projected: lightness upwards, blue to red sideways."""


def color_transfer(photographs, palettes, names, alt="Photographs above their palettes."):
    """Photographs over their colours as clouds: the live figure `color-transfer` at rest.

    Parameters
    ----------
    photographs : list of array_like, shape (rows, columns, 3)
        Red, green, blue in [0, 1]; thumbnails, for they are stored as they are.
    palettes : list of array_like, shape (n, 3)
        Some colours of each.
    names : list of str
    alt : str, optional

    Returns
    -------
    Drawing
    """
    count = len(photographs)
    drawing = Drawing(480, 330, alt)
    side = 480 / count
    for k, (image, colours, name) in enumerate(zip(photographs, palettes, names, strict=True)):
        _photograph(drawing, (k * side + 4, 208, side - 8, 92), np.asarray(image, float))
        axes = drawing.stage(((-0.55, 0.55), (-0.04, 1.04)), (k * side + 4, 34, side - 8, 164))
        _palette(axes, np.asarray(colours, float))
        for place, word in ((-0.45, "blue"), (0.45, "red")):
            marks.label(axes, (place, -0.1), word, size=13)
        title = drawing.chart(((0, 1), (0, 1)), (k * side, 304, side, 24))
        marks.label(title, (0.5, 0.5), name, style.INK, strong=True)
    marks.label(drawing.axes[1], (-0.52, 0.97), "light", size=13, ha="left")
    marks.label(drawing.axes[1], (-0.52, 0.04), "dark", size=13, ha="left")
    return drawing


def _photograph(drawing, box, image):
    rows, columns = image.shape[:2]
    axes = drawing.stage(((0, columns), (0, rows)), box)
    pixels = np.round(255 * np.clip(image, 0, 1)).astype(np.uint8)
    shown = axes.imshow(pixels, extent=(0, columns, 0, rows), interpolation="none", zorder=1)
    shown.set(clip_on=False, gid=style.SMOOTH)


def _palette(axes, colours):
    place = np.c_[colours @ SKEWED, colours @ DARK]
    corners = np.array([(0.0, 0.0, 0.0), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0)])
    hexagon = np.c_[corners @ SKEWED, corners @ DARK]
    marks.segments(axes, hexagon, np.roll(hexagon, -1, 0), width=0.8, colour=style.MUTED, zorder=1)
    faces = np.clip(colours, 0, 1)
    dots = axes.scatter(*place.T, s=20, marker="s", c=faces, edgecolors=style.MUTED, linewidths=0.4)
    dots.set(clip_on=False, zorder=3)


def adaptation(angles, accuracies, errors, examples, alt="Accuracy against the angle of the images."):
    """Accuracy of a classifier against the shift of the data: the live figure `adaptation` at rest.

    Parameters
    ----------
    angles : array_like, shape (k,)
        Degrees by which the target's images are turned.
    accuracies, errors : dict of str to array_like, shape (k,)
        Mean and standard error for each method, drawn in the order and with the styles of `LINES`.
    examples : array_like, shape (k, 8, 8)
        One image at each angle, grey values in [0, 1].
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 390, alt)
    angles = np.asarray(angles, float)
    span = np.ptp(angles)
    axes = drawing.chart(((angles[0], angles[-1]), (0.4, 1)), (52, 112, 300, 262))
    ends = {name: values[-1] for name, values in accuracies.items()}
    heights = _spread(ends, 0.047)
    for (name, values), (colour, dashed) in zip(accuracies.items(), LINES, strict=False):
        marks.curve(axes, angles, values, MARK[colour], dashed=dashed)
        low, high = (np.asarray(values) + sign * np.asarray(errors[name]) for sign in (-1, 1))
        bars = {"width": 5, "colour": MARK[colour], "zorder": 1}
        marks.segments(axes, np.c_[angles, low], np.c_[angles, high], **bars)
        marks.label(axes, (angles[-1] + 0.04 * span, heights[name]), name, colour, ha="left", size=14)
    marks.scale_x(axes, {})
    marks.scale_y(axes, {share: f"{share:.0%}" for share in (0.4, 0.6, 0.8, 1.0)})
    marks.label(axes, (angles[0] + 0.02 * span, 0.43), "accuracy on the turned digits", ha="left", size=14)
    tiles = drawing.stage(((0, 300), (0, 70)), (52, 36, 300, 70))
    for angle, image in zip(angles, examples, strict=True):
        left = 300 * (angle - angles[0]) / span - 26
        marks.raster(tiles, np.asarray(image)[::-1], ((left, left + 52), (10, 62)), style.TARGET_FILL, top=1)
        marks.label(tiles, (left + 26, -6), f"{angle:.0f}°", size=14)
    marks.label(tiles, (150, -28), "angle of the target's digits", size=14)
    return drawing


LINES = ((style.MUTED, True), (style.INK, False), (style.PLAN, True), (style.PLAN, False))
MARK = {style.MUTED: style.MUTED, style.INK: style.INK, style.PLAN: style.PLAN_FILL}


def _spread(places, distance):
    """Places moved up until they are `distance` apart, in their order."""
    moved, last = {}, -np.inf
    for name in sorted(places, key=places.get):
        last = max(places[name], last + distance)
        moved[name] = last
    return moved


def particle_flow(flows, data, distances, alt="Particles on their way to data, and their distances."):
    """Particles that descend three discrepancies: the live figure `particle-flow` at rest.

    Parameters
    ----------
    flows : dict of str to array_like, shape (steps + 1, n, 2)
        Clouds in the window [-0.35, 1.45] x [-0.25, 1.25].
    data : array_like, shape (m, 2)
    distances : dict of str to array_like, shape (steps + 1,)
        W_2 to the data, for the same names.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 400, alt)
    side = 480 / len(flows)
    for k, (name, clouds) in enumerate(flows.items()):
        axes = drawing.stage(((-0.35, 1.45), (-0.25, 1.25)), (k * side + 3, 252, side - 6, 124))
        clouds = np.asarray(clouds, float)
        _trails(axes, clouds[::4])
        _dots(axes, data, style.TARGET_FILL, "projecting", 4)
        _dots(axes, clouds[-1], style.SOURCE_FILL, "round", 4.5)
        marks.label(axes, (0.55, 1.34), name, style.INK, strong=True)
    steps = len(next(iter(distances.values()))) - 1
    axes = drawing.chart(((0, steps), (-1.8, 0)), (60, 52, 270, 186))
    heights = _spread({name: np.log10(values[-1]) for name, values in distances.items()}, 0.16)
    for name, values in distances.items():
        marks.curve(axes, np.arange(steps + 1), np.log10(values))
        marks.label(axes, (steps * 1.03, heights[name]), name, style.PLAN, ha="left", size=14)
    marks.scale_x(axes, {0: "0", steps // 2: str(steps // 2), steps: str(steps)})
    marks.scale_y(axes, {np.log10(place): f"{place:g}" for place in (0.02, 0.1, 1)})
    marks.label(axes, (steps / 2, -2.24), "steps", size=14)
    marks.label(axes, (0.03 * steps, -1.7), "W₂ to the data", style.PLAN, ha="left", size=14)
    return drawing


def _dots(axes, points, colour, cap, width):
    """All points as one path of strokes so short that only their caps show: small as a file."""
    ends = np.asarray(points, float)[:, None] + np.array([(0, 0), (1e-3, 0)])
    _strokes(axes, ends, color=colour, capstyle=cap, linewidth=width, zorder=3)


def _trails(axes, clouds):
    _strokes(axes, np.swapaxes(clouds, 0, 1), color=style.PLAN_FILL, linewidth=0.7, zorder=2)


def _strokes(axes, lines, **look):
    """Polylines, shape (n, k, 2), as one path."""
    count, length, _ = lines.shape
    codes = np.tile([Path.MOVETO] + [Path.LINETO] * (length - 1), count)
    axes.add_patch(PathPatch(Path(lines.reshape(-1, 2), codes), fill=False, clip_on=False, **look))


def shape_matching(x, y, poses, angles, errors, alt="A shape registered in two ways."):
    """A cloud moved onto a turned copy, and the errors: the live figure `shape-matching` at rest.

    Parameters
    ----------
    x, y : array_like, shapes (n, 2) and (m, 2)
    poses : dict of str to array_like, shape (n, 2)
        `x` as each method has moved it.
    angles : array_like, shape (k,)
        Degrees by which `y` was turned.
    errors : dict of str to array_like, shape (k,)
        Degrees by which each method misses the angle.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    drawing = Drawing(480, 410, alt)
    panels = {"start": x, **poses}
    side = 480 / len(panels)
    for k, (name, cloud) in enumerate(panels.items()):
        axes = drawing.stage(((-2.1, 2.1), (-2.1, 2.1)), (k * side + 3, 222, side - 6, 154))
        _dots(axes, y, style.TARGET_FILL, "projecting", 3.4)
        _dots(axes, cloud, style.SOURCE_FILL, "round", 4)
        marks.label(axes, (0, 2.35), name, style.INK, strong=True)
    angles = np.asarray(angles, float)
    axes = drawing.chart(((angles[0], angles[-1]), (0, 180)), (60, 52, 270, 150))
    heights = _spread({name: values[-1] for name, values in errors.items()}, 17)
    styles = {"nearest points": (style.INK, False), "transport": (style.PLAN, False)}
    for name, values in errors.items():
        colour, dashed = styles.get(name, (style.MUTED, True))
        marks.curve(axes, angles, values, MARK[colour], dashed=dashed)
        marks.label(axes, (angles[-1] * 1.03, heights[name]), name, colour, ha="left", size=14)
    marks.scale_x(axes, {angle: f"{angle:.0f}°" for angle in angles[::3]})
    marks.scale_y(axes, {0: "0°", 90: "90°", 180: "180°"})
    marks.label(axes, (angles.mean(), -50), "angle between the two shapes", size=14)
    marks.label(axes, (angles[0] + 3, 168), "error", ha="left", size=14)
    return drawing
