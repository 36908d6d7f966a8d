"""`benamou_brenier` and `path_action` against closed forms, and the operators of the staggered grid."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import ndtr

from ot_notebook.solvers import benamou_brenier, density_transport, path_action, staggered


def bell(cells, mean, deviation, floor=0.0):
    """Cell averages of a Gaussian on the unit interval, over a floor."""
    values = np.diff(ndtr((np.linspace(0, 1, cells + 1) - mean) / deviation))
    values = values / values.mean() + floor
    return values / values.mean()


def box(cells, first, last):
    values = np.zeros(cells)
    values[first:last] = 1
    return values / values.mean()


def quantile_formula(rho0, rho1):
    """W_2**2 of piecewise-constant densities on the unit interval."""
    return density_transport(np.linspace(0, 1, len(rho0) + 1), rho0, rho1).value


def random_fields(shape, seed):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=[n + (k == axis) for k, n in enumerate(shape)]) for axis in range(len(shape))]


def dot(one, other):
    return sum((left * right).sum() for left, right in zip(one, other, strict=True))


def assert_certified(result, rho0, rho1):
    assert result.density[0] == pytest.approx(rho0, rel=1e-14)
    assert result.density[-1] == pytest.approx(rho1, rel=1e-14)
    assert result.density.min() >= 0
    assert result.density.reshape(len(result.density), -1).mean(axis=1) == pytest.approx(1, abs=1e-11)
    divergence = staggered.divergence([result.density, *result.momentum])
    assert result.continuity_error == np.abs(divergence).max() <= 1e-10
    for axis, component in enumerate(result.momentum, start=1):
        walls = np.moveaxis(component, axis, 0)
        assert not walls[[0, -1]].any()
    assert result.upper == staggered.action(staggered.centre([result.density, *result.momentum]))
    assert result.gap == result.upper - result.dual
    assert result.gap >= -1e-12
    assert len(result.actions) == len(result.residuals) == result.iterations
    assert result.value == result.actions[-1]


@pytest.mark.parametrize("shape", [(3, 5), (4, 3, 2), (1, 6), (5, 1)])
def test_the_adjoint_of_the_centring(shape):
    fields = random_fields(shape, 0)
    values = [np.random.default_rng(k).normal(size=shape) for k in range(len(shape))]
    left = dot(staggered.centre(fields), values)
    assert left == pytest.approx(dot(fields, staggered.centre_adjoint(values)), rel=1e-13)


@pytest.mark.parametrize("shape", [(3, 5), (4, 3, 2), (1, 6), (5, 1)])
def test_the_projection_on_continuity(shape):
    """Feasible, and the correction is orthogonal to the difference of two feasible fields."""
    rho0, rho1 = (np.random.default_rng(k).random(shape[1:]) for k in (1, 2))
    rho0, rho1 = rho0 / rho0.mean(), rho1 / rho1.mean()
    fields = random_fields(shape, 3)
    near, potential = staggered.project_on_continuity(fields, rho0, rho1)
    other, _ = staggered.project_on_continuity(random_fields(shape, 4), rho0, rho1)
    assert np.abs(staggered.divergence(near)).max() <= 1e-12
    assert np.array_equal(near[0][0], rho0)
    assert np.array_equal(near[0][-1], rho1)
    assert dot(
        [x - y for x, y in zip(fields, near, strict=True)], [x - y for x, y in zip(other, near, strict=True)]
    ) == pytest.approx(0, abs=1e-11)
    for axis, slope in enumerate(staggered.gradient(potential)):
        change = staggered.inner(near[axis] - fields[axis], axis)
        assert change == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize("shape", [(3, 5), (4, 3, 2), (1, 6)])
def test_the_projection_on_the_graph(shape):
    fields, values = random_fields(shape, 5), staggered.centre(random_fields(shape, 6))
    near, centred = staggered.project_on_graph(fields, values, staggered.resolvents(shape))
    for one, other in zip(staggered.centre(near), centred, strict=True):
        assert one == pytest.approx(other, abs=1e-14)
    change = [x - y for x, y in zip(fields, near, strict=True)]
    load = staggered.centre_adjoint([x - y for x, y in zip(values, centred, strict=True)])
    for one, other in zip(change, load, strict=True):
        assert one == pytest.approx(-other, abs=1e-13)


@given(st.floats(-5, 5), st.floats(-9, 9), st.floats(-9, 9), st.sampled_from([0.01, 1.0, 30.0]))
@settings(max_examples=200, deadline=None)
def test_the_proximal_map_is_optimal(f, m, n, step):
    """The slope (f - r, m - k) / step is a subgradient: on the parabola where r > 0, within it at 0."""
    density, *flow = (
        value.item() for value in staggered.prox_kinetic([np.array([f]), np.array([m]), np.array([n])], step)
    )
    a, b, c = (f - density) / step, (m - flow[0]) / step, (n - flow[1]) / step
    size = max(1.0, (abs(f) + m * m + n * n) / step**2)
    assert density >= 0
    assert a + (b * b + c * c) / 2 <= 1e-12 * size
    if density > 0:
        assert a + (b * b + c * c) / 2 == pytest.approx(0, abs=1e-12 * size)
        assert (b * density, c * density) == pytest.approx(tuple(flow), abs=1e-12 * size * (1 + density))
    else:
        assert flow == [0, 0]


def test_the_proximal_map_against_a_minimiser():
    for f, m, step in ((0.3, 1.2, 1.0), (-0.5, 2.0, 0.4), (2.0, -0.1, 5.0)):
        found = minimize(
            lambda z, f=f, m=m, s=step: z[1] ** 2 / (2 * z[0]) * s + ((z[0] - f) ** 2 + (z[1] - m) ** 2) / 2,
            [1.0, m],
            bounds=[(1e-9, None), (None, None)],
            tol=1e-14,
        )
        values = staggered.prox_kinetic([np.array([f]), np.array([m])], step)
        assert np.concatenate(values) == pytest.approx(found.x, abs=1e-5)


def test_the_action_is_infinite_in_vacuum():
    one, nothing = np.ones(1), np.zeros(1)
    assert staggered.action([2 * one, 3 * one]) == 4.5
    assert staggered.action([nothing, nothing]) == 0
    assert staggered.action([nothing, one]) == staggered.action([-one, nothing]) == math.inf


def test_second_order_in_the_grid():
    """The error of the solved action against the exact W_2**2 falls at least 2.9 times as cells halve."""
    errors = []
    for cells in (16, 32, 64):
        rho0, rho1 = bell(cells, 0.3, 0.07, 0.05), bell(cells, 0.7, 0.1, 0.05)
        result = benamou_brenier(rho0, rho1, cells // 2, iterations=3000, tol=1e-6)
        assert_certified(result, rho0, rho1)
        assert result.converged
        assert result.mixture == 0
        assert result.dual - 1e-12 <= result.upper <= result.dual * 1.005
        assert result.value == pytest.approx(result.upper, rel=1e-6)
        errors.append(abs(result.value / quantile_formula(rho0, rho1) - 1))
    assert errors[0] < 2e-3
    assert errors[0] / errors[1] > 2.9
    assert errors[1] / errors[2] > 2.9


def test_the_error_falls_with_the_iterations():
    """Measured: 22 % after 10 iterations, 0.6 % after 100, 0.04 % after 300, 0.0006 % after 1000."""
    rho0, rho1 = bell(64, 0.3, 0.07), bell(64, 0.7, 0.1)
    exact = quantile_formula(rho0, rho1)
    result = benamou_brenier(rho0, rho1, 32, tol=0)
    errors = np.abs(result.actions / exact - 1)
    assert errors[9] > 0.1
    assert errors[99] < 0.01
    assert errors[299] < 1e-3
    assert errors[999] < 1e-4
    assert result.residuals[99] < 0.03 * result.residuals[9]
    assert result.residuals[999] < 0.03 * result.residuals[99]
    assert_certified(result, rho0, rho1)
    assert 0 < result.mixture < 1e-2
    assert result.upper / exact - 1 < 4e-3
    assert 1 - result.dual / exact < 3e-3
    assert (result.iterations, result.converged) == (1000, False)


def test_a_translation_through_vacuum():
    rho0, rho1 = box(32, 4, 12), box(32, 18, 26)
    result = benamou_brenier(rho0, rho1, 16, iterations=1500, tol=0)
    assert_certified(result, rho0, rho1)
    assert result.value == pytest.approx((14 / 32) ** 2, rel=2e-2)
    assert result.negativity > 0


def test_two_dimensions_add_up():
    """Products of densities: W_2**2 is the sum over the axes."""
    first, last = [bell(16, 0.35, 0.1), bell(14, 0.4, 0.12)], [bell(16, 0.6, 0.12), bell(14, 0.6, 0.09)]
    rho0, rho1 = np.outer(*first), np.outer(*last)
    rho0, rho1 = rho0 / rho0.mean(), rho1 / rho1.mean()
    result = benamou_brenier(rho0, rho1, 12, iterations=800)
    assert_certified(result, rho0, rho1)
    expected = sum(quantile_formula(*pair) for pair in zip(first, last, strict=True))
    assert result.value == pytest.approx(expected, rel=4e-3)
    assert [m.shape for m in result.momentum] == [(12, 17, 14), (12, 16, 15)]
    turned = benamou_brenier(rho0.T, rho1.T, 12, iterations=800)
    assert turned.value == pytest.approx(result.value, rel=1e-9)


def test_one_row_of_cells_is_the_line():
    rho0, rho1 = bell(16, 0.3, 0.1, 0.1), bell(16, 0.6, 0.1, 0.1)
    line = benamou_brenier(rho0, rho1, 8, iterations=200, tol=0)
    plane = benamou_brenier(rho0[None, :], rho1[None, :], 8, iterations=200, tol=0)
    assert plane.actions == pytest.approx(line.actions, rel=1e-9)
    assert plane.momentum[1][:, 0] == pytest.approx(line.momentum[0], abs=1e-9)


def test_the_velocity_is_the_slope_of_the_potential():
    """Where there is mass, m / rho is the gradient of the potential; a translation moves at one speed."""
    rho0, rho1 = bell(64, 0.35, 0.08, 0.01), bell(64, 0.6, 0.08, 0.01)
    result = benamou_brenier(rho0, rho1, 16, iterations=3000, tol=1e-6)
    middle = slice(26, 34)
    speed = 64 * np.diff(result.potential[8])[middle]
    assert speed == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("rho0", "rho1", "steps", "expected"),
    [([1.0], [1.0], 3, 0), ([1, 1, 1], [1, 1, 1], 2, 0), ([2.0, 0], [0, 2.0], 2, 1 / 3)],
)
def test_small_and_still(rho0, rho1, steps, expected):
    result = benamou_brenier(rho0, rho1, steps)
    assert_certified(result, rho0, rho1)
    assert result.value == pytest.approx(expected, abs=1e-4)
    assert result.upper == pytest.approx(expected, abs=1e-8)
    assert result.converged


def test_the_action_of_the_solution_is_its_upper_bound():
    rho0, rho1 = bell(24, 0.3, 0.1, 0.1), bell(24, 0.6, 0.15, 0.1)
    result = benamou_brenier(rho0, rho1, 12)
    path = path_action(result.density)
    assert path.value == pytest.approx(result.upper, rel=1e-12)
    assert path.momentum == pytest.approx(result.momentum[0], abs=1e-12)
    assert path.energy == pytest.approx(path.value, rel=1e-3)


def test_other_paths_cost_more():
    rho0, rho1 = bell(24, 0.3, 0.1, 0.1), bell(24, 0.6, 0.15, 0.1)
    solved = benamou_brenier(rho0, rho1, 12)
    t = np.linspace(0, 1, 13)[:, None]
    mixture = (1 - t) * rho0 + t * rho1
    assert path_action(mixture).value > 1.3 * solved.upper
    late = solved.density.copy()
    late[1:-1] = (late[:-2] + late[2:]) / 2 + 0.05 * (late[2:] - late[:-2])
    assert path_action(late).value > solved.dual


def test_the_action_of_a_moving_box():
    """A box that moves by one cell a step has speed 1 but for the grid's averages of its edges."""
    path = np.array([box(40, k, k + 20) for k in range(21)])
    result = path_action(path)
    assert result.value == pytest.approx(0.25, rel=0.03)
    assert result.energy == pytest.approx(result.value, rel=1e-12)
    assert result.momentum[0, 5] == pytest.approx(2 * 20 / 40)


