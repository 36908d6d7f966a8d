"""Transport on the line, where the order of the points decides."""

from dataclasses import dataclass

import numpy as np

from .. import validation
from .costs import cost
from .exact import exact

SNAP = 8 * np.finfo(float).eps
CONVEXITY_SAMPLES = 65


@dataclass(frozen=True, eq=False)
class QuantileTransport:
    """The monotone plan between measures on the line and the potentials that prove it optimal.

    Attributes
    ----------
    value : float
        Cost of the plan: ``W_p**p``, or the mean of `h`.
    distance : float or None
        ``W_p``; None for a cost `h`.
    sources, targets : ndarray of int, shape (k,)
        Atoms joined by the plan, in the order of the line; ``k <= n + m - 1``.
    mass : ndarray, shape (k,)
        Positive masses that they exchange.
    f, g : ndarray, shapes (n,) and (m,)
        Feasible potentials, ``f_i + g_j <= cost_ij``, sharing the dual value evenly.
    dual : float
        ``sum(f * a) + sum(g * b)``.
    gap : float
        ``value - dual``: zero but for rounding.
    marginal_error : float
        Largest deviation of a marginal of the plan from `a` or `b`.
    """

    value: float
    distance: float | None
    sources: np.ndarray
    targets: np.ndarray
    mass: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    marginal_error: float

    @property
    def plan(self):
        """The plan as a dense array, shape (n, m)."""
        plan = np.zeros((len(self.f), len(self.g)))
        plan[self.sources, self.targets] = self.mass
        return plan


def quantile_transport(x, y, a=None, b=None, p=2, h=None):
    """Join equal quantiles: the optimal plan on the line for every convex cost of the displacement.

    Parameters
    ----------
    x : array_like, shape (n,) or (n, 1)
        Source points, in any order.
    y : array_like, shape (m,) or (m, 1)
        Target points.
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1, zeros allowed; equal unless given.
    p : float
        Exponent, at least 1, of the cost ``|y - x|**p``.
    h : callable, optional
        Convex function of the displacement ``y - x`` (an array, of any sign), in place of the power.

    Returns
    -------
    QuantileTransport

    Raises
    ------
    ValueError, TypeError
        For points off the line, weights that are no probability, an exponent below 1, a cost that is seen not
        to be convex or finite.

    Notes
    -----
    O((n + m) log(n + m)). Santambrogio, Optimal Transport for Applied Mathematicians (2015), chapter 2.
    """
    where = "quantile_transport"
    x, y, a, b = validation.two_measures_on_the_line(x, y, a, b, where)
    p = validation.real(p, "p", where)
    if p < 1:
        raise ValueError(f"{where}: 'p' must be at least 1, got {p:g}; use concave_transport below 1")
    evaluate = _checked(h if h else lambda gap: np.abs(gap) ** p, x, y, where)
    rows, columns = np.argsort(x, kind="stable"), np.argsort(y, kind="stable")
    i, j, mass = staircase(a[rows], b[columns])
    f_sorted, g_sorted = _potentials(x[rows], y[columns], i, j, evaluate)
    f, g = np.empty(len(a)), np.empty(len(b))
    f[rows], g[columns] = f_sorted, g_sorted
    shift = (g @ b - f @ a) / 2
    f, g = f + shift, g - shift
    used = mass > 0
    sources, targets, mass = rows[i[used]], columns[j[used]], mass[used]
    value, dual = float(mass @ evaluate(y[targets] - x[sources])), float(f @ a + g @ b)
    return QuantileTransport(
        value=value,
        distance=None if h else value ** (1 / p),
        sources=sources,
        targets=targets,
        mass=mass,
        f=f,
        g=g,
        dual=dual,
        gap=value - dual,
        marginal_error=max(_deviation(sources, mass, a), _deviation(targets, mass, b)),
    )


def _deviation(atoms, mass, weights):
    return float(np.abs(np.bincount(atoms, mass, len(weights)) - weights).max())


def staircase(a, b):
    """Cells and masses of the monotone plan between weights in the order of the line.

    All ``n + m - 1`` cells of the staircase are given, some of them of no mass.
    """
    rows, columns = _levels(a), _levels(b)
    columns = _snapped(columns, rows) if len(rows) else columns
    levels = np.r_[rows, columns]
    order = np.argsort(levels, kind="stable")
    is_row = order < len(rows)
    i = np.r_[0, np.cumsum(is_row)]
    j = np.r_[0, np.cumsum(~is_row)]
    return i, j, np.diff(np.r_[0.0, levels[order], 1.0])


