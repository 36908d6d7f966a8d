"""Seeded measures, and problems whose answer is known."""

import math
from dataclasses import dataclass

import numpy as np

from . import validation

DECIMALS = 4
FINGER = 0.08


def source_and_target(n, m=None, seed=0):
    """Two clouds in the window [0, 1.5] x [0, 1]: sources heaped at the left, targets in a ring at the right.

    Parameters
    ----------
    n : int
        Number of sources.
    m : int, optional
        Number of targets, `n` unless given.
    seed : int

    Returns
    -------
    x : ndarray, shape (n, 2)
    y : ndarray, shape (m, 2)
        Rounded to four decimals, as links and figures carry them.

    Raises
    ------
    ValueError, TypeError
        Unless `n` and `m` are positive integers and `seed` is a nonnegative one.
    """
    where = "source_and_target"
    n = validation.whole(n, "n", where, low=1)
    m = n if m is None else validation.whole(m, "m", where, low=1)
    rng = np.random.default_rng(validation.whole(seed, "seed", where))
    return _heap(rng, n), _ring(rng, m)


def _heap(rng, n):
    """Points about (0.38, 0.5), as far apart as a finger needs while there is room."""
    chosen, gap = [], FINGER
    while len(chosen) < n:
        point = rng.normal(0.38, 0.13), rng.uniform(0.14, 0.86)
        if 0.08 < point[0] < 0.68 and all(math.dist(point, other) > gap for other in chosen):
            chosen.append(point)
        else:
            gap *= 0.995
    return np.round(chosen, DECIMALS)


def _ring(rng, m):
    """Points around an ellipse about (1.08, 0.5), its radius shaken a little."""
    angle = 2 * np.pi * (np.arange(m) + rng.uniform(-0.25, 0.25, m)) / m
    radius = rng.uniform(0.86, 1.06, m)
    return np.round(
        np.c_[1.08 + 0.29 * radius * np.cos(angle), 0.5 + 0.36 * radius * np.sin(angle)], DECIMALS
    )


@dataclass(frozen=True, eq=False)
class KnownTransport:
    """A transport problem and its optimal value for the cost ``|x - y|**p``.

    Attributes
    ----------
    x, y : ndarray, shapes (n, d) and (m, d)
    a, b : ndarray, shapes (n,) and (m,)
    p : float
    value : float
    """

    x: np.ndarray
    y: np.ndarray
    a: np.ndarray
    b: np.ndarray
    p: float
    value: float


def translated(n, shift, p=2, seed=0):
    """A weighted cloud and its translate: by Jensen, to shift all alike is optimal for p >= 1."""
    p = validation.real(p, "p", "translated", low=1)
    shift = np.asarray(shift, dtype=float)
    rng = np.random.default_rng(seed)
    x, a = rng.random((n, shift.size)), _random_weights(rng, n)
    return KnownTransport(x, x + shift, a, a, p, float(np.linalg.norm(shift) ** p))


def permuted(n, p=2, seed=0):
    """A weighted cloud and the same cloud in another order, at no cost."""
    rng = np.random.default_rng(seed)
    order, x, a = rng.permutation(n), rng.random((n, 2)), _random_weights(rng, n)
    return KnownTransport(x, x[order], a, a[order], p, 0.0)


def one_against_many(m, p=2, seed=0):
    """One atom against a weighted cloud: there is a single plan, which splits the atom."""
    rng = np.random.default_rng(seed)
    x, y, b = rng.random((1, 2)), rng.random((m, 2)), _random_weights(rng, m)
    value = float(b @ np.linalg.norm(y - x, axis=1) ** p)
    return KnownTransport(x, y, np.ones(1), b, p, value)


def on_the_line(n, p=2, seed=0):
    """Equal weights on the line: sorting both sides is optimal for p >= 1."""
    p = validation.real(p, "p", "on_the_line", low=1)
    rng = np.random.default_rng(seed)
    x, y, weights = rng.normal(size=n), rng.exponential(size=n), np.full(n, 1 / n)
    value = float(np.mean(np.abs(np.sort(x) - np.sort(y)) ** p))
    return KnownTransport(x[:, None], y[:, None], weights, weights, p, value)


def _random_weights(rng, n):
    weights = rng.exponential(size=n)
    return weights / weights.sum()
