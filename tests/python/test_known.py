"""The problems of known answer against HiGHS, and the checker of distances against what is none."""

import numpy as np
import pytest

from ot_notebook.solvers import cost
from tests.python.known import KNOWN, commuting_gaussians
from tests.python.transport_rules import assert_distance, linear_programme, random_measures


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_known_values_against_highs(known):
    costs = cost(known.x, known.y, known.p)
    assert linear_programme(known.a, known.b, costs) == pytest.approx(known.value, abs=1e-6)


def test_known_gaussians_are_pushed_forward():
    pair = commuting_gaussians(3)
    assert pair.matrix @ pair.S0 @ pair.matrix == pytest.approx(pair.S1, abs=1e-13)
    moved = (np.eye(3) - pair.matrix) @ pair.S0 @ (np.eye(3) - pair.matrix)
    assert np.trace(moved) + ((pair.m0 - pair.m1) ** 2).sum() == pytest.approx(pair.value, rel=1e-13)


def of_means(change=lambda gap, x, y: gap):
    """Distance of the means, changed into what breaks one rule."""

    def distance(x, y, a, b):
        return float(change(np.linalg.norm(a @ x - b @ y), x, y))

    return distance


def test_a_semidistance_passes():
    assert_distance(of_means(), random_measures())


@pytest.mark.parametrize(
    "change",
    [
        lambda gap, x, y: gap**2,
        lambda gap, x, y: gap + 1,
        lambda gap, x, y: -gap,
        lambda gap, x, y: gap * len(x),
        lambda gap, x, y: gap + abs(np.linalg.norm(x[0]) - np.linalg.norm(y[0])),
        lambda gap, x, y: min(gap, 0.1),
    ],
    ids=["triangle", "identity", "sign", "symmetry", "shift", "scaling"],
)
def test_each_broken_rule_is_seen(change):
    with pytest.raises(AssertionError):
        assert_distance(of_means(change), random_measures())
