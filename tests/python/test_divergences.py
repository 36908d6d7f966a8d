"""Divergences against quadrature, SciPy, transport and brute force."""

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import erf
from scipy.stats import entropy, multivariate_normal, norm

from ot_notebook.solvers import (
    density_mmd,
    exact,
    gaussian_kl,
    gaussian_mmd,
    gaussian_total_variation,
    gaussian_transport,
    gaussian_wasserstein_1,
    kl,
    mmd,
    total_variation,
    wasserstein,
)
from tests.python.transport_rules import assert_distance, random_measures, weighted_clouds


@st.composite
def two_weights(draw):
    n = draw(st.integers(1, 8))
    whole = st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)
    one, other = (np.array(draw(whole), dtype=float) for _ in range(2))
    return one / one.sum(), other / other.sum()


@given(two_weights())
@settings(max_examples=80, deadline=None)
def test_discrete_divergences(pair):
    a, b = pair
    assert kl(a, b) == pytest.approx(entropy(a, b), abs=1e-14)
    assert kl(a, a) == 0
    subsets = product([False, True], repeat=len(a))
    best = max(abs(a[list(chosen)].sum() - b[list(chosen)].sum()) for chosen in subsets)
    assert total_variation(a, b) == pytest.approx(best, abs=1e-15)
    assert total_variation(a, b) == pytest.approx(exact(a, b, 1 - np.eye(len(a))).value, abs=1e-14)
    assert total_variation(a, b) <= math.sqrt(kl(a, b) / 2) + 1e-14


def test_kl_of_near_weights_keeps_its_digits():
    """KL is half the chi-square distance there, far below the rounding of the logarithms' sum."""
    a = np.array([0.25, 0.75])
    b = a + 1e-7 * np.array([1, -1])
    assert kl(a, b) == pytest.approx(0.5 * ((a - b) ** 2 / b).sum(), rel=1e-2)


def test_kl_is_infinite_without_absolute_continuity():
    assert kl([0.5, 0.5], [1, 0]) == math.inf
    assert kl([1, 0], [0.5, 0.5]) == pytest.approx(math.log(2), rel=1e-15)


def test_disjoint_measures():
    assert total_variation([1, 0], [0, 1]) == 1


def test_on_a_grid_they_tend_to_those_of_the_densities():
    edges = np.linspace(-12, 12, 4001)
    a, b = (np.diff(norm.cdf(edges, *law)) for law in ((0, 1), (1, 1)))
    a, b = a / a.sum(), b / b.sum()
    assert kl(a, b) == pytest.approx(gaussian_kl(0, 1, 1, 1), rel=1e-4)
    assert total_variation(a, b) == pytest.approx(gaussian_total_variation(0, 1, 1), rel=1e-4)


@given(weighted_clouds(), st.sampled_from([0.3, 1.0, 5.0]))
@settings(max_examples=60, deadline=None)
def test_mmd_by_its_double_sums(problem, bandwidth):
    x, y, a, b = problem

    def mean_kernel(u, v, p, q):
        return sum(
            p[i] * q[j] * math.exp(-(math.dist(u[i], v[j]) ** 2) / (2 * bandwidth**2))
            for i in range(len(u))
            for j in range(len(v))
        )

    square = mean_kernel(x, x, a, a) + mean_kernel(y, y, b, b) - 2 * mean_kernel(x, y, a, b)
    assert mmd(x, y, a, b, bandwidth) ** 2 == pytest.approx(square, abs=1e-14)


def test_mmd_is_a_distance():
    assert_distance(lambda x, y, a, b: mmd(x, y, a, b, 0.7), random_measures(), degree=None)
    (x, a), (y, b), *_ = random_measures()
    assert mmd(3 * x, 3 * y, a, b, 3) == pytest.approx(mmd(x, y, a, b, 1), rel=1e-12)
    assert mmd(x, x[::-1], a, a[::-1]) == 0


def test_mmd_is_flat_far_away_where_transport_is_not():
    assert mmd([0], [50]) == mmd([0], [100]) == pytest.approx(2**0.5)
    assert wasserstein([0], [100]).value == 2 * wasserstein([0], [50]).value


LINES = [(0, 1, 1, 1), (0.5, 2.25, -1, 0.5), (3, 0.1, 3, 4)]


@pytest.mark.parametrize("laws", LINES)
def test_gaussians_on_the_line_against_quadrature(laws):
    m0, v0, m1, v1 = laws
    one, other = norm(m0, v0**0.5), norm(m1, v1**0.5)
    ends = (m0 - 12 * v0**0.5, m0 + 12 * v0**0.5)
    expected = quad(lambda t: one.pdf(t) * (one.logpdf(t) - other.logpdf(t)), *ends, epsabs=1e-12)[0]
    assert gaussian_kl(*laws) == pytest.approx(expected, rel=1e-8, abs=1e-12)
    middle = (m0 + m1) / 2
    expected = abs(norm.cdf(middle, m0, v0**0.5) - norm.cdf(middle, m1, v0**0.5))
    assert gaussian_total_variation(m0, m1, v0) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("laws", [*LINES, (0, 1, 0, 1.01), (2, 9, -1, 1e-2), (0, 4, 100, 1)])
