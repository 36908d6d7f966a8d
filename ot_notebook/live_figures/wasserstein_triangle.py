"""The live figure ``wasserstein-triangle``: three measures, their distances, and the glued plan."""

import math

import numpy as np

from .. import solvers, validation
from ..figures import wasserstein

CAPTION = (
    "Three measures, <span class='mu'>μ</span>, <span class='nu'>ν</span> and ω, the mass of a point as its "
    "area, and a triangle whose sides are their distances <i>W<sub>p</sub></i>. "
    "Below it, to the same scale, three ways from μ to ω: the optimal plan, the glued plan, and both legs."
)
ASPECT = (1.95, 0.64)
WINDOW = (1.25, 1.0)
MOST_POINTS, MOST_PARTS, HIGHEST_ORDER = 5, 9, 8
MODES = ("plans", "glued")
KEYS = {"x", "y", "z", "a", "b", "c", "p", "mode"}
NO_MASS = 1e-12


def start(p=2, mode="plans"):
    """Four points, three points and four points that share no shape, at order p (``"inf"`` for infinity)."""
    return {
        "x": [[0.04, 0.06], [0.14, 0.32], [0.38, 0.46], [0.34, 0.66]],
        "y": [[0.44, 0.84], [0.55, 0.76], [0.86, 0.84]],
        "z": [[0.88, 0.68], [0.95, 0.5], [1.0, 0.25], [1.2, 0.12]],
        "a": [2, 1, 1, 2],
        "b": [1, 1, 1],
        "c": [1, 2, 1, 2],
        "p": p,
        "mode": mode,
    }


def check(state):
    """The state with coordinates as floats and nothing else in it."""
    where = "wasserstein-triangle"
    validation.state_keys(state, KEYS, where)
    points = {
        name: validation.points_in_window(state[name], name, where, WINDOW, MOST_POINTS) for name in "xyz"
    }
    pairs = zip("abc", points.values(), strict=True)
    parts = {name: _parts(state[name], name, len(cloud), where) for name, cloud in pairs}
    p = state["p"]
    if p != "inf":
        p = validation.real(p, "p", where, low=1, high=HIGHEST_ORDER)
    return {
        **{name: cloud.tolist() for name, cloud in points.items()},
        **parts,
        "p": p,
        "mode": validation.choice(state["mode"], MODES, "mode", where),
    }


def _parts(value, name, count, where):
    if len(value) != count:
        raise ValueError(f"{where}: {name!r} must have {count} weights, got {len(value)}")
    parts = [validation.whole(part, f"{name}[{k}]", where, 0, MOST_PARTS) for k, part in enumerate(value)]
    validation.some_weight(parts, name, where)
    return parts


def solve(state):
    """Three distances, the slack of the triangle inequality, and the glued plan."""
    x, y, z = (np.asarray(state[name], float) for name in "xyz")
    a, b, c = (np.asarray(state[name], float) / sum(state[name]) for name in "abc")
    p = math.inf if state["p"] == "inf" else state["p"]
    first, second, direct = (
        solvers.wasserstein(*pair, p=p) for pair in ((x, y, a, b), (y, z, b, c), (x, z, a, c))
    )
    legs, glued = (first, second, direct), solvers.glued_plan(first.plan, second.plan, b)
    slack = first.value + second.value - direct.value
    return {
        "value": slack,
        "first": first.value,
        "second": second.value,
        "direct": direct.value,
        "glued": _length(glued.composed, solvers.cost(x, z, 1), p),
        "detour": slack / direct.value if direct.value > 0 else None,
        "gap": None if p == math.inf else max(_open(leg, p) for leg in legs),
        "shortfall": min(leg.shortfall for leg in legs) if p == math.inf else None,
        "marginalError": max(glued.marginal_error, *(leg.marginal_error for leg in legs)),
        "firstPlan": _entries(first.plan),
        "secondPlan": _entries(second.plan),
        "directPlan": _entries(direct.plan),
        "composed": _entries(glued.composed),
        "paths": _entries(glued.plan),
    }


def _open(leg, p):
    """What the dual bound leaves open of a distance."""
    return max(0.0, leg.value - max(0.0, leg.dual) ** (1 / p))


def _length(plan, lengths, p):
    """The norm of the lengths in L^p of a plan."""
    if p == math.inf:
        return float(lengths[plan > NO_MASS].max())
    return float(np.sum(plan * lengths**p) ** (1 / p))


def _entries(plan):
    places = zip(*np.nonzero(plan > NO_MASS), strict=True)
    return [[*map(int, place), float(plan[place])] for place in places]


def still(state, result):
    clouds = [
        (np.asarray(state[name], float), np.asarray(state[parts], float) / sum(state[parts]))
        for name, parts in zip("xyz", "abc", strict=True)
    ]
    plans = [result[name] for name in ("firstPlan", "secondPlan", "directPlan")]
    lengths = [result[name] for name in ("first", "second", "glued", "direct")]
    p = math.inf if state["p"] == "inf" else state["p"]
    return wasserstein.wasserstein_triangle(clouds, plans, lengths, p)


def describe(state, result):
    """What the figure at rest shows, in words."""
    counts = ", ".join(f"{len(state[name])} of {letter}" for name, letter in zip("xyz", "μνω", strict=True))
    head = f"Points in the plane, {counts}, joined by optimal plans for the order {state['p']}."
    return (
        f"{head} Beside them a triangle with the distances as sides: {result['first']:.4f} from μ to ν, "
        f"{result['second']:.4f} from ν to ω and {result['direct']:.4f} from μ to ω. The way through ν is "
        f"longer by {result['value']:.4f}; the glued plan, of length {result['glued']:.4f}, lies between."
    )
