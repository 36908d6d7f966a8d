"""Divergences beside transport: Kullback-Leibler, total variation, maximum mean discrepancy."""

import math

import numpy as np
from scipy.spatial.distance import cdist
from scipy.special import erf, kl_div, ndtr

from .. import validation


def kl(a, b):
    """Kullback-Leibler divergence ``sum(a * log(a / b))`` of measures on the same points or cells.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        Weights of mass 1 on common atoms, or masses of common cells (density times width).

    Returns
    -------
    float
        In nats; ``inf`` if `a` has mass where `b` has none.

    Raises
    ------
    ValueError, TypeError
        For weights that are no probability or differ in number.
    """
    a, b = _common(a, b, "kl")
    return float(kl_div(a, b).sum())


def total_variation(a, b):
    """Total variation ``max_A |a(A) - b(A)| = sum(|a - b|) / 2`` of measures on the same points or cells.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        Weights of mass 1 on common atoms, or masses of common cells (density times width).

    Returns
    -------
    float
        In [0, 1]: also the least mass that moves, the transport cost for ``1`` off the diagonal.

    Raises
    ------
    ValueError, TypeError
        As `kl`.
    """
    a, b = _common(a, b, "total_variation")
    return min(1.0, float(np.abs(a - b).sum()) / 2)


def _common(a, b, where):
    a = validation.unit_mass(validation.weights(a, "a", where), "a", where)
    b = validation.weights(b, "b", where)
    validation.same_mass(a, b, where)
    if len(a) != len(b):
        raise ValueError(
            f"{where}: 'b' must have one weight for each of 'a' ({len(a)}), got {len(b)}; "
            "give both on the same points"
        )
    return a, validation.unit_mass(b, "b", where)


def mmd(x, y, a=None, b=None, bandwidth=1.0):
    """Maximum mean discrepancy for the kernel ``exp(-|x - y|**2 / (2 bandwidth**2))``.

    Parameters
    ----------
    x, y : array_like, shapes (n, d) and (m, d), or (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.
    bandwidth : float
        Positive, in the unit of the points.

    Returns
    -------
    float
        The root, not the square; between the two discrete measures themselves (the biased estimator of what
        they sample).

    Raises
    ------
    ValueError, TypeError
        For empty, non-finite or mismatched points, weights that are no probability, a bandwidth that is not
        positive.

    Notes
    -----
    Gretton, Borgwardt, Rasch, Schölkopf and Smola (2012).
    """
    x, y, a, b = validation.two_measures(x, y, a, b, "mmd")
    bandwidth = validation.real(bandwidth, "bandwidth", "mmd", low=0, open_low=True)
    points, place = np.unique(np.vstack([x, y]), axis=0, return_inverse=True)
    charge = np.bincount(place.ravel(), np.r_[a, -b], len(points))
    kernel = np.exp(-0.5 * cdist(points / bandwidth, points / bandwidth, "sqeuclidean"))
    return math.sqrt(max(0.0, float(charge @ kernel @ charge)))


def density_mmd(edges, rho0, rho1, bandwidth=1.0):
    """Maximum mean discrepancy of two piecewise constant densities on the line for the kernel of `mmd`.

    Parameters
    ----------
    edges : array_like, shape (k + 1,)
        Ends of the cells, increasing.
    rho0, rho1 : array_like, shape (k,)
        Densities of integral 1.
    bandwidth : float
        Positive, in the unit of the edges.

    Returns
    -------
    float
        The root, not the square.

    Raises
    ------
    ValueError, TypeError
        For edges that do not increase, densities that are negative or not of integral 1, a bandwidth that is
        not positive.

    Notes
    -----
    The kernel is a convolution of ``exp(-t**2 / bandwidth**2)`` with itself, so the square is an integral of
    squares; the trapezoidal rule meets it to rounding, since the integrand is analytic and decays like a
    Gaussian.
    """
    where = "density_mmd"
    edges = validation.increasing(edges, "edges", where)
    bandwidth = validation.real(bandwidth, "bandwidth", where, low=0, open_low=True)
    widths, scaled = np.diff(edges), edges / bandwidth
    heights = [
        validation.vector(rho, name, where, len(widths)) for rho, name in ((rho0, "rho0"), (rho1, "rho1"))
    ]
    masses = [
        validation.unit_mass(validation.weights(rho * widths, name, where), name, where)
        for rho, name in zip(heights, ("rho0", "rho1"), strict=True)
    ]
    jump = -np.diff((masses[0] - masses[1]) / widths, prepend=0, append=0)
    places = np.arange(scaled[0] - 6.5, scaled[-1] + 6.5, 0.25)
    smoothed = erf(places[:, None] - scaled) @ jump
    return bandwidth * math.sqrt(math.sqrt(math.pi / 8) * 0.25 * float(smoothed @ smoothed))


def gaussian_kl(m0, S0, m1, S1):
    """Kullback-Leibler divergence of one Gaussian from another, in nats.

    Parameters
    ----------
    m0, m1 : array_like, shape (d,)
        Means; numbers stand for d = 1.
    S0, S1 : array_like, shape (d, d)
        Covariances, `S1` nonsingular.

    Returns
    -------
    float
        ``inf`` if `S0` is singular.

    Raises
    ------
    ValueError, TypeError
        For inputs that are no Gaussians, of different dimensions, or a singular `S1`.
    """
    where = "gaussian_kl"
    m0, S0, m1, S1 = validation.two_gaussians(m0, S0, m1, S1, where)
    inverse = np.linalg.inv(validation.cholesky(S1, "S1", where))
    spread = np.linalg.eigvalsh(inverse @ S0 @ inverse.T)
    if spread[0] <= len(m0) * np.finfo(float).eps * spread[-1]:
        return math.inf
    shift = inverse @ (m1 - m0)
    return max(0.0, 0.5 * float((spread - 1 - np.log(spread)).sum() + shift @ shift))


