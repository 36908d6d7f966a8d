"""Sliced Wasserstein distance: the mean over directions of the distances of the shadows."""

import math
from dataclasses import dataclass

import numpy as np
import ot

from .. import validation


@dataclass(frozen=True, eq=False)
class Sliced:
    """A sliced distance and what each direction contributes.

    Attributes
    ----------
    value : float
        ``mean(values)**(1/p)``: the distance over these directions.
    values : ndarray, shape (k,)
        ``W_p**p`` of the projections on each direction.
    directions : ndarray, shape (k, d)
        Unit vectors.
    standard_error : float or None
        Of `value` as an estimate of the mean over all directions, to first order; 0 on the line, None for
        given directions or a single one.
    """

    value: float
    values: np.ndarray
    directions: np.ndarray
    standard_error: float | None


def sliced_wasserstein(x, y, a=None, b=None, p=2, directions=None, *, n_directions=100, seed=0):
    """Sliced Wasserstein distance between discrete measures, over given or random directions.

    Parameters
    ----------
    x, y : array_like, shapes (n, d) and (m, d), or (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.
    p : float
        Order, at least 1.
    directions : array_like, shape (k, d), optional
        Nonzero vectors, then normalised, in place of random ones.
    n_directions : int
        Number of independent uniform directions; on the line one is enough and taken.
    seed : int

    Returns
    -------
    Sliced

    Raises
    ------
    ValueError, TypeError
        For empty, non-finite or mismatched points, weights that are no probability, an order below 1, zero
        directions.

    Notes
    -----
    Exact along each direction, by sorting. Rabin, Peyré, Delon and Bernot (2011); Bonneel, Rabin, Peyré and
    Pfister (2015).
    """
    where = "sliced_wasserstein"
    x, y, a, b = validation.two_measures(x, y, a, b, where)
    p = validation.real(p, "p", where, low=1)
    n_directions = validation.whole(n_directions, "n_directions", where, low=1)
    seed = validation.whole(seed, "seed", where)
    dimension = x.shape[1]
    if directions is not None:
        units = validation.directions(directions, dimension, "directions", where)
    elif dimension == 1:
        units = np.ones((1, 1))
    else:
        units = random_directions(n_directions, dimension, seed)
    values = _shadow_costs(x @ units.T, y @ units.T, a, b, p)
    if not np.isfinite(values).all():
        raise ValueError(f"{where}: W_p**p must be a finite number; use smaller coordinates or a smaller 'p'")
    value = float(values.mean() ** (1 / p))
    error = 0.0 if dimension == 1 else None if directions is not None else _standard_error(values, value, p)
    return Sliced(value, values, units, error)


def random_directions(count, dimension, seed):
    """Independent uniform unit vectors, shape (count, dimension)."""
    normal = np.random.default_rng(seed).normal(size=(count, dimension))
    return normal / np.linalg.norm(normal, axis=1, keepdims=True)


def _shadow_costs(x, y, a, b, p):
    """``W_p**p`` of each column of `x` to the same column of `y`."""
    with np.errstate(over="ignore", invalid="ignore"):
        if len(a) == len(b) and np.ptp(a) == 0 and np.ptp(b) == 0:
            return (np.abs(np.sort(x, axis=0) - np.sort(y, axis=0)) ** p).mean(axis=0)
        return ot.wasserstein_1d(x, y, a, b, p)


def _standard_error(values, value, p):
    """Standard error of ``mean(values)**(1/p)`` by the slope of the root."""
    if len(values) == 1:
        return None
    if value == 0:
        return 0.0
    return float(values.std(ddof=1) / math.sqrt(len(values)) / (p * value ** (p - 1)))
