"""What the built folder promises: no other host, a policy, no need of JavaScript, paper, a double click."""

from urllib.parse import urlsplit

import pytest

from tests.pages import PAGES

pytestmark = pytest.mark.browser

WIRE_BUDGET = 300_000
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((next) => setTimeout(next, 30));
  }
  await Promise.all([...document.querySelectorAll("ot-figure")].map((figure) => figure.ready));
}"""


@pytest.fixture
def watched(chromium):
    """A page of its own and what went wrong on it: requests, console errors, refusals of the policy."""
    context = chromium.browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    seen = {"requests": [], "errors": []}
    page.on("request", lambda request: seen["requests"].append(request.url))
    page.on("requestfailed", lambda request: seen["errors"].append(f"failed: {request.url}"))
    page.on("response", lambda r: r.status >= 400 and seen["errors"].append(f"{r.status}: {r.url}"))
    page.on("console", lambda m: m.type in ("error", "warning") and seen["errors"].append(m.text))
    page.on("pageerror", lambda error: seen["errors"].append(str(error)))
    yield page, seen
    context.close()


@pytest.fixture
def without_javascript(chromium):
    context = chromium.browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_watcher_sees_what_it_should(watched, base):
    page, seen = watched
    page.goto(base + "book/monge.html")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.bad = 1';"
        " document.body.append(script); const image = new Image(); image.src = 'http://127.0.0.2:9/x.png';"
        " document.body.append(image); }"
    )
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in text for text in seen["errors"])
    assert page.evaluate("() => window.bad") is None


@pytest.mark.parametrize("page_name", PAGES)
def test_no_other_host_and_no_error(watched, base, page_name):
    page, seen = watched
    page.goto(base + page_name)
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    host = urlsplit(base).netloc
    assert [
        url for url in seen["requests"] if urlsplit(url).scheme != "blob" and urlsplit(url).netloc != host
    ] == []
    assert not seen["errors"], "\n" + "\n".join(seen["errors"])


@pytest.mark.parametrize("page_name", PAGES)
def test_policy_forbids_inline_scripts_and_eval(site, page_name):
    html = (site / page_name).read_text()
    head = html[: html.index("</head>")]
    assert 'http-equiv="Content-Security-Policy"' in head
    policy = head.split('http-equiv="Content-Security-Policy"')[1].split(">")[0]
    scripts = next(part for part in policy.split(";") if "script-src" in part)
    assert "'self'" in scripts and "unsafe" not in scripts


def test_without_javascript(without_javascript, base):
    page = without_javascript
    page.goto(base + "book/monge.html")
    still = page.locator("ot-figure .ot-still svg").first
    assert still.is_visible() and still.bounding_box()["width"] > 300
    assert page.locator("ot-figure figcaption").first.is_visible()
    assert page.locator("article .katex").count() > 30
    assert page.locator("article .katex").first.is_visible()
    assert len(page.locator("article").text_content()) > 8000
    assert page.get_by_text("Monge", exact=False).first.is_visible()
    proof = page.locator("details.box-proof").first
    proof.locator("summary").click()
    assert proof.get_attribute("open") is not None


def test_on_paper(watched, base):
    page, _ = watched
    page.goto(base + "book/monge.html")
    page.evaluate(SCROLL)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("() => [...document.querySelectorAll('details.box')].every((box) => box.open)")
    assert page.locator("ot-figure .ot-still svg, ot-figure .ot-stage svg").first.is_visible()
    for chrome in (".bd-sidebar-primary", ".bd-header-article", ".ot-controls"):
        assert not page.locator(chrome).first.is_visible(), chrome
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("() => [...document.querySelectorAll('details.box')].some((box) => box.open)")


def test_opens_by_double_click(watched, site):
    page, seen = watched
    page.goto((site / "book" / "monge.html").resolve().as_uri())
    page.evaluate("() => document.querySelector('ot-figure').ready")
    assert page.evaluate("() => document.querySelector('ot-figure').result.gap") < 1e-9
    assert [text for text in seen["errors"] if "script" in text.lower()] == []


def test_script_that_does_not_load_is_told(watched, base):
    page, _ = watched
    page.route("**/figures/assignment.js", lambda route: route.abort())
    page.goto(base + "book/monge.html")
    page.locator("ot-figure").first.scroll_into_view_if_needed()
    page.wait_for_selector("ot-figure[data-status=error]")
    assert page.locator("ot-figure .ot-still svg").first.is_visible()
    assert "could not be loaded" in page.locator("ot-figure [role=alert]").first.inner_text()


def test_bytes_over_the_wire(chromium, base, capsys):
    context = chromium.browser.new_context()
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    names, sizes = {}, {}
    cdp.send("Network.enable")
    cdp.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]}))
    cdp.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(base + "book/monge.html", wait_until="networkidle")
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    context.close()
    table = sorted(((sizes[k], names[k].removeprefix(base)) for k in sizes if k in names), reverse=True)
    total = sum(size for size, _ in table)
    with capsys.disabled():
        print(f"\nbook/monge.html over the wire: {total / 1000:.0f} kB in {len(table)} requests")
        for size, name in table:
            print(f"  {size / 1000:7.1f} kB  {name}")
    assert total <= WIRE_BUDGET


def test_reduced_motion(chromium, base):
    """With reduced motion nothing on the page has a transition or an animation to speak of."""
    context = chromium.browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(base + "book/monge.html")
    page.evaluate("() => document.querySelector('ot-figure').ready")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("ot-figure *, article *, html, details")].filter((element) => {
          const style = getComputedStyle(element);
          const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
          return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none"
            && seconds(style.animationDuration) > 0.01) || style.scrollBehavior === "smooth";
        }).map((element) => element.outerHTML.slice(0, 100))"""
    )
    context.close()
    assert moving == []
