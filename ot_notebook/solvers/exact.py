"""The Kantorovich problem between discrete measures: POT's network simplex with its certificate."""

from dataclasses import dataclass

import numpy as np
import ot

from .. import validation

MAX_ITER = 10_000_000
NO_MASS = 1e-12
TINY = 1e-3


@dataclass(frozen=True, eq=False)
class ExactTransport:
    """An optimal plan and the potentials that prove it.

    Attributes
    ----------
    value : float
        Cost ``sum(plan * cost)``.
    plan : ndarray, shape (n, m)
    f, g : ndarray, shapes (n,) and (m,)
        Feasible potentials, ``f_i + g_j <= cost_ij`` for every pair, sharing the dual value evenly.
    dual : float
        ``sum(f * a) + sum(g * b)``, a lower bound of every plan's cost.
    gap : float
        ``value - dual``: zero but for rounding.
    marginal_error : float
        Largest deviation of a row sum from `a` or of a column sum from `b`.
    """

    value: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    marginal_error: float


def exact(a, b, cost, *, max_iter=MAX_ITER):
    """Solve the Kantorovich problem between two weighted point sets.

    Parameters
    ----------
    a : array_like, shape (n,)
        Source weights, nonnegative, of mass 1 (up to 1e-6, then normalised).
    b : array_like, shape (m,)
        Target weights, likewise.
    cost : array_like, shape (n, m)
        Cost of a unit of mass, of any sign; ``inf`` forbids a pair.
    max_iter : int
        Limit on the pivots of the network simplex.

    Returns
    -------
    ExactTransport

    Raises
    ------
    ValueError
        For empty, negative, NaN or mismatched inputs, and when every plan has infinite cost.
    TypeError
        For entries that are not real numbers.
    RuntimeError
        When `max_iter` pivots did not reach the optimum.

    Notes
    -----
    Network simplex of Bonneel, van de Panne, Paris and Heidrich (2011), as in `ot.emd`.
    """
    a = validation.unit_mass(validation.weights(a, "a", "exact"), "a", "exact")
    b = validation.weights(b, "b", "exact")
    validation.same_mass(a, b, "exact")
    b = validation.unit_mass(b, "b", "exact")
    cost = validation.cost_matrix(cost, (len(a), len(b)), "exact")
    max_iter = validation.whole(max_iter, "max_iter", "exact", low=1)
    plan, f, g = network_simplex(a, b, cost, max_iter, "exact")
    return certified(a, b, cost, plan, f, g)


def certified(a, b, cost, plan, f, g):
    """Gather a plan and feasible potentials with the numbers that certify them."""
    used = (plan != 0).ravel().nonzero()[0]
    mass = plan.ravel()[used]
    rows, columns = np.divmod(used, plan.shape[1])
    value = float(mass @ cost.ravel()[used])
    dual = float(f @ a + g @ b)
    row_error = np.abs(np.bincount(rows, mass, len(a)) - a).max()
    column_error = np.abs(np.bincount(columns, mass, len(b)) - b).max()
    return ExactTransport(value, plan, f, g, dual, value - dual, float(max(row_error, column_error)))


def network_simplex(a, b, cost, max_iter, where):
    """Optimal flow and feasible potentials, for checked weights of one mass and any checked cost."""
    high = cost.max()
    if np.count_nonzero(a) == len(a) and np.count_nonzero(b) == len(b):
        ceiling = _ceiling(cost, where)
        bounded = cost if high <= ceiling else np.minimum(cost, ceiling)
        plan, f = _flow(a, b, bounded, ceiling, max_iter, where)
        sources = slice(None)
    else:
        sources, targets = np.flatnonzero(a), np.flatnonzero(b)
        block = np.ix_(sources, targets)
        ceiling = _ceiling(cost[block], where)
        bounded = cost if high <= ceiling else np.minimum(cost, ceiling)
        plan = np.zeros(cost.shape)
        plan[block], f = _flow(a[sources], b[targets], bounded[block], ceiling, max_iter, where)
    if bounded is not cost:
        _clear_forbidden(plan, np.isinf(cost), where)
    return plan, *_feasible_potentials(f, sources, a, b, bounded)


def _flow(a, b, cost, high, max_iter, where):
    """Optimal flow and source potentials between positive weights, for finite costs up to `high`."""
    costs, unit = _scaled(cost, cost.min(), high)
    flow, log = ot.emd(a, b, costs, max_iter, log=True, center_dual=False, check_marginals=False)
    if log["result_code"] != 1:
        raise RuntimeError(f"{where}: no optimum after max_iter = {max_iter} pivots: {log['warning']}")
    return flow, log["u"] * unit


def _scaled(cost, low, high):
    """Costs that POT handles, nonnegative and not tiny, and their unit: shifted and scaled if need be."""
    if low >= 0 and TINY <= high <= 1 / TINY:
        return cost, 1.0
    unit = (high - low) or 1.0
    costs = cost - low
    costs /= unit
    return costs, unit


def _ceiling(cost, where):
    """The largest cost, where a forbidden pair counts as more than any cycle of allowed ones can save."""
    high = cost.max()
    if high < np.inf:
        return high
    allowed = cost[np.isfinite(cost)]
    if allowed.size == 0:
        raise _no_finite_plan(where)
    high = allowed.max()
    return high + sum(cost.shape) * ((high - allowed.min()) or 1.0)


def _clear_forbidden(plan, forbidden, where):
    """Refuse mass on forbidden pairs, and clear it of rounding."""
    if plan[forbidden].sum() > NO_MASS * plan.sum():
        raise _no_finite_plan(where)
    plan[forbidden] = 0


def _feasible_potentials(f, sources, a, b, cost):
    """Potentials with ``f_i + g_j <= cost_ij`` for all pairs and equal halves of the dual value.

    `f` is known, and optimal, at the `sources` of positive weight.
    """
    g = (cost[sources] - f[:, None]).min(axis=0)
    if len(f) < len(cost):
        f = (cost - g).min(axis=1)
    shift = (g @ b - f @ a) / (2 * a.sum())
    return f + shift, g - shift


def _no_finite_plan(where):
    return ValueError(f"{where}: 'cost' must leave a plan of finite cost, got inf on every one of them")
