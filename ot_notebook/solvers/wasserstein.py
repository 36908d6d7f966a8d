"""Wasserstein distances of every order from 1 to infinity, and the gluing of plans."""

import math
from dataclasses import dataclass

import numpy as np

from .. import validation
from .costs import cost as ground_cost
from .exact import MAX_ITER, NO_MASS, certified, exact, network_simplex

ROOT_TOLERANCE = 1e-6
DUST = 2.0**-50
SMALLEST = 2.0**-1022


@dataclass(frozen=True, eq=False)
class Wasserstein:
    """The distance ``W_p`` and the certificate of its p-th power.

    Attributes
    ----------
    value : float
        ``W_p``.
    cost : float
        ``W_p**p = sum(plan * |x - y|**p)``.
    plan : ndarray, shape (n, m)
    f, g : ndarray, shapes (n,) and (m,)
        Feasible potentials, ``f_i + g_j <= |x_i - y_j|**p``.
    dual : float
        ``sum(f * a) + sum(g * b)``.
    gap : float
        ``cost - dual``: zero but for rounding.
    marginal_error : float
        Largest deviation of a marginal of the plan from `a` or `b`.
    """

    value: float
    cost: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    marginal_error: float


@dataclass(frozen=True, eq=False)
class Bottleneck:
    """The distance ``W_inf``: a plan that moves nothing further, and why no plan stays below.

    Attributes
    ----------
    value : float
        ``W_inf``, the distance of some pair of points.
    plan : ndarray, shape (n, m)
        Among the plans that move nothing further than `value`, the cheapest for the squared distance.
    marginal_error : float
        Largest deviation of a marginal of the plan from `a` or `b`.
    below : float or None
        The largest distance of a pair that is less than `value`; None if there is none.
    isolated : ndarray of bool, shape (n,)
        Sources whose mass exceeds that of all targets within `below`, so that Hall's condition fails.
    shortfall : float
        That excess: positive mass which has to move further than `below`.
    """

    value: float
    plan: np.ndarray
    marginal_error: float
    below: float | None
    isolated: np.ndarray
    shortfall: float


def wasserstein(x, y, a=None, b=None, p=2):
    """Wasserstein distance between discrete probability measures, with its certificate.

    Parameters
    ----------
    x : array_like, shape (n, d) or (n,)
        Source points.
    y : array_like, shape (m, d) or (m,)
        Target points.
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.
    p : float
        Order, at least 1; ``inf`` for the bottleneck distance.

    Returns
    -------
    Wasserstein
        For finite `p`.
    Bottleneck
        For ``p = inf``. Masses up to 1e-12 are taken for rounding.

    Raises
    ------
    ValueError, TypeError
        For empty, non-finite or mismatched points, weights that are no probability, an order below 1 or so
        large that rounding leaves ``W_p`` unknown to six digits of the distances that matter.

    Notes
    -----
    Masses up to n + m units of 2^-50 are taken for rounding of the weights.
    """
    x, y, a, b = validation.two_measures(x, y, a, b, "wasserstein")
    if isinstance(p, float) and p == math.inf:
        return _bottleneck(a, b, ground_cost(x, y, 1))
    p = validation.real(p, "p", "wasserstein", low=1)
    unit, solved = _solve_within(a, b, ground_cost(x, y, 1), p)
    cost, dual = (unit**p * number for number in (solved.value, solved.dual))
    return Wasserstein(
        value=cost ** (1 / p),
        cost=cost,
        plan=solved.plan,
        f=unit**p * solved.f,
        g=unit**p * solved.g,
        dual=dual,
        gap=cost - dual,
        marginal_error=solved.marginal_error,
    )


def _solve_within(a, b, distance, p):
    """Solve for ``min(distance / unit, 1)**p`` with a unit not much above the longest move that is needed.

    If some plan moves nothing further than r, no optimal plan moves anything further than
    ``(n + m)**(1/p) * r``: a cycle through such a pair would cost more than it saves. So all these pairs may
    cost 1, and the potentials, now of the size of the costs in use, keep the digits of a small value.
    """
    unit = float(distance.max()) or 1.0
    while True:
        _check_scale(unit, p)
        costs = np.minimum(distance / unit, 1) ** p
        solved = _without_dust(exact(a, b, costs), a, b, costs)
        reach = sum(distance.shape) ** (1 / p) * float(distance[solved.plan > 0].max())
        if reach == 0 or (reach / unit) ** p > 0.5:
            _refuse_lost_digits(solved, p)
            return unit, solved
        unit = reach


