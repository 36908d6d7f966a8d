"""The pages at the widths of a phone and of a laptop, in each engine."""

import pytest

from tests.browser.agreement import agree
from tests.browser.figure import LAID_OUT, Figure
from tests.pages import PAGES

pytestmark = pytest.mark.browser

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => {
    for (let up = e; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter((e) => e.checkVisibility() && !scrolls(e)
    && getComputedStyle(e).position !== "fixed" && e.getBoundingClientRect().right > width + 1);
  return [document.documentElement.scrollWidth - width, ...wide.map((e) => e.outerHTML.slice(0, 90))];
}"""
ALL_REACHABLE = """() => [...document.querySelectorAll("article pre, .katex-display, article table")]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).overflowX !== "visible")
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .every((e) => e.closest("[tabindex]"))"""
SMALL_TARGETS = """
  return [...el.querySelectorAll("button, input, summary")].filter((e) => e.checkVisibility())
    .map((e) => e.closest("label") ?? e)
    .map((e) => [e.textContent.trim(), e.getBoundingClientRect().height])
    .filter(([, height]) => height < 24);
"""


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_a_phone(engine, base, page):
    engine.resize(360, 740)
    engine.goto(base + page)
    found = engine.evaluate(OVERFLOW)
    assert found == [0]
    assert engine.evaluate("() => innerWidth") == 360


@pytest.mark.parametrize("page", PAGES)
def test_maths_and_code_stay_inside_at_360(engine, base, page):
    """What is wider than the column scrolls in a box of its own that the keyboard can reach."""
    engine.resize(360, 740)
    engine.goto(base + page)
    engine.wait_for(ALL_REACHABLE)


def test_figure_on_a_phone(engine, base):
    engine.resize(360, 740)
    figure = Figure(engine, base + "book/monge.html").open()
    width, height = figure.run(
        "const {width, height} = el.querySelector('.ot-stage svg').getBoundingClientRect();"
        "return [width, height];"
    )
    assert height > width > 280
    before = figure.state
    figure.drag("x1", 12, 40, "touch")
    figure.wait("el.state.x[1].join() !== args[0].join()", before["x"][1])
    agree("assignment", figure.state, figure.result)
    assert figure.run(SMALL_TARGETS) == []


def test_handles_have_room_for_a_finger(figure):
    sizes = figure.get("[...el.querySelectorAll('.ot-hit')].map((hit) => hit.getBoundingClientRect().width)")
    assert min(sizes) >= 44


def test_sixty_four_points_a_side_are_distinct_handles(figure):
    figure.run(
        "const all = [...Array(64).keys()];"
        "const grid = (left) => all.map((k) => [left + 0.08 * (k % 8), 0.06 + 0.12 * (k >> 3)]);"
        "el.setState({x: grid(0.05), y: grid(0.85)})"
    )
    figure.frame()
    before = figure.state
    figure.drag("x27", 30, 10)
    figure.wait("el.state.x[27].join() !== args[0].join()", before["x"][27])
    assert [k for k in range(64) if figure.state["x"][k] != before["x"][k]] == [27]
    agree("assignment", figure.state, figure.result)


SETTLED = f"() => {LAID_OUT}"
SIZES = "() => [...document.querySelectorAll('.bd-article > section > section')].map((e) => e.offsetHeight)"
SHOW_ALL = """() => document.querySelectorAll(".bd-article > section > section")
  .forEach((section) => { section.style.contentVisibility = "visible"; })"""
DRAWN = """() => [...document.querySelectorAll(".bd-article > section > section")]
  .map((section) => section.lastElementChild.checkVisibility({contentVisibilityAuto: true}))"""
JUMP = "() => document.querySelector('.bd-article > section > section:last-of-type').scrollIntoView()"
AT_LAST = """() => {
  const last = document.querySelector(".bd-article > section > section:last-of-type");
  const {top} = last.getBoundingClientRect();
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  return top >= -1 && top < (atEnd ? innerHeight : 120);
}"""


@pytest.mark.parametrize("width", [1280, 700])
def test_sections_off_the_screen_are_not_drawn_and_keep_their_size(engine, base, width):
    engine.resize(width, 900)
    engine.goto(base + "book/duality.html")
    engine.wait_for(SETTLED)
    if width == 700:
        narrow = engine.evaluate(SIZES)
        engine.resize(1280, 900)
        engine.wait_for(f"(before) => ({LAID_OUT}) && ({SIZES})().at(-1) < before.at(-1)", narrow)
    engine.wait_for(f"() => ({DRAWN})().slice(2).every((drawn) => !drawn)")  # browsers draw ahead
    sizes = engine.evaluate(SIZES)
    engine.evaluate(SHOW_ALL)
    assert len(sizes) >= 8 and all(engine.evaluate(DRAWN))
    assert max(abs(a - b) for a, b in zip(engine.evaluate(SIZES), sizes, strict=True)) <= 1


def test_a_jump_to_the_end_of_a_page_lands_there(engine, base):
    engine.resize(1280, 900)
    engine.goto(base + "book/duality.html")
    engine.wait_for(SETTLED)
    engine.evaluate(JUMP)
    engine.wait_for(AT_LAST)
    engine.wait_for(f"() => ({DRAWN})().at(-1)")
