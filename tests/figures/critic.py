"""The live figure ``critic``."""

import numpy as np
from scipy.stats import wasserstein_distance

from ot_notebook.live_figures import critic

PAGE = "duality"
HANDLE = "mu0"
DRAG = (50, 0)
KEY = "ArrowRight"
BOUND = set()
FREE = ["potential", "dual", "gap"]


def largest():
    return _state(np.random.default_rng(0), critic.MOST_BUMPS, critic.MOST_BUMPS)


def _state(rng, n, m):
    mu, nu = (
        np.c_[np.round(0.06 + 0.88 * rng.random(k), 4), np.round(0.01 + 9.9 * rng.random(k), 2)]
        for k in (n, m)
    )
    drawn = np.round(np.clip(rng.normal(0, 0.2, critic.CELLS), -0.45, 0.45), 4)
    if rng.random() < 0.5:
        drawn = np.round(0.4 * np.sin((2 + 12 * rng.random()) * critic.PLACES + 6 * rng.random()), 4)
    return {"mu": mu.tolist(), "nu": nu.tolist(), "drawn": drawn.tolist(), "best": bool(rng.random() < 0.5)}


def random_states(rng):
    return [_state(rng, n, m) for n in (1, 2, 3) for m in (1, 2, 3) for _ in range(2)]


DEGENERATE = {
    "equal measures": {"mu": [[0.3, 1], [0.7, 2]], "nu": [[0.3, 1], [0.7, 2]]},
    "equal up to the order": {"mu": [[0.3, 1], [0.7, 2]], "nu": [[0.7, 2], [0.3, 1]], "best": True},
    "a bump without weight": {"mu": [[0.3, 0], [0.7, 2]]},
    "from end to end": {"mu": [[0.06, 1]], "nu": [[0.94, 1]], "best": True},
    "coincident bumps": {"mu": [[0.5, 1], [0.5, 1], [0.5, 1]]},
    "level": {"drawn": [0] * 40},
    "at the top": {"drawn": [0.45] * 40},
    "as steep as can be": {"drawn": [0.45, -0.45] * 20},
    "one spike": {"drawn": [0.45] + [-0.45] * 39},
}

REFUSED = [
    {"mu": []},
    {"mu": [[0.5, 1]] * 4},
    {"nu": [[0.5, 0]]},
    {"nu": [[0.01, 1]]},
    {"nu": [[0.5, -1]]},
    {"mu": [[0.5, 1, 2]]},
    {"mu": [0.5, 1]},
    {"mu": "bumps"},
    {"drawn": [0] * 39},
    {"drawn": [0.5] * 40},
    {"drawn": [0] * 39 + [None]},
    {"best": 1},
    {"colour": "red"},
]


def _solved():
    """A zigzag by hand: down, up, down."""
    z = critic.PLACES
    values = np.where(z < 0.36, -z, np.where(z < 0.52, z - 0.72, 0.32 - z))
    return {"drawn": np.round(values - values.mean(), 4).tolist()}


SOLVED = _solved()


def certify(state, result):
    """The critic is the nearest of slope one by its definition, what it earns a sum, W_1 SciPy's."""
    z, mu, nu = critic.PLACES, np.array(result["mu"]), np.array(result["nu"])
    drawn, mine, best = (
        np.array(values) for values in (state["drawn"], result["critic"], result["potential"])
    )
    assert abs(wasserstein_distance(z, z, mu, nu) - result["value"]) <= 1e-12
    assert abs(mu.sum() - 1) <= 1e-12 and abs(nu.sum() - 1) <= 1e-12
    for function in (mine, best):
        assert np.abs(np.diff(function)).max() <= (z[1] - z[0]) * (1 + 1e-12)
    assert abs(best @ (mu - nu) - result["value"]) <= 1e-12
    assert abs(result["dual"] - result["value"]) <= 1e-12
    assert abs(result["gap"] - (result["value"] - result["dual"])) <= 1e-15
    assert abs(mine @ (mu - nu) - result["score"]) <= 1e-12
    assert result["score"] <= result["value"] + 1e-12
    excess = np.abs(np.subtract.outer(drawn, drawn)) - np.abs(np.subtract.outer(z, z))
    assert abs(result["distance"] - max(0, excess.max()) / 2) <= 1e-12
    assert abs(np.abs(mine - drawn).max() - result["distance"]) <= 1e-12
