"""Entropic barycenters on a fixed support or grid, biased and debiased, on logarithms."""

from dataclasses import dataclass

import numpy as np

from .. import validation
from .half_steps import logarithm

WHERE = "barycenter_fixed"
TOLERANCE = 1e-8
MAX_ITER = 10_000
SELF_TOLERANCE = 1e-11
SMALLEST = 1e-280


@dataclass(frozen=True, eq=False)
class FixedBarycenter:
    """Weights on a given support, with the scalings that make them a barycenter.

    Attributes
    ----------
    weights : ndarray, shape of a measure
        Of mass 1.
    value : float
        Biased: ``sum_k lambda_k (<cost, P_k> + epsilon sum(P_k log P_k))``; debiased: the same mixture of
        Sinkhorn divergences to the measures.
    dual, gap : float or None
        Biased: a lower bound of the optimal value, and ``value - dual``, of either sign until converged.
    log_u, log_v : ndarray, shape (K, ...)
        ``P_k = exp(log_u_k + log_v_k - cost / epsilon)``, at the measures and at the barycenter.
    marginal_error : float
        Largest deviation of a ``P_k`` from its measure (its other marginal is the barycenter) and, debiased,
        of the barycenter's plan onto itself from the barycenter.
    iterations : int
    converged : bool
        Whether ``marginal_error <= tol``.
    """

    weights: np.ndarray
    value: float
    dual: float | None
    gap: float | None
    log_u: np.ndarray
    log_v: np.ndarray
    marginal_error: float
    iterations: int
    converged: bool


def barycenter_fixed(
    measures, cost, epsilon, mixture=None, *, debiased=False, tol=TOLERANCE, max_iter=MAX_ITER
):
    """Entropic barycenter of measures on one support, sought on that support.

    Parameters
    ----------
    measures : array_like, shape (K, n) or (K, n_1, ..., n_d)
        Weights of mass 1, zeros allowed, on points or on the cells of a grid.
    cost : array_like, shape (n, n), or on a grid a sequence of one such matrix for each axis
        Symmetric; on a grid the cost is the sum over the axes.
    epsilon : float
        In the units of the cost.
    mixture : array_like, shape (K,), optional
        Nonnegative coefficients lambda of sum 1, equal unless given.
    debiased : bool
        Minimise Sinkhorn divergences, which takes back the blur of width ``sqrt(epsilon / 2)``.
    tol : float
        Accepted `marginal_error`.
    max_iter : int

    Returns
    -------
    FixedBarycenter
        With ``converged=False`` when the limit came first.

    Raises
    ------
    ValueError, TypeError
        For weights, costs and numbers out of range.

    Notes
    -----
    Iterative Bregman projections, of minus entropy (not of KL to the product, which would shrink instead of
    blur). [Benamou, Carlier, Cuturi, Nenna and Peyré, 2015; Janati, Cuturi and Gramfort, Debiased Sinkhorn
    barycenters, 2020]
    """
    measures = validation.histograms(measures, "measures", WHERE)
    mixture = validation.mixture_weights(mixture, len(measures), WHERE)
    costs = validation.costs_of_axes(cost, measures.shape[1:], WHERE)
    epsilon = validation.regularisation(epsilon, sum(np.ptp(matrix) for matrix in costs), WHERE)
    tol = validation.real(tol, "tol", WHERE, low=0)
    max_iter = validation.whole(max_iter, "max_iter", WHERE, low=1)
    kernels = [-matrix / epsilon for matrix in costs]
    log_a = logarithm(measures)
    log_u, log_v, log_b, log_d, error, iterations = _project(
        log_a, measures, kernels, mixture, debiased, tol, max_iter
    )
    numbers = (log_u, log_v, log_b, kernels, measures, mixture, epsilon)
    value, dual = _divergence(log_d, log_a, *numbers) if debiased else _bounds(*numbers)
    weights = np.exp(log_b)
    return FixedBarycenter(
        weights=weights / weights.sum(),
        value=value,
        dual=dual,
        gap=None if dual is None else value - dual,
        log_u=log_u,
        log_v=log_v,
        marginal_error=error,
        iterations=iterations,
        converged=error <= tol,
    )


