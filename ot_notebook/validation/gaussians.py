"""Checks of means and covariances."""

import numpy as np

from .arrays import array_of, refuse_first, vector

SYMMETRY_TOLERANCE = 1e-9


def gaussian(mean, covariance, names, where):
    """Mean and covariance, shapes (d,) and (d, d); numbers stand for d = 1; it may be singular."""
    mean = vector(np.atleast_1d(mean), names[0], where)
    array = array_of(np.atleast_2d(covariance), names[1], where, 2)
    refuse_first(array, ~np.isfinite(array), names[1], where, "be finite")
    if array.shape != (len(mean), len(mean)):
        raise ValueError(
            f"{where}: {names[1]!r} must have shape {(len(mean), len(mean))} as {names[0]!r} has {len(mean)} "
            f"entries, got {array.shape}"
        )
    size = np.abs(array).max()
    if np.abs(array - array.T).max() > SYMMETRY_TOLERANCE * size:
        raise ValueError(
            f"{where}: {names[1]!r} must be symmetric, got a matrix that is not; use (S + S.T) / 2"
        )
    array = (array + array.T) / 2
    lowest = np.linalg.eigvalsh(array)[0]
    if lowest < -SYMMETRY_TOLERANCE * size:
        raise ValueError(
            f"{where}: {names[1]!r} must have no negative eigenvalue, got {lowest:g}; "
            "give a covariance, not its inverse or its root"
        )
    return mean, array


def two_gaussians(m0, S0, m1, S1, where):
    """Means (d,) and covariances (d, d) of two Gaussians on one space."""
    m0, S0 = gaussian(m0, S0, ("m0", "S0"), where)
    m1, S1 = gaussian(m1, S1, ("m1", "S1"), where)
    if len(m0) != len(m1):
        raise ValueError(f"{where}: 'm1' must have the dimension of 'm0' ({len(m0)}), got {len(m1)}")
    return m0, S0, m1, S1


def cholesky(covariance, name, where):
    """Cholesky factor of a covariance, refused if singular to rounding."""
    values = np.linalg.eigvalsh(covariance)
    if values[0] <= len(values) * np.finfo(float).eps * values[-1]:
        raise ValueError(
            f"{where}: {name!r} must be nonsingular, got least eigenvalue {values[0]:.3g} and largest "
            f"{values[-1]:.3g}; add a small multiple of the identity"
        )
    return np.linalg.cholesky(covariance)
