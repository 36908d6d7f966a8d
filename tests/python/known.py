"""Problems whose answer is known, for every solver: a list of them, and generators for more."""

from dataclasses import dataclass, replace

import numpy as np

from ot_notebook.measures import KnownTransport, on_the_line, one_against_many, permuted, translated


def diracs(x, y, p=2):
    """One atom against one atom, at the distance between them."""
    x, y = np.atleast_2d(x).astype(float), np.atleast_2d(y).astype(float)
    return KnownTransport(x, y, np.ones(1), np.ones(1), p, float(np.linalg.norm(x - y) ** p))


def affine_image(n, dimension=2, seed=0):
    """A weighted cloud and its image under ``A x + v``, A positive definite: a convex function's gradient."""
    rng = np.random.default_rng(seed)
    x, a = rng.normal(size=(n, dimension)), rng.exponential(size=n)
    factor = rng.normal(size=(dimension, dimension))
    y = x @ (factor @ factor.T + 0.1 * np.eye(dimension)) + rng.normal(size=dimension)
    a /= a.sum()
    return KnownTransport(x, y, a, a, 2, float(a @ ((y - x) ** 2).sum(1)))


def product(first, second):
    """The product of two problems with p = 2, whose squared costs and values add."""
    assert first.p == second.p == 2

    def pairs(one, other):
        return np.hstack([np.repeat(one, len(other), axis=0), np.tile(other, (len(one), 1))])

    return KnownTransport(
        pairs(first.x, second.x),
        pairs(first.y, second.y),
        np.kron(first.a, second.a),
        np.kron(first.b, second.b),
        2,
        first.value + second.value,
    )


def split_pairs(p=1):
    """Two atoms at -1 and 1, of masses 3/4 and 1/4, against the same with masses exchanged."""
    x = np.array([[-1.0], [1.0]])
    return KnownTransport(x, x, np.array([0.75, 0.25]), np.array([0.25, 0.75]), p, 0.5 * 2.0**p)


def with_idle_atoms(known, count=3, seed=0):
    """The same problem with atoms of no mass anywhere, and every atom of the source halved."""
    rng = np.random.default_rng(seed)
    dimension = known.x.shape[1]
    return replace(
        known,
        x=np.vstack([rng.normal(size=(count, dimension)), known.x, known.x]),
        a=np.r_[np.zeros(count), known.a / 2, known.a / 2],
        y=np.vstack([known.y, rng.normal(size=(count, dimension))]),
        b=np.r_[known.b, np.zeros(count)],
    )


@dataclass(frozen=True, eq=False)
class KnownGaussians:
    """Two Gaussians with commuting covariances.

    ``value = |m0 - m1|**2 + |S0**(1/2) - S1**(1/2)|**2`` is W_2 squared; `matrix` is the map's.
    """

    m0: np.ndarray
    S0: np.ndarray
    m1: np.ndarray
    S1: np.ndarray
    value: float
    matrix: np.ndarray


def commuting_gaussians(dimension, seed=0):
    """Two Gaussians whose covariances have the same eigenvectors."""
    rng = np.random.default_rng(seed)
    axes = np.linalg.qr(rng.normal(size=(dimension, dimension)))[0]
    roots, means = rng.uniform(0.3, 2, (2, dimension)), rng.normal(size=(2, dimension))
    covariances = [axes @ np.diag(root**2) @ axes.T for root in roots]
    value = float(((means[0] - means[1]) ** 2).sum() + ((roots[0] - roots[1]) ** 2).sum())
    matrix = axes @ np.diag(roots[1] / roots[0]) @ axes.T
    return KnownGaussians(means[0], covariances[0], means[1], covariances[1], value, matrix)


KNOWN = {
    "translated in the plane": translated(30, (0.3, -0.2)),
    "translated on the line, p = 1": translated(30, (2.0,), p=1),
    "translated in space, p = 3.5": translated(9, (0.1, 0.2, 0.3), p=3.5),
    "permuted": permuted(40),
    "permuted, p = 1": permuted(25, p=1),
    "one against many": one_against_many(17, p=1.3),
    "on the line, p = 1": on_the_line(50, p=1),
    "on the line, p = 3": on_the_line(50, p=3),
    "diracs": diracs((0.0, 0.0), (3.0, 4.0), p=1.5),
    "affine image": affine_image(20),
    "affine image in space": affine_image(15, dimension=3),
    "product": product(on_the_line(5), translated(4, (0.5, 1.0))),
    "split pairs": split_pairs(),
    "split pairs, p = 2": split_pairs(p=2),
    "idle atoms": with_idle_atoms(translated(6, (0.4,))),
    "idle atoms in the plane": with_idle_atoms(affine_image(8)),
}
"""Transport problems by name, each with an exponent p >= 1."""

ON_THE_LINE = {key: known for key, known in KNOWN.items() if known.x.shape[1] == 1}
