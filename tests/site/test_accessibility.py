"""axe in light and dark, before and after using the figure; the page by keyboard alone."""

from pathlib import Path

import pytest

from tests.pages import LIVE_PAGES, PAGES

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = r"""async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  return violations.map(({id, help, nodes}) => `${id}: ${help}\n` + nodes.slice(0, 5)
    .map(({html, failureSummary}) => `  ${html.slice(0, 160)} ${failureSummary}`).join("\n"));
}"""


@pytest.fixture
def audited(chromium):
    """A page on which axe can be run: its own policy would not let a script of the tests in."""
    assert AXE.is_file(), "axe-core is not installed: run 'npm ci'"
    context = chromium.browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def violations(page):
    page.evaluate(
        "() => Promise.all([...document.querySelectorAll('ot-figure')].map((figure) => figure.ready))"
    )
    page.wait_for_timeout(100)
    page.add_script_tag(path=AXE)
    return page.evaluate(RUN)


def clean(page):
    found = violations(page)
    assert not found, "\n" + "\n".join(found)


def show(page, url, theme):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(url)
    assert page.evaluate("() => document.documentElement.dataset.theme") == theme


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "page_name, width", [*((name, 1280) for name in PAGES), *((name, 360) for name in LIVE_PAGES)]
)
def test_axe(audited, base, page_name, width, theme):
    audited.set_viewport_size({"width": width, "height": 900})
    show(audited, base + page_name, theme)
    clean(audited)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_after_using_the_figure(audited, base, theme):
    show(audited, base + "book/monge.html", theme)
    figure = audited.locator("ot-figure").first
    figure.evaluate("(el) => el.ready")
    audited.evaluate("() => document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    figure.locator("[data-key=x0]").focus()
    audited.keyboard.press("ArrowRight")
    figure.get_by_role("button", name="More").click()
    figure.get_by_role("button", name="Try all").click()
    figure.get_by_role("button", name="Split an atom").click()
    figure.evaluate("(el) => { try { el.setState({p: 9}); } catch {} }")
    clean(audited)


def test_axe_finds_a_planted_fault(audited, base):
    show(audited, base + "book/about.html", "light")
    audited.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')"
    )
    assert [found.split(":")[0] for found in violations(audited)] == ["button-name"]


def focused(page):
    return page.evaluate(
        "() => { const e = document.activeElement;"
        " return {key: e.dataset.key ?? null, href: e.getAttribute('href'), tag: e.tagName}; }"
    )


def test_page_by_keyboard_alone(audited, base):
    show(audited, base + "book/monge.html", "light")
    audited.evaluate("() => document.querySelector('ot-figure').ready")
    audited.keyboard.press("Tab")
    first = focused(audited)
    assert first["href"] == "#main-content", first
    audited.keyboard.press("Enter")
    reached = []
    for _ in range(80):
        audited.keyboard.press("Tab")
        reached.append(focused(audited)["key"])
        if reached[-1] == "y7":
            break
    handles = [key for key in reached if key]
    assert handles == [f"{side}{k}" for side in "xy" for k in range(8)], reached
    audited.keyboard.press("Shift+ArrowLeft")
    audited.keyboard.press("Escape")
    left = focused(audited)
    assert left["key"] is None and left["tag"] in ("INPUT", "BUTTON"), left


def test_focus_is_seen(audited, base):
    """Every stop of the keyboard inside the figure shows that it has the focus."""
    show(audited, base + "book/monge.html", "light")
    audited.evaluate("() => document.querySelector('ot-figure').ready")
    audited.locator("ot-figure [data-key=x0]").focus()
    unseen = audited.evaluate(
        """async () => { const el = document.querySelector("ot-figure"), unseen = [];
          const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
          const look = (e) => [e, ...e.querySelectorAll("*")].map((node) => {
            const s = getComputedStyle(node);
            return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.stroke, s.opacity, s.fill,
              s.strokeWidth, s.visibility, s.display, s.backgroundColor, s.borderColor].join(); }).join(";");
          el.querySelector(".ot-more").click();
          await drawn();
          for (const stop of el.querySelectorAll("[tabindex='0'], button, input")) {
            if (!stop.checkVisibility() || stop.disabled) continue;
            el.querySelector(stop.dataset.key === "x1" ? "[data-key=y1]" : "[data-key=x1]").focus();
            document.activeElement.blur();
            await drawn();
            const before = look(stop);
            stop.focus({focusVisible: true});
            await drawn();
            if (look(stop) === before) unseen.push(stop.outerHTML.slice(0, 100));
          }
          return unseen; }"""
    )
    assert unseen == []
