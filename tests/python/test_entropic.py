"""`sinkhorn`, its trace and bounds, and `sinkhorn_divergence`, against POT, closed forms and spectra."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ot_notebook.solvers import cost, exact, hilbert_bound, sinkhorn, sinkhorn_divergence
from tests.python.transport_rules import weighted_clouds

EPSILONS = st.sampled_from([1e-4, 1e-2, 0.3, 10.0])


def random_problem(n, m, seed, zeros=0.0):
    rng = np.random.default_rng(seed)
    a, b = rng.exponential(size=n), rng.exponential(size=m)
    a[1:][rng.random(n - 1) < zeros] = 0
    return a / a.sum(), b / b.sum(), cost(rng.random((n, 2)), rng.random((m, 2)))


def assert_entropic(result, a, b, costs, epsilon, tol=1e-9):
    """The plan's form, its two marginals, both values recomputed, and the bracket."""
    plan, size = result.plan, max(np.abs(costs).max(), epsilon)
    exponents = (result.f[:, None] + result.g - costs) / epsilon
    assert np.allclose(plan, np.outer(a, b) * np.exp(np.where(np.outer(a, b) > 0, exponents, 0)), atol=1e-13)
    error = max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max())
    assert result.converged and abs(result.marginal_error - error) < 1e-15 and error <= tol
    used = plan > 0
    entropy = np.sum(plan[used] * np.log(plan[used]))
    divergence = entropy - np.sum(plan[used] * np.log(np.outer(a, b)[used])) - plan.sum() + 1
    assert result.linear == pytest.approx(np.sum(plan * costs), abs=1e-14 * size)
    assert result.value == pytest.approx(result.linear + epsilon * divergence, abs=1e-12 * size)
    assert result.value_entropy == pytest.approx(result.linear + epsilon * entropy, abs=1e-12 * size)
    assert -1e-14 * size <= result.upper - result.dual <= 1e-5 * size
    assert result.gap == result.value - result.dual
    assert abs(result.gap) <= 2 * tol * sum(costs.shape) * max(np.ptp(result.f), np.ptp(result.g), size)
    assert result.f @ a == pytest.approx(result.g @ b, abs=1e-12 * size)


@pytest.mark.parametrize("epsilon", [1e3, 1.0, 1e-1, 1e-2, 1e-3, 1e-4])
@pytest.mark.parametrize("zeros", [0, 0.5])
def test_from_large_to_small_epsilon(epsilon, zeros):
    a, b, costs = random_problem(30, 25, 0, zeros)
    result = sinkhorn(a, b, costs, epsilon * np.ptp(costs))
    assert_entropic(result, a, b, costs, epsilon * np.ptp(costs))
    lowest = exact(a, b, costs).value
    assert lowest - 1e-9 <= result.linear <= np.sum(np.outer(a, b) * costs) + 1e-9
    assert result.upper <= lowest + epsilon * np.ptp(costs) * np.log(30) + 1e-12


@given(weighted_clouds(), EPSILONS)
@settings(max_examples=60, deadline=None)
def test_degenerate_clouds(problem, ratio):
    x, y, a, b = problem
    costs = cost(x, y)
    epsilon = ratio * (np.ptp(costs) or 1)
    assert_entropic(sinkhorn(a, b, costs, epsilon), a, b, costs, epsilon)


def test_against_pot():
    a, b, costs = random_problem(20, 15, 1)
    epsilon = 0.05
    result = sinkhorn(a, b, costs, epsilon, tol=1e-13)
    assert result.plan == pytest.approx(ot.sinkhorn(a, b, costs, epsilon, "sinkhorn_log", stopThr=1e-13))
    pot = ot.solve(costs, a, b, reg=epsilon, tol=1e-13, max_iter=10_000)
    assert result.value == pytest.approx(pot.value, rel=1e-9)
    assert result.linear == pytest.approx(pot.value_linear, rel=1e-9)
    entropic = ot.solve(costs, a, b, reg=epsilon, reg_type="entropy", tol=1e-13, max_iter=10_000)
    assert result.value_entropy == pytest.approx(entropic.value_linear + epsilon * entropy(entropic.plan))


