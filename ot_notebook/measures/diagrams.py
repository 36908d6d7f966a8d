"""Seeded persistence diagrams."""

import numpy as np

from .. import validation


def noisy_circle(n, noise=0.05, seed=0):
    """Points of the unit circle, uniform, each moved by a Gaussian of standard deviation `noise`.

    Parameters
    ----------
    n : int
    noise : float
    seed : int

    Returns
    -------
    ndarray, shape (n, 2)

    Raises
    ------
    ValueError, TypeError
        Unless `n` is a positive integer, `noise` nonnegative and `seed` a nonnegative integer.
    """
    n = validation.whole(n, "n", "noisy_circle", low=1)
    noise = validation.real(noise, "noise", "noisy_circle", low=0)
    rng = np.random.default_rng(validation.whole(seed, "seed", "noisy_circle"))
    angle = rng.uniform(0, 2 * np.pi, n)
    return np.c_[np.cos(angle), np.sin(angle)] + noise * rng.normal(size=(n, 2))


def circle_diagram(n, noise=0.05, seed=0, dimension=1):
    """Persistence diagram of `noisy_circle`: when a disc about each point grows, what is born and dies.

    Parameters
    ----------
    n, noise, seed
        As for `noisy_circle`.
    dimension : {0, 1}
        Of the features: parts, or holes.

    Returns
    -------
    ndarray, shape (k, 2)
        Radii of the discs at birth and death, the last deaths first; one part never dies.

    Raises
    ------
    ValueError, TypeError
        As `noisy_circle`, and for another dimension.

    Notes
    -----
    Alpha complex of GUDHI: the diagram of the union of discs.
    """
    import gudhi

    validation.choice(dimension, (0, 1), "dimension", "circle_diagram")
    points = noisy_circle(n, noise, seed)
    tree = gudhi.AlphaComplex(points=points).create_simplex_tree()
    tree.compute_persistence()
    pairs = np.sqrt(np.reshape(tree.persistence_intervals_in_dimension(dimension), (-1, 2)))
    return pairs[np.lexsort((pairs[:, 0], -pairs[:, 1]))]
