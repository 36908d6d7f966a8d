"""Drawings of the page on duality show the numbers that they are given."""

import numpy as np
import pytest

from ot_notebook.figures import duality, style


def curves(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


def marked(axes, marker):
    return next(line.get_xydata() for line in axes.lines if line.get_marker() == marker)


def test_optimum_is_marked_between_the_heaps():
    axes = duality.bounds([3.0, 4.0, 5.0], [0.5, 1.0, 2.0], 2.5).axes[0]
    assert "2.500" in [text.get_text() for text in axes.texts]
    low, high = (np.ptp(curves(axes, colour)[0][:, 0]) for colour in (style.TARGET_FILL, style.SOURCE_FILL))
    assert (low, high) == pytest.approx((1.5, 2.0))


def test_slack_table_shades_what_the_plan_uses():
    axes = duality.slack_table([[0, 0.25], [0.5, 0]], [[0.5, 0], [0, 0.5]]).axes[0]
    assert [patch.get_xy() for patch in axes.patches] == [
        pytest.approx((0.05, 1.05)),
        pytest.approx((1.05, 0.05)),
    ]
    assert {"0", "0.25", "0.5"} <= {text.get_text() for text in axes.texts}


def test_stalled_bounds_stay_below_the_optimum():
    axes = duality.stall([[0.1, 0.2, 0.2], [0.0, 0.3, 0.3]], 0.5).axes[0]
    lines = [line for line in curves(axes, style.PLAN_FILL) if len(line) == 3]
    assert np.allclose(lines[0], [(1, 0.1), (2, 0.2), (3, 0.2)])
    assert max(line[:, 1].max() for line in lines) < axes.get_ylim()[1] == 0.5


def test_only_the_top_is_thick():
    flat, peak = duality.flat_top([-1, 0, 1], {"flat": [0, 2, 2], "peak": [0, 1, 0]}).axes
    (thick,) = curves(flat, style.PLAN_FILL)
    assert np.isnan(thick[0, 1])
    assert np.allclose(thick[1:, 1], 2)
    assert np.allclose(marked(peak, "o"), [(0, 1)])