def entropy(plan):
    return np.sum(plan * np.log(plan))


@pytest.mark.parametrize("epsilon", [0.03, 0.5, 20.0])
def test_two_by_two_in_closed_form(epsilon):
    """Of ``[[0, 1], [1, 0]]`` with equal weights, the diagonal gets ``1 / (1 + exp(-1 / epsilon))``."""
    result = sinkhorn([0.5, 0.5], [0.5, 0.5], [[0, 1], [1, 0]], epsilon)
    diagonal = 1 / (1 + np.exp(-1 / epsilon))
    assert result.plan.trace() == pytest.approx(diagonal, rel=1e-12)
    value = -epsilon * np.log((1 + np.exp(-1 / epsilon)) / 2)
    assert (result.value, result.dual, result.upper) == pytest.approx((value,) * 3, rel=1e-12)


@pytest.mark.parametrize("epsilon", [0.3, 1.0, 5.0])
def test_gaussians_in_closed_form(epsilon):
    """Among Gaussian couplings, of covariance t, minimise ``s + r - 2t - epsilon/2 log(1 - t^2 / (s r))``."""
    grid = np.linspace(-9, 9, 161)
    s, r, shift = 0.6, 1.1, 0.4
    a, b = np.exp(-((grid - shift) ** 2) / (2 * s)), np.exp(-(grid**2) / (2 * r))
    result = sinkhorn(a / a.sum(), b / b.sum(), cost(grid, grid), epsilon, tol=1e-13)
    t = np.sqrt(epsilon**2 / 16 + s * r) - epsilon / 4
    expected = shift**2 + s + r - 2 * t - epsilon / 2 * np.log(1 - t**2 / (s * r))
    assert result.value == pytest.approx(expected, rel=1e-9)


def test_small_epsilon_shares_a_tie_evenly():
    """The limit is the optimal plan of largest entropy, here uniform over the four ties."""
    costs = np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]])
    third = np.full(3, 1 / 3)
    plan = sinkhorn(third, third, costs, 1e-3).plan
    assert plan == pytest.approx(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 2]]) / 6, abs=1e-12)


def test_large_epsilon_gives_the_product():
    a, b, costs = random_problem(9, 7, 2)
    assert sinkhorn(a, b, costs, 1e6).plan == pytest.approx(np.outer(a, b), abs=1e-7)


def test_zero_weights_change_nothing_but_their_own_potentials():
    a, b, costs = random_problem(9, 7, 3)
    padded = sinkhorn(np.r_[0, a, 0], np.r_[b, 0], np.pad(costs, [(1, 1), (0, 1)]), 0.02)
    alone = sinkhorn(a, b, costs, 0.02)
    assert padded.plan[1:-1, :-1] == pytest.approx(alone.plan, abs=1e-10)
    assert np.isfinite(padded.f).all() and np.isfinite(padded.g).all()
    assert padded.value == pytest.approx(alone.value, abs=1e-9)


def test_a_limit_of_iterations_gives_a_plan_and_true_bounds():
    a, b, costs = random_problem(30, 30, 4)
    short, full = sinkhorn(a, b, costs, 1e-3, max_iter=4), sinkhorn(a, b, costs, 1e-3)
    assert (short.converged, short.iterations) == (False, 4)
    assert short.marginal_error > 1e-6
    assert short.value == pytest.approx(np.sum(short.plan * costs) + 1e-3 * short.divergence, rel=1e-13)
    assert short.dual < full.dual <= full.upper < short.upper


def test_larger_epsilons_first_make_a_tiny_one_quick():
    a, b, costs = random_problem(40, 40, 12)
    result = sinkhorn(a, b, costs, 1e-6 * np.ptp(costs), max_iter=500)
    assert result.converged and result.linear == pytest.approx(exact(a, b, costs).value, abs=1e-7)


def test_a_trace_that_was_cut_short_ends_with_the_result():
    a, b, costs = random_problem(9, 7, 13)
    result = sinkhorn(a, b, costs, 1e-2, max_iter=3, trace=True)
    assert not result.converged and len(result.trace.f) == 7
    assert np.ptp(result.trace.f[-1] - result.f) < 1e-14
    assert result.trace.target_error[-1] == pytest.approx(result.marginal_error, rel=1e-9)


