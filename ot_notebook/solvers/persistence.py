"""Distances between persistence diagrams: transport with the diagonal as a reservoir."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist

from .. import validation
from .reservoir_matching import RESERVOIR, bottleneck, cheapest, norm, pair_lengths, total_cost

WHERE = "persistence_distance"
METRICS = {1: "cityblock", 2: "euclidean", math.inf: "chebyshev"}


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
        Lower bound of the value of every matching: ``sum(f) + sum(g)`` (its root if `root`), or for the
        bottleneck the least distance that gives `crowd` one partner more.
    gap : float or None
        ``value - dual``: zero but for rounding.
    crowd : tuple (0 or 1, ndarray of int) or None
        Bottleneck: which diagram, and rows of it that have, below the distance, no way to the diagonal and
        fewer partners than members. None where essential classes or no distance at all decide.
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
    crowd: tuple | None
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
    places = (finite0, finite1), ends, _essential_lengths(d0, d1, ends)
    if order == math.inf:
        return _bottleneck(problem, *places, ground_norm, root)
    return _total(problem, *places, (len(d0), len(d1)), order, ground_norm, root)


def _total(problem, rows, ends, end_lengths, counts, order, ground_norm, root):
    """The matching of the least total cost."""
    pairs, *finite = cheapest(*problem, order, WHERE)
    lengths = np.r_[pair_lengths(*problem, pairs), end_lengths]
    cost = total_cost(lengths, order, WHERE)
    potentials = [np.zeros(count) for count in counts]
    for potential, part, own, column in zip(potentials, finite, rows, ends.T, strict=True):
        potential[own], potential[column] = part, end_lengths**order / 2
    bound = float(sum(potential.sum() for potential in potentials))
    value, dual = (norm(lengths, order), max(bound, 0.0) ** (1 / order)) if root else (cost, bound)
    return PersistenceMatching(
        value=value,
        matching=np.r_[_renumbered(pairs, rows), ends],
        lengths=lengths,
        f=potentials[0],
        g=potentials[1],
        dual=dual,
        gap=value - dual,
        crowd=None,
        order=order,
        ground_norm=ground_norm,
        root=root,
    )


def _bottleneck(problem, rows, ends, end_lengths, ground_norm, root):
    """The matching of the least longest pair."""
    pairs, bound, crowd = bottleneck(*problem, WHERE)
    lengths = np.r_[pair_lengths(*problem, pairs), end_lengths]
    value, dual = float(lengths.max(initial=0)), float(max(bound, end_lengths.max(initial=0)))
    return PersistenceMatching(
        value=value,
        matching=np.r_[_renumbered(pairs, rows), ends],
        lengths=lengths,
        f=None,
        g=None,
        dual=dual,
        gap=value - dual,
        crowd=(crowd[0], rows[crowd[0]][crowd[1]]) if crowd and bound == value else None,
        order=math.inf,
        ground_norm=ground_norm,
        root=root,
    )


def _distances(d0, d1, norm):
    """Distances of the pairs (n, m), and of each point to the diagonal (n,) and (m,)."""
    between = cdist(d0, d1, METRICS[norm]) if len(d0) and len(d1) else np.zeros((len(d0), len(d1)))
    factor = 2.0 ** (1 / norm - 1)
    return between, *(factor * (d[:, 1] - d[:, 0]) for d in (d0, d1))


def _unmatched(order, ground_norm, root):
    """No matching: the essential classes differ in number."""
    pairs, lengths = np.zeros((0, 2), dtype=int), np.zeros(0)
    return PersistenceMatching(
        math.inf, pairs, lengths, None, None, None, None, None, order, ground_norm, root
    )


def _renumbered(pairs, rows):
    """Pairs of finite points as pairs of rows of the diagrams."""
    columns = zip(rows, pairs.T, strict=True)
    return np.column_stack([np.r_[own, RESERVOIR][column] for own, column in columns])


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
