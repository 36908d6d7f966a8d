"""Transport between Gaussians: maps, the Bures distance, geodesics and barycenters."""

from dataclasses import dataclass

import numpy as np

from .. import validation

NULL = 1e-12


@dataclass(frozen=True, eq=False)
class GaussianTransport:
    """An optimal coupling ``Y = offset + matrix X + noise`` of two Gaussians for the squared distance.

    Attributes
    ----------
    value : float
        ``W_2``; its square is ``|m0 - m1|**2 + bures**2``.
    bures : float
        Bures distance of the covariances, ``W_2`` of the centred Gaussians.
    offset : ndarray, shape (d,)
    matrix : ndarray, shape (d, d)
        Symmetric and positive semidefinite when `S0` is nonsingular: the gradient of a convex function.
    noise : ndarray, shape (d, d)
        Covariance of the independent noise; zero if the coupling is a map.
    is_map : bool
        Whether it is: always, unless `S1` has a larger rank than `S0`.
    dual : float or None
        Dual value of the square, from quadratic potentials; None if a covariance is singular.
    gap : float or None
        ``value**2 - dual``: zero but for rounding.
    marginal_error : float
        Largest entry of ``matrix S0 matrix^T + noise - S1``.
    """

    value: float
    bures: float
    offset: np.ndarray
    matrix: np.ndarray
    noise: np.ndarray
    is_map: bool
    dual: float | None
    gap: float | None
    marginal_error: float


@dataclass(frozen=True, eq=False)
class Gaussian:
    """A Gaussian.

    Attributes
    ----------
    mean : ndarray, shape (d,)
    covariance : ndarray, shape (d, d)
    """

    mean: np.ndarray
    covariance: np.ndarray


def gaussian_transport(m0, S0, m1, S1):
    """``W_2`` between two Gaussians and an optimal coupling of them.

    Parameters
    ----------
    m0, m1 : array_like, shape (d,)
        Means; numbers stand for d = 1.
    S0, S1 : array_like, shape (d, d)
        Covariances, which may be singular.

    Returns
    -------
    GaussianTransport

    Raises
    ------
    ValueError, TypeError
        For means or covariances that are not finite, differ in dimension, or covariances that are not
        symmetric and positive semidefinite.

    Notes
    -----
    With ``S0 = F0 F0^T`` and ``S1 = F1 F1^T`` the best correlation is the polar factor of ``F1^T F0``: no
    inverse of a singular matrix, no difference of traces. Gelbrich (1990); Bhatia, Jain and Lim (2019).
    """
    m0, S0, m1, S1 = validation.two_gaussians(m0, S0, m1, S1, "gaussian_transport")
    F0, F1, turned = _coupled_factors(S0, S1)
    noise = F1 @ F1.T - turned @ turned.T if F1.shape[1] > F0.shape[1] else np.zeros_like(S0)
    bures = float(np.sqrt(((F0 - turned) ** 2).sum() + np.trace(noise)))
    matrix = turned @ _left_inverse(F0)
    value = float(np.hypot(np.linalg.norm(m0 - m1), bures))
    dual = None
    if F0.shape[1] == F1.shape[1] == len(m0):
        matrix = (matrix + matrix.T) / 2
        dual = _quadratic_dual(m0, S0, m1, S1, matrix)
    return GaussianTransport(
        value=value,
        bures=bures,
        offset=m1 - matrix @ m0,
        matrix=matrix,
        noise=noise,
        is_map=F1.shape[1] <= F0.shape[1],
        dual=dual,
        gap=None if dual is None else value**2 - dual,
        marginal_error=float(np.abs(matrix @ S0 @ matrix.T + noise - S1).max()),
    )


def _factor(S):
    """``F`` of full column rank with ``S = F F^T``, its columns orthogonal."""
    values, vectors = np.linalg.eigh(S)
    kept = values > NULL * max(values[-1], 0.0)
    return vectors[:, kept] * np.sqrt(values[kept])


def _left_inverse(F):
    """Inverse on its range of a factor with orthogonal columns."""
    return F.T / (F**2).sum(axis=0)[:, None]


def _coupled_factors(S0, S1):
    """Factors of both covariances and the second one turned: ``X = F0 Z`` goes with ``turned Z``."""
    F0, F1 = _factor(S0), _factor(S1)
    left, _, right = np.linalg.svd(F1.T @ F0, full_matrices=False)
    return F0, F1, F1 @ left @ right


def _quadratic_dual(m0, S0, m1, S1, matrix):
    """Dual value of ``f(x) = |x|^2 - x.Ax`` and ``g(y) = |y|^2 - y.A^-1 y`` about the means."""
    inverse = np.linalg.inv(matrix)
    eye = np.eye(len(m0))
    return float(((m0 - m1) ** 2).sum() + np.sum((eye - matrix) * S0) + np.sum((eye - inverse) * S1))


