"""The page `monge` as the launch button opens it in JupyterLab, its figure in sync with Python."""

import json
import re
import shutil
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import ROOT
from tests.jupyter.lab import running_lab

pytestmark = pytest.mark.lab

WIDGET = "document.querySelector('.jp-OutputArea .ot-figure')"
RUN_ALL = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.ready;
  await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
OUTPUTS = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter((cell) => cell.type === "code")
  .map((cell) => ({count: cell.executionCount, outputs: cell.outputs.toJSON()}))"""
EXECUTE = """async (code) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const future = kernel.requestExecute({code}), lines = [];
  future.onIOPub = ({content}) => { if (content.text) lines.push(content.text); };
  const {content} = await future.done;
  if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
  return lines.join("");
}"""
FIGURE = "fig = [out for out in Out.values() if type(out).__name__ == 'LiveFigure'][0]\nimport json\n"


def launch_path(site, page):
    """The path below the hub's server in the launch link of a built page."""
    html = (site / "book" / f"{page}.html").read_text()
    links = re.findall(r'href="(https://mybinder\.org/[^"]+)"', html)
    assert links, "the page has no launch link"
    query = parse_qs(urlsplit(unescape(links[0])).query)
    return query["urlpath"][0]


@pytest.fixture(scope="module")
def page(site, chromium, tmp_path_factory):
    """The page open in JupyterLab, all its cells run."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "book", home / "repo" / "book")
    with running_lab(home / "repo", home) as (url, token):
        chromium.resize(1280, 1400)
        chromium.goto(f"{url}{launch_path(site, 'monge')}?token={token}")
        chromium.wait_for(
            "() => window.jupyterapp?.shell?.currentWidget?.content?.model?.cells?.length > 1", seconds=60
        )
        chromium.evaluate(RUN_ALL)
        yield chromium
        chromium.goto("about:blank")


def python(page, expression):
    """The value of an expression of `fig` in the notebook's kernel."""
    return json.loads(page.evaluate(EXECUTE, f"{FIGURE}print(json.dumps({expression}))"))


def handle(page, key):
    return page.evaluate(
        f"(key) => {{ const figure = {WIDGET};"
        " figure.scrollIntoView({block: 'center', behavior: 'instant'});"
        ' const box = figure.querySelector(`[data-key="${key}"]`).getBoundingClientRect();'
        " return [box.left + box.width / 2, box.top + box.height / 2]; }",
        key,
    )


def test_every_cell_runs(page):
    cells = page.evaluate(OUTPUTS)
    assert len(cells) >= 3
    assert all(cell["count"] for cell in cells)
    errors = [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]
    assert [f"{error['ename']}: {error['evalue']}" for error in errors] == []


def test_boxes_and_maths_are_rendered(page, site):
    text = page.evaluate("() => document.querySelector('.jp-Notebook').innerText").lower()
    for bad in ("unknown directive", "unknown role", "{prf:", "{admonition}", "{exercise", "{math}"):
        assert bad not in text
    source = (ROOT / "book" / "monge.md").read_text()
    boxes = len(re.findall(r"^`{3,}\{(?:prf:\w+|exercise|solution)\}", source, re.M))
    assert (
        page.evaluate(
            "() => document.querySelectorAll('.jp-Notebook .myst-proof, "
            ".jp-Notebook .myst-exercise, .jp-Notebook .myst-solution').length"
        )
        == boxes
    )
    assert page.evaluate("() => document.querySelectorAll('.jp-Notebook .katex').length") > 30
    assert page.evaluate("() => document.querySelectorAll('.jp-Notebook .katex-error').length") == 0


def test_result_is_there_at_once(page):
    value = python(page, "fig.result['value']")
    assert value > 0
    assert abs(python(page, "fig.result['gap']")) < 1e-9


def test_dragging_reaches_python(page):
    before = python(page, "fig.state")
    value = python(page, "fig.result['value']")
    x, y = handle(page, "x1")
    page.drag((x, y), (x + 45, y - 30))
    page.evaluate("() => new Promise((next) => setTimeout(next, 300))")
    after = python(page, "fig.state")
    assert after["x"][1][0] > before["x"][1][0] and after["x"][1][1] > before["x"][1][1]
    assert after["y"] == before["y"]
    assert python(page, "fig.result['value']") != value
    same = (
        "__import__('ot_notebook').solvers.assignment(fig.state['x'], fig.state['y'], fig.state['p']).value"
    )
    assert python(page, "fig.result['value']") == pytest.approx(python(page, same), rel=1e-9)


def test_python_moves_the_drawing(page):
    place = handle(page, "y0")
    page.evaluate(
        EXECUTE,
        f"{FIGURE}s = dict(fig.state)\ns['y'] = [[0.05, 0.95], *s['y'][1:]]\ns['p'] = 1.0\nfig.state = s",
    )
    page.wait_for(
        f"(x) => {{ const box = {WIDGET}.querySelector('[data-key=y0]').getBoundingClientRect();"
        " return Math.abs(box.left + box.width / 2 - x) > 30; }",
        place[0],
    )
    slider = page.evaluate(f"() => Number({WIDGET}.querySelector('input[type=range]').value)")
    assert slider == 1
    assert python(page, "fig.state['y'][0]") == [0.05, 0.95]


def test_python_refuses_what_the_figure_refuses(page):
    before = python(page, "fig.state")
    refused = page.evaluate(
        EXECUTE, f"{FIGURE}try:\n    fig.state = dict(fig.state, p=9)\nexcept ValueError as e:\n    print(e)"
    )
    assert "'p'" in refused and "9" in refused
    assert python(page, "fig.state") == before
