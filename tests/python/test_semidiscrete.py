"""`semidiscrete` against closed forms, root finding and POT; its cells and integrals against brute force."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq, linprog
from scipy.spatial import ConvexHull, HalfspaceIntersection

from ot_notebook.solvers import cost, semidiscrete
from ot_notebook.solvers.grid_density import GridDensity
from ot_notebook.solvers.power_cells import WALL, power_cells

UNIT = np.array([[0.0, 1.0], [0.0, 1.0]])


def area(polygon):
    x, y = polygon.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def random_problem(n, shape, seed, vacuum=0.0):
    rng = np.random.default_rng(seed)
    b, density = rng.exponential(size=n) + 0.05, rng.random(shape)
    density[rng.random(shape) < vacuum] = 0
    return rng.random((n, 2)), b / b.sum(), density / density.mean()


def assert_certified(result, sites, b, tol=1e-10):
    """Masses, bounds, and that each cell is nearest to its own site in the power distance."""
    sites, b = np.asarray(sites, dtype=float), np.asarray(b)
    assert result.converged
    assert result.residual == result.residuals[-1] <= tol
    assert result.residual == pytest.approx(np.abs(result.masses - b).max(), abs=1e-15)
    assert result.masses.sum() == pytest.approx(1, abs=1e-12)
    assert result.weights.mean() == pytest.approx(0, abs=1e-12)
    assert result.gap == pytest.approx(result.value - result.dual, abs=1e-14)
    assert abs(result.gap) <= tol * np.abs(result.weights).sum() + 1e-15
    assert len(result.residuals) == result.iterations + 1
    for j, cell in enumerate(result.cells):
        power = ((cell[:, None] - sites) ** 2).sum(axis=2) - result.weights
        assert (power[:, j] <= power.min(axis=1) + 1e-12).all()


@pytest.mark.parametrize("site", [(0.3, 0.4), (0.0, 1.0)])
def test_one_site_receives_everything(site):
    result = semidiscrete([site])
    u, v = site
    expected = (u**3 + (1 - u) ** 3 + v**3 + (1 - v) ** 3) / 3
    assert result.value == pytest.approx(expected, rel=1e-14)
    assert (result.iterations, result.gap, area(result.cells[0])) == (0, 0, 1)
    assert result.barycenters[0] == pytest.approx((0.5, 0.5), rel=1e-14)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9])
def test_two_sites_by_root_finding(share):
    """The facet is orthogonal to the line of the sites; its place follows from the area to one side."""
    one, other = np.array([0.2, 0.3]), np.array([0.7, 0.4])
    a, b = other - one

    def below(c):
        turns = np.clip([c / a, (c - b) / a], 0, 1)
        return quad(lambda x: np.clip((c - a * x) / b, 0, 1), 0, 1, points=turns, epsabs=1e-13)[0]

    offset = brentq(lambda c: below(c) - share, 0, a + b, xtol=1e-15)
    result = semidiscrete([one, other], [share, 1 - share])
    assert_certified(result, [one, other], [share, 1 - share])
    expected = 2 * offset + one @ one - other @ other
    assert result.weights[0] - result.weights[1] == pytest.approx(expected, abs=1e-9)


def test_columns_are_one_dimensional():
    """Sites on a horizontal line cut the box at the quantiles of the density in x."""
    rng = np.random.default_rng(0)
    x, b, rho = np.sort(rng.random(7)), rng.exponential(size=7), rng.random(10)
    b, rho = b / b.sum(), rho / rho.mean()
    sites = np.c_[x, np.full(7, 0.5)]
    result = semidiscrete(sites, b, rho[:, None])
    assert_certified(result, sites, b)
    edges = np.linspace(0, 1, 11)
    cuts = np.interp(np.cumsum(b)[:-1], np.r_[0, np.cumsum(rho)] / 10, edges)
    assert [cell[:, 0].max() for cell in result.cells[:-1]] == pytest.approx(cuts, abs=1e-9)
    breaks = np.unique(np.r_[edges, cuts])
    middle = (breaks[1:] + breaks[:-1]) / 2
    site, height = x[np.searchsorted(cuts, middle)], rho[np.searchsorted(edges, middle) - 1]
    along = (height * ((breaks[1:] - site) ** 3 - (breaks[:-1] - site) ** 3) / 3).sum()
    assert result.value == pytest.approx(along + 1 / 12, rel=1e-9)


def test_a_symmetric_grid_of_sites_is_solved_at_once():
    centres = (np.arange(4) + 0.5) / 4
    sites = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
    result = semidiscrete(sites)
    assert_certified(result, sites, np.full(16, 1 / 16))
    assert result.value == pytest.approx(1 / 96, rel=1e-13)
    assert result.iterations == 0


def test_discrete_transport_converges_to_it():
    """A pixel at its centre lacks h**2 / 6 of its spread; the rest of the error falls with h."""
    sites, b, density = random_problem(6, (6, 6), 1)
    value, errors = semidiscrete(sites, b, density).value, []
    for n in (12, 24, 48):
        centres = (np.arange(n) + 0.5) / n
        pixels = np.stack(np.meshgrid(centres, centres, indexing="ij"), axis=-1).reshape(-1, 2)
        mass = np.kron(density, np.ones((n // 6,) * 2)).ravel()
        errors.append(abs(ot.emd2(mass / mass.sum(), b, cost(pixels, sites)) + 1 / (6 * n * n) - value))
    assert errors[0] < 1e-3
    assert errors[2] < errors[0] / 6


@pytest.mark.parametrize(
    ("n", "shape", "seed"), [(3, (1, 1), 2), (40, (1, 1), 3), (40, (16, 9), 4), (150, (5, 5), 5)]
)
def test_random_problems(n, shape, seed):
    sites, b, density = random_problem(n, shape, seed)
    result = semidiscrete(sites, b, density)
    assert_certified(result, sites, b)
    assert result.iterations <= 15


def test_newton_is_quadratic_at_the_end():
    sites, b, density = random_problem(30, (8, 8), 6)
    residuals = semidiscrete(sites, b, density, tol=1e-14).residuals
    errors = residuals[residuals > 1e-13]
    assert errors[-1] <= 0.05 * errors[-2] <= 0.05**2 * errors[-3] * 4


@pytest.mark.parametrize("seed", range(3))
def test_densities_with_vacuum(seed):
    """Some Voronoi cells are empty, some facets without mass."""
    sites, b, density = random_problem(25, (12, 12), 10 + seed, vacuum=0.85)
    assert_certified(semidiscrete(sites, b, density), sites, b)


def test_a_density_in_two_parts():
    density = np.zeros((8, 8))
    density[0, 0] = density[7, 7] = 32
    sites, b = [[0.2, 0.2], [0.1, 0.1], [0.9, 0.8]], [0.25, 0.25, 0.5]
    result = semidiscrete(sites, b, density)
    assert_certified(result, sites, b)
    assert result.barycenters[2] == pytest.approx((15 / 16, 15 / 16), abs=1e-9)


def test_the_value_bounds_every_other_division():
    """Any weights give a lower bound; Voronoi cells give the least cost when no masses are demanded."""
    sites, b, density = random_problem(12, (4, 4), 7)
    result = semidiscrete(sites, b, density)
    grid = GridDensity(density, UNIT)
    rng = np.random.default_rng(8)
    for scale in (0, 0.01, 0.1):
        weights = result.weights * (scale > 0) + scale * rng.normal(size=12)
        cells, _ = power_cells(sites, weights, UNIT)
        bound = weights @ b
        for cell, site, weight in zip(cells, sites, weights, strict=True):
            if len(cell):
                owner = np.zeros(len(cell), dtype=int)
                mass, x, y, square = grid.moments(cell, np.roll(cell, -1, axis=0), owner, 1)[:, 0]
                bound += square - 2 * (x * site[0] + y * site[1]) + (site @ site - weight) * mass
        assert bound <= result.value + 1e-12


@pytest.mark.parametrize("scale", [1e-3, 1.0, 500.0])
def test_other_boxes(scale):
    sites, b, density = random_problem(10, (3, 5), 9)
    size = np.array([3.0, 2.0]) * scale
    place = np.array([-1.0, 4.0]) * scale
    box = np.c_[place, place + size]
    result = semidiscrete(sites * size + place, b, density, box=box)
    unit = semidiscrete(sites * [1.5, 1], b, density, box=((0, 1.5), (0, 1)))
    assert result.converged
    assert result.value == pytest.approx(unit.value * (2 * scale) ** 2, rel=1e-8)
    assert result.weights == pytest.approx(unit.weights * (2 * scale) ** 2, abs=1e-8 * scale**2)


coarse = st.integers(0, 4).map(lambda k: k / 4)


@given(
    st.lists(st.tuples(coarse, coarse), min_size=1, max_size=9, unique=True),
    st.lists(st.integers(-3, 3), min_size=9, max_size=9),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=100, deadline=None)
def test_degenerate_cells_against_brute_force(sites, weights, seed):
    """Cocircular and collinear sites, ties, empty cells; points lie in the cell of the least power."""
    sites, weights = np.array(sites), np.array(weights[: len(sites)]) / 16
    cells, neighbours = power_cells(sites, weights, UNIT)
    assert sum(map(area, cells)) == pytest.approx(1, abs=1e-12)
    points = np.random.default_rng(seed).random((40, 2))
    power = ((points[:, None] - sites) ** 2).sum(axis=2) - weights
    for point, owner in zip(points, power.argmin(axis=1), strict=True):
        edges = np.roll(cells[owner], -1, axis=0) - cells[owner]
        away = point - cells[owner]
        assert (edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0] >= -1e-12).all()
    for j, (cell, labels) in enumerate(zip(cells, neighbours, strict=True)):
        middle = (cell + np.roll(cell, -1, axis=0)) / 2
        for point, k in zip(middle, labels, strict=True):
            if k == WALL:
                assert np.abs(point - np.round(point)).min() <= 1e-12
            else:
                own, other = (((point - sites[i]) ** 2).sum() - weights[i] for i in (j, k))
                assert own == pytest.approx(other, abs=1e-12)


@given(
    st.lists(st.tuples(coarse, coarse), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(1, 4), min_size=8, max_size=8),
)
@settings(max_examples=40, deadline=None)
def test_degenerate_sites(sites, parts):
    b = np.array(parts[: len(sites)]) / sum(parts[: len(sites)])
    result = semidiscrete(sites, b, [[0.5, 1.5], [2.0, 0.0]])
    assert_certified(result, sites, b)


def clipped_moments(triangle, values):
    """Integrals over each grid cell's part by Qhull, with the midpoint rule on a fan of triangles."""
    total = np.zeros(4)
    n, m = values.shape
    hull = ConvexHull(triangle)
    for (i, j), value in np.ndenumerate(values):
        walls = [[-1, 0, i / n], [1, 0, -(i + 1) / n], [0, -1, j / m], [0, 1, -(j + 1) / m]]
        planes = np.vstack([hull.equations, walls])
        inside = interior_point(planes)
        if inside is None:
            continue
        corners = HalfspaceIntersection(planes, inside).intersections
        corners = corners[ConvexHull(corners).vertices]
        for k in range(1, len(corners) - 1):
            fan = corners[[0, k, k + 1]]
            middle = (fan + np.roll(fan, 1, axis=0)) / 2
            terms = np.c_[np.ones(3), middle, (middle**2).sum(axis=1)]
            total += value * area(fan) * terms.mean(axis=0)
    return total


