"""All vertices of small transportation polytopes, against linear programmes; permutations peeled off."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ot_notebook.solvers import birkhoff, exact, polytope_vertices


def weights(n, rng):
    return rng.dirichlet(np.ones(n))


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 4), (2, 2), (2, 3), (3, 3), (3, 4)])
def test_vertices_are_plans_on_few_pairs_and_hold_every_optimum(n, m):
    rng = np.random.default_rng(n + 10 * m)
    a, b = weights(n, rng), weights(m, rng)
    vertices = polytope_vertices(a, b)
    assert np.allclose(vertices.sum(axis=2), a) and np.allclose(vertices.sum(axis=1), b)
    assert vertices.min() >= 0
    assert (np.count_nonzero(vertices, axis=(1, 2)) == n + m - 1).all()
    for _ in range(5):
        costs = rng.normal(size=(n, m))
        assert np.sum(vertices * costs, axis=(1, 2)).min() == pytest.approx(exact(a, b, costs).value)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_vertices_of_equal_weights_are_the_permutations(n):
    vertices = n * polytope_vertices(np.full(n, 1 / n), np.full(n, 1 / n))
    found = {tuple(vertex.argmax(axis=1)) for vertex in vertices}
    assert found == set(permutations(range(n))) and len(vertices) == len(found)
    assert np.allclose(np.sort(vertices, axis=2)[..., -1], 1)


def test_hexagon_to_triangle():
    cases = {0.5: 6, 0.35: 5, 0.3: 4, 0.15: 3}
    assert {a: len(polytope_vertices([a, 1 - a], [0.4, 0.32, 0.28])) for a in cases} == cases


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 7), st.integers(0, 99))
def test_mean_of_permutations(n, seed):
    rng = np.random.default_rng(seed)
    parts = rng.dirichlet(np.ones(5))
    matrix = sum(part * np.eye(n)[rng.permutation(n)] for part in parts)
    peeled = birkhoff(matrix)
    again = sum(w * np.eye(n)[p] for w, p in zip(peeled.weights, peeled.permutations, strict=True))
    assert peeled.residual == pytest.approx(np.abs(matrix - again).max(), abs=1e-15)
    assert peeled.residual < 1e-11
    assert len(peeled.weights) <= (n - 1) ** 2 + 1
    assert (peeled.weights > 0).all() and peeled.weights.sum() == pytest.approx(1)
    assert all(sorted(p) == list(range(n)) for p in peeled.permutations)


def test_refusals():
    with pytest.raises(ValueError, match="at most 50000 choices of 11 pairs, got 600805296"):
        polytope_vertices(np.full(6, 1 / 6), np.full(6, 1 / 6))
    with pytest.raises(ValueError, match="birkhoff: 'matrix' must have row sums 1 at 0, got 2"):
        birkhoff([[1, 1], [0, 1]])
    with pytest.raises(ValueError, match="birkhoff: 'matrix' must have column sums 1"):
        birkhoff([[1, 0], [1, 0]])
