"""Fields on a staggered grid of time and space, and the operators of the dynamic problem on it.

The unit time interval and the unit cube are cut into cells, axis 0 being time. A staggered field is a list
with one array per axis: the density on the faces between times, and each component of the momentum on the
faces across its own axis; along that axis the array is one longer than the cells. A centred field has one
array per axis as well, on the cells.
"""

import math

import numpy as np
from scipy.fft import dctn, idctn

NEWTON_STEPS = 100


def lower(array, axis):
    """All entries along the axis but the last."""
    return array[(slice(None),) * axis + (slice(None, -1),)]


def upper(array, axis):
    """All entries along the axis but the first."""
    return array[(slice(None),) * axis + (slice(1, None),)]


def inner(array, axis):
    """All entries along the axis but the first and the last."""
    return array[(slice(None),) * axis + (slice(1, -1),)]


def centre(fields):
    """Staggered to centred: the mean of the two faces of each cell."""
    return [(lower(field, axis) + upper(field, axis)) / 2 for axis, field in enumerate(fields)]


def centre_adjoint(values):
    """The adjoint of `centre`: half of each cell to both of its faces."""
    faces = []
    for axis, value in enumerate(values):
        shape = list(value.shape)
        shape[axis] += 1
        face = np.zeros(shape)
        lower(face, axis)[...] += value / 2
        upper(face, axis)[...] += value / 2
        faces.append(face)
    return faces


def divergence(fields):
    """Rate of change of density plus divergence of momentum, on the cells."""
    return sum((field.shape[axis] - 1) * np.diff(field, axis=axis) for axis, field in enumerate(fields))


def gradient(potential):
    """Slopes of a centred potential across the inner faces of each axis."""
    return [potential.shape[axis] * np.diff(potential, axis=axis) for axis in range(potential.ndim)]


def solve_poisson(source):
    """The potential of mean 0 whose gradient, with no flow through the walls, has the divergence `source`."""
    spectrum = 0.0
    for axis, n in enumerate(source.shape):
        line = 2 * n**2 * (np.cos(np.pi * np.arange(n) / n) - 1)
        spectrum = spectrum + line.reshape([-1 if k == axis else 1 for k in range(source.ndim)])
    spectrum.flat[0] = 1
    waves = dctn(source, norm="ortho") / spectrum
    waves.flat[0] = 0
    return idctn(waves, norm="ortho")


def project_on_continuity(fields, rho0, rho1):
    """The nearest staggered field with the given ends, no flow through the walls, and no divergence.

    Returns
    -------
    fields : list of ndarray
    potential : ndarray
        Centred; its gradient is what was added to the inner faces.
    """
    fields = [field.copy() for field in fields]
    fields[0][0], fields[0][-1] = rho0, rho1
    for axis, field in enumerate(fields[1:], start=1):
        ends = np.moveaxis(field, axis, 0)
        ends[0] = ends[-1] = 0
    potential = solve_poisson(-divergence(fields))
    for axis, slope in enumerate(gradient(potential)):
        inner(fields[axis], axis)[...] += slope
    return fields, potential


def resolvents(shape):
    """For each axis the inverse of ``1 + C'C``, `C` the centring along it."""
    inverses = []
    for n in shape:
        centring = (np.eye(n, n + 1) + np.eye(n, n + 1, 1)) / 2
        inverses.append(np.linalg.inv(np.eye(n + 1) + centring.T @ centring))
    return inverses


def project_on_graph(fields, values, inverses):
    """The nearest pair of a staggered field and its own centring."""
    loads = [field + load for field, load in zip(fields, centre_adjoint(values), strict=True)]
    fields = [_along(axis, inverses[axis], load) for axis, load in enumerate(loads)]
    return fields, centre(fields)


def _along(axis, matrix, array):
    return np.moveaxis(np.tensordot(matrix, array, (1, axis)), 0, axis)


def prox_kinetic(values, step):
    """Proximal map of ``sum |m|**2 / (2 f)`` over the cells, `values` being [f, *m].

    The new density is the largest root of ``(r - f)(r + step)**2 = step |m|**2 / 2``, or 0 where that is not
    positive. Newton's method starts to the right of the root, where the cubic is increasing and convex, and
    falls monotonically onto it.
    """
    f, *m = values
    square = sum(component**2 for component in m)
    positive = f + square / (2 * step) > 0
    f, square = f[positive], square[positive]
    root = np.maximum(f, 0) + np.cbrt(step * square / 2)
    for _ in range(NEWTON_STEPS):
        shifted = root + step
        fall = ((root - f) * shifted - step * square / (2 * shifted)) / (shifted + 2 * (root - f))
        root -= fall
        if not (fall > 1e-15 * shifted).any():
            break
    density = np.zeros(positive.shape)
    density[positive] = np.maximum(root, 0)
    shrink = density / (density + step)
    return [density, *(component * shrink for component in m)]


def action(values):
    """Mean of ``|m|**2 / f`` over the cells; ``inf`` for negative density and for motion through vacuum."""
    f, *m = values
    square = sum(component**2 for component in m)
    if (f < 0).any() or (square[f == 0] > 0).any():
        return math.inf
    with np.errstate(over="ignore"):
        return float(np.divide(square, f, out=np.zeros_like(f), where=f > 0).mean())


def lift_to_dual(values, slopes):
    """The nearest centred field whose mean across each inner face is the given slope."""
    lifted = []
    for axis, (value, slope) in enumerate(zip(values, slopes, strict=True)):
        n = value.shape[axis]
        centring = (np.eye(n - 1, n) + np.eye(n - 1, n, 1)) / 2
        missing = slope - (lower(value, axis) + upper(value, axis)) / 2
        lifted.append(value + _along(axis, np.linalg.pinv(centring), missing))
    return lifted
