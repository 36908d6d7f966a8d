"""Simplex pivots, small polytopes and entropic paths in JavaScript, against their Python twins."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog
from test_js_more import solve
from test_js_solvers import RELATIVE, check_certificate, pot_value

from ot_notebook import solvers


def positive_problem(rng, k):
    n, m = rng.integers(1, 8, 2)
    whole = k % 2
    a = rng.integers(1, 4, n) if whole else rng.dirichlet(np.ones(n))
    b = rng.integers(1, 4, m) if whole else rng.dirichlet(np.ones(m))
    cost = rng.integers(-2, 4, (n, m)).astype(float) if whole else rng.random((n, m))
    return a / a.sum(), b / b.sum(), cost


@pytest.mark.parametrize("start", ["north-west", "greedy"])
@pytest.mark.parametrize("pricing", ["rows", "least"])
def test_every_pivot_can_be_followed(start, pricing):
    rng = np.random.default_rng(10)
    instances = [positive_problem(rng, k) for k in range(400)]
    requests = [(a, b, cost.ravel(), {"start": start, "pricing": pricing}) for a, b, cost in instances]
    for (a, b, cost), run in zip(instances, solve("simplexSteps", requests), strict=True):
        check_certificate(a, b, cost, run)
        assert run["pivots"] == len(run["bases"]) - 1
        for basis in run["bases"]:
            check_basis(a, b, cost, basis, pricing)
        for before, after in zip(run["bases"], run["bases"][1:], strict=False):
            kept = [pair for pair in before["pairs"] if pair != before["leaving"]]
            assert sorted([*kept, before["entering"]]) == after["pairs"]
            moved = after["masses"][after["pairs"].index(before["entering"])]
            assert after["value"] == pytest.approx(before["value"] + moved * before["reduced"], abs=1e-13)
        last = run["bases"][-1]
        assert last["entering"] is None and last["leaving"] is None and last["reduced"] >= -1e-14
        assert run["value"] == pytest.approx(pot_value(a, b, cost), rel=RELATIVE, abs=1e-14)


def check_basis(a, b, cost, basis, pricing):
    """A spanning tree with its only plan and its only potentials; the entering pair saves."""
    n, m = cost.shape
    rows, columns = np.array(basis["pairs"]).T
    incidence = np.zeros((n + m, n + m - 1))
    incidence[rows, range(n + m - 1)] = incidence[n + columns, range(n + m - 1)] = 1
    assert np.linalg.matrix_rank(incidence) == n + m - 1
    masses, f, g = (np.array(basis[key], dtype=float) for key in ("masses", "f", "g"))
    assert masses.min() >= 0
    assert incidence @ masses == pytest.approx(np.r_[a, b], abs=1e-14)
    assert f[0] == 0 and f[rows] + g[columns] == pytest.approx(cost[rows, columns], abs=1e-13)
    assert basis["value"] == pytest.approx(masses @ cost[rows, columns], abs=1e-14)
    reduced = cost - f[:, None] - g
    if basis["entering"]:
        assert basis["reduced"] == pytest.approx(reduced[tuple(basis["entering"])], abs=1e-14)
        assert basis["reduced"] < 0 and basis["leaving"] in basis["pairs"]
    if pricing == "least" or not basis["entering"]:
        assert basis["reduced"] == pytest.approx(reduced.min(), abs=1e-13)


def test_dantzigs_rule_from_the_corner_after_any_choices_is_the_python_run():
    rng = np.random.default_rng(11)
    instances = [
        (
            (rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(6)), rng.random((5, 6))),
            rng.integers(0, (5, 6), (k % 4, 2)).tolist(),
        )
        for k in range(100)
    ]
    requests = [
        (a, b, cost.ravel(), {"pricing": "least", "choices": choices}) for (a, b, cost), choices in instances
    ]
    for (problem, choices), run in zip(instances, solve("simplexSteps", requests), strict=True):
        expected = solvers.simplex_steps(*problem, choices=choices, trace=True)
        assert run["pivots"] == expected.pivots > 0
        for basis, twin in zip(run["bases"], expected.bases, strict=True):
            assert basis["pairs"] == twin.pairs.tolist()
            assert [basis["entering"], basis["leaving"]] == [
                twin.entering and list(twin.entering),
                twin.leaving and list(twin.leaving),
            ]
            for key in ("masses", "f", "g", "value", "reduced"):
                assert basis[key] == pytest.approx(getattr(twin, key), abs=1e-13)


def polytope_problem(rng, k, shape):
    n, m = shape
    a = rng.integers(k % 2, 4, n) + np.eye(n, dtype=int)[0] if k % 3 else rng.dirichlet(np.ones(n))
    b = rng.integers(k % 2, 4, m) + np.eye(m, dtype=int)[0] if k % 3 else rng.dirichlet(np.ones(m))
    return a / a.sum(), b / b.sum()


def test_vertices_are_pythons():
    rng = np.random.default_rng(12)
    shapes = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3), (2, 4), (3, 4)]
    instances = [polytope_problem(rng, k, shapes[k % 8]) for k in range(240)]
    for (a, b), answer in zip(instances, solve("polytopeVertices", instances), strict=True):
        expected = solvers.polytope_vertices(a, b)
        assert np.shape(answer) == (len(expected), len(a) * len(b))
        assert np.array(answer) == pytest.approx(expected.reshape(len(expected), -1), abs=1e-12)


def test_edges_are_the_faces_of_dimension_one():
    """Two vertices are joined if and only if some cost is least at these two alone: maximised as a margin."""
    rng = np.random.default_rng(13)
    instances = [polytope_problem(rng, k, [(2, 3), (3, 3)][k % 2]) for k in range(16)]
    vertices = [np.array(each) for each in solve("polytopeVertices", instances)]
    edges = solve("polytopeEdges", [(each, len(a)) for each, (a, _) in zip(vertices, instances, strict=True)])
    for plans, found in zip(vertices, edges, strict=True):
        pairs = [list(pair) for pair in combinations(range(len(plans)), 2)]
        assert found == [pair for pair in pairs if exposed(plans, pair)]


def exposed(plans, pair):
    others = np.delete(plans, pair, axis=0)
    if len(others) == 0:
        return True
    first, second = plans[pair]
    margin = np.c_[first - others, np.ones(len(others))]
    equal = np.r_[first - second, 0][None]
    objective = np.r_[np.zeros(plans.shape[1]), -1]
    bounds = [(-1, 1)] * plans.shape[1] + [(None, 1)]
    best = linprog(objective, margin, np.zeros(len(others)), equal, [0], bounds)
    return bool(-best.fun > 1e-6)


def test_polygons_turn_left_and_hold_all_vertices():
    rng = np.random.default_rng(14)
    instances = [polytope_problem(rng, k, (2, 3)) for k in range(300)]
    for (a, b), corners in zip(instances, solve("transportPolygon", instances), strict=True):
        plans = np.array([corner["plan"] for corner in corners])
        points = np.array([corner["point"] for corner in corners])
        expected = solvers.polytope_vertices(a, b).reshape(-1, 6)
        assert plans[np.lexsort(np.round(plans.T[::-1], 9))] == pytest.approx(expected, abs=1e-12)
        assert (points == plans[:, :2]).all()
        if len(points) > 2:
            sides = np.roll(points, -1, axis=0) - points
            nexts = np.roll(sides, -1, axis=0)
            assert (sides[:, 0] * nexts[:, 1] - sides[:, 1] * nexts[:, 0] > 0).all()


def test_best_vertices_with_ties():
    rng = np.random.default_rng(15)
    instances = [polytope_problem(rng, k, (3, 3)) for k in range(200)]
    costs = [rng.integers(0, 3, (3, 3)) if k % 2 else rng.random((3, 3)) for k in range(200)]
    vertices = [np.array(each) for each in solve("polytopeVertices", instances)]
    requests = [(plans, cost.ravel()) for plans, cost in zip(vertices, costs, strict=True)]
    for (a, b), plans, cost, answer in zip(
        instances, vertices, costs, solve("optimalVertices", requests), strict=True
    ):
        rows = np.vstack([np.kron(np.eye(3), np.ones(3)), np.tile(np.eye(3), 3)])
        assert answer["value"] == pytest.approx(
            linprog(cost.ravel(), A_eq=rows, b_eq=np.r_[a, b]).fun, abs=1e-12
        )
        values = plans @ cost.ravel()
        assert answer["values"] == pytest.approx(values, abs=1e-14)
        assert answer["optimal"] == np.flatnonzero(values <= values.min() + 1e-10).tolist()


def test_entropic_path_from_the_product_to_the_best_vertex():
    rng = np.random.default_rng(16)
    steps = np.array([1e3, 10, 1, 0.3, 0.1, 0.03, 1e-2, 1e-3, 1e-4])
    instances = []
    for k in range(400):
        shape = [(2, 3), (3, 3), (3, 2), (1, 3), (4, 5)][k % 5]
        a, b = (rng.integers(1, 4, s) if k % 2 else rng.dirichlet(np.ones(s)) for s in shape)
        cost = rng.integers(0, 4, shape).astype(float) if k % 4 < 2 else rng.normal(size=shape)
        scale = 10.0 ** rng.integers(-9, 10) if k % 7 == 0 else 1.0
        instances.append((a / a.sum(), b / b.sum(), scale * cost))
    requests = [(a, b, cost.ravel(), steps * (np.ptp(cost) or 1)) for a, b, cost in instances]
    for (a, b, cost), path in zip(instances, solve("entropicPath", requests), strict=True):
        unit = np.ptp(cost) or 1
        for step in path:
            check_entropic(a, b, cost, unit, step)
        best, last = pot_value(a, b, cost - cost.min()) + cost.min(), path[-1]
        assert -1e-12 * unit <= last["linear"] - best <= last["epsilon"] * np.log(cost.size)
        assert np.reshape(path[0]["plan"], cost.shape) == pytest.approx(np.outer(a, b), abs=1e-3)


def check_entropic(a, b, cost, unit, step):
    """Marginals and the form of the plan together characterise the minimiser."""
    epsilon = step["epsilon"]
    f, g = np.array(step["f"], dtype=float), np.array(step["g"], dtype=float)
    plan = np.array(step["plan"]).reshape(cost.shape)
    error = max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max())
    assert error <= 1e-14 and step["marginalError"] == pytest.approx(error, abs=1e-15)
    form = np.outer(a, b) * np.exp((f[:, None] + g - cost) / epsilon)
    assert plan == pytest.approx(form, abs=1e-15 + 1e-15 * (np.abs(cost).max() + unit) / epsilon)
    divergence = (plan * np.log(np.where(plan > 0, plan / np.outer(a, b), 1))).sum()
    assert step["linear"] == pytest.approx((plan * cost).sum(), rel=1e-12, abs=1e-15 * unit)
    assert step["divergence"] == pytest.approx(divergence, rel=1e-12, abs=1e-14)
    assert step["value"] == pytest.approx(
        step["linear"] + epsilon * divergence, rel=1e-12, abs=1e-14 * (unit + epsilon)
    )
    assert step["dual"] == pytest.approx(f @ a + g @ b, rel=1e-12, abs=1e-15 * unit)
    assert abs(step["gap"]) <= 1e-13 * (unit + np.abs(cost).max()) + 1e-15 * epsilon
