"""Transport between piecewise constant densities on the line, in closed form."""

from dataclasses import dataclass

import numpy as np

from .. import validation
from .one_dimension import staircase

QUADRATURE = np.polynomial.legendre.leggauss(8)


@dataclass(frozen=True, eq=False)
class DensityTransport:
    """The monotone map between densities on the line, affine from piece to piece.

    Attributes
    ----------
    value : float
        ``W_p**p``.
    distance : float
        ``W_p``.
    levels : ndarray, shape (k + 1,)
        Levels of the distribution functions, from 0 to 1, between which both quantile functions are affine.
    source, target : ndarray, shape (k, 2)
        Ends of the interval that each piece covers; the map carries one affinely onto the other.
    """

    value: float
    distance: float
    levels: np.ndarray
    source: np.ndarray
    target: np.ndarray


def density_transport(edges, rho0, rho1, p=2):
    """Transport between piecewise constant densities on the line by the quantile formula, integrated exactly.

    Parameters
    ----------
    edges : array_like, shape (k + 1,)
        Ends of the cells, increasing.
    rho0, rho1 : array_like, shape (k,)
        Densities on the cells: nonnegative, zeros allowed, of integral 1 (up to 1e-6, then normalised).
    p : float
        Exponent, at least 1, of the cost ``|y - x|**p``.

    Returns
    -------
    DensityTransport

    Raises
    ------
    ValueError, TypeError
        For edges that do not increase, densities that are no probability, an exponent below 1.
    """
    where = "density_transport"
    edges = validation.increasing(edges, "edges", where)
    masses = [_cell_masses(edges, rho, name, where) for rho, name in ((rho0, "rho0"), (rho1, "rho1"))]
    p = validation.real(p, "p", where, low=1)
    cells = [np.flatnonzero(mass) for mass in masses]
    i, j, mass = staircase(*(mass[cell] for mass, cell in zip(masses, cells, strict=True)))
    used = mass > 0
    levels = np.r_[0.0, np.cumsum(mass[used])]
    levels[-1] = 1.0
    source = _quantiles(edges, masses[0], cells[0], i[used], levels)
    target = _quantiles(edges, masses[1], cells[1], j[used], levels)
    with np.errstate(over="ignore", invalid="ignore"):
        value = float(np.diff(levels) @ mean_power(*(target - source).T, p))
    if not np.isfinite(value):
        raise ValueError(f"{where}: W_p**p must be a finite number; use smaller edges or a smaller 'p'")
    return DensityTransport(value, value ** (1 / p), levels, source, target)


def _cell_masses(edges, rho, name, where):
    rho = validation.weights(rho, name, where)
    if len(rho) != len(edges) - 1:
        raise ValueError(
            f"{where}: {name!r} must have one value for each of the {len(edges) - 1} cells, got {len(rho)}"
        )
    mass = rho * np.diff(edges)
    total = float(mass.sum())
    if abs(total - 1) > validation.MASS_TOLERANCE:
        raise ValueError(
            f"{where}: {name!r} must have integral 1, got {total:.6g}; "
            f"divide by ({name} * np.diff(edges)).sum()"
        )
    return mass / total


def _quantiles(edges, masses, cells, index, levels):
    """Both ends, within its cell, of the interval that carries each piece between two levels."""
    cell = cells[index]
    top = np.cumsum(masses)
    bottom = top - masses
    ends = np.stack([levels[:-1], levels[1:]], axis=1)
    share = ((ends - bottom[cell, None]) / masses[cell, None]).clip(0, 1)
    return edges[cell, None] + share * (edges[cell + 1] - edges[cell])[:, None]


def mean_power(start, end, p):
    """Mean of ``|d|**p`` while d goes at constant speed from `start` to `end`, arrays of one shape."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    apart = (high - low) > 0.1 * np.maximum(np.abs(low), np.abs(high))
    width = np.where(apart, high - low, 1.0)
    primitive = [np.sign(d) * np.abs(d) ** (p + 1) / (p + 1) for d in (low, high)]
    nodes, weights = QUADRATURE
    between = (low + high)[:, None] / 2 + (high - low)[:, None] / 2 * nodes
    close = (np.abs(between) ** p) @ weights / 2
    return np.where(apart, (primitive[1] - primitive[0]) / width, close)
