"""The live figure escaping-mass, as Python knows it."""

import numpy as np
import pytest
from scipy.stats import wasserstein_distance

from ot_notebook import live
from ot_notebook.live_figures import escaping_mass as figure
from tests.python.legible import assert_legible


def test_at_rest_three_orders_disagree():
    result = figure.solve(figure.start())
    one, two, four = (curve[-1] for curve in result["curves"])
    assert (one, two, four) == pytest.approx((1000**-0.5, 1, 1000**0.25), rel=1e-12)
    assert result["narrowCurve"][-1] == pytest.approx(1e-3, rel=1e-12)
    assert result["rate"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("n", [1, 2, 77, 1000])
@pytest.mark.parametrize("a", [0.1, 0.5, 1.25])
def test_order_one_is_scipys_and_every_order_is_the_moment(n, a):
    by_scipy = wasserstein_distance([0, n**a], [0], [1 - 1 / n, 1 / n], [1])
    assert figure.solve({"n": n, "a": a, "p": 1})["value"] == pytest.approx(by_scipy, rel=1e-12)
    for p in (2, 3.5):
        result = figure.solve({"n": n, "a": a, "p": p})
        moment = np.average(np.array([0, n**a]) ** p, weights=[1 - 1 / n, 1 / n])
        assert result["value"] == pytest.approx(moment ** (1 / p), rel=1e-12)
        assert result["dual"] == pytest.approx(result["value"], rel=1e-12)
        assert result["error"] < 1e-12


def test_narrow_distance_does_not_know_where_the_mass_went():
    near, far = (figure.solve({"n": 50, "a": a, "p": 2})["narrow"] for a in (0.1, 1.25))
    assert near == far == pytest.approx(0.02, rel=1e-12)


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"n": 0}, ValueError, "'n' must be from 1 to 1000, got 0"),
        ({"n": 2.5}, TypeError, "'n' must be"),
        ({"a": 0}, ValueError, r"'a' must be in \[0.1, 1.25\], got 0"),
        ({"p": 5}, ValueError, r"'p' must be in \[1, 4\], got 5"),
        ({"p": "inf"}, TypeError, "'p' must be a real number, got str"),
        ({"speed": 1}, ValueError, "the state must have a, n, p; got a, n, p, speed"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason(part, error, words):
    with pytest.raises(error, match=f"escaping-mass: .*{words}"):
        figure.check({**figure.start(), **part})


@pytest.mark.parametrize(
    ("a", "end"), [(0.4, "tends to 0 as"), (0.5, "stays 1"), (0.6, "grows without bound")]
)
def test_words_tell_where_the_distance_goes(a, end):
    shown = live("escaping-mass", a=a)
    assert end in figure.describe(shown.state, shown.result)


@pytest.mark.parametrize("state", [{"n": 20, "a": 0.5, "p": 2}, {"n": 1, "a": 1.25, "p": 2.5}])
def test_still_is_legible(state):
    assert_legible(figure.still(state, figure.solve(state)), 16_000)
