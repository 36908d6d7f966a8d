"""Potentials against brute force, HiGHS and the plans that they certify."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ot_notebook.solvers import (
    c_transform,
    c_transform_back,
    cost,
    cyclically_monotone,
    dual_bound,
    exact,
    kantorovich_rubinstein,
)
from tests.python.known import KNOWN
from tests.python.transport_rules import linear_programme, random_measures, weighted_clouds


def random_costs(n=6, m=4, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=n), rng.normal(size=m), rng.random((n, m))


def test_transforms_by_brute_force():
    f, g, costs = random_costs()
    costs[2, 1] = np.inf
    assert c_transform(f, costs).tolist() == [min(costs[i, j] - f[i] for i in range(6)) for j in range(4)]
    assert c_transform_back(g, costs).tolist() == [
        min(costs[i, j] - g[j] for j in range(4)) for i in range(6)
    ]


def test_three_transforms_are_one():
    f, _, costs = random_costs(seed=1)
    once = c_transform(f, costs)
    back = c_transform_back(once, costs)
    assert (back >= f - 1e-15).all()
    assert c_transform(back, costs) == pytest.approx(once, abs=1e-15)


def test_half_the_square_transforms_into_the_legendre_transform():
    grid = np.linspace(-3, 3, 601)
    costs = 0.5 * (grid[:, None] - grid) ** 2
    f = 0.5 * grid**2 - np.abs(grid)
    conjugate = np.where(np.abs(grid) <= 1, 0, 3 * (np.abs(grid) - 1))
    assert c_transform(f, costs) == pytest.approx(0.5 * grid**2 - conjugate, abs=1e-12)


def test_a_forbidden_column_is_free():
    assert c_transform([1, 2], [[np.inf, 3], [np.inf, 4]]).tolist() == [np.inf, 2]


@pytest.mark.parametrize(
    ("f", "costs", "message"),
    [
        ([0, np.inf], [[1], [2]], r"'f' must be finite, got f\[1\] = inf"),
        ([0], [[1], [2]], "'f' must have 2 entries, got 1"),
        ([0, 1], [[1], [np.nan]], "'cost' must be above -inf and not NaN"),
        ([0, 1], [1, 2], "'cost' must have 2 axes"),
    ],
)
def test_transforms_refuse(f, costs, message):
    with pytest.raises(ValueError, match="^c_transform: " + message):
        c_transform(f, costs)


@given(weighted_clouds(), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_no_plan_is_below_the_bound_of_any_potentials(problem, seed):
    x, y, a, b = problem
    rng = np.random.default_rng(seed)
    f, g, costs = rng.normal(size=len(x)), rng.normal(size=len(y)), cost(x, y)
    result, solved = dual_bound(f, g, a, b, costs), exact(a, b, costs)
    excess = f[:, None] + g - costs
    assert result.value == pytest.approx(f @ a + g @ b)
    assert result.violation == pytest.approx(max(0, excess.max()), abs=1e-14)
    assert excess[result.worst] == pytest.approx(excess.max(), abs=1e-14)
    assert result.feasible == (excess.max() <= 1e-12)
    assert result.bound <= solved.value + 1e-12
    improved = dual_bound(f, c_transform(f, costs), a, b, costs)
    assert improved.feasible and result.bound - 1e-12 <= improved.bound <= solved.value + 1e-12


def test_optimal_potentials_are_feasible_and_reach_the_value():
    costs = random_costs(12, 9, 3)[2]
    a, b = np.full(12, 1 / 12), np.full(9, 1 / 9)
    solved = exact(a, b, costs)
    result = dual_bound(solved.f, solved.g, a, b, costs)
    assert result.feasible and result.bound == pytest.approx(linear_programme(a, b, costs), abs=1e-7)
    raised = dual_bound(solved.f + 0.1, solved.g, a, b, costs)
    assert not raised.feasible
    assert raised.violation == pytest.approx(0.1) and raised.bound == pytest.approx(solved.dual)


def test_a_bound_with_forbidden_pairs():
    result = dual_bound([0, 0], [1, 5], [0.5, 0.5], [0.5, 0.5], [[1, np.inf], [2, 5]])
    assert (result.feasible, result.value, result.worst) == (True, 3.0, (0, 0))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0], [0], [1], [2], [[1]]), r"'b' must have the mass of 'a'"),
        (([0], [0], [2], [2], [[1]]), r"'a' must have mass 1"),
        (([0, 1], [0], [1], [1], [[1]]), "'f' must have 1 entries, got 2"),
        (([0], [np.nan], [1], [1], [[1]]), "'g' must be finite"),
    ],
)
def test_bounds_refuse(arguments, message):
    with pytest.raises(ValueError, match="^dual_bound: " + message):
        dual_bound(*arguments)


@given(weighted_clouds())
@settings(max_examples=60, deadline=None)
def test_kantorovich_rubinstein(problem):
    x, y, a, b = problem
    result = kantorovich_rubinstein(x, y, a, b)
    assert result.value == pytest.approx(linear_programme(a, b, cost(x, y, 1)), abs=1e-6)
    assert result.gap == pytest.approx(0, abs=1e-12)
    assert result.dual == pytest.approx(a @ result.potential_x - b @ result.potential_y, abs=1e-12)
    u, points = np.r_[result.potential_x, result.potential_y], np.vstack([x, y])
    distance = cost(points, points, 1)
    assert (np.abs(u[:, None] - u) <= distance + 1e-12).all()
    assert result.lipschitz <= 1 + 1e-12
    assert np.isclose(result.lipschitz, 1) or result.value == 0


def test_the_potential_falls_along_the_way():
    result = kantorovich_rubinstein([0], [3])
    assert (result.value, result.potential_x[0] - result.potential_y[0], result.lipschitz) == (3, 3, 1)


@given(weighted_clouds())
@settings(max_examples=60, deadline=None)
def test_optimal_plans_are_cyclically_monotone(problem):
    x, y, a, b = problem
    costs = cost(x, y)
    solved = exact(a, b, costs)
    result = cyclically_monotone(solved.plan, costs)
    assert (result.monotone, result.saving, result.cycle) == (True, 0.0, [])
    slack = costs - result.f[:, None] - result.g
    assert slack.min() >= -1e-12
    assert np.abs(slack[solved.plan > 1e-12]).max() <= 1e-12


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_known_problems_are_cyclically_monotone(known):
    costs = cost(known.x, known.y, known.p)
    assert cyclically_monotone(exact(known.a, known.b, costs).plan, costs).monotone


def check_cycle(result, plan, costs):
    """The cycle is in the support, repeats no source and saves what is said."""
    rows, columns = zip(*result.cycle, strict=True)
    assert len(set(rows)) == len(rows)
    assert (plan[rows, columns] > 0).all()
    taken = np.roll(columns, 1)
    saving = (costs[rows, columns] - costs[rows, taken]).sum()
    assert saving == pytest.approx(result.saving, rel=1e-12) and saving > 0
    assert result.f is None and result.g is None and not result.monotone


def best_mean_saving(costs, order):
    """Largest saving per pair of any cycle of a permutation plan, by trial of all of them."""
    n, best = len(costs), 0.0
    for size in range(2, n + 1):
        for cycle in permutations(range(n), size):
            rows = np.array(cycle)
            columns = order[rows]
            best = max(best, (costs[rows, columns] - costs[rows, np.roll(columns, 1)]).sum() / size)
    return best


@pytest.mark.parametrize("seed", range(60))
def test_the_cycle_is_the_best_per_pair(seed):
    rng = np.random.default_rng(seed)
    costs, order = rng.random((5, 5)), rng.permutation(5)
    plan = np.zeros((5, 5))
    plan[np.arange(5), order] = 1 / 5
    result = cyclically_monotone(plan, costs)
    check_cycle(result, plan, costs)
    assert result.saving / len(result.cycle) == pytest.approx(best_mean_saving(costs, order), rel=1e-12)


def test_sending_mass_around_the_cycle_improves_the_plan():
    (x, a), (y, b), *_ = random_measures(seed=3)
    plan, costs = np.outer(a, b), cost(x, y)
    result = cyclically_monotone(plan, costs)
    check_cycle(result, plan, costs)
    rows, columns = map(np.array, zip(*result.cycle, strict=True))
    mass, better = plan[rows, columns].min(), plan.copy()
    np.subtract.at(better, (rows, columns), mass)
    np.add.at(better, (rows, np.roll(columns, 1)), mass)
    assert better.sum(1) == pytest.approx(a) and better.sum(0) == pytest.approx(b)
    assert (better >= -1e-16).all()
    assert (plan * costs).sum() - (better * costs).sum() == pytest.approx(mass * result.saving)


@pytest.mark.parametrize("seed", range(20))
def test_monotone_exactly_when_optimal(seed):
    rng = np.random.default_rng(seed)
    costs = rng.integers(0, 3, (3, 3)).astype(float)
    costs[rng.random((3, 3)) < 0.2] = np.inf
    np.fill_diagonal(costs, rng.integers(0, 3, 3))
    plan = np.eye(3) / 3
    best = exact(np.full(3, 1 / 3), np.full(3, 1 / 3), costs).value
    assert cyclically_monotone(plan, costs).monotone == (np.trace(costs) / 3 <= best + 1e-12)


def test_a_source_that_nothing_reaches_has_a_finite_potential():
    result = cyclically_monotone([[1], [0]], [[1], [np.inf]])
    assert result.monotone and np.isfinite(result.f).all() and np.isfinite(result.g).all()


def test_rounding_in_the_support_is_no_mass():
    costs = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert cyclically_monotone([[0.5, 1e-17], [1e-17, 0.5]], costs).monotone
    assert not cyclically_monotone([[0.5, 1e-6], [1e-6, 0.5]], costs).monotone


@pytest.mark.parametrize(
    ("plan", "costs", "message"),
    [
        ([[-1, 1]], [[1, 1]], "'plan' must be nonnegative"),
        ([[0, 0]], [[1, 1]], "'plan' must have positive mass"),
        ([[1, np.inf]], [[1, 1]], "'plan' must be finite"),
        ([[1, 1]], [[1], [1]], r"'cost' must have shape \(1, 2\)"),
        ([[1, 1]], [[1, np.inf]], r"'plan' must have no mass where the cost is inf, got some at \(0, 1\)"),
    ],
)
def test_monotonicity_refuses(plan, costs, message):
    with pytest.raises(ValueError, match="^cyclically_monotone: " + message):
        cyclically_monotone(plan, costs)