def _project(log_a, measures, kernels, mixture, debiased, tol, max_iter):
    """Scalings by Bregman projections in turn on both marginals."""
    log_d, smooth_v = np.zeros(measures.shape[1:]), smooth(np.zeros(measures.shape), kernels)
    for iteration in range(1, max_iter + 1):
        log_u = log_a - smooth_v
        smooth_u = smooth(log_u, kernels)
        log_b = np.tensordot(mixture, smooth_u, 1) + log_d
        log_v = log_b - smooth_u
        before, smooth_v = smooth_v, smooth(log_v, kernels)
        with np.errstate(over="ignore"):
            error = float(np.abs(measures * np.expm1(smooth_v - before)).max())
        if debiased:
            smooth_d = smooth(log_d[None], kernels)[0]
            error = max(error, float(np.abs(np.exp(log_d + smooth_d) - np.exp(log_b)).max()))
            log_d = (log_d + log_b - smooth_d) / 2
        if error <= tol or iteration == max_iter:
            return log_u, log_v, log_b, log_d, error, iteration


def smooth(log_weights, kernels):
    """Logarithm of the kernels applied along each axis to ``exp(log_weights)``, shape (K, ...)."""
    for axis, kernel in enumerate(kernels, start=1):
        log_weights = np.moveaxis(_along_last(np.moveaxis(log_weights, axis, -1), kernel), -1, axis)
    return log_weights


def _along_last(log_weights, kernel):
    """By a product of matrices where nothing underflows, else term by term."""
    high = log_weights.max(axis=-1, keepdims=True)
    high = np.where(np.isfinite(high), high, 0.0)
    summed = np.exp(log_weights - high) @ np.exp(kernel)
    if summed.min() > SMALLEST:
        return np.log(summed) + high
    terms = log_weights[..., None, :] + kernel
    high = terms.max(axis=-1, keepdims=True)
    high = np.where(np.isfinite(high), high, 0.0)
    return logarithm(np.exp(terms - high).sum(axis=-1)) + high[..., 0]


def _bounds(log_u, log_v, log_b, kernels, measures, mixture, epsilon):
    """Value of the plans, and the dual value, free of the barycenter as ``sum_k lambda_k log_v_k = 0``."""
    rows = np.exp(log_u + smooth(log_v, kernels))
    value = _product(log_u, rows).sum(axis=_cells(measures))
    dual = (_product(log_u, measures) - rows).sum(axis=_cells(measures)) + 1
    return float(epsilon * mixture @ value), float(epsilon * mixture @ dual)


def _divergence(log_d, log_a, log_u, log_v, log_b, kernels, measures, mixture, epsilon):
    """Mixture of Sinkhorn divergences, from the scalings of all plans."""
    log_self = _self_scaling(log_a, measures, kernels)
    at_measures = _product(log_u, measures) - _product(log_self, measures)
    at_barycenter = np.exp(log_b) * (log_v - log_d)
    total = (at_measures + at_barycenter).sum(axis=_cells(measures))
    return float(epsilon * mixture @ total), None


def _self_scaling(log_a, measures, kernels):
    """Scalings d of the plans ``diag(d) K diag(d)`` of each measure onto itself."""
    log_d = log_a
    for _ in range(MAX_ITER):
        smoothed = smooth(log_d, kernels)
        if np.abs(np.exp(log_d + smoothed) - measures).max() <= SELF_TOLERANCE:
            break
        log_d = (log_d + log_a - smoothed) / 2
    return log_d


def _product(logs, masses):
    """``masses * logs``, 0 where there is no mass."""
    return np.multiply(masses, logs, out=np.zeros(masses.shape), where=masses > 0)


def _cells(measures):
    return tuple(range(1, measures.ndim))
