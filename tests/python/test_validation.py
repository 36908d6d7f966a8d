"""Checks of numbers, points, weights and costs: what passes, what is refused, and in which words."""

import math
import re

import numpy as np
import pytest

from ot_notebook import validation


def refused(error, message):
    return pytest.raises(error, match=f"^f: {message}$")


@pytest.mark.parametrize(("value", "expected"), [(2, 2.0), (np.float32(0.5), 0.5), (np.int64(3), 3.0)])
def test_real_passes(value, expected):
    number = validation.real(value, "p", "f", low=0, high=3)
    assert (number, type(number)) == (expected, float)


@pytest.mark.parametrize("value", ["1", None, True, np.bool_(True), 1j, [1.0]])
def test_real_refuses_types(value):
    with refused(TypeError, f"'p' must be a real number, got {type(value).__name__}"):
        validation.real(value, "p", "f")


@pytest.mark.parametrize(
    ("value", "limits", "message"),
    [
        (math.nan, {}, "finite, got nan"),
        (math.inf, {}, "finite, got inf"),
        (math.inf, {"low": 0}, "finite and at least 0, got inf"),
        (0.5, {"low": 1}, "finite and at least 1, got 0.5"),
        (0, {"low": 0, "open_low": True}, "finite and above 0, got 0"),
        (4.5, {"low": 1, "high": 4}, r"in \[1, 4\], got 4.5"),
        (1, {"low": 1, "high": 4, "open_low": True}, r"in \(1, 4\], got 1"),
    ],
)
def test_real_refuses_values(value, limits, message):
    with refused(ValueError, "'p' must be " + message):
        validation.real(value, "p", "f", **limits)


def test_whole_passes():
    number = validation.whole(np.int32(3), "n", "f", 3, 3)
    assert (number, type(number)) == (3, int)


@pytest.mark.parametrize("value", [2.0, "2", True, None])
def test_whole_refuses_types(value):
    with refused(TypeError, f"'n' must be an integer, got {type(value).__name__}"):
        validation.whole(value, "n", "f")


@pytest.mark.parametrize(
    ("value", "limits", "message"),
    [(0, (1,), "at least 1, got 0"), (9, (1, 8), "from 1 to 8, got 9"), (-1, (), "at least 0, got -1")],
)
def test_whole_refuses_values(value, limits, message):
    with refused(ValueError, "'n' must be " + message):
        validation.whole(value, "n", "f", *limits)


@pytest.mark.parametrize(
    ("value", "shape"),
    [([1, 2, 3], (3, 1)), (np.zeros(4), (4, 1)), ([[1, 2]], (1, 2)), (np.zeros((3, 5)), (3, 5))],
)
def test_points_pass(value, shape):
    points = validation.points(value, "x", "f")
    assert (points.shape, points.dtype) == (shape, float)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ([], ValueError, r"'x' must not be empty, got shape \(0,\)"),
        (np.zeros((0, 2)), ValueError, r"'x' must not be empty, got shape \(0, 2\)"),
        (np.zeros((2, 0)), ValueError, r"'x' must not be empty, got shape \(2, 0\)"),
        (3.0, ValueError, r"'x' must have 2 axes, got shape \(\)"),
        (np.zeros((1, 2, 3)), ValueError, r"'x' must have 2 axes, got shape \(1, 2, 3\)"),
        ([[1], [2, 3]], ValueError, "'x' must be a rectangular array, got rows of different lengths"),
        ([[0, 1], [2, np.inf]], ValueError, r"'x' must be finite, got x\[1, 1\] = inf"),
        ([0.0, np.nan], ValueError, r"'x' must be finite, got x\[1\] = nan"),
        ([[1j]], TypeError, "'x' must hold real numbers, got dtype complex128"),
        (None, TypeError, "'x' must hold real numbers, got NoneType"),
        ("text", TypeError, "'x' must hold real numbers, got dtype <U4"),
    ],
)
def test_points_refuse(value, error, message):
    with refused(error, message):
        validation.points(value, "x", "f")


def test_same_space():
    validation.same_space(np.zeros((2, 3)), np.zeros((5, 3)), "f")
    with refused(ValueError, r"'y' must have the dimension of 'x' \(3\), got 2; give both as .*"):
        validation.same_space(np.zeros((2, 3)), np.zeros((5, 2)), "f")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([0.5, -1e-300], r"'a' must be nonnegative, got a\[1\] = -1e-300"),
        ([np.inf], r"'a' must be finite, got a\[0\] = inf"),
        ([0, 0.0], "'a' must have positive mass, got 0"),
        ([[1.0]], r"'a' must have 1 axis, got shape \(1, 1\)"),
    ],
)
def test_weights_refuse(value, message):
    with refused(ValueError, message):
        validation.weights(value, "a", "f")


def test_weights_pass():
    assert validation.weights([2, 0, 1], "a", "f").tolist() == [2.0, 0.0, 1.0]


