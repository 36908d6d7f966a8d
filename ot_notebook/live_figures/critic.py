"""The live figure ``critic``: a drawn function, made 1-Lipschitz, and the part of ``W_1`` that it earns."""

import numpy as np

from .. import solvers, validation
from ..figures import duality_at_rest

CAPTION = (
    "Measures <span class='mu'>μ</span> (up) and <span class='nu'>ν</span> (down) on forty cells of a line. "
    "Above them the difference of their distribution functions, the net mass that must pass to the right "
    "(up) or to the left (down); its area is <i>W</i><sub>1</sub>. On top your function (dotted) and the "
    "critic made of it: of slope at most 1, with the least possible largest deviation. What the critic earns "
    "is the solid part of the area, less the grey."
)
ASPECT = (1.3, 0.76)
ROWS = (1, 1)
CELLS, WIDTH, TOP, HEAVIEST, MOST_BUMPS = 40, 0.06, 0.45, 10, 3
CENTRES = (0.06, 0.94)
PLACES = (np.arange(CELLS) + 0.5) / CELLS
KEYS = {"mu", "nu", "drawn", "best"}
NOTHING = 1e-12


def start():
    """Two bumps against two, and a function that falls too fast and then too slowly."""
    drawn = np.interp(PLACES, [0, 0.1, 0.37, 0.62, 0.7, 0.95], [0.24, 0.22, -0.17, -0.15, -0.2, -0.36])
    return {
        "mu": [[0.14, 3.5], [0.6, 6.5]],
        "nu": [[0.36, 5], [0.86, 5]],
        "drawn": np.round(drawn, 4).tolist(),
        "best": False,
    }


def check(state):
    """The state with numbers as floats and nothing else in it."""
    where = "critic"
    validation.state_keys(state, KEYS, where)
    return {
        "mu": _bumps(state["mu"], "mu", where),
        "nu": _bumps(state["nu"], "nu", where),
        "drawn": validation.numbers_within(state["drawn"], "drawn", where, (-TOP, TOP), count=CELLS),
        "best": validation.flag(state["best"], "best", where),
    }


def _bumps(value, name, where):
    bumps = validation.points(value, name, where)
    if bumps.shape[1] != 2:
        raise ValueError(f"{where}: {name!r} must hold pairs of a centre and a weight")
    validation.at_most(bumps, MOST_BUMPS, name, where, "bumps")
    validation.some_weight(bumps[:, 1], name, where)
    return [
        [
            validation.decimal(centre, f"{name}[{k}][0]", where, *CENTRES),
            validation.decimal(weight, f"{name}[{k}][1]", where, 0, HEAVIEST),
        ]
        for k, (centre, weight) in enumerate(bumps)
    ]


def masses(bumps):
    """Masses of the cells: bumps of Gaussian shape, together of mass one."""
    heights = sum(weight * np.exp(-(((PLACES - centre) / WIDTH) ** 2) / 2) for centre, weight in bumps)
    return heights / heights.sum()


def solve(state):
    """``W_1`` with its certificate, the critic made of the drawing, and what it earns."""
    mu, nu, drawn = masses(state["mu"]), masses(state["nu"]), np.array(state["drawn"])
    value = solvers.quantile_transport(PLACES, PLACES, mu, nu, p=1).value
    line = solvers.cdf_gap(PLACES, PLACES, mu, nu)
    distance = solvers.cost(PLACES, PLACES, p=1)
    critic = (solvers.c_transform(-drawn, distance) - solvers.c_transform(drawn, distance)) / 2
    score = float(critic @ (mu - nu))
    return {
        "value": value,
        "dual": line.dual,
        "gap": value - line.dual,
        "score": score,
        "share": score / value if value > NOTHING else None,
        "slope": _steepest(critic),
        "drawnSlope": _steepest(drawn),
        "distance": float(np.abs(critic - drawn).max()),
        "critic": critic.tolist(),
        "mu": mu.tolist(),
        "nu": nu.tolist(),
        "difference": line.difference.tolist(),
        "potential": line.potential.tolist(),
    }


def _steepest(values):
    return float(np.abs(np.diff(values) / np.diff(PLACES)).max())


def still(state, result):
    return duality_at_rest.critic(PLACES, state["drawn"], result)


def describe(state, result):
    """What the figure at rest shows, in words."""
    drawn = (
        f"Two measures on a line and a function drawn over them, as steep as {result['drawnSlope']:.2f}, "
        "with one of slope at most one that is as near as can be."
    )
    if result["share"] is None:
        return f"{drawn} The measures agree, so no critic earns anything."
    return f"{drawn} As a critic it earns {result['score']:.4f} of W_1, which is {result['value']:.4f}."
