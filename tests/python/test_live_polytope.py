"""The live figure ``polytope`` as Python knows it."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from ot_notebook import live
from ot_notebook.live_figures import polytope
from tests.figures import polytope as case
from tests.python.legible import assert_legible

TIED = [[0.2, 0.5, 0.9], [0.6, 0.9, 0.3]]


def solved(**part):
    state = polytope.start() | part
    return state, polytope.solve(polytope.check(state))


def test_start_is_the_hexagon_of_the_page():
    figure = live("polytope")
    assert len(figure.result["corners"]) == 6
    assert figure.result["value"] == pytest.approx(0.307, abs=1e-12)


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"a": [0.5, 0.6]}, ValueError, "'a' must have mass 1"),
        ({"a": [1.5, -0.5]}, ValueError, "'a' must be nonnegative"),
        ({"b": [0.5, 0.5]}, ValueError, "'b' must have 3 weights, got 2"),
        ({"cost": [[1, 2, 3]]}, ValueError, "'cost' must have shape"),
        ({"cost": [[11, 0, 0], [0, 0, 0]]}, ValueError, r"'cost' must lie in \[-10, 10\]"),
        ({"epsilon": 0}, ValueError, r"'epsilon' must be in \[0.0001, 10\], got 0"),
        ({"epsilon": "small"}, TypeError, "'epsilon' must be a real number, got str"),
        ({"speed": 1}, ValueError, "the state must have a, b, cost, epsilon; got a, b, cost, epsilon, speed"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason(part, error, words):
    with pytest.raises(error, match=words):
        polytope.check(polytope.start() | part)


@pytest.mark.parametrize("part", case.DEGENERATE.values(), ids=case.DEGENERATE)
def test_degenerate_states_are_certified(part):
    case.certify(*solved(**part))


def test_random_states_are_certified():
    for state in case.random_states(np.random.default_rng(1))[:16]:
        case.certify(state, polytope.solve(polytope.check(state)))


def test_no_plan_of_a_random_mixture_is_cheaper_or_outside():
    state, result = solved(cost=[[0.3, -0.2, 0.9], [0.1, 0.4, -0.7]])
    weights = np.random.default_rng(0).dirichlet(np.ones(6), 200)
    a, b = np.array(state["a"]), np.array(state["b"])
    s, t = (weights @ result["corners"]).T
    plans = np.stack([s, t, a[0] - s - t, b[0] - s, b[1] - t, b[2] - a[0] + s + t])
    assert plans.min() >= -1e-12
    assert (np.ravel(state["cost"]) @ plans).min() >= result["value"] - 1e-12


def test_on_a_tie_the_plan_is_the_one_of_least_divergence():
    state, result = solved(cost=TIED)
    one, other = (np.array(result["corners"])[k] for k in result["optimal"])
    a, b = np.array(state["a"]), np.array(state["b"])

    def divergence(share):
        s, t = one + share * (other - one)
        plan = np.array([[s, t, a[0] - s - t], [b[0] - s, b[1] - t, b[2] - a[0] + s + t]])
        used = plan > 1e-12
        return (plan[used] * np.log((plan / np.outer(a, b))[used])).sum()

    share = minimize_scalar(divergence, bounds=(0, 1), method="bounded", options={"xatol": 1e-9}).x
    assert result["plan"][0][:2] == pytest.approx(one + share * (other - one), abs=1e-6)
    _, late = solved(cost=TIED, epsilon=1e-4)
    assert np.ravel(late["entropicPlan"]) == pytest.approx(np.ravel(result["plan"]), abs=1e-9)


def test_the_cost_of_the_entropic_plan_falls_along_the_path():
    costs = [solved(epsilon=epsilon)[1]["linear"] for epsilon in (10, 1, 0.3, 0.1, 0.03, 1e-4)]
    assert (np.diff(costs) <= 0).all()
    assert costs[-1] == pytest.approx(0.307, abs=1e-12)


def test_words_name_the_shape_and_the_value():
    words = {
        size: polytope.describe(*solved(**part))
        for size, part in (("hexagon", {}), ("triangle", case.SOLVED), ("point", {"a": [1, 0]}))
    }
    assert all(f"a {shape}, crossed" in text for shape, text in words.items())
    assert "costs 0.3070" in words["hexagon"]


@pytest.mark.parametrize("part", [{}, {"a": [1, 0]}, {"b": [0.4, 0.6, 0]}, {"cost": TIED}])
def test_the_still_is_legible_and_shows_the_plan(part):
    state, result = solved(**part)
    still = polytope.still(state, result)
    assert_legible(still, 40_000)
    shown = [text.get_text() for text in still.axes[1].texts]
    assert shown[:6] == [f"{mass:.3g}" for mass in np.ravel(result["plan"])]


def test_the_still_has_levels_of_equal_cost_and_the_arc_of_the_optimal_corner():
    state, result = solved()
    axes = polytope.still(state, result).axes[0]
    (cost, plan), corners = np.array(state["cost"]), np.array(result["corners"])
    slope = (cost - cost[2] - plan + plan[2])[:2]
    chords = [c.get_segments() for c in axes.collections if len(c.get_segments()) in (1, 6)]
    levels = [chord for group in chords for chord in group if np.ptp(chord @ slope) < 1e-9]
    assert len(levels) == 7
    arc = next(line for line in axes.lines if line.get_linewidth() == 3).get_xydata()
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    inside = arc[1:-1] - middle
    assert set((inside @ corners.T).argmax(axis=1).tolist()) == set(result["optimal"])


def test_rounding_of_the_corners_does_not_lift_the_limit_off_a_tied_side():
    weights, cost = (0.3071, 0.0012, 0.6917), ((0.5, 0, 0), (0, 0, 0))
    result = polytope.solve(polytope.start(a=(0.5599, 0.4401), b=weights, cost=cost))
    assert len(result["optimal"]) == 2
    assert abs(result["value"] - min(result["values"])) <= 1e-12
    assert abs(result["gap"]) <= 1e-12
