"""Every live figure of the book, in each engine: one suite for all, by what tests/figures says of each."""

import json
import math
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from ot_notebook import live_figures
from tests.browser.agreement import agree, described, printed, same
from tests.browser.engines import ScriptError
from tests.browser.figure import Figure

pytestmark = pytest.mark.browser

SOLVE_ALL = """
  return args[0].map((state) => { el.setState(state); return {state: el.state, result: el.result}; });
"""
NUMBERS = "/NaN|Infinity|undefined/.test(el.querySelector('figure').outerHTML)"
SUMMARY = "el.querySelector('.ot-summary').textContent"
STATE = "JSON.stringify(el.state)"
KEYBOARD_STOPS = """
  const shown = ".ot-controls :is(input, button)", more = ".ot-panel .ot-row:nth-child(2) :is(input, button)";
  const keys = {button: "Enter", range: "End", radio: " "};
  return [...el.querySelectorAll(`${shown}, ${more}`)].map((stop, k) => {
    stop.dataset.stop = k;
    return keys[stop.type];
  });
"""
FOCUS_STOP = """
  const stop = el.querySelector(`[data-stop="${args[0]}"]`);
  if (stop.disabled || stop.classList.contains("ot-more")) return false;
  stop.focus();
  return document.activeElement === stop;
"""
OUTSIDE = """
  const stage = el.querySelector(".ot-stage").getBoundingClientRect();
  return [...el.querySelectorAll(".ot-stage svg :is(text, .ot-mark)")].filter((e) => {
    const {left, right, top, bottom, width} = e.getBoundingClientRect();
    return width > 0 && e.checkVisibility() && (left < stage.left - 1 || right > stage.right + 1
      || top < stage.top - 1 || bottom > stage.bottom + 1);
  }).map((e) => e.textContent || e.closest("[data-key]").dataset.key);
"""
OVERLAPS = """
  const texts = [...el.querySelectorAll(".ot-stage svg text")]
    .filter((e) => e.textContent.trim() && e.checkVisibility())
    .map((e) => [e.textContent, e.getBoundingClientRect()]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
  return texts.flatMap(([one, a], k) => texts.slice(k + 1)
    .filter(([, b]) => over(a, b)).map(([other]) => `${one} | ${other}`));
"""
DRAWING = """
  return [...el.querySelectorAll(".ot-stage svg > g:not(.ot-layer-rubber, .ot-layer-handles) *")]
    .map((e) => [e, [...e.attributes].map(({name, value}) => `${name}=${value}`).sort()])
    .map(([e, attributes]) => [e.tagName, e.textContent, ...attributes].join(" "));
"""
ROOM = """
  const height = () => el.getBoundingClientRect().height, live = el.querySelector(".ot-live");
  const after = height();
  live.style.display = "none";
  delete el.dataset.status;
  const before = height();
  el.dataset.status = "ready";
  live.style.display = "";
  return [before, after];
"""


@pytest.fixture(scope="module", params=live_figures.names())
def name(request):
    return request.param


@pytest.fixture(scope="module")
def case(name):
    return described(name)


def opened(engine, base, name, width=1280):
    engine.resize(width, 900)
    return Figure(engine, f"{base}book/{described(name).PAGE}.html", f"fig-{name}").open()


@pytest.fixture(scope="module")
def shared(engine, base, name):
    """The figure on its page, and its first state; tests that open a page of their own come last."""
    figure = opened(engine, base, name)
    return figure, figure.state


@pytest.fixture
def live(shared):
    """The figure in its first state."""
    figure, start = shared
    figure.run("el.setState(args[0])", start)
    figure.frame()
    return figure


def changed(figure, before, seconds=15):
    figure.wait(f"{STATE} !== args[0]", before, seconds=seconds)


