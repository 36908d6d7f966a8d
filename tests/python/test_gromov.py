"""`gromov_wasserstein` against the sum itself, all permutations, and the invariances of the problem."""

from itertools import permutations

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from scipy.spatial.distance import cdist

from ot_notebook.solvers import exact, gromov_wasserstein
from ot_notebook.solvers.gromov import distortion
from tests.python.transport_rules import assert_marginals, clouds


def distances(points):
    return cdist(points, points)


def full_sum(d0, d1, plan):
    gaps = (d0[:, None, :, None] - d1[None, :, None, :]) ** 2
    return np.einsum("ijkl,ij,kl", gaps, plan, plan)


def assert_gromov(result, d0, d1, a, b, starts):
    assert_marginals(result.plan, a, b)
    size = max(np.abs(d0).max(), np.abs(d1).max(), 1e-300) ** 2
    assert result.value == pytest.approx(full_sum(d0, d1, result.plan), abs=1e-13 * size)
    assert result.lower <= result.value + 1e-12 * size
    assert result.gap == result.value - result.lower
    assert result.value == result.values.min() and len(result.values) == starts
    assert result.converged and result.residual >= 0
    assert sum(optimum.starts for optimum in result.optima) == starts
    for optimum in result.optima:
        assert_marginals(optimum.plan, a, b)
        assert optimum.value == pytest.approx(full_sum(d0, d1, optimum.plan), abs=1e-13 * size)
    assert (np.diff([optimum.value for optimum in result.optima]) >= 0).all()


def random_spaces(n, m, seed):
    rng = np.random.default_rng(seed)
    a, b = rng.exponential(size=n), rng.exponential(size=m)
    return distances(rng.random((n, 2))), distances(rng.random((m, 3))), a / a.sum(), b / b.sum()


@pytest.mark.parametrize(("n", "m", "seed"), [(1, 1, 0), (1, 6, 1), (7, 5, 2), (12, 12, 3)])
def test_random_spaces(n, m, seed):
    d0, d1, a, b = random_spaces(n, m, seed)
    assert_gromov(gromov_wasserstein(d0, d1, a, b), d0, d1, a, b, 20)


@given(clouds())
@settings(max_examples=25, deadline=None)
def test_degenerate_clouds(pair):
    d0, d1 = map(distances, pair)
    result = gromov_wasserstein(d0, d1, starts=4)
    assert_gromov(result, d0, d1, np.full(len(d0), 1 / len(d0)), np.full(len(d1), 1 / len(d1)), 4)


@pytest.mark.parametrize("seed", range(3))
def test_no_permutation_is_better(seed):
    """Squared distances make the objective concave on plans: some permutation is optimal."""
    rng = np.random.default_rng(seed)
    d0, d1 = (cdist(x, x, "sqeuclidean") for x in rng.random((2, 6, 2)))
    matched = ([d1[np.ix_(order, order)] for order in map(list, permutations(range(6)))] - d0) ** 2
    best = matched.mean(axis=(1, 2)).min()
    result = gromov_wasserstein(d0, d1, starts=60, seed=seed)
    assert result.value == pytest.approx(best, rel=1e-9)
    assert len(result.optima) > 1 and result.optima[-1].value > best


def test_isometric_spaces_are_matched():
    rng = np.random.default_rng(4)
    x, order = rng.random((9, 2)), rng.permutation(9)
    a = rng.exponential(size=9)
    a /= a.sum()
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    moved = (x @ turn.T + 5)[order]
    result = gromov_wasserstein(distances(x), distances(moved), a, a[order], starts=40)
    assert result.value == pytest.approx(0, abs=1e-14) and result.gap == pytest.approx(0, abs=1e-12)
    assert result.plan == pytest.approx(np.diag(a)[:, order], abs=1e-9)


def test_value_is_invariant_under_isometry_scaling_and_exchange():
    rng = np.random.default_rng(5)
    x, y = rng.random((8, 2)), rng.random((6, 2))
    value = gromov_wasserstein(distances(x), distances(y), starts=300).value
    mirrored = distances(x[::-1] * [-1, 1] + 3)
    assert gromov_wasserstein(mirrored, distances(y), starts=300).value == pytest.approx(value, rel=1e-9)
    assert gromov_wasserstein(distances(y), distances(x), starts=300).value == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("scale", [1e6, 1e-8])
