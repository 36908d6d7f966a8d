"""The marks that all drawings share: sizes in pixels, places in data units."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from . import style

TEXT_SIZE = 15
DISC, SQUARE = 14.0, 12.4


def sources(axes, points, size=1.0):
    """Blue discs, their area in proportion to `size`."""
    _markers(axes, points, "o", style.SOURCE_FILL, DISC, size)


def targets(axes, points, size=1.0):
    """Orange squares, their area in proportion to `size`; a disc of the same size has the same area."""
    _markers(axes, points, "s", style.TARGET_FILL, SQUARE, size)


def _markers(axes, points, shape, colour, side, size):
    u, v = np.reshape(points, (-1, 2)).T
    axes.plot(
        u,
        v,
        linestyle="none",
        marker=shape,
        markersize=side * np.sqrt(size),
        markerfacecolor=colour,
        markeredgecolor=style.PAPER,
        markeredgewidth=1.5,
        clip_on=False,
        zorder=3,
    )


def segments(axes, starts, ends, *, width=1.8, colour=style.PLAN_FILL, dashed=False, zorder=2):
    """Straight segments, one for each pair of points; `width` may be one number a segment."""
    lines = np.stack([np.reshape(starts, (-1, 2)), np.reshape(ends, (-1, 2))], axis=1)
    dashes = (0, (3, 2.2)) if dashed else "solid"
    collection = LineCollection(lines, colors=colour, linewidths=width, linestyles=dashes, zorder=zorder)
    collection.set(clip_on=False, capstyle="round")
    axes.add_collection(collection, autolim=False)


def arrows(axes, starts, ends, *, width=1.4, head=7.0, shrink=(0.0, 0.0), dashed=False):
    """Arrows; `shrink` is how many pixels they stay away from start and end."""
    for start, end in zip(np.reshape(starts, (-1, 2)), np.reshape(ends, (-1, 2)), strict=True):
        arrow = {
            "arrowstyle": f"-|>,head_length={head / 10},head_width={head / 24}",
            "mutation_scale": 10,
            "shrinkA": shrink[0],
            "shrinkB": shrink[1],
            "color": style.PLAN_FILL,
            "linewidth": width,
            "linestyle": (0, (3, 2.2)) if dashed else "solid",
        }
        axes.annotate("", end, start, arrowprops=arrow, annotation_clip=False)


def label(axes, place, text, colour=style.MUTED, *, ha="center", va="center", strong=False, size=TEXT_SIZE):
    """A direct label."""
    axes.text(
        *place,
        text,
        color=colour,
        ha=ha,
        va=va,
        fontsize=size,
        fontweight="bold" if strong else "normal",
        clip_on=False,
        zorder=4,
    )


def curve(axes, x, y, colour=style.PLAN_FILL, *, width=2.0, dashed=False, zorder=2):
    """A line through points."""
    dashes = (0, (3, 2.2)) if dashed else "solid"
    axes.plot(x, y, color=colour, linewidth=width, linestyle=dashes, zorder=zorder, clip_on=False)


def area(axes, x, y, colour=style.PLAN_FILL, *, opacity=0.25, base=0.0):
    """A density: its graph, and the area between that and the base."""
    axes.fill_between(x, base, y, facecolor=colour, alpha=opacity, linewidth=0, zorder=1, clip_on=False)
    curve(axes, x, y, colour, width=1.6)


def scale_x(axes, ticks, *, y=None, size=13):
    """A hairline at the foot of a chart, with texts below: `ticks` maps places to texts."""
    _scale(axes, ticks, axes.get_ylim()[0] if y is None else y, size, turned=False)


def scale_y(axes, ticks, *, x=None, size=13):
    """A hairline at the left of a chart, with texts beside it."""
    _scale(axes, ticks, axes.get_xlim()[0] if x is None else x, size, turned=True)


def _scale(axes, ticks, foot, size, turned):
    ends = axes.get_ylim() if turned else axes.get_xlim()
    line = [(foot, end) if turned else (end, foot) for end in ends]
    segments(axes, line[:1], line[1:], width=1, colour=style.MUTED, zorder=1)
    for place, text in ticks.items():
        point, shift = ((foot, place), (-6, 0)) if turned else ((place, foot), (0, -6))
        axes.annotate(
            text,
            point,
            shift,
            textcoords="offset points",
            ha="right" if turned else "center",
            va="center" if turned else "top",
            color=style.MUTED,
            fontsize=size,
            annotation_clip=False,
        )


def raster(axes, values, window, colour=style.PLAN_FILL, *, top=None, gamma=1.0, smooth=False):
    """A matrix or a sampled density as an image of one colour, more opaque where there is more.

    Opacity over nothing shows on light and dark paper alike; the colour itself does not follow the theme.

    Parameters
    ----------
    values : array_like, shape (rows, columns)
        Nonnegative; the first row is drawn at the bottom.
    window : ((float, float), (float, float))
        Ranges of x and y that the image fills, in data units.
    top : float, optional
        Value of full opacity, the largest one unless given.
    gamma : float
        Below 1 it shows faint values better.
    smooth : bool
        Blend the samples into each other; otherwise each is a cell with edges.
    """
    values = np.asarray(values, float)
    top = (values.max() if top is None else top) or 1.0
    pixels = np.empty((*values.shape, 4), np.uint8)
    pixels[..., :3] = np.round(255 * np.array(to_rgb(colour)))
    pixels[..., 3] = np.round(255 * np.clip(values / top, 0, 1) ** gamma)
    limits, aspect = (*axes.get_xlim(), *axes.get_ylim()), axes.get_aspect()
    extent = np.ravel(window)
    image = axes.imshow(pixels, extent=extent, origin="lower", interpolation="none", zorder=1, aspect=aspect)
    axes.axis(limits)
    image.set(clip_on=False, gid=style.SMOOTH if smooth else None)
