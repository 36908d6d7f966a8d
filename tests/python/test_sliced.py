"""The sliced distance against POT, closed forms and transport on the line."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ot_notebook.solvers import quantile_transport, sliced_wasserstein, wasserstein
from tests.python.transport_rules import assert_distance, random_measures, weighted_clouds


@pytest.mark.parametrize(("n", "m", "p"), [(40, 40, 2), (30, 50, 2), (30, 50, 1), (25, 25, 3)])
@pytest.mark.parametrize("weighted", [False, True])
def test_against_pot(n, m, p, weighted):
    rng = np.random.default_rng(n + m)
    x, y = rng.normal(size=(n, 3)), rng.normal(1, 2, size=(m, 3))
    a, b = (rng.exponential(size=k) if weighted else np.ones(k) for k in (n, m))
    a, b = a / a.sum(), b / b.sum()
    result = sliced_wasserstein(x, y, a, b, p, n_directions=20, seed=3)
    expected = ot.sliced_wasserstein_distance(x, y, a, b, projections=result.directions.T, p=p)
    assert result.value == pytest.approx(expected, rel=1e-10)


@given(weighted_clouds(), st.sampled_from([1.0, 2.0, 3.0]))
@settings(max_examples=60, deadline=None)
def test_each_direction_is_transport_on_the_line(problem, p):
    x, y, a, b = problem
    result = sliced_wasserstein(x, y, a, b, p, n_directions=4)
    for value, unit in zip(result.values, result.directions, strict=True):
        assert value == pytest.approx(quantile_transport(x @ unit, y @ unit, a, b, p).value, abs=1e-12)
    assert result.value == pytest.approx(result.values.mean() ** (1 / p))
    assert result.value <= wasserstein(x, y, a, b, p).value + 1e-12


def test_exact_on_the_line():
    (x, a), (y, b), *_ = random_measures(dimension=1)
    result = sliced_wasserstein(x, y, a, b)
    assert result.value == pytest.approx(wasserstein(x, y, a, b).value, rel=1e-12)
    assert (result.standard_error, result.directions.tolist()) == (0.0, [[1.0]])


def test_translates_in_the_plane():
    """``SW_2**2`` of a shift v is the mean of ``(v . theta)**2``, |v|^2 / 2 over evenly spread directions."""
    x = np.random.default_rng(0).normal(size=(30, 2))
    angles = np.pi * np.arange(6) / 6
    result = sliced_wasserstein(x, x + np.array([3, 4]), directions=2 * np.c_[np.cos(angles), np.sin(angles)])
    assert result.value == pytest.approx(5 / 2**0.5, rel=1e-13)
    assert np.linalg.norm(result.directions, axis=1) == pytest.approx(1, rel=1e-15)
    assert result.standard_error is None


@pytest.mark.parametrize("dimension", [2, 5])
def test_the_standard_error_covers_the_mean_over_all_directions(dimension):
    """Atoms at distance 1: the true square is 1 / d."""
    x, y = np.zeros((1, dimension)), np.eye(dimension)[:1]
    deviations = []
    for seed in range(200):
        result = sliced_wasserstein(x, y, n_directions=50, seed=seed)
        deviations.append((result.value - dimension**-0.5) / result.standard_error)
    assert abs(np.mean(deviations)) < 0.3
    assert 0.8 < np.std(deviations) < 1.25


def test_directions_are_uniform_and_seeded():
    x, y = np.zeros((1, 3)), np.ones((1, 3))
    units = sliced_wasserstein(x, y, n_directions=4000, seed=1).directions
    assert units.T @ units / 4000 == pytest.approx(np.eye(3) / 3, abs=0.03)
    assert units.mean(axis=0) == pytest.approx(0, abs=0.05)
    one, same, other = (sliced_wasserstein(x, y, seed=seed) for seed in (1, 1, 2))
    assert one.value == same.value != other.value


@pytest.mark.parametrize("p", [1, 2, 3])
def test_distance_over_fixed_directions(p):
    units = np.random.default_rng(2).normal(size=(7, 2))
    assert_distance(
        lambda x, y, a, b: sliced_wasserstein(x, y, a, b, p, directions=units).value, random_measures()
    )


def test_equal_measures_and_a_single_direction():
    x = np.random.default_rng(3).normal(size=(9, 2))
    result = sliced_wasserstein(x, x[::-1])
    assert (result.value, result.standard_error) == (0.0, 0.0)
    assert sliced_wasserstein(x, x + 1, n_directions=1).standard_error is None


def test_one_side_alone_weighted():
    result = sliced_wasserstein([[0, 0], [0, 4]], [[0, 0], [0, 4]], [0.25, 0.75], p=1, directions=[[0, 1]])
    swapped = sliced_wasserstein(
        [[0, 0], [0, 4]], [[0, 0], [0, 4]], None, [0.25, 0.75], p=1, directions=[[0, 1]]
    )
    assert result.value == swapped.value == 1.0


def test_integer_points():
    assert sliced_wasserstein([[0, 0]], [[0, 2]], directions=[[0, 1]]).value == 2
    assert sliced_wasserstein([[0, 0]], [[0, 2], [0, 4]], p=1, directions=[[0, 1]]).value == 3


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (dict(p=0.5), ValueError, "'p' must be finite and at least 1, got 0.5"),
        (dict(n_directions=0), ValueError, "'n_directions' must be at least 1, got 0"),
        (dict(n_directions=2.5), TypeError, "'n_directions' must be an integer, got float"),
        (dict(seed=-1), ValueError, "'seed' must be at least 0"),
        (dict(directions=[[0, 0]]), ValueError, r"'directions' must not be zero, got directions\[0\] = 0"),
        (dict(directions=[[1, 0, 0]]), ValueError, "'directions' must have the dimension of the points"),
        (dict(x=[[1e200, 0]]), ValueError, r"W_p\*\*p must be a finite number"),
        (dict(a=[2]), ValueError, "'a' must have mass 1"),
    ],
)
def test_bad_input_is_refused(arguments, error, message):
    with pytest.raises(error, match="^sliced_wasserstein: " + message):
        sliced_wasserstein(**{"x": [[0, 0]], "y": [[1, 1]], **arguments})
