"""Rigid registration of two point clouds: by nearest points, by transport, by principal axes."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .. import validation
from .costs import cost
from .exact import exact


@dataclass(frozen=True, eq=False)
class Registration:
    """A rotation and a shift that carry the first cloud onto the second.

    Attributes
    ----------
    rotation : ndarray, shape (d, d)
        Proper: orthogonal with determinant 1.
    shift : ndarray, shape (d,)
    moved : ndarray, shape (n, d)
        ``x @ rotation.T + shift``.
    objective : float
        Mean squared distance of the last correspondence, that of the nearest points or of the plan.
    iterations : int
    converged : bool
        The correspondence repeated itself: a local optimum, not the best one.
    """

    rotation: np.ndarray
    shift: np.ndarray
    moved: np.ndarray
    objective: float
    iterations: int
    converged: bool

    @property
    def degrees(self):
        """Angle of a rotation of the plane, in (-180, 180]."""
        return float(np.degrees(np.arctan2(self.rotation[1, 0], self.rotation[0, 0])))


def procrustes(x, y, plan):
    """Rotation and shift of `x` with the least ``sum plan_ij |R x_i + s - y_j|**2``. [Kabsch 1976]"""
    a, b = plan.sum(axis=1), plan.sum(axis=0)
    centre, goal = a @ x / a.sum(), b @ y / b.sum()
    left, _, right = np.linalg.svd((y - goal).T @ plan.T @ (x - centre))
    sign = np.ones(x.shape[1])
    sign[-1] = np.sign(np.linalg.det(left @ right))
    rotation = left * sign @ right
    return rotation, goal - rotation @ centre


def register_nearest(x, y, *, max_iter=100):
    """Iterative closest point: match each point to the nearest of the other cloud, move rigidly, repeat.

    Parameters
    ----------
    x, y : array_like, shapes (n, d) and (m, d)
    max_iter : int

    Returns
    -------
    Registration

    Notes
    -----
    Besl and McKay (1992), started from the identity after the means are matched.
    """
    tree = cKDTree(y)

    def match(moved):
        distance, nearest = tree.query(moved)
        plan = np.zeros((len(moved), len(y)))
        plan[np.arange(len(moved)), nearest] = 1 / len(moved)
        return plan, float((distance**2).mean())

    return _alternate(x, y, match, max_iter, "register_nearest")


def register_transport(x, y, *, max_iter=100):
    """As `register_nearest`, with the optimal plan for the squared distance as correspondence.

    Both steps lower ``min over plans of sum plan_ij |R x_i + s - y_j|**2``, so a repetition is reached.
    The problem is not convex in the rotation: the result depends on the start.
    """
    a, b = (np.full(len(points), 1 / len(points)) for points in (x, y))

    def match(moved):
        solved = exact(a, b, cost(moved, y, 2))
        return solved.plan, solved.value

    return _alternate(x, y, match, max_iter, "register_transport")


def _alternate(x, y, match, max_iter, where):
    x, y = validation.points(x, "x", where), validation.points(y, "y", where)
    max_iter = validation.whole(max_iter, "max_iter", where, low=1)
    rotation, shift = np.eye(x.shape[1]), y.mean(axis=0) - x.mean(axis=0)
    last, converged = None, False
    iterations = 0
    while iterations < max_iter and not converged:
        iterations += 1
        plan, objective = match(x @ rotation.T + shift)
        converged = last is not None and bool(np.array_equal(plan > 0, last > 0))
        if not converged:
            rotation, shift = procrustes(x, y, plan)
            last = plan
    return Registration(rotation, shift, x @ rotation.T + shift, objective, iterations, converged)


def register_axes(x, y):
    """Principal axes onto principal axes, with signs that match the third moments along them.

    Fails where two principal variances agree or a shape is symmetric; nothing is iterated.
    """
    x, y = validation.points(x, "x", "register_axes"), validation.points(y, "y", "register_axes")
    frames = []
    for z in (x, y):
        centred = z - z.mean(axis=0)
        axes = np.linalg.eigh(centred.T @ centred)[1]
        skew = np.sign(((centred @ axes) ** 3).sum(axis=0))
        frames.append(axes * np.where(skew == 0, 1, skew))
    rotation = frames[1] @ frames[0].T
    if np.linalg.det(rotation) < 0:
        frames[1][:, 0] *= -1
        rotation = frames[1] @ frames[0].T
    shift = y.mean(axis=0) - rotation @ x.mean(axis=0)
    moved = x @ rotation.T + shift
    objective = float((cKDTree(y).query(moved)[0] ** 2).mean())
    return Registration(rotation, shift, moved, objective, 1, True)
