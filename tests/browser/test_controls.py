"""The figure's buttons, fields, exports and its worker."""

import csv
import io
import itertools
import math
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from tests.browser.agreement import agree, printed
from tests.browser.figure import Figure
from tests.figures.assignment import random_state

pytestmark = pytest.mark.browser

CAPTURE = """
  window.copied = []; window.files = [];
  Object.defineProperty(navigator, "clipboard", {configurable: true,
    value: {writeText: async (text) => { window.copied.push(text); }}});
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.blob = blob; return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () {
    window.files.push({name: this.download, blob: window.blob});
  };
"""
STEPS = [
    ("Add a pair", (9, 9)),
    ("Add a source", (10, 9)),
    ("Add a target", (10, 10)),
    ("Remove a pair", (9, 9)),
    ("Remove a pair", (8, 8)),
]


def copied(figure, button):
    figure.run(CAPTURE)
    figure.press(button)
    figure.wait("copied.length === 1")
    return figure.get("copied[0]")


def downloaded(figure, button):
    figure.run(CAPTURE)
    figure.press(button)
    figure.wait("files.length === 1")
    return figure.run(
        "const [{name, blob}] = files; return {name, type: blob.type, text: await blob.text()};"
    )


def test_copy_as_python_runs_to_the_same_number(figure):
    figure.drag("x3", 40, 25)
    program = copied(figure, "Copy as Python")
    assert program == figure.get("el.python()")
    assert math.isclose(float(printed(program)[0][-1]), figure.result["value"], rel_tol=1e-9)
    assert figure.get(
        "[...el.querySelectorAll('[role=status]')].some((p) => p.textContent.includes('copied'))"
    )


def test_copy_link(figure):
    figure.drag("y1", -50, 20)
    assert copied(figure, "Copy link") == figure.get("el.link()")


def test_copying_not_allowed_offers_the_text(figure):
    figure.run(
        "Object.defineProperty(navigator, 'clipboard',"
        " {configurable: true, value: {writeText: () => Promise.reject(new Error('no'))}})"
    )
    figure.press("Copy as Python")
    figure.wait("el.querySelector('textarea').checkVisibility()")
    assert figure.get("el.querySelector('textarea').value") == figure.get("el.python()")


