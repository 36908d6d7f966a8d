"""The live figure ``prices`` as Python knows it."""

import json
import re

import numpy as np
import pytest
from scipy.optimize import linprog

from ot_notebook import live
from ot_notebook.live_figures import prices
from tests.figures import prices as known


def solved(**part):
    state = prices.check({**prices.start(), **part})
    return state, prices.solve(state)


def test_at_rest_the_prices_can_be_bettered_and_nothing_is_overcharged():
    state, result = solved()
    assert 0.1 < result["share"] < 0.6
    assert result["violated"] == []
    assert prices.check(state) == state
    assert prices.start(p=1)["p"] == 1


@pytest.mark.parametrize("state", known.random_states(np.random.default_rng(4)))
def test_random_states_are_certified(state):
    known.certify(state, prices.solve(prices.check(state)))


@pytest.mark.parametrize("part", known.DEGENERATE.values(), ids=known.DEGENERATE)
def test_degenerate_states_are_certified(part):
    state, result = solved(**part)
    known.certify(state, result)
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@pytest.mark.parametrize("part", known.REFUSED, ids=str)
def test_refusals_have_words(part):
    with pytest.raises((ValueError, TypeError), match=r"prices: .{10,}"):
        solved(**part)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"x": [0.1] * 9}, "'x' must have at most 8 entries, got 9"),
        ({"y": [0, 0, 0, 0, 1.6]}, r"'y[4]' must be in [0, 1.5], got 1.6"),
        ({"a": [0, 0, 0, 0]}, "'a' must have a weight above 0"),
        ({"a": [1]}, "'a' must have 4 entries, got 1"),
        ({"mode": "free"}, "'mode' must be one of 'answer', 'both', 'best', got 'free'"),
        ({"helped": 1}, "'helped' must be True or False, got 1"),
        ({"colour": "red"}, "the state must have a, b, helped, mode, p, phi, psi, x, y; got a, b, colour"),
    ],
)
def test_refusals_say_why(part, words):
    with pytest.raises((ValueError, TypeError), match=re.escape(words)):
        solved(**part)


def test_the_best_bound_is_that_of_a_linear_program():
    state, result = solved(mode="best")
    a, b = (np.array(state[side]) / sum(state[side]) for side in "ab")
    cost = np.subtract.outer(state["x"], state["y"]) ** 2
    pairs = np.array([np.r_[np.eye(4)[i], np.eye(5)[j]] for i in range(4) for j in range(5)])
    dual = linprog(-np.r_[a, b], A_ub=pairs, b_ub=cost.ravel(), bounds=(None, None))
    assert result["bound"] == pytest.approx(-dual.fun, rel=1e-9)
    assert all([i, j] in result["tight"] for i, j, _ in result["plan"])


def test_overcharged_pairs_are_told_with_their_excess():
    state, result = solved(mode="both", psi=[0, 0.3, 0, -0.2, -0.1])
    phi, psi = np.array(state["phi"]), np.array(state["psi"])
    excess = phi[:, None] + psi - np.subtract.outer(state["x"], state["y"]) ** 2
    assert {(i, j): e for i, j, e in result["violated"]} == pytest.approx(
        {(int(i), int(j)): excess[i, j] for i, j in np.argwhere(excess > 0)}
    )
    assert result["violation"] == pytest.approx(excess.max())
    assert result["bound"] == pytest.approx(result["earned"] - excess.max())


def test_words_follow_the_state():
    rest, over = (prices.describe(*solved(**part)) for part in ({}, {"mode": "both", "psi": [9] * 5}))
    assert f"{solved()[1]['bound']:.4f}" in rest and f"{solved()[1]['value']:.4f}" in rest
    assert "20 pairs are asked for more than their cost" in over


def test_a_solved_state_meets_the_challenge():
    assert solved(**known.SOLVED)[1]["share"] > 0.99


def test_the_still_shows_the_prices():
    figure = live("prices")
    drawing = prices.still(figure.state, figure.result)
    texts = {text.get_text() for axes in drawing.axes for text in axes.texts}
    assert {
        "φ",
        "ψ",
        f"bound {figure.result['bound']:.3f}",
        f"cheapest plan {figure.result['value']:.3f}",
    } <= texts
    squares = [line.get_xydata() for line in drawing.axes[0].lines if line.get_marker() == "s"]
    assert np.allclose(squares[0], np.c_[figure.state["y"], figure.result["psi"]])
