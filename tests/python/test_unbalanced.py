"""`unbalanced`, `partial` and `partial_penalty` against POT, HiGHS and a general minimiser."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from ot_notebook.solvers import cost, exact, partial, partial_penalty, sinkhorn, unbalanced
from tests.python.transport_rules import weighted_clouds


def random_problem(n, m, seed, mass_b=1.5):
    rng = np.random.default_rng(seed)
    a, b = rng.exponential(size=n), rng.exponential(size=m)
    return a / a.sum(), mass_b * b / b.sum(), cost(rng.random((n, 2)), rng.random((m, 2)))


def total(plan, a, b, costs, epsilon, penalty, divergence):
    """The objective, term by term."""
    price = kl if divergence == "kl" else lambda p, q: np.abs(p - q).sum()
    marginals = price(plan.sum(1), a) + price(plan.sum(0), b)
    return np.sum(plan * costs) + epsilon * kl(plan, np.outer(a, b)) + penalty * marginals


def kl(p, q):
    positive = p > 0
    return np.sum(p[positive] * np.log(p[positive] / q[positive])) - p.sum() + q.sum()


def assert_unbalanced(result, a, b, costs, epsilon, penalty, divergence):
    size = max(1.0, penalty, epsilon, costs.max()) * max(1.0, a.sum(), b.sum())
    expected = total(result.plan, a, b, costs, epsilon, penalty, divergence)
    assert result.value == pytest.approx(expected, abs=1e-12 * size)
    parts = result.linear + epsilon * result.divergence + result.source_penalty + result.target_penalty
    assert result.value == pytest.approx(parts, rel=1e-14)
    assert result.converged and -1e-13 * size <= result.gap <= 1e-6 * size
    assert result.gap == result.value - result.dual
    assert result.kept == pytest.approx(result.plan.sum(), rel=1e-14)
    assert min(result.destroyed, result.created) >= 0
    assert a.sum() - result.destroyed + result.created == pytest.approx(b.sum(), abs=1e-12 * size)


@pytest.mark.parametrize("divergence", ["kl", "tv"])
@pytest.mark.parametrize("epsilon", [1e-3, 1e-1, 10.0])
@pytest.mark.parametrize("penalty", [1e-3, 0.3, 1e3])
def test_certificate_on_random_problems(divergence, epsilon, penalty):
    a, b, costs = random_problem(12, 9, 0)
    a[3] = b[0] = 0
    result = unbalanced(a, b, costs, epsilon, penalty, divergence=divergence)
    assert_unbalanced(result, a, b, costs, epsilon, penalty, divergence)
    assert not result.plan[3].any() and not result.plan[:, 0].any()


@given(weighted_clouds(), st.sampled_from([0.1, 1.0, 7.0]), st.sampled_from(["kl", "tv"]))
@settings(max_examples=40, deadline=None)
def test_degenerate_clouds(problem, mass, divergence):
    x, y, a, b = problem
    costs = cost(x, y)
    result = unbalanced(a, mass * b, costs, 0.5, 0.7, divergence=divergence)
    assert_unbalanced(result, a, mass * b, costs, 0.5, 0.7, divergence)


@pytest.mark.parametrize(("epsilon", "penalty"), [(0.05, 0.3), (0.5, 0.1), (0.1, 4.0)])
def test_kl_against_a_general_minimiser(epsilon, penalty):
    a, b, costs = random_problem(3, 4, 1)

    def objective(exponents):
        plan = np.exp(exponents.reshape(3, 4))
        slopes = np.log(plan.sum(1) / a)[:, None] + np.log(plan.sum(0) / b)
        gradient = costs + epsilon * np.log(plan / np.outer(a, b)) + penalty * slopes
        return total(plan, a, b, costs, epsilon, penalty, "kl"), (plan * gradient).ravel()

    start = np.log(np.outer(a, b)).ravel()
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"ftol": 1e-15, "gtol": 1e-11})
    result = unbalanced(a, b, costs, epsilon, penalty)
    assert result.value == pytest.approx(found.fun, rel=1e-9)
    assert result.plan == pytest.approx(np.exp(found.x.reshape(3, 4)), abs=1e-5)


def test_kl_against_pot_s_plan():
    a, b, costs = random_problem(10, 8, 2)
    plan = ot.unbalanced.sinkhorn_unbalanced(
        a, b, costs, 0.05, 0.4, method="sinkhorn", c=np.outer(a, b), numItermax=20_000, stopThr=1e-14
    )
    assert unbalanced(a, b, costs, 0.05, 0.4).plan == pytest.approx(plan, abs=1e-9)


def test_one_pair_in_closed_form():
    """Of one atom each, ``c + epsilon log(p / ab) + penalty log(p^2 / ab) = 0``."""
    a, b, c, epsilon, penalty = 0.7, 2.0, 0.9, 0.3, 1.1
    result = unbalanced([a], [b], [[c]], epsilon, penalty)
    kept = np.exp(((epsilon + penalty) * np.log(a * b) - c) / (epsilon + 2 * penalty))
    assert result.kept == pytest.approx(kept, rel=1e-9)
    assert (result.destroyed, result.created) == pytest.approx(_balance(a, b, kept))


def _balance(a, b, kept):
    return max(a - kept, 0) + max(kept - b, 0), max(kept - a, 0) + max(b - kept, 0)


@pytest.mark.parametrize("divergence", ["kl", "tv"])
def test_a_large_penalty_gives_balanced_transport(divergence):
    a, b, costs = random_problem(12, 9, 3, mass_b=1)
    balanced = sinkhorn(a, b, costs, 0.05)
    result = unbalanced(a, b, costs, 0.05, 1e5, divergence=divergence, tol=1e-12)
    assert result.plan == pytest.approx(balanced.plan, abs=1e-5)
    assert result.value == pytest.approx(balanced.value, abs=1e-4)


def test_a_small_penalty_moves_only_what_epsilon_spreads():
    """Without a price on the marginals the minimiser is ``a b^T exp(-cost / epsilon)``."""
    a, b, costs = random_problem(12, 9, 4)
    result = unbalanced(a, b, costs, 0.2, 1e-9)
    assert result.plan == pytest.approx(np.outer(a, b) * np.exp(-costs / 0.2), abs=1e-7)


def test_tv_tends_to_the_exact_partial_problem():
    a, b, costs = random_problem(12, 9, 5)
    limit = partial_penalty(a, b, costs, 0.1)
    result = unbalanced(a, b, costs, 1e-4, 0.1, divergence="tv", max_iter=100_000)
    assert 0 <= result.value - limit.value <= 1e-2 * limit.value
    assert result.kept == pytest.approx(limit.kept, abs=2e-2)


def test_a_limit_of_iterations_leaves_true_bounds():
    a, b, costs = random_problem(20, 20, 6)
    short = unbalanced(a, b, costs, 1e-3, 1.0, max_iter=3)
    full = unbalanced(a, b, costs, 1e-3, 1.0)
    assert (short.converged, short.iterations) == (False, 3)
    assert short.dual < full.value < short.value


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"epsilon": 0}, ValueError, "'epsilon' must be in"),
        ({"penalty": 0}, ValueError, "'penalty' must be in"),
        ({"penalty": None}, TypeError, "'penalty' must be a real number"),
        ({"cost": [[0, -1], [1, 0]]}, ValueError, r"'cost' must be nonnegative, got cost\[0, 1\] = -1"),
        ({"cost": [[0, np.inf], [1, 0]]}, ValueError, "'cost' must be finite"),
        ({"a": [-1, 2]}, ValueError, "'a' must be nonnegative"),
        ({"b": [0, 0]}, ValueError, "'b' must have positive mass"),
        ({"divergence": "l2"}, ValueError, "'divergence' must be one of 'kl', 'tv', got 'l2'"),
    ],
)
def test_unbalanced_refuses(changes, error, message):
    problem = {"a": [1, 2], "b": [3, 1], "cost": [[0, 1], [1, 0]], "epsilon": 0.1, "penalty": 1} | changes
    with pytest.raises(error, match="^unbalanced: " + message):
        unbalanced(**problem)


def assert_partial(result, a, b, costs, penalty, mass):
    size = max(1.0, np.abs(costs[np.isfinite(costs)]).max(), penalty) * max(a.sum(), b.sum())
    assert (result.plan >= 0).all()
    assert (result.plan.sum(1) <= a + 1e-12 * size).all() and (result.plan.sum(0) <= b + 1e-12 * size).all()
    assert result.marginal_error <= 1e-12 * size
    slack = costs - result.f[:, None] - result.g - result.bonus
    assert slack.min() >= -1e-11 * size
    assert max(result.f.max(), result.g.max()) <= penalty + 1e-11 * size
    bonus = result.bonus * mass if mass is not None else 0
    assert result.dual == pytest.approx(result.f @ a + result.g @ b + bonus, abs=1e-11 * size)
    assert abs(result.gap) <= 1e-11 * size
    assert result.destroyed == pytest.approx(a.sum() - result.kept, abs=1e-12 * size)
    assert result.created == pytest.approx(b.sum() - result.kept, abs=1e-12 * size)
    linear = np.sum(np.where(result.plan > 0, costs, 0) * result.plan)
    assert result.linear == pytest.approx(linear, abs=1e-12 * size)
    assert result.value == pytest.approx(linear + penalty * (result.destroyed + result.created), abs=1e-11)


def sub_coupling_programme(a, b, costs, mass):
    """Least cost of a plan of the given mass below both marginals, by HiGHS."""
    n, m = costs.shape
    rows, columns = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    below, weights = np.r_[rows, columns], np.r_[a, b]
    solved = linprog(costs.ravel(), below, weights, np.ones((1, n * m)), [mass], method="highs")
    assert solved.status == 0, solved.message
    return solved.fun


@pytest.mark.parametrize("share", [0, 1e-3, 0.4, 0.9, 1])
def test_partial_against_highs_and_pot(share):
    a, b, costs = random_problem(10, 8, 7)
    result = partial(a, b, costs, share)
    assert_partial(result, a, b, costs, 0, share)
    assert result.kept == pytest.approx(share, abs=1e-14)
    assert result.value == pytest.approx(sub_coupling_programme(a, b, costs, share), abs=1e-9)
    pot = ot.partial.partial_wasserstein(a, b, costs, m=min(share, a.sum()))
    assert result.value == pytest.approx(np.sum(pot * costs), abs=1e-12)


@given(weighted_clouds(), st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from([0.0, 0.3, 1.0]))
@settings(max_examples=40, deadline=None)
def test_partial_on_degenerate_clouds(problem, mass_b, share):
    x, y, a, b = problem
    costs, b, mass = cost(x, y, 1), mass_b * b, share * min(1.0, mass_b)
    result = partial(a, b, costs, mass)
    assert_partial(result, a, b, costs, 0, mass)
    assert result.value == pytest.approx(sub_coupling_programme(a, b, costs, mass), abs=1e-8)


def test_all_the_mass_is_exact_transport():
    a, b, costs = random_problem(10, 8, 8, mass_b=1)
    assert partial(a, b, costs, 1).value == pytest.approx(exact(a, b, costs).value, rel=1e-12)


def test_the_bonus_is_the_marginal_cost_of_mass():
    a, b, costs = random_problem(10, 8, 9)
    at = partial(a, b, costs, 0.5)
    slope = (partial(a, b, costs, 0.5 + 1e-6).value - at.value) / 1e-6
    assert at.bonus == pytest.approx(slope, rel=1e-6)
    values = [partial(a, b, costs, mass).value for mass in np.linspace(0, 1, 9)]
    assert (np.diff(values, 2) >= -1e-13).all()


def test_partial_avoids_forbidden_pairs_and_takes_negative_costs():
    a, b = np.array([1.0, 1.0]), np.array([1.0, 1.0])
    result = partial(a, b, np.array([[np.inf, -2.0], [5.0, -3.0]]), 1.5)
    assert result.plan == pytest.approx(np.array([[0, 0.5], [0.5, 0.5]]))
    assert result.value == pytest.approx(0, abs=1e-14)
    with pytest.raises(ValueError, match=r"^partial: 'cost' must leave a plan of finite cost"):
        partial(a, b, np.array([[np.inf, np.inf], [5.0, -3.0]]), 1.5)


@pytest.mark.parametrize("penalty", [0, 0.02, 0.2, 5.0])
def test_penalty_against_highs(penalty):
    """A linear programme with ``|a - P 1|`` split into both signs, which may exceed the marginals."""
    a, b, costs = random_problem(7, 6, 10)
    n, m = costs.shape
    marginals = np.r_[np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))]
    signs = np.hstack([marginals, np.eye(n + m), -np.eye(n + m)])
    prices = np.r_[costs.ravel(), np.full(2 * (n + m), penalty)]
    solved = linprog(prices, A_eq=signs, b_eq=np.r_[a, b], method="highs")
    result = partial_penalty(a, b, costs, penalty)
    assert_partial(result, a, b, costs, penalty, None)
    assert result.value == pytest.approx(solved.fun, abs=1e-9)
    assert result.plan[costs > 2 * penalty].sum() < 1e-14


def test_limits_of_the_penalty():
    a, b, costs = random_problem(7, 6, 11)
    assert partial_penalty(a, b, costs, 0).value == 0
    plentiful = partial_penalty(a, b, costs, 1e3)
    assert plentiful.kept == pytest.approx(1, abs=1e-12)
    assert plentiful.linear == pytest.approx(partial(a, b, costs, 1).value, abs=1e-9)


@pytest.mark.parametrize(
    ("solve", "changes", "error", "message"),
    [
        (partial, {"mass": 2}, ValueError, r"partial: 'mass' must be in \[0, 1\], got 2"),
        (partial, {"mass": -0.1}, ValueError, r"partial: 'mass' must be in \[0, 1\]"),
        (partial, {"mass": "all"}, TypeError, "partial: 'mass' must be a real number"),
        (partial, {"mass": 1, "a": [np.nan, 1]}, ValueError, "partial: 'a' must be finite"),
        (partial, {"mass": 1, "cost": [[1, 2]]}, ValueError, "partial: 'cost' must have shape"),
        (partial_penalty, {"penalty": -1}, ValueError, "partial_penalty: 'penalty' must be in"),
        (
            partial_penalty,
            {"penalty": 1, "cost": [[0, -1], [1, 0]]},
            ValueError,
            "'cost' must be nonnegative",
        ),
    ],
)
def test_partial_refuses(solve, changes, error, message):
    problem = {"a": [0.5, 0.5], "b": [1, 1], "cost": [[0, 1], [1, 0]]} | changes
    with pytest.raises(error, match=message):
        solve(**problem)
