"""Seeded clouds in the window of the figures."""

import math

import numpy as np

from .. import validation

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
