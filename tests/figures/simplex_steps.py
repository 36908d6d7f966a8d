"""The live figure ``simplex-steps``."""

from itertools import pairwise

import numpy as np
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

PAGE = "discrete"
HANDLE = "x0"
DRAG = (40, 30)
KEY = "ArrowRight"
BOUND = {"a", "b"}
LINE = [[0.1, 0.5], [0.4, 0.5], [0.7, 0.5], [1.0, 0.5], [1.3, 0.5]]
SOLVED = {"x": LINE, "y": [[u + 0.1, v] for u, v in LINE]}
CORNERS = [[0.4, 0.2], [0.4, 0.8], [1.1, 0.2], [1.1, 0.8]]


def equal(x, y, **part):
    return {"x": x, "y": y, "a": [1 / len(x)] * len(x), "b": [1 / len(y)] * len(y)} | part


DEGENERATE = {
    "equal weights": equal(CORNERS, CORNERS[::-1], step=1),
    "coincident": equal([[0.5, 0.5]] * 4, [[0.5, 0.5]] * 4),
    "one pair": equal([[0.2, 0.3]], [[1.1, 0.9]], step=0),
    "one source": equal([[0.2, 0.3]], CORNERS),
    "one target": equal(CORNERS, [[0.2, 0.3]], start="greedy"),
    "six and six": equal([*LINE, [0.2, 0.8]], [[0.9, 0.9], *LINE], step=99),
    "two sources, twelve targets": equal(CORNERS[:2], [[k / 8, 0.5] for k in range(12)], pricing="rows"),
    "a line": equal(LINE, LINE[::-1], p=1, step=3),
    "a grid": equal(
        [[k / 8, 0.2] for k in range(12)], [[k / 8, 0.8] for k in reversed(range(12))], step=5, pricing="rows"
    ),
    "beyond the end": {"step": 999},
    "tiny weights": {"a": [0.9996, 0.0001, 0.0001, 0.0001, 0.0001]},
    "choices that save and one that does not": {"choices": [[0, 4], [1, 0], [3, 2]], "step": 1},
    "the same choice twice": {"choices": [[0, 3], [0, 3]], "pricing": "rows"},
    "greedy, row by row": {"start": "greedy", "pricing": "rows", "p": 4, "step": 0},
}
REFUSED = [
    {"x": []},
    {"x": [[0.1, 0.1]] * 5 + [[2, 0]]},
    {"y": [[0.1, None]] * 5},
    {"x": [[0.1, 0.1]] * 13, "a": [1 / 13] * 13},
    {"a": [0.5, 0.5]},
    {"a": [0.5, 0.5, 0, 0, 0]},
    {"b": [0.3, 0.3, 0.3, 0.3, 0.3]},
    {"b": "weights"},
    {"p": 0.5},
    {"p": "2"},
    {"start": "corner"},
    {"pricing": "all"},
    {"choices": [[0, 5]]},
    {"choices": [[0, 0, 0]]},
    {"choices": [[0.5, 0]]},
    {"choices": "least"},
    {"step": -1},
    {"step": 1.5},
    {"colour": "red"},
]
SIZES = [(5, 5), (4, 6), (1, 3), (8, 8), (12, 12), (2, 9)]
FREE = {"gap", "marginalError", "plan", "f", "g", "pivots", "bases", "step"}


def random_state(rng, n, m, **part):
    def weights(count):
        cuts = np.sort(rng.choice(np.arange(1, 10_000), count - 1, replace=False))
        return (np.diff([0, *cuts, 10_000]) / 1e4).tolist()

    x, y = (np.round(rng.random((k, 2)) * [1.5, 1], 4).tolist() for k in (n, m))
    state = {"x": x, "y": y, "a": weights(n), "b": weights(m), "p": round(1 + 3 * rng.random(), 2)}
    choices = rng.integers(0, (n, m), (rng.integers(0, 4), 2)).tolist()
    rules = {"start": "north-west", "pricing": "least", "choices": choices}
    return state | rules | {"step": int(rng.integers(0, 6))} | part


