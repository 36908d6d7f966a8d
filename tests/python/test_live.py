"""LiveFigure: one class, a widget in Jupyter and an element of the page while the book is built."""

import json
from itertools import permutations

import numpy as np
import pytest
from lxml import html

from ot_notebook import live, live_figures, solvers
from ot_notebook.live import PAGE_MIME


@pytest.fixture
def figure():
    return live("assignment", n=5, seed=1)


def changed(state, **part):
    return {**state, **part}


def test_start_is_seeded_and_at_rest(figure):
    again = live("assignment", n=5, seed=1)
    other = live("assignment", n=5, seed=2)
    assert figure.state == again.state != other.state
    assert figure.state["drawn"] == [None] * 5
    assert figure.state["mode"] == "optimal"


def test_result_is_there_at_once_and_is_the_least_of_all_assignments(figure):
    cost = solvers.cost(figure.state["x"], figure.state["y"], 2)
    least = min(cost[range(5), order].mean() for order in permutations(range(5)))
    assert figure.result["value"] == pytest.approx(least, rel=1e-12)
    assert abs(figure.result["gap"]) < 1e-12


def test_setting_the_state_solves_again(figure):
    state = figure.state
    figure.state = changed(state, y=state["x"])
    assert figure.result["value"] == 0
    figure.state = changed(state, p=1)
    expected = solvers.assignment(state["x"], state["y"], 1)
    assert figure.result["value"] == expected.value
    assert figure.result["assignment"] == expected.assignment.tolist()


def test_what_the_reader_drew_is_priced(figure):
    state, best = figure.state, figure.result["assignment"]
    assert figure.result["handValue"] is None
    figure.state = changed(state, drawn=best)
    assert figure.result["handExcess"] == pytest.approx(0, abs=1e-12)
    figure.state = changed(state, drawn=[best[0]] * 5)
    assert figure.result["handValue"] is None
    worse = best[1:] + best[:1]
    figure.state = changed(state, drawn=worse)
    cost = solvers.cost(state["x"], state["y"], 2)[range(5), worse].mean()
    assert figure.result["handExcess"] == pytest.approx(cost / figure.result["value"] - 1, rel=1e-12)


def test_no_map_when_an_atom_must_split():
    figure = live("assignment", n=1, m=2, seed=0)
    result = figure.result
    assert (result["feasible"], result["value"], result["assignment"]) == (False, None, None)
    assert "not a whole number" in result["reason"]
    assert [mass for _, _, mass in result["plan"]] == [0.5, 0.5]
    assert result["planValue"] == pytest.approx(result["dual"], rel=1e-12)
    assert "no map" in live_figures.load("assignment").describe(figure.state, result)


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"p": 5}, ValueError, r"'p' must be in \[1, 4\], got 5"),
        ({"p": "2"}, TypeError, "'p' must be a real number, got str"),
        ({"x": [[0.1, 0.2], [float("nan"), 0]]}, ValueError, "'x' must be finite"),
        ({"x": []}, ValueError, "'x' must not be empty"),
        ({"y": [[0.1, 1.2]]}, ValueError, r"'y' must lie in .* got y\[0\] = \(0\.1, 1\.2\)"),
        ({"y": [[0.1, 0.2]] * 65}, ValueError, "'y' must have at most 64 points, got 65"),
        ({"y": [[0.1, 0.2, 0.3]]}, ValueError, "'y' must hold points of the plane, got dimension 3"),
        ({"mode": "fast"}, ValueError, "'mode' must be one of 'optimal', 'hand', got 'fast'"),
        ({"drawn": [0]}, ValueError, "'drawn' must have an entry for each of 5 sources, got 1"),
        ({"drawn": [5, None, None, None, None]}, ValueError, r"'drawn\[0\]' must be from 0 to 4, got 5"),
        (
            {"speed": 1},
            ValueError,
            "the state must have drawn, mode, p, x, y; got drawn, mode, p, speed, x, y",
        ),
    ],
)
def test_a_bad_state_is_refused_with_the_reason_and_changes_nothing(figure, part, error, words):
    before = figure.state, figure.result
    with pytest.raises(error, match=words):
        figure.state = changed(figure.state, **part)
    assert (figure.state, figure.result) == before


def test_unknown_names_and_mixed_arguments_are_refused(figure):
    with pytest.raises(ValueError, match="there is no figure 'assignement'; there are assignment"):
        live("assignement")
    with pytest.raises(TypeError, match="give 'state' or parameters, not both; got state and n"):
        live("assignment", state=figure.state, n=3)


def test_a_state_makes_the_figure_that_had_it(figure):
    assert live("assignment", state=figure.state).result == figure.result


def test_the_page_gets_an_element_with_state_still_caption_and_text(monkeypatch):
    monkeypatch.setenv("OT_NOTEBOOK_BUILD", "1")
    figure = live("assignment", n=3, seed=0, anchor="fig-three")
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {PAGE_MIME, "text/plain"}
    assert figure.comm is None
    element = html.fragment_fromstring(bundle[PAGE_MIME])
    assert (element.tag, element.get("name"), element.get("id")) == ("ot-figure", "assignment", "fig-three")
    assert json.loads(element.find("script").text) == figure.state
    assert element.xpath("./figure/div[@class='ot-still']//*[local-name()='svg']")
    assert "target" in element.xpath("string(./figure/figcaption)")
    assert f"{figure.result['value']:.4f}" in element.xpath("string(./figure/p)")


def test_jupyter_gets_the_widget_and_html_for_hosts_without_one(figure, monkeypatch):
    monkeypatch.delenv("OT_NOTEBOOK_BUILD", raising=False)
    data, _ = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].startswith("<ot-figure")
    assert PAGE_MIME not in data


def test_results_are_plain_json(figure):
    assert json.loads(json.dumps(figure.result)) == figure.result
    assert not any(isinstance(value, np.generic) for value in figure.result.values())
