"""Further JavaScript solvers against SciPy, POT and their Python twins, one node process for each batch."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import ot
import pytest
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow
from scipy.spatial.distance import cdist
from test_js_solvers import RELATIVE, ROUNDING, answers, check_certificate, pot_value, size, support, weights

from ot_notebook import solvers

NO_MASS = 1e-12


def solve(name, instances):
    """The answers of one JavaScript solver to a list of argument lists."""
    return answers([{"solver": name, "arguments": plain(arguments)} for arguments in instances])


def plain(value):
    """Arrays as lists, and infinity as null."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and value == np.inf else value


def measures(rng, round_):
    """Weighted points of the plane: random and degenerate, of all sizes and scales."""
    n, m = size(rng, round_), size(rng, round_ + 1)
    scale = 10.0 ** rng.integers(-9, 10) if rng.random() < 0.3 else 1.0
    x, y = support(rng, n) * scale, support(rng, m) * scale
    a, b = weights(rng, n), weights(rng, m)
    return x, y, a, b


def test_wasserstein_of_every_order():
    rng = np.random.default_rng(1)
    orders = [1, 1.5, 2, 3, 4, 5.5, 8]
    instances = [(*measures(rng, k), float(rng.choice(orders))) for k in range(1, 3001)]
    refused = 0
    for (x, y, a, b, p), answer in zip(instances, solve("wasserstein", instances), strict=True):
        cost = cdist(x, y) ** p
        expected = pot_value(a, b, cost)
        if "error" in answer:
            assert "'p' must not be so large that the costs lose all digits" in answer["message"]
            assert p > 1 and expected <= 1e-10 * cost.max()
            refused += 1
            continue
        check_certificate(a, b, cost, {**answer, "value": answer["cost"]})
        assert answer["cost"] == pytest.approx(expected, rel=RELATIVE, abs=ROUNDING * cost.max())
        assert answer["value"] == pytest.approx(answer["cost"] ** (1 / p), rel=RELATIVE)
    assert refused < 150


def test_wasserstein_of_high_order_tends_to_the_bottleneck():
    """Between the least distance that must be moved and it times the mass moved so far to the power 1/p."""
    rng = np.random.default_rng(2)
    cases = [(rng.random((6, 2)) * s, rng.random((7, 2)) * s) for s in [1.0, 1e9, 1e-9] for _ in range(20)]
    a, b = np.full(6, 1 / 6), np.full(7, 1 / 7)
    limits = solve("wasserstein", [(x, y, a, b, np.inf) for x, y in cases])
    for p in [15.0, 30.0]:
        for answer, limit in zip(
            solve("wasserstein", [(x, y, a, b, p) for x, y in cases]), limits, strict=True
        ):
            low, high = limit["shortfall"] ** (1 / p) * limit["value"], limit["value"]
            assert low * (1 - 1e-12) <= answer["value"] <= high * (1 + 1e-12)


def test_bottleneck_proves_itself_and_agrees_with_python():
    rng = np.random.default_rng(3)
    instances = [(*measures(rng, k), np.inf) for k in range(1, 2001)]
    for (x, y, a, b, _), answer in zip(instances, solve("wasserstein", instances), strict=True):
        distance = cdist(x, y)
        plan = np.array(answer["plan"], dtype=float).reshape(distance.shape)
        value = distance.flat[np.abs(distance - answer["value"]).argmin()]
        assert answer["value"] == pytest.approx(value, rel=RELATIVE)
        assert plan.min() >= 0 and distance[plan > 0].max() <= answer["value"] * (1 + RELATIVE)
        error = max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max())
        assert error <= 2 * NO_MASS and answer["marginalError"] == pytest.approx(error, abs=1e-15)
        expected = solvers.wasserstein(x, y, a, b, np.inf)
        assert answer["value"] == pytest.approx(expected.value, rel=RELATIVE)
        assert (plan * distance**2).sum() == pytest.approx(
            (expected.plan * distance**2).sum(), rel=1e-9, abs=1e-11 * distance.max() ** 2
        )
        check_shortfall(a, b, distance, answer)
        assert answer["shortfall"] == pytest.approx(expected.shortfall, rel=1e-9, abs=1e-14)
        assert (answer["below"] is None) == (expected.below is None)


def check_shortfall(a, b, distance, answer):
    """The isolated sources hold more mass than all targets within `below`."""
    below = -1 if answer["below"] is None else answer["below"] * (1 + RELATIVE)
    assert below < answer["value"]
    isolated = np.array(answer["isolated"])
    reached = (distance[isolated] <= below).any(axis=0)
    assert answer["shortfall"] == pytest.approx(a[isolated].sum() - b[reached].sum(), abs=1e-14)
    alone = max(distance[a > 0][:, b > 0].min(axis=0).max(), distance[a > 0][:, b > 0].min(axis=1).max())
    assert answer["shortfall"] > NO_MASS or below < alone


