"""Checks of whole problems: measures, diagrams, Gaussians, densities, plans, in words."""

import numpy as np
import pytest

from ot_notebook import validation
from tests.python.test_validation import refused


@pytest.mark.parametrize("value", [[], np.zeros((0, 2)), [[0, 0], [0, np.inf], [-np.inf, 3]]])
def test_diagram_passes(value):
    assert validation.diagram(value, "d", "f").shape == (len(value), 2)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            [[0, 1], [2, 1]],
            r"'d' must lie on or above the diagonal, got d\[1\] = \(2, 1\); give each point .*",
        ),
        ([[np.inf, np.inf]], r"'d' must have births below \+inf, got d\[0\] = \(inf, inf\); .*"),
        ([[-np.inf, -np.inf]], r"'d' must have deaths above -inf, got d\[0\] = \(-inf, -inf\); .*"),
        ([[0, np.nan]], r"'d' must be numbers or infinite, not NaN, got d\[0, 1\] = nan"),
        ([[1, 2, 3]], r"'d' must have shape \(n, 2\): birth and death, got \(1, 3\)"),
        ([[1, 2], [3]], "'d' must be a rectangular array, got rows of different lengths"),
    ],
)
def test_diagram_refuses(value, message):
    with refused(ValueError, message):
        validation.diagram(value, "d", "f")


def test_two_measures_pass():
    x, y, a, b = validation.two_measures([0, 1], [[2.0]], None, [1], "f")
    assert (x.tolist(), y.tolist(), a.tolist(), b.tolist()) == ([[0], [1]], [[2]], [0.5, 0.5], [1])
    x, _, a, _ = validation.two_measures_on_the_line([[0], [1]], [2], [0.25, 0.75], None, "f")
    assert (x.tolist(), a.tolist()) == ([0, 1], [0.25, 0.75])


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (([0, 1], [2], [1], None), r"'a' must have one weight for each point of 'x' \(2\), got 1"),
        (([0], [1, 2], None, [1]), r"'b' must have one weight for each point of 'y' \(2\), got 1"),
        (([0], [1], [2], None), r"'a' must have mass 1, got 2\.000; use a / a\.sum\(\)"),
        (
            ([0], [1], None, [0.95]),
            r"'b' must have the mass of 'a' \(1\.000\), got 0\.950; use b / b\.sum\(\)",
        ),
        (([0, 1], [1], [1.5, -0.5], None), r"'a' must be nonnegative, got a\[1\] = -0\.5"),
        (([0], [[1, 2]], None, None), r"'y' must have the dimension of 'x' \(1\), got 2; .*"),
        (([0, np.nan], [1], None, None), r"'x' must be finite, got x\[1, 0\] = nan|.*x\[1\] = nan"),
    ],
)
def test_two_measures_are_refused(problem, message):
    with refused(ValueError, message):
        validation.two_measures(*problem, "f")


def test_measures_off_the_line_are_refused():
    with refused(ValueError, "'x' must have points of the line, got points of dimension 2; use .*"):
        validation.two_measures_on_the_line([[0, 1]], [[1, 0]], None, None, "f")


@pytest.mark.parametrize(
    ("value", "count", "message"),
    [
        ([0, np.inf], None, r"'g' must be finite, got g\[1\] = inf"),
        ([0, 1], 3, "'g' must have 3 entries, got 2"),
    ],
)
def test_vectors_are_refused(value, count, message):
    with refused(ValueError, message):
        validation.vector(value, "g", "f", count)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1], "'edges' must have at least 2 entries, got 1"),
        ([0, 1, 1], r"'edges' must increase, got edges\[1\] = 1 and then 1"),
        ([0, 2, 1], r"'edges' must increase, got edges\[1\] = 2 and then 1"),
    ],
)
def test_what_does_not_increase_is_refused(value, message):
    with refused(ValueError, message):
        validation.increasing(value, "edges", "f")


def test_gaussians_pass():
    mean, covariance = validation.gaussian(1, 2, ("m0", "S0"), "f")
    assert (mean.tolist(), covariance.tolist()) == ([1], [[2]])
    singular = [[1, 1], [1, 1]]
    assert validation.gaussian([0, 0], singular, ("m0", "S0"), "f")[1].tolist() == singular


