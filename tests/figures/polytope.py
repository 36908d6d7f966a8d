"""The live figure ``polytope``."""

import numpy as np
from scipy.optimize import linprog

from ot_notebook.live_figures import polytope

PAGE = "discrete"
HANDLE = "arrow"
DRAG = (-40, -60)
KEY = "ArrowUp"
BOUND = {"a", "b"}
SOLVED = {"a": [0.1, 0.9]}
FLAT = [[0.5, 0.6, 0.9], [0.2, 0.3, 0.6]]
DEGENERATE = {
    "no mass at a source": {"a": [0, 1]},
    "all mass at a source": {"a": [1, 0]},
    "no mass at a target": {"b": [0.4, 0.6, 0]},
    "all mass at a target": {"b": [0, 1, 0]},
    "one pair": {"a": [1, 0], "b": [0, 0, 1]},
    "a trace of mass": {"a": [0.0001, 0.9999], "b": [0.9998, 0.0001, 0.0001]},
    "a vertex of few pairs": {"a": [0.38, 0.62]},
    "two pieces at every vertex": {"a": [0.5, 0.5], "b": [0.5, 0.25, 0.25]},
    "thirds": {"a": [0.5, 0.5], "b": [1 / 3] * 3},
    "a side ties": {"cost": [[0.2, 0.5, 0.9], [0.6, 0.9, 0.3]]},
    "all plans tie": {"cost": FLAT},
    "all costs the same": {"cost": [[1, 1, 1], [1, 1, 1]], "epsilon": 10},
    "a side ties with no mass at a target": {"b": [0.4, 0.6, 0], "cost": [[0.2, 0.5, 0.9], [0.6, 0.9, 0.3]]},
    "negative costs": {"cost": [[-10, 10, -10], [10, -10, 10]], "epsilon": 0.0001},
    "all costs negative": {"cost": [[-9, -7, -10], [-8, -10, -9]]},
    "small epsilon": {"epsilon": 0.0001},
    "large epsilon": {"epsilon": 10},
}
REFUSED = [
    {"a": [0.5, 0.6]},
    {"a": [1.5, -0.5]},
    {"a": [0.2, 0.3, 0.5]},
    {"b": [0.5, 0.5]},
    {"b": [None, 0.5, 0.5]},
    {"b": "weights"},
    {"cost": [[1, 2, 3]]},
    {"cost": [[1, 2, 3], [1, 2, "3"]]},
    {"cost": [[11, 0, 0], [0, 0, 0]]},
    {"epsilon": 0},
    {"epsilon": 20},
    {"epsilon": "small"},
    {"colour": "red"},
]
FREE = {"f", "g", "gap", "marginalError", "entropicError"}


def largest():
    return polytope.start(epsilon=0.0001)


def random_weights(rng, count):
    """Multiples of 1e-4 of sum 1, some of them zero."""
    cuts = np.sort(rng.integers(0, 10_001, count - 1))
    return (np.diff([0, *cuts, 10_000]) / 1e4).tolist()


def random_states(rng):
    states = [
        {
            "a": random_weights(rng, 2),
            "b": random_weights(rng, 3),
            "cost": np.round(rng.uniform(-1, 1, (2, 3)), 4).tolist(),
            "epsilon": float(f"{10 ** rng.uniform(-4, 1):.4g}"),
        }
        for _ in range(16)
    ]
    return [*states, *(polytope.start() | part for part in DEGENERATE.values())]


def certify(state, result):
    """The plan is one of least cost, by the prices and by HiGHS, and the entropic plan has the right form."""
    a, b, cost = (np.array(state[key]) for key in ("a", "b", "cost"))
    f, g = np.array(result["f"]), np.array(result["g"])
    for name in ("plan", "entropicPlan"):
        plan = np.array(result[name])
        assert plan.min() >= 0
        assert max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max()) <= 1e-12
    assert max(result["marginalError"], result["entropicError"]) <= 1e-12
    assert (f[:, None] + g - cost).max() <= 1e-12 * np.abs(cost).max()
    assert abs(a @ f + b @ g - result["dual"]) <= 1e-12 * np.abs(cost).max()
    assert abs((np.array(result["plan"]) * cost).sum() - result["value"]) <= 1e-11
    assert abs(result["gap"]) <= 1e-12 * max(1, np.abs(cost).max())
    assert abs(_by_highs(a, b, cost) - result["value"]) <= 1e-8
    _certify_form(a, b, cost, result)


def _certify_form(a, b, cost, result):
    """``log(P / a b^T) + cost / epsilon`` is a sum of a function of rows and one of columns."""
    i, j = np.flatnonzero(a), np.flatnonzero(b)
    plan, block = np.array(result["entropicPlan"])[np.ix_(i, j)], cost[np.ix_(i, j)]
    if plan.min() < 1e-250 or plan.size < 4:
        return
    form = result["epsilon"] * np.log(plan / np.outer(a[i], b[j])) + block
    mixed = form - form[:1] - form[:, :1] + form[0, 0]
    assert np.abs(mixed).max() <= 1e-9


def _by_highs(a, b, cost):
    sums = np.vstack([np.kron(np.eye(2), np.ones(3)), np.tile(np.eye(3), 2)])
    return linprog(cost.ravel(), A_eq=sums, b_eq=np.r_[a, b]).fun