def interior_point(planes):
    """Centre of the largest disc within the half-planes, unless it is a speck."""
    norms = np.hypot(*planes[:, :2].T)
    found = linprog(
        [0, 0, -1],
        A_ub=np.c_[planes[:, :2], norms],
        b_ub=-planes[:, 2],
        bounds=[(None, None)] * 2 + [(0, None)],
    )
    return found.x[:2] if found.status == 0 and found.x[2] > 1e-9 else None


@pytest.mark.parametrize("seed", range(6))
def test_integrals_over_a_triangle(seed):
    rng = np.random.default_rng(seed)
    triangle, values = rng.random((3, 2)), rng.random((4, 3))
    if area(triangle) < 0:
        triangle = triangle[::-1]
    moments = GridDensity(values, UNIT).moments(
        triangle, np.roll(triangle, -1, axis=0), np.zeros(3, dtype=int), 1
    )
    assert moments[:, 0] == pytest.approx(clipped_moments(triangle, values), abs=1e-9)


def test_integrals_along_segments():
    grid = GridDensity(np.array([[1.0, 2.0], [3.0, 4.0]]), UNIT)
    starts = np.array([[0.1, 0.2], [0.0, 0.0], [0.25, 0.0], [0.3, 0.3]])
    ends = np.array([[0.9, 0.2], [1.0, 1.0], [0.25, 1.0], [0.3, 0.3]])
    expected = [0.4 * (1 + 3), 2**0.5 * (1 + 4) / 2, (1 + 2) / 2, 0]
    assert grid.along(starts, ends) == pytest.approx(expected, rel=1e-14)


