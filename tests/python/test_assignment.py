"""`assignment` against SciPy's Hungarian method, HiGHS and closed forms."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from ot_notebook.solvers import assignment, cost, map_value
from tests.python.transport_rules import assert_certified, clouds, linear_programme

EXPONENTS = st.sampled_from([0.5, 1.0, 2.0, 3.7])


def best_map(costs):
    """Least mean cost by SciPy, every target repeated as often as it must be chosen."""
    n, m = costs.shape
    repeated = np.repeat(costs, n // m, axis=1)
    rows, columns = linear_sum_assignment(repeated)
    return repeated[rows, columns].mean()


def check(x, y, p):
    """Everything that holds for every pair of clouds."""
    result, costs = assignment(x, y, p), cost(x, y, p)
    (n, m), size = costs.shape, max(1.0, costs.max())
    a, b = np.full(n, 1 / n), np.full(m, 1 / m)
    assert_certified(result, a, b, costs, result.plan_value)
    assert result.plan_value == pytest.approx(linear_programme(a, b, costs), abs=1e-9 * size)
    assert result.feasible == (n % m == 0) == (result.reason is None) == (result.value is not None)
    if result.feasible:
        assert result.value == result.plan_value == pytest.approx(best_map(costs), abs=1e-12 * size)
        assert map_value(costs, result.assignment) == pytest.approx(result.value, abs=1e-12 * size)
        assert np.array_equal(result.plan.argmax(axis=1), result.assignment)
        assert (np.count_nonzero(result.plan, axis=1) == 1).all()
    else:
        assert result.assignment is None


@given(clouds(), EXPONENTS)
@settings(max_examples=150, deadline=None)
def test_degenerate_clouds(pair, p):
    check(*pair, p)


@pytest.mark.parametrize(("n", "m"), [(64, 64), (64, 32), (63, 9), (64, 63), (30, 64), (7, 1), (1, 7)])
def test_random_clouds(n, m):
    rng = np.random.default_rng(n * m)
    check(rng.random((n, 2)), rng.random((m, 2)), 1.5)


def test_large_clouds():
    rng = np.random.default_rng(0)
    x, y = rng.random((300, 3)), rng.random((300, 3))
    assert assignment(x, y).value == pytest.approx(best_map(cost(x, y)), rel=1e-12)


def test_on_the_line_order_is_optimal():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=40), rng.normal(size=40)
    expected = np.mean((np.sort(x) - np.sort(y)) ** 2)
    assert assignment(x, y).value == pytest.approx(expected, rel=1e-13)


def test_one_atom_cannot_be_split():
    result = assignment([0.0], [-1.0, 1.0], p=1)
    assert (result.feasible, result.value, result.assignment) == (False, None, None)
    assert result.reason == (
        "each of the 2 targets would have to receive 1/2 sources, which is not a whole number"
    )
    assert (result.plan_value, result.gap, result.plan.tolist()) == (1.0, 0.0, [[0.5, 0.5]])


def test_two_atoms_may_merge():
    result = assignment([-1.0, 1.0], [0.0], p=1)
    assert (result.value, result.assignment.tolist()) == (1.0, [0, 0])


def test_masses_of_a_plan_that_splits_are_exact_fractions():
    rng = np.random.default_rng(2)
    plan = assignment(rng.random((12, 2)), rng.random((5, 2))).plan
    assert {Fraction(mass).limit_denominator(1000) for mass in plan.ravel()} <= {
        Fraction(k, 60) for k in range(6)
    }
    assert all(mass == round(mass * 60) / 60 for mass in plan.ravel())


COSTS = np.array([[1.0, 5.0], [2.0, 4.0], [3.0, 3.0], [6.0, 0.0]])


@pytest.mark.parametrize(
    ("targets", "expected"),
    [([0, 0, 1, 1], 1.5), ([1, 1, 0, 0], 4.5), ([0, 0, 0, 1], None), ([0, 0, 1, None], None)],
)
def test_map_value(targets, expected):
    assert map_value(COSTS, targets) == expected


def test_map_value_without_a_map():
    assert map_value(COSTS[:3], [0, 0, 1]) is None


@pytest.mark.parametrize(
    ("x", "y", "p", "error", "message"),
    [
        ([], [0.0], 2, ValueError, "assignment: 'x' must not be empty"),
        ([[0, np.nan]], [[0, 0]], 2, ValueError, r"assignment: 'x' must be finite, got x\[0, 1\] = nan"),
        ([[0, 0]], [[0, 0, 0]], 2, ValueError, "'y' must have the dimension of 'x'"),
        ([0.0], [1.0], -1, ValueError, "'p' must be finite and above 0"),
        (["a"], [1.0], 2, TypeError, "assignment: 'x' must hold real numbers"),
    ],
)
def test_bad_input_is_refused(x, y, p, error, message):
    with pytest.raises(error, match=message):
        assignment(x, y, p)