def test_scaled_and_shifted_costs():
    a, b, costs = random_problem(12, 9, 5)
    plain = sinkhorn(a, b, costs, 0.05)
    for scale, shift in ((1e-15, 0), (1e9, -3e9), (2, 7)):
        moved = sinkhorn(a, b, scale * costs + shift, 0.05 * scale)
        assert moved.value == pytest.approx(scale * plain.value + shift, rel=1e-8)
        assert moved.dual == pytest.approx(scale * plain.dual + shift, rel=1e-8)
        assert moved.plan == pytest.approx(plain.plan, abs=1e-8)


def test_the_trace_holds_the_errors_of_every_half_step():
    a, b, costs = random_problem(12, 9, 6)
    result = sinkhorn(a, b, costs, 0.05, tol=1e-12, trace=True)
    trace = result.trace
    assert result.converged and len(trace.f) == 2 * result.iterations + 1
    assert trace.source_error[::2].max() < 1e-14 and trace.target_error[1::2].max() < 1e-14
    assert trace.target_error[0] > 1e-3 and trace.source_error[1] > 1e-3
    assert trace.target_error[-1] == pytest.approx(result.marginal_error, abs=1e-15)
    k = 7
    plan = np.outer(a, b) * np.exp((trace.f[k][:, None] + trace.g[k] - costs) / 0.05)
    assert trace.source_error[k] == pytest.approx(np.abs(plan.sum(1) - a).max(), rel=1e-9)
    dual = [f @ a + g @ b for f, g in zip(trace.f, trace.g, strict=True)]
    assert (np.diff(dual) > -1e-15).all()
    assert sinkhorn(a, b, costs, 0.05).value == pytest.approx(result.value, abs=1e-9)


def test_the_observed_rate_is_the_spectrum_s_and_below_hilbert_s_bound():
    """Near the limit an iteration contracts by the second singular value of the plan, squared."""
    a, b, costs = random_problem(12, 9, 7)
    for epsilon in (0.03, 0.1, 1.0):
        result = sinkhorn(a, b, costs, epsilon, tol=1e-13, trace=True)
        bound = hilbert_bound(costs, epsilon)
        distances = result.trace.distances
        steps = distances[1:][distances[:-1] > 1e-9] / distances[:-1][distances[:-1] > 1e-9]
        assert (steps <= bound.iteration).all()
        spectrum = np.linalg.svd(result.plan / np.sqrt(np.outer(a, b)), compute_uv=False)
        assert result.trace.rate == pytest.approx(spectrum[1] ** 2, rel=0.05)
        assert result.trace.rate < bound.iteration


def test_a_trace_of_one_iteration_has_no_rate():
    result = sinkhorn([0.5, 0.5], [0.5, 0.5], [[0, 1], [1, 0]], 1, trace=True)
    assert result.trace.rate is None
    assert sinkhorn([0.5, 0.5], [0.5, 0.5], [[0, 1], [1, 0]], 1).trace is None


def test_hilbert_bound_by_all_quadruples():
    costs = np.random.default_rng(8).random((4, 5))
    differences = costs[:, None, :, None] + costs[None, :, None, :]
    largest = (differences - costs[:, None, None, :] - costs[None, :, :, None]).max()
    bound = hilbert_bound(costs, 0.2)
    assert bound.diameter == pytest.approx(largest / 0.2, rel=1e-14)
    assert bound.half_step == pytest.approx(np.tanh(largest / 0.8), rel=1e-14)
    assert bound.iteration == bound.half_step**2


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"epsilon": 0}, ValueError, r"'epsilon' must be in \(0, 1e\+150\], got 0"),
        (
            {"epsilon": 1e-9},
            ValueError,
            r"'epsilon' must be within .*\(1\), got 1e-09; use exact",
        ),
        ({"epsilon": 1e9}, ValueError, r"got 1e\+09; the plan is the product of the weights"),
        ({"epsilon": "1"}, TypeError, "'epsilon' must be a real number"),
        ({"cost": [[0, np.inf], [1, 0]]}, ValueError, r"'cost' must be finite, got cost\[0, 1\] = inf"),
        ({"cost": [[0, np.nan], [1, 0]]}, ValueError, "'cost' must be above -inf and not NaN"),
        ({"a": [1, 1]}, ValueError, "'a' must have mass 1"),
        ({"b": [1, 1]}, ValueError, "'b' must have the mass of 'a'"),
        ({"a": [1.5, -0.5]}, ValueError, "'a' must be nonnegative"),
        ({"tol": -1}, ValueError, "'tol' must be"),
        ({"max_iter": 0}, ValueError, "'max_iter' must be at least 1, got 0"),
    ],
)
def test_sinkhorn_refuses(changes, error, message):
    problem = {"a": [0.5, 0.5], "b": [0.5, 0.5], "cost": [[0, 1], [1, 0]], "epsilon": 0.1} | changes
    with pytest.raises(error, match="^sinkhorn: .*" + message):
        sinkhorn(**problem)