@pytest.mark.parametrize("seed", range(5))
def test_rounding_is_no_motion_through_vacuum(seed):
    """Sums over a moved bump come back to zero only up to rounding."""
    path, bump = np.zeros((11, 40)), np.random.default_rng(seed).random(12)
    for k, row in enumerate(path):
        row[5 + k : 17 + k] = bump * 40 / bump.sum()
    assert path_action(path).value == pytest.approx((10 / 40) ** 2, rel=0.4)


def test_a_path_through_vacuum():
    """Mass that vanishes here and turns up there would have to cross cells that are always empty."""
    assert path_action([[3.0, 0, 0], [0, 0, 3.0]]).value == math.inf
    assert path_action([[3.0, 0, 0], [0, 3.0, 0], [0, 0, 3.0]]).value < math.inf
    still = path_action([[0, 1.5, 1.5]] * 3)
    assert (still.value, still.energy.tolist()) == (0, [0, 0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rho0": [2.0, 2.0]}, r"'rho0' must have mean 1, got 2\.000; use rho0 / rho0\.mean\(\)"),
        ({"rho1": [3.0, -1.0]}, r"'rho1' must be nonnegative, got rho1\[1\] = -1"),
        ({"rho1": [np.nan, 1.0]}, r"'rho1' must be finite, got rho1\[0\] = nan"),
        ({"rho1": [0.0, 0.0]}, r"'rho1' must have positive mass, got 0"),
        ({"rho1": [1.0, 1.0, 1.0]}, r"'rho1' must have the shape of 'rho0' \(2,\), got \(3,\)"),
        ({"rho1": [[1.0, 1.0]]}, r"'rho1' must have the shape of 'rho0' \(2,\), got \(1, 2\)"),
        ({"rho0": np.ones((2, 2, 2))}, r"'rho0' must have 2 axes, got shape \(2, 2, 2\)"),
        ({"rho0": []}, r"'rho0' must not be empty"),
        ({"steps": 1}, "'steps' must be at least 2, got 1"),
        ({"iterations": 0}, "'iterations' must be at least 1, got 0"),
        ({"tol": -1}, "'tol' must be finite and at least 0, got -1"),
        ({"gamma": 0}, "'gamma' must be finite and above 0, got 0"),
        ({"relaxation": 2}, r"'relaxation' must be in \(0, 1\.99\], got 2"),
    ],
)
def test_bad_values_are_refused(options, message):
    with pytest.raises(ValueError, match="^benamou_brenier: " + message):
        benamou_brenier(**{"rho0": [1.0, 1.0], "rho1": [1.0, 1.0], "steps": 2} | options)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ([[1.0, 1.0]], "'density' must have at least 2 times, got 1"),
        ([1.0, 1.0], r"'density' must have 2 axes, got shape \(2,\)"),
        ([[1.0, 1.0], [1.0, 0.5]], r"'density\[1\]' must have mean 1, got 0\.750"),
        ([[1.0, 1.0], [2.5, -0.5]], r"'density\[1\]' must be nonnegative, got density\[1\]\[1\] = -0\.5"),
    ],
)
def test_bad_paths_are_refused(path, message):
    with pytest.raises(ValueError, match="^path_action: " + message):
        path_action(path)
