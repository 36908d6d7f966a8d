"""Gaussians against POT, closed forms, their own samples and the discrete solver."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from ot_notebook.solvers import gaussian_barycenter, gaussian_geodesic, gaussian_transport
from tests.python.known import commuting_gaussians


def random_gaussian(dimension, seed, rank=None):
    rng = np.random.default_rng(seed)
    factor = rng.normal(size=(dimension, dimension if rank is None else rank))
    return rng.normal(size=dimension), factor @ factor.T


def check(result, m0, S0, m1, S1):
    """What holds for every pair: marginals, the cost of the coupling, the sign of the noise."""
    size = max(np.abs(S0).max(), np.abs(S1).max(), 1e-300)
    assert result.marginal_error <= 1e-10 * size
    assert result.noise == pytest.approx(S1 - result.matrix @ S0 @ result.matrix.T, abs=1e-10 * size)
    assert np.linalg.eigvalsh(result.noise)[0] >= -1e-10 * size
    residual = np.eye(len(m0)) - result.matrix
    spread = np.trace(residual @ S0 @ residual.T) + np.trace(result.noise)
    assert result.value**2 == pytest.approx(((m0 - m1) ** 2).sum() + spread, rel=1e-9, abs=1e-10 * size)
    assert result.offset + result.matrix @ m0 == pytest.approx(m1, abs=1e-9 * (1 + np.abs(m0).max()))


@pytest.mark.parametrize("dimension", [1, 2, 3, 8])
@pytest.mark.parametrize("seed", [0, 1])
def test_against_pot(dimension, seed):
    m0, S0 = random_gaussian(dimension, seed)
    m1, S1 = random_gaussian(dimension, seed + 100)
    result = gaussian_transport(m0, S0, m1, S1)
    check(result, m0, S0, m1, S1)
    assert result.value == pytest.approx(ot.gaussian.bures_wasserstein_distance(m0, m1, S0, S1), rel=1e-9)
    matrix, offset = ot.gaussian.bures_wasserstein_mapping(m0, m1, S0, S1)
    assert result.matrix == pytest.approx(matrix, rel=1e-6, abs=1e-6 * np.abs(matrix).max())
    assert result.offset == pytest.approx(offset.ravel(), abs=1e-5 * np.abs(matrix).max())
    assert np.array_equal(result.matrix, result.matrix.T) and np.linalg.eigvalsh(result.matrix)[0] > 0
    assert result.is_map and result.gap == pytest.approx(0, abs=1e-8 * result.value**2)


@pytest.mark.parametrize("dimension", [1, 2, 5])
def test_commuting_covariances(dimension):
    pair = commuting_gaussians(dimension)
    result = gaussian_transport(pair.m0, pair.S0, pair.m1, pair.S1)
    assert result.value**2 == pytest.approx(pair.value, rel=1e-13)
    assert result.matrix == pytest.approx(pair.matrix, abs=1e-13)
    assert result.dual == pytest.approx(pair.value, rel=1e-12)


def test_on_the_line_against_quadrature():
    result = gaussian_transport(1, 4, -2, 0.25)
    square = quad(lambda s: (norm.ppf(s, 1, 2) - norm.ppf(s, -2, 0.5)) ** 2, 0, 1)[0]
    assert result.value**2 == pytest.approx(9 + 1.5**2, rel=1e-15) == pytest.approx(square, rel=1e-7)
    assert (result.matrix.item(), result.offset.item()) == pytest.approx((0.25, -2.25))


def test_nearby_gaussians_lose_no_digits():
    """The usual formula subtracts traces and gives 0 or 1e-8."""
    _, S = random_gaussian(4, 3)
    result = gaussian_transport(np.zeros(4), S, np.zeros(4), S * (1 + 1e-10) ** 2)
    assert result.value == pytest.approx(1e-10 * np.trace(S) ** 0.5, rel=1e-4)
    assert gaussian_transport(np.zeros(4), S, np.zeros(4), S).value <= 1e-14 * np.trace(S) ** 0.5


@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 4), st.integers(0, 1000))
@settings(max_examples=80, deadline=None)
def test_singular_covariances(dimension, rank0, rank1, seed):
    """W_2 by the eigenvalues of S0 S1 (POT may give NaN); a map exists unless the rank rises."""
    rank0, rank1 = min(rank0, dimension), min(rank1, dimension)
    m0, S0 = random_gaussian(dimension, seed, rank0)
    m1, S1 = random_gaussian(dimension, seed + 1, rank1)
    result = gaussian_transport(m0, S0, m1, S1)
    check(result, m0, S0, m1, S1)
    assert result.is_map == (rank1 <= rank0) == (np.abs(result.noise).max() <= 1e-10)
    assert (result.dual is None) == (result.gap is None) == (min(rank0, rank1) < dimension)
    overlap = np.sqrt(np.maximum(np.linalg.eigvals(S0 @ S1).real, 0)).sum()
    square = ((m0 - m1) ** 2).sum() + np.trace(S0) + np.trace(S1) - 2 * overlap
    assert result.value**2 == pytest.approx(square, abs=1e-5)


def test_crossed_segments():
    """Both live on a line: the map turns one onto the other, which no symmetric matrix does."""
    result = gaussian_transport([0, 0], np.diag([1, 0]), [0, 0], np.diag([0, 4]))
    assert result.value == pytest.approx(5**0.5) and result.is_map
    assert np.abs(result.matrix) == pytest.approx(np.array([[0, 0], [2, 0]]))


def test_an_atom_spreads():
    result = gaussian_transport([0, 0], np.zeros((2, 2)), [3, 4], np.diag([9, 16]))
    assert (result.value, result.is_map) == (pytest.approx(50**0.5), False)
    assert result.noise.tolist() == [[9, 0], [0, 16]] and not result.matrix.any()


def test_distances():
    family = [random_gaussian(3, seed) for seed in range(4)] + [(np.zeros(3), np.zeros((3, 3)))]
    table = np.array([[gaussian_transport(*one, *two).value for two in family] for one in family])
    assert table == pytest.approx(table.T, rel=1e-12)
    assert np.diag(table) == pytest.approx(0, abs=1e-7)
    assert (table[:, None, :] <= table[:, :, None] + table[None] + 1e-12).all()


@pytest.mark.parametrize("ranks", [(3, 3), (3, 1), (1, 3), (2, 2), (1, 0)])
def test_the_geodesic_has_constant_speed(ranks):
    ends = *random_gaussian(3, 1, ranks[0]), *random_gaussian(3, 2, ranks[1])
    length, times = gaussian_transport(*ends).value, [0, 0.3, 0.5, 1]
    path = [gaussian_geodesic(*ends, t) for t in times]
    for s, one in zip(times, path, strict=True):
        for t, two in zip(times, path, strict=True):
            gone = gaussian_transport(one.mean, one.covariance, two.mean, two.covariance).value
            assert gone == pytest.approx(abs(t - s) * length, abs=1e-6)
    assert path[0].covariance == pytest.approx(ends[1], abs=1e-12)
    assert path[-1].covariance == pytest.approx(ends[3], abs=1e-12)


def test_the_geodesic_on_the_line_adds_deviations():
    middle = gaussian_geodesic(0, 1, 4, 9, 0.25)
    assert (middle.mean.item(), middle.covariance.item()) == pytest.approx((1, 1.5**2))


def test_barycenter_against_pot():
    family = [random_gaussian(3, seed) for seed in range(4)]
    means, covariances = (np.array(part) for part in zip(*family, strict=True))
    weights = np.array([0.1, 0.4, 0.2, 0.3])
    result = gaussian_barycenter(means, covariances, weights)
    mean, covariance = ot.gaussian.bures_wasserstein_barycenter(
        means, covariances, weights, num_iter=5000, eps=1e-12
    )
    assert result.mean == pytest.approx(mean.ravel(), rel=1e-12)
    assert result.covariance == pytest.approx(covariance, rel=1e-7, abs=1e-7)
    assert result.converged and result.residual <= 1e-11


def test_barycenter_is_a_minimum():
    family = [random_gaussian(2, seed) for seed in range(3)]
    result = gaussian_barycenter(*(np.array(part) for part in zip(*family, strict=True)))
    rng = np.random.default_rng(0)
    for _ in range(20):
        step = np.eye(2) + 1e-2 * rng.normal(size=(2, 2))
        moved = step @ result.covariance @ step.T
        other = np.mean([gaussian_transport(result.mean, moved, m, S).value ** 2 for m, S in family])
        assert other > result.value


def test_barycenter_of_two_is_on_the_geodesic():
    ends = *random_gaussian(3, 5), *random_gaussian(3, 6)
    result = gaussian_barycenter([ends[0], ends[2]], [ends[1], ends[3]], [0.3, 0.7])
    point = gaussian_geodesic(*ends, 0.7)
    assert result.mean == pytest.approx(point.mean) and result.covariance == pytest.approx(point.covariance)
    assert result.value == pytest.approx(0.21 * gaussian_transport(*ends).value ** 2, rel=1e-9)


def test_barycenter_on_the_line_averages_deviations():
    result = gaussian_barycenter([0, 4, 8], [1, 4, 0])
    assert (result.mean.item(), result.covariance.item()) == pytest.approx((4, 1))
    assert result.value == pytest.approx(32 / 3 + 2 / 3)


def test_barycenter_that_is_not_reached_says_so():
    family = [random_gaussian(3, seed) for seed in range(3)]
    result = gaussian_barycenter(*(np.array(part) for part in zip(*family, strict=True)), max_iter=2)
    assert (result.iterations, result.converged) == (2, False) and result.residual > 1e-11


EYE = [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("solver", "arguments", "message"),
    [
        (gaussian_transport, ([0, 0], EYE, 0, 1), r"'m1' must have the dimension of 'm0' \(2\), got 1"),
        (gaussian_transport, ([0, 0], [[1, 2], [2, 1]], 0, 1), "'S0' must have no negative eigenvalue"),
        (gaussian_transport, (0, 1, 0, [[1, 2]]), r"'S1' must have shape \(1, 1\)"),
        (gaussian_geodesic, (0, 1, 0, 1, 1.5), r"'t' must be in \[0, 1\], got 1\.5"),
        (gaussian_geodesic, (0, -1, 0, 1, 0.5), "'S0' must have no negative eigenvalue"),
        (gaussian_barycenter, ([0, 1], [1]), "'covariances' must have one matrix for each of the 2 means"),
        (gaussian_barycenter, ([0, 1], [0, 1], [1, 0]), "'covariances' must have a nonsingular one"),
        (gaussian_barycenter, ([0, 1], [1, 1], [1, 1]), "'weights' must have mass 1"),
        (gaussian_barycenter, ([0, 1], [1, -1]), r"'covariances\[1\]' must have no negative eigenvalue"),
    ],
)
def test_bad_input_is_refused(solver, arguments, message):
    with pytest.raises(ValueError, match=f"^{solver.__name__}: {message}"):
        solver(*arguments)
