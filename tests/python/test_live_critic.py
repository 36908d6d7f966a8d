"""The live figure ``critic`` as Python knows it."""

import json
import re

import numpy as np
import ot
import pytest
from scipy.optimize import linprog

from ot_notebook import live
from ot_notebook.live_figures import critic
from tests.figures import critic as known


def solved(**part):
    state = critic.check({**critic.start(), **part})
    return state, critic.solve(state)


def test_at_rest_the_drawing_is_too_steep_and_earns_a_part():
    state, result = solved()
    assert result["drawnSlope"] > 1.2
    assert result["slope"] <= 1 + 1e-12
    assert 0.4 < result["share"] < 0.8
    assert critic.check(state) == state


@pytest.mark.parametrize("state", known.random_states(np.random.default_rng(4)))
def test_random_states_are_certified(state):
    known.certify(state, critic.solve(critic.check(state)))


@pytest.mark.parametrize("part", known.DEGENERATE.values(), ids=known.DEGENERATE)
def test_degenerate_states_are_certified(part):
    state, result = solved(**part)
    known.certify(state, result)
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert len(critic.describe(state, result)) > 20


@pytest.mark.parametrize("part", known.REFUSED, ids=str)
def test_refusals_have_words(part):
    with pytest.raises((ValueError, TypeError), match=r"critic: .{10,}"):
        solved(**part)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"mu": [[0.5, 1]] * 4}, "'mu' must have at most 3 bumps, got 4"),
        ({"mu": [[0.5, 0]]}, "'mu' must have a weight above 0"),
        ({"nu": [[0.01, 1]]}, "'nu[0][0]' must be in [0.06, 0.94], got 0.01"),
        ({"nu": [[0.5, 1, 2]]}, "'nu' must hold pairs of a centre and a weight"),
        ({"drawn": [0] * 39}, "'drawn' must have 40 entries, got 39"),
        ({"drawn": [0.5] * 40}, "'drawn[0]' must be in [-0.45, 0.45], got 0.5"),
        ({"best": 1}, "'best' must be True or False, got 1"),
        ({"p": 1}, "the state must have best, drawn, mu, nu; got best, drawn, mu, nu, p"),
    ],
)
def test_refusals_say_why(part, words):
    with pytest.raises((ValueError, TypeError), match=re.escape(words)):
        solved(**part)


def test_the_critic_is_nearest_by_a_linear_program():
    _, result = solved()
    drawn, n = np.array(critic.start()["drawn"]), critic.CELLS
    steps, step = np.diff(np.eye(n), axis=0), 1 / n
    rows = np.block(
        [
            [steps, np.zeros((n - 1, 1))],
            [-steps, np.zeros((n - 1, 1))],
            [np.eye(n), -np.ones((n, 1))],
            [-np.eye(n), -np.ones((n, 1))],
        ]
    )
    limits = np.r_[np.full(2 * (n - 1), step), drawn, -drawn]
    least = linprog(np.r_[np.zeros(n), 1], A_ub=rows, b_ub=limits, bounds=(None, None)).fun
    assert result["distance"] == pytest.approx(least, abs=1e-9)


def test_the_best_critic_earns_what_transport_costs():
    _, result = solved()
    mu, nu = np.array(result["mu"]), np.array(result["nu"])
    cost = ot.emd2_1d(critic.PLACES, critic.PLACES, mu, nu, metric="euclidean")
    assert np.array(result["potential"]) @ (mu - nu) == pytest.approx(cost, rel=1e-12)
    assert result["value"] == pytest.approx(cost, rel=1e-12)


def test_words_follow_the_state():
    rest, equal = (critic.describe(*solved(**part)) for part in ({}, known.DEGENERATE["equal measures"]))
    assert f"{solved()[1]['score']:.4f}" in rest
    assert "no critic earns anything" in equal


def test_a_solved_state_meets_the_challenge():
    assert solved(**known.SOLVED)[1]["share"] > 0.95


def test_the_still_shows_the_critic_and_areas_of_the_right_size():
    figure = live("critic")
    drawing = critic.still(figure.state, figure.result)
    field, flow, mass = drawing.axes
    curves = [line.get_ydata() for line in field.lines]
    assert any(np.array_equal(values, figure.result["critic"]) for values in curves)
    areas = [patch.get_width() * patch.get_height() for patch in flow.patches]
    signs = np.sign(figure.result["difference"][:-1])
    assert np.dot(areas, signs) == pytest.approx(figure.result["score"])
    assert len(mass.patches) == 80
