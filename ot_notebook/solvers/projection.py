"""From a plan to a rule: averaged destinations, their extension, and alignments that need no plan."""

import numpy as np
from scipy.linalg import sqrtm
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist
from scipy.special import softmax

from .. import validation


def barycentric_projection(plan, y):
    """Mean destination of the mass of each source.

    Parameters
    ----------
    plan : array_like, shape (n, m)
        Masses; every row must carry some.
    y : array_like, shape (m, d)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        For a row without mass.

    Notes
    -----
    It carries the source to a measure that is smaller than the target in convex order, and to the target
    itself only when the plan is that of a map. [Ambrosio, Gigli and Savaré 2008]
    """
    plan, y = np.asarray(plan, float), validation.points(y, "y", "barycentric_projection")
    mass = plan.sum(axis=1, keepdims=True)
    if not (mass > 0).all():
        raise ValueError("barycentric_projection: every row of 'plan' must carry mass; drop sources without")
    return plan @ y / mass


def extended(points, x, images):
    """Move each point as its nearest `x` is moved to its image. [Ferradans et al. 2014]"""
    nearest = cKDTree(x).query(points)[1]
    return points + (images - x)[nearest]


def entropic_map(points, y, b, g, epsilon):
    """Mean destination of any point under entropic potentials, for the cost ``|x - y|**2``.

    Parameters
    ----------
    points : array_like, shape (k, d)
    y, b, g : array_like, shapes (m, d), (m,), (m,)
        Targets, their weights, and the potential on them of `sinkhorn`.
    epsilon : float

    Returns
    -------
    ndarray, shape (k, d)
        On the sources it is the barycentric projection of the entropic plan. [Pooladian and Niles-Weed 2021]
    """
    points = validation.points(points, "points", "entropic_map")
    with np.errstate(divide="ignore"):
        scores = (g - cdist(points, y, "sqeuclidean")) / epsilon + np.log(b)
    return softmax(scores, axis=1) @ y


def scaled(points, x, y):
    """Match mean and standard deviation of each coordinate of `x` to those of `y`."""
    spread = x.std(axis=0)
    factor = np.divide(y.std(axis=0), spread, out=np.ones_like(spread), where=spread > 0)
    return y.mean(axis=0) + (points - x.mean(axis=0)) * factor


def whitened(points, x, y, ridge=1e-3):
    """Match mean and covariance by whitening and recolouring, the covariances raised by `ridge`.

    It is the alignment CORAL of Sun, Feng and Saenko (2016), with the means matched as well. The result
    has the covariance of `y`, but the map is no transport map unless the two covariances commute.
    """
    first, second = (np.cov(z.T) + ridge * np.eye(z.shape[1]) for z in (x, y))
    recolour = np.linalg.solve(sqrtm(first).real, sqrtm(second).real)
    return y.mean(axis=0) + (points - x.mean(axis=0)) @ recolour


def nearest_label(points, x, labels):
    """Label of the nearest `x` of each point (the first of the nearest)."""
    return np.asarray(labels)[cKDTree(x).query(points)[1]]
