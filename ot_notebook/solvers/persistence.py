"""Distances between persistence diagrams: transport with the diagonal as a reservoir."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from scipy.spatial.distance import cdist

from .. import validation
from .exact import MAX_ITER, network_simplex

WHERE = "persistence_distance"
METRICS = {1: "cityblock", 2: "euclidean", math.inf: "chebyshev"}
DIAGONAL = -1
CAP, NEAR, LARGEST = 2.0, 1e-3, 1e300


@dataclass(frozen=True, eq=False)
class PersistenceMatching:
    """The cheapest matching of two diagrams and the potentials that prove it.

    Attributes
    ----------
    value : float
        Distance in the conventions asked for; ``inf`` when the essential classes cannot be matched.
    matching : ndarray of int, shape (k, 2)
        Pairs (row of `d0`, row of `d1`), -1 for the diagonal: every matched point once, essential ones last;
        without rows when the value is infinite.
    lengths : ndarray, shape (k,)
        Distance in the ground norm that each pair contributes.
    f, g : ndarray, shapes (len(d0),) and (len(d1),), or None
        Potentials of the points: each at most its cost to the diagonal, ``f_i + g_j`` at most the cost of
        the pair, where cost is distance ** order. None for the bottleneck distance and for an infinite
        value; essential classes carry the split of their cost.
    dual : float or None
        ``sum(f) + sum(g)``, a lower bound of the total cost of every matching (its root if `root`).
    gap : float or None
        ``value - dual``: zero but for rounding.
    order, ground_norm : float
        Exponent p of the distance, exponent q of the norm in the plane.
    root : bool
        Whether `value` is the p-th root of the total cost.
    """

    value: float
    matching: np.ndarray
    lengths: np.ndarray
    f: np.ndarray | None
    g: np.ndarray | None
    dual: float | None
    gap: float | None
    order: float
    ground_norm: float
    root: bool


def persistence_distance(d0, d1, order=2, ground_norm=math.inf, *, root=True, essential="match"):
    """Match the points of two diagrams to each other or to the diagonal at the least cost.

    Parameters
    ----------
    d0, d1 : array_like, shapes (n, 2) and (m, 2)
        Points (birth, death); empty diagrams are allowed, and so are infinite deaths and births.
    order : float
        Exponent p >= 1 of the distances; ``inf`` is the bottleneck distance, the longest pair alone.
    ground_norm : {1, 2, inf}
        Exponent q of the norm in the plane. A point lies ``(death - birth) * 2**(1/q - 1)`` from the
        diagonal.
    root : bool
        Whether to take the p-th root of the sum of the p-th powers.
    essential : {"match", "drop"}
        Classes that never die (or were always there): match them among themselves by their finite
        coordinate, at the value ``inf`` where their numbers differ, or leave them out.

    Returns
    -------
    PersistenceMatching

    Raises
    ------
    ValueError, TypeError
        For points below the diagonal, NaN, and conventions that do not exist.

    Notes
    -----
    GUDHI's `wasserstein_distance` has the defaults order 1 and ground norm inf, its `bottleneck_distance`
    order inf and ground norm inf; persim's `wasserstein` has order 1 and ground norm 2, and drops essential
    classes. The diagonal is one reservoir on each side, so that the matching is a vertex of a transport
    polytope of size (n + 1, m + 1). [Cohen-Steiner, Edelsbrunner, Harer, Mileyko (2010)]
    """
    d0, d1 = validation.diagram(d0, "d0", WHERE), validation.diagram(d1, "d1", WHERE)
    if order != math.inf:
        order = validation.real(order, "order", WHERE, low=1)
    validation.choice(ground_norm, METRICS, "ground_norm", WHERE)
    validation.choice(essential, ("match", "drop"), "essential", WHERE)
    finite0, finite1 = (np.flatnonzero(np.isfinite(d).all(axis=1)) for d in (d0, d1))
    ends = _match_essential(d0, d1) if essential == "match" else np.zeros((0, 2), dtype=int)
    if ends is None:
        return _unmatched(order, ground_norm, root)
    problem = _distances(d0[finite0], d1[finite1], ground_norm)
    pairs, f, g = _bottleneck(*problem) if order == math.inf else _cheapest(*problem, order)
    lengths = np.r_[_lengths(*problem, pairs), _essential_lengths(d0, d1, ends)]
    matching = np.r_[_renumbered(pairs, finite0, finite1), ends]
    if order == math.inf:
        value = float(lengths.max(initial=0))
        return PersistenceMatching(value, matching, lengths, None, None, None, None, order, ground_norm, root)
    potentials = np.zeros(len(d0)), np.zeros(len(d1))
    potentials[0][finite0], potentials[1][finite1] = f, g
    for potential, column in zip(potentials, ends.T, strict=True):
        potential[column] = _essential_lengths(d0, d1, ends) ** order / 2
    cost, bound = _total(lengths, order), float(sum(potential.sum() for potential in potentials))
    value, dual = (_length(lengths, order), max(bound, 0.0) ** (1 / order)) if root else (cost, bound)
    return PersistenceMatching(
        value, matching, lengths, *potentials, dual, value - dual, order, ground_norm, root
    )


def _total(lengths, order):
    with np.errstate(over="ignore", under="ignore"):
        total = float((lengths**order).sum())
    if total > LARGEST or (total == 0 and lengths.any()):
        raise ValueError(
            f"{WHERE}: distance**{order:g} must be a number that floating point holds; "
            "use other units or order=inf"
        )
    return total


def _unmatched(order, ground_norm, root):
    nothing = np.zeros((0, 2), dtype=int), np.zeros(0)
    return PersistenceMatching(math.inf, *nothing, None, None, None, None, order, ground_norm, root)


def _distances(d0, d1, norm):
    """Distances of the pairs (n, m), and of each point to the diagonal (n,) and (m,)."""
    between = cdist(d0, d1, METRICS[norm]) if len(d0) and len(d1) else np.zeros((len(d0), len(d1)))
    factor = 2.0 ** (1 / norm - 1)
    return between, *(factor * (d[:, 1] - d[:, 0]) for d in (d0, d1))


def _with_reservoirs(between, diagonal0, diagonal1):
    """The distances with the diagonal as the last row and column."""
    return np.block([[between, diagonal0[:, None]], [diagonal1[None, :], np.zeros((1, 1))]])


def _cheapest(between, diagonal0, diagonal1, order):
    """Optimal pairs of the finite points, and their potentials.

    Costs beyond that of a known matching cannot matter. Capped there, and measured in its units, they leave
    the simplex its full precision at high orders.
    """
    n, m = between.shape
    table = _with_reservoirs(between, diagonal0, diagonal1)
    unit = table.max() or 1.0
    while True:
        pairs, f, g = _transport(np.minimum(table / unit, CAP ** (1 / order)) ** order)
        better = _length(table[pairs[:, 0], pairs[:, 1]], order)
        if not 0 < better < unit * NEAR ** (1 / order):
            break
        unit = better
    _total(np.array([better]), order)
    return pairs, (f[:n] + g[m]) * unit**order, (g[:m] + f[n]) * unit**order


def _length(lengths, order):
    """The p-norm, without powers that leave the range of floating-point numbers."""
    longest = lengths.max(initial=0) or 1.0
    return float(longest * ((lengths / longest) ** order).sum() ** (1 / order))


def _transport(costs):
    """Pairs and potentials of the transport problem whose last row and column are the reservoirs."""
    n, m = costs.shape[0] - 1, costs.shape[1] - 1
    if n + m == 0:
        return np.zeros((0, 2), dtype=int), np.zeros(1), np.zeros(1)
    plan, f, g = network_simplex(np.r_[np.ones(n), m], np.r_[np.ones(m), n], costs, MAX_ITER, WHERE)
    plan[n, m] = 0
    pairs = np.argwhere(plan > 0.5)
    return np.where(pairs == [n, m], DIAGONAL, pairs), f, g


def _bottleneck(between, diagonal0, diagonal1):
    """Pairs within the least possible longest distance; among these, the least total distance."""
    candidates = np.unique(np.r_[0.0, between.ravel(), diagonal0, diagonal1])
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if _can_match(between, diagonal0, diagonal1, candidates[middle]):
            high = middle
        else:
            low = middle + 1
    table = _with_reservoirs(between, diagonal0, diagonal1)
    pairs, _, _ = _transport(np.where(table <= candidates[low], table, np.inf))
    return pairs, None, None


def _can_match(between, diagonal0, diagonal1, longest):
    """Whether all points find partners within `longest`; each brings a copy of the diagonal's point."""
    n, m = between.shape
    if n + m == 0:
        return True
    own0, own1 = np.diag(diagonal0 <= longest), np.diag(diagonal1 <= longest)
    graph = np.block([[between <= longest, own0], [own1, np.ones((m, n), dtype=bool)]])
    return bool((maximum_bipartite_matching(csr_array(graph)) >= 0).all())


