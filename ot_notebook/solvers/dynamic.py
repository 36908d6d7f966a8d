"""The dynamic formulation of Benamou and Brenier, solved by proximal splitting on a staggered grid."""

import math
from dataclasses import dataclass

import numpy as np

from .. import validation
from . import staggered

SMALLEST_FLUX = ROUNDING = 1e-13
MIXTURES = np.r_[0.0, np.logspace(-12, 0, 61)]


@dataclass(frozen=True, eq=False)
class Dynamic:
    """A path of densities, the momentum that drives it, and bounds on the least action of the grid.

    Attributes
    ----------
    value : float
        Least action, an estimate of ``W_2**2`` on the unit interval or square: ``actions[-1]``.
    upper : float
        Action of `density` and `momentum`, which fulfil every constraint.
    dual : float
        Value of a feasible potential: no path on this grid has less action.
    gap : float
        ``upper - dual``.
    density : ndarray, shape (steps + 1, N) or (steps + 1, N, M)
        Nonnegative density at the times ``k / steps``; first and last are the given ones.
    momentum : list of ndarray
        One component per axis of space, between two times and on the faces across the axis: shape
        (steps, N + 1) in 1D, (steps, N + 1, M) and (steps, N, M + 1) in 2D; 0 on the walls.
    potential : ndarray, shape (steps, N) or (steps, N, M)
        Its gradient is the velocity where there is mass (Hamilton-Jacobi).
    actions : ndarray, shape (iterations,)
        Action of the nonnegative half of each iteration.
    residuals : ndarray, shape (iterations,)
        How far that half is from fulfilling continuity: root mean square of its distance to the other half.
    continuity_error : float
        Largest deviation of a cell from conservation of mass, ``d(density)/dt + div(momentum)``.
    negativity : float
        By how much the half that fulfils continuity fell below 0 before it was mixed with a positive path.
    mixture : float
        Share of that positive path in `density` and `momentum`.
    iterations : int
    converged : bool
        Whether the last residual is within `tol`.
    """

    value: float
    upper: float
    dual: float
    gap: float
    density: np.ndarray
    momentum: list
    potential: np.ndarray
    actions: np.ndarray
    residuals: np.ndarray
    continuity_error: float
    negativity: float
    mixture: float
    iterations: int
    converged: bool


def benamou_brenier(rho0, rho1, steps=32, *, iterations=1000, tol=1e-5, gamma=1.0, relaxation=1.8):
    """Carry one density to another at the least action ``integral of |m|**2 / rho``.

    Parameters
    ----------
    rho0, rho1 : array_like, shape (N,) or (N, M)
        Nonnegative densities on the cells of the unit interval or square, of mean 1 (up to 1e-6).
    steps : int
        Number of cells in time, at least 2.
    iterations : int
        Limit on the iterations.
    tol : float
        Stop when the two halves of an iteration differ by at most this (root mean square); 0: never.
    gamma : float
        Step of the proximal map; 1 suits densities of mean 1.
    relaxation : float
        Relaxation of the splitting, in (0, 2).

    Returns
    -------
    Dynamic

    Raises
    ------
    ValueError, TypeError
        For densities that are negative, not of mean 1, or on different grids, and steps out of range.

    Notes
    -----
    Douglas-Rachford splitting of Papadakis, Peyre and Oudet (2014), with the staggered and the centred
    fields as two unknowns: one half is the projection on the continuity equation and the proximal map of the
    action, the other the projection on the pairs where one field is the centring of the other.
    """
    where = "benamou_brenier"
    rho0, rho1 = validation.density(rho0, "rho0", where), validation.density(rho1, "rho1", where)
    validation.same_grid(rho0, rho1, ("rho0", "rho1"), where)
    steps = validation.whole(steps, "steps", where, low=2)
    iterations = validation.whole(iterations, "iterations", where, low=1)
    tol = validation.real(tol, "tol", where, low=0)
    gamma = validation.real(gamma, "gamma", where, low=0, open_low=True)
    relaxation = validation.real(relaxation, "relaxation", where, low=0, high=1.99, open_low=True)
    trace = []
    for step in _splitting(rho0, rho1, steps, gamma, relaxation):
        trace.append((staggered.action(step.values), step.residual))
        if len(trace) == iterations or step.residual <= tol:
            break
    return _certified(step, rho0, rho1, *np.array(trace).T, bool(step.residual <= tol))


@dataclass(frozen=True, eq=False)
class _Step:
    """Both halves of an iteration, and the dual fields they leave behind."""

    fields: list
    values: list
    slopes: list
    potential: np.ndarray

    @property
    def residual(self):
        differences = zip(staggered.centre(self.fields), self.values, strict=True)
        return math.sqrt(np.mean([(one - other) ** 2 for one, other in differences]))


def _splitting(rho0, rho1, steps, gamma, relaxation):
    """The iterations of Douglas and Rachford, without end."""
    fields = _straight(rho0, rho1, steps)
    values = staggered.centre(fields)
    inverses = staggered.resolvents(values[0].shape)
    while True:
        near_fields, near_values = staggered.project_on_graph(fields, values, inverses)
        mirror_fields, mirror_values = _mirror(near_fields, fields), _mirror(near_values, values)
        new_fields, potential = staggered.project_on_continuity(mirror_fields, rho0, rho1)
        new_values = staggered.prox_kinetic(mirror_values, gamma)
        slopes = [(old - new) / gamma for old, new in zip(mirror_values, new_values, strict=True)]
        yield _Step(new_fields, new_values, slopes, potential / gamma)
        fields = _relaxed(fields, new_fields, near_fields, relaxation)
        values = _relaxed(values, new_values, near_values, relaxation)


