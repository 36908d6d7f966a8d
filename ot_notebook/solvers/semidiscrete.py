"""Semi-discrete transport in a rectangle: a density onto sites, by damped Newton on exact power cells."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve
from scipy.sparse.csgraph import connected_components

from .. import validation
from .grid_density import GridDensity
from .power_cells import WALL, power_cells

WHERE = "semidiscrete"
UNIT_BOX = ((0, 1), (0, 1))
CLOSEST = 1e-9
THIN = 1e-3
HALVINGS = 40
MIXTURES = (*(4.0**-k for k in range(24)), 0.0)


@dataclass(frozen=True, eq=False)
class SemiDiscrete:
    """The optimal map of a density onto sites: all of a power cell goes to its site.

    Attributes
    ----------
    value : float
        Cost ``integral of |x - T(x)|**2`` of the map.
    weights : ndarray, shape (n,)
        Weights of the power cells, of mean 0: the potential of the sites.
    cells : list of ndarray, shapes (k_j, 2)
        Convex polygons, counterclockwise.
    masses : ndarray, shape (n,)
        Mass of each cell.
    barycenters : ndarray, shape (n, 2)
        Centre of mass of each cell; its site for a cell without mass.
    dual : float
        Lower bound of the cost of every plan onto the demanded masses.
    gap : float
        ``value - dual``: zero but for the masses' residual and rounding.
    residual : float
        Largest deviation of a cell's mass from the demanded one.
    residuals : ndarray, shape (iterations + 1,)
        The same before each iteration and after the last; it may jump where the density itself is changed.
    iterations : int
        Newton steps.
    converged : bool
        Whether `residual` is within `tol`.
    """

    value: float
    weights: np.ndarray
    cells: list
    masses: np.ndarray
    barycenters: np.ndarray
    dual: float
    gap: float
    residual: float
    residuals: np.ndarray
    iterations: int
    converged: bool


def semidiscrete(sites, b=None, density=None, *, box=UNIT_BOX, tol=1e-10, max_iter=200):
    """Carry a density on a rectangle to sites at the least mean square distance.

    Parameters
    ----------
    sites : array_like, shape (n, 2)
        Distinct points of the box.
    b : array_like, shape (n,), optional
        Positive weights of the sites, of mass 1 (up to 1e-6); equal unless given.
    density : array_like, shape (N, M), optional
        Density relative to the uniform one, of mean 1, constant on the cells of a grid over the box; axis 0
        along x, axis 1 along y. Uniform unless given.
    box : ((left, right), (bottom, top))
    tol : float
        Accepted deviation of a cell's mass.
    max_iter : int
        Limit on the Newton steps.

    Returns
    -------
    SemiDiscrete

    Raises
    ------
    ValueError, TypeError
        For sites outside the box or at one place, weights that are zero, negative or not of mass 1, and a
        density that is negative or not of mean 1.

    Notes
    -----
    Damped Newton method of Kitagawa, Merigot and Thibert (2019). Where the density leaves the Voronoi cell of
    some site nearly empty, it is reached from the uniform one in steps, each starting at the solution of the
    one before.
    """
    box = validation.box(box, "box", WHERE)
    sites, b = validation.weighted_points(sites, b, ("sites", "b"), WHERE)
    validation.sites(sites, box, CLOSEST * np.ptp(box), "sites", WHERE)
    validation.no_zeros(b, "b", WHERE)
    density = np.ones((1, 1)) if density is None else validation.density(density, "density", WHERE, ndim=2)
    tol = validation.real(tol, "tol", WHERE, low=0, open_low=True)
    max_iter = validation.whole(max_iter, "max_iter", WHERE, low=1)
    state, residuals = _solve(sites, b, density, box, tol, max_iter)
    return _certified(state, sites, b, residuals, tol)


@dataclass(frozen=True, eq=False)
class _Cells:
    """Power cells with the integrals of the density over them, and along their edges."""

    weights: np.ndarray
    polygons: list
    moments: np.ndarray
    edges: tuple

    @property
    def masses(self):
        return self.moments[0]

    @staticmethod
    def of(sites, weights, grid):
        weights = weights - weights.mean()
        polygons, neighbours = power_cells(sites, weights, grid.box)
        owners = np.repeat(np.arange(len(sites)), [len(polygon) for polygon in polygons])
        starts = np.concatenate(polygons)
        ends = np.concatenate([np.roll(polygon, -1, axis=0) for polygon in polygons])
        moments = grid.moments(starts, ends, owners, len(sites))
        return _Cells(weights, polygons, moments, (starts, ends, owners, np.concatenate(neighbours)))


def _solve(sites, b, density, box, tol, max_iter):
    """Cells for the density, and the residuals on the way."""
    area = np.prod(np.diff(box))
    state = _Cells.of(sites, np.zeros(len(sites)), GridDensity(density / area, box))
    thin = state.masses.min() < THIN * b.min()
    residuals = []
    for share in MIXTURES if thin else (0.0,):
        grid = GridDensity((share + (1 - share) * density) / area, box)
        state = _Cells.of(sites, state.weights, grid)
        enough = tol if share == 0 else b.min() / 8
        state, passed = _newton(state, sites, b, grid, enough, max_iter - len(residuals))
        residuals += passed
        if len(residuals) >= max_iter:
            break
    state = _Cells.of(sites, state.weights, GridDensity(density / area, box))
    return state, np.array([*residuals, _residual(state, b)])


def _newton(state, sites, b, grid, tol, max_iter):
    """Damped Newton steps; the residual before each."""
    floor, residuals = min(state.masses.min(), b.min()) / 2, []
    while len(residuals) < max_iter and _residual(state, b) > tol:
        step = _newton_step(state, sites, b, grid)
        better = _damped(state, sites, b, grid, step, floor)
        if better is None:
            break
        residuals.append(_residual(state, b))
        state = better
    return state, residuals


def _residual(state, b):
    return float(np.abs(state.masses - b).max())


def _newton_step(state, sites, b, grid):
    """Change of the weights that would mend the masses if these were linear in them.

    The masses' derivatives are those of a graph: a facet between two cells counts by the density along it
    over twice the distance of the sites. Each component of the graph is free in one constant, pinned here.
    """
    starts, ends, owners, neighbours = state.edges
    facet = neighbours != WALL
    i, j = owners[facet], neighbours[facet]
    flow = grid.along(starts[facet], ends[facet]) / (2 * np.hypot(*(sites[i] - sites[j]).T))
    graph = np.zeros((len(sites),) * 2)
    np.add.at(graph, (i, j), flow / 2)
    graph = graph + graph.T
    _, component = connected_components(graph, directed=False)
    pinned = (component[:, None] == component) * (graph.sum() / len(sites) ** 2 or 1.0)
    return solve(np.diag(graph.sum(axis=1)) - graph + pinned, b - state.masses, assume_a="pos")


def _damped(state, sites, b, grid, step, floor):
    """The longest of the halved steps that empties no cell and mends its share of the error; None if none."""
    before = np.linalg.norm(state.masses - b)
    for share in 0.5 ** np.arange(HALVINGS):
        trial = _Cells.of(sites, state.weights + share * step, grid)
        mended = np.linalg.norm(trial.masses - b) <= (1 - share / 2) * before
        if mended and trial.masses.min() >= floor:
            return trial
    return None


def _certified(state, sites, b, residuals, tol):
    mass, *first, second = state.moments
    first = np.array(first).T
    value = float((second - 2 * (first * sites).sum(axis=1) + (sites**2).sum(axis=1) * mass).sum())
    gap = float(state.weights @ (mass - b))
    barycenters = np.divide(first, mass[:, None], out=sites.copy(), where=mass[:, None] > 0)
    return SemiDiscrete(
        value=value,
        weights=state.weights,
        cells=state.polygons,
        masses=mass,
        barycenters=barycenters,
        dual=value - gap,
        gap=gap,
        residual=float(residuals[-1]),
        residuals=residuals,
        iterations=len(residuals) - 1,
        converged=bool(residuals[-1] <= tol),
    )
