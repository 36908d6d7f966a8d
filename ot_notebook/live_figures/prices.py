"""The live figure ``prices``: prices at the sources, the targets' answer, and the bound that both prove."""

import numpy as np

from .. import solvers, validation
from ..figures import duality_at_rest

CAPTION = (
    "Sources <span class='mu'>μ</span> and targets <span class='nu'>ν</span> on a line, cost "
    "|<i>x</i>−<i>y</i>|<sup><i>p</i></sup>. A price <i>φ</i> at a source hangs a bowl there, its bottom at "
    "−<i>φ</i>; the lower envelope of the bowls is <i>ψ</i>=<i>φ</i><sup><i>c</i></sup>, the most that "
    "targets can be asked for. What both earn is a lower bound of the cost of every plan."
)
ASPECT = (1.36, 0.8)
LINE = (0.0, 1.5)
MOST_POINTS = 8
HEAVIEST, DEAREST = 10, 10
MODES = ("answer", "both", "best")
KEYS = {"x", "y", "a", "b", "phi", "psi", "p", "mode", "helped"}
EXACT, TOUCH = 1e-9, 1.5e-4


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
    if set(state) != KEYS:
        raise ValueError(
            f"{where}: the state must have {', '.join(sorted(KEYS))}; got {', '.join(sorted(state))}"
        )
    n, m = (_count(state[side], side, where) for side in "xy")
    if not isinstance(state["helped"], bool):
        raise TypeError(f"{where}: 'helped' must be True or False, got {state['helped']!r}")
    return {
        "x": _numbers(state["x"], "x", where, n, LINE),
        "y": _numbers(state["y"], "y", where, m, LINE),
        "a": _weights(state["a"], "a", where, n),
        "b": _weights(state["b"], "b", where, m),
        "phi": _numbers(state["phi"], "phi", where, n, (-DEAREST, DEAREST)),
        "psi": _numbers(state["psi"], "psi", where, m, (-DEAREST, DEAREST)),
        "p": validation.real(state["p"], "p", where, low=1, high=4),
        "mode": validation.choice(state["mode"], MODES, "mode", where),
        "helped": state["helped"],
    }


def _count(value, name, where):
    count = len(validation.vector(value, name, where))
    if count > MOST_POINTS:
        raise ValueError(f"{where}: {name!r} must have at most {MOST_POINTS} points, got {count}")
    return count


def _numbers(value, name, where, count, limits):
    numbers = validation.vector(value, name, where, count)
    return [validation.real(number, f"{name}[{k}]", where, *limits) for k, number in enumerate(numbers)]


def _weights(value, name, where, count):
    numbers = _numbers(value, name, where, count, (0, HEAVIEST))
    if not any(numbers):
        raise ValueError(f"{where}: {name!r} must have a weight above 0")
    return numbers


def solve(state):
    """The optimum with its certificate, and what the prices shown prove."""
    a, b = (np.array(state[side]) / np.sum(state[side]) for side in "ab")
    cost = np.abs(np.subtract.outer(state["x"], state["y"])) ** state["p"]
    best = solvers.exact(a, b, cost)
    phi, psi = _shown(state, best, cost)
    proved = solvers.dual_bound(phi, psi, a, b, cost)
    slack = cost - phi[:, None] - psi
    reach = EXACT if state["mode"] == "best" else TOUCH
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
