"""The live figure ``prices``: prices at the sources, the targets' answer, and the bound that both prove."""

import numpy as np

from .. import solvers, validation
from ..figures import duality_at_rest

CAPTION = (
    "Sources <span class='mu'>μ</span> and targets <span class='nu'>ν</span> on a line, cost "
    "|<i>x</i>−<i>y</i>|<sup><i>p</i></sup>. A price <i>φ</i> at a source hangs a bowl there, its bottom at "
    "−<i>φ</i>; the lower envelope of the bowls is <i>φ</i><sup><i>c</i></sup>, the most that targets can be "
    "asked for. If no square stands above it, what both prices earn is a lower bound of every plan's cost."
)
ASPECT = (1.36, 0.8)
LINE = (0.0, 1.5)
MOST_POINTS = 8
WEIGHTS, PRICES = (0, 10), (-10, 10)
MODES = ("answer", "both", "best")
KEYS = {"x", "y", "a", "b", "phi", "psi", "p", "mode", "helped"}
EXACT, TOUCH = 1e-12, 1.5e-4


def start(p=2):
    """Four sources, five targets and prices that can be bettered."""
    return {
        "x": [0.1, 0.34, 1.0, 1.4],
        "y": [0.2, 0.54, 0.69, 0.85, 1.2],
        "a": [3, 3, 4, 2],
        "b": [1, 4, 3, 2, 2],
        "phi": [0.03, 0.08, -0.03, 0.1],
        "psi": [0, 0, 0, 0, 0],
        "p": p,
        "mode": "answer",
        "helped": False,
    }


def check(state):
    """The state with numbers as floats and nothing else in it."""
    where = "prices"
    validation.state_keys(state, KEYS, where)
    x = validation.numbers_within(state["x"], "x", where, LINE, most=MOST_POINTS)
    y = validation.numbers_within(state["y"], "y", where, LINE, most=MOST_POINTS)
    return {
        "x": x,
        "y": y,
        "a": _weights(state["a"], "a", where, len(x)),
        "b": _weights(state["b"], "b", where, len(y)),
        "phi": validation.numbers_within(state["phi"], "phi", where, PRICES, count=len(x)),
        "psi": validation.numbers_within(state["psi"], "psi", where, PRICES, count=len(y)),
        "p": validation.real(state["p"], "p", where, low=1, high=4),
        "mode": validation.choice(state["mode"], MODES, "mode", where),
        "helped": validation.flag(state["helped"], "helped", where),
    }


def _weights(value, name, where, count):
    weights = validation.numbers_within(value, name, where, WEIGHTS, count=count)
    validation.some_weight(weights, name, where)
    return weights


def solve(state):
    """The optimum with its certificate, and what the prices shown prove."""
    a, b = (np.array(state[side]) / np.sum(state[side]) for side in "ab")
    cost = np.abs(np.subtract.outer(state["x"], state["y"])) ** state["p"]
    best = solvers.exact(a, b, cost)
    phi, psi = _shown(state, best, cost)
    proved = solvers.dual_bound(phi, psi, a, b, cost)
    slack = cost - phi[:, None] - psi
    reach = EXACT * cost.max() if state["mode"] == "best" else TOUCH
    return {
        "value": best.value,
        "dual": best.dual,
        "gap": best.gap,
        "marginalError": best.marginal_error,
        "f": best.f.tolist(),
        "g": best.g.tolist(),
        "plan": _pairs(best.plan > 0, best.plan),
        "phi": phi.tolist(),
        "psi": psi.tolist(),
        "earned": proved.value,
        "violation": proved.violation,
        "bound": proved.bound,
        "violated": [] if proved.feasible else _pairs(slack < -solvers.duality.ROUNDING, -slack),
        "tight": [pair[:2] for pair in _pairs(np.abs(slack) <= reach, slack)],
        "share": proved.bound / best.value if best.value > 0 else None,
    }


def _shown(state, best, cost):
    if state["mode"] == "best":
        return best.f, best.g
    phi = np.array(state["phi"])
    return phi, np.array(state["psi"]) if state["mode"] == "both" else solvers.c_transform(phi, cost)


def _pairs(chosen, values):
    """Source, target and value of the chosen pairs, row by row."""
    return [[int(i), int(j), float(values[i, j])] for i, j in np.argwhere(chosen)]


def still(state, result):
    return duality_at_rest.prices(state, result)


def describe(state, result):
    """What the figure at rest shows, in words."""
    points = f"{len(state['x'])} sources and {len(state['y'])} targets on a line, cost |x-y|^{state['p']:g}."
    if result["violated"]:
        return f"{points} {len(result['violated'])} pairs are asked for more than their cost."
    return (
        f"{points} The prices prove that every plan costs at least {result['bound']:.4f}; the cheapest costs "
        f"{result['value']:.4f}. A bowl hangs over every source; no target stands above one."
    )
