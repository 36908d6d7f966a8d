"""Wasserstein barycenters for p = 2: on the line, on a fixed support, and with a free support."""

from dataclasses import dataclass

import numpy as np
import ot

from .. import validation
from .costs import cost as ground_cost
from .exact import MAX_ITER as MAX_PIVOTS
from .exact import certified, network_simplex

SAME_LEVEL = 1e-14


@dataclass(frozen=True, eq=False)
class LineBarycenter:
    """The barycenter on the line: its quantile function is the mean of the quantile functions.

    Attributes
    ----------
    value : float
        ``sum_k lambda_k W_2(mu_k, barycenter)**2``.
    points, weights : ndarray, shape (r,)
        Atoms in increasing order.
    sources : ndarray of int, shape (r, K)
        The point of each measure that each atom averages; with `weights` the optimal multimarginal plan.
    marginal_error : float
        Largest deviation of the weight that `sources` takes from a point of its weight.
    """

    value: float
    points: np.ndarray
    weights: np.ndarray
    sources: np.ndarray
    marginal_error: float


@dataclass(frozen=True, eq=False)
class FreeBarycenter:
    """Points of given weights that are, as far as first-order conditions tell, a barycenter.

    Attributes
    ----------
    value : float
        ``sum_k lambda_k W_2(mu_k, barycenter)**2``, each distance solved exactly at `points`.
    points : ndarray, shape (r, d)
    weights : ndarray, shape (r,)
    residual : float
        Root mean square distance of the points from the means of what they are sent to: 0 at a local optimum.
    plans : tuple of ndarray, shapes (r, n_k)
        Optimal plans from the barycenter to each measure.
    iterations : int
    converged : bool
        Whether ``residual <= tol`` times the spread of the measures.
    """

    value: float
    points: np.ndarray
    weights: np.ndarray
    residual: float
    plans: tuple
    iterations: int
    converged: bool


def barycenter_1d(supports, weights=None, mixture=None):
    """Barycenter for p = 2 of measures on the line, exact with atoms.

    Parameters
    ----------
    supports : sequence of K array_like, shapes (n_k,)
    weights : sequence of K array_like, shapes (n_k,), optional
        Of mass 1; equal weights unless given.
    mixture : array_like, shape (K,), optional
        Nonnegative coefficients lambda of sum 1, equal unless given.

    Returns
    -------
    LineBarycenter

    Raises
    ------
    ValueError, TypeError
        For points off the line and weights that are no probabilities.

    Notes
    -----
    W_2 on the line is the distance of quantile functions in L^2. [Agueh and Carlier, 2011, section 6.1]
    """
    where = "barycenter_1d"
    supports, weights, mixture = validation.family(supports, weights, mixture, where)
    validation.dimension(supports[0], 1, "supports", where)
    orders = [np.argsort(x[:, 0], kind="stable") for x in supports]
    levels = [np.cumsum(a[order])[:-1] for a, order in zip(weights, orders, strict=True)]
    breaks = np.unique(np.r_[0.0, np.concatenate(levels).clip(0, 1), 1.0])
    breaks = breaks[np.r_[True, np.diff(breaks) > SAME_LEVEL]]
    breaks[-1] = 1.0
    middles, masses = (breaks[1:] + breaks[:-1]) / 2, np.diff(breaks)
    ranks = [order[np.searchsorted(level, middles)] for level, order in zip(levels, orders, strict=True)]
    quantiles = np.column_stack([x[rank, 0] for x, rank in zip(supports, ranks, strict=True)])
    points = quantiles @ mixture
    taken = (np.bincount(rank, masses, len(a)) - a for rank, a in zip(ranks, weights, strict=True))
    return LineBarycenter(
        value=float(masses @ (quantiles - points[:, None]) ** 2 @ mixture),
        points=points,
        weights=masses,
        sources=np.column_stack(ranks),
        marginal_error=float(max(np.abs(error).max() for error in taken)),
    )


def barycenter_free(
    supports, start, weights=None, start_weights=None, mixture=None, *, tol=1e-9, max_iter=1000
):
    """Move points of fixed weights to a barycenter for p = 2 of measures in space.

    Parameters
    ----------
    supports : sequence of K array_like, shapes (n_k, d)
    start : array_like, shape (r, d)
        Points to begin with; which local optimum is found depends on them.
    weights : sequence of K array_like, shapes (n_k,), optional
    start_weights : array_like, shape (r,), optional
        Positive weights of the barycenter's points, kept.
    mixture : array_like, shape (K,), optional
        Nonnegative coefficients lambda of sum 1, equal unless given.
    tol : float
        Accepted `residual`, relative to the spread of the measures.
    max_iter : int

    Returns
    -------
    FreeBarycenter

    Raises
    ------
    ValueError, TypeError
        For mismatched dimensions and weights that are no probabilities.

    Notes
    -----
    Fixed-point iteration of Álvarez-Esteban, del Barrio, Cuesta-Albertos and Matrán (2016), as in
    `ot.lp.free_support_barycenter`. The value never increases; the problem is not convex.
    """
    where = "barycenter_free"
    supports, weights, mixture = validation.family(supports, weights, mixture, where)
    points, masses = validation.weighted_points(start, start_weights, ("start", "start_weights"), where)
    validation.no_zeros(masses, "start_weights", where)
    validation.dimension(points, supports[0].shape[1], "start", where)
    tol = validation.real(tol, "tol", where, low=0)
    max_iter = validation.whole(max_iter, "max_iter", where, low=1)
    everything = np.concatenate(supports)
    centre, spread = everything.mean(axis=0), np.ptp(everything, axis=0).max() or 1.0
    moved, log = ot.lp.free_support_barycenter(
        [(x - centre) / spread for x in supports],
        weights,
        (points - centre) / spread,
        b=masses,
        weights=mixture,
        numItermax=max_iter,
        stopThr=(tol**2) * masses.min(),
        log=True,
    )
    points = moved * spread + centre
    solved = [_exact(masses, a, ground_cost(points, x)) for x, a in zip(supports, weights, strict=True)]
    plans = tuple(each.plan for each in solved)
    sums = (share * plan @ x for share, plan, x in zip(mixture, plans, supports, strict=True))
    means = sum(sums) / masses[:, None]
    residual = float(np.sqrt(masses @ ((means - points) ** 2).sum(1)))
    return FreeBarycenter(
        value=float(mixture @ [each.value for each in solved]),
        points=points,
        weights=masses,
        residual=residual,
        plans=plans,
        iterations=len(log["displacement_square_norms"]),
        converged=residual <= tol * spread,
    )


def _exact(a, b, cost):
    return certified(a, b, cost, *network_simplex(a, b, cost, MAX_PIVOTS, "barycenter_free"))
