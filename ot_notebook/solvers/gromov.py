"""Gromov-Wasserstein: two spaces compared by their inner distances, descended from several starts."""

from dataclasses import dataclass

import numpy as np
import ot

from .. import validation
from .exact import MAX_ITER as MAX_PIVOTS
from .exact import network_simplex
from .one_dimension import quantile_transport

WHERE = "gromov_wasserstein"
MAX_ITER = 1000
TOLERANCE = 1e-9
SAME_PLAN = 1e-6
POT_TOLERANCE = 1e-14
BLOCK = 1 << 22
DENSE = 4


@dataclass(frozen=True, eq=False)
class LocalOptimum:
    """A plan that no short move improves to first order.

    Attributes
    ----------
    value : float
    plan : ndarray, shape (n, m)
    starts : int
        How many of the starts ended here.
    """

    value: float
    plan: np.ndarray
    starts: int


@dataclass(frozen=True, eq=False)
class Gromov:
    """The best plan found, the others, and a bound of what any plan can reach.

    Attributes
    ----------
    value : float
        ``sum_ijkl |D0_ik - D1_jl|**2 P_ij P_kl`` of the plan; Mémoli's distance is half its root.
    plan : ndarray, shape (n, m)
    lower : float
        Lower bound of every plan's value: squared W_2 between the two distributions of distances.
    gap : float
        ``value - lower``. It proves the optimum where it is 0; otherwise the optimum may be lower or not.
    residual : float
        First-order gap ``<G, P> - min_Q <G, Q>`` at the plan, G the gradient: 0 at a local optimum.
    values : ndarray, shape (starts,)
        Value that each start reached; the first start is the product of the weights.
    optima : tuple of LocalOptimum
        Distinct plans reached, the best first; symmetries of the spaces give several of one value.
    marginal_error : float
    converged : bool
        Whether ``residual <= tol`` times the value of the product plan.
    """

    value: float
    plan: np.ndarray
    lower: float
    gap: float
    residual: float
    values: np.ndarray
    optima: tuple
    marginal_error: float
    converged: bool


def gromov_wasserstein(d0, d1, a=None, b=None, *, starts=20, seed=0, tol=TOLERANCE, max_iter=MAX_ITER):
    """Match two spaces so that pairs of points keep their distances, as well as several descents find.

    Parameters
    ----------
    d0, d1 : array_like, shapes (n, n) and (m, m)
        Symmetric matrices of inner distances.
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1, equal unless given.
    starts : int
        Number of descents: from the product of the weights, then from random vertices of the polytope of
        plans (for equal weights and n = m, permutations).
    seed : int
    tol : float
        Accepted `residual`, relative to the value of the product plan.
    max_iter : int
        Limit on the steps of each descent.

    Returns
    -------
    Gromov

    Raises
    ------
    ValueError, TypeError
        For matrices that are not square, symmetric and finite, and for weights out of range.

    Notes
    -----
    Conditional gradient with exact line search, `ot.gromov.gromov_wasserstein`. The problem is not convex:
    the best of several local optima is an upper bound. [Mémoli, 2011, with the second lower bound;
    Peyré, Cuturi and Solomon, 2016]
    """
    d0, d1 = (validation.distances(d, name, WHERE) for d, name in ((d0, "d0"), (d1, "d1")))
    a, b = (_weights(w, len(d), name) for w, d, name in ((a, d0, "a"), (b, d1, "b")))
    starts = validation.whole(starts, "starts", WHERE, low=1)
    rng = np.random.default_rng(validation.whole(seed, "seed", WHERE))
    tol = validation.real(tol, "tol", WHERE, low=0)
    max_iter = validation.whole(max_iter, "max_iter", WHERE, low=1)
    rows, columns = np.flatnonzero(a), np.flatnonzero(b)
    problem = d0[np.ix_(rows, rows)], d1[np.ix_(columns, columns)], a[rows], b[columns]
    plans = [_descend(*problem, start, max_iter) for start in _starts(*problem[2:], starts, rng)]
    values = np.array([distortion(*problem[:2], plan) for plan in plans])
    best = plans[values.argmin()]
    residual = _residual(*problem, best)
    lower = quantile_transport(
        *(d.ravel() for d in problem[:2]), *(np.outer(w, w).ravel() for w in problem[2:])
    )
    whole = np.zeros((len(a), len(b)))
    whole[np.ix_(rows, columns)] = best
    scale = distortion(*problem[:2], np.outer(*problem[2:]))
    return Gromov(
        value=float(values.min()),
        plan=whole,
        lower=lower.value,
        gap=float(values.min()) - lower.value,
        residual=residual,
        values=values,
        optima=_distinct(plans, values, whole.shape, rows, columns),
        marginal_error=float(max(np.abs(whole.sum(1) - a).max(), np.abs(whole.sum(0) - b).max())),
        converged=residual <= tol * scale,
    )