def test_download_svg(figure):
    file = downloaded(figure, "Download SVG")
    assert file["name"] == "assignment.svg" and file["type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(file["text"].encode())
    tags = [element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()]
    assert tags[0] == "svg" and tags[1] == "title"
    lines = [e for e in root.iter() if e.tag.endswith(("line", "path")) and e.get("stroke", "none") != "none"]
    assert len(lines) >= 8
    assert "var(" not in file["text"] and "class=" not in file["text"]


def test_download_csv(figure):
    figure.set(mode="hand", drawn=[3] + [None] * 7)
    file = downloaded(figure, "Download CSV")
    state, result = figure.state, figure.result
    rows = list(csv.DictReader(io.StringIO(file["text"])))
    assert file["name"] == "assignment.csv"
    assert [int(row["target"]) for row in rows] == result["assignment"]
    assert [[float(row["source_x"]), float(row["source_y"])] for row in rows] == state["x"]
    total = sum(float(row["mass"]) * float(row["cost"]) for row in rows)
    assert math.isclose(total, result["value"], rel_tol=1e-9)
    assert [row["drawn_target"] for row in rows] == ["3"] + [""] * 7


def test_add_and_remove_points(figure):
    for button, sizes in STEPS:
        figure.press(button)
        figure.wait("el.state.x.length === args[0] && el.state.y.length === args[1]", *sizes)
        agree("assignment", figure.state, figure.result)
        figure.wait("el.querySelectorAll('[data-key]').length === args[0]", sum(sizes))


def test_remove_the_chosen_point(figure):
    before = figure.state["y"]
    figure.button("Remove the point")
    figure.focus("y2")
    figure.press("Remove the point")
    figure.wait("el.state.y.length === 7")
    assert figure.state["y"] == before[:2] + before[3:]


def test_splitting_example_has_no_map(figure):
    figure.press("Split an atom")
    figure.wait("el.state.x.length === 1 && el.state.y.length === 2")
    result = figure.result
    assert result["feasible"] is False and result["value"] is None
    assert result["planValue"] > 0
    figure.wait("el.querySelector('.ot-instruction').textContent.includes('No map')")
    figure.press("Reset")
    figure.wait("el.state.x.length === 8")


def test_exponent_slider(figure, engine):
    figure.run("el.querySelector('input[type=range]').focus()")
    engine.press("End")
    figure.wait("el.state.p === 4")
    agree("assignment", figure.state, figure.result)
    engine.press("Home")
    figure.wait("el.state.p === 1")
    agree("assignment", figure.state, figure.result)


def test_mode_button_draws_by_hand(figure):
    figure.press("Draw my own")
    figure.wait("el.state.mode === 'hand'")
    figure.press("Show the optimum")
    figure.wait("el.state.mode === 'optimal'")


def test_number_fields_place_a_point(figure, engine):
    figure.press("More")
    figure.focus("y2")
    figure.wait("!el.querySelector('input[type=number]').disabled")
    for k, value in enumerate(("0.75", "0.4")):
        figure.run(
            "const input = el.querySelectorAll('input[type=number]')[args[0]]; input.focus(); input.select()",
            k,
        )
        engine.type(value)
    figure.wait("el.state.y[2].join() === '0.75,0.4'")
    agree("assignment", figure.state, figure.result)


def test_all_assignments_of_eight_points(figure):
    rng = np.random.default_rng(11)
    drawn = rng.permutation(8).tolist()
    state = random_state(rng, 8, 8, 2) | {"mode": "hand", "drawn": drawn}
    figure.set(**state)
    x, y = np.array(state["x"]), np.array(state["y"])
    cost = ((x[:, None] - y) ** 2).sum(2)
    maps = np.array(list(itertools.permutations(range(8))))
    values = cost[np.arange(8), maps].mean(1)
    mine = values[(maps == drawn).all(1)][0]
    figure.press("Try all")
    figure.wait("el.querySelector('.ot-task-words').textContent.includes('40')", seconds=30)
    words = figure.get("el.querySelector('.ot-task-words').textContent")
    numbers = [float(text) for text in re.findall(r"\d+\.\d+", words)]
    percent = float(re.search(r"([\d.]+)\s*%", words)[1])
    for number in (values.mean(), values.min(), mine):
        assert any(math.isclose(number, shown, rel_tol=1e-5) for shown in numbers), (number, words)
    assert 100 * (values < mine).mean() == pytest.approx(percent, abs=1), words
    assert math.isclose(values.min(), figure.result["value"], rel_tol=1e-9)


def test_theme_changes_the_colours(figure):
    look = (
        "[getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(el.querySelector('[data-key=x0] > :last-child *')).fill,"
        " getComputedStyle(el.querySelector('.ot-instruction')).color]"
    )
    figure.run("document.documentElement.dataset.theme = 'light'")
    light = figure.get(look)
    figure.run("document.documentElement.dataset.theme = 'dark'")
    figure.wait(f"JSON.stringify({look}) !== args[0]", figure.get("JSON.stringify(args[0])", light))
    dark = figure.get(look)
    assert all(a != b for a, b in zip(light, dark, strict=True)), (light, dark)


def test_a_button_that_can_do_nothing_keeps_the_focus(engine, base):
    engine.resize(1280, 900)
    live = Figure(engine, base + "book/discrete.html", "fig-simplex-steps").open()
    live.set(step=live.result["pivots"] - 1)
    live.frame()
    live.run("el.querySelector(args[0]).focus()", live.button("Next pivot"))
    for _ in range(2):
        engine.press("Enter")
        live.frame()
    assert live.state["step"] == live.result["pivots"] and live.get("el.querySelector('.ot-alert').hidden")
    button = "document.activeElement"
    assert live.get(f"[{button}.textContent, {button}.getAttribute('aria-disabled')]") == [
        "Next pivot",
        "true",
    ]
    live.press("Back")
    live.frame()
    assert live.get("el.querySelector('.ot-controls [aria-disabled=true]') === null")
