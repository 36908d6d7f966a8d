"""The live figure ``coupling``: a plan as a matrix between its marginals and as flows, and cycles of mass."""

import numpy as np

from .. import solvers, validation
from ..figures import kantorovich

CAPTION = (
    "A plan between <span class='mu'>μ</span> and <span class='nu'>ν</span>, as a matrix whose squares have "
    "the area of the masses, and as flows as wide as the masses. The outlines of the bars are the sums of "
    "the plan's rows and columns: no move around a cycle changes them. No plan costs less than the price "
    "bound."
)
ASPECT = (1.64, 0.5)
WINDOW = (1.0, 1.0)
MOST_POINTS = 12
STEPS = 10_000
STARTS = ("optimal", "product", "corner")
KINDS = (*STARTS, "mine")
KEYS = {"x", "y", "a", "b", "p", "kind", "start", "hand", "cycle"}
DEPOTS = ((0.12, 0.82), (0.20, 0.15), (0.78, 0.50))
CLINICS = ((0.90, 0.10), (0.45, 0.48), (0.95, 0.88), (0.50, 0.95))
STOCKS, NEEDS = (0.5, 0.3, 0.2), (0.2, 0.4, 0.3, 0.1)
CYCLE = (0, 2, 1, 0)


def start(x=DEPOTS, y=CLINICS, a=STOCKS, b=NEEDS, p=1, kind="optimal"):
    """Sources x and targets y in the unit square with weights a and b, and one of the plans."""
    x, y, a, b = (np.asarray(values, float) for values in (x, y, a, b))
    fits = len(x) > 1 and len(y) > 1
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "a": validation.apportioned(a),
        "b": validation.apportioned(b),
        "p": p,
        "kind": kind,
        "start": "product",
        "hand": None,
        "cycle": (list(CYCLE) if len(y) > 2 else [0, 0, 1, 1]) if fits else None,
    }


def check(state):
    """The state with its numbers as floats, its weights and masses in steps, and nothing else in it."""
    where = "coupling"
    validation.state_keys(state, KEYS, where)
    x, y = (validation.points_in_window(state[side], side, where, WINDOW, MOST_POINTS) for side in "xy")
    a = validation.apportioned(validation.unit_weights(state["a"], "a", where, len(x)))
    b = validation.apportioned(validation.unit_weights(state["b"], "b", where, len(y)))
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "a": a,
        "b": b,
        "p": validation.real(state["p"], "p", where, low=1, high=4),
        "kind": validation.choice(state["kind"], KINDS, "kind", where),
        "start": validation.choice(state["start"], STARTS, "start", where),
        "hand": _hand(state["hand"], a, b, where),
        "cycle": _cycle(state["cycle"], len(x), len(y), where),
    }


def _hand(value, a, b, where):
    """A plan made by hand, rows of masses with the sums a and b; None while no mass has been moved."""
    if value is None:
        return None
    masses = validation.plan(value, "hand", where)
    if masses.shape != (len(a), len(b)):
        raise ValueError(f"{where}: 'hand' must have {len(a)} rows of {len(b)} masses, got {masses.shape}")
    steps = np.rint(masses * STEPS)
    sums = np.r_[steps.sum(axis=1), steps.sum(axis=0)]
    if (sums != np.rint(np.r_[a, b] * STEPS)).any():
        raise ValueError(f"{where}: 'hand' must have the row sums 'a' and the column sums 'b'")
    return (steps / STEPS).tolist()


def _cycle(value, n, m, where):
    """Rows and columns [i, j, k, l] of a cycle; None where there is one row or one column."""
    if n < 2 or m < 2:
        if value is not None:
            raise ValueError(f"{where}: 'cycle' must be None where there is one row or one column")
        return None
    if not isinstance(value, (list, tuple)) or len(value) != 4:
        raise ValueError(f"{where}: 'cycle' must be [i, j, k, l], got {value!r}")
    i, j, k, l = (  # noqa: E741
        validation.whole(index, f"cycle[{place}]", where, 0, (n, m)[place % 2] - 1)
        for place, index in enumerate(value)
    )
    if i == k or j == l:
        raise ValueError(f"{where}: 'cycle' must have two rows and two columns, got {[i, j, k, l]}")
    return [i, j, k, l]