def test_bottleneck_against_maximum_flow_and_assignment():
    rng = np.random.default_rng(4)
    instances = []
    for k in range(400):
        n, m = rng.integers(1, 9, 2)
        a, b = rng.multinomial(60, np.ones(n) / n), rng.multinomial(60, np.ones(m) / m)
        if k % 2:
            m, a, b = n, np.ones(n, dtype=int), np.ones(n, dtype=int)
        instances.append((a, b, rng.integers(0, 9, (n, m)) if k % 3 else rng.random((n, m))))
    requests = [(a / a.sum(), b / b.sum(), distance.ravel()) for a, b, distance in instances]
    for (a, b, distance), answer in zip(instances, solve("bottleneck", requests), strict=True):
        limits = np.unique(distance)
        expected = next(limit for limit in limits if all_mass_moves(a, b, distance <= limit))
        assert answer["value"] == expected
        if (a == 1).all() and (b == 1).all():
            assert expected == next(r for r in limits if perfect_matching(distance <= r))


def all_mass_moves(a, b, allowed):
    n, m = allowed.shape
    capacity = np.zeros((n + m + 2, n + m + 2), dtype=np.int32)
    capacity[0, 1 : n + 1], capacity[n + 1 : -1, -1] = a, b
    capacity[1 : n + 1, n + 1 : -1] = allowed * a.sum()
    return maximum_flow(csr_array(capacity), 0, n + m + 1).flow_value == a.sum()


def perfect_matching(allowed):
    return allowed[linear_sum_assignment(~allowed)].all()


def test_glued_plans():
    rng = np.random.default_rng(5)
    instances = []
    for _ in range(500):
        n, m, k = rng.integers(1, 9, 3)
        a, b, c = weights(rng, n), weights(rng, m), weights(rng, k)
        first, second = ot.emd(a, b, rng.random((n, m))), ot.emd(b, c, rng.random((m, k)))
        if rng.random() < 0.3:
            first, second = np.outer(a, b), np.outer(b, c)
        instances.append((first, second, b))
    requests = [(p.ravel(), q.ravel(), b, [*p.shape, q.shape[1]]) for p, q, b in instances]
    for (first, second, b), answer in zip(instances, solve("gluedPlan", requests), strict=True):
        expected = solvers.glued_plan(first, second, b)
        plan = np.reshape(answer["plan"], expected.plan.shape)
        assert plan == pytest.approx(expected.plan, abs=1e-15)
        assert np.reshape(answer["composed"], expected.composed.shape) == pytest.approx(
            expected.composed, abs=1e-15
        )
        error = max(np.abs(plan.sum(2) - first).max(), np.abs(plan.sum(0) - second).max())
        assert answer["marginalError"] == pytest.approx(error, abs=1e-15) and error < 1e-12
        assert [path[:3] for path in answer["paths"]] == np.argwhere(plan > 0).tolist()
        assert [path[3] for path in answer["paths"]] == plan[plan > 0].tolist()


def test_transforms_and_bounds():
    rng = np.random.default_rng(6)
    instances = []
    for k in range(1, 1001):
        n, m = size(rng, k), size(rng, k + 1)
        cost = rng.integers(-3, 4, (n, m)).astype(float) if k % 2 else rng.normal(size=(n, m))
        a, b = weights(rng, n), weights(rng, m)
        f, g = rng.integers(-2, 3, n).astype(float), rng.normal(size=m)
        instances.append((f, (cost - f[:, None]).min(axis=0) if k % 3 else g, a, b, cost))
    flat = [(*others, cost.ravel()) for *others, cost in instances]
    bounds = solve("dualBound", flat)
    forward = solve("cTransform", [(f, cost) for f, *_, cost in flat])
    back = solve("cTransformBack", [(g, cost) for _, g, *_, cost in flat])
    for (f, g, a, b, cost), bound, gc, fc in zip(instances, bounds, forward, back, strict=True):
        assert (
            gc == solvers.c_transform(f, cost).tolist() and fc == solvers.c_transform_back(g, cost).tolist()
        )
        expected = solvers.dual_bound(f, g, a, b, cost)
        assert bound["value"] == pytest.approx(expected.value, rel=1e-12, abs=1e-14)
        assert bound["violation"] == expected.violation and tuple(bound["worst"]) == expected.worst
        assert bound["feasible"] == expected.feasible == (bound["violated"] == [])
        assert bound["bound"] == bound["value"] - bound["violation"]
        excess = -(cost - f[:, None] - g)
        far = np.argwhere(excess > 1e-11).tolist()
        assert [[i, j] for i, j, _ in bound["violated"]] == far
        assert all(value == excess[i, j] for i, j, value in bound["violated"])


