"""The live figure ``assignment``."""

import numpy as np

from ot_notebook.live_figures import assignment

PAGE = "monge"
HANDLE = "x0"
DRAG = (60, -36)
KEY = "ArrowRight"
BOUND = set()
SOLVED = {
    "x": [[0.2, 0.2], [0.2, 0.8]],
    "y": [[1.2, 0.2], [1.2, 0.8]],
    "mode": "hand",
    "drawn": [0, 1],
}
DEGENERATE = {
    "coincident": {"x": [[0.5, 0.5]] * 4, "y": [[0.5, 0.5]] * 4, "drawn": [None] * 4},
    "one point": {"x": [[0.2, 0.3]], "y": [[1.1, 0.9]], "drawn": [None]},
    "on the edge": {
        "x": [[0, 0], [1.5, 1], [0, 1]],
        "y": [[1.5, 0], [1.5, 0], [1.5, 0]],
        "drawn": [None] * 3,
    },
    "n = 6, m = 3": {
        "x": [[k / 6, 0.2] for k in range(6)],
        "y": [[0.1, 0.9], [0.5, 0.9], [0.9, 0.9]],
        "drawn": [None] * 6,
    },
    "m does not divide n": {
        "x": [[0.1, 0.5], [0.2, 0.4], [0.1, 0.9]],
        "y": [[1, 0.2], [1, 0.8]],
        "drawn": [None] * 3,
    },
    "m > n": {"x": [[0.3, 0.5]], "y": [[1.2, 0.8], [1.2, 0.2]], "drawn": [None]},
    "a line": {
        "x": [[k / 20, 0.5] for k in range(20)],
        "y": [[0.5 + k / 20, 0.5] for k in range(20)],
        "p": 1,
        "drawn": [None] * 20,
    },
    "p = 4": {"x": [[0, 0], [0, 1]], "y": [[1.5, 0], [1.5, 1]], "p": 4, "drawn": [None] * 2},
}
REFUSED = [
    {"p": 0.5},
    {"p": "2"},
    {"x": []},
    {"x": [[0.1, None]]},
    {"y": [[2, 0.5]]},
    {"x": [[0.1, 0.1]] * 65},
    {"mode": "other"},
    {"drawn": [99] * 8},
    {"colour": "red"},
    {"p": 3, "y": "points"},
]
SIZES = [(8, 8), (8, 4), (12, 3), (5, 1), (7, 5), (3, 8), (20, 20), (64, 64), (64, 32), (33, 33)]
FREE = {"assignment", "plan", "f", "g", "gap", "marginalError", "reason"}


def largest():
    return assignment.start(n=assignment.MOST_POINTS)


def random_state(rng, n, m, p):
    """Points of the window, rounded as the figure does."""
    x, y = (np.round(rng.random((k, 2)) * [1.5, 1], 4).tolist() for k in (n, m))
    return {"x": x, "y": y, "p": p, "mode": "optimal", "drawn": [None] * n}


def random_states(rng):
    return [random_state(rng, n, m, p) for n, m in SIZES for p in (1, round(1 + 3 * rng.random(), 2), 4)]


def certify(state, result):
    """The plan and the assignment carry the masses at the stated cost, and the prices prove it least."""
    x, y, p = np.array(state["x"]), np.array(state["y"]), state["p"]
    cost = np.linalg.norm(x[:, None] - y, axis=2) ** p
    f, g = np.array(result["f"]), np.array(result["g"])
    plan = np.zeros(cost.shape)
    for i, j, mass in result["plan"]:
        plan[i, j] += mass
    assert np.abs(plan.sum(1) - 1 / len(x)).max() <= 1e-9
    assert np.abs(plan.sum(0) - 1 / len(y)).max() <= 1e-9
    assert abs((plan * cost).sum() - result["planValue"]) <= 1e-9
    assert (f[:, None] + g - cost).max() <= 1e-9
    assert abs(f.mean() + g.mean() - result["dual"]) <= 1e-9
    assert abs(result["gap"]) <= 1e-9 and result["marginalError"] <= 1e-9
    if not result["feasible"]:
        assert result["value"] is None and result["assignment"] is None and result["reason"]
        return
    chosen = np.array(result["assignment"])
    assert np.bincount(chosen, minlength=len(y)).tolist() == [len(x) // len(y)] * len(y)
    assert abs(cost[np.arange(len(x)), chosen].mean() - result["value"]) <= 1e-9
