"""Further JavaScript solvers against SciPy, POT and their Python twins, one node process for each batch."""

from fractions import Fraction

import numpy as np
import ot
import pytest
from scipy.optimize import linear_sum_assignment
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
    points, z = rng.random((8, 2)), rng.random((300, 2))
    values = 0.1 * points[:, 0]
    (answer,) = solve("lipschitzExtension", [(points, values, z)])
    assert answer == pytest.approx((values + cdist(z, points)).min(axis=1), abs=1e-15)
