"""Transport problems whose answer is known."""

from dataclasses import dataclass

import numpy as np

from .. import validation


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
