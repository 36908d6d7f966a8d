"""Partial transport, exactly: some of the mass stays, with a reservoir on each side to take it."""

from dataclasses import dataclass

import numpy as np

from .. import validation
from .exact import MAX_ITER, network_simplex

ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Partial:
    """An optimal plan below both marginals, and the potentials that prove it.

    Attributes
    ----------
    value : float
        ``linear + penalty * (destroyed + created)``.
    linear : float
        ``<cost, plan>``.
    plan : ndarray, shape (n, m)
        Row sums at most `a`, column sums at most `b`.
    f, g : ndarray, shapes (n,) and (m,)
    bonus : float
        With ``f_i + g_j + bonus <= cost_ij``, ``f <= penalty`` and ``g <= penalty``; the bonus is the
        marginal cost of mass where `mass` is given, 0 where a penalty is.
    dual : float
        ``<f, a> + <g, b> + bonus * mass``.
    gap : float
        ``value - dual``: zero but for rounding.
    kept, destroyed, created : float
        Mass that is moved, weight of `a` that stays, weight of `b` that nothing reaches.
    marginal_error : float
        Largest excess of a row sum over `a` or of a column sum over `b`, or error of a given `mass`.
    """

    value: float
    linear: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    bonus: float
    dual: float
    gap: float
    kept: float
    destroyed: float
    created: float
    marginal_error: float


def partial(a, b, cost, mass):
    """Move a given mass at the least cost, from wherever to wherever it is cheapest.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Nonnegative weights of any two masses.
    cost : array_like, shape (n, m)
        Costs of any sign; ``inf`` forbids a pair.
    mass : float
        At least 0, at most the smaller of both masses.

    Returns
    -------
    Partial

    Raises
    ------
    ValueError, TypeError
        For weights, costs and masses out of range, and when no plan of that mass has a finite cost.

    Notes
    -----
    Exact transport to and from reservoirs of what stays, at no cost, forbidden to feed each other.
    [Caffarelli and McCann, 2010; Chapel, Alaya and Gasso, 2020]
    """
    a, b, cost = _problem(a, b, cost, "partial")
    most = min(a.sum(), b.sum())
    mass = min(validation.real(mass, "mass", "partial", low=0, high=most * (1 + ROUNDING)), most)
    left = np.array([max(b.sum() - mass, 0.0), max(a.sum() - mass, 0.0)])
    plan, f, g = _with_reservoirs(a, b, cost, left, 0.0, np.inf, "partial")
    return _certified(a, b, cost, plan, f, g, 0.0, mass)


def partial_penalty(a, b, cost, penalty):
    """Move the mass that it pays to move, each unit destroyed or created costing `penalty`.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Nonnegative weights of any two masses.
    cost : array_like, shape (n, m)
        Nonnegative costs; ``inf`` forbids a pair.
    penalty : float
        In the units of the cost: a pair is used only where its cost is at most twice that.

    Returns
    -------
    Partial
        A minimum of ``<cost, P> + penalty (sum |a - P 1| + sum |b - P^T 1|)`` over all P >= 0.

    Raises
    ------
    ValueError, TypeError
        For weights, costs and penalties out of range.
    """
    a, b, cost = _problem(a, b, cost, "partial_penalty")
    validation.nonnegative_cost(cost, "partial_penalty")
    penalty = validation.real(penalty, "penalty", "partial_penalty", low=0, high=validation.LARGEST)
    plan, f, g = _with_reservoirs(a, b, cost, np.array([b.sum(), a.sum()]), penalty, 0.0, "partial_penalty")
    return _certified(a, b, cost, plan, f, g, penalty, None)


def _problem(a, b, cost, where):
    a, b = validation.weights(a, "a", where), validation.weights(b, "b", where)
    return a, b, validation.cost_matrix(cost, (len(a), len(b)), where)


def _with_reservoirs(a, b, cost, masses, price, between, where):
    """Optimal flow and potentials with a last source and a last target of the given masses."""
    extended = np.full((len(a) + 1, len(b) + 1), price)
    extended[:-1, :-1] = cost
    extended[-1, -1] = between
    return network_simplex(np.r_[a, masses[0]], np.r_[b, masses[1]], extended, MAX_ITER, where)


def _certified(a, b, cost, flow, f, g, penalty, mass):
    plan = flow[:-1, :-1]
    f, g, bonus = f[:-1] + g[-1], g[:-1] + f[-1], -float(f[-1] + g[-1])
    bonus = bonus if mass is not None else 0.0
    used = plan > 0
    linear = float(plan[used] @ cost[used])
    stays, missing = a - plan.sum(1), b - plan.sum(0)
    kept, destroyed, created = float(plan.sum()), float(stays.sum()), float(missing.sum())
    value = linear + penalty * (destroyed + created)
    dual = float(f @ a + g @ b) + (bonus * mass if mass is not None else 0.0)
    excess = max(0.0, float(-stays.min()), float(-missing.min()))
    return Partial(
        value=value,
        linear=linear,
        plan=plan,
        f=f,
        g=g,
        bonus=bonus,
        dual=dual,
        gap=value - dual,
        kept=kept,
        destroyed=destroyed,
        created=created,
        marginal_error=excess if mass is None else max(excess, abs(kept - mass)),
    )
