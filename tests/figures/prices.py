"""The live figure ``prices``."""

import numpy as np
from scipy.optimize import linprog

from ot_notebook.live_figures import prices

PAGE = "duality"
HANDLE = "phi0"
DRAG = (0, 40)
KEY = "ArrowDown"
BOUND = set()
FREE = ["f", "g", "plan"]


def largest():
    rng = np.random.default_rng(0)
    n = prices.MOST_POINTS
    return _state(rng, n, n, 2, "answer")


def _state(rng, n, m, p, mode):
    x, y = (np.round(1.5 * rng.random(k), 4).tolist() for k in (n, m))
    a, b = (np.round(rng.gamma(1, 1, k) + 0.05, 2).clip(0, 10).tolist() for k in (n, m))
    phi, psi = (np.round(rng.normal(0, 0.3, k), 4).tolist() for k in (n, m))
    return {"x": x, "y": y, "a": a, "b": b, "phi": phi, "psi": psi, "p": p, "mode": mode, "helped": False}


def random_states(rng):
    sizes = [(4, 5), (1, 1), (8, 8), (1, 8), (8, 1), (3, 6), (5, 5)]
    return [
        _state(rng, n, m, p, mode)
        for n, m in sizes
        for p, mode in ((1, "answer"), (round(1 + 3 * rng.random(), 1), "both"), (4, "best"))
    ]


DEGENERATE = {
    "all in one place": {"x": [0.5] * 4, "y": [0.5] * 5},
    "sources on targets": {
        "x": [0.2, 0.6],
        "y": [0.2, 0.6],
        "a": [1, 1],
        "b": [1, 1],
        "phi": [0, 0],
        "psi": [0, 0],
    },
    "one pair": {"x": [0], "y": [1.5], "a": [1], "b": [1], "phi": [0], "psi": [0]},
    "a source without weight": {"a": [0, 0, 0, 1]},
    "mass in one target": {"b": [0, 0, 1, 0, 0]},
    "prices far off": {"phi": [10, -10, 10, -10]},
    "all overcharged": {"mode": "both", "psi": [10, 10, 10, 10, 10]},
    "best of nothing": {"x": [0.5] * 4, "y": [0.5] * 5, "mode": "best"},
    "p = 4, best": {"p": 4, "mode": "best"},
    "p = 1": {"p": 1},
}

REFUSED = [
    {"p": 0.5},
    {"p": "2"},
    {"x": []},
    {"x": [0.1, 0.2, 0.3, None]},
    {"y": [0.1, 0.2, 0.3, 0.4, 1.6]},
    {"y": [0.1]},
    {"x": [0.1] * 9},
    {"a": [0, 0, 0, 0]},
    {"b": [1, 1, 1, 1, -1]},
    {"a": [1, 1, 1]},
    {"phi": [0, 0, 0, 11]},
    {"psi": "prices"},
    {"mode": "free"},
    {"helped": 1},
    {"colour": "red"},
]


def _solved():
    best = prices.solve(prices.check(prices.start()))
    return {"phi": np.round(best["f"], 4).tolist()}


SOLVED = _solved()


def certify(state, result):
    """Feasible prices and a plan of one value, by their definitions; the optimum once more by HiGHS."""
    x, y, a, b = (np.array(state[side], float) for side in ("x", "y", "a", "b"))
    a, b, n, m = a / a.sum(), b / b.sum(), len(x), len(y)
    cost = np.abs(x[:, None] - y) ** state["p"]
    plan, f, g = np.zeros(cost.shape), np.array(result["f"]), np.array(result["g"])
    for i, j, mass in result["plan"]:
        plan[i, j] += mass
    assert plan.min() >= 0
    assert np.abs(plan.sum(1) - a).max() <= 1e-9
    assert np.abs(plan.sum(0) - b).max() <= 1e-9
    assert abs((plan * cost).sum() - result["value"]) <= 1e-9
    assert (f[:, None] + g - cost).max() <= 1e-9
    assert abs(f @ a + g @ b - result["value"]) <= 1e-9
    sums = np.r_[[np.repeat(row, m) for row in np.eye(n)], [np.tile(row, n) for row in np.eye(m)]]
    assert abs(linprog(cost.ravel(), A_eq=sums, b_eq=np.r_[a, b]).fun - result["value"]) <= 1e-8
    _certify_shown(state, result, cost, a, b)


def _certify_shown(state, result, cost, a, b):
    """What the shown prices prove, and which pairs have no slack."""
    phi, psi = np.array(result["phi"]), np.array(result["psi"])
    slack = cost - phi[:, None] - psi
    if state["mode"] == "best":
        assert np.abs(phi - result["f"]).max() == np.abs(psi - result["g"]).max() == 0
        tight = {(i, j) for i, j in result["tight"]}
        assert all((i, j) in tight for i, j, mass in result["plan"] if mass > 1e-9)
    if state["mode"] == "answer":
        assert np.abs((cost - phi[:, None]).min(0) - psi).max() <= 1e-12
    assert abs(result["bound"] - (phi @ a + psi @ b - max(0, -slack.min()))) <= 1e-9
    assert result["bound"] <= result["value"] + 1e-9
    assert all(abs(slack[i, j]) <= 2e-4 for i, j in result["tight"])
    assert all(slack[i, j] < 0 for i, j, _ in result["violated"])