def test_hilbert_bound_refuses_infinite_costs():
    with pytest.raises(ValueError, match=r"^hilbert_bound: 'cost' must be finite"):
        hilbert_bound([[0, np.inf]], 1)


@pytest.mark.parametrize("p", [1, 1.5, 2])
def test_divergence_against_pot(p):
    rng = np.random.default_rng(9)
    x, y = rng.random((12, 2)), rng.random((9, 2))
    a, b, _ = random_problem(12, 9, 10)
    result = sinkhorn_divergence(x, y, a, b, 0.1, p, tol=1e-12)
    values = [
        ot.solve(cost(u, v, p), s, t, reg=0.1, tol=1e-12, max_iter=10_000).value
        for u, s, v, t in ((x, a, y, b), (x, a, x, a), (y, b, y, b))
    ]
    assert result.value == pytest.approx(values[0] - (values[1] + values[2]) / 2, abs=1e-10)
    assert result.lower - 1e-13 <= result.value <= result.upper + 1e-13
    assert result.upper - result.lower < 1e-9
    assert result.converged and result.nonnegative and result.value > 0
    parts = result.cross, result.within_x, result.within_y
    assert result.iterations == sum(part.iterations for part in parts)


@given(weighted_clouds(), st.sampled_from([1e-2, 1.0, 50.0]), st.sampled_from([0.5, 1.0, 2.0]))
@settings(max_examples=30, deadline=None)
def test_divergence_is_nonnegative_and_symmetric(problem, epsilon, p):
    x, y, a, b = problem
    result = sinkhorn_divergence(x, y, a, b, epsilon, p)
    assert result.converged and result.value >= -1e-9 * max(1, epsilon)
    mirrored = sinkhorn_divergence(y, x, b, a, epsilon, p)
    assert mirrored.value == pytest.approx(result.value, abs=1e-8 * max(1, epsilon))


def test_divergence_is_zero_for_the_same_measure_only():
    rng = np.random.default_rng(11)
    x, order = rng.random((15, 2)), rng.permutation(15)
    a = rng.exponential(size=15)
    a /= a.sum()
    assert sinkhorn_divergence(x, x[order], a, a[order], 0.1).value == pytest.approx(0, abs=1e-12)
    split = np.r_[a / 2, a / 2]
    assert sinkhorn_divergence(x, np.r_[x, x], a, split, 0.1).value == pytest.approx(0, abs=1e-12)
    assert sinkhorn_divergence(x, x + 1e-2, a, a, 0.1).value == pytest.approx(2e-4, rel=1e-6)


def test_divergence_says_where_theory_ends_and_the_limits():
    x, y = np.array([0.0, 1.0]), np.array([0.5, 2.0])
    half = np.array([0.5, 0.5])
    assert not sinkhorn_divergence(x, y, half, half, 1.0, 4).nonnegative
    small, large = (sinkhorn_divergence(x, y, half, half, epsilon).value for epsilon in (1e-3, 1e6))
    assert small == pytest.approx(exact(half, half, cost(x, y)).value, abs=1e-9)
    assert large == pytest.approx((y.mean() - x.mean()) ** 2, rel=1e-4)