def fits(live):
    """No text or handle is cut or overlaps another; the still keeps just the room that the figure takes."""
    assert live.run(OUTSIDE) == []
    assert live.run(OVERLAPS) == []
    before, after = live.run(ROOM)
    assert abs(before - after) <= 3, f"{before} px kept, {after} px taken"
    assert live.get("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_fits_a_page(live):
    fits(live)


def test_challenge_can_be_met(live, case):
    assert not live.get("el.querySelector('.ot-challenge').classList.contains('is-done')")
    for part in [case.SOLVED] if isinstance(case.SOLVED, dict) else case.SOLVED:
        live.set(**part)
        live.frame()
    live.wait("el.querySelector('.ot-challenge').classList.contains('is-done')")


def test_results_are_those_of_python(live, name, case):
    agree(name, live.state, live.result)
    states = case.random_states(np.random.default_rng(7))
    assert len(states) >= 10
    for shown in live.run(SOLVE_ALL, states):
        agree(name, shown["state"], shown["result"])
    live.frame()
    assert not live.get(NUMBERS)


def test_largest_state(live, name, case):
    live.set(**case.largest())
    agree(name, live.state, live.result)


def test_degenerate_states(live, name, case):
    start = live.state
    for label, part in case.DEGENERATE.items():
        live.set(**start | part)
        agree(name, live.state, live.result)
        live.frame()
        assert not live.get(NUMBERS), label
        assert len(live.get(SUMMARY)) > 20, label


def test_refusals_say_why_and_change_nothing(live, name, case):
    before, figure = (live.state, live.result), live_figures.load(name)
    for part in case.REFUSED:
        with pytest.raises(ScriptError, match=rf"^{name}: .{{10,}}"):
            live.set(**part)
        assert (live.state, live.result) == before, part
        with pytest.raises((ValueError, TypeError), match=rf"^{name}: .{{10,}}"):
            figure.check({**before[0], **part})


def dragged(live, name, case, pointer):
    """Drag the figure's handle: state, result and words follow."""
    before, words = live.get(STATE), live.get(SUMMARY)
    live.drag(case.HANDLE, *case.DRAG, pointer)
    changed(live, before)
    live.frame()
    agree(name, live.state, live.result)
    assert live.get(SUMMARY) != words


def test_drag_by_mouse(live, name, case):
    dragged(live, name, case, "mouse")


def test_keys_move_a_handle(live, engine, name, case):
    start = live.get(STATE)
    live.focus(case.HANDLE)
    for key, modifiers in ((case.KEY, []), (case.KEY, ["Shift"]), ("End", []), ("Home", [])):
        before = live.get(STATE)
        engine.press(key, *modifiers)
        changed(live, before)
        agree(name, live.state, live.result)
    assert live.get("document.activeElement.dataset.key") == case.HANDLE
    engine.press("r")
    live.wait(f"{STATE} === args[0]", start)


def test_python_prints_the_value(live, case):
    start = live.state
    hard = [start | part for part in case.DEGENERATE.values()]
    states = [start, *case.random_states(np.random.default_rng(3))[:3], *hard]
    shown = [(live.set(**state)["value"], live.get("el.python()")) for state in states]
    for (value, _), words in zip(shown, printed(*(program for _, program in shown)), strict=True):
        if value is None:
            assert "None" in words
        else:
            assert math.isclose(float(words[-1]), value, rel_tol=1e-9, abs_tol=1e-12), words


def test_python_rounds_a_state_as_the_figure_does(live, name, case):
    """A state with too many decimals becomes the same state on both sides."""
    figure = live_figures.load(name)
    for state in case.random_states(np.random.default_rng(4))[:5]:
        fine = {key: value if key in case.BOUND else blurred(value) for key, value in state.items()}
        live.set(**fine)
        same(live.state, figure.check(fine), "state")


def blurred(value):
    """The value, its numbers that are not whole nearer to 0 by less than half of the fourth decimal."""
    if isinstance(value, dict):
        return {key: blurred(item) for key, item in value.items()}
    if isinstance(value, list):
        return [blurred(item) for item in value]
    return value - math.copysign(2e-5, value) if isinstance(value, float) and value % 1 else value


def test_exports(live, name):
    rows = live.run(
        "const make = URL.createObjectURL; window.files = [];"
        "URL.createObjectURL = (blob) => { files.push(blob); return make.call(URL, blob); };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "const buttons = [...el.querySelectorAll('button')];"
        "const press = (text) => buttons.find((button) => button.textContent === text).click();"
        "press('Download SVG'); press('Download CSV');"
        "return await Promise.all(files.map((blob) => blob.text()));"
    )
    svg, csv = rows
    root = ElementTree.fromstring(svg.encode())
    assert root.tag.endswith("svg") and len(list(root.iter())) > 10
    assert "var(" not in svg and "class=" not in svg
    head, *lines = csv.strip().split("\n")
    assert len(lines) >= 1 and all(line.count(",") == head.count(",") for line in lines), head


def test_state_survives_json(live):
    assert json.loads(json.dumps(live.state)) == live.state


def test_every_control_works_by_keyboard(live, engine, name):
    live.press("More")
    for stop, key in enumerate(live.run(KEYBOARD_STOPS)):
        if live.run(FOCUS_STOP, stop):
            engine.press(key)
            live.frame()
            agree(name, *live.get("[el.state, el.result]"))  # at once, for a figure may be playing
            assert not live.get(NUMBERS), stop


def test_link_restores_the_state_and_its_drawing(live, engine, name, case):
    for shown in case.random_states(np.random.default_rng(2))[-3:]:
        live.set(**shown)
        live.frame()
    state, result, link = live.state, live.result, live.get("el.link()")
    drawing = live.run(DRAWING)
    assert link.startswith(f"{live.url}#fig-{name}=")
    fresh = Figure(engine, live.url, live.anchor).open(link.removeprefix(live.url))
    assert (fresh.state, fresh.result) == (state, result)
    fresh.frame()
    assert fresh.run(DRAWING) == drawing, "the drawing depends on what was shown before"


def test_drag_by_touch(engine, base, name, case):
    dragged(opened(engine, base, name, 390), name, case, "touch")


@pytest.mark.parametrize("width", [390, 360])
def test_fits_a_phone(engine, base, name, width):
    live = opened(engine, base, name, width)
    live.frame()
    fits(live)