def test_an_exhausted_budget_is_told():
    sites, b, density = random_problem(30, (4, 4), 11)
    result = semidiscrete(sites, b, density, max_iter=1)
    assert (result.converged, result.iterations) == (False, 1)
    assert result.residual > 1e-10
    assert result.dual <= semidiscrete(sites, b, density).value + 1e-12


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sites": [[0.5, 1.5]]}, r"'sites' must lie in the box, got sites\[0\] = \(0\.5, 1\.5\); move it"),
        (
            {"sites": [[0.5, 0.5], [0.1, 0.1], [0.5, 0.5]]},
            r"'sites' must be apart, got sites\[0\] and sites\[2\]",
        ),
        ({"sites": [0.1, 0.2]}, "'sites' must be points of the plane, got dimension 1"),
        ({"sites": [[np.nan, 0]]}, r"'sites' must be finite, got sites\[0, 0\] = nan"),
        ({"b": [1.0, 0.0]}, r"'b' must be positive, got b\[1\] = 0; leave that point out"),
        ({"b": [1.5, -0.5]}, r"'b' must be nonnegative, got b\[1\] = -0\.5"),
        ({"b": [1.0, 1.0]}, r"'b' must have mass 1, got 2\.000"),
        ({"b": [1.0]}, r"'b' must have one weight for each point of 'sites' \(2\), got 1"),
        ({"density": [1.0, 1.0]}, r"'density' must have 2 axes, got shape \(2,\)"),
        ({"density": [[3.0, -1.0]]}, r"'density' must be nonnegative, got density\[0, 1\] = -1"),
        (
            {"density": [[2.0, 2.0]]},
            r"'density' must have mean 1, got 2\.000; use density / density\.mean\(\)",
        ),
        ({"box": ((1, 0), (0, 1))}, r"'box' must be \(\(left, right\), \(bottom, top\)\)"),
        ({"box": (0, 1)}, r"'box' must have 2 axes, got shape \(2,\)"),
        ({"tol": 0}, "'tol' must be finite and above 0, got 0"),
        ({"max_iter": 0}, "'max_iter' must be at least 1, got 0"),
    ],
)
def test_bad_values_are_refused(options, message):
    with pytest.raises(ValueError, match="^semidiscrete: " + message):
        semidiscrete(**{"sites": [[0.1, 0.2], [0.6, 0.7]]} | options)