def gaussian_geodesic(m0, S0, m1, S1, t):
    """The Gaussian at time `t` on the geodesic of ``W_2`` between two Gaussians.

    Parameters
    ----------
    m0, S0, m1, S1 : array_like
        As in `gaussian_transport`.
    t : float
        Time in [0, 1].

    Returns
    -------
    Gaussian
        Law of ``(1 - t) X + t Y`` under the optimal coupling.

    Raises
    ------
    ValueError, TypeError
        As `gaussian_transport`, and for a time outside [0, 1].
    """
    where = "gaussian_geodesic"
    m0, S0, m1, S1 = validation.two_gaussians(m0, S0, m1, S1, where)
    t = validation.real(t, "t", where, low=0, high=1)
    F0, F1, turned = _coupled_factors(S0, S1)
    between = (1 - t) * F0 + t * turned
    noise = F1 @ F1.T - turned @ turned.T
    return Gaussian((1 - t) * m0 + t * m1, between @ between.T + t**2 * noise)


@dataclass(frozen=True, eq=False)
class GaussianBarycenter:
    """The Gaussian of least mean squared distance to given ones.

    Attributes
    ----------
    mean : ndarray, shape (d,)
    covariance : ndarray, shape (d, d)
    value : float
        ``sum_k weights_k W_2(barycenter, k)**2``.
    residual : float
        How far the mean of the optimal maps out of the barycenter moves it, relative to its spread: 0 exactly
        at the optimum.
    iterations : int
    converged : bool
        Whether the residual is at most `tol`.
    """

    mean: np.ndarray
    covariance: np.ndarray
    value: float
    residual: float
    iterations: int
    converged: bool


def gaussian_barycenter(means, covariances, weights=None, *, tol=1e-11, max_iter=1000):
    """Barycenter of Gaussians for ``W_2``, by the fixed point of its covariance.

    Parameters
    ----------
    means : array_like, shape (k, d)
        A vector stands for d = 1.
    covariances : array_like, shape (k, d, d)
        One of positive weight must be nonsingular, the others may be singular. A vector stands for d = 1.
    weights : array_like, shape (k,), optional
        Of mass 1; equal unless given.
    tol : float
        Residual to reach.
    max_iter : int

    Returns
    -------
    GaussianBarycenter

    Raises
    ------
    ValueError, TypeError
        For inputs that are no Gaussians or no weights, or if every covariance is singular.

    Notes
    -----
    Álvarez-Esteban, del Barrio, Cuesta-Albertos and Matrán (2016): each step moves the covariance by the mean
    of the optimal maps, and the value never increases.
    """
    where = "gaussian_barycenter"
    means, covariances, weights = _family(means, covariances, weights, where)
    tol = validation.real(tol, "tol", where, low=0, open_low=True)
    max_iter = validation.whole(max_iter, "max_iter", where, low=1)
    covariance = np.einsum("k,kij->ij", weights, covariances)
    iterations = 0
    mean_map, residual = _mean_map(covariance, covariances, weights)
    while residual > tol and iterations < max_iter:
        covariance = mean_map @ covariance @ mean_map
        covariance = (covariance + covariance.T) / 2
        mean_map, residual = _mean_map(covariance, covariances, weights)
        iterations += 1
    mean = weights @ means
    others = zip(means, covariances, strict=True)
    squares = [gaussian_transport(mean, covariance, m, S).value ** 2 for m, S in others]
    return GaussianBarycenter(
        mean, covariance, float(weights @ squares), residual, iterations, residual <= tol
    )


def _mean_map(covariance, covariances, weights):
    """Mean of the optimal maps from a nonsingular covariance to the others, and how far it moves it."""
    total = np.zeros_like(covariance)
    for weight, S in zip(weights, covariances, strict=True):
        F0, _, turned = _coupled_factors(covariance, S)
        total += weight * turned @ _left_inverse(F0)
    mean_map = (total + total.T) / 2
    moved = (mean_map - np.eye(len(covariance))) @ _factor(covariance)
    return mean_map, float(np.linalg.norm(moved) / np.sqrt(np.trace(covariance)))


def _family(means, covariances, weights, where):
    """Checked means (k, d), covariances (k, d, d) and weights (k,)."""
    means, weights = validation.weighted_points(means, weights, ("means", "weights"), where)
    if len(covariances) != len(means):
        raise ValueError(
            f"{where}: 'covariances' must have one matrix for each of the {len(means)} means, "
            f"got {len(covariances)}"
        )
    names = [(f"means[{k}]", f"covariances[{k}]") for k in range(len(means))]
    triples = zip(means, covariances, names, strict=True)
    checked = np.array([validation.gaussian(m, S, name, where)[1] for m, S, name in triples])
    if not any(_factor(S).shape[1] == len(S) for S, w in zip(checked, weights, strict=True) if w > 0):
        raise ValueError(
            f"{where}: 'covariances' must have a nonsingular one of positive weight, got only singular ones; "
            "add a small multiple of the identity"
        )
    return means, checked, weights
