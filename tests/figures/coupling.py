"""The live figure ``coupling``."""

import numpy as np
from scipy.optimize import linprog

from ot_notebook import validation
from ot_notebook.live_figures import coupling

PAGE = "kantorovich"
HANDLE = "x0"
DRAG = (24, 30)
KEY = "ArrowRight"
BOUND = {"a", "b", "hand"}
ONE = {"a": [1], "b": [1], "cycle": None}
FOUR = {"a": [0.25] * 4, "b": [0.25] * 4, "cycle": [0, 0, 3, 3]}
# two moves around a cycle after the north-west corner plan
SOLVED = {
    "kind": "mine",
    "start": "corner",
    "hand": [[0, 0.3, 0.1, 0.1], [0.2, 0.1, 0, 0], [0, 0, 0.2, 0]],
}
DEGENERATE = {
    "one pair": {"x": [[0.2, 0.3]], "y": [[0.9, 0.9]], **ONE},
    "one pair at one place": {"x": [[0.5, 0.5]], "y": [[0.5, 0.5]], **ONE, "p": 3},
    "one source": {"x": [[0.2, 0.3]], "a": [1], "cycle": None, "kind": "product"},
    "one target": {"y": [[0.2, 0.3]], "b": [1], "cycle": None, "kind": "mine"},
    "all at one place": {"x": [[0.5, 0.5]] * 4, "y": [[0.5, 0.5]] * 4, **FOUR, "kind": "mine"},
    "only the optimum costs nothing": {
        "x": [[0, 0], [1, 1]], "y": [[1, 1], [0, 0]], "a": [0.5, 0.5], "b": [0.5, 0.5], "cycle": [0, 0, 1, 1],
        "kind": "corner", "p": 4,
    },
    "all mass at one point": {"a": [1, 0, 0], "b": [0, 0, 0, 1], "kind": "product"},
    "points without mass": {"a": [0, 0.3, 0.7], "b": [0, 0.5, 0.5, 0], "kind": "corner"},
    "a corner plan in steps": {"a": [0.5, 0.3, 0.2], "b": [0.5, 0.3, 0.1, 0.1], "kind": "corner", "p": 2},
    "orthogonal roads": {
        "x": [[0, 0], [0.5, 0], [1, 0]], "y": [[0, 0], [0, 0.3], [0, 0.6], [0, 1]], "kind": "mine", "p": 2,
    },
    "one step of mass": {"a": [0.0001, 0.0001, 0.9998], "kind": "product"},
}  # fmt: skip
REFUSED = [
    {"p": 0.5},
    {"p": "2"},
    {"x": []},
    {"x": [[0.1, None]] * 3},
    {"y": [[0.1, 1.2]] * 4},
    {"x": [[0.1, 0.1]] * 13, "a": [1 / 13] * 13},
    {"a": [0.5, 0.5]},
    {"a": [0.5, 0.3, 0.3]},
    {"b": [0.5, 0.7, -0.2, 0]},
    {"b": [0.5, 0.5, None, 0]},
    {"kind": "other"},
    {"start": "mine"},
    {"hand": [[0.5, 0, 0], [0, 0.3, 0], [0, 0, 0.2]]},
    {"hand": [[0.3, 0.2, 0, 0], [0, 0.2, 0.1, 0], [0, 0, 0.1, 0.1]]},
    {"hand": [[-0.1, 0.4, 0.1, 0.1], [0.3, 0, 0, 0], [0, 0, 0.2, 0]]},
    {"cycle": None},
    {"cycle": [0, 0, 0, 1]},
    {"cycle": [0, 1, 1, 1]},
    {"cycle": [0, 0, 1, 4]},
    {"cycle": [0, 0, 1, 1.5]},
    {"colour": "red"},
]
FREE = {"plan", "optimalPlan", "f", "g", "cycle", "gap", "marginalError"}


def largest():
    return random_state(np.random.default_rng(5), coupling.MOST_POINTS, coupling.MOST_POINTS, 2, "optimal")