def _mirror(near, point):
    return [2 * one - other for one, other in zip(near, point, strict=True)]


def _relaxed(point, new, near, relaxation):
    return [p + relaxation * (x - z) for p, x, z in zip(point, new, near, strict=True)]


def _straight(rho0, rho1, steps):
    """The mixture of the two densities as time passes, at rest."""
    t = _times(steps, rho0.ndim)
    shape = (steps, *rho0.shape)
    walls = ([n + (axis == k) for k, n in enumerate(shape)] for axis in range(1, len(shape)))
    return [(1 - t) * rho0 + t * rho1, *map(np.zeros, walls)]


def _times(steps, ndim):
    return (np.arange(steps + 1) / steps).reshape(-1, *[1] * ndim)


def _through_uniform(rho0, rho1, steps):
    """A path of positive density at all times but the ends: to the uniform density and on to `rho1`."""
    t = _times(steps, rho0.ndim)
    path = np.where(t < 0.5, (1 - 2 * t) * rho0 + 2 * t, (2 - 2 * t) + (2 * t - 1) * rho1)
    return [path, *_momentum(path)]


def _momentum(path):
    """The smallest momentum that fulfils continuity along a path of densities; in 1D the only one."""
    rate = (len(path) - 1) * np.diff(path, axis=0)
    potential = np.stack([staggered.solve_poisson(-slab) for slab in rate])
    return [
        np.pad(slope, [(int(k == axis),) * 2 for k in range(path.ndim)])
        for axis, slope in enumerate(staggered.gradient(potential)[1:], start=1)
    ]


def _certified(step, rho0, rho1, actions, residuals, converged):
    upper, mixture, (density, *momentum) = _repaired(step.fields, rho0, rho1)
    dual = _lower_bound(step)
    return Dynamic(
        value=float(actions[-1]),
        upper=upper,
        dual=dual,
        gap=upper - dual,
        density=density,
        momentum=momentum,
        potential=step.potential,
        actions=actions,
        residuals=residuals,
        continuity_error=float(np.abs(staggered.divergence([density, *momentum])).max()),
        negativity=max(0.0, -float(step.fields[0].min())),
        mixture=mixture,
        iterations=len(actions),
        converged=converged,
    )


def _repaired(fields, rho0, rho1):
    """The cheapest of some mixtures of a path of any sign with one of positive density."""
    detour = _through_uniform(rho0, rho1, len(fields[0]) - 1)
    best = math.inf, 1.0, detour
    for share in MIXTURES:
        path = [(1 - share) * field + share * other for field, other in zip(fields, detour, strict=True)]
        path[0][0], path[0][-1] = rho0, rho1
        cost = staggered.action(staggered.centre(path)) if path[0].min() >= 0 else math.inf
        if cost < best[0] * (1 - ROUNDING):
            best = cost, float(share), path
    return best


def _lower_bound(step):
    """The dual value of the potential, made feasible.

    A centred field (a, b) whose means across inner faces are the slopes of a potential pays the same for
    every admissible path. It bounds the action from below where ``a + |b|**2 / 2 <= 0``; to lower `a` at a
    time by the excess of that time costs the excess.
    """
    values = staggered.centre(step.fields)
    a, *b = staggered.lift_to_dual(step.slopes, staggered.gradient(step.potential))
    excess = (a + sum(component**2 for component in b) / 2).reshape(len(a), -1).max(axis=1)
    paid = sum((slope * value).mean() for slope, value in zip([a, *b], values, strict=True))
    return 2 * float(paid - excess.mean())


@dataclass(frozen=True, eq=False)
class PathAction:
    """What it costs to move mass along a given path.

    Attributes
    ----------
    value : float
        Action on the grid; ``inf`` where mass moves through vacuum.
    energy : ndarray, shape (steps,)
        Action per unit of time between two times; `value` is its mean.
    momentum : ndarray, shape (steps, N + 1)
        The only momentum that fulfils continuity, on the faces between cells; 0 on the walls.
    """

    value: float
    energy: np.ndarray
    momentum: np.ndarray


def path_action(density):
    """Action of a path of densities on the unit interval, by the same rule as `benamou_brenier`.

    Parameters
    ----------
    density : array_like, shape (steps + 1, N)
        Nonnegative densities on the cells, each of mean 1 (up to 1e-6), at equally spaced times from 0 to 1.

    Returns
    -------
    PathAction

    Raises
    ------
    ValueError, TypeError
        For a path of one time, or with densities that are negative or not of mean 1.

    Notes
    -----
    Where less than 1e-13 of the mass passes a face within a step, none does: that is the rounding of sums.
    """
    path = validation.density_path(density, "density", "path_action")
    steps, cells = len(path) - 1, path.shape[1]
    passed = -np.cumsum(np.diff(path, axis=0), axis=1)[:, :-1] / cells
    passed[np.abs(passed) <= SMALLEST_FLUX] = 0
    momentum = np.pad(steps * passed, [(0, 0), (1, 1)])
    values = staggered.centre([path, momentum])
    energy = np.array([staggered.action([f, m]) for f, m in zip(*values, strict=True)])
    return PathAction(float(energy.mean()), energy, momentum)
