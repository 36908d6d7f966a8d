"""Matching two clouds of points with a reservoir: each point may go to its own exit instead of a partner.

A problem is given by the distances of the pairs, shape (n, m), and of the points to the reservoir, shapes
(n,) and (m,).
"""

import math

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from .exact import MAX_ITER, network_simplex

RESERVOIR = -1
CAP, NEAR, LARGEST = 2.0, 1e-3, 1e300


def _with_reservoirs(between, exits0, exits1):
    """The distances with the reservoirs as the last row and column."""
    return np.block([[between, exits0[:, None]], [exits1[None, :], np.zeros((1, 1))]])


def cheapest(between, exits0, exits1, order, where):
    """Pairs of the least total of distance ** order, and the potentials of both sides.

    Costs beyond that of a known matching cannot matter. Capped there, and measured in its units, they leave
    the simplex its full precision at high orders.
    """
    n, m = between.shape
    table = _with_reservoirs(between, exits0, exits1)
    unit = table.max() or 1.0
    while True:
        pairs, f, g = _transport(np.minimum(table / unit, CAP ** (1 / order)) ** order, where)
        better = norm(table[pairs[:, 0], pairs[:, 1]], order)
        if not 0 < better < unit * NEAR ** (1 / order):
            break
        unit = better
    total_cost(np.array([better]), order, where)
    return pairs, (f[:n] + g[m]) * unit**order, (g[:m] + f[n]) * unit**order


def norm(lengths, order):
    """The p-norm, without powers that leave the range of floating-point numbers."""
    longest = lengths.max(initial=0) or 1.0
    return float(longest * ((lengths / longest) ** order).sum() ** (1 / order))


def _transport(costs, where):
    """Pairs and potentials of the transport problem whose last row and column are the reservoirs."""
    n, m = costs.shape[0] - 1, costs.shape[1] - 1
    if n + m == 0:
        return np.zeros((0, 2), dtype=int), np.zeros(1), np.zeros(1)
    plan, f, g = network_simplex(np.r_[np.ones(n), m], np.r_[np.ones(m), n], costs, MAX_ITER, where)
    plan[n, m] = 0
    pairs = np.argwhere(plan > 0.5)
    return np.where(pairs == [n, m], RESERVOIR, pairs), f, g


def total_cost(lengths, order, where):
    """Sum of length ** order, refused where floating point cannot hold it."""
    with np.errstate(over="ignore", under="ignore"):
        total = float((lengths**order).sum())
    if total > LARGEST or (total == 0 and lengths.any()):
        raise ValueError(
            f"{where}: distance**{order:g} must be a number that floating point holds; "
            "use other units or order=inf"
        )
    return total


def bottleneck(between, exits0, exits1, where):
    """Pairs within the least possible longest distance, of the least total among these, and the proof.

    Returns
    -------
    pairs : ndarray of int, shape (k, 2)
    bound : float
        Lower bound of the longest distance of every matching.
    crowd : tuple (side, rows) or None
        Points of one side that have fewer partners than members, and no exit, below that bound.
    """
    candidates = np.unique(np.r_[0.0, between.ravel(), exits0, exits1])
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if _crowd(between, exits0, exits1, candidates[middle]) is None:
            high = middle
        else:
            low = middle + 1
    table = _with_reservoirs(between, exits0, exits1)
    pairs, _, _ = _transport(np.where(table <= candidates[low], table, np.inf), where)
    if low == 0:
        return pairs, 0.0, None
    side, rows = _crowd(between, exits0, exits1, candidates[low - 1])
    ways, exits = ((between, exits0), (between.T, exits1))[side]
    taken = (ways[rows] <= candidates[low - 1]).any(axis=0)
    bound = min(exits[rows].min(), ways[rows][:, ~taken].min(initial=math.inf))
    return pairs, float(bound), (side, rows)


def _crowd(between, exits0, exits1, longest):
    """Points that cannot all be matched within `longest`; None if all can.

    By the theorem of Mendelsohn and Dulmage all points can be matched at once when those of either side that
    have no exit can be.
    """
    for side, (ways, exits) in enumerate(((between, exits0), (between.T, exits1))):
        without_exit = np.flatnonzero(exits > longest)
        rows = _hall_violator(ways[without_exit] <= longest)
        if rows is not None:
            return side, without_exit[rows]
    return None


def _hall_violator(near):
    """Rows with fewer neighbours than members; None if all rows can be matched to columns of their own."""
    if near.shape[1] == 0:
        return np.arange(len(near)) if len(near) else None
    partner = maximum_bipartite_matching(csr_array(near), perm_type="column")
    alone = np.flatnonzero(partner < 0)
    if not alone.size:
        return None
    group = np.zeros(len(near), dtype=bool)
    group[alone[0]] = True
    while True:
        grown = group | ((partner >= 0) & near[group].any(axis=0)[partner])
        if np.array_equal(grown, group):
            return np.flatnonzero(group)
        group = grown


def pair_lengths(between, exits0, exits1, pairs):
    """Distance of each pair."""
    table = _with_reservoirs(between, exits0, exits1)
    return table[pairs[:, 0], pairs[:, 1]]
