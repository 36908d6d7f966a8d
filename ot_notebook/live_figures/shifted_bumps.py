"""The live figure ``shifted-bumps``: two bumps on a line, and five discrepancies against their shift."""

import math

import numpy as np

from .. import solvers, validation
from ..figures import moving_mass

CAPTION = (
    "Two bumps <span class='mu'>μ</span> and <span class='nu'>ν</span>, and five discrepancies against the "
    "distance of their middles, as far as you have moved them. Each line under the bumps carries a tenth of "
    "the mass. KL is that of <span class='mu'>μ</span> from <span class='nu'>ν</span>; ↑ means off the scale."
)
ASPECT = (3 / 2, 0.62)
MEANS, WIDTHS, BANDWIDTHS = (-2, 6), (0.2, 1.5), (0.2, 3)
FURTHEST = MEANS[1] - MEANS[0]
SHAPES = ("gauss", "box")
KEYS = {"source", "target", "shape", "bandwidth", "seen"}
SAMPLES = 61
NAMES = ("kl", "totalVariation", "mmd", "wasserstein1", "wasserstein2")
TOPS = {"KL": 32, "TV": 1.12, "MMD": 1.5, "W₁": 8.6, "W₂": 8.6}
WHERE = "shifted-bumps"


def start(shift=3, width=1, shape="gauss"):
    """Two bumps of one width at a distance, the curves seen from no shift to this one."""
    bumps = {"source": {"mean": 0, "width": width}, "target": {"mean": shift, "width": width}}
    return check({**bumps, "shape": shape, "bandwidth": 1, "seen": [0, shift]})


def check(state):
    """The state with numbers as floats of four decimals; what was seen includes the shift shown."""
    validation.state_keys(state, KEYS, WHERE)
    source, target = (_bump(state[side], side) for side in ("source", "target"))
    bandwidth = validation.decimal(state["bandwidth"], "bandwidth", WHERE, *BANDWIDTHS)
    if not isinstance(state["seen"], (list, tuple)) or len(state["seen"]) != 2:
        raise ValueError(f"{WHERE}: 'seen' must be two shifts, got {state['seen']!r}")
    low, high = validation.numbers_within(state["seen"], "seen", WHERE, (0, FURTHEST), count=2)
    if low > high:
        raise ValueError(f"{WHERE}: 'seen' must be two shifts in order, got {low:g} and {high:g}")
    shift = _shift(source, target)
    return {
        "source": source,
        "target": target,
        "shape": validation.choice(state["shape"], SHAPES, "shape", WHERE),
        "bandwidth": bandwidth,
        "seen": [min(low, shift), max(high, shift)],
    }


def _bump(value, name):
    if not isinstance(value, dict) or set(value) != {"mean", "width"}:
        raise ValueError(f"{WHERE}: {name!r} must be a mean and a width, got {value!r}")
    return {
        "mean": validation.decimal(value["mean"], f"{name}.mean", WHERE, *MEANS),
        "width": validation.decimal(value["width"], f"{name}.width", WHERE, *WIDTHS),
    }


def _shift(source, target):
    return round(abs(target["mean"] - source["mean"]), 4)


def solve(state):
    """The five discrepancies at the shift shown and along the shifts seen; None stands for infinity."""
    shift = _shift(state["source"], state["target"])
    shifts = np.linspace(*state["seen"], SAMPLES)
    now, along = _discrepancies(state, shift), [_discrepancies(state, t) for t in shifts]
    return {
        "value": now["wasserstein2"],
        "shift": shift,
        **now,
        **_certificate(state, shift),
        "curves": {
            "shift": shifts.tolist(),
            **{name: [values[name] for values in along] for name in NAMES},
        },
    }


def _discrepancies(state, shift):
    of_shape = _of_gaussians if state["shape"] == "gauss" else _of_boxes
    values = of_shape(state["source"]["width"], shift, state["target"]["width"], state["bandwidth"])
    return {
        name: None if math.isinf(value) else float(value) for name, value in zip(NAMES, values, strict=True)
    }


