"""Transport between densities on the line against closed forms, quadrature and fine samples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from ot_notebook.solvers import density_transport, quantile_transport
from ot_notebook.solvers.densities import mean_power

densities = st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any)


def normalised(edges, rho):
    rho = np.asarray(rho, dtype=float)
    return rho / (rho * np.diff(edges)).sum()


def quantile(edges, rho, level):
    levels = np.r_[0, np.cumsum(rho * np.diff(edges))]
    cell = min(int(np.searchsorted(levels, level)), len(rho)) - 1
    return edges[cell] + (level - levels[cell]) / rho[cell]


@pytest.mark.parametrize("p", [1, 1.5, 2, 3])
def test_a_stretched_interval(p):
    """From [0, 1] to [0, 3] the map is 3x, at cost E|2U|^p."""
    result = density_transport([0, 1, 3], [1, 0], [1 / 3, 1 / 3], p)
    assert result.value == pytest.approx(2**p / (p + 1), rel=1e-14)
    assert result.distance == pytest.approx(2 / (p + 1) ** (1 / p), rel=1e-14)
    assert result.target == pytest.approx(3 * result.source, abs=1e-14)


@pytest.mark.parametrize("p", [1, 2, 3.5])
def test_a_translated_block_on_other_cells(p):
    edges = np.array([-1.0, 0, 0.5, 1, 2, 4.5, 5.5, 6])
    result = density_transport(edges, [0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0], p)
    assert result.value == pytest.approx(4.5**p, rel=1e-14)


@given(densities, densities, st.sampled_from([1.0, 1.7, 2.0, 4.0]))
@settings(max_examples=40, deadline=None)
def test_against_quadrature(rho0, rho1, p):
    edges = np.array([0, 1, 1.5, 3, 4.0])
    rho0, rho1 = normalised(edges, rho0), normalised(edges, rho1)
    result = density_transport(edges, rho0, rho1, p)

    def moved(level):
        return abs(quantile(edges, rho0, level) - quantile(edges, rho1, level)) ** p

    pieces = zip(result.levels[:-1], result.levels[1:], strict=True)
    expected = sum(quad(moved, low, high, epsabs=1e-12)[0] for low, high in pieces)
    assert result.value == pytest.approx(expected, abs=1e-9)


def test_the_pieces_are_a_monotone_plan_with_the_given_densities():
    rng = np.random.default_rng(0)
    edges = np.r_[0, np.cumsum(rng.exponential(size=9))]
    rho0, rho1 = (normalised(edges, rng.integers(0, 4, 9)) for _ in range(2))
    result = density_transport(edges, rho0, rho1)
    for ends, rho in ((result.source, rho0), (result.target, rho1)):
        assert (np.diff(ends.ravel()) >= -1e-14).all()
        cell = np.searchsorted(edges, ends.mean(axis=1)) - 1
        assert np.diff(result.levels) == pytest.approx(rho[cell] * np.diff(ends).ravel(), abs=1e-14)


def test_the_limit_of_fine_samples():
    edges = np.linspace(0, 1, 6)
    rho0, rho1 = normalised(edges, [1, 2, 0, 1, 3]), normalised(edges, [0, 1, 5, 1, 0])
    levels = (np.arange(4000) + 0.5) / 4000
    samples = [[quantile(edges, rho, level) for level in levels] for rho in (rho0, rho1)]
    assert density_transport(edges, rho0, rho1).value == pytest.approx(
        quantile_transport(*samples).value, rel=1e-3
    )


def test_identical_densities_cost_nothing():
    edges = np.linspace(0, 1, 101)
    rho = normalised(edges, np.random.default_rng(1).random(100))
    assert density_transport(edges, rho, rho).value == 0


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, 7.3])
def test_mean_power_against_quadrature(p):
    ends = np.array([[-1, 2], [0, 0], [1, 1 + 1e-9], [1, 1.1], [1, 1.12], [0, 3], [-2, -1], [2, -1e-8]])
    expected = [quad(lambda s, e=e: abs(e[0] + s * (e[1] - e[0])) ** p, 0, 1)[0] for e in ends]
    assert mean_power(*ends.T, p) == pytest.approx(np.array(expected), rel=1e-7)
    close = [2, 3]
    assert mean_power(*ends[close].T, p) == pytest.approx(np.array(expected)[close], rel=1e-13)


@pytest.mark.parametrize(
    ("edges", "rho0", "p", "message"),
    [
        ([0, 1, 1], [1, 1], 2, "'edges' must increase"),
        ([0, 1, 2], [1, 1], 2, "'rho0' must have integral 1, got 2; divide by"),
        ([0, 1, 2], [1], 2, "'rho0' must have one value for each of the 2 cells, got 1"),
        ([0, 1, 2], [2, -1], 2, "'rho0' must be nonnegative"),
        ([0, 1, 2], [0.5, 0.5], 0.5, "'p' must be finite and at least 1, got 0.5"),
    ],
)
def test_bad_values_are_refused(edges, rho0, p, message):
    with pytest.raises(ValueError, match="^density_transport: " + message):
        density_transport(edges, rho0, [0.5, 0.5], p)


def test_a_value_out_of_range_is_refused():
    with pytest.raises(ValueError, match=r"^density_transport: W_p\*\*p must be a finite number"):
        density_transport([0, 1e-100, 1e200, 2e200], [1e100, 0, 0], [0, 0, 1e-200])


def test_densities_are_freed_of_the_rounding_of_their_integral():
    result = density_transport([0, 1, 3], [1 + 5e-7, 0], [0, 0.5], p=1)
    assert result.value == pytest.approx(1.5, rel=1e-13)