@pytest.mark.parametrize(
    ("mean", "covariance", "message"),
    [
        ([0, 0], [[1, 0]], r"'S0' must have shape \(2, 2\) as 'm0' has 2 entries, got \(1, 2\)"),
        ([0, 0], [[1, 1], [0, 1]], r"'S0' must be symmetric, got .*; use \(S \+ S\.T\) / 2"),
        ([0, 0], [[1, 2], [2, 1]], "'S0' must have no negative eigenvalue, got -1; give a covariance, .*"),
        (0, -1, "'S0' must have no negative eigenvalue, got -1; give a covariance, .*"),
        (0, np.nan, r"'S0' must be finite, got S0\[0, 0\] = nan"),
        (np.inf, 1, r"'m0' must be finite, got m0\[0\] = inf"),
    ],
)
def test_gaussians_are_refused(mean, covariance, message):
    with refused(ValueError, message):
        validation.gaussian(mean, covariance, ("m0", "S0"), "f")


def test_density_passes():
    assert validation.density([1, 1], "r", "f").tolist() == [1, 1]
    assert validation.density(np.full((2, 3), 1 + 1e-9), "r", "f").mean() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([2, 2], r"'r' must have mean 1, got 2\.000; use r / r\.mean\(\)"),
        ([[3, -1]], r"'r' must be nonnegative, got r\[0, 1\] = -1"),
        ([np.inf, 1], r"'r' must be finite, got r\[0\] = inf"),
        ([0, 0], "'r' must have positive mass, got 0"),
        ([[[1]]], r"'r' must have 2 axes, got shape \(1, 1, 1\)"),
    ],
)
def test_density_refuses(value, message):
    with refused(ValueError, message):
        validation.density(value, "r", "f")


def test_same_grid_refuses():
    with refused(ValueError, r"'s' must have the shape of 'r' \(2,\), got \(3,\)"):
        validation.same_grid(np.ones(2), np.ones(3), ("r", "s"), "f")


def test_density_path():
    assert validation.density_path([[1, 1], [2, 0]], "r", "f").tolist() == [[1, 1], [2, 0]]
    with refused(ValueError, "'r' must have at least 2 times, got 1"):
        validation.density_path([[1, 1]], "r", "f")
    with refused(ValueError, r"'r\[1\]' must have mean 1, got 0\.500; use r\[1\] / r\[1\]\.mean\(\)"):
        validation.density_path([[1, 1], [1, 0]], "r", "f")


def test_box():
    assert validation.box(((0, 2), (-1, 1)), "box", "f").tolist() == [[0, 2], [-1, 1]]
    for value in (((1, 0), (0, 1)), ((0, 1), (0, 0)), [[0, 1]]):
        with refused(ValueError, r"'box' must be \(\(left, right\), \(bottom, top\)\) with .*"):
            validation.box(value, "box", "f")
    with refused(ValueError, r"'box' must be finite, got box\[0, 1\] = inf"):
        validation.box(((0, np.inf), (0, 1)), "box", "f")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[0.5, 0.5], [1, 1.5]], r"'s' must lie in the box, got s\[1\] = \(1, 1\.5\); move it inside .*"),
        ([[1, 1], [0.5, 0.5], [0.5, 0.5]], r"'s' must be apart, got s\[1\] and s\[2\] at one place; .*"),
        ([[0.5], [0.7]], "'s' must be points of the plane, got dimension 1"),
    ],
)
def test_sites_refuses(value, message):
    with refused(ValueError, message):
        validation.sites(np.array(value), np.array([[0, 1], [0, 1]]), 1e-9, "s", "f")


def test_sites_on_the_walls_pass():
    validation.sites(np.array([[0.0, 0], [1, 1]]), np.array([[0, 1], [0, 1]]), 1e-9, "s", "f")


def test_no_zeros():
    validation.no_zeros(np.array([0.5, 0.5]), "b", "f")
    with refused(ValueError, r"'b' must be positive, got b\[1\] = 0; leave that point out"):
        validation.no_zeros(np.array([1.0, 0.0]), "b", "f")


def test_plans_pass():
    assert validation.plan([[1, 0], [2, 3]], "P", "f").tolist() == [[1, 0], [2, 3]]
    validation.allowed_support(np.array([[True, False]]), np.array([[1, np.inf]]), "P", "f")


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ([[1, -1]], r"'P' must be nonnegative, got P\[0, 1\] = -1"),
        ([[1, np.nan]], r"'P' must be finite, got P\[0, 1\] = nan"),
        ([[0, 0]], "'P' must have positive mass, got 0"),
        ([1, 2], r"'P' must have 2 axes, got shape \(2,\)"),
    ],
)
def test_plans_are_refused(plan, message):
    with refused(ValueError, message):
        validation.plan(plan, "P", "f")