def test_unit_mass():
    assert validation.unit_mass(np.array([0.5, 0.5 + 1e-9]), "a", "f").sum() == pytest.approx(1, abs=1e-15)
    with refused(ValueError, r"'a' must have mass 1, got 6\.000; use a / a\.sum\(\)"):
        validation.unit_mass(np.array([2.0, 4.0]), "a", "f")
    with refused(ValueError, r"'a' must have mass 1, got 1\.00001; use a / a\.sum\(\)"):
        validation.unit_mass(np.array([1.00001]), "a", "f")


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ([1.0], [0.95], r"\(1\.000\), got 0\.950; use b / b\.sum\(\)"),
        ([1.0], [1.00002], r"\(1\.00000\), got 1\.00002; use b / b\.sum\(\)"),
        ([2.0, 1.0], [2.0], r"\(3\.000\), got 2\.000; use b \* \(a\.sum\(\) / b\.sum\(\)\)"),
        ([1e-30], [2e-30], r"\(1e-30\), got 2e-30; use b \* \(a\.sum\(\) / b\.sum\(\)\)"),
    ],
)
def test_same_mass_refuses(a, b, message):
    with refused(ValueError, "'b' must have the mass of 'a' " + message):
        validation.same_mass(np.array(a), np.array(b), "f")


def test_same_mass_passes():
    validation.same_mass(np.array([3.0]), np.array([1.0, 2.0000001]), "f")


@pytest.mark.parametrize("value", [[[1, np.inf], [-2, 0]], np.ones((2, 2), dtype=int)])
def test_cost_matrix_passes(value):
    assert validation.cost_matrix(value, (2, 2), "f").dtype == float


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[1, np.nan]], r"'cost' must be above -inf and not NaN, got cost\[0, 1\] = nan"),
        ([[-np.inf, np.inf]], r"'cost' must be above -inf and not NaN, got cost\[0, 0\] = -inf"),
        ([[-1e151, 0]], r"'cost' must be at most 1e\+150 in size .*, got cost\[0, 0\] = -1e\+151"),
        ([[1, 2], [3, 4]], r"'cost' must have shape \(1, 2\) \(len\(a\), len\(b\)\), got \(2, 2\)"),
        ([1, 2], r"'cost' must have 2 axes, got shape \(2,\)"),
    ],
)
def test_cost_matrix_refuses(value, message):
    with refused(ValueError, message):
        validation.cost_matrix(value, (1, 2), "f")


def test_choice():
    assert validation.choice(2.0, (1, 2), "q", "f") == 2
    with refused(ValueError, "'q' must be one of 1, 'x', got 3"):
        validation.choice(3, (1, "x"), "q", "f")


def test_regularisation():
    assert validation.regularisation(0.5, 3.0, "f") == 0.5
    assert validation.regularisation(1e-300, 0.0, "f") == 1e-300
    for epsilon, remedy in ((1e-9, "use exact"), (1e9, "the plan is the product of the weights")):
        with refused(ValueError, f"'epsilon' must be within 1e-8 and 1e8 .*, got .*; {remedy}"):
            validation.regularisation(epsilon, 1.0, "f")
    with refused(ValueError, r"'epsilon' must be in \(0, 1e\+150\], got 0"):
        validation.regularisation(0, 1.0, "f")


def test_costs_of_one_sign_and_finite():
    costs = np.array([[0.0, np.inf], [-1, 2]])
    with refused(ValueError, r"'cost' must be finite, got cost\[0, 1\] = inf"):
        validation.finite_cost(costs, "f")
    with refused(ValueError, r"'cost' must be nonnegative, got cost\[1, 0\] = -1"):
        validation.nonnegative_cost(costs, "f")
    validation.finite_cost(costs[1:], "f")
    validation.nonnegative_cost(costs[:1], "f")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[0, 1, 2], [1, 0, 3]], r"'D' must be square, got shape \(2, 3\)"),
        ([[0, 1], [2, 0]], r"'D' must be symmetric, got D\[0, 1\] = 1"),
        ([[0, np.inf], [np.inf, 0]], r"'D' must be finite, got D\[0, 1\] = inf"),
    ],
)
def test_distances_refuse(value, message):
    with refused(ValueError, message):
        validation.distances(value, "D", "f")


def test_costs_of_axes():
    swap = [[0, 1], [1, 0]]
    assert len(validation.costs_of_axes([swap, [[0.0]]], (2, 1), "f")) == 2
    assert validation.costs_of_axes(swap, (2,), "f")[0].tolist() == swap
    with refused(ValueError, "'cost' must have a matrix for each of 2 axes, got 1"):
        validation.costs_of_axes([swap], (2, 2), "f")
    with refused(ValueError, r"'cost' must have shape \(3, 3\), got \(2, 2\)"):
        validation.costs_of_axes(swap, (3,), "f")


def test_dimension_refuses():
    with refused(ValueError, "'x' must have points of dimension 1, got 2"):
        validation.dimension(np.zeros((3, 2)), 1, "x", "f")


