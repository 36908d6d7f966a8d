"""The transportation polytope of small problems, by all its vertices, and Birkhoff's decomposition."""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from .. import validation

MOST_BASES = 50_000
SAME = 1e-9
NOTHING = 1e-12


def polytope_vertices(a, b):
    """All vertices of the set of plans between two small vectors of weights.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Weights of mass 1.

    Returns
    -------
    ndarray, shape (k, n, m)
        In lexicographic order, each once. Masses below 1e-9 of the total are taken for zero.

    Raises
    ------
    ValueError, TypeError
        For weights that are no probability, or so many that there are more than 50,000 choices of
        ``n + m - 1`` pairs.

    Notes
    -----
    A vertex is the only plan on some spanning tree of pairs: each choice of ``n + m - 1`` columns of the
    constraints with determinant 1 or -1 is solved, and the nonnegative solutions are kept.
    """
    where = "polytope_vertices"
    a = validation.unit_mass(validation.weights(a, "a", where), "a", where)
    b = validation.unit_mass(validation.weights(b, "b", where), "b", where)
    n, m = len(a), len(b)
    rank = n + m - 1
    count = math.comb(n * m, rank)
    if count > MOST_BASES:
        raise ValueError(
            f"{where}: 'a' and 'b' must leave at most {MOST_BASES} choices of {rank} pairs, got {count}; "
            "use shorter ones"
        )
    rows = np.vstack([np.kron(np.eye(n), np.ones(m)), np.tile(np.eye(m), n)])[:-1]
    chosen = np.array(list(combinations(range(n * m), rank)))
    matrices = rows[:, chosen].transpose(1, 0, 2)
    trees = np.abs(np.linalg.det(matrices)) > 0.5
    right = np.r_[a, b][:-1, None]
    masses = np.linalg.solve(matrices[trees], np.broadcast_to(right, (trees.sum(), rank, 1)))[..., 0]
    masses[np.abs(masses) < SAME] = 0
    admissible = (masses >= 0).all(axis=1)
    plans = np.zeros((admissible.sum(), n * m))
    np.put_along_axis(plans, chosen[trees][admissible], masses[admissible], axis=1)
    _, first = np.unique(np.round(plans / SAME), axis=0, return_index=True)
    return plans[first].reshape(-1, n, m)


@dataclass(frozen=True, eq=False)
class BirkhoffDecomposition:
    """A doubly stochastic matrix as a mean of permutations.

    Attributes
    ----------
    weights : ndarray, shape (k,)
        Positive, of sum 1 but for `residual`.
    permutations : ndarray of int, shape (k, n)
        Column of each row.
    residual : float
        Largest entry of the matrix less the mean.
    """

    weights: np.ndarray
    permutations: np.ndarray
    residual: float


def birkhoff(matrix):
    """Peel permutations off a doubly stochastic matrix until nothing is left.

    Parameters
    ----------
    matrix : array_like, shape (n, n)
        Nonnegative, all row and column sums 1.

    Returns
    -------
    BirkhoffDecomposition
        At most ``(n - 1)**2 + 1`` permutations.

    Raises
    ------
    ValueError, TypeError
        For a matrix that is not square, not nonnegative or not doubly stochastic.

    Notes
    -----
    Each step takes a permutation within the support and as much of it as the least of its entries, which
    empties a cell. Birkhoff (1946).
    """
    left = validation.plan_with_marginal(matrix, np.ones(len(matrix)), "matrix", 1, "birkhoff")
    left = validation.plan_with_marginal(left, np.ones(len(left)), "matrix", 0, "birkhoff").copy()
    original, rows = left.copy(), np.arange(len(left))
    weights, permutations = [], []
    while left.max() > NOTHING:
        columns = linear_sum_assignment(left <= NOTHING)[1]
        weight = left[rows, columns].min()
        if weight <= NOTHING:
            break
        weights.append(weight)
        permutations.append(columns)
        left[rows, columns] -= weight
    mean = np.zeros_like(original)
    for weight, columns in zip(weights, permutations, strict=True):
        mean[rows, columns] += weight
    return BirkhoffDecomposition(
        np.array(weights), np.array(permutations), float(np.abs(original - mean).max())
    )
