"""The live figure ``simplex-steps``: the network simplex method, pivot by pivot."""

import numpy as np

from .. import solvers, validation
from ..figures import discrete_at_rest

CAPTION = (
    "A tree of the network simplex method between <span class='mu'>sources</span> and "
    "<span class='nu'>targets</span> (larger: heavier). On its edges (width: mass) the prices beside the "
    "points add up to the cost; the table holds what a unit sent through any other pair would add. The "
    "dashed pair enters, mass goes round the cycle that it closes, plus and minus in turn, and an edge that "
    "runs empty leaves. Press a framed cell to let its pair enter instead; drag along the graph to go from "
    "tree to tree. Many points leave no room for numbers."
)
ASPECT = (1.5, 0.5)
ROWS = (1, 1)
WINDOW = (1.5, 1.0)
MOST_POINTS, LAST = 12, 999
LEAST_WEIGHT = 1e-4
STARTS, PRICINGS = ("north-west", "greedy"), ("least", "rows")
KEYS = {"x", "y", "a", "b", "p", "start", "pricing", "choices", "step"}
X = ((0.15, 0.8), (1.38, 0.36), (0.38, 0.9), (0.98, 0.21), (0.79, 0.69))
Y = ((1.27, 0.65), (0.62, 0.44), (0.94, 0.46), (0.35, 0.5), (0.68, 0.17))
A, B = (0.16, 0.26, 0.12, 0.19, 0.27), (0.3, 0.08, 0.24, 0.24, 0.14)


def start(x=X, y=Y, a=A, b=B, p=2, step=4, start="north-west", pricing="least", choices=()):
    """Weighted points, the rules of the method, pairs that enter first, and the number of pivots made."""
    x, y, a, b = (np.asarray(value, float).tolist() for value in (x, y, a, b))
    rules = {"start": start, "pricing": pricing, "choices": choices}
    return check({"x": x, "y": y, "a": a, "b": b, "p": p, "step": step} | rules)


def check(state):
    """The state with coordinates and weights as floats and nothing else in it."""
    where = "simplex-steps"
    validation.state_keys(state, KEYS, where)
    x, y = (validation.points_in_window(state[side], side, where, WINDOW, MOST_POINTS) for side in "xy")
    choices = validation.pairs(state["choices"], "choices", where, (len(x), len(y)))
    validation.at_most(choices, LAST, "choices", where, "pairs")
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "a": validation.unit_weights(state["a"], "a", where, len(x), LEAST_WEIGHT),
        "b": validation.unit_weights(state["b"], "b", where, len(y), LEAST_WEIGHT),
        "p": validation.real(state["p"], "p", where, low=1, high=4),
        "start": validation.choice(state["start"], STARTS, "start", where),
        "pricing": validation.choice(state["pricing"], PRICINGS, "pricing", where),
        "choices": [list(pair) for pair in choices],
        "step": validation.whole(state["step"], "step", where, 0, LAST),
    }


def solve(state):
    """A run of Python's simplex method, which knows one rule: the choices, then the least reduced cost."""
    a, b = np.array(state["a"]), np.array(state["b"])
    cost = solvers.cost(state["x"], state["y"], state["p"])
    exact = solvers.exact(a, b, cost)
    run = solvers.simplex_steps(a, b, cost, choices=state["choices"], trace=True)
    return {
        "value": exact.value,
        "dual": exact.dual,
        "gap": run.gap,
        "marginalError": run.marginal_error,
        "plan": run.plan.tolist(),
        "f": run.f.tolist(),
        "g": run.g.tolist(),
        "pivots": run.pivots,
        "cost": cost.tolist(),
        "bases": [_plain(basis, a, b, cost) for basis in run.bases],
        "step": min(state["step"], run.pivots),
    }


def _plain(basis, a, b, cost):
    """A basis as plain JSON, with the bound that its prices give once those of the sources are repaired."""
    return {
        "pairs": basis.pairs.tolist(),
        "masses": basis.masses.tolist(),
        "f": basis.f.tolist(),
        "g": basis.g.tolist(),
        "value": basis.value,
        "entering": basis.entering and list(basis.entering),
        "reduced": basis.reduced,
        "leaving": basis.leaving and list(basis.leaving),
        "bound": float(a @ (cost - basis.g).min(axis=1) + b @ basis.g),
    }


def still(state, result):
    basis = result["bases"][result["step"]]
    points = (np.array(state[key]) for key in ("x", "y", "a", "b"))
    return discrete_at_rest.simplex_steps(*points, basis, np.array(result["cost"]))


def describe(state, result):
    """What the figure at rest shows, in words."""
    n, m, step, pivots = len(state["x"]), len(state["y"]), result["step"], result["pivots"]
    basis = result["bases"][step]
    words = (
        f"{n} sources and {m} targets joined by a tree of {n + m - 1} edges, wider where more mass moves, "
        f"with a table of reduced costs. Step {step} of {pivots}: the tree costs {basis['value']:.4f}."
    )
    if not basis["entering"]:
        return f"{words} No reduced cost is negative, so it is optimal."
    i, j = basis["entering"]
    return (
        f"{words} Source {i + 1} to target {j + 1} enters, as its reduced cost is {basis['reduced']:.2f}. "
        f"The optimum costs {result['value']:.4f}."
    )