def solve(state):
    """The plan that is shown and the optimum of the same problem.

    Of the plan shown: ``value`` is its cost, ``plan`` its matrix, ``rowSums`` and ``columnSums`` its
    marginals, ``marginalError`` their largest deviation from a and b, ``gap`` = value - dual, ``excess`` =
    value / optimalValue - 1 (None if only the optimum costs nothing), ``cycle`` what the cycle allows.

    Of the optimum: ``optimalValue``, ``optimalPlan``, and the potentials ``f`` and ``g`` with their value
    ``dual``, which bounds the cost of every plan. ``productValue`` and ``cornerValue`` are the costs of the
    plans of these names.
    """
    a, b = np.array(state["a"]), np.array(state["b"])
    cost = solvers.cost(state["x"], state["y"], state["p"])
    best = solvers.exact(a, b, cost)
    corner = solvers.quantile_transport(np.arange(len(a)), np.arange(len(b)), a, b).plan
    plans = {"optimal": best.plan, "product": np.outer(a, b), "corner": corner}
    plan = _shown(state, plans)
    value, rows, columns = float(np.sum(plan * cost)), plan.sum(axis=1), plan.sum(axis=0)
    return {
        "value": value,
        "plan": plan.tolist(),
        "rowSums": rows.tolist(),
        "columnSums": columns.tolist(),
        "marginalError": float(np.abs(np.r_[rows - a, columns - b]).max()),
        "gap": value - best.dual,
        "excess": _excess(value, best.value),
        "cycle": _around(state["cycle"], plan, cost),
        "optimalValue": best.value,
        "optimalPlan": best.plan.tolist(),
        "f": best.f.tolist(),
        "g": best.g.tolist(),
        "dual": best.dual,
        "productValue": float(np.sum(plans["product"] * cost)),
        "cornerValue": float(np.sum(corner * cost)),
    }


def _shown(state, plans):
    """The plan shown: the reader's own is the one it starts from until mass is moved."""
    if state["kind"] != "mine":
        return plans[state["kind"]]
    return plans[state["start"]] if state["hand"] is None else np.array(state["hand"])


def _excess(cost, least):
    """How far above the least cost, relative to it; None where that has no meaning."""
    if least == 0 and cost > 0:
        return None
    return cost / least - 1 if least > 0 else 0.0


def _around(cycle, plan, cost):
    """Cost of a unit sent around the cycle, mass of its smaller gaining cell, and how large that may get."""
    if cycle is None:
        return None
    rows, columns = [cycle[0], cycle[2]], [cycle[1], cycle[3]]
    gains, losses = (rows, columns), (rows, columns[::-1])
    mass = float(plan[gains].min())
    return {
        "unitCost": float(cost[gains].sum() - cost[losses].sum()),
        "mass": mass,
        "room": mass + float(plan[losses].min()),
    }


def still(state, result):
    plan = np.array(result["plan"])
    return kantorovich.coupling(state["x"], state["y"], state["a"], state["b"], plan, describe(state, result))


def describe(state, result):
    """What the figure at rest shows, in words."""
    n, m, used = len(state["x"]), len(state["y"]), np.count_nonzero(result["plan"])
    name = {
        "optimal": "cheapest",
        "product": "product",
        "corner": "north-west corner",
        "mine": "reader's",
    }[state["kind"]]
    return (
        f"Left, a matrix of {n} rows and {m} columns, with its row sums and column sums as bars: the {name} "
        f"plan fills {used} of its {n * m} cells. Right, the same masses as flows between {n} source points "
        f"and {m} target points. The plan costs {result['value']:.4f}; prices prove that none costs less "
        f"than {result['dual']:.4f}."
    )
