"""The live figure ``quantiles``."""

from fractions import Fraction

import numpy as np

from ot_notebook.live_figures import quantiles

PAGE = "one-dimension"
HANDLE = "level"
DRAG = (48, 0)
KEY = "ArrowRight"
BOUND = {"p"}
EMPTY = [0] * 24
ROW = list(range(1, 9))
SOLVED = {"mode": "samples", "p": 0.5, "x": ROW, "y": [k + 1 for k in ROW]}


def _bins(**heights):
    return [heights.get(f"b{k}", 0) for k in range(24)]


DEGENERATE = {
    "nothing painted": {"mu": EMPTY, "nu": EMPTY},
    "nothing painted for nu, p < 1": {"nu": EMPTY, "p": 0.5},
    "one bin for both": {"mu": _bins(b5=0.3), "nu": _bins(b5=1)},
    "first bin to last, p = 6": {"mu": _bins(b0=0.01), "nu": _bins(b23=1), "p": 6},
    "a gap at the level": {"mu": _bins(b0=1, b23=1), "nu": _bins(b3=0.5, b4=0.5), "level": 0.5},
    "level 0": {"level": 0},
    "level 1": {"mu": _bins(b0=1), "level": 1, "p": 1},
    "equal densities, p < 1": {"mu": [0.5] * 24, "nu": [0.25] * 24, "p": 0.5},
    "one sample each, coincident": {"mode": "samples", "x": [6], "y": [6]},
    "one against three": {"mode": "samples", "x": [12], "y": [0, 0, 12], "p": 0.7},
    "all samples in one place": {"mode": "samples", "x": [3] * 5, "y": [3] * 7, "p": 0.5},
    "at the edge": {"mode": "samples", "x": [0] * 24, "y": [12] * 24, "p": 6, "level": 1},
    "the level of a tie": {"mode": "samples", "x": [*ROW[:7], 9, 10, 11], "y": [*ROW, 9, 10], "level": 0.3},
}
REFUSED = [
    {"mode": "curves"},
    {"mu": [0.5] * 23},
    {"mu": [0.5] * 23 + [1.1]},
    {"nu": [0.5] * 23 + [-0.1]},
    {"nu": "high"},
    {"x": []},
    {"x": [1] * 25},
    {"y": [12.5]},
    {"y": [None]},
    {"p": 0.4},
    {"p": "2"},
    {"level": 1.5},
    {"pens": [0]},
    {"pens": [0, 24]},
    {"colour": "red"},
]
FREE = {"levels", "source", "target", "plan", "prices", "gap", "marginalError"}
EXPONENTS = (0.5, 0.8, 1, 1.5, 2, 6)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


def largest():
    state = quantiles.start(mode="samples", p=0.5)
    places = np.arange(24) / 2 + 0.1
    return state | {"x": places.tolist(), "y": (places + 0.3).tolist()}


def random_states(rng):
    states = []
    for k, p in enumerate(2 * EXPONENTS):
        n, m = (int(count) for count in rng.integers(1, 25, 2))
        mu, nu = (np.where(rng.random(24) < 0.3, 0, rng.random(24)).round(2) for _ in range(2))
        states.append(
            {
                "mode": "densities" if k < len(EXPONENTS) else "samples",
                "mu": mu.tolist(),
                "nu": nu.tolist(),
                "x": (12 * rng.random(n)).round(4).tolist(),
                "y": (12 * rng.random(m)).round(4).tolist(),
                "p": p,
                "level": round(float(rng.random()), 4),
                "pens": [3, 20],
            }
        )
    return states


def certify(state, result):
    """The pieces are the quantile functions, the prices are feasible, and both plans cost what is stated."""
    if result["value"] is None:
        assert state["mode"] == "densities" and not (any(state["mu"]) and any(state["nu"]))
        return
    p, levels = state["p"], np.array(result["levels"])
    source, target = np.array(result["source"]), np.array(result["target"])
    scale = max(1, result["value"])
    assert levels[0] == 0 and levels[-1] == 1 and (np.diff(levels) > 0).all()
    for name, pieces, place in (("mu", source, result["pair"][0]), ("nu", target, result["pair"][1])):
        _quantile_function(state, name, levels, pieces, place)
    cost = _integral(levels, target - source, p)
    assert abs(cost - result["sortedValue"]) <= 1e-7 * max(1, cost)
    assert abs(_integral(levels, target - source, 1) - result["area"]) <= 1e-7
    assert abs(result["gap"]) <= 1e-9 * scale and result["marginalError"] <= 1e-9
    (x, f), (y, g) = (np.array(result["prices"][side]).T for side in ("source", "target"))
    costs = np.abs(x[:, None] - y) ** p
    assert (f[:, None] + g - costs).max() <= 1e-9 * max(1, costs.max())
    if result["plan"] is not None:
        _plan(state, result, f, g, costs)


def _measure(state, name):
    """Pieces of a measure in the order of the line, exactly: (left, right, mass)."""
    if state["mode"] == "samples":
        places = sorted(state["x" if name == "mu" else "y"])
        return [(Fraction(t), Fraction(t), Fraction(1, len(places))) for t in places]
    heights = [Fraction(round(1e4 * h)) for h in state[name]]
    half = Fraction(1, 4) if state["p"] >= 1 else Fraction(0)
    middle = [Fraction(2 * k + 1, 4) for k in range(24)]
    return [(c - half, c + half, h / sum(heights)) for c, h in zip(middle, heights, strict=True) if h]


def _quantile(measure, level):
    below = Fraction(0)
    for left, right, mass in measure:
        if below + mass >= level:
            return float(left + (level - below) / mass * (right - left))
        below += mass
    raise AssertionError("levels end at 1")


def _quantile_function(state, name, levels, pieces, place):
    measure = _measure(state, name)
    for share in (0.1, 0.5, 0.9):
        at = levels[:-1] + share * np.diff(levels)
        expected = [_quantile(measure, Fraction(level)) for level in at]
        wide = np.diff(levels) > 1e-9
        shown = pieces[:, 0] + share * (pieces[:, 1] - pieces[:, 0])
        assert np.abs(shown - expected)[wide].max() <= 1e-6
    assert abs(place - _quantile(measure, Fraction(round(1e4 * state["level"]), 10_000))) <= 1e-9


def _integral(levels, gap, p):
    """Integral of the power of a gap that is affine on each piece, by quadrature on both sides of 0."""
    start, end = gap.T
    turn = np.where(start * end < 0, start / np.where(start == end, 1, start - end), 1)
    total = 0.0
    for low, high in ((0 * turn, turn), (turn, 0 * turn + 1)):
        at = low[:, None] + (high - low)[:, None] * (NODES + 1) / 2
        values = np.abs(start[:, None] + at * (end - start)[:, None]) ** p
        total += np.diff(levels) * (high - low) @ (values @ WEIGHTS) / 2
    return total


def _plan(state, result, f, g, costs):
    plan = np.zeros(costs.shape)
    for i, j, mass in result["plan"]:
        assert mass > 0
        plan[i, j] += mass
    if state["mode"] == "samples":
        a, b = (np.full(len(state[side]), 1 / len(state[side])) for side in "xy")
    else:
        a, b = (np.array(state[name]) / np.sum(state[name]) for name in ("mu", "nu"))
    assert np.abs(plan.sum(1) - a).max() <= 1e-9 and np.abs(plan.sum(0) - b).max() <= 1e-9
    scale = max(1, result["value"])
    assert abs((plan * costs).sum() - result["value"]) <= 1e-9 * scale
    assert abs(f @ a + g @ b - result["dual"]) <= 1e-9 * scale
