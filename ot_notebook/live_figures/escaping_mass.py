"""The live figure ``escaping-mass``: a small mass that leaves, and its distance from where it was."""

import math

import numpy as np

from .. import solvers, validation
from ..figures import wasserstein

CAPTION = (
    "Mass 1−1/<i>n</i> at 0 and mass 1/<i>n</i> at <i>n<sup>a</sup></i>, and the distances of this measure "
    "<span class='mu'>μ<sub>n</sub></span> from <span class='nu'>δ<sub>0</sub></span> against <i>n</i>, both "
    "axes logarithmic. The narrow distance is that of transport at the cost min(|<i>x</i>−<i>y</i>|, 1)."
)
ASPECT = (2, 0.72)
ROWS = (1, 3)
KEYS = {"n", "a", "p"}
MOST, SLOWEST, FASTEST, HIGHEST_ORDER = 1000, 0.1, 1.25, 4
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
ORDERS = (1, 2, 4)


def start(n=20, a=0.5, p=2):
    """The n-th measure of the sequence whose atom is at n^a, and the order of the distance."""
    return {"n": n, "a": a, "p": p}


def check(state):
    """The state with nothing else in it."""
    where = "escaping-mass"
    validation.state_keys(state, KEYS, where)
    return {
        "n": validation.whole(state["n"], "n", where, 1, MOST),
        "a": validation.decimal(state["a"], "a", where, low=SLOWEST, high=FASTEST),
        "p": validation.decimal(state["p"], "p", where, low=1, high=HIGHEST_ORDER),
    }


def solve(state):
    """The distance with its bound, the narrow one, and both along the sequence."""
    n, a, p = state["n"], state["a"], state["p"]
    solved, narrow = _distance(n, a, p), _narrow_distance(n, a)
    value, dual, formula = solved.distance, max(0.0, solved.dual) ** (1 / p), n ** (a - 1 / p)
    own = _along(lambda size: _distance(size, a, p).distance)
    return {
        "value": value,
        "dual": dual,
        "gap": value - dual,
        "marginalError": max(solved.marginal_error, narrow.marginal_error),
        "narrow": narrow.value,
        "formula": formula,
        "error": abs(value / formula - 1),
        "place": float(n**a),
        "mass": 1 / n,
        "sizes": list(SIZES),
        "own": own,
        "curves": [_along(lambda size, q=q: _distance(size, a, q).distance) for q in ORDERS],
        "narrowCurve": _along(lambda size: _narrow_distance(size, a).value),
        "rate": math.log(own[-1] / own[0]) / math.log(SIZES[-1] / SIZES[0]),
    }


def _distance(n, a, p):
    return solvers.quantile_transport([0, n**a], [0], [1 - 1 / n, 1 / n], [1], p=p)


def _narrow_distance(n, a):
    """Transport for the metric min(|x - y|, 1), which has the narrowly convergent sequences."""
    return solvers.exact([1 - 1 / n, 1 / n], [1], np.minimum([[0], [n**a]], 1))


def _along(distance):
    return [float(distance(size)) for size in SIZES]


def still(state, result):
    return wasserstein.escaping_mass(
        state["n"],
        state["a"],
        result["sizes"],
        dict(zip(ORDERS, result["curves"], strict=True)),
        (state["p"], result["own"]),
        result["narrowCurve"],
    )


def describe(state, result):
    """What the figure at rest shows, in words."""
    rate = result["rate"]
    end = "tends to 0" if rate < -1e-9 else "grows without bound" if rate > 1e-9 else "stays 1"
    return (
        f"Two atoms on a line for n = {state['n']}: mass {result['mass']:.4f} at {result['place']:.4f}, the "
        f"rest at 0. Beside them distances from the atom at 0 against n: that of order {state['p']:g} is "
        f"{result['value']:.4f} and {end} as n grows; the narrow distance is {result['narrow']:.4f} and "
        "tends to 0."
    )