def test_kantorovich_rubinstein_in_the_plane_and_on_the_line():
    rng = np.random.default_rng(7)
    instances = [measures(rng, k) for k in range(1, 501)]
    instances += [(x[:, 0], y[:, 0], a, b) for x, y, a, b in instances]
    for (x, y, a, b), answer in zip(instances, solve("kantorovichRubinstein", instances), strict=True):
        x, y = x.reshape(len(a), -1), y.reshape(len(b), -1)
        distance = cdist(x, y)
        scale = distance.max()
        potential = np.r_[answer["potentialX"], answer["potentialY"]].astype(float)
        assert answer["value"] == pytest.approx(pot_value(a, b, distance), rel=RELATIVE, abs=ROUNDING * scale)
        assert answer["dual"] == pytest.approx(
            a @ potential[: len(a)] - b @ potential[len(a) :], abs=1e-15 * scale
        )
        assert answer["gap"] == pytest.approx(answer["value"] - answer["dual"], abs=1e-15 * scale)
        assert abs(answer["gap"]) <= RELATIVE * answer["value"] + ROUNDING * scale
        everywhere = np.vstack([x, y])
        rise = np.abs(potential[:, None] - potential) - cdist(everywhere, everywhere)
        assert rise.max() <= 1e-14 * (scale + np.abs(potential).max())


def line_functions(rng, count):
    """Sorted points, some of which coincide, with values that are too steep, of all scales."""
    for k in range(count):
        n = int(rng.integers(1, 12))
        x = np.sort(rng.integers(0, 5, n).astype(float) if k % 3 == 0 else rng.random(n))
        scale = 10.0 ** rng.integers(-9, 10, 2) if k % 4 == 0 else np.ones(2)
        yield x * scale[0], (rng.random(n) * 3 - 1) * scale[1]


def test_lipschitz_functions_on_the_line_exactly():
    instances = list(line_functions(np.random.default_rng(8), 1500))
    minorants, majorants = solve("lipschitzMinorant", instances), solve("lipschitzMajorant", instances)
    nearest = solve("nearestLipschitz", instances)
    for (x, u), low, high, near in zip(instances, minorants, majorants, nearest, strict=True):
        exact_x, exact_u = list(map(Fraction, x)), list(map(Fraction, u))
        for values in (low, high, near["potential"]):
            exact = list(map(Fraction, values))
            assert all(
                abs(s - t) <= y - z
                for s, z in zip(exact, exact_x, strict=True)
                for t, y in zip(exact, exact_x, strict=True)
                if y >= z
            )
        distance = np.abs(x[:, None] - x)
        tolerance = 4e-15 * (np.abs(u).max() + np.ptp(x))
        assert all(v <= w for v, w in zip(map(Fraction, low), exact_u, strict=True))
        assert all(v >= w for v, w in zip(map(Fraction, high), exact_u, strict=True))
        assert low == pytest.approx((u + distance).min(axis=1), abs=tolerance)
        assert high == pytest.approx((u - distance).max(axis=1), abs=tolerance)
        least = max(0, (np.abs(u[:, None] - u) - distance).max() / 2)
        assert near["bound"] == pytest.approx(least, abs=tolerance)
        assert near["distance"] == np.abs(np.array(near["potential"]) - u).max()
        assert near["distance"] == pytest.approx(least, abs=tolerance)


def test_lipschitz_extension_is_mcshanes():
    rng = np.random.default_rng(9)
    points, z = rng.random((8, 2)), rng.random((30, 2))
    values = np.abs(points[:, 0] - 0.3)
    (answer,) = solve("lipschitzExtension", [(points, values, z)])
    assert answer == pytest.approx((values + cdist(z, points)).min(axis=1), abs=1e-15)


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


def test_dantzigs_rule_from_the_corner_is_the_python_run():
    rng = np.random.default_rng(11)
    instances = [
        (rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(6)), rng.random((5, 6))) for _ in range(100)
    ]
    requests = [(a, b, cost.ravel(), {"pricing": "least"}) for a, b, cost in instances]
    for (a, b, cost), run in zip(instances, solve("simplexSteps", requests), strict=True):
        expected = solvers.simplex_steps(a, b, cost, trace=True)
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
