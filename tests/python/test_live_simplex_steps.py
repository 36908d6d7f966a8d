"""The live figure ``simplex-steps`` as Python knows it."""

import numpy as np
import pytest

from ot_notebook import live, solvers
from ot_notebook.live_figures import simplex_steps
from tests.figures import simplex_steps as case
from tests.python.legible import assert_legible


def solved(**part):
    state = simplex_steps.check(simplex_steps.start() | part)
    return state, simplex_steps.solve(state)


def test_start_is_in_the_middle_of_a_run():
    result = live("simplex-steps").result
    assert 0 < result["step"] < result["pivots"]
    assert result["bases"][result["step"]]["entering"]


def test_the_page_may_give_its_own_points():
    figure = live("simplex-steps", x=[(0, 0), (1, 0)], y=[(0, 1)], a=[0.4, 0.6], b=[1], step=0)
    assert figure.result["value"] == pytest.approx(0.4 * 1 + 0.6 * 2)


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"x": []}, ValueError, "'x' must not be empty"),
        ({"x": [[0.1, 0.1]] * 13}, ValueError, "'x' must have at most 12 points, got 13"),
        ({"y": [[0.1, 0.1, 0.1]] * 5}, ValueError, "'y' must hold points of the plane, got dimension 3"),
        (
            {"y": [[0.1, 1.1]] * 5},
            ValueError,
            r"'y' must lie in \[0, 1.5\] x \[0, 1\], got y\[0\] = \(0.1, 1.1\)",
        ),
        ({"a": [0.5, 0.5]}, ValueError, "'a' must have 5 weights, got 2"),
        ({"a": [0.5, 0.5, 0, 0, 0]}, ValueError, r"'a' must be at least 0.0001, got a\[2\] = 0"),
        ({"b": [0.3] * 5}, ValueError, "'b' must have mass 1"),
        ({"p": "2"}, TypeError, "'p' must be a real number, got str"),
        ({"start": "vogel"}, ValueError, "'start' must be one of 'north-west', 'greedy', got 'vogel'"),
        ({"pricing": "all"}, ValueError, "'pricing' must be one of 'least', 'rows', got 'all'"),
        ({"choices": 3}, TypeError, "'choices' must be a list of pairs, got int"),
        ({"choices": [[0, 1], [2]]}, ValueError, r"'choices\[1\]' must be two integers, got \[2\]"),
        ({"choices": [[0, 5]]}, ValueError, r"'choices\[0\]\[1\]' must be from 0 to 4, got 5"),
        ({"choices": [[0, 0]] * 1000}, ValueError, "'choices' must have at most 999 pairs, got 1000"),
        ({"step": 1.5}, TypeError, "'step' must be an integer, got float"),
        ({"speed": 1}, ValueError, "the state must have a, b, choices, p, pricing, start, step, x, y; got"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason(part, error, words):
    with pytest.raises(error, match=words):
        simplex_steps.check(simplex_steps.start() | part)


@pytest.mark.parametrize("part", case.DEGENERATE.values(), ids=case.DEGENERATE)
def test_degenerate_runs_are_certified(part):
    case.certify(*solved(**part))


def test_random_runs_are_certified():
    for state in case.random_states(np.random.default_rng(1)):
        case.certify(state, simplex_steps.solve(simplex_steps.check(state)))


def test_the_check_of_a_run_can_fail():
    state, result = solved(choices=[[0, 4]])
    result["bases"] = solved()[1]["bases"]
    with pytest.raises(AssertionError):
        case.certify(state, result | {"pivots": len(result["bases"]) - 1})
    state, result = solved()
    result["bases"][3]["masses"][0] += 1e-6
    with pytest.raises(AssertionError):
        case.certify(state, result)
    state, result = solved()
    result["bases"][2], result["bases"][3] = result["bases"][3], result["bases"][2]
    with pytest.raises(AssertionError):
        case.certify(state, result)


def test_sorted_points_of_a_line_need_no_pivot():
    assert solved(**case.SOLVED)[1]["pivots"] == 0
    assert solved()[1]["pivots"] == 7


def test_words_tell_what_enters_and_when_it_is_over():
    assert "Source 3 to target 4 enters, as its reduced cost is -0.50" in simplex_steps.describe(*solved())
    assert "so it is optimal" in simplex_steps.describe(*solved(step=999))


@pytest.mark.parametrize("part", [{}, {"step": 7}, case.DEGENERATE["equal weights"], case.largest()])
def test_the_still_is_legible_and_shows_the_tree(part):
    state, result = solved(**part)
    basis, still = result["bases"][result["step"]], simplex_steps.still(state, result)
    assert_legible(still, 80_000)
    x, y = np.array(state["x"]), np.array(state["y"])
    drawn = {tuple(np.ravel(part.get_segments()[0]).round(9)) for part in still.axes[0].collections}
    pairs = [*basis["pairs"], *([basis["entering"]] if basis["entering"] else [])]
    assert drawn == {tuple(np.round((*x[i], *y[j]), 9)) for i, j in pairs}


def test_the_still_frames_the_negative_reduced_costs():
    state, result = solved()
    basis, table = result["bases"][4], simplex_steps.still(state, result).axes[1]
    reduced = solvers.cost(state["x"], state["y"]) - np.array(basis["f"])[:, None] - basis["g"]
    framed = {(4 - int(p.get_y()), int(p.get_x())) for p in table.patches if not p.get_fill()}
    assert framed == {tuple(pair) for pair in np.argwhere(reduced < -1e-12).tolist()}
