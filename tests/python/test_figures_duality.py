"""Drawings of the page on duality show the numbers that they are given."""

import numpy as np
import pytest

from ot_notebook import solvers
from ot_notebook.figures import duality, style

X, Y = np.array([0.1, 0.5]), np.array([0.3, 0.8])
COST = solvers.cost(X, Y, 2)
BEST = solvers.exact([0.5, 0.5], [0.5, 0.5], COST)


def curves(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


def marked(axes, marker):
    return next(line.get_xydata() for line in axes.lines if line.get_marker() == marker)


def prices():
    return duality.prices(X, Y, {"best": (BEST.f, BEST.g, BEST.plan)}).axes[0]


def test_squares_lie_on_the_envelope_of_the_bowls():
    axes = prices()
    bowls, squares = curves(axes, style.SOURCE_FILL), marked(axes, "s")
    (envelope,) = [line for line in curves(axes, style.PLAN_FILL) if len(line) == len(bowls[0])]
    assert len(bowls) == 2
    assert np.allclose(squares, np.c_[Y, BEST.g])
    assert np.allclose(np.interp(Y, *envelope.T), BEST.g, atol=1e-3)


def test_routes_lead_from_discs_to_squares_they_serve():
    routes = [line for line in curves(prices(), style.PLAN_FILL) if len(line) == 60]
    for i, route in enumerate(routes):
        assert np.allclose(route[0], (X[i], -BEST.f[i]))
        assert np.allclose(route[-1], (Y[i], BEST.g[i]))


def test_no_routes_without_a_plan():
    axes = duality.prices(X, Y, {"level": (np.zeros(2), COST.min(0), None)}).axes[0]
    assert not [line for line in curves(axes, style.PLAN_FILL) if len(line) == 60]


def test_best_critic_is_solid_and_keeps_its_slope():
    z = np.linspace(0, 1, 5)
    critics = {"best": np.abs(z - 0.5), "other": 0.2 * z}
    below = duality.critic(z, [1, 0, 0, 0, 0], [0, 0, 0, 0, 1], critics).axes[1]
    (best,), (other,) = curves(below, style.PLAN_FILL), curves(below, style.MUTED)
    assert np.allclose(np.abs(np.diff(best[:, 1])), np.diff(z))
    assert np.allclose(np.diff(other[:, 1]), 0.05)


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