def _of_gaussians(s0, shift, s1, bandwidth):
    first, second = (0, s0**2), (shift, s1**2)
    return (
        solvers.gaussian_kl(*first, *second),
        solvers.gaussian_total_variation(0, shift, s0**2, s1**2),
        solvers.gaussian_mmd(*first, *second, bandwidth),
        solvers.gaussian_wasserstein_1(*first, *second),
        solvers.gaussian_transport(*first, *second).value,
    )


def _of_boxes(s0, shift, s1, bandwidth):
    ends = np.array([[-1, 1]]) * math.sqrt(3) * np.array([[s0], [s1]]) + [[0], [shift]]
    edges = np.unique(ends)
    rho0, rho1 = (
        np.where((edges[:-1] >= left) & (edges[1:] <= right), 1 / (right - left), 0) for left, right in ends
    )
    masses = rho0 * np.diff(edges), rho1 * np.diff(edges)
    return (
        solvers.kl(*masses),
        solvers.total_variation(*masses),
        solvers.density_mmd(edges, rho0, rho1, bandwidth),
        solvers.density_transport(edges, rho0, rho1, p=1).distance,
        solvers.density_transport(edges, rho0, rho1, p=2).distance,
    )


def _certificate(state, shift):
    """Cost of the monotone map and value of prices that no plan undercuts, by Gaussian quadrature.

    The map is the derivative of a convex quadratic u, and the prices are ``x**2 - 2 u(x)`` and
    ``y**2 - 2 u*(y)``.
    """
    if state["shape"] == "gauss":
        nodes, weights = np.polynomial.hermite_e.hermegauss(8)
    else:
        nodes, weights = np.polynomial.legendre.leggauss(8)
        nodes = math.sqrt(3) * nodes
    weights = weights / weights.sum()
    s0, s1 = state["source"]["width"], state["target"]["width"]
    x, y = s0 * nodes, shift + s1 * nodes
    price_x = x**2 - 2 * (shift * x + s1 / s0 * x**2 / 2)
    price_y = y**2 - (y - shift) ** 2 * s0 / s1
    cost, dual = float(weights @ (y - x) ** 2), float(weights @ (price_x + price_y))
    return {"cost": cost, "dual": dual, "gap": cost - dual}


def density(bump, shape, places):
    """Density of a bump at places of the line."""
    away = np.abs(np.asarray(places) - bump["mean"]) / bump["width"]
    if shape == "gauss":
        return np.exp(-(away**2) / 2) / (bump["width"] * math.sqrt(2 * math.pi))
    return np.where(away <= math.sqrt(3), 1 / (2 * math.sqrt(3) * bump["width"]), 0.0)


def still(state, result):
    places = np.linspace(-4.6, 8.6, 161)
    bumps = [density(state[side], state["shape"], places) for side in ("source", "target")]
    curves = result["curves"]
    values = {
        label: (np.array([math.nan if v is None else v for v in curves[name]]), TOPS[label])
        for label, name in zip(TOPS, NAMES, strict=True)
    }
    alt = describe(state, result)
    return moving_mass.shifted_bumps(places, *bumps, curves["shift"], values, result["shift"], FURTHEST, alt)


def describe(state, result):
    """What the figure shows, in words."""
    source, target = state["source"], state["target"]
    words = ["infinite" if result[name] is None else f"{result[name]:.2f}" for name in NAMES]
    box = state["shape"] == "box"
    kind, width = ("boxes", "standard deviation") if box else ("Gaussian bumps", "width")
    return (
        f"Two {kind}, the source at {source['mean']:.2f} with {width} {source['width']:.2f}, the target at "
        f"{target['mean']:.2f} with {width} {target['width']:.2f}. "
        "KL is {}, TV {}, MMD {}, W1 {}, W2 {}.".format(*words)
    )
