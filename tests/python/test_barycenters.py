"""Barycenters on the line, of free and of fixed support, against linear programmes, POT and optimality."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.special import logsumexp

from ot_notebook.solvers import (
    barycenter_1d,
    barycenter_fixed,
    barycenter_free,
    cost,
    exact,
    sinkhorn,
    sinkhorn_divergence,
)
from ot_notebook.solvers.fixed_barycenters import smooth


def random_line(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = [rng.exponential(size=n) for n in sizes]
    return [rng.normal(size=n) for n in sizes], [a / a.sum() for a in weights]


def mixture_cost(points, masses, supports, weights, mixture):
    return sum(
        share * exact(masses, a, cost(points, x)).value
        for x, a, share in zip(supports, weights, mixture, strict=True)
    )


def multimarginal(supports, weights, mixture):
    """The least mean variance of a joint law of three measures, by HiGHS."""
    grids = np.meshgrid(*supports, indexing="ij")
    mean = sum(share * grid for share, grid in zip(mixture, grids, strict=True))
    prices = sum(share * (grid - mean) ** 2 for share, grid in zip(mixture, grids, strict=True))
    places = np.indices(prices.shape).reshape(len(supports), -1)
    rows = np.concatenate(
        [place == np.arange(len(x))[:, None] for place, x in zip(places, supports, strict=True)]
    )
    solved = linprog(prices.ravel(), A_eq=rows.astype(float), b_eq=np.concatenate(weights), method="highs")
    assert solved.status == 0, solved.message
    return solved.fun


@pytest.mark.parametrize("seed", range(3))
def test_line_against_the_multimarginal_programme(seed):
    supports, weights = random_line((4, 6, 3), seed)
    mixture = np.array([0.2, 0.5, 0.3])
    result = barycenter_1d(supports, weights, mixture)
    assert result.value == pytest.approx(multimarginal(supports, weights, mixture), abs=1e-9)
    direct = mixture_cost(result.points, result.weights, supports, weights, mixture)
    assert result.value == pytest.approx(direct, rel=1e-12)
    assert result.marginal_error < 1e-14 and (np.diff(result.points) >= 0).all()
    matched = np.column_stack([x[i] for x, i in zip(supports, result.sources.T, strict=True)])
    assert result.points == pytest.approx(matched @ mixture, abs=1e-15)


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_line_with_ties(values):
    supports = [np.array(value, dtype=float) for value in values]
    result = barycenter_1d(supports)
    weights = [np.full(len(x), 1 / len(x)) for x in supports]
    mixture = np.full(len(supports), 1 / len(supports))
    assert result.value == pytest.approx(
        mixture_cost(result.points, result.weights, supports, weights, mixture), abs=1e-12
    )
    assert result.weights.sum() == pytest.approx(1, abs=1e-15) and (result.weights > 0).all()
    assert result.marginal_error < 1e-14


def test_line_of_translates_is_the_mean_translate():
    x, a = np.array([0.0, 1.0, 5.0]), np.array([0.25, 0.0, 0.75])
    result = barycenter_1d([x, x[::-1] + 4], [a, a[::-1]], [0.75, 0.25])
    assert result.points == pytest.approx([1, 6]) and result.weights == pytest.approx([0.25, 0.75])
    assert result.value == pytest.approx(0.75 * 0.25 * 16)


def test_line_knows_equal_levels_from_rounding():
    """Three tenths, summed and given: no atom of weight 1e-17 between them."""
    result = barycenter_1d([np.arange(10.0), [0.0, 1.0]], [np.full(10, 0.1), [0.3, 0.7]])
    assert len(result.points) == 10 and result.weights == pytest.approx(np.full(10, 0.1))


def test_free_on_the_line_finds_the_quantile_mean():
    rng = np.random.default_rng(3)
    supports = [rng.normal(size=(8, 1)), rng.exponential(size=(8, 1))]
    line = barycenter_1d([x[:, 0] for x in supports])
    result = barycenter_free(supports, rng.random((8, 1)))
    assert np.sort(result.points[:, 0]) == pytest.approx(line.points, abs=1e-12)
    assert result.value == pytest.approx(line.value, rel=1e-12)
    assert result.converged and result.residual < 1e-12


def test_free_in_the_plane_is_stationary_and_its_value_true():
    rng = np.random.default_rng(4)
    supports = [rng.random((n, 2)) for n in (9, 12, 7)]
    weights = [rng.exponential(size=len(x)) for x in supports]
    weights = [a / a.sum() for a in weights]
    mixture, masses = np.array([0.5, 0.2, 0.3]), np.array([0.1, 0.4, 0.2, 0.3])
    start = rng.random((4, 2))
    result = barycenter_free(supports, start, weights, masses, mixture)
    assert result.converged and result.residual < 1e-9
    assert result.value == pytest.approx(
        mixture_cost(result.points, masses, supports, weights, mixture), rel=1e-12
    )
    assert result.value < mixture_cost(start, masses, supports, weights, mixture)
    for plan, a in zip(result.plans, weights, strict=True):
        assert plan.sum(0) == pytest.approx(a) and plan.sum(1) == pytest.approx(masses)
    means = sum(
        share * plan @ x / masses[:, None]
        for share, plan, x in zip(mixture, result.plans, supports, strict=True)
    )
    assert means == pytest.approx(result.points, abs=1e-8)
    moved = result.points + 1e-3 * rng.normal(size=(4, 2))
    assert mixture_cost(moved, masses, supports, weights, mixture) > result.value
    pot = ot.lp.free_support_barycenter(supports, weights, start, b=masses, weights=mixture)
    assert result.points == pytest.approx(pot, abs=1e-3)


def test_free_of_one_atom_is_the_mean():
    rng = np.random.default_rng(5)
    supports = [rng.random((6, 3)), 1e6 + rng.random((4, 3))]
    result = barycenter_free(supports, np.zeros((1, 3)))
    assert result.points[0] == pytest.approx((supports[0].mean(0) + supports[1].mean(0)) / 2, rel=1e-12)


def test_free_tells_when_it_ran_out_of_steps():
    rng = np.random.default_rng(6)
    supports = [rng.random((30, 2)), rng.random((30, 2))]
    result = barycenter_free(supports, rng.random((30, 2)), max_iter=1)
    assert (result.converged, result.iterations) == (False, 1) and result.residual > 1e-3


def bumps(count=40):
    grid = np.linspace(0, 1, count)
    one, other = np.exp(-((grid - 0.3) ** 2) / 0.005), np.exp(-((grid - 0.7) ** 2) / 0.01)
    measures = np.array([one / one.sum(), other / other.sum()])
    return grid, measures, cost(grid, grid)


MIXTURE = np.array([0.4, 0.6])


def plans(result, costs, epsilon):
    logs = result.log_u[:, :, None] + result.log_v[:, None, :] - costs / epsilon
    return np.exp(logs)


@pytest.mark.parametrize("epsilon", [1e-4, 1e-2, 0.3, 10.0])
def test_biased_bounds_and_marginals(epsilon):
    _, measures, costs = bumps()
    measures[0, :5] = 0
    measures[0] /= measures[0].sum()
    result = barycenter_fixed(measures, costs, epsilon, MIXTURE)
    assert result.converged and result.weights.sum() == pytest.approx(1, abs=1e-15)
    found = plans(result, costs, epsilon)
    rows = np.abs(found.sum(2) - measures).max()
    assert rows <= 1e-8 and result.marginal_error == pytest.approx(rows, abs=1e-13)
    assert found.sum(1) == pytest.approx(np.array([result.weights] * 2), abs=1e-7)
    entropies = np.sum(found * np.log(np.where(found > 0, found, 1)), axis=(1, 2))
    values = np.sum(found * costs, axis=(1, 2)) + epsilon * entropies
    assert result.value == pytest.approx(MIXTURE @ values, abs=1e-9 * max(1, epsilon))
    assert abs(result.gap) < 1e-6 * max(1, epsilon) and result.gap == result.value - result.dual


@pytest.mark.parametrize("debiased", [False, True])
@pytest.mark.parametrize("epsilon", [2e-3, 2e-2])
def test_fixed_against_pot(debiased, epsilon):
    _, measures, costs = bumps()
    solve = ot.bregman.barycenter_debiased if debiased else ot.bregman.barycenter
    pot = solve(
        measures.T.copy(),
        costs,
        epsilon,
        MIXTURE,
        method="sinkhorn_log",
        numItermax=5000,
        stopThr=1e-10,
        warn=False,
    )
    result = barycenter_fixed(measures, costs, epsilon, MIXTURE, debiased=debiased)
    assert result.weights == pytest.approx(pot, abs=1e-4 if debiased else 1e-7)


def objective_gap(weights, measures, costs, epsilon, debiased):
    """Convexity: the objective exceeds its minimum by at most ``<G, b> - min G``, G its gradient."""
    solved = [sinkhorn(a, weights, costs, epsilon, tol=1e-13) for a in measures]
    gradient = MIXTURE @ [each.g - each.g @ weights for each in solved]
    if debiased:
        own = sinkhorn(weights, weights, costs, epsilon, tol=1e-13)
        gradient -= (own.f + own.g) / 2
    else:
        gradient += epsilon * np.log(weights)
    return gradient @ weights - gradient.min()


@pytest.mark.parametrize(("debiased", "allowed"), [(False, 1e-7), (True, 1e-5)])
def test_fixed_is_optimal_by_the_gradient(debiased, allowed):
    _, measures, costs = bumps()
    epsilon = 0.01
    result = barycenter_fixed(measures, costs, epsilon, MIXTURE, debiased=debiased)
    assert objective_gap(result.weights, measures, costs, epsilon, debiased) < allowed
    other = barycenter_fixed(measures, costs, epsilon, MIXTURE, debiased=not debiased)
    assert objective_gap(other.weights, measures, costs, epsilon, debiased) > 10 * allowed


def test_debiased_value_is_a_mixture_of_sinkhorn_divergences():
    grid, measures, costs = bumps()
    result = barycenter_fixed(measures, costs, 0.01, MIXTURE, debiased=True)
    values = [sinkhorn_divergence(grid, grid, a, result.weights, 0.01, tol=1e-12).value for a in measures]
    assert result.value == pytest.approx(MIXTURE @ values, abs=1e-7)
    assert (result.dual, result.gap) == (None, None)


def test_debiasing_takes_back_the_blur():
    """Equal variances: the barycenter has them too, as without regularisation."""
    grid = np.linspace(0, 1, 80)
    costs, spread = cost(grid, grid), {}
    measures = np.array([np.exp(-((grid - mean) ** 2) / 0.01) for mean in (0.4, 0.6)])
    measures /= measures.sum(1, keepdims=True)
    for debiased in (False, True):
        weights = barycenter_fixed(measures, costs, 0.02, MIXTURE, debiased=debiased).weights
        spread[debiased] = weights @ (grid - weights @ grid) ** 2
    assert spread[True] == pytest.approx(0.005, rel=1e-3)
    assert spread[False] == pytest.approx(0.005 + 0.02 / 2, rel=0.05)


def test_small_epsilon_tends_to_the_linear_programme():
    _, measures, costs = bumps(25)
    weights, log = ot.lp.barycenter(measures.T.copy(), costs, MIXTURE, log=True, solver="highs")
    result = barycenter_fixed(measures, costs, 2e-4, MIXTURE, max_iter=20_000)
    linear = MIXTURE @ np.sum(plans(result, costs, 2e-4) * costs, axis=(1, 2))
    assert 0 <= linear - log["fun"] < 0.02 * log["fun"]
    assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("debiased", [False, True])
def test_a_grid_is_the_product_of_its_axes(debiased):
    rng = np.random.default_rng(7)
    measures = rng.exponential(size=(2, 5, 6)) * (rng.random((2, 5, 6)) < 0.5)
    measures /= measures.sum(axis=(1, 2), keepdims=True)
    rows, columns = (cost(np.linspace(0, 1, n), np.linspace(0, 1, n)) for n in (5, 6))
    full = (rows[:, None, :, None] + columns[None, :, None, :]).reshape(30, 30)
    on_grid = barycenter_fixed(measures, [rows, columns], 0.02, debiased=debiased)
    flat = barycenter_fixed(measures.reshape(2, 30), full, 0.02, debiased=debiased)
    assert on_grid.weights.ravel() == pytest.approx(flat.weights, abs=1e-12)
    assert on_grid.value == pytest.approx(flat.value, abs=1e-9)


def test_convolutional_barycenter_of_pot():
    rng = np.random.default_rng(8)
    images = rng.exponential(size=(3, 12, 12))
    images /= images.sum(axis=(1, 2), keepdims=True)
    axis = cost(np.linspace(0, 1, 12), np.linspace(0, 1, 12))
    pot = ot.bregman.convolutional_barycenter2d(images, 0.02, stopThr=1e-12, warn=False)
    assert barycenter_fixed(images, [axis, axis], 0.02).weights == pytest.approx(pot, abs=1e-8)


def test_a_single_measure():
    _, measures, costs = bumps()
    own = barycenter_fixed(measures[:1], costs, 0.01, debiased=True, tol=1e-7)
    assert own.weights == pytest.approx(measures[0], abs=1e-4) and own.value == pytest.approx(0, abs=1e-7)
    ignored = barycenter_fixed(measures, costs, 0.01, [1, 0])
    assert ignored.weights == pytest.approx(barycenter_fixed(measures[:1], costs, 0.01).weights, abs=1e-7)


@pytest.mark.parametrize("size", [1.0, 1e4])
def test_smoothing_on_logarithms(size):
    """Both ways of summing: as a product of matrices, and term by term where that underflows."""
    rng = np.random.default_rng(9)
    logs, kernel = size * rng.normal(size=(2, 7)), -size * rng.random((7, 7))
    logs[0, 2] = -np.inf
    expected = logsumexp(logs[:, None, :] + kernel.T, axis=2)
    assert smooth(logs, [(kernel + kernel.T) / 2]) == pytest.approx(
        logsumexp(logs[:, None, :] + (kernel + kernel.T) / 2, axis=2), rel=1e-12
    )
    assert expected.shape == (2, 7)


def test_a_limit_of_iterations_is_told():
    _, measures, costs = bumps()
    result = barycenter_fixed(measures, costs, 1e-4, max_iter=5)
    assert (result.converged, result.iterations) == (False, 5) and result.marginal_error > 1e-6


HALF = np.array([0.5, 0.5])
SWAP = np.array([[0.0, 1.0], [1.0, 0.0]])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: barycenter_1d([]), ValueError, "barycenter_1d: 'supports' must not be empty"),
        (lambda: barycenter_1d([[[0, 1]]]), ValueError, "'supports' must have points of dimension 1, got 2"),
        (lambda: barycenter_1d([[0], [1]], [[1]]), ValueError, "'weights' must have 2 entries, got 1"),
        (lambda: barycenter_1d([[0], [1]], mixture=[2, 1]), ValueError, "'mixture' must have mass 1"),
        (lambda: barycenter_1d([[0], [1]], mixture=[1.5, -0.5]), ValueError, "'mixture' must be nonnegative"),
        (lambda: barycenter_1d([[0], [[1, 2]]]), ValueError, r"'supports\[1\]' must have the dimension of"),
        (lambda: barycenter_1d([[0, 1]], [[0.5, np.nan]]), ValueError, r"'weights\[0\]' must be finite"),
        (
            lambda: barycenter_free([[0.0]], [[0.0, 1.0]]),
            ValueError,
            "'start' must have points of dimension 1",
        ),
        (
            lambda: barycenter_free([[0.0]], [0, 1], None, [1, 0]),
            ValueError,
            "'start_weights' must be positive",
        ),
        (
            lambda: barycenter_fixed([HALF, 2 * HALF], SWAP, 1),
            ValueError,
            "'sum of measures' must be 1 for each",
        ),
        (lambda: barycenter_fixed([[1.5, -0.5]], SWAP, 1), ValueError, "'measures' must be nonnegative"),
        (lambda: barycenter_fixed([[np.nan, 1]], SWAP, 1), ValueError, "'measures' must be finite"),
        (lambda: barycenter_fixed([HALF], SWAP[:1], 1), ValueError, "'cost' must be square"),
        (lambda: barycenter_fixed([HALF], np.eye(3), 1), ValueError, r"'cost' must have shape \(2, 2\)"),
        (lambda: barycenter_fixed([SWAP / 2], [SWAP], 1), ValueError, "a matrix for each of 2 axes, got 1"),
        (lambda: barycenter_fixed([HALF], SWAP, 0), ValueError, "'epsilon' must be in"),
        (lambda: barycenter_fixed([HALF], SWAP, 1, [1, 0]), ValueError, "'mixture' must have 1 entries"),
    ],
)
def test_bad_input_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()
