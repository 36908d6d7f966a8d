"""Mouse, touch and keys on the figure's handles."""

import pytest

from tests.browser.agreement import agree
from tests.browser.figure import Figure

pytestmark = pytest.mark.browser

# After each move of a held pointer, in its frame and after the figure drew: what the figure shows and holds.
FOLLOW = """
  const key = args[0]; let changes = 0, newest = null;
  window.followed = [];
  el.addEventListener("ot-change", () => changes++);
  addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    const before = changes;
    newest = event;
    requestAnimationFrame(() => {
      const box = el.querySelector(`[data-key="${key}"] .ot-hit`).getBoundingClientRect();
      const x = box.left + box.width / 2, y = box.top + box.height / 2;
      followed.push({changed: changes > before, value: el.result.value,
        off: Math.hypot(x - newest.clientX, y - newest.clientY)});
    });
  });
"""
IS_AT = """(() => {
  const box = el.querySelector(`[data-key="${args[0]}"]`).getBoundingClientRect();
  return Math.hypot(box.left + box.width / 2 - args[1], box.top + box.height / 2 - args[2]) <= 1.5;
})()"""
IN_HAND = {
    "x": [[0.2, 0.2], [0.2, 0.5], [0.2, 0.8]],
    "y": [[1.2, 0.2], [1.2, 0.5], [1.2, 0.8]],
    "p": 2,
    "mode": "hand",
    "drawn": [None] * 3,
}


@pytest.mark.parametrize("pointer", ["mouse", "touch"])
@pytest.mark.parametrize("key", ["x2", "y5"])
def test_drag(figure, pointer, key):
    side, index = key[0], int(key[1:])
    before, value = figure.state, figure.result["value"]
    end = figure.drag(key, 60, -36, pointer)
    figure.wait(IS_AT, key, *end)
    after = figure.state
    assert after[side][index][1] > before[side][index][1]
    assert [k for k in range(8) if after[side][k] != before[side][k]] == [index]
    assert after["y" if side == "x" else "x"] == before["y" if side == "x" else "x"]
    assert figure.result["value"] != value
    agree("assignment", after, figure.result)


def test_each_move_is_drawn_in_its_own_frame(figure):
    figure.run(FOLLOW, "x2")
    figure.drag("x2", 90, -60)
    figure.wait("followed.length >= 5")
    followed = figure.get("followed")
    assert all(step["changed"] for step in followed)
    assert max(step["off"] for step in followed) <= 1.5
    assert len({step["value"] for step in followed}) >= 2  # several moves may share a frame


def test_drag_stops_at_the_edge(figure):
    x, _ = figure.handle("x0")
    figure.drag("x0", 3 - x, 0)
    figure.wait("el.state.x[0][0] === 0")
    agree("assignment", figure.state, figure.result)


def test_arrow_keys(figure, engine):
    figure.focus("x1")
    u, v = figure.state["x"][1]
    for key, modifiers, du, dv in [
        ("ArrowRight", [], 0.01, 0),
        ("ArrowUp", ["Shift"], 0, 0.1 if v < 0.9 else 0),
        ("ArrowLeft", ["Shift"], -min(0.1, u + 0.01), 0),
        ("ArrowDown", [], 0, -0.01),
    ]:
        u, v = u + du, v + dv
        engine.press(key, *modifiers)
        figure.wait("Math.hypot(el.state.x[1][0] - args[0], el.state.x[1][1] - args[1]) < 1e-9", u, v)
    agree("assignment", figure.state, figure.result)
    assert figure.get("document.activeElement.dataset.key") == "x1"


def test_home_end_and_reset(figure, engine):
    before = figure.state
    figure.focus("y3")
    engine.press("Home")
    figure.wait("el.state.y[3][0] === 0")
    engine.press("End")
    figure.wait("el.state.y[3][0] === 1.5")
    assert figure.state != before
    engine.press("r")
    figure.wait("JSON.stringify(el.state) === args[0]", figure.get("JSON.stringify(args[0])", before))


def test_summary_is_spoken(figure, engine):
    figure.focus("x0")
    engine.press("End")
    figure.wait("[...el.querySelectorAll('[role=status]')].some((p) => p.textContent.includes('costs'))")


def test_draw_by_pointer(figure):
    figure.set(**IN_HAND)
    figure.frame()
    for source, target in ((0, 1), (1, 0), (2, 2)):
        start, end = figure.handle(f"x{source}"), figure.handle(f"y{target}")
        figure.engine.drag(start, end)
        figure.wait("el.state.drawn[args[0]] === args[1]", source, target)
    result = figure.result
    assert result["handValue"] == pytest.approx((1.0 + 2 * (1 + 0.09)) / 3)
    assert result["handExcess"] == pytest.approx(result["handValue"] / result["value"] - 1)
    assert figure.state["x"] == IN_HAND["x"]


def test_draw_by_keyboard(figure, engine):
    figure.set(**IN_HAND)
    figure.frame()
    for source in range(3):
        figure.focus(f"x{source}")
        engine.press("Enter")
        for _ in range(source + 1):
            engine.press("ArrowDown")
        engine.press("Enter")
        figure.wait("el.state.drawn[args[0]] !== null", source)
    assert sorted(figure.state["drawn"]) == [0, 1, 2]
    assert figure.result["handExcess"] is not None


def test_place_by_clicks(figure, engine):
    before = figure.state
    x, y = figure.handle("x4")
    engine.click(x, y)
    assert figure.state == before
    engine.click(x + 70, y + 4)
    figure.wait(IS_AT, "x4", x + 70, y + 4)
    agree("assignment", figure.state, figure.result)


def test_delete_key_removes_the_point(figure, engine):
    before = figure.state
    figure.focus("x2")
    engine.press("Delete")
    figure.wait("el.state.x.length === 7")
    assert figure.state["x"] == before["x"][:2] + before["x"][3:]
    assert figure.result["feasible"] is False
    agree("assignment", figure.state, figure.result)


@pytest.mark.parametrize("pointer", ["mouse", "touch"])
def test_a_click_chooses_what_is_drawn_there(engine, base, pointer):
    """A framed cell of the simplex table, for its pair to enter; a cell without a frame does nothing."""
    engine.resize(390, 900)
    figure = Figure(engine, base + "book/discrete.html", "fig-simplex-steps").open()
    cost, basis = figure.result["cost"], figure.result["bases"][4]
    framed = [
        [i, j]
        for i, f in enumerate(basis["f"])
        for j, g in enumerate(basis["g"])
        if cost[i][j] - f - g < -1e-9
    ]
    assert len(framed) == 3 and basis["entering"] == framed[0]
    engine.click(*figure.centre(".ot-layer-cells rect:nth-child(1)"), pointer)
    engine.click(*figure.centre(".ot-layer-frames rect:nth-child(3)"), pointer)
    figure.wait("el.state.choices.length > 0")
    assert figure.state["choices"][4:] == [framed[2]] and figure.state["step"] == 4
    assert figure.result["bases"][4]["entering"] == framed[2]
    agree("simplex-steps", figure.state, figure.result)