def _weights(value, count, name):
    if value is None:
        return np.full(count, 1 / count)
    value = validation.weights(validation.vector(value, name, WHERE, count), name, WHERE)
    return validation.unit_mass(value, name, WHERE)


def _starts(a, b, count, rng):
    """The product of the weights, then random vertices."""
    yield np.outer(a, b)
    for _ in range(count - 1):
        yield network_simplex(a, b, rng.random((len(a), len(b))), MAX_PIVOTS, WHERE)[0]


def _descend(d0, d1, a, b, start, max_iter):
    """A local optimum below the start, by POT on distances scaled to 1."""
    scale = max(np.abs(d0).max(), np.abs(d1).max()) or 1.0
    plan = ot.gromov.gromov_wasserstein(
        d0 / scale,
        d1 / scale,
        a,
        b,
        symmetric=True,
        G0=start,
        max_iter=max_iter,
        tol_rel=POT_TOLERANCE,
        tol_abs=POT_TOLERANCE,
    )
    return np.maximum(plan, 0)


def distortion(d0, d1, plan):
    """``sum_ijkl |D0_ik - D1_jl|**2 P_ij P_kl``.

    Summed over the pairs that are used, in blocks, which loses no digit; by matrix products, as a difference,
    where many more are used than by a vertex of the polytope of plans.
    """
    i, j = np.nonzero(plan)
    if len(i) > DENSE * sum(plan.shape):
        a, b = plan.sum(1), plan.sum(0)
        return max(0.0, float(a @ d0**2 @ a + b @ d1**2 @ b - 2 * (d0 @ plan @ d1 * plan).sum()))
    masses, total = plan[i, j], 0.0
    rows = max(1, BLOCK // len(masses))
    for first in range(0, len(masses), rows):
        block = slice(first, first + rows)
        gaps = d0[i[block, None], i] - d1[j[block, None], j]
        total += float(masses[block] @ (gaps**2 @ masses))
    return total


def _residual(d0, d1, a, b, plan):
    """First-order gap of the plan, by one exact transport problem."""
    gradient = 2 * ((d0**2 @ plan.sum(1))[:, None] + d1**2 @ plan.sum(0) - 2 * d0 @ plan @ d1)
    best = network_simplex(a, b, gradient, MAX_PIVOTS, WHERE)[0]
    return max(0.0, float((gradient * (plan - best)).sum()))


def _distinct(plans, values, shape, rows, columns):
    """Plans that differ, the best first, with the number of starts that led to each."""
    found = []
    for k in np.argsort(values, kind="stable"):
        same = [np.abs(plan - plans[k]).max() <= SAME_PLAN * plan.max() for _, plan, _ in found]
        n = same.index(True) if any(same) else None
        if n is None:
            found.append((float(values[k]), plans[k], 1))
        else:
            found[n] = (*found[n][:2], found[n][2] + 1)
    whole = np.zeros((len(found), *shape))
    whole[np.ix_(range(len(found)), rows, columns)] = [plan for _, plan, _ in found]
    return tuple(
        LocalOptimum(value, plan, starts) for (value, _, starts), plan in zip(found, whole, strict=True)
    )