def test_total_variation_of_different_variances_against_quadrature(laws):
    m0, v0, m1, v1 = laws
    one, other = norm(m0, v0**0.5), norm(m1, v1**0.5)
    ends = [m + k * v**0.5 for m, v in ((m0, v0), (m1, v1)) for k in range(-10, 11)]
    pieces = np.unique(ends)
    expected = sum(
        quad(lambda t: abs(one.pdf(t) - other.pdf(t)) / 2, low, high, epsabs=1e-13, limit=200)[0]
        for low, high in pairwise(pieces)
    )
    assert gaussian_total_variation(m0, m1, v0, v1) == pytest.approx(expected, abs=1e-9)
    assert gaussian_total_variation(m1, m0, v1, v0) == gaussian_total_variation(m0, m1, v0, v1)


def test_total_variation_of_one_covariance_given_twice():
    m0, S, m1, _ = random_gaussians(3, 2)
    assert gaussian_total_variation(m0, m1, S, S) == gaussian_total_variation(m0, m1, S)
    near = gaussian_total_variation(0, 1, 1, 1 + 1e-9)
    assert near == pytest.approx(gaussian_total_variation(0, 1, 1), abs=1e-8)


def random_gaussians(dimension, seed):
    rng = np.random.default_rng(seed)
    factors = rng.normal(size=(2, dimension, dimension))
    means = rng.normal(size=(2, dimension))
    return means[0], factors[0] @ factors[0].T, means[1], factors[1] @ factors[1].T


def test_gaussian_kl_in_space_against_samples():
    m0, S0, m1, S1 = random_gaussians(3, 1)
    one, other = multivariate_normal(m0, S0), multivariate_normal(m1, S1)
    sample = one.rvs(400_000, random_state=0)
    ratios = one.logpdf(sample) - other.logpdf(sample)
    error = ratios.std() / len(ratios) ** 0.5
    assert gaussian_kl(m0, S0, m1, S1) == pytest.approx(ratios.mean(), abs=5 * error)
    assert gaussian_kl(m0, S0, m0, S0) == pytest.approx(0, abs=1e-14)


def test_gaussian_total_variation_depends_on_the_mahalanobis_distance():
    m0, S, m1, _ = random_gaussians(3, 2)
    delta = math.sqrt((m0 - m1) @ np.linalg.inv(S) @ (m0 - m1))
    assert gaussian_total_variation(m0, m1, S) == pytest.approx(gaussian_total_variation(0, delta, 1))
    assert gaussian_total_variation(0, 2, 1) == pytest.approx(2 * norm.cdf(1) - 1, rel=1e-15)
    bound = math.sqrt(gaussian_kl(m0, S, m1, S) / 2)
    assert 0 < gaussian_total_variation(m0, m1, S) <= bound


@pytest.mark.parametrize("bandwidth", [0.5, 2.0])
def test_gaussian_mmd_against_a_fine_grid(bandwidth):
    laws = 0.3, 1.0, -0.8, 0.25
    grid = np.linspace(-8, 8, 801)
    a, b = norm.pdf(grid, 0.3, 1), norm.pdf(grid, -0.8, 0.5)
    expected = mmd(grid, grid, a / a.sum(), b / b.sum(), bandwidth)
    assert gaussian_mmd(*laws, bandwidth) == pytest.approx(expected, rel=1e-9)


def test_gaussian_mmd_in_space():
    m0, S0, m1, S1 = random_gaussians(2, 3)
    rng = np.random.default_rng(0)
    x, y = rng.multivariate_normal(m0, S0, 1500), rng.multivariate_normal(m1, S1, 1500)
    assert gaussian_mmd(m0, S0, m1, S1) == pytest.approx(mmd(x, y), abs=0.04)
    nothing = np.zeros((2, 2))
    assert gaussian_mmd(m0, nothing, m1, nothing, 0.7) == pytest.approx(mmd([m0], [m1], bandwidth=0.7))


@pytest.mark.parametrize("laws", [*LINES, (1, 4, -2, 4), (0, 1, 0, 0), (5, 0, 3, 0)])
def test_gaussian_wasserstein_1_by_quantiles(laws):
    m0, v0, m1, v1 = laws

    def moved(s):
        return abs(m0 - m1 + (v0**0.5 - v1**0.5) * norm.ppf(s))

    expected = quad(moved, 0, 1, epsabs=1e-10, limit=200)[0]
    assert gaussian_wasserstein_1(*laws) == pytest.approx(expected, rel=1e-7)


