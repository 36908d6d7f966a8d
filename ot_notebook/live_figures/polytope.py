"""The live figure ``polytope``: plans between two sources and three targets as a polygon."""

import numpy as np

from .. import solvers, validation
from ..figures import discrete_at_rest

CAPTION = (
    "All plans from <span class='mu'>two weights</span> to <span class='nu'>three</span>, drawn to scale in "
    "the plane of their first two masses; on each side one cell is empty. Grey lines are lines of equal "
    "cost. Of the six costs the optimum and the curve depend on two differences alone; the arrow points to "
    "where the cost falls. On the thick arc of the rim it can turn without changing the answer. The curve is "
    "the path of the entropic plans, from the product (ε = ∞) to the optimum (ε = 0)."
)
ASPECT = (1.56, 0.58)
KEYS = {"a", "b", "cost", "epsilon"}
EPSILONS = (1e-4, 10.0)
GRID = 10.0 ** (1 - np.arange(51) / 10)
MOST_COST = 10.0
TOLERANCE = 1e-12
TIE = 1e-12
SAME = 1e-9


def start(a=(0.5, 0.5), b=(0.38, 0.33, 0.29), cost=((0.2, 0.5, 0.9), (0.6, 0.4, 0.3)), epsilon=0.5):
    """Weights, costs, and epsilon as a part of the costs' range."""
    return check({"a": list(a), "b": list(b), "cost": [list(row) for row in cost], "epsilon": epsilon})


def check(state):
    """The state with floats and nothing else in it."""
    where = "polytope"
    validation.state_keys(state, KEYS, where)
    cost = validation.cost_matrix(state["cost"], (2, 3), where)
    validation.finite_cost(cost, where)
    if np.abs(cost).max() > MOST_COST:
        raise ValueError(f"{where}: 'cost' must lie in [-10, 10], got {state['cost']}")
    return {
        "a": validation.unit_weights(state["a"], "a", where, 2),
        "b": validation.unit_weights(state["b"], "b", where, 3),
        "cost": cost.round(4).tolist(),
        "epsilon": float(f"{validation.real(state['epsilon'], 'epsilon', where, *EPSILONS):.4g}"),
    }


def solve(state):
    """The polygon, the cheapest plan with its certificate, and the path of entropic plans."""
    a, b, cost = (np.array(state[key]) for key in ("a", "b", "cost"))
    corners = _around(solvers.polytope_vertices(a, b))
    values = (corners * cost).sum(axis=(1, 2))
    optimal = np.flatnonzero(values <= values.min() + TIE * np.abs(cost).max())
    exact, plan = solvers.exact(a, b, cost), _limit(a, b, corners[optimal])
    value, dual = float((plan * cost).sum()), solvers.dual_bound(exact.f, exact.g, a, b, cost).bound
    scale = np.ptp(cost) or 1.0
    point = _entropic(a, b, cost, scale * state["epsilon"])
    path = [_entropic(a, b, cost, scale * part).plan[0, :2].tolist() for part in GRID]
    return {
        "value": value,
        "plan": plan.tolist(),
        "f": exact.f.tolist(),
        "g": exact.g.tolist(),
        "dual": dual,
        "gap": value - dual,
        "marginalError": _error(plan, a, b),
        "corners": corners[:, 0, :2].tolist(),
        "values": values.tolist(),
        "optimal": optimal.tolist(),
        "epsilon": scale * state["epsilon"],
        "entropicPlan": point.plan.tolist(),
        "linear": point.linear,
        "divergence": point.divergence,
        "entropicError": _error(point.plan, a, b),
        "astray": float(np.abs(point.plan - plan).sum() / 2),
        "path": path,
    }


def _entropic(a, b, cost, epsilon):
    return solvers.sinkhorn(a, b, cost, epsilon, tol=TOLERANCE)


def _around(vertices):
    """Counterclockwise in the plane of the first two masses, from the lexicographically first."""
    apart = vertices[1:, 0, :2] - vertices[0, 0, :2]
    return vertices[[0, *(1 + np.argsort(np.arctan2(apart[:, 1], apart[:, 0]), kind="stable"))]]


def _limit(a, b, plans):
    """The mixture of some optimal vertices that is nearest to the product: where the entropic path ends.

    All of them tie: the product. Two tie: they differ in two columns, on which the nearest mixture is
    independent.
    """
    if len(plans) == 1:
        return plans[0]
    if len(plans) > 2:
        return np.outer(a, b)
    plan, columns = plans[0].copy(), np.flatnonzero(np.abs(plans[0] - plans[1]).max(axis=0) > SAME)
    block = plan[:, columns]
    plan[:, columns] = np.outer(block.sum(1), b[columns]) / block.sum()
    return plan


def _error(plan, a, b):
    return float(max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max()))


def still(state, result):
    first, second = np.array(state["cost"])
    slope = (first - first[2] - second + second[2])[:2]
    shown = (result[key] for key in ("corners", "optimal", "plan", "path"))
    return discrete_at_rest.polytope(state["a"], state["b"], -slope, *shown)


def describe(state, result):
    """What the figure at rest shows, in words."""
    shape = {1: "point", 2: "segment", 3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon"}
    rows = " and ".join(", ".join(f"{mass:.4g}" for mass in row) for row in result["plan"])
    return (
        f"All plans between two sources and three targets, a {shape[len(result['corners'])]}, crossed by "
        f"lines of equal cost. The cheapest, with rows {rows}, costs {result['value']:.4f}; prices of the "
        "same value prove it. A curve of entropic plans leads to it from the product."
    )
