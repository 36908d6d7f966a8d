"""Particles that descend a discrepancy towards fixed data."""

import numpy as np
from scipy.spatial.distance import cdist

from .. import validation
from .costs import cost
from .entropic import sinkhorn
from .projection import barycentric_projection


def sliced_velocity(x, y, directions):
    """Minus the gradient of ``n d SW_2**2 / 2``, both clouds of n points of equal weight in dimension d.

    For a translate it moves every particle by the mean over `directions` of d times the projected shift,
    so by the shift itself when the directions are isotropic.
    """
    shadows, goals = x @ directions.T, y @ directions.T
    rank = np.argsort(np.argsort(shadows, axis=0), axis=0)
    step = np.take_along_axis(np.sort(goals, axis=0), rank, axis=0) - shadows
    return x.shape[1] * step @ directions / len(directions)


def sinkhorn_velocity(x, y, epsilon):
    """Minus the gradient of ``n S_epsilon / 2`` for the squared distance: two mean destinations' difference.

    The plan to the data pulls; the plan of the particles to themselves gives back the entropic shrinking.
    """
    towards, own = (_projected(x, z, epsilon) for z in (y, x))
    return towards - own


def _projected(x, z, epsilon):
    a, b = (np.full(len(points), 1 / len(points)) for points in (x, z))
    return barycentric_projection(sinkhorn(a, b, cost(x, z, 2), epsilon, tol=1e-6).plan, z)


def mmd_velocity(x, y, bandwidth):
    """Minus the gradient of ``n bandwidth**2 MMD**2 / 2`` with the kernel of `mmd`."""
    pull, push = (_kernel_force(x, z, bandwidth) for z in (y, x))
    return pull - push


def _kernel_force(x, z, bandwidth):
    kernel = np.exp(-0.5 * cdist(x, z, "sqeuclidean") / bandwidth**2) / len(z)
    return kernel @ z - kernel.sum(axis=1, keepdims=True) * x


def energy_velocity(x, y):
    """Minus the gradient of ``n / 2`` times the energy distance ``2 E|X - Y| - E|X - X'| - E|Y - Y'|``."""
    pull, push = (_unit_force(x, z) for z in (y, x))
    return pull - push


def _unit_force(x, z):
    shift = z - x[:, None]
    length = np.linalg.norm(shift, axis=2, keepdims=True)
    return np.divide(shift, length, out=np.zeros_like(shift), where=length > 0).mean(axis=1)


def descend(x, velocity, step, count):
    """Follow a velocity by `count` explicit steps.

    Parameters
    ----------
    x : array_like, shape (n, d)
    velocity : callable
        Takes the cloud and the number of the step, returns an array of its shape.
    step : float
        Positive.
    count : int

    Returns
    -------
    ndarray, shape (count + 1, n, d)
        All clouds, the first included.
    """
    x = validation.points(x, "x", "descend")
    step = validation.real(step, "step", "descend", low=0, open_low=True)
    clouds = [x]
    for k in range(validation.whole(count, "count", "descend", low=1)):
        clouds.append(clouds[-1] + step * velocity(clouds[-1], k))
    return np.stack(clouds)


def isotropic_directions(count, seed):
    """Evenly spread directions of the plane, turned by a random angle, shape (count, 2)."""
    angle = np.random.default_rng(seed).uniform(0, np.pi) + np.pi * np.arange(count) / count
    return np.c_[np.cos(angle), np.sin(angle)]
