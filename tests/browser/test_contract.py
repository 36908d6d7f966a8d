"""The live element: ready, state, setState, result, link, python, ot-change, on a page of the built book."""

import numpy as np
import pytest

from tests.browser.agreement import agree
from tests.browser.figure import Figure
from tests.figures.assignment import random_state

pytestmark = pytest.mark.browser


def test_mounts(figure):
    assert figure.get("el.ready.then(() => el.dataset.status)") == "ready"
    assert figure.get("el.querySelectorAll('[data-key]').length") == 16
    assert not figure.get("el.querySelector('.ot-still').checkVisibility()")
    agree("assignment", figure.state, figure.result)


def test_set_state_round_trip(figure):
    state = random_state(np.random.default_rng(1), 5, 5, 1.5) | {
        "mode": "hand",
        "drawn": [2, None, 0, 4, None],
    }
    figure.set(**state)
    assert figure.state == state


def test_state_is_a_copy(figure):
    before = figure.state
    figure.run("const s = el.state; s.x[0][0] = 99; s.p = 99")
    assert figure.state == before


def test_change_event(figure):
    detail = figure.run(
        "const told = new Promise((done) => el.addEventListener('ot-change', done, {once: true}));"
        "el.setState({p: 1}); return (await told).detail;"
    )
    assert detail["state"] == figure.state
    assert detail["result"] == figure.result
    assert detail["state"]["p"] == 1
    assert 0 <= detail["milliseconds"] < 1000


def test_change_event_tells_of_its_own_moment_by_copies(figure):
    kept = figure.run(
        "let kept; el.addEventListener('ot-change', (event) => { kept ??= event.detail; });"
        "const told = new Promise((done) => el.addEventListener('ot-change', done, {once: true}));"
        "el.setState({p: 1}); await told;"
        "el.setState({p: 3}); kept.state.x[0][0] = 99; kept.result.value = 99; return kept;"
    )
    assert kept["state"]["p"] == 1 and kept["state"]["x"] == figure.state["x"]
    assert kept["result"]["value"] not in (99, figure.result["value"])


def test_link_restores_the_state(figure, engine):
    state = random_state(np.random.default_rng(2), 6, 3, 3)
    figure.set(**state | {"mode": "hand", "drawn": [0, 1, None, 2, None, 0]})
    state, link = figure.state, figure.get("el.link()")
    assert link.startswith(figure.url + "#fig-assignment=")
    fresh = Figure(engine, figure.url).open(link.removeprefix(figure.url))
    assert fresh.state == state


def test_link_followed_on_the_page_itself(figure):
    before = figure.state
    figure.set(p=3.5)
    link = figure.get("el.link()")
    figure.set(**before)
    figure.run("location.hash = args[0]", link.removeprefix(figure.url))
    figure.wait("el.state.p === 3.5")


def test_mounts_when_it_nears_the_viewport(engine, base):
    """A figure far below sends for nothing until the page is scrolled towards it."""
    engine.resize(360, 300)
    figure = Figure(engine, base + "book/monge.html")
    engine.goto(figure.url)
    sent = "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('assignment.js')).length"
    assert figure.get("el.getBoundingClientRect().top") > 800
    assert figure.get("el.dataset.status ?? null") is None
    assert figure.get(sent) == 0
    figure.run("el.scrollIntoView({behavior: 'instant'})")
    figure.wait("el.dataset.status === 'ready'")
    assert figure.get(sent) == 1


@pytest.mark.parametrize("fragment", ["%%%", "bm90IGpzb24", "eyJwIjo5OX0", "W10"])
def test_broken_link_is_told_in_the_figure(engine, base, fragment):
    engine.resize(1280, 900)
    figure = Figure(engine, base + "book/monge.html").open()
    normal = figure.state
    broken = figure.open(f"#fig-assignment={fragment}")
    sentence = broken.get("el.querySelector('[role=alert]').textContent")
    assert "link" in sentence and sentence.endswith("."), sentence
    assert broken.get("el.querySelector('[role=alert]').checkVisibility()")
    assert broken.state == normal
