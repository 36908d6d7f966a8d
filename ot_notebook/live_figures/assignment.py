"""The live figure ``assignment``: points of equal weight, the cheapest map, and the reader's own."""

import numpy as np

from .. import measures, solvers, validation
from ..figures import monge

CAPTION = (
    "Sources <span class='mu'>μ</span> and targets <span class='nu'>ν</span>, each point of equal weight, "
    "and the cheapest map from one to the other for the cost |<i>x</i>−<i>y</i>|<sup><i>p</i></sup>. "
    "The price bound is a proof that no map costs less."
)
ASPECT = (3 / 2, 2 / 3)
WINDOW = (1.5, 1.0)
MOST_POINTS = 64
MODES = ("optimal", "hand")
KEYS = {"x", "y", "p", "mode", "drawn"}


def start(n=8, m=None, seed=3, p=2):
    """Seeded clouds of n sources and m targets (n unless given), nothing drawn yet."""
    x, y = measures.source_and_target(n, n if m is None else m, seed)
    return {"x": x.tolist(), "y": y.tolist(), "p": p, "mode": "optimal", "drawn": [None] * n}


def check(state):
    """The state with coordinates as floats and nothing else in it."""
    where = "assignment"
    validation.state_keys(state, KEYS, where)
    x, y = (validation.points_in_window(state[side], side, where, WINDOW, MOST_POINTS) for side in "xy")
    drawn = list(state["drawn"])
    if len(drawn) != len(x):
        raise ValueError(
            f"{where}: 'drawn' must have an entry for each of {len(x)} sources, got {len(drawn)}"
        )
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "p": validation.real(state["p"], "p", where, low=1, high=4),
        "mode": validation.choice(state["mode"], MODES, "mode", where),
        "drawn": [
            None if target is None else validation.whole(target, f"drawn[{i}]", where, 0, len(y) - 1)
            for i, target in enumerate(drawn)
        ],
    }


def solve(state):
    """The optimum with its certificate, and the cost of what the reader drew."""
    solved = solvers.assignment(state["x"], state["y"], state["p"])
    hand = solvers.map_value(solvers.cost(state["x"], state["y"], state["p"]), state["drawn"])
    return {
        "feasible": solved.feasible,
        "reason": solved.reason,
        "value": solved.value,
        "dual": solved.dual,
        "gap": solved.gap,
        "marginalError": solved.marginal_error,
        "assignment": None if solved.assignment is None else solved.assignment.tolist(),
        "f": solved.f.tolist(),
        "g": solved.g.tolist(),
        "plan": [
            [int(i), int(j), float(solved.plan[i, j])] for i, j in zip(*np.nonzero(solved.plan), strict=True)
        ],
        "planValue": solved.plan_value,
        "handValue": hand,
        "handExcess": _excess(hand, solved.value),
    }


def _excess(cost, least):
    """How far above the least cost, relative to it; None where that has no meaning."""
    if cost is None or (least == 0 and cost > 0):
        return None
    return cost / least - 1 if least > 0 else 0.0


def still(state, result):
    plan = np.zeros((len(state["x"]), len(state["y"])))
    for source, target, mass in result["plan"]:
        plan[source, target] = mass
    return monge.assignment(state["x"], state["y"], plan)


def describe(state, result):
    """What the figure at rest shows, in words."""
    n, m = len(state["x"]), len(state["y"])
    if not result["feasible"]:
        points = f"{n} source points and {m} target points of equal weight."
        return f"{points} There is no map: {result['reason']}."
    return (
        f"{n} source points and {m} target points, joined by the cheapest assignment for the cost "
        f"|x-y|^{state['p']:g}. Its mean cost is {result['value']:.4f}; prices of the same value prove it."
    )
