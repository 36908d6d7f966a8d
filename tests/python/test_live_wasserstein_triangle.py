"""The live figure wasserstein-triangle, as Python knows it."""

import math

import numpy as np
import ot
import pytest
from scipy.optimize import linprog

from ot_notebook import live
from ot_notebook.live_figures import wasserstein_triangle as figure
from tests.python.legible import assert_legible

ONE = {"a": [1], "b": [1], "c": [1]}


def state(**part):
    return {**figure.start(), **part}


def by_linear_programme(x, y, a, b, p):
    cost = np.linalg.norm(np.array(x)[:, None] - np.array(y), axis=2) ** p
    n, m = cost.shape
    sums = np.vstack([np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))])
    masses = np.r_[np.array(a) / sum(a), np.array(b) / sum(b)]
    return linprog(cost.ravel(), A_eq=sums, b_eq=masses, bounds=(0, None)).fun ** (1 / p)


@pytest.mark.parametrize("p", [1, 2, 3.5])
def test_distances_are_those_of_a_linear_programme(p):
    now = state(p=p)
    result = figure.solve(now)
    for value, (x, y, a, b) in (("first", "xyab"), ("second", "yzbc"), ("direct", "xzac")):
        assert result[value] == pytest.approx(
            by_linear_programme(now[x], now[y], now[a], now[b], p), rel=1e-8
        )
    assert result["value"] == pytest.approx(result["first"] + result["second"] - result["direct"], abs=1e-14)
    assert result["direct"] <= result["glued"] <= result["first"] + result["second"]


def test_order_infinity_asks_for_the_longest_way_alone():
    now = state(x=[[0, 0], [0, 1]], z=[[1, 0], [0, 1]], a=[1, 1], c=[1, 1], p="inf")
    assert figure.solve(now)["direct"] == 1
    assert figure.solve(now)["shortfall"] > 0.1
    glued = figure.solve({**now, "y": now["x"], "b": [1, 1]})
    assert glued["glued"] == 1 and glued["composed"] == [[0, 0, 0.5], [1, 1, 0.5]]
    assert figure.solve({**now, "p": 4})["direct"] == pytest.approx(0.5**0.25, abs=1e-9)


def test_atoms_make_the_triangle_of_the_plane():
    result = figure.solve(state(x=[[0, 0]], y=[[0.3, 0.4]], z=[[0.6, 0]], **ONE))
    assert [result[name] for name in ("first", "second", "direct")] == pytest.approx([0.5, 0.5, 0.6])
    assert result["detour"] == pytest.approx(2 / 3)
    assert result["paths"] == [[0, 0, 0, 1.0]]


def test_the_same_measure_twice_has_no_detour():
    result = figure.solve(state(z=state()["x"], c=state()["a"]))
    assert (result["direct"], result["detour"]) == (0, None)


def test_measures_that_nearly_coincide_have_distances_of_every_order():
    ends = {"x": [[0, 0], [1.25, 1]], "y": [[0, 0.0002], [1.25, 1]], "z": [[0.0001, 0], [1.25, 1]]}
    result = figure.solve(state(**ends, a=[1, 1], b=[1, 1], c=[1, 1], p=8))
    lengths = np.array([0.0002, np.hypot(0.0001, 0.0002), 0.0001])
    found = [result[name] for name in ("first", "second", "direct")]
    assert found == pytest.approx(lengths * 0.5 ** (1 / 8), rel=1e-12)


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"p": 9}, ValueError, r"'p' must be in \[1, 8\], got 9"),
        ({"p": math.inf}, ValueError, "'p' must be"),
        ({"x": [[2, 0]] * 4}, ValueError, r"'x' must lie in \[0, 1.25\] x \[0, 1\], got x\[0\] = \(2, 0\)"),
        ({"y": [[0, 0]] * 6}, ValueError, "'y' must have at most 5 points, got 6"),
        ({"a": [1]}, ValueError, r"'a' must have 4 weights, got 1"),
        ({"b": [0, 0, 0]}, ValueError, "'b' must have a weight above 0"),
        ({"c": [1, 1, 1, 10]}, ValueError, r"'c\[3\]' must be from 0 to 9, got 10"),
        ({"mode": "hand"}, ValueError, "'mode' must be one of"),
        ({"speed": 1}, ValueError, "the state must have a, b, c, mode, p, x, y, z; got"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason(part, error, words):
    with pytest.raises(error, match=f"wasserstein-triangle: .*{words}"):
        figure.check(state(**part))


def test_the_figure_shows_its_numbers_in_words_and_as_a_still():
    shown = live("wasserstein-triangle", p="inf")
    assert f"{shown.result['value']:.4f}" in figure.describe(shown.state, shown.result)
    drawing = figure.still(shown.state, shown.result)
    assert_legible(drawing, 16_000)
    texts = [text.get_text() for text in drawing.axes[1].texts]
    assert f"direct {shown.result['direct']:.3f}" in texts
    assert f"glued plan {shown.result['glued']:.3f}" in texts


def test_glued_plan_at_rest_is_longer_than_the_optimal_one():
    result = figure.solve(figure.start())
    assert result["glued"] > 1.03 * result["direct"]
    a, c = (np.array(figure.start()[name]) / 6 for name in "ac")
    lengths = ot.dist(np.array(figure.start()["x"]), np.array(figure.start()["z"]))
    assert result["direct"] == pytest.approx(ot.emd2(a, c, lengths) ** 0.5, rel=1e-12)
