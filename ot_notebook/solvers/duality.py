"""Potentials: c-transforms, the bounds that they prove, and what they say of a plan's support."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .. import validation
from .costs import cost as ground_cost
from .exact import NO_MASS, exact

ROUNDING = 1e-12


def c_transform(f, cost):
    """The largest g with ``f_i + g_j <= cost_ij``: ``g_j = min_i cost_ij - f_i``.

    Parameters
    ----------
    f : array_like, shape (n,)
        Finite.
    cost : array_like, shape (n, m)
        ``inf`` forbids a pair.

    Returns
    -------
    ndarray, shape (m,)
        ``inf`` where a whole column is forbidden.

    Raises
    ------
    ValueError, TypeError
        For potentials that are not finite, NaN in the cost, or shapes that differ.
    """
    return _transform(f, cost, "f", 0, "c_transform")


def c_transform_back(g, cost):
    """The largest f with ``f_i + g_j <= cost_ij``: ``f_i = min_j cost_ij - g_j``.

    Parameters
    ----------
    g : array_like, shape (m,)
        Finite.
    cost : array_like, shape (n, m)

    Returns
    -------
    ndarray, shape (n,)
        ``inf`` where a whole row is forbidden.

    Raises
    ------
    ValueError, TypeError
        As `c_transform`.
    """
    return _transform(g, cost, "g", 1, "c_transform_back")


def _transform(potential, cost, name, axis, where):
    cost = validation.cost_matrix(cost, np.shape(cost), where)
    potential = validation.vector(potential, name, where, cost.shape[axis])
    return (cost - np.expand_dims(potential, 1 - axis)).min(axis=axis)


@dataclass(frozen=True, eq=False)
class DualBound:
    """What a pair of potentials proves about the cost of every plan.

    Attributes
    ----------
    value : float
        ``sum(f * a) + sum(g * b)``.
    violation : float
        Largest ``f_i + g_j - cost_ij``, or 0.
    worst : tuple of int
        A pair (i, j) of the least slack ``cost_ij - f_i - g_j``.
    feasible : bool
        Whether the violation is no more than rounding.
    bound : float
        ``value - violation``: no plan costs less, whether the potentials are feasible or not.
    """

    value: float
    violation: float
    worst: tuple
    feasible: bool
    bound: float


def dual_bound(f, g, a, b, cost):
    """Bound the Kantorovich problem from below by any two potentials.

    Parameters
    ----------
    f, a : array_like, shape (n,)
        Potential and weights of mass 1.
    g, b : array_like, shape (m,)
        Potential and weights of mass 1.
    cost : array_like, shape (n, m)
        ``inf`` forbids a pair.

    Returns
    -------
    DualBound

    Raises
    ------
    ValueError, TypeError
        For weights that are no probability, potentials that are not finite, or shapes that differ.
    """
    where = "dual_bound"
    a = validation.unit_mass(validation.weights(a, "a", where), "a", where)
    b = validation.weights(b, "b", where)
    validation.same_mass(a, b, where)
    b = validation.unit_mass(b, "b", where)
    cost = validation.cost_matrix(cost, (len(a), len(b)), where)
    f, g = validation.vector(f, "f", where, len(a)), validation.vector(g, "g", where, len(b))
    slack = cost - f[:, None] - g
    worst = tuple(int(k) for k in np.unravel_index(slack.argmin(), slack.shape))
    violation = max(0.0, -float(slack[worst]))
    value = float(f @ a + g @ b)
    size = max(abs(f[worst[0]]), abs(g[worst[1]]), 0.0 if np.isinf(cost[worst]) else abs(cost[worst]))
    return DualBound(value, violation, worst, bool(violation <= ROUNDING * size), value - violation)


@dataclass(frozen=True, eq=False)
class KantorovichRubinstein:
    """``W_1`` as the largest difference of means of a 1-Lipschitz function.

    Attributes
    ----------
    value : float
        ``W_1``, the cost of the optimal plan.
    potential_x, potential_y : ndarray, shapes (n,) and (m,)
        One 1-Lipschitz function at the points of `x` and of `y`.
    dual : float
        Its mean under `a` less its mean under `b`.
    gap : float
        ``value - dual``: zero but for rounding.
    lipschitz : float
        Largest slope between two of the points; 0 if they all coincide.
    plan : ndarray, shape (n, m)
    """

    value: float
    potential_x: np.ndarray
    potential_y: np.ndarray
    dual: float
    gap: float
    lipschitz: float
    plan: np.ndarray


def kantorovich_rubinstein(x, y, a=None, b=None):
    """Solve the dual of ``W_1`` by a 1-Lipschitz function.

    Parameters
    ----------
    x, y : array_like, shapes (n, d) and (m, d), or (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.

    Returns
    -------
    KantorovichRubinstein

    Raises
    ------
    ValueError, TypeError
        For empty, non-finite or mismatched points and weights that are no probability.

    Notes
    -----
    ``u(z) = min_j |z - y_j| - g_j`` is 1-Lipschitz, at least f on the sources and at most -g on the targets.
    """
    x, y, a, b = validation.two_measures(x, y, a, b, "kantorovich_rubinstein")
    solved = exact(a, b, ground_cost(x, y, 1))
    everywhere = np.vstack([x, y])
    potential = (ground_cost(everywhere, y, 1) - solved.g).min(axis=1)
    dual = float(a @ potential[: len(x)] - b @ potential[len(x) :])
    distance = ground_cost(everywhere, everywhere, 1)
    rise = np.abs(potential[:, None] - potential)
    slopes = np.divide(rise, distance, out=np.zeros_like(rise), where=distance > 0)
    return KantorovichRubinstein(
        value=solved.value,
        potential_x=potential[: len(x)],
        potential_y=potential[len(x) :],
        dual=dual,
        gap=solved.value - dual,
        lipschitz=float(slopes.max()),
        plan=solved.plan,
    )


@dataclass(frozen=True, eq=False)
class CyclicalMonotonicity:
    """Whether exchanging targets around some cycle would lower a plan's cost.

    Attributes
    ----------
    monotone : bool
        Whether no cycle saves more than rounding: whether the plan is optimal.
    saving : float
        What the found cycle saves for a unit of mass sent around it; 0 without one.
    cycle : list of tuple of int
        Pairs (i, j) that the plan uses: each i had better take the j of the pair before it, the first that of
        the last. Among all cycles, one with the largest saving per pair. Empty if the plan is monotone.
    f, g : ndarray, shapes (n,) and (m,), or None
        If monotone, feasible potentials that are tight wherever the plan has mass (Rockafellar's).
    """

    monotone: bool
    saving: float
    cycle: list
    f: np.ndarray | None
    g: np.ndarray | None


def cyclically_monotone(plan, cost):
    """Look for an improving cycle in the support of a plan.

    Parameters
    ----------
    plan : array_like, shape (n, m)
        Nonnegative; only where it is positive matters.
    cost : array_like, shape (n, m)
        ``inf`` forbids a pair.

    Returns
    -------
    CyclicalMonotonicity

    Raises
    ------
    ValueError, TypeError
        For entries that are negative or not finite, shapes that differ, or mass on a forbidden pair.

    Notes
    -----
    The cycle of least mean by Karp (1978), from the table of Bellman and Ford: O(n**2 (n + m)).
    """
    where = "cyclically_monotone"
    plan = validation.plan(plan, "plan", where)
    cost = validation.cost_matrix(cost, plan.shape, where)
    used = plan > NO_MASS * plan.sum()
    validation.allowed_support(used, cost, "plan", where)
    weight, target = _exchanges(used, cost)
    table, last = _shortest_walks(weight)
    cycle = _least_mean_cycle(weight, table, last)
    saving = -float(sum(weight[step] for step in cycle))
    if saving > ROUNDING * len(cycle) * np.abs(cost[used]).max():
        return CyclicalMonotonicity(False, saving, [(i, int(target[i, k])) for i, k in cycle], None, None)
    f = table.min(axis=0)
    return CyclicalMonotonicity(True, 0.0, [], f, (cost - f[:, None]).min(axis=0))


def _exchanges(used, cost):
    """What it costs that k takes over from i the best of the targets of i, and which target that is."""
    n = len(cost)
    weight, target = np.full((n, n), np.inf), np.zeros((n, n), dtype=int)
    for i in np.flatnonzero(used.any(axis=1)):
        columns = np.flatnonzero(used[i])
        change = cost[:, columns] - cost[i, columns]
        best = change.argmin(axis=1)
        weight[i], target[i] = change[np.arange(n), best], columns[best]
    return weight, target


def _shortest_walks(weight):
    """Least weights of the walks of 0, ..., n steps to each node from anywhere, and their last steps."""
    n = len(weight)
    table, parents = np.zeros((n + 1, n)), np.zeros((n + 1, n), dtype=int)
    for step in range(1, n + 1):
        walks = table[step - 1][:, None] + weight
        parents[step] = walks.argmin(axis=0)
        table[step] = walks.min(axis=0)
    return table, parents


def _least_mean_cycle(weight, table, last):
    """Steps (i, k) of a cycle of least mean weight: any one on the walk that attains Karp's minimum."""
    n = len(weight)
    lengths = np.arange(n, 0, -1)[:, None]
    with np.errstate(invalid="ignore"):
        means = ((table[n] - table[:n]) / lengths).max(axis=0, where=table[:n] < np.inf, initial=-np.inf)
    walk = [int(means.argmin())]
    for step in range(n, 0, -1):
        walk.append(int(last[step, walk[-1]]))
    return _first_cycle(walk[::-1])


def _first_cycle(walk):
    """Steps of the first closed part of a walk that repeats no node."""
    path = []
    for node in walk:
        if node in path:
            return list(pairwise([*path[path.index(node) :], node]))
        path.append(node)