def test_every_descent_is_that_of_the_scaled_spaces(scale):
    """POT stops early where the distances are small."""
    d0, d1, a, b = random_spaces(8, 6, 10)
    values = gromov_wasserstein(d0, d1, a, b).values
    scaled = gromov_wasserstein(scale * d0, scale * d1, a, b).values
    assert scaled / scale**2 == pytest.approx(values, rel=1e-9)


def test_symmetries_of_a_square_are_optima_of_one_value():
    square = distances(np.array([[0.0, 0], [0, 1], [1, 1], [1, 0]]))
    result = gromov_wasserstein(square, square, starts=300)
    best = [optimum for optimum in result.optima if optimum.value < 1e-14]
    assert len(best) == 8


def test_against_a_single_point():
    """There is one plan: the mean squared distance."""
    d0, d1, a, b = random_spaces(7, 1, 6)
    result = gromov_wasserstein(d0, d1, a, b, starts=3)
    assert result.value == pytest.approx(a @ d0**2 @ a, rel=1e-13)
    assert result.gap == pytest.approx(0, abs=1e-14) and len(result.optima) == 1


def test_zero_weights_are_left_out():
    d0, d1, a, b = random_spaces(6, 5, 7)
    a[2] = 0
    a /= a.sum()
    keep = np.delete(np.arange(6), 2)
    result = gromov_wasserstein(d0, d1, a, b)
    alone = gromov_wasserstein(d0[np.ix_(keep, keep)], d1, a[keep], b)
    assert result.plan.shape == result.optima[0].plan.shape == (6, 5)
    assert not result.plan[2].any()
    assert result.plan[keep] == pytest.approx(alone.plan) and result.value == alone.value


def test_at_least_as_good_as_pot_from_the_product():
    d0, d1, a, b = random_spaces(15, 12, 8)
    pot = ot.gromov.gromov_wasserstein2(d0, d1, a, b)
    result = gromov_wasserstein(d0, d1, a, b)
    assert result.values[0] == pytest.approx(pot, rel=1e-6)
    assert result.value <= pot * (1 + 1e-9)


def test_seeds_repeat_and_few_steps_are_told():
    d0, d1, a, b = random_spaces(15, 15, 9)
    one, other = (gromov_wasserstein(d0, d1, a, b, starts=5, seed=3) for _ in range(2))
    assert np.array_equal(one.values, other.values)
    assert len(set(one.values)) > 1
    short = gromov_wasserstein(d0, d1, a, b, starts=1, max_iter=1)
    assert not short.converged and short.residual > 0
    gradient = 2 * np.einsum("ijkl,kl", (d0[:, None, :, None] - d1[None, :, None, :]) ** 2, short.plan)
    expected = np.sum(gradient * short.plan) - exact(a, b, gradient).value
    assert short.residual == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"d0": [[0, 1]]}, ValueError, r"'d0' must be square, got shape \(1, 2\)"),
        ({"d1": [[0, 1], [2, 0]]}, ValueError, r"'d1' must be symmetric, got d1\[0, 1\] = 1"),
        ({"d0": [[0, np.inf], [np.inf, 0]]}, ValueError, "'d0' must be finite"),
        ({"a": [0.5, 0.25]}, ValueError, "'a' must have mass 1"),
        ({"a": [1]}, ValueError, "'a' must have 2 entries, got 1"),
        ({"b": [1.5, -0.5]}, ValueError, "'b' must be nonnegative"),
        ({"starts": 0}, ValueError, "'starts' must be at least 1"),
        ({"seed": 0.5}, TypeError, "'seed' must be an integer"),
    ],
)
def test_gromov_refuses(changes, error, message):
    problem = {"d0": [[0, 1], [1, 0]], "d1": [[0, 2], [2, 0]]} | changes
    with pytest.raises(error, match="^gromov_wasserstein: " + message):
        gromov_wasserstein(**problem)


def test_distortion_of_plans_that_use_every_pair():
    d0, d1, a, b = random_spaces(14, 11, 4)
    plan = np.outer(a, b)
    assert distortion(d0, d1, plan) == pytest.approx(full_sum(d0, d1, plan), rel=1e-13)