def _check_scale(unit, p):
    if not math.log2(SMALLEST) < p * math.log2(unit) < 1024:
        raise ValueError(
            f"wasserstein: 'p' must not be so large that {unit:g}^p leaves the range of numbers, got {p:g}"
        )


def _without_dust(solved, a, b, costs):
    """The plan without the masses that stem from rounding of the weights, which a root would make visible."""
    plan = np.where(solved.plan > sum(costs.shape) * DUST, solved.plan, 0)
    return certified(a, b, costs, plan, solved.f, solved.g)


def _refuse_lost_digits(solved, p):
    low, high = (max(number, 0.0) ** (1 / p) for number in (solved.dual, solved.value))
    if high - low > ROOT_TOLERANCE:
        raise ValueError(
            f"wasserstein: 'p' must not be so large that the costs lose all digits, got {p:g}, which leaves "
            f"W_p between {low:.7g} and {high:.7g} of the distances that matter; use a smaller 'p', or inf"
        )


def _bottleneck(a, b, distance):
    """Bisection over the distances of pairs; the isolated sources prove each refusal."""
    block = np.ix_(a > 0, b > 0)
    candidates = np.unique(distance[block])
    nearest = max(distance[block].min(axis=0).max(), distance[block].min(axis=1).max())
    low, high = int(np.searchsorted(candidates, nearest)), len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if isolated_sources(a, b, distance <= candidates[middle])[1] > NO_MASS:
            low = middle + 1
        else:
            high = middle
    value = float(candidates[low])
    limited = exact(a, b, np.where(distance <= value, distance**2, np.inf))
    below = float(candidates[low - 1]) if low else None
    within = distance <= below if low else np.zeros(distance.shape, dtype=bool)
    isolated, shortfall = isolated_sources(a, b, within)
    return Bottleneck(value, limited.plan, limited.marginal_error, below, isolated, shortfall)


def isolated_sources(a, b, allowed):
    """The sources that exceed their neighbours most in mass, and by how much.

    Every plan leaves at least this excess on forbidden pairs, and some plan no more (Hall, Strassen): the
    potentials of the costs 0 (allowed) and 1 (forbidden) take two values, the higher one on these sources.

    Parameters
    ----------
    a, b : ndarray, shapes (n,) and (m,)
    allowed : ndarray of bool, shape (n, m)

    Returns
    -------
    isolated : ndarray of bool, shape (n,)
    excess : float
    """
    _, f, _ = network_simplex(a, b, np.where(allowed, 0.0, 1.0), MAX_ITER, "wasserstein")
    present = a > 0
    isolated = present & (f > f[present].min() + 0.5)
    if not isolated.any():
        isolated = present
    return isolated, float(a[isolated].sum() - b[allowed[isolated].any(axis=0)].sum())


@dataclass(frozen=True, eq=False)
class GluedPlan:
    """Two plans glued along the measure that they share.

    Attributes
    ----------
    plan : ndarray, shape (n, m, k)
        A law of (X, Y, Z) with the given laws of (X, Y) and (Y, Z).
    composed : ndarray, shape (n, k)
        Its law of (X, Z), a plan between the outer measures.
    marginal_error : float
        Largest deviation of its two marginals from the given plans.
    """

    plan: np.ndarray
    composed: np.ndarray
    marginal_error: float


def glued_plan(plan_xy, plan_yz, b):
    """Glue two plans along their common marginal: given Y, X and Z are independent.

    Parameters
    ----------
    plan_xy : array_like, shape (n, m)
        Nonnegative, of column sums `b`.
    plan_yz : array_like, shape (m, k)
        Nonnegative, of row sums `b`.
    b : array_like, shape (m,)
        Weights of mass 1; atoms of no mass carry nothing.

    Returns
    -------
    GluedPlan

    Raises
    ------
    ValueError, TypeError
        For negative or non-finite entries and for plans that do not have `b` for a marginal.

    Notes
    -----
    ``plan_ijk = plan_xy_ij plan_yz_jk / b_j``: the gluing lemma, Villani, Topics (2003), lemma 7.6.
    """
    where = "glued_plan"
    b = validation.unit_mass(validation.weights(b, "b", where), "b", where)
    first = validation.plan_with_marginal(plan_xy, b, "plan_xy", 0, where)
    second = validation.plan_with_marginal(plan_yz, b, "plan_yz", 1, where)
    mass = second.sum(axis=1)
    conditional = np.divide(second, mass[:, None], out=np.zeros_like(second), where=mass[:, None] > 0)
    plan = first[:, :, None] * conditional
    marginals = plan.sum(axis=2) - first, plan.sum(axis=0) - second
    return GluedPlan(plan, plan.sum(axis=1), float(max(np.abs(error).max() for error in marginals)))