def test_mass_on_forbidden_pairs_is_refused():
    with refused(ValueError, r"'P' must have no mass where the cost is inf, got some at \(0, 1\)"):
        validation.allowed_support(np.array([[True, True]]), np.array([[1, np.inf]]), "P", "f")


@pytest.mark.parametrize(
    ("marginal", "axis", "message"),
    [
        ([1, 2, 3], 0, r"'P' must have 3 columns, got shape \(2, 2\)"),
        ([1], 1, r"'P' must have 1 rows, got shape \(2, 2\)"),
        ([3, 4], 0, "'P' must have column sums 4 at 1, got 3; give plans that share this marginal"),
        ([2, 5], 1, "'P' must have row sums 2 at 0, got 1; give plans that share this marginal"),
    ],
)
def test_plans_of_other_marginals_are_refused(marginal, axis, message):
    with refused(ValueError, message):
        validation.plan_with_marginal([[1, 0], [2, 3]], np.array(marginal), "P", axis, "f")


def test_gaussians_of_different_dimensions_are_refused():
    with refused(ValueError, r"'m1' must have the dimension of 'm0' \(1\), got 2"):
        validation.two_gaussians(0, 1, [0, 0], np.eye(2), "f")


def test_cholesky():
    assert validation.cholesky(np.array([[4.0, 2], [2, 2]]), "S", "f").tolist() == [[2, 0], [1, 1]]
    with refused(ValueError, "'S' must be nonsingular, got least eigenvalue .* and largest 2; add .*"):
        validation.cholesky(np.ones((2, 2)), "S", "f")


def test_directions_are_normalised():
    units = validation.directions([[3, 4], [0, 1e-300]], 2, "directions", "f")
    assert units == pytest.approx(np.array([[0.6, 0.8], [0, 1]]), rel=1e-15)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[1, 0], [0, 0]], r"'directions' must not be zero, got directions\[1\] = 0"),
        ([[1, 0, 0]], r"'directions' must have the dimension of the points \(2\), got 3"),
        ([[1, np.nan]], r"'directions' must be finite, got directions\[0, 1\] = nan"),
        ([1, 0], r"'directions' must have 2 axes, got shape \(2,\)"),
    ],
)
def test_directions_are_refused(value, message):
    with refused(ValueError, message):
        validation.directions(value, 2, "directions", "f")


def test_family_passes():
    supports, weights, mixture = validation.family([[0, 1], [2]], [None, [1]], None, "f")
    assert [x.shape for x in supports] == [(2, 1), (1, 1)]
    assert [a.tolist() for a in weights] == [[0.5, 0.5], [1]]
    assert mixture.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (([], None, None), "'supports' must not be empty, got no measure"),
        (([[0], [1]], [None], None), "'weights' must have 2 entries, got 1"),
        (([[0], [1]], [[1], [0.5]], None), r"'weights\[1\]' must have mass 1, got 0\.500; use .*"),
        (([[0], [[1, 2]]], None, None), r"'supports\[1\]' must have the dimension of .* \(1\), got 2"),
        (([[0], [1]], None, [1]), "'mixture' must have 2 entries, got 1"),
        (([[0], [1]], None, [1.5, -0.5]), r"'mixture' must be nonnegative, got mixture\[1\] = -0\.5"),
        (([[0], [1]], None, [1, 1]), r"'mixture' must have mass 1, got 2\.000; use .*"),
    ],
)
def test_families_are_refused(problem, message):
    with refused(ValueError, message):
        validation.family(*problem, "f")


def test_histograms():
    rows = validation.histograms([[0.5, 0.5 + 1e-9], [1, 0]], "rows", "f")
    assert rows.sum(axis=1) == pytest.approx(1, abs=1e-15)
    assert validation.histograms(np.full((3, 2, 2), 0.25), "rows", "f").shape == (3, 2, 2)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[1, 0], [1, 1]], r"'sum of rows' must be 1 for each measure, got sum of rows\[1\] = 2"),
        ([[2, -1]], r"'rows' must be nonnegative, got rows\[0, 1\] = -1"),
        ([[np.nan, 1]], r"'rows' must be finite, got rows\[0, 0\] = nan"),
        ([0.5, 0.5], r"'rows' must have 2 axes, got shape \(2,\)"),
    ],
)
def test_histograms_are_refused(value, message):
    with refused(ValueError, message):
        validation.histograms(value, "rows", "f")