def random_state(rng, n, m, p, kind):
    """Points of the window, weights in steps, some of them zero, and a cycle."""
    x, y = (np.round(rng.random((k, 2)), 4).tolist() for k in (n, m))
    a, b = (validation.apportioned(rng.dirichlet(np.full(k, 0.7))) for k in (n, m))
    fits = n > 1 and m > 1
    (i, k), (j, l) = (rng.permutation(size)[:2].tolist() if fits else (0, 0) for size in (n, m))  # noqa: E741
    hand = _random_plan(rng, a, b) if kind == "mine" and rng.random() < 0.7 else None
    return {
        **{"x": x, "y": y, "a": a, "b": b, "p": p, "kind": kind, "hand": hand},
        **{"start": str(rng.choice(coupling.STARTS)), "cycle": [i, j, k, l] if fits else None},
    }


def _random_plan(rng, a, b):
    """A plan in steps: in a random order, cells take some or all of what row and column still allow."""
    rows, columns = (np.rint(np.array(w) * coupling.STEPS).astype(int) for w in (a, b))
    plan = np.zeros((len(a), len(b)), int)
    for part in (0.5, 1):
        for i, j in rng.permutation(np.argwhere(plan >= 0)):
            taken = int(part * min(rows[i], columns[j]))
            plan[i, j] += taken
            rows[i] -= taken
            columns[j] -= taken
    assert rows.sum() == columns.sum() == 0
    return (plan / coupling.STEPS).tolist()


def random_states(rng):
    sizes = [(5, 6), (3, 4), (2, 2), (1, 5), (7, 3), (12, 12)]
    return [
        random_state(rng, *size, float(np.round(rng.uniform(1, 4), 1)), kind)
        for size in sizes
        for kind in coupling.KINDS
    ]


def certify(state, result):
    """The plan shown is that of its name, has the marginals and the cost; the bound holds and is reached."""
    a, b, x, y = (np.array(state[name]) for name in "abxy")
    cost = np.linalg.norm(x[:, None] - y, axis=2) ** state["p"]
    plan, optimum = np.array(result["plan"]), np.array(result["optimalPlan"])
    for matrix in (plan, optimum):
        assert matrix.min() >= 0
        assert np.abs(matrix.sum(1) - a).max() <= 1e-9 and np.abs(matrix.sum(0) - b).max() <= 1e-9
    assert abs((plan * cost).sum() - result["value"]) <= 1e-9
    assert 0 <= result["marginalError"] <= 1e-9
    assert abs(result["gap"] - (result["value"] - result["dual"])) <= 1e-12
    f, g = np.array(result["f"]), np.array(result["g"])
    assert (f[:, None] + g - cost).max() <= 1e-9
    assert abs(f @ a + g @ b - result["dual"]) <= 1e-9
    assert abs((optimum * cost).sum() - result["dual"]) <= 1e-9
    assert abs(result["optimalValue"] - _by_highs(a, b, cost)) <= 1e-7
    _certify_name(state, plan, optimum, np.outer(a, b), _corner(a, b))
    _certify_cycle(state["cycle"], result["cycle"], plan, cost)


def _by_highs(a, b, cost):
    n, m = cost.shape
    sums = np.vstack([np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))])
    solved = linprog(cost.ravel(), A_eq=sums, b_eq=np.r_[a, b])
    assert solved.status == 0
    return solved.fun


def _corner(a, b):
    """Lengths of the intersections of the intervals that the weights cut from [0, 1]."""
    rows, columns = np.r_[0, np.cumsum(a)], np.r_[0, np.cumsum(b)]
    return np.maximum(np.minimum.outer(rows[1:], columns[1:]) - np.maximum.outer(rows[:-1], columns[:-1]), 0)


def _certify_name(state, plan, optimum, product, corner):
    name = state["kind"]
    if name == "mine":
        name = "hand" if state["hand"] is not None else state["start"]
    named = {"optimal": optimum, "product": product, "corner": corner, "hand": state["hand"]}[name]
    assert np.abs(plan - named).max() <= 1e-12


def _certify_cycle(cycle, shown, plan, cost):
    if cycle is None:
        assert shown is None
        return
    i, j, k, l = cycle  # noqa: E741
    move = np.zeros(plan.shape)
    move[i, j] = move[k, l] = 1
    move[i, l] = move[k, j] = -1
    assert not move.sum(0).any() and not move.sum(1).any()
    assert abs(shown["unitCost"] - (move * cost).sum()) <= 1e-9
    down, up = (plan[move == sign].min() for sign in (1, -1))
    assert abs(shown["mass"] - down) <= 1e-12 and abs(shown["room"] - down - up) <= 1e-12