def _lengths(between, diagonal0, diagonal1, pairs):
    table = _with_reservoirs(between, diagonal0, diagonal1)
    return table[pairs[:, 0], pairs[:, 1]]


def _renumbered(pairs, rows0, rows1):
    """Pairs of finite points as pairs of rows of the diagrams."""
    columns = [np.r_[rows, DIAGONAL][column] for rows, column in zip((rows0, rows1), pairs.T, strict=True)]
    return np.column_stack(columns)


def _match_essential(d0, d1):
    """Pairs of essential classes, each kind in the order of its finite coordinate; None if counts differ."""
    pairs = [np.zeros((0, 2), dtype=int)]
    for kind in ((True, False), (False, True), (False, False)):
        rows0, rows1 = (np.flatnonzero((np.isfinite(d) == kind).all(axis=1)) for d in (d0, d1))
        if len(rows0) != len(rows1):
            return None
        pairs.append(np.column_stack([_by_coordinate(d0, rows0), _by_coordinate(d1, rows1)]))
    return np.concatenate(pairs)


def _by_coordinate(diagram, rows):
    return rows[np.argsort(np.where(np.isfinite(diagram[rows]), diagram[rows], 0).sum(axis=1))]


def _essential_lengths(d0, d1, pairs):
    """Distance of the finite coordinates of matched essential classes."""
    left, right = d0[pairs[:, 0]], d1[pairs[:, 1]]
    known = np.isfinite(left)
    return np.abs(np.where(known, left, 0) - np.where(known, right, 0)).sum(axis=1)
