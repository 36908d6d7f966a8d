"""`exact` against HiGHS, closed forms and itself, and each pitfall of POT that it guards against."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ot_notebook import measures
from ot_notebook.solvers import cost, exact
from tests.python.transport_rules import ROUNDING, assert_certified, linear_programme, weighted_clouds

EXPONENTS = st.sampled_from([0.5, 1.0, 1.5, 2.0, 4.0])


def random_problem(n, m, seed):
    rng = np.random.default_rng(seed)
    a, b = rng.exponential(size=n), rng.exponential(size=m)
    return a / a.sum(), b / b.sum(), rng.random((n, m))


@pytest.mark.parametrize(("n", "m", "seed"), [(1, 1, 0), (1, 9, 1), (9, 1, 2), (12, 7, 3), (40, 60, 4)])
def test_random_costs_against_highs(n, m, seed):
    a, b, costs = random_problem(n, m, seed)
    result = exact(a, b, costs)
    assert_certified(result, a, b, costs)
    assert result.value == pytest.approx(linear_programme(a, b, costs), abs=1e-9)


@given(weighted_clouds(), EXPONENTS)
@settings(max_examples=150, deadline=None)
def test_degenerate_clouds_against_highs(problem, p):
    x, y, a, b = problem
    costs = cost(x, y, p)
    result = exact(a, b, costs)
    assert_certified(result, a, b, costs)
    assert result.value == pytest.approx(linear_programme(a, b, costs), abs=1e-9 * max(1, costs.max()))


@pytest.mark.parametrize(
    "known",
    [
        measures.translated(30, (0.3, -0.2)),
        measures.translated(30, (2.0,), p=1),
        measures.translated(9, (0.1, 0.2, 0.3), p=3.5),
        measures.permuted(40),
        measures.permuted(25, p=0.5),
        measures.one_against_many(17, p=1.3),
        measures.on_the_line(50, p=1),
        measures.on_the_line(50, p=3),
    ],
    ids=lambda known: f"{len(known.x)}-{known.p}",
)
def test_known_answers(known):
    costs = cost(known.x, known.y, known.p)
    result = exact(known.a, known.b, costs)
    assert_certified(result, known.a, known.b, costs)
    assert result.value == pytest.approx(known.value, rel=1e-12, abs=1e-14)


def test_the_transposed_problem_has_the_same_value():
    a, b, costs = random_problem(8, 11, 5)
    assert exact(b, a, costs.T).value == pytest.approx(exact(a, b, costs).value, rel=1e-12)


def test_the_root_for_p_2_is_a_distance():
    rng = np.random.default_rng(6)
    clouds, weights = rng.random((3, 9, 2)), np.full(9, 1 / 9)
    first, second, direct = (
        exact(weights, weights, cost(clouds[i], clouds[j])).value ** 0.5 for i, j in ((0, 1), (1, 2), (0, 2))
    )
    assert direct <= first + second


@pytest.mark.parametrize("scale", [1e-15, 1e-3, 1e9])
@pytest.mark.parametrize("shift", [-3.0, 0.0, 7.0])
def test_scaled_and_shifted_costs(scale, shift):
    """POT is wrong where every cost is negative, or all are tiny."""
    a, b, costs = random_problem(10, 10, 7)
    result = exact(a, b, scale * (costs + shift))
    assert_certified(result, a, b, scale * (costs + shift))
    assert result.value == pytest.approx(scale * (exact(a, b, costs).value + shift), rel=1e-12)


def test_integer_weights_and_costs():
    """POT casts the plan to the integers of the cost."""
    result = exact([1, 0], [1], [[3], [1]])
    assert (result.value, result.plan.tolist()) == (3.0, [[1.0], [0.0]])
    costs = np.array([[0, 2], [3, 1]])
    assert exact([0.5, 0.5], [0.5, 0.5], costs).value == 0.5


def test_weights_are_freed_of_the_rounding_of_their_sum():
    weights = np.array([1.0, 1.0, 1.0], dtype=np.float32) / np.float32(3)
    assert exact(weights, [0.25, 0.75], np.zeros((3, 2))).marginal_error <= 1e-16


def test_zero_weights_have_feasible_potentials_whatever_they_cost():
    a, b = [0.5, 0.0, 0.5], [0.0, 0.25, 0.75]
    costs = np.array([[9e99, 1, 2], [-5, -9e99, 40], [8, 3, 1]])
    result = exact(a, b, costs)
    assert (result.value, result.gap) == (1.25, 0)
    assert (costs - result.f[:, None] - result.g >= 0).all()


def test_a_forbidden_pair_is_avoided():
    """POT returns a zero plan of cost 0."""
    a, b, costs = random_problem(6, 5, 8)
    costs[2, 3] = costs[0] = np.inf
    costs[0, 4] = 1000
    a[0] = b[4]
    a[1:] *= (1 - a[0]) / a[1:].sum()
    result = exact(a, b, costs)
    assert_certified(result, a, b, costs)
    assert result.plan[0, 4] == pytest.approx(b[4])


def test_a_forbidden_pair_is_avoided_at_the_price_of_all_others():
    """With one forbidden pair every source would go to the next target for nothing."""
    costs = np.full((9, 9), np.inf)
    costs[range(9), range(9)], costs[range(8), range(1, 9)] = 1, 0
    costs[0, 5] = 1
    weights = np.full(9, 1 / 9)
    result = exact(weights, weights, costs)
    assert_certified(result, weights, weights, costs)
    assert result.value == pytest.approx(1)


def test_the_cost_of_no_mass_spoils_no_digits():
    a, b, costs = random_problem(6, 6, 13)
    costs[1, 1] = np.inf
    huge = np.vstack([costs, np.full(6, 1e100)])
    assert exact(np.r_[a, 0], b, huge).value == pytest.approx(exact(a, b, costs).value, rel=1e-12)


def test_forbidden_pairs_against_highs():
    """A heavy first source and first target, which allow all pairs, make a plan of finite cost certain."""
    for seed in range(40):
        a, b, costs = random_problem(7, 7, seed)
        a[0] = b[0] = 3
        a, b = a / a.sum(), b / b.sum()
        forbidden = np.random.default_rng(seed).random(costs.shape) < 0.4
        forbidden[0] = forbidden[:, 0] = False
        limited = np.where(forbidden, np.inf, costs)
        result = exact(a, b, limited)
        assert_certified(result, a, b, limited)
        expected = linear_programme(a, b, np.where(forbidden, 100, costs))
        assert result.value == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(
    "costs", [[[np.inf, np.inf], [1, 1]], [[np.inf] * 2] * 2, [[np.inf, 1], [np.inf, 1]]]
)
def test_no_plan_of_finite_cost_is_refused(costs):
    with pytest.raises(ValueError, match="exact: 'cost' must leave a plan of finite cost"):
        exact([0.5, 0.5], [0.5, 0.5], costs)


@pytest.mark.parametrize(
    ("a", "b", "costs", "message"),
    [
        ([3, 3], [2, 4], np.ones((2, 2)), r"'a' must have mass 1, got 6\.000; use a / a\.sum\(\)"),
        ([1], [0.95], [[1]], r"'b' must have the mass of 'a' \(1\.000\), got 0\.950; use b / b\.sum\(\)"),
        ([1], [2], [[1]], r"'b' must have the mass of 'a' \(1\.000\), got 2\.000"),
        ([1.5, -0.5], [1], [[1], [1]], r"'a' must be nonnegative, got a\[1\] = -0\.5"),
        ([1], [np.nan, 1], [[1, 1]], r"'b' must be finite, got b\[0\] = nan"),
        ([0.5, 0.5], [1], [[1], [np.nan]], r"'cost' must be above -inf and not NaN, got cost\[1, 0\] = nan"),
        ([1], [1], [[-np.inf]], r"'cost' must be above -inf"),
        ([1], [1], [[1e200]], r"'cost' must be at most 1e\+150 in size"),
        ([], [], np.zeros((0, 0)), r"'a' must not be empty"),
        ([1], [], np.zeros((1, 0)), r"'b' must not be empty"),
        ([1], [1], np.zeros((0, 0)), r"'cost' must not be empty"),
        ([0, 0], [1], [[1], [1]], r"'a' must have positive mass, got 0"),
        ([1], [0.5, 0.5], [[1], [1]], r"'cost' must have shape \(1, 2\) .*got \(2, 1\)"),
    ],
)
def test_bad_values_are_refused(a, b, costs, message):
    with pytest.raises(ValueError, match="^exact: " + message):
        exact(a, b, costs)


@pytest.mark.parametrize(
    ("a", "b", "costs"),
    [(["one"], [1], [[1]]), (None, [1], [[1]]), ([1], [1], [[1j]]), ([True], [1], [[1]])],
)
def test_bad_types_are_refused(a, b, costs):
    with pytest.raises(TypeError, match="must hold real numbers"):
        exact(a, b, costs)


def test_an_exhausted_budget_of_pivots_is_an_error():
    """POT returns a partial plan with a warning."""
    a, b, costs = random_problem(20, 20, 10)
    with (
        pytest.raises(RuntimeError, match="exact: no optimum after max_iter = 2 pivots"),
        pytest.warns(UserWarning, match="numItermax"),
    ):
        exact(a, b, costs, max_iter=2)


def test_inputs_are_left_alone():
    a, b, costs = random_problem(5, 5, 11)
    costs[0, 0] = np.inf
    copies = a.copy(), b.copy(), costs.copy()
    exact(a, b, costs)
    assert all(np.array_equal(now, before) for now, before in zip((a, b, costs), copies, strict=True))


def test_agrees_with_pot_where_pot_is_right():
    a, b, costs = random_problem(64, 64, 12)
    assert exact(a, b, costs).value == pytest.approx(ot.emd2(a, b, costs), rel=ROUNDING)


@pytest.mark.parametrize(
    ("x", "y", "p", "expected"),
    [
        ([0.0, 1.0], [3.0], 2, [[9], [4]]),
        ([[0, 0]], [[3, 4], [0, 0]], 1, [[5, 0]]),
        ([[0, 0]], [[3, 4]], 0.5, [[5**0.5]]),
    ],
)
def test_cost(x, y, p, expected):
    assert cost(x, y, p) == pytest.approx(np.array(expected, dtype=float), rel=1e-15)


@pytest.mark.parametrize(
    ("x", "y", "p", "error", "message"),
    [
        ([0.0], [[0, 0]], 2, ValueError, r"'y' must have the dimension of 'x' \(1\), got 2"),
        ([0.0], [np.inf], 2, ValueError, r"'y' must be finite, got y\[0\] = inf"),
        ([0.0], [1.0], 0, ValueError, r"'p' must be finite and above 0, got 0"),
        ([0.0], [1.0], np.nan, ValueError, r"'p' must be finite and above 0, got nan"),
        ([0.0], [1.0], "2", TypeError, r"'p' must be a real number, got str"),
        ([0.0], [1e100], 4, ValueError, r"\|x - y\|\*\*4 must be a finite number"),
        ([], [1.0], 2, ValueError, r"'x' must not be empty"),
        ([[1], [1, 2]], [1.0], 2, ValueError, r"'x' must be a rectangular array"),
    ],
)
def test_cost_refuses(x, y, p, error, message):
    with pytest.raises(error, match="^cost: " + message):
        cost(x, y, p)