def _levels(weights):
    """Inner values of the distribution function, in extended precision where there is one."""
    total = np.cumsum(weights.astype(np.longdouble))
    return np.minimum(total[:-1], 1).astype(float)


def _snapped(levels, grid):
    """Levels moved onto those of the grid from which rounding alone tells them apart."""
    right = np.searchsorted(grid, levels).clip(0, len(grid) - 1)
    left = (right - 1).clip(0)
    nearest = np.where(levels - grid[left] < grid[right] - levels, grid[left], grid[right])
    return np.where(np.abs(levels - nearest) <= SNAP, nearest, levels)


def _potentials(x, y, i, j, evaluate):
    """Potentials of sorted points that are tight along the staircase."""
    here = evaluate(y[j] - x[i])
    next_row = np.diff(i) == 1
    step = evaluate(y[j[1:]] - x[i[1:]]) - here[:-1]
    f = np.r_[0.0, np.cumsum(step[next_row])]
    g = here[0] + np.r_[0.0, np.cumsum(step[~next_row])]
    return f, g


def _checked(h, x, y, where):
    """The cost as a function that is finite, after a look at its convexity on the range of displacements."""

    def evaluate(gap):
        with np.errstate(over="ignore"):
            values = np.asarray(h(gap), dtype=float)
        if values.shape != gap.shape:
            raise ValueError(f"{where}: 'h' must map arrays to arrays of the same shape, got {values.shape}")
        if not np.isfinite(values).all():
            raise ValueError(
                f"{where}: the cost must be a finite number, got {values[~np.isfinite(values)][0]:g}; "
                "use smaller coordinates or a smaller 'p'"
            )
        return values

    gaps = np.linspace(y.min() - x.max(), y.max() - x.min(), CONVEXITY_SAMPLES)
    values = evaluate(gaps)
    if (np.diff(values, 2) < -1e-9 * np.abs(values).max()).any():
        raise ValueError(f"{where}: 'h' must be convex, got one that is not; use exact with its cost matrix")
    return evaluate


def concave_transport(x, y, a=None, b=None, p=0.5):
    """Solve for the cost ``|x - y|**p`` with ``0 < p <= 1`` on the line, where order is no longer optimal.

    Parameters
    ----------
    x, y : array_like, shapes (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.
    p : float

    Returns
    -------
    ExactTransport
        With ``value = sum(plan * |x - y|**p)``, itself a distance.

    Raises
    ------
    ValueError, TypeError
        For points off the line, weights that are no probability, an exponent outside (0, 1].
    """
    where = "concave_transport"
    x, y, a, b = validation.two_measures_on_the_line(x, y, a, b, where)
    p = validation.real(p, "p", where, low=0, high=1, open_low=True)
    return exact(a, b, cost(x, y, p))


@dataclass(frozen=True, eq=False)
class CdfGap:
    """``W_1`` on the line as the area between two distribution functions.

    Attributes
    ----------
    value : float
    points : ndarray, shape (k,)
        All points in order, without repetition.
    difference : ndarray, shape (k,)
        ``F_a - F_b`` at and to the right of each point.
    potential : ndarray, shape (k,)
        A 1-Lipschitz function at the points, optimal in the dual problem.
    dual : float
        Its mean under `a` less its mean under `b`.
    gap : float
        ``value - dual``: zero but for rounding.
    """

    value: float
    points: np.ndarray
    difference: np.ndarray
    potential: np.ndarray
    dual: float
    gap: float


def cdf_gap(x, y, a=None, b=None):
    """``W_1`` between measures on the line: the integral of ``|F_a - F_b|``.

    Parameters
    ----------
    x, y : array_like, shapes (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,), optional
        Weights of mass 1; equal unless given.

    Returns
    -------
    CdfGap

    Raises
    ------
    ValueError, TypeError
        For points off the line and weights that are no probability.
    """
    x, y, a, b = validation.two_measures_on_the_line(x, y, a, b, "cdf_gap")
    points, place = np.unique(np.r_[x, y], return_inverse=True)
    excess = np.bincount(place, np.r_[a, -b], len(points))
    difference = np.cumsum(excess)
    difference[-1] = 0.0
    widths = np.diff(points)
    value = float(widths @ np.abs(difference[:-1]))
    potential = np.r_[0.0, np.cumsum(-np.sign(difference[:-1]) * widths)]
    dual = float(potential @ excess)
    return CdfGap(value, points, difference, potential, dual, value - dual)