def test_translates():
    m0, S, m1, _ = random_gaussians(3, 4)
    shift = gaussian_wasserstein_1(m0, S, m1, S)
    assert shift == pytest.approx(gaussian_transport(m0, S, m1, S).value, rel=1e-12)
    cloud = np.random.default_rng(5).normal(size=(20, 3))
    for p in (1, 3):
        moved = wasserstein(cloud + m0, cloud + m1, p=p).value
        assert moved == pytest.approx(shift, rel=1e-12)


def test_singular_gaussians():
    line, plane = np.diag([1.0, 0.0]), np.eye(2)
    assert gaussian_kl([0, 0], line, [0, 0], plane) == math.inf
    with pytest.raises(ValueError, match=r"^gaussian_kl: 'S1' must be nonsingular"):
        gaussian_kl([0, 0], plane, [0, 0], line)
    with pytest.raises(ValueError, match=r"^gaussian_total_variation: 'S' must be nonsingular"):
        gaussian_total_variation([0, 0], [1, 0], line)
    with pytest.raises(ValueError, match=r"^gaussian_total_variation: 'S1' must be nonsingular"):
        gaussian_total_variation(0, 1, 1, 0)


@pytest.mark.parametrize(
    ("solver", "arguments", "message"),
    [
        (kl, ([0.5, 0.5], [1]), r"'b' must have one weight for each of 'a' \(2\), got 1"),
        (kl, ([1], [0.9]), "'b' must have the mass of 'a'"),
        (kl, ([1.5, -0.5], [0.5, 0.5]), "'a' must be nonnegative"),
        (total_variation, ([1], [np.nan]), "'b' must be finite"),
        (total_variation, ([2], [2]), "'a' must have mass 1"),
        (mmd, ([0], [1], None, None, 0), "'bandwidth' must be finite and above 0"),
        (mmd, ([0], [[1, 2]]), "'y' must have the dimension of 'x'"),
        (gaussian_kl, ([0, 0], np.eye(2), 0, 1), "'m1' must have the dimension of 'm0'"),
        (gaussian_mmd, (0, -1, 0, 1), "'S0' must have no negative eigenvalue"),
        (gaussian_mmd, (0, 1, 0, 1, np.inf), "'bandwidth' must be finite and above 0"),
        (gaussian_total_variation, (0, [1, 2], 1), "'m1' must have 1 entries, got 2"),
        (gaussian_total_variation, ([0, 0], [0, 0], np.eye(2), 2 * np.eye(2)), "'S1' must be 'S' unless"),
        (gaussian_wasserstein_1, ([0, 0], np.eye(2), [0, 0], 2 * np.eye(2)), "'S1' must be 'S0' unless"),
    ],
)
def test_bad_values_are_refused(solver, arguments, message):
    with pytest.raises(ValueError, match=f"^{solver.__name__}: {message}"):
        solver(*arguments)


def box_kernel(one, other, bandwidth):
    """Integral of the kernel over a product of intervals, in closed form."""

    def primitive(t):
        gauss = math.exp(-(t**2) / (2 * bandwidth**2))
        return bandwidth * (
            math.sqrt(math.pi / 2) * t * erf(t / (math.sqrt(2) * bandwidth)) + bandwidth * gauss
        )

    (a, b), (c, d) = one, other
    return primitive(b - c) - primitive(b - d) - primitive(a - c) + primitive(a - d)


@pytest.mark.parametrize("bandwidth", [0.05, 0.4, 1, 7])
def test_mmd_of_densities_in_closed_form(bandwidth):
    rng = np.random.default_rng(5)
    for _ in range(20):
        edges = np.cumsum(rng.uniform(0.05, 1, 6))
        masses = rng.dirichlet(np.ones(5), 2) * (rng.random((2, 5)) < 0.7) + 1e-3
        rho0, rho1 = masses / masses.sum(1, keepdims=True) / np.diff(edges)
        cells, charge = list(pairwise(edges)), rho0 - rho1
        kernel = [[box_kernel(one, other, bandwidth) for other in cells] for one in cells]
        expected = math.sqrt(charge @ np.array(kernel) @ charge)
        assert density_mmd(edges, rho0, rho1, bandwidth) == pytest.approx(expected, rel=1e-6)


def test_mmd_of_densities_refuses_what_is_none():
    with pytest.raises(ValueError, match="density_mmd: 'rho1' must have mass 1"):
        density_mmd([0, 1, 2], [0.5, 0.5], [0.5, 0.7])
    with pytest.raises(ValueError, match="density_mmd: 'bandwidth'"):
        density_mmd([0, 1, 2], [0.5, 0.5], [0.5, 0.5], 0)
    with pytest.raises(ValueError, match="density_mmd: 'edges' must"):
        density_mmd([0, 2, 1], [0.5, 0.5], [0.5, 0.5])
