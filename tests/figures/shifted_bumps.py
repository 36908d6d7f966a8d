"""The live figure ``shifted-bumps``."""

import numpy as np
from scipy.integrate import quad
from scipy.stats import norm, uniform

PAGE = "moving-mass"
HANDLE = "target"
DRAG = (60, 0)
KEY = "ArrowRight"
BOUND = set()
FREE = {"gap"}
BUMP = {"mean": 1, "width": 0.7}
SOLVED = {
    "source": {"mean": -0.2, "width": 0.2},
    "target": {"mean": 0.6, "width": 0.2},
    "shape": "gauss",
}
DEGENERATE = {
    "equal": {"source": BUMP, "target": BUMP},
    "equal boxes": {"source": BUMP, "target": BUMP, "shape": "box"},
    "nested boxes": {"source": {"mean": 1, "width": 0.2}, "target": BUMP, "shape": "box"},
    "touching boxes": {
        "source": {"mean": 0, "width": 1},
        "target": {"mean": 3.4641, "width": 1},
        "shape": "box",
    },
    "boxes apart": {
        "source": {"mean": -2, "width": 0.2},
        "target": {"mean": 6, "width": 0.2},
        "shape": "box",
    },
    "narrow and far": {"source": {"mean": -2, "width": 0.2}, "target": {"mean": 6, "width": 0.2}},
    "wide kernel": {"bandwidth": 3},
    "target on the left": {"source": {"mean": 4, "width": 1}, "target": {"mean": -1, "width": 0.4}},
    "one shift seen": {"seen": [3, 3]},
}
REFUSED = [
    {"source": {"mean": -3, "width": 1}},
    {"target": {"mean": 0, "width": 0}},
    {"target": {"mean": 0}},
    {"source": "here"},
    {"shape": "hat"},
    {"bandwidth": 0},
    {"seen": [4, 2]},
    {"seen": [0]},
    {"p": 2},
]


def largest():
    return {
        "source": {"mean": -2, "width": 1.5},
        "target": {"mean": 6, "width": 0.2},
        "shape": "box",
        "bandwidth": 0.2,
        "seen": [0, 8],
    }


def random_states(rng):
    def bump():
        return {"mean": round(rng.uniform(-2, 6), 4), "width": round(rng.uniform(0.2, 1.5), 4)}

    return [
        {
            "source": bump(),
            "target": bump(),
            "shape": "gauss" if k % 2 else "box",
            "bandwidth": round(rng.uniform(0.2, 3), 2),
            "seen": sorted(np.round(rng.uniform(0, 8, 2), 4).tolist()),
        }
        for k in range(20)
    ]


def law(bump, shape):
    if shape == "gauss":
        return norm(bump["mean"], bump["width"])
    return uniform(bump["mean"] - np.sqrt(3) * bump["width"], 2 * np.sqrt(3) * bump["width"])


def certify(state, result):
    """W_1 and W_2 by quadrature of the quantile functions, TV by quadrature of the densities."""
    mu, nu = (law(state[side], state["shape"]) for side in ("source", "target"))
    levels = np.linspace(0, 1, 2001)[1:-1]
    gap = np.abs(mu.ppf(levels) - nu.ppf(levels))
    assert abs(gap.mean() - result["wasserstein1"]) <= 5e-3
    assert abs(np.sqrt((gap**2).mean()) - result["wasserstein2"]) <= 5e-3
    middles = [state[side]["mean"] for side in ("source", "target")]
    ends = sorted([*mu.support(), *nu.support()]) if state["shape"] == "box" else middles
    overlap = quad(lambda t: min(mu.pdf(t), nu.pdf(t)), -12, 16, points=ends, limit=400)[0]
    assert abs(1 - overlap - result["totalVariation"]) <= 1e-6
    assert abs(result["gap"]) <= 1e-12
    assert abs(result["cost"] - result["wasserstein2"] ** 2) <= 1e-11
    assert abs(result["dual"] - result["wasserstein2"] ** 2) <= 1e-11
    assert (result["kl"] is None) == (
        state["shape"] == "box" and (mu.support()[0] < nu.support()[0] or mu.support()[1] > nu.support()[1])
    )
