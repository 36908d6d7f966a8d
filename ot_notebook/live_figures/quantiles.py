"""The live figure ``quantiles``: two measures on a line, and when joining equal quantiles is optimal."""

import numpy as np

from .. import solvers, validation
from ..figures import quantiles
from ..solvers.densities import mean_power

CAPTION = (
    "Two measures on a line, <span class='mu'>μ</span> above and <span class='nu'>ν</span> below: what is "
    "painted, divided by its mass, or samples of equal weight. Thick: the places of one level <i>s</i>, the "
    "same pair in all four drawings. For <i>p</i> ≥ 1 the area under the cost by level is the <i>p</i>-th "
    "power of the distance. For <i>p</i> &lt; 1 a linear programme finds the optimum, with the mass of each "
    "bin at its centre; dashed and thick, what sorting would do."
)
ASPECT = (1.36, 0.5)
ROWS = (1, 3)
LENGTH = 12
BINS = 24
MOST_SAMPLES = 24
MODES = ("densities", "samples")
KEYS = {"mode", "mu", "nu", "x", "y", "p", "level", "pens"}
WIDTH = LENGTH / BINS
CENTRES = (np.arange(BINS) + 0.5) * WIDTH
EDGES = np.linspace(0, LENGTH, BINS + 1)
SAME_LEVEL = 1e-12
SAME_GAP = 1e-6
ROUNDING = 1e-12


def start(mode="densities", n=8, seed=1, p=2, level=0.5):
    """Two humps against two humps, and n seeded samples of each."""
    mu = _bumps((0.85, 3.4, 0.8), (0.5, 6.6, 0.9))
    nu = _bumps((0.45, 1.5, 0.6), (0.75, 8.9, 1.2))
    rng = np.random.default_rng(seed)
    x, y = (
        np.sort(rng.choice(BINS, n, p=heights / heights.sum()) + rng.random(n)) * WIDTH
        for heights in (mu, nu)
    )
    return {
        "mode": mode,
        "mu": mu.tolist(),
        "nu": nu.tolist(),
        "x": x.round(1).tolist(),
        "y": y.round(1).tolist(),
        "p": p,
        "level": level,
        "pens": [int(mu.argmax()), int(nu.argmax())],
    }


def _bumps(*parts):
    heights = sum(top * np.exp(-(((CENTRES - middle) / spread) ** 2) / 2) for top, middle, spread in parts)
    return heights.round(2)


def check(state):
    """The state with its numbers as floats and nothing else in it."""
    where = "quantiles"
    validation.state_keys(state, KEYS, where)
    pens = list(state["pens"])
    if len(pens) != 2:
        raise ValueError(f"{where}: 'pens' must be the numbers of two bins, got {len(pens)}")
    return {
        "mode": validation.choice(state["mode"], MODES, "mode", where),
        "mu": validation.numbers_within(state["mu"], "mu", where, (0, 1), count=BINS),
        "nu": validation.numbers_within(state["nu"], "nu", where, (0, 1), count=BINS),
        "x": validation.numbers_within(state["x"], "x", where, (0, LENGTH), most=MOST_SAMPLES),
        "y": validation.numbers_within(state["y"], "y", where, (0, LENGTH), most=MOST_SAMPLES),
        "p": validation.decimal(state["p"], "p", where, low=0.5, high=6),
        "level": validation.decimal(state["level"], "level", where, low=0, high=1),
        "pens": [validation.whole(pen, f"pens[{k}]", where, 0, BINS - 1) for k, pen in enumerate(pens)],
    }


def solve(state):
    """The monotone plan by levels, the optimum with its prices, the area; None throughout without mass."""
    painted, p = state["mode"] == "densities", state["p"]
    if painted and not (any(state["mu"]) and any(state["nu"])):
        return dict.fromkeys(NAMES) | {name: [] for name in PIECES}
    if painted and p >= 1:
        found = _densities(*(np.array(state[name]) / np.sum(state[name]) for name in ("mu", "nu")), p)
    else:
        found = _atoms(*_weighted(state), p)
    dual = found["dual"] - _violation(found["prices"], p)
    pair = _pair(*(np.array(found[name]) for name in PIECES), state["level"])
    return found | {"dual": dual, "gap": found["value"] - dual, "pair": pair}


PIECES = ("levels", "source", "target")
NAMES = (
    *("value", "distance", "dual", "gap", "marginalError", "sortedValue", "excess", "area"),
    *(*PIECES, "plan", "prices", "pair"),
)


def _weighted(state):
    """Samples of equal weight, or the mass of each bin at its centre."""
    if state["mode"] == "densities":
        return CENTRES, CENTRES, *(np.array(state[name]) / np.sum(state[name]) for name in ("mu", "nu"))
    x, y = np.array(state["x"]), np.array(state["y"])
    return x, y, np.full(len(x), 1 / len(x)), np.full(len(y), 1 / len(y))


def _densities(a, b, p):
    solved = solvers.density_transport(EDGES, a / WIDTH, b / WIDTH, p)
    levels, source, target = solved.levels, solved.source, solved.target
    dual, prices = _prices_along(levels, source, target, p)
    difference = np.r_[0.0, np.cumsum(a - b)]
    return {
        "value": solved.value,
        "distance": solved.distance,
        "dual": dual,
        "gap": solved.value - dual,
        "marginalError": max(_deviation(levels, source, a), _deviation(levels, target, b)),
        "sortedValue": solved.value,
        "excess": 0.0,
        "area": float(WIDTH * mean_power(difference[:-1], difference[1:], 1).sum()),
        "levels": levels.tolist(),
        "source": source.tolist(),
        "target": target.tolist(),
        "plan": None,
        "prices": prices,
    }