def gaussian_total_variation(m0, m1, S, S1=None):
    """Total variation of two Gaussians, where it has a closed form: for one covariance, or on the line.

    Parameters
    ----------
    m0, m1 : array_like, shape (d,)
        Means; numbers stand for d = 1.
    S : array_like, shape (d, d)
        Covariance of the first, nonsingular.
    S1 : array_like, shape (d, d), optional
        Covariance of the second, nonsingular; `S` unless given, and for d > 1.

    Returns
    -------
    float
        ``erf(delta / (2 sqrt 2))`` for one covariance, with the Mahalanobis distance ``delta`` of the means.

    Raises
    ------
    ValueError, TypeError
        For inputs that are no Gaussians, of different dimensions, a singular covariance, or different
        covariances in space.

    Notes
    -----
    On the line the densities of different variances cross twice; between the crossings that of the smaller
    variance is the larger.
    """
    where = "gaussian_total_variation"
    m0, S = validation.gaussian(m0, S, ("m0", "S"), where)
    m1 = validation.vector(np.atleast_1d(m1), "m1", where, len(m0))
    factor = validation.cholesky(S, "S", where)
    if S1 is not None:
        m1, S1 = validation.gaussian(m1, S1, ("m1", "S1"), where)
        validation.cholesky(S1, "S1", where)
        if not np.array_equal(S, S1):
            return _total_variation_of_crossing(m0, S, m1, S1, where)
    shift = np.linalg.solve(factor, m1 - m0)
    return float(erf(np.linalg.norm(shift) / math.sqrt(8)))


def _total_variation_of_crossing(m0, S0, m1, S1, where):
    if len(m0) > 1:
        raise ValueError(f"{where}: 'S1' must be 'S' unless the dimension is 1, got another")
    (m0, v0), (m1, v1) = sorted([(m0.item(), S0.item()), (m1.item(), S1.item())], key=lambda law: law[1])
    ratio, shift = v1 / v0, (m1 - m0) / math.sqrt(v0)
    crossings = np.roots([1 - ratio, -2 * shift, shift**2 + ratio * math.log(ratio)]).real
    inner = np.diff(ndtr(np.sort(crossings)))
    outer = np.diff(ndtr((np.sort(crossings) - shift) / math.sqrt(ratio)))
    return float(np.clip(inner - outer, 0, 1).item())


def gaussian_wasserstein_1(m0, S0, m1, S1):
    """``W_1`` of two Gaussians, where it has a closed form: on the line, or for one covariance.

    Parameters
    ----------
    m0, m1 : array_like, shape (d,)
        Means; numbers stand for d = 1.
    S0, S1 : array_like, shape (d, d)
        Covariances (variances on the line, not deviations), equal unless d = 1.

    Returns
    -------
    float
        For one covariance ``|m0 - m1|``, which is then ``W_p`` for every p.

    Raises
    ------
    ValueError, TypeError
        For inputs that are no Gaussians, of different dimensions, or different covariances in space.

    Notes
    -----
    On the line the quantiles differ by ``m0 - m1 + (s0 - s1) Z`` with Z standard normal: the mean of a folded
    normal variable.
    """
    where = "gaussian_wasserstein_1"
    m0, S0, m1, S1 = validation.two_gaussians(m0, S0, m1, S1, where)
    shift = float(np.linalg.norm(m0 - m1))
    if np.abs(S0 - S1).max() <= validation.SYMMETRY_TOLERANCE * np.abs(S0).max():
        return shift
    if len(m0) > 1:
        raise ValueError(
            f"{where}: 'S1' must be 'S0' unless the dimension is 1, got another; use wasserstein on samples"
        )
    spread = abs(math.sqrt(S0.item()) - math.sqrt(S1.item()))
    slope = shift / spread / math.sqrt(2)
    return spread * math.sqrt(2 / math.pi) * math.exp(-(slope**2)) + shift * float(erf(slope))


def gaussian_mmd(m0, S0, m1, S1, bandwidth=1.0):
    """Maximum mean discrepancy of two Gaussians for the kernel of `mmd`.

    Parameters
    ----------
    m0, m1 : array_like, shape (d,)
        Means; numbers stand for d = 1.
    S0, S1 : array_like, shape (d, d)
        Covariances, which may be singular.
    bandwidth : float
        Positive.

    Returns
    -------
    float
        The root, not the square.

    Raises
    ------
    ValueError, TypeError
        For inputs that are no Gaussians, of different dimensions, a bandwidth that is not positive.
    """
    where = "gaussian_mmd"
    m0, S0, m1, S1 = validation.two_gaussians(m0, S0, m1, S1, where)
    bandwidth = validation.real(bandwidth, "bandwidth", where, low=0, open_low=True)
    shift, none = (m0 - m1) / bandwidth, np.zeros_like(m0)
    S0, S1 = S0 / bandwidth**2, S1 / bandwidth**2
    own = _mean_kernel(none, 2 * S0) + _mean_kernel(none, 2 * S1)
    return math.sqrt(max(0.0, own - 2 * _mean_kernel(shift, S0 + S1)))


def _mean_kernel(mean, covariance):
    """Mean of ``exp(-|Z|**2 / 2)`` for a Gaussian Z."""
    wider = np.eye(len(mean)) + covariance
    return float(np.exp(-0.5 * mean @ np.linalg.solve(wider, mean)) / np.sqrt(np.linalg.det(wider)))
