"""Drawings of the page on persistence diagrams."""

import numpy as np

from . import marks, style
from .drawing import Drawing

SOURCES, TARGETS = (style.SOURCE_FILL, marks.sources), (style.TARGET_FILL, marks.targets)


def persistence_matching(d0, d1, cases, alt="Two diagrams matched to each other and to the diagonal."):
    """Two diagrams, matched in several ways: the live figure `persistence-matching` at rest.

    Parameters
    ----------
    d0, d1 : array_like, shapes (n, 2) and (m, 2)
        Finite points (birth, death).
    cases : list of (str, array_like, array_like)
        Words; pairs of rows of shape (k, 2), -1 for the diagonal; lengths of the pairs, of which the longest
        is drawn thick.
    alt : str, optional

    Returns
    -------
    Drawing
    """
    d0, d1 = np.reshape(d0, (-1, 2)).astype(float), np.reshape(d1, (-1, 2)).astype(float)
    window = _window(d0, d1)
    side = 212
    drawing = Drawing(len(cases) * (side + 14) + 26, side + 62, alt)
    for k, (words, pairs, lengths) in enumerate(cases):
        axes = drawing.stage((window, window), (26 + k * (side + 14), 34, side, side))
        _frame(axes, window, named=k == 0)
        starts, ends = _ends(d0, d1, np.asarray(pairs))
        width = np.where(np.isclose(lengths, np.max(lengths, initial=0)), 4.0, 1.8)
        marks.segments(axes, starts, ends, width=width)
        marks.sources(axes, d0, 0.8)
        marks.targets(axes, d1, 0.8)
        marks.label(axes, (sum(window) / 2, window[1] + 0.07 * np.ptp(window)), words, style.INK, size=14)
    return drawing


def _window(*diagrams):
    values = np.concatenate([diagram.ravel() for diagram in diagrams])
    values = values[np.isfinite(values)]
    margin = 0.08 * (np.ptp(values) or 1.0)
    return float(values.min() - margin), float(values.max() + margin)


def _frame(axes, window, named):
    """The half-plane above the diagonal, with its axes."""
    low, high = window
    axes.fill([low, high, high], [low, low, high], facecolor=style.WASH, linewidth=0, zorder=0)
    marks.segments(axes, (low, low), (high, high), width=1.6, colour=style.MUTED, zorder=1)
    marks.segments(axes, [(low, low)] * 2, [(high, low), (low, high)], width=1, colour=style.HAIR, zorder=1)
    gap = 0.07 * (high - low)
    marks.label(axes, ((low + high) / 2, low - gap), "birth", size=13)
    if named:
        axes.text(
            low - gap, (low + high) / 2, "death", color=style.MUTED, fontsize=13, rotation=90, ha="center",
            va="center",
        )  # fmt: skip


def _ends(d0, d1, pairs):
    """Both ends of each pair; a point matched to the diagonal ends at its projection."""
    starts, ends = [], []
    for i, j in pairs:
        partner = d1[j] if j >= 0 else np.full(2, d0[i].mean())
        starts.append(d0[i] if i >= 0 else np.full(2, partner.mean()))
        ends.append(partner)
    return np.reshape(starts, (-1, 2)), np.reshape(ends, (-1, 2))


def sublevel(t, functions, diagrams, alt="Two functions on an interval and their diagrams."):
    """Functions on an interval, and the finite points of their diagrams.

    Parameters
    ----------
    t : array_like, shape (n,)
    functions : (array_like, array_like), shapes (n,)
        The first is drawn in the colour of sources, the second in that of targets.
    diagrams : (array_like, array_like), shapes (k, 2)
    alt : str, optional

    Returns
    -------
    Drawing
    """
    functions = [np.asarray(values, float) for values in functions]
    finite = [d[np.isfinite(d).all(axis=1)] for d in (np.reshape(d, (-1, 2)) for d in diagrams)]
    drawing = Drawing(480, 262, alt)
    window = _window(*functions, *finite)
    left = drawing.chart(((t[0], t[-1]), window), (14, 34, 216, 212))
    marks.segments(left, (t[0], window[0]), (t[-1], window[0]), width=1, colour=style.MUTED, zorder=1)
    marks.label(left, ((t[0] + t[-1]) / 2, window[0] - 0.07 * np.ptp(window)), "place", size=13)
    right = drawing.stage((window, window), (262, 34, 212, 212))
    _frame(right, window, named=True)
    for values, points, (colour, draw), width in zip(
        reversed(functions), reversed(finite), (TARGETS, SOURCES), (1.6, 2.4), strict=True
    ):
        marks.curve(left, t, values, colour, width=width)
        draw(right, points, 0.7)
    return drawing
