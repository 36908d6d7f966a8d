"""Checks of costs and distances between points."""

import numpy as np

from .arrays import LARGEST, array_of, refuse_first


def cost_matrix(value, shape, where, name="cost"):
    """Costs of shape `shape`; ``inf`` forbids a pair, NaN and ``-inf`` are refused."""
    array = array_of(value, name, where, 2)
    if array.shape != shape:
        raise ValueError(f"{where}: {name!r} must have shape {shape} (len(a), len(b)), got {array.shape}")
    if not (array.min() >= -LARGEST and array.max() <= LARGEST):
        refuse_first(array, np.isnan(array) | (array == -np.inf), name, where, "be above -inf and not NaN")
        too_large = (np.abs(array) > LARGEST) & (array != np.inf)
        refuse_first(array, too_large, name, where, f"be at most {LARGEST:g} in size (or inf: forbidden)")
    return array


def finite_cost(cost, where):
    """Refuse forbidden pairs where every pair must have a cost."""
    refuse_first(cost, np.isinf(cost), "cost", where, "be finite")


def nonnegative_cost(cost, where):
    """Refuse costs below 0 where mass may be created: it would pay to create it without end."""
    refuse_first(cost, cost < 0, "cost", where, "be nonnegative")


def distances(value, name, where):
    """A symmetric matrix of finite inner distances, shape (n, n)."""
    array = array_of(value, name, where, 2)
    if array.shape[0] != array.shape[1]:
        raise ValueError(f"{where}: {name!r} must be square, got shape {array.shape}")
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    refuse_first(array, np.abs(array - array.T) > 1e-9 * np.abs(array).max(), name, where, "be symmetric")
    return (array + array.T) / 2


def costs_of_axes(value, shape, where):
    """A symmetric cost matrix for each axis of a grid; the matrix itself where there is one axis."""
    matrices = [value] if len(shape) == 1 else value
    if len(matrices) != len(shape):
        raise ValueError(
            f"{where}: 'cost' must have a matrix for each of {len(shape)} axes, got {len(matrices)}"
        )
    checked = [distances(matrix, "cost", where) for matrix in matrices]
    for matrix, count in zip(checked, shape, strict=True):
        if len(matrix) != count:
            raise ValueError(f"{where}: 'cost' must have shape ({count}, {count}), got {matrix.shape}")
    return checked
