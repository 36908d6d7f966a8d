"""Shapes drawn by formulas: points inside them, densities on grids."""

import numpy as np

from .. import validation

SUBCELLS = 4


def _radius(x, y):
    return np.hypot(x, y)


SHAPES = {
    "disc": lambda x, y: _radius(x, y) <= 1,
    "ring": lambda x, y: (_radius(x, y) <= 1) & (_radius(x, y) >= 0.5),
    "square": lambda x, y: np.maximum(abs(x), abs(y)) <= 0.8,
    "cross": lambda x, y: (np.minimum(abs(x), abs(y)) <= 0.3) & (np.maximum(abs(x), abs(y)) <= 0.9),
    "crescent": lambda x, y: (_radius(x, y) <= 1) & (_radius(x - 0.5, y) >= 0.8),
    "flower": lambda x, y: _radius(x, y) <= 0.65 + 0.35 * np.sin(5 * np.arctan2(y, x)),
    "heart": lambda x, y: ((1.2 * x) ** 2 + (1.2 * y) ** 2 - 1) ** 3 <= (1.2 * x) ** 2 * (1.2 * y) ** 3,
}
"""Whether a point of the square [-1, 1]^2 is inside."""


def shape(name, n, seed=0):
    """Points drawn uniformly from a shape in the unit square.

    Parameters
    ----------
    name : str
        A key of `SHAPES`.
    n : int
        Number of points.
    seed : int

    Returns
    -------
    ndarray, shape (n, 2)

    Raises
    ------
    ValueError, TypeError
        For an unknown shape, and unless `n` is a positive integer and `seed` a nonnegative one.
    """
    inside = SHAPES[validation.choice(name, SHAPES, "name", "shape")]
    n = validation.whole(n, "n", "shape", low=1)
    rng = np.random.default_rng(validation.whole(seed, "seed", "shape"))
    found = np.empty((0, 2))
    while len(found) < n:
        points = rng.uniform(-1, 1, (2 * n, 2))
        found = np.vstack([found, points[inside(*points.T)]])
    return (found[:n] + 1) / 2


def shape_density(name, size=64, ground=0.0):
    """A shape as a density on the unit square, of mean 1.

    Parameters
    ----------
    name : str
        A key of `SHAPES`.
    size : int
        Cells on a side.
    ground : float
        Share of the mass that is spread evenly, in [0, 1].

    Returns
    -------
    ndarray, shape (size, size)
        Entry ``[i, j]`` belongs to the i-th cell to the right, the j-th upwards; cells on the rim hold the
        share of their 4 x 4 subcells that is inside.

    Raises
    ------
    ValueError, TypeError
        For an unknown shape, fewer than two cells or a share out of range.
    """
    inside = SHAPES[validation.choice(name, SHAPES, "name", "shape_density")]
    size = validation.whole(size, "size", "shape_density", low=2)
    ground = validation.real(ground, "ground", "shape_density", low=0, high=1)
    return covered(inside, size, ground)


def covered(inside, size, ground):
    """Density of the set of points of [-1, 1]^2 that are `inside`, by the subcells' middles."""
    middles = 2 * (np.arange(SUBCELLS * size) + 0.5) / (SUBCELLS * size) - 1
    fine = inside(*np.meshgrid(middles, middles, indexing="ij"))
    share = fine.reshape(size, SUBCELLS, size, SUBCELLS).mean(axis=(1, 3))
    return ground + (1 - ground) * share / share.mean()


def bumps(size, centres, width=0.1, heights=None, ground=0.0):
    """A sum of Gaussian bumps as a density on the unit interval or square, of mean 1.

    Parameters
    ----------
    size : int
        Cells on a side.
    centres : array_like, shape (k,) or (k, 2)
    width : float
        Standard deviation of every bump.
    heights : array_like, shape (k,), optional
        Relative heights, equal unless given.
    ground : float
        Share of the mass that is spread evenly, in [0, 1].

    Returns
    -------
    ndarray, shape (size,) or (size, size)
        Values at the middles of the cells, indexed as in `shape_density`.

    Raises
    ------
    ValueError, TypeError
        For centres that are not finite points of the line or plane, and for numbers out of range.
    """
    size = validation.whole(size, "size", "bumps", low=2)
    centres = validation.points(centres, "centres", "bumps")
    if centres.shape[1] > 2:
        raise ValueError(f"bumps: 'centres' must have dimension 1 or 2, got {centres.shape[1]}")
    width = validation.real(width, "width", "bumps", low=1 / size)
    ground = validation.real(ground, "ground", "bumps", low=0, high=1)
    heights = np.ones(len(centres)) if heights is None else validation.weights(heights, "heights", "bumps")
    heights = validation.vector(heights, "heights", "bumps", len(centres))
    middles = (np.arange(size) + 0.5) / size
    profiles = np.exp(-((middles - centres[:, :, None]) ** 2) / (2 * width**2))
    spread = np.einsum(
        "k,ki->i" if profiles.shape[1] == 1 else "k,ki,kj->ij", heights, *profiles.swapaxes(0, 1)
    )
    if spread.mean() < 1e-100:
        raise ValueError("bumps: 'centres' must lie near the unit interval or square, got none within reach")
    return ground + (1 - ground) * spread / spread.mean()
