"""Property tests of the JavaScript solvers against SciPy and POT, one node process for a whole batch."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

FILTER = Path(__file__).parent.parent / "js" / "solve_cli.mjs"
RELATIVE = 1e-12
# Weights in float64 are uncertain by one part in 1e16, so a value is known to that part of the largest cost.
ROUNDING = 2e-15


def start():
    node = shutil.which("node")
    assert node, "node is needed to test the JavaScript solvers"
    return subprocess.Popen([node, FILTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answers(requests):
    """The answers to all requests, from one process."""
    output, _ = start().communicate("\n".join(map(json.dumps, requests)) + "\n")
    results = [json.loads(line) for line in output.splitlines()]
    assert len(results) == len(requests)
    return results


def support(rng, count):
    """Random, lattice, coincident or collinear points."""
    return [
        lambda: rng.random((count, 2)),
        lambda: rng.integers(0, 3, (count, 2)).astype(float),
        lambda: np.repeat(rng.random((1, 2)), count, axis=0),
        lambda: rng.random((count, 1)) * [[1.0, 0.5]],
    ][rng.integers(4)]()


def weights(rng, count):
    """Equal, random, whole-number with zeros, concentrated or widely spread weights, of mass 1."""
    raw = [
        lambda: np.ones(count),
        lambda: rng.random(count) + 1e-3,
        lambda: rng.integers(0, 4, count) + np.eye(count)[rng.integers(count)],
        lambda: np.eye(count)[rng.integers(count)],
        lambda: 10.0 ** rng.uniform(-12, 0, count),
    ][rng.integers(5)]()
    return raw / raw.sum()


def size(rng, round_):
    """Mostly small, where degeneracy is dense; now and then as large as the figures get."""
    return int(rng.integers(30, 65) if round_ % 250 == 0 else rng.integers(1, 11))


def random_cost(rng, n, m):
    p = rng.choice([1, 1.5, 2, 3, 4, 8])
    scale = 10.0 ** rng.integers(-9, 10) if rng.random() < 0.3 else 1.0
    return cdist(support(rng, n) * scale, support(rng, m) * scale) ** p


def check_certificate(a, b, cost, answer):
    """The answer proves itself: marginals, feasible potentials, equal values, all recomputed here."""
    plan = np.array(answer["plan"], dtype=float).reshape(cost.shape)
    f, g = np.array(answer["f"], dtype=float), np.array(answer["g"], dtype=float)
    scale = np.abs(cost).max()
    assert plan.min() >= 0
    error = max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max())
    assert error <= RELATIVE
    assert answer["marginalError"] == pytest.approx(error, abs=1e-15)
    assert (f[:, None] + g - cost).max() <= RELATIVE * scale
    assert answer["value"] == pytest.approx((plan * cost).sum(), rel=RELATIVE, abs=ROUNDING * scale)
    assert answer["dual"] == pytest.approx(a @ f + b @ g, rel=RELATIVE, abs=ROUNDING * scale)
    assert float(answer["gap"]) == float(answer["value"]) - float(answer["dual"])
    assert abs(answer["gap"]) <= RELATIVE * abs(answer["value"]) + ROUNDING * scale


def pot_value(a, b, cost):
    """POT's value; costs far from 1 are scaled, because POT's tolerance is not."""
    scale = np.abs(cost).max() or 1.0
    return (ot.emd(a, b, cost / scale) * (cost / scale)).sum() * scale


def test_transport_on_10000_random_and_degenerate_instances():
    rng = np.random.default_rng(2024)
    instances = []
    for round_ in range(10_000):
        n, m = size(rng, round_), size(rng, round_)
        a, b = weights(rng, n), weights(rng, m)
        instances.append((a, b * (a.sum() / b.sum()), random_cost(rng, n, m)))
    batch = answers(
        [
            {"solver": "transport", "a": a.tolist(), "b": b.tolist(), "costs": [cost.ravel().tolist()]}
            for a, b, cost in instances
        ]
    )
    for (a, b, cost), (answer,) in zip(instances, batch, strict=True):
        check_certificate(a, b, cost, answer)
        expected = pot_value(a, b, cost)
        assert answer["value"] == pytest.approx(expected, rel=RELATIVE, abs=ROUNDING * cost.max())


def test_warm_transport_through_sequences_of_changed_costs():
    rng = np.random.default_rng(7)
    instances = []
    for round_ in range(300):
        n, m = size(rng, round_), size(rng, round_ + 1)
        costs = [random_cost(rng, n, m)]
        for _ in range(5):
            changed = costs[-1].copy()
            changed[rng.integers(n)] = costs[-1].max() * rng.random(m)
            costs.append(changed if rng.random() < 0.8 else random_cost(rng, n, m))
        a, b = weights(rng, n), weights(rng, m)
        instances.append((a, b * (a.sum() / b.sum()), costs))
    batch = answers(
        [
            {
                "solver": "transport",
                "a": a.tolist(),
                "b": b.tolist(),
                "costs": [c.ravel().tolist() for c in costs],
            }
            for a, b, costs in instances
        ]
    )
    for (a, b, costs), results in zip(instances, batch, strict=True):
        for cost, answer in zip(costs, results, strict=True):
            check_certificate(a, b, cost, answer)
            expected = pot_value(a, b, cost)
            assert answer["value"] == pytest.approx(expected, rel=RELATIVE, abs=ROUNDING * cost.max())


def test_assignment_on_10000_random_and_degenerate_instances():
    rng = np.random.default_rng(11)
    costs = []
    for round_ in range(10_000):
        n = size(rng, round_)
        cost = random_cost(rng, n, n) if round_ % 2 else rng.integers(-3, 4, (n, n)).astype(float)
        costs.append(cost)
    batch = answers([{"solver": "assignment", "n": len(c), "cost": c.ravel().tolist()} for c in costs])
    for cost, answer in zip(costs, batch, strict=True):
        columns = np.array(answer["assignment"])
        f, g = np.array(answer["f"], dtype=float), np.array(answer["g"], dtype=float)
        scale = np.abs(cost).max()
        assert sorted(columns) == list(range(len(cost)))
        value, expected = cost[np.arange(len(cost)), columns].sum(), cost[linear_sum_assignment(cost)].sum()
        assert value == pytest.approx(expected, rel=RELATIVE, abs=ROUNDING * scale)
        assert (f[:, None] + g - cost).max() <= RELATIVE * scale
        assert f.sum() + g.sum() == pytest.approx(value, rel=RELATIVE, abs=len(cost) * ROUNDING * scale)


COORDINATE = st.one_of(
    st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda value: round(value, 4))
)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def ask():
    """A function that puts one question to a running node process."""
    process = start()

    def one(request):
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield one
    process.stdin.close()
    process.wait(timeout=10)
    process.stdout.close()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(x=POINTS, y=POINTS, p=st.one_of(st.sampled_from([1, 2, 3, 4]), st.floats(1, 4)))
def test_monge_against_scipy_and_pot(ask, x, y, p):
    n, m = len(x), len(y)
    cost = cdist(x, y) ** p
    answer = ask({"solver": "monge", "x": x, "y": y, "p": p})
    a, b = np.full(n, 1 / n), np.full(m, 1 / m)
    plan = np.zeros((n, m))
    for i, j, mass in answer["plan"]:
        plan[i, j] = mass
    check_certificate(a, b, cost, {**answer, "plan": plan, "value": answer["planValue"]})
    assert answer["planValue"] == pytest.approx(pot_value(a, b, cost), rel=RELATIVE, abs=ROUNDING)
    assert answer["feasible"] == (n % m == 0)
    if answer["feasible"]:
        repeated = np.repeat(cost, n // m, axis=1)
        best = repeated[linear_sum_assignment(repeated)].mean()
        assert answer["value"] == pytest.approx(best, rel=RELATIVE, abs=ROUNDING)
        assert (np.bincount(answer["assignment"], minlength=m) == n // m).all()
    else:
        assert answer["value"] is None and answer["assignment"] is None


@settings(max_examples=100, deadline=None, derandomize=True)
@given(x=POINTS, copies=st.integers(1, 3), seed=st.integers(0, 999))
def test_a_drawn_map_costs_what_numpy_says(ask, x, copies, seed):
    x, y = x * copies, x[::-1]
    drawn = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(y)), copies))
    state = {"x": x, "y": y, "p": 2, "drawn": drawn.tolist()}
    expected = (cdist(x, y) ** 2)[np.arange(len(x)), drawn].mean()
    answer = ask({"solver": "hand", "state": state, "optimum": None})
    assert answer["handValue"] == pytest.approx(expected, rel=RELATIVE, abs=ROUNDING)
    assert answer["complete"] and answer["admissible"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"a": [1.5, -0.5]}, "'a' must not be negative, got -0.5 at entry 1"),
        ({"b": [0.9, 0.0]}, "'b' must have the mass of 'a' (1.000), got 0.9000; rescale one of them"),
        ({"costs": [[1, 2, 3]]}, "'cost' must have 4 entries, got 3"),
    ],
)
def test_refusals_are_worded(ask, change, words):
    request = {"solver": "transport", "a": [0.5, 0.5], "b": [0.5, 0.5], "costs": [[1, 2, 3, 4]], **change}
    assert ask(request) == {"error": "RangeError", "message": f"transport: {words}"}