def random_states(rng):
    rules = [{}, {"start": "greedy"}, {"pricing": "rows"}, {"start": "greedy", "pricing": "rows", "p": 1}]
    return [random_state(rng, n, m, **rule) for n, m in SIZES for rule in rules]


def largest():
    rng = np.random.default_rng(5)
    return random_state(rng, 12, 12, pricing="rows", a=[1 / 12] * 12, b=[1 / 12] * 12, step=3)


def certify(state, result):
    """Each basis is a tree with its plan and prices, each pivot right and as chosen, the last one optimal."""
    x, y, a, b = (np.array(state[key], float) for key in ("x", "y", "a", "b"))
    cost = np.linalg.norm(x[:, None] - y, axis=2) ** state["p"]
    bases = result["bases"]
    assert len(bases) == result["pivots"] + 1
    assert result["step"] == min(state["step"], result["pivots"])
    for basis in bases:
        _certify_tree(basis, a, b, cost)
    _certify_choices(state["choices"], bases, cost)
    for basis, following in pairwise(bases):
        _certify_pivot(basis, following, cost)
    last = bases[-1]
    f, g = np.array(last["f"]), np.array(last["g"])
    assert last["entering"] is None and last["leaving"] is None
    assert (cost - f[:, None] - g).min() >= -1e-12
    assert f.tolist() == result["f"] and g.tolist() == result["g"]
    plan = np.zeros(cost.shape)
    plan[tuple(np.transpose(last["pairs"]))] = last["masses"]
    assert plan.tolist() == result["plan"]
    assert abs(result["gap"]) <= 1e-12 and result["marginalError"] <= 1e-12
    assert abs(last["value"] - result["value"]) <= 1e-12 and abs(last["bound"] - result["value"]) <= 1e-12
    assert abs(_by_highs(a, b, cost) - result["value"]) <= 1e-8


def _certify_tree(basis, a, b, cost):
    n, m = cost.shape
    i, j = np.transpose(basis["pairs"])
    masses, f, g = (np.array(basis[key]) for key in ("masses", "f", "g"))
    graph = np.zeros((n + m, n + m))
    graph[i, n + j] = 1
    assert len(set(zip(i, j, strict=True))) == len(i) == n + m - 1
    assert connected_components(graph, directed=False)[0] == 1
    assert masses.min() >= 0
    assert np.abs(np.bincount(i, masses, n) - a).max() <= 1e-12
    assert np.abs(np.bincount(j, masses, m) - b).max() <= 1e-12
    assert f[0] == 0 and np.abs(f[i] + g[j] - cost[i, j]).max() <= 1e-12
    assert abs(masses @ cost[i, j] - basis["value"]) <= 1e-12
    assert abs(a @ (cost - g).min(axis=1) + b @ g - basis["bound"]) <= 1e-12
    assert basis["bound"] <= basis["value"] + 1e-12


def _certify_choices(choices, bases, cost):
    """The chosen pairs enter, up to the first that would not save."""
    for (i, j), basis in zip(choices, bases, strict=False):
        if cost[i, j] - basis["f"][i] - basis["g"][j] >= -1e-9:
            return
        assert basis["entering"] == [i, j]


def _certify_pivot(basis, following, cost):
    i, j = basis["entering"]
    before, after = ({tuple(pair) for pair in one["pairs"]} for one in (basis, following))
    assert after == (before - {tuple(basis["leaving"])}) | {(i, j)} and tuple(basis["leaving"]) in before
    assert abs(cost[i, j] - basis["f"][i] - basis["g"][j] - basis["reduced"]) <= 1e-12
    assert basis["reduced"] < 0
    moved = basis["masses"][basis["pairs"].index(basis["leaving"])]
    assert abs(following["value"] - basis["value"] - moved * basis["reduced"]) <= 1e-12
    assert following["value"] <= basis["value"] + 1e-15


def _by_highs(a, b, cost):
    n, m = cost.shape
    sums = np.vstack([np.kron(np.eye(n), np.ones(m)), np.tile(np.eye(m), n)])
    return linprog(cost.ravel(), A_eq=sums, b_eq=np.r_[a, b]).fun
