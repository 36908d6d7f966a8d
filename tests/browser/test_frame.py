"""The frame of a page in Chromium: colours, sidebars, menus, search, outline, copying; no complaint."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chromium, base):
    """Opens a page of the book in a window of its own; fails if the console complains."""
    contexts, complaints = [], []

    def open_page(name="book/monge.html", width=1280, **options):
        contexts.append(chromium.browser.new_context(viewport={"width": width, "height": 844}, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(base + name)
        page.wait_for_selector("button.copybtn", state="attached")  # the theme's script has run
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def mode_and_theme(page):
    return page.evaluate(
        "() => [document.documentElement.dataset.mode, document.documentElement.dataset.theme]"
    )


def test_colours_turn_through_three_modes_and_are_kept(opened):
    page = opened(color_scheme="dark")
    seen = [mode_and_theme(page)]
    for _ in range(3):
        page.locator(".theme-switch-button").click()
        seen.append(mode_and_theme(page))
    assert seen == [["auto", "dark"], ["light", "light"], ["dark", "dark"], ["auto", "dark"]]
    page.locator(".theme-switch-button").click()
    page.reload(wait_until="commit")
    page.wait_for_selector("h1")
    assert mode_and_theme(page) == ["light", "light"]
    assert page.locator(".theme-switch-button").inner_text() == "Colours: light"


def test_menus_open_one_at_a_time_and_close(opened):
    page = opened()
    page.locator(".dropdown-launch-buttons summary").click()
    binder = page.get_by_role("link", name="Binder")
    assert binder.get_attribute("href").endswith("urlpath=lab/tree/book/monge.md")
    page.locator(".dropdown-download-buttons summary").click()
    assert not binder.is_visible()
    assert page.locator("details[open] .dropdown-item").all_inner_texts() == [".ipynb", ".md", ".pdf"]
    page.keyboard.press("Escape")
    assert page.locator("details.dropdown[open]").count() == 0
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Download this page"


def test_buttons_print_and_fill_the_screen(opened):
    page = opened()
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.locator(".dropdown-download-buttons summary").click()
    page.get_by_role("button", name=".pdf").click()
    assert page.evaluate("() => window.printed")
    page.get_by_role("button", name="Fullscreen mode").click()
    page.wait_for_function("() => document.fullscreenElement")


@pytest.mark.parametrize("way", ["key", "button"])
def test_search_from_any_page_and_its_marks(opened, way):
    page = opened()
    if way == "key":
        page.keyboard.press("Control+k")
    else:
        page.locator(".bd-sidebar-primary .search-button__button").click()
    page.keyboard.type("atom")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=atom")
    page.locator("#search-results li a").first.click()
    page.locator("span.highlighted").first.wait_for(state="attached")
    page.get_by_role("link", name="Hide Search Matches").click()
    assert page.locator("span.highlighted").count() == 0


def test_sidebar_on_a_wide_screen(opened):
    page = opened()
    contents = page.get_by_role("navigation", name="Main")
    page.get_by_role("button", name="Contents of the book").click()
    contents.wait_for(state="hidden")
    page.get_by_role("button", name="Contents of the book").click()
    contents.wait_for(state="visible")


@pytest.mark.parametrize("which", ["book", "page"])
def test_sidebars_on_a_phone(opened, which):
    page = opened(width=390)
    dialog = page.get_by_role("dialog", name=f"Contents of the {which}")
    page.get_by_role("button", name=f"Contents of the {which}").click()
    dialog.wait_for(state="visible")
    assert dialog.get_by_role("link").first.is_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


IN_SIGHT = """(id) => {
  const { top } = document.querySelector(id).getBoundingClientRect();
  return top >= 0 && top < innerHeight;
}"""


def test_outline_follows_and_leads(opened):
    page = opened()
    outline = page.locator("#pst-page-toc-nav")
    last = outline.get_by_role("link").last
    last.click()
    assert outline.locator("a.active").all_inner_texts() == [last.inner_text()]
    target = last.get_attribute("href")
    page.wait_for_function(IN_SIGHT, arg=target)


def test_code_is_copied(opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("button.copybtn:visible").first
    code = button.locator("xpath=preceding-sibling::pre").inner_text().strip()
    button.click()
    page.wait_for_function("async (code) => (await navigator.clipboard.readText()).trim() === code", arg=code)


TAB_STOPS_ARE_RIGHT = """() => [...document.querySelectorAll(".math-scroll")].every((display) =>
  display.hasAttribute("tabindex") === display.scrollWidth > display.clientWidth + 1)"""


def test_only_wide_maths_is_a_stop_of_the_tab_key(opened):
    page = opened(width=390)
    page.wait_for_function(TAB_STOPS_ARE_RIGHT)
    assert page.locator(".math-scroll").count() > 5
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
