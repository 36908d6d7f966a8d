"""Drawings of the page on the line show the numbers that they are given."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from ot_notebook import solvers
from ot_notebook.figures import one_dimension, style


def strokes(axes, colour=style.PLAN_FILL):
    """All segments of one colour, shape (k, 2, 2)."""
    found = [item for item in axes.collections if isinstance(item, LineCollection)]
    return np.concatenate([item.get_segments() for item in found if to_hex(item.get_color()[0]) == colour])


def curves(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


def test_jump_becomes_level_and_level_becomes_jump():
    drawing = one_dimension.generalised_inverse([0, 1, 1, 2, 3], [0, 0.2, 0.5, 0.5, 1])
    dashed = [[line.get_xydata() for line in axes.lines if line.is_dashed()] for axes in drawing.axes]
    assert np.allclose(dashed[0], [[(1, 0.2), (1, 0.5)]])
    assert np.allclose(dashed[1], [[(0.5, 1), (0.5, 2)]])


def test_uncrossing_keeps_the_sum_and_lowers_the_chord():
    *_, chart = one_dimension.uncrossing().axes
    (crossed,) = [line for line in curves(chart, style.MUTED) if len(line) == 2][:1]
    (ordered,) = [line for line in curves(chart, style.PLAN_FILL) if len(line) == 2][:1]
    assert crossed[:, 0].sum() == pytest.approx(ordered[:, 0].sum())
    assert crossed[:, 1].mean() > ordered[:, 1].mean()


def test_strokes_by_levels_fill_the_area():
    x, y = [0.2, 0.9, 1.3], [2.0, 1.0, 2.9]
    by_levels, _ = one_dimension.two_slicings(x, y).axes
    lines = strokes(by_levels)
    area = np.abs(np.diff(lines[:, :, 0], axis=1)).mean()
    assert area == pytest.approx(solvers.cdf_gap(x, y).value)


def test_arcs_join_what_the_plan_joins():
    x, y = [0.0, 1.0], [1.5, 3.0]
    drawing = one_dimension.arcs(x, y, {"swap": [[0, 0.5], [0.5, 0]]}, [2.0])
    ends = sorted(
        (round(line[0, 0], 9), round(line[-1, 0], 9)) for line in curves(drawing.axes[0], style.PLAN_FILL)
    )
    assert ends == [(0.0, 3.0), (1.0, 1.5)]
    assert "swap: cost 2.000" in [text.get_text() for text in drawing.axes[0].texts]


def test_excess_is_in_per_cent():
    (curve,) = curves(one_dimension.excess([0.5, 1, 2], [1.25, 1, 1]).axes[0], style.PLAN_FILL)
    assert np.allclose(curve, [(0.5, 25), (1, 0), (2, 0)])