def test_flag():
    assert validation.flag(False, "best", "f") is False
    for value in (0, "True", None, np.True_):
        with refused(TypeError, f"'best' must be True or False, got {re.escape(repr(value))}"):
            validation.flag(value, "best", "f")


def test_state_keys():
    validation.state_keys({"y": 1, "x": None}, {"x", "y"}, "f")
    with refused(ValueError, "the state must have x, y; got x"):
        validation.state_keys({"x": 1}, {"x", "y"}, "f")
    with refused(ValueError, "the state must have x; got speed, x"):
        validation.state_keys({"x": 1, "speed": 2}, {"x"}, "f")


def test_points_in_window_pass():
    corners = [[0, 0], [1.5, 1], [0, 1]]
    assert validation.points_in_window(corners, "x", "f", (1.5, 1), 3).tolist() == corners
    assert validation.points_in_window([[1.50004, 0.12346]], "x", "f", (1.5, 1), 3).tolist() == [
        [1.5, 0.1235]
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([[0.1, 0.2, 0.3]], "'x' must hold points of the plane, got dimension 3"),
        ([0.1, 0.2], "'x' must hold points of the plane, got dimension 1"),
        ([[0, 0]] * 4, "'x' must have at most 3 points, got 4"),
        ([[0, 0], [1.6, 0.5]], r"'x' must lie in \[0, 1.5\] x \[0, 1\], got x\[1\] = \(1.6, 0.5\)"),
        ([[0, -0.1]], r"'x' must lie in \[0, 1.5\] x \[0, 1\], got x\[0\] = \(0, -0.1\)"),
        ([[0, np.nan]], r"'x' must be finite, got x\[0, 1\] = nan"),
    ],
)
def test_points_in_window_refuse(value, message):
    with refused(ValueError, message):
        validation.points_in_window(value, "x", "f", (1.5, 1.0), 3)


def test_numbers_within():
    assert validation.numbers_within((0, 2), "x", "f", (0, 2), count=2) == [0.0, 2.0]
    assert validation.numbers_within([1], "x", "f", (0, 2), most=3) == [1.0]
    assert validation.numbers_within([0.12344, 2e-5], "x", "f", (0, 2)) == [0.1234, 0.0]
    with refused(TypeError, r"'x\[1\]' must be a real number, got bool"):
        validation.numbers_within([1, True], "x", "f", (0, 2))
    with refused(ValueError, r"'x\[1\]' must be in \[0, 2\], got 2.5"):
        validation.numbers_within([1, 2.5], "x", "f", (0, 2))
    with refused(ValueError, "'x' must have 3 entries, got 1"):
        validation.numbers_within([1], "x", "f", (0, 2), count=3)
    with refused(ValueError, "'x' must have at most 1 entries, got 2"):
        validation.numbers_within([1, 1], "x", "f", (0, 2), most=1)


def test_some_weight():
    validation.some_weight([0, 1e-9], "a", "f")
    with refused(ValueError, "'a' must have a weight above 0"):
        validation.some_weight([0, 0.0], "a", "f")


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([0.33335, 0.33335, 0.3333], [0.3334, 0.3333, 0.3333]),
        ([0.29, 0.71], [0.29, 0.71]),
        ([1.0], [1.0]),
        ([0, 1], [0, 1]),
        ([1 / 12] * 12, [0.0834] * 4 + [0.0833] * 8),
    ],
)
def test_weights_become_whole_steps_of_mass_1(weights, expected):
    assert validation.apportioned(weights) == expected
    assert validation.apportioned(expected) == expected
    if len(set(weights)) > 1:
        assert validation.unit_weights(weights, "a", "f", len(weights)) == expected


@pytest.mark.parametrize("count", range(1, 13))
def test_equal_weights_are_kept(count):
    kept = validation.unit_weights([1 / count] * count, "a", "f", count, least=1e-4)
    assert kept == [1 / count] * count == validation.unit_weights(kept, "a", "f", count)


def test_the_largest_weight_pays_for_what_is_lifted():
    lifted = validation.apportioned([2e-5, 2e-5, 0.49996, 0.5], least=1)
    assert lifted == [0.0001, 0.0001, 0.4999, 0.4999]
    assert validation.apportioned([0.0, 0.0, 1.0], least=100) == [0.01, 0.01, 0.98]


def test_unit_weights_pass():
    assert validation.unit_weights([0.1, 0.2, 0.7 + 1e-9], "a", "f", 3) == [0.1, 0.2, 0.7]
    assert validation.unit_weights([0.25, 0.75], "a", "f", 2, least=0.25) == [0.25, 0.75]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([0.5, 0.5, 0], "'a' must have 2 weights, got 3"),
        ([1.5, -0.5], r"'a' must be nonnegative, got a\[1\] = -0.5"),
        ([0.95, 0.05], r"'a' must be at least 0.1, got a\[1\] = 0.05"),
        ([0.5, 0.6], r"'a' must have mass 1, got 1\.100; .*"),
    ],
)
def test_unit_weights_refuse(value, message):
    with refused(ValueError, message):
        validation.unit_weights(value, "a", "f", 2, least=0.1)