def _violation(prices, p):
    """How far prices exceed the cost beyond rounding, at the places where they are given."""
    (x, f), (y, g) = (np.array(prices[side]).T for side in ("source", "target"))
    cost = np.abs(x[:, None] - y) ** p
    most, size = float((f[:, None] + g - cost).max()), max(np.abs(each).max() for each in (f, g, cost))
    return most if most > ROUNDING * size else 0.0


def _deviation(levels, pieces, masses):
    bins = np.minimum(pieces.mean(axis=1) // WIDTH, BINS - 1).astype(int)
    return float(np.abs(np.bincount(bins, np.diff(levels), BINS) - masses).max())


def _prices_along(levels, source, target, p):
    """Prices that are tight along the monotone map, at the ends of its pieces, and the dual value."""
    gap = target - source
    rise, mean = _slopes(*gap.T, p)
    (dx, dy), (x, y) = (np.diff(side).ravel() for side in (source, target)), (source, target)
    over = np.abs(y[:-1, 1] - x[1:, 0]) ** p
    f_jump, g_jump = over - np.abs(gap[:-1, 1]) ** p, np.abs(gap[1:, 0]) ** p - over
    f = np.cumsum(np.r_[0.0, f_jump - (dx * rise)[:-1]])
    g = np.abs(gap[0, 0]) ** p + np.cumsum(np.r_[0.0, g_jump + (dy * rise)[:-1]])
    dual = float(np.diff(levels) @ (f + g + (dy - dx) * mean))
    ends = {"source": (x, f, f - dx * rise), "target": (y, g, g + dy * rise)}
    prices = {
        name: np.stack([side.ravel(), np.ravel(np.c_[first, last])], axis=1).tolist()
        for name, (side, first, last) in ends.items()
    }
    return dual, prices


def _slopes(start, end, p):
    """Mean slope of the cost while the gap goes from start to end, and the mean of its integral so far."""
    wide = np.abs(end - start) > SAME_GAP * np.maximum(np.abs(start), np.abs(end))
    step = np.where(wide, end - start, 1.0)
    middle, first = (start + end) / 2, np.abs(start) ** p
    size = np.where(middle == 0, 1.0, np.abs(middle))
    slope = p * np.sign(middle) * size ** (p - 1)
    rise = np.where(wide, (np.abs(end) ** p - first) / step, slope)
    return rise, np.where(wide, (mean_power(start, end, p) - first) / step, slope / 2)


def _atoms(x, y, a, b, p):
    plain = solvers.quantile_transport(x, y, a, b, max(p, 1))
    best = plain if p >= 1 else solvers.concave_transport(x, y, a, b, p)
    sources, targets, mass = plain.sources, plain.targets, plain.mass
    dear = float(mass @ np.abs(y[targets] - x[sources]) ** p)
    rounding = 1e-12 * np.abs(x[:, None] - y).max() ** p
    optimal = p >= 1 or best.value == 0 or dear - best.value <= rounding
    pairs = zip(sources, targets, strict=True) if p >= 1 else zip(*np.nonzero(best.plan), strict=True)
    return {
        "value": best.value,
        "distance": best.distance if p >= 1 else None,
        "dual": best.dual,
        "gap": best.gap,
        "marginalError": best.marginal_error,
        "sortedValue": dear,
        "excess": 0.0 if optimal else dear / best.value - 1,
        "area": solvers.cdf_gap(x, y, a, b).value,
        "levels": np.r_[0.0, np.cumsum(mass)[:-1], 1.0].tolist(),
        "source": np.c_[x[sources], x[sources]].tolist(),
        "target": np.c_[y[targets], y[targets]].tolist(),
        "plan": [[int(i), int(j), float(best.plan[i, j])] for i, j in pairs],
        "prices": {"source": np.c_[x, best.f].tolist(), "target": np.c_[y, best.g].tolist()},
    }


def _pair(levels, source, target, level):
    """The places of a level on both sides: the quantiles."""
    k = min(int(np.searchsorted(levels[1:], level - SAME_LEVEL)), len(source) - 1)
    share = min(1.0, max(0.0, (level - levels[k]) / (levels[k + 1] - levels[k])))
    return [float(low + share * (high - low)) for low, high in (source[k], target[k])]


def still(state, result):
    if state["mode"] == "samples":
        places = (np.array(state[side]) for side in "xy")
        measures = quantiles.Measures(LENGTH, *places)
    else:
        bars = (state["mu"], state["nu"])
        width = WIDTH if state["p"] >= 1 else 0.25 * WIDTH
        measures = quantiles.Measures(LENGTH, CENTRES, CENTRES, bars, width)
    return quantiles.quantiles(measures, result, state["level"], state["p"])


def describe(state, result):
    """What the figure at rest shows, in words."""
    painted = state["mode"] == "densities"
    what = (
        "Two densities on a line" if painted else f"{len(state['x'])} and {len(state['y'])} samples on a line"
    )
    if result["value"] is None:
        return f"{what}, one of them without mass: there is nothing to carry."
    low, high = result["pair"]
    area = f"The area between the distribution functions, W_1, is {result['area']:.4f}."
    level = f"The quantiles of level {state['level']:g} are {low:.2f} and {high:.2f}."
    if state["p"] >= 1:
        cost = f"W_p is {result['distance']:.4f} for p = {state['p']:g}, and prices prove it."
        return f"{what}, equal quantiles joined: no two paths cross. {cost} {area} {level}"
    cost = f"For p = {state['p']:g} the cheapest plan costs {result['value']:.4f}"
    return f"{what}. {cost}; sorting costs {100 * result['excess']:.0f} % more. {area} {level}"
