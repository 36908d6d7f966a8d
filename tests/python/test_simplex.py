"""`simplex_steps` against HiGHS and `exact`, on degenerate weights too, and each pivot against its basis."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ot_notebook.solvers import cost, exact, simplex_steps
from ot_notebook.solvers.simplex import _Tree


def problem(n, m, seed, equal=False, ties=False):
    rng = np.random.default_rng(seed)
    a, b = (np.full(k, 1 / k) if equal else rng.dirichlet(np.ones(k)) for k in (n, m))
    costs = rng.integers(0, 3, (n, m)).astype(float) if ties else rng.normal(size=(n, m))
    return a, b, costs


def by_highs(a, b, costs):
    n, m = costs.shape
    rows = np.vstack([np.kron(np.eye(n), np.ones(m)), np.tile(np.eye(m), n)])
    return linprog(costs.ravel(), A_eq=rows, b_eq=np.r_[a, b]).fun


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 999), st.booleans(), st.booleans())
def test_value_and_certificate(n, m, seed, equal, ties):
    a, b, costs = problem(n, m, seed, equal, ties)
    run = simplex_steps(a, b, costs)
    assert run.value == pytest.approx(by_highs(a, b, costs), abs=1e-9)
    assert run.value == pytest.approx(exact(a, b, costs).value, abs=1e-12)
    assert abs(run.gap) < 1e-13 and run.marginal_error < 1e-13
    assert (run.f[:, None] + run.g <= costs + 1e-11).all()
    assert len(run.bases) == 1


@pytest.mark.parametrize("equal", [False, True])
def test_each_basis_is_a_tree_and_the_next_one_is_not_dearer(equal):
    a, b, costs = problem(6, 8, 3, equal)
    run = simplex_steps(a, b, costs, trace=True)
    assert len(run.bases) == run.pivots + 1 > 3
    for basis in run.bases:
        i, j = basis.pairs.T
        assert len(basis.pairs) == 13 and np.allclose(costs[i, j], basis.f[i] + basis.g[j])
        rows = np.bincount(i, basis.masses, 6), np.bincount(j, basis.masses, 8)
        assert np.allclose(rows[0], a) and np.allclose(rows[1], b)
    for basis, following in pairwise(run.bases):
        reduced = costs - basis.f[:, None] - basis.g
        assert reduced.min() == basis.reduced == reduced[basis.entering] < 0
        before, after = ({tuple(map(int, pair)) for pair in item.pairs} for item in (basis, following))
        assert before - after == {basis.leaving} and after - before == {basis.entering}
        moved = following.masses[[tuple(pair) == basis.entering for pair in following.pairs]][0]
        assert following.value == pytest.approx(basis.value + moved * basis.reduced, abs=1e-14)


def test_equal_weights_do_not_cycle_and_end_in_a_permutation():
    rng = np.random.default_rng(0)
    costs = cost(rng.integers(0, 4, (24, 2)), rng.integers(0, 4, (24, 2)), p=1)
    plan = simplex_steps(np.full(24, 1 / 24), np.full(24, 1 / 24), costs).plan
    assert np.count_nonzero(plan) == 24
    assert plan.max() == pytest.approx(1 / 24, rel=1e-12)


def test_ties_are_broken_so_that_every_pivot_moves_mass():
    costs = problem(6, 4, 1, ties=True)[2]
    tree = _Tree(np.full(6, 2), np.full(4, 3), costs)
    pivots = 0
    while tree.entering:
        tree.pivot()
        pivots += 1
        assert min(tree.flow.values()) > 0
        assert sum(tree.flow.values()) == 12 * tree.unit + 6
    assert pivots > 3


@pytest.mark.parametrize("ties", [False, True])
def test_chosen_pairs_enter_first_while_they_save(ties):
    rng, followed = np.random.default_rng(4), 0
    for seed in range(80):
        a, b, costs = problem(5, 6, seed, equal=ties, ties=ties)
        choices = [tuple(pair) for pair in rng.integers(0, (5, 6), (3, 2)).tolist()]
        run = simplex_steps(a, b, costs, choices=choices, trace=True)
        assert run.value == pytest.approx(exact(a, b, costs).value, abs=1e-12)
        for pair, basis in zip(choices, run.bases, strict=False):
            reduced = costs - basis.f[:, None] - basis.g
            if reduced[pair] >= -1e-9:
                assert reduced.min() == pytest.approx(basis.reduced, abs=1e-12)
                break
            assert basis.entering == pair and basis.reduced == reduced[pair]
            followed += 1
    assert followed > 20


def test_refusals():
    with pytest.raises(ValueError, match=r"simplex_steps: 'choices\[0\]\[1\]' must be from 0 to 1, got 2"):
        simplex_steps([0.5, 0.5], [0.5, 0.5], np.zeros((2, 2)), choices=[(0, 2)])
    with pytest.raises(ValueError, match=r"simplex_steps: 'a' must be positive, got a\[1\] = 0"):
        simplex_steps([1, 0], [0.5, 0.5], np.zeros((2, 2)))
    with pytest.raises(ValueError, match="simplex_steps: 'cost'"):
        simplex_steps([0.5, 0.5], [0.5, 0.5], [[0, np.inf], [1, 0]])
    with pytest.raises(ValueError, match=r"simplex_steps: 'b' must have mass 1, got 2\.000"):
        simplex_steps([0.5, 0.5], [1, 1], np.zeros((2, 2)))
    with pytest.raises(RuntimeError, match="no optimum after max_iter = 2 pivots"):
        simplex_steps(*problem(6, 8, 3), max_iter=2)
