"""The live figure ``wasserstein-triangle``."""

import numpy as np
from scipy.optimize import linprog

PAGE = "wasserstein"
HANDLE = "y"
DRAG = (30, 24)
KEY = "ArrowRight"
BOUND = set()
SQUARE = [[0.1, 0.1], [0.1, 0.4], [0.3, 0.1], [0.3, 0.4]]
ONE = {"a": [1], "b": [1], "c": [1]}
SOLVED = {
    "x": SQUARE,
    "y": [[u + 0.4, v + 0.3] for u, v in SQUARE],
    "z": [[u + 0.8, v + 0.6] for u, v in SQUARE],
    **{name: [1, 1, 2, 1] for name in "abc"},
}
DEGENERATE = {
    "three atoms": {"x": [[0.1, 0.2]], "y": [[0.6, 0.8]], "z": [[1.1, 0.2]], **ONE},
    "atoms on a line": {"x": [[0, 0.5]], "y": [[0.5, 0.5]], "z": [[1, 0.5]], **ONE},
    "the middle one outside": {"x": [[0.4, 0.5]], "y": [[0, 0.5]], "z": [[1.25, 0.5]], **ONE},
    "all the same": {name: [[0.5, 0.5]] * 2 for name in "xyz"} | {name: [1, 2] for name in "abc"},
    "the ends the same": {name: [[0.2, 0.3], [0.4, 0.9]] for name in "xz"} | {"a": [1, 2], "c": [1, 2]},
    "points without mass": {"a": [0, 0, 1, 0], "b": [0, 9, 0], "c": [0, 1, 9, 0]},
    "in the corners": {name: [[0, 0], [1.25, 1], [0, 1], [1.25, 0]] for name in "xz"} | {"p": "inf"},
    "the same, order infinity": {name: [[0.5, 0.5]] for name in "xyz"} | ONE | {"p": "inf", "mode": "glued"},
    "order 8": {"p": 8},
    "nearly the same, order 8": {
        "x": [[0, 0], [1.25, 1]],
        "y": [[0, 0.0002], [1.25, 1]],
        "z": [[0.0001, 0], [1.25, 1]],
        **{name: [1, 1] for name in "abc"},
        "p": 8,
    },
    "one measure in three ways, order 8": {
        "x": [[0.2, 0.2], [0.9, 0.7], [0.9, 0.7]],
        "y": [[0.2, 0.2], [0.2, 0.2], [0.9, 0.7]],
        "z": [[0.2, 0.2], [0.9, 0.7]],
        **{"a": [2, 2, 1], "b": [2, 2, 6], "c": [2, 3]},
        "p": 8,
    },
}
REFUSED = [
    {"p": 0.5},
    {"p": 8.5},
    {"p": "2"},
    {"p": None},
    {"x": []},
    {"x": [[0.1, None]] * 4},
    {"y": [[1.3, 0.5]] * 3},
    {"z": [[0.1, 0.1]] * 6, "c": [1] * 6},
    {"a": [1, 1]},
    {"a": [0, 0, 0, 0]},
    {"b": [1, 1.5, 1]},
    {"c": [1, 2, 10, 1]},
    {"b": [1, -1, 1]},
    {"mode": "other"},
    {"colour": "red"},
]
FREE = {
    *("glued", "gap", "shortfall", "marginalError"),
    *("firstPlan", "secondPlan", "directPlan", "composed", "paths"),
}
ORDERS = (1, 1.5, 2, 3, 5.5, 8, "inf")


def largest():
    return random_state(np.random.default_rng(5), (5, 5, 5), 2)


def random_state(rng, sizes, p):
    """Points of the window, rounded as the figure does, and whole parts."""
    points = {
        name: np.round(rng.random((n, 2)) * [1.25, 1], 4).tolist()
        for name, n in zip("xyz", sizes, strict=True)
    }
    parts = {name: rng.integers(1, 10, n).tolist() for name, n in zip("abc", sizes, strict=True)}
    return {**points, **parts, "p": p, "mode": str(rng.choice(["plans", "glued"]))}


def random_states(rng):
    sizes = [(5, 5, 5), (4, 3, 4), (1, 5, 2), (2, 1, 3)]
    return [random_state(rng, sizes[k % 4], p) for k, p in enumerate(ORDERS * 3)]


def certify(state, result):
    """The plans have the stated marginals and lengths, the glued one the laws of both legs."""
    masses = {name: np.array(state[name]) / sum(state[name]) for name in "abc"}
    legs = {"firstPlan": "xyab", "secondPlan": "yzbc", "directPlan": "xzac", "composed": "xzac"}
    values = {"firstPlan": "first", "secondPlan": "second", "directPlan": "direct", "composed": "glued"}
    dense = {}
    for name, (x, y, a, b) in legs.items():
        lengths = np.linalg.norm(np.array(state[x])[:, None] - np.array(state[y]), axis=2)
        dense[name] = plan = filled(result[name], lengths.shape)
        assert np.abs(plan.sum(1) - masses[a]).max() <= 1e-9
        assert np.abs(plan.sum(0) - masses[b]).max() <= 1e-9
        assert abs(norm(lengths, plan, state["p"]) - result[values[name]]) <= 1e-9
    paths = filled(result["paths"], tuple(len(state[name]) for name in "xyz"))
    for axis, name in ((2, "firstPlan"), (0, "secondPlan"), (1, "composed")):
        assert np.abs(paths.sum(axis) - dense[name]).max() <= 1e-9
    assert result["direct"] - 1e-9 <= result["glued"] <= result["first"] + result["second"] + 1e-9
    assert 0 <= result["marginalError"] <= 1e-9
    if state["p"] == "inf":
        assert result["gap"] is None
        assert abs(result["shortfall"] - min(mass_beyond(state, masses, result))) <= 1e-9
    else:
        assert result["shortfall"] is None and 0 <= result["gap"] <= 1e-9


def filled(entries, shape):
    plan = np.zeros(shape)
    for *place, mass in entries:
        plan[tuple(place)] += mass
    return plan


def norm(lengths, plan, p):
    return lengths[plan > 0].max() if p == "inf" else (plan * lengths**p).sum() ** (1 / p)


def mass_beyond(state, masses, result):
    """For each pair the least mass that a plan moves as far as its distance; none stays below."""
    for (x, y, a, b), value in (("xyab", "first"), ("yzbc", "second"), ("xzac", "direct")):
        lengths = np.linalg.norm(np.array(state[x])[:, None] - np.array(state[y]), axis=2)
        n, m = lengths.shape
        sums = np.vstack([np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))])
        far = (lengths >= result[value] - 1e-12).ravel()
        solved = linprog(far, A_eq=sums, b_eq=np.r_[masses[a], masses[b]], bounds=(0, None))
        assert solved.status == 0 and solved.fun > 1e-9
        yield solved.fun
