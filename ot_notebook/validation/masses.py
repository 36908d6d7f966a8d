"""Checks of weights and of their sums."""

import numpy as np

from .arrays import array_of, refuse_first, vector

MASS_TOLERANCE = 1e-6


def weights(value, name, where):
    """Nonnegative finite weights, not all zero, shape (n,)."""
    array = array_of(value, name, where, 1)
    low, high = array.min(), array.max()
    if not (low >= 0 and high < np.inf):
        refuse_first(array, ~np.isfinite(array), name, where, "be finite")
        refuse_first(array, array < 0, name, where, "be nonnegative")
    if high == 0:
        raise ValueError(f"{where}: {name!r} must have positive mass, got 0")
    return array


def unit_mass(array, name, where):
    """Weights of a probability measure, freed of the rounding of their sum."""
    mass = float(array.sum())
    if abs(mass - 1) > MASS_TOLERANCE:
        got = apart(mass, 1.0)[0]
        raise ValueError(f"{where}: {name!r} must have mass 1, got {got}; use {name} / {name}.sum()")
    return array / mass


def same_mass(a, b, where):
    """Refuse measures that cannot be carried onto each other."""
    mass_a, mass_b = float(a.sum()), float(b.sum())
    if abs(mass_a - mass_b) > MASS_TOLERANCE * mass_a:
        expected, got = apart(mass_a, mass_b)
        remedy = "b / b.sum()" if abs(mass_a - 1) <= MASS_TOLERANCE else "b * (a.sum() / b.sum())"
        raise ValueError(f"{where}: 'b' must have the mass of 'a' ({expected}), got {got}; use {remedy}")


def apart(one, other):
    """Both numbers with three decimals, or as many more as it takes to see that they differ."""
    for digits in range(3, 17):
        pair = f"{one:.{digits}f}", f"{other:.{digits}f}"
        if pair[0] != pair[1]:
            return pair
    return repr(one), repr(other)


def no_zeros(array, name, where):
    """Refuse points without weight."""
    zero = np.flatnonzero(array == 0)
    if zero.size:
        i = zero[0]
        raise ValueError(f"{where}: {name!r} must be positive, got {name}[{i}] = 0; leave that point out")


def mixture_weights(value, count, where):
    """Coefficients of a convex combination, shape (count,); equal when None."""
    if value is None:
        return np.full(count, 1 / count)
    return unit_mass(weights(vector(value, "mixture", where, count), "mixture", where), "mixture", where)


def histograms(value, name, where):
    """Probability weights of several measures on one support or grid, shape (K, ...)."""
    array = array_of(value, name, where, np.ndim(value) if np.ndim(value) >= 2 else 2)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    refuse_first(array, array < 0, name, where, "be nonnegative")
    masses = array.sum(axis=tuple(range(1, array.ndim)))
    refuse_first(
        masses, np.abs(masses - 1) > MASS_TOLERANCE, f"sum of {name}", where, "be 1 for each measure"
    )
    return array / masses.reshape(-1, *[1] * (array.ndim - 1))
