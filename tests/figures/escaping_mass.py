"""The live figure ``escaping-mass``."""

import math

import numpy as np

PAGE = "wasserstein"
HANDLE = "atom"
DRAG = (24, 0)
KEY = "ArrowRight"
BOUND = set()
SOLVED = {"a": 0.4}
DEGENERATE = {
    "all mass at one": {"n": 1},
    "all mass at one, order 4": {"n": 1, "p": 4, "a": 1.25},
    "one half": {"n": 2, "a": 0.1},
    "farthest": {"n": 1000, "a": 1.25, "p": 4},
    "slowest": {"n": 1000, "a": 0.1, "p": 1},
    "level": {"n": 1000, "a": 0.25, "p": 4},
}
REFUSED = [
    {"n": 0},
    {"n": 1.5},
    {"n": 1001},
    {"n": "20"},
    {"n": None},
    {"a": 0},
    {"a": 1.3},
    {"a": "0.5"},
    {"a": None},
    {"p": 0.5},
    {"p": 4.5},
    {"p": "inf"},
    {"colour": "red"},
]
FREE = {"dual", "gap", "marginalError", "error"}


def largest():
    return {"n": 1000, "a": 1.25, "p": 4}


def random_states(rng):
    corners = [{"n": n, "a": a, "p": p} for n in (1, 3, 1000) for a in (0.1, 1.25) for p in (1, 4)]
    others = [
        {
            "n": int(rng.integers(1, 1001)),
            "a": round(rng.uniform(0.1, 1.25), 4),
            "p": round(rng.uniform(1, 4), 2),
        }
        for _ in range(10)
    ]
    return [*others, *corners]


def certify(state, result):
    """All curves against their formulas, and a dual bound that is one: the only plan sends all mass to 0."""
    n, a, p = state["n"], state["a"], state["p"]
    sizes = np.array(result["sizes"], float)
    assert sizes[0] == 1 and sizes[-1] == 1000 and (np.diff(sizes) > 0).all()
    assert np.allclose(result["own"], sizes ** (a - 1 / p), rtol=1e-12, atol=0)
    for order, curve in zip((1, 2, 4), result["curves"], strict=True):
        assert np.allclose(curve, sizes ** (a - 1 / order), rtol=1e-12, atol=0)
    assert np.allclose(result["narrowCurve"], np.minimum(sizes**a, 1) / sizes, rtol=1e-12, atol=0)
    assert math.isclose(result["value"], n ** (a - 1 / p), rel_tol=1e-12)
    assert math.isclose(result["dual"], result["value"], rel_tol=1e-9)
    assert abs(result["gap"]) <= 1e-9 * result["value"]
    assert 0 <= result["error"] <= 1e-12 and 0 <= result["marginalError"] <= 1e-12
