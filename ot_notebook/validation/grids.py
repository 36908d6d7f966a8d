"""Checks of densities on grids."""

import numpy as np

from .arrays import array_of, is_flat, refuse_first
from .masses import MASS_TOLERANCE, apart


def density(value, name, where, ndim=None):
    """Nonnegative density on a row (n,) or a grid (n, m) of equal cells, of mean 1 and freed of rounding."""
    array = array_of(value, name, where, ndim or (1 if is_flat(value) else 2))
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    refuse_first(array, array < 0, name, where, "be nonnegative")
    mean = float(array.mean())
    if mean == 0:
        raise ValueError(f"{where}: {name!r} must have positive mass, got 0")
    if abs(mean - 1) > MASS_TOLERANCE:
        got = apart(mean, 1.0)[0]
        raise ValueError(f"{where}: {name!r} must have mean 1, got {got}; use {name} / {name}.mean()")
    return array / mean


def same_grid(one, other, names, where):
    """Refuse densities on different grids."""
    if one.shape != other.shape:
        raise ValueError(
            f"{where}: {names[1]!r} must have the shape of {names[0]!r} {one.shape}, got {other.shape}"
        )


def density_path(value, name, where):
    """Densities on a line of cells at two or more times, shape (times, n), each of mean 1."""
    array = array_of(value, name, where, 2)
    if len(array) < 2:
        raise ValueError(f"{where}: {name!r} must have at least 2 times, got {len(array)}")
    return np.stack([density(row, f"{name}[{k}]", where) for k, row in enumerate(array)])
