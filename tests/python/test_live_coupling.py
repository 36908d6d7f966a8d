"""The live figure ``coupling`` in Python: its states, refusals, results and still."""

import json

import numpy as np
import pytest
from scipy.optimize import linprog

from ot_notebook import live, live_figures
from tests.figures import coupling as case

coupling = live_figures.load("coupling")


@pytest.fixture
def state():
    return coupling.check(coupling.start())


def test_the_state_at_rest_is_in_its_plain_form(state):
    assert state == coupling.start()
    assert (state["kind"], state["start"], state["hand"]) == ("optimal", "product", None)
    assert json.loads(json.dumps(state)) == state


def test_a_page_may_give_its_own_measures():
    x, y = np.random.default_rng(0).random((2, 2, 2))
    state = coupling.check(coupling.start(x, y, [1 / 3, 2 / 3], [0.5, 0.5], p=2, kind="corner"))
    assert state["a"] == [0.3333, 0.6667]
    assert state["cycle"] == [0, 0, 1, 1]
    assert coupling.check(coupling.start(x[:1], y, [1], [0.5, 0.5]))["cycle"] is None


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"p": 5}, ValueError, r"'p' must be in \[1, 4\], got 5"),
        ({"x": [[0.1, float("nan")]] * 3}, ValueError, "'x' must be finite"),
        ({"x": []}, ValueError, "'x' must not be empty"),
        ({"y": [[0.1, 1.2]] * 4}, ValueError, r"'y' must lie in .* got y\[0\] = \(0\.1, 1\.2\)"),
        ({"y": [[0.1, 0.2]] * 13}, ValueError, "'y' must have at most 12 points, got 13"),
        ({"y": [[0.1, 0.2, 0.3]] * 4}, ValueError, "'y' must hold points of the plane, got dimension 3"),
        ({"a": [0.5, 0.5]}, ValueError, "'a' must have 3 weights, got 2"),
        ({"a": [0.5, 0.3, 0.3]}, ValueError, "'a' must have mass 1"),
        ({"b": [0.7, 0.5, -0.2, 0]}, ValueError, "'b' must be nonnegative"),
        (
            {"kind": "best"},
            ValueError,
            "'kind' must be one of 'optimal', 'product', 'corner', 'mine', got 'best'",
        ),
        ({"start": "mine"}, ValueError, "'start' must be one of 'optimal', 'product', 'corner', got 'mine'"),
        ({"hand": [[1]]}, ValueError, "'hand' must have 3 rows of 4 masses"),
        ({"hand": [[0.125] * 4, [0.075] * 4, [0.05] * 4]}, ValueError, "row sums 'a' and the column sums"),
        (
            {"hand": [[-0.1, 0.4, 0.1, 0.1], [0.3, 0, 0, 0], [0, 0, 0.2, 0]]},
            ValueError,
            "'hand' must be nonnegative",
        ),
        ({"cycle": None}, ValueError, r"'cycle' must be \[i, j, k, l\], got None"),
        ({"cycle": [0, 0, 0, 1]}, ValueError, "'cycle' must have two rows and two columns"),
        ({"cycle": [0, 0, 1, 4]}, ValueError, r"'cycle\[3\]' must be from 0 to 3, got 4"),
        ({"x": [[0, 0]], "a": [1]}, ValueError, "'cycle' must be None where there is one row"),
        ({"speed": 1}, ValueError, "the state must have .* got .*speed"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason_and_changes_nothing(part, error, words):
    figure = live("coupling")
    before = figure.state, figure.result
    with pytest.raises(error, match=words):
        figure.state = {**figure.state, **part}
    assert (figure.state, figure.result) == before


@pytest.mark.parametrize("part", [*case.REFUSED])
def test_what_the_browser_refuses_is_refused_here(state, part):
    with pytest.raises((ValueError, TypeError), match=r"^coupling: .{10,}"):
        coupling.check({**state, **part})


def test_results_are_certified_on_random_and_degenerate_states(state):
    states = [*case.random_states(np.random.default_rng(1)), case.largest()]
    states += [{**state, **part} for part in case.DEGENERATE.values()]
    for one in map(coupling.check, states):
        result = coupling.solve(one)
        case.certify(one, result)
        assert json.loads(json.dumps(result)) == result


def test_the_cheapest_plan_is_that_of_a_linear_programme(state):
    cost = np.linalg.norm(np.array(state["x"])[:, None] - state["y"], axis=2)
    sums = np.vstack([np.kron(np.eye(3), np.ones(4)), np.tile(np.eye(4), 3)])
    solved = linprog(cost.ravel(), A_eq=sums, b_eq=state["a"] + state["b"])
    result = coupling.solve(state)
    assert result["value"] == result["optimalValue"] == pytest.approx(solved.fun, rel=1e-9)
    assert abs(result["gap"]) < 1e-12
    assert result["excess"] == pytest.approx(0, abs=1e-12)


def test_the_plan_shown_is_priced_against_the_cheapest(state):
    product = coupling.solve({**state, "kind": "product"})
    x, y, a, b = (np.array(state[name]) for name in "xyab")
    independent = sum(a[i] * b[j] * np.hypot(*(x[i] - y[j])) for i in range(len(a)) for j in range(len(b)))
    assert product["value"] == product["productValue"] == pytest.approx(independent, rel=1e-12)
    assert product["gap"] == pytest.approx(product["value"] - product["optimalValue"], rel=1e-9)
    assert product["excess"] == pytest.approx(product["value"] / product["optimalValue"] - 1, rel=1e-12)


def test_the_corner_plan_fills_from_the_upper_left(state):
    result = coupling.solve({**state, "kind": "corner"})
    expected = [[0.2, 0.3, 0, 0], [0, 0.1, 0.2, 0], [0, 0, 0.1, 0.1]]
    np.testing.assert_allclose(result["plan"], expected, atol=1e-12)


def test_the_readers_plan_is_the_one_it_starts_from_until_mass_is_moved(state):
    for name in coupling.STARTS:
        mine = coupling.solve({**state, "kind": "mine", "start": name})
        assert mine["plan"] == coupling.solve({**state, "kind": name})["plan"]
    solved = coupling.solve({**state, **case.SOLVED})
    assert solved["plan"] == case.SOLVED["hand"]
    assert solved["excess"] < 0.05


def test_two_moves_lead_from_the_corner_plan_to_the_optimum(state):
    plan, moves = np.array(coupling.solve({**state, "kind": "corner"})["plan"]), ([0, 2, 1, 0], [0, 3, 2, 2])
    for cycle in moves:
        now = coupling.check({**state, "kind": "mine", "hand": np.round(plan, 4).tolist(), "cycle": cycle})
        before = coupling.solve(now)
        i, j, k, l = cycle  # noqa: E741
        step = before["cycle"]["room"] - before["cycle"]["mass"]
        plan[[i, k], [j, l]] += step
        plan[[i, k], [l, j]] -= step
        after = coupling.solve({**now, "hand": np.round(plan, 4).tolist()})
        assert after["value"] - before["value"] == pytest.approx(step * before["cycle"]["unitCost"], rel=1e-9)
        assert after["cycle"]["mass"] == pytest.approx(after["cycle"]["room"])
    assert after["excess"] == pytest.approx(0, abs=1e-9)


def test_no_excess_where_the_cheapest_plan_costs_nothing(state):
    part = case.DEGENERATE["only the optimum costs nothing"]
    assert coupling.solve({**state, **part})["excess"] is None
    assert coupling.solve({**state, **part, "kind": "optimal"})["excess"] == 0


def test_words_and_still_follow_the_state(state):
    seen = set()
    for kind in coupling.KINDS:
        now = {**state, "kind": kind, "start": "corner"}
        result = coupling.solve(now)
        words = coupling.describe(now, result)
        assert f"{result['value']:.4f}" in words and f"{result['dual']:.4f}" in words
        assert coupling.still(now, result).alt == words
        seen.add(words)
    assert len(seen) == 4
