"""Monge's problem between points of equal weight."""

import math
from dataclasses import dataclass

import numpy as np

from .. import validation
from .costs import cost as ground_cost
from .exact import MAX_ITER, certified, network_simplex


@dataclass(frozen=True, eq=False)
class Assignment:
    """The cheapest map between equal weights, if there is one, and the cheapest plan.

    Attributes
    ----------
    feasible : bool
        Whether some map carries the sources onto the targets.
    reason : str or None
        Why none does.
    value : float or None
        ``mean_i |x_i - y_T(i)|**p``; None without a map.
    assignment : ndarray of int, shape (n,), or None
        Target ``T(i)`` of each source.
    plan : ndarray, shape (n, m)
        Optimal Kantorovich plan, which the map induces if there is one.
    plan_value : float
        Cost of the plan.
    f, g : ndarray, shapes (n,) and (m,)
        Feasible potentials, ``f_i + g_j <= |x_i - y_j|**p``.
    dual : float
        ``mean(f) + mean(g)``.
    gap : float
        ``plan_value - dual``; with a map, ``value`` and ``plan_value`` are one number.
    marginal_error : float
        Largest deviation of a row sum from 1/n or of a column sum from 1/m.
    """

    feasible: bool
    reason: str | None
    value: float | None
    assignment: np.ndarray | None
    plan: np.ndarray
    plan_value: float
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    marginal_error: float


def assignment(x, y, p=2):
    """Send n points of weight 1/n onto m points of weight 1/m, each to one place, at the least cost.

    Parameters
    ----------
    x : array_like, shape (n, d) or (n,)
        Source points.
    y : array_like, shape (m, d) or (m,)
        Target points.
    p : float
        Positive exponent of the cost ``|x - y|**p``.

    Returns
    -------
    Assignment
        Feasible exactly when m divides n; the plan and its certificate are there in any case.

    Raises
    ------
    ValueError, TypeError
        As `cost`.

    Notes
    -----
    The weights are scaled to integers, so that the flow of the network simplex is an exact vertex of the
    transport polytope: by Birkhoff's theorem a map whenever m divides n.
    """
    x, y = validation.points(x, "x", "assignment"), validation.points(y, "y", "assignment")
    costs = ground_cost(x, y, p)
    n, m = costs.shape
    total = math.lcm(n, m)
    flow, f, g = network_simplex(np.full(n, total / n), np.full(m, total / m), costs, MAX_ITER, "assignment")
    solved = certified(np.full(n, 1 / n), np.full(m, 1 / m), costs, flow / total, f, g)
    feasible = n % m == 0
    return Assignment(
        feasible=feasible,
        reason=None if feasible else infeasibility(n, m),
        value=solved.value if feasible else None,
        assignment=flow.argmax(axis=1) if feasible else None,
        plan=solved.plan,
        plan_value=solved.value,
        f=f,
        g=g,
        dual=solved.dual,
        gap=solved.gap,
        marginal_error=solved.marginal_error,
    )


def infeasibility(n, m):
    """Why no map sends n equal weights onto m equal weights, when m does not divide n."""
    return f"each of the {m} targets would have to receive {n}/{m} sources, which is not a whole number"


def map_value(costs, targets):
    """Mean cost of the map ``i -> targets[i]``; None unless it gives every target its equal share.

    Parameters
    ----------
    costs : ndarray, shape (n, m)
    targets : sequence of n integers or None
        None stands for a source that has no target yet.

    Returns
    -------
    float or None

    Raises
    ------
    IndexError, ValueError
        For targets that are not among ``0, ..., m - 1``.
    """
    n, m = costs.shape
    if any(target is None for target in targets):
        return None
    targets = np.asarray(targets)
    if (np.bincount(targets, minlength=m) != n // m).any():
        return None
    return float(costs[np.arange(n), targets].mean())
