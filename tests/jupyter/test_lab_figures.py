"""Every live figure as a widget in JupyterLab, in sync with Python both ways."""

import json

import pytest

from ot_notebook import live_figures
from tests.browser.agreement import agree, described
from tests.jupyter.lab import running_lab
from tests.jupyter.test_lab import EXECUTE, RUN_ALL

pytestmark = pytest.mark.lab

NAMES = live_figures.names()
HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
```{code-cell} ipython3
import json

from ot_notebook import live

figures = {}
```
"""
CELL = """
```{{code-cell}} ipython3
figures["{name}"] = live("{name}")
figures["{name}"]
```
"""
FIGURE = "document.querySelectorAll('.jp-OutputArea .ot-figure')[{}]"


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    """A notebook with one cell for each figure, open in JupyterLab, all its cells run."""
    home = tmp_path_factory.mktemp("lab-figures")
    (home / "work").mkdir()
    (home / "work" / "figures.md").write_text(HEAD + "".join(CELL.format(name=name) for name in NAMES))
    with running_lab(home / "work", home) as (url, token):
        chromium.resize(1280, 1400)
        chromium.goto(f"{url}lab/tree/figures.md?token={token}")
        chromium.wait_for(
            "() => window.jupyterapp?.shell?.currentWidget?.content?.model?.cells?.length > 1", seconds=60
        )
        chromium.evaluate(RUN_ALL)
        chromium.wait_for(
            f"(count) => document.querySelectorAll('.ot-host .ot-stage').length === {len(NAMES)}", seconds=60
        )
        yield chromium
        chromium.goto("about:blank")


def python(page, expression):
    """The value of an expression in the notebook's kernel."""
    return json.loads(page.evaluate(EXECUTE, f"print(json.dumps({expression}))"))


def follow(page, name, expression, before):
    """Wait until an expression of the kernel has another value than before, and return it."""
    for _ in range(100):
        now = python(page, expression)
        if now != before:
            return now
        page.evaluate("() => new Promise((next) => setTimeout(next, 50))")
    raise AssertionError(f"{name}: {expression} stayed as it was")


@pytest.mark.parametrize("name", NAMES)
def test_widget_and_python_follow_each_other(page, name):
    case, figure = described(name), FIGURE.format(NAMES.index(name))
    handle = f"{figure}.querySelector('[data-key=\"{case.HANDLE}\"]')"
    state, place = f"figures['{name}'].state", f"() => {handle}.getAttribute('transform')"
    start, before = python(page, state), page.evaluate(place)
    page.evaluate(
        f"() => {{ {handle}.scrollIntoView({{block: 'center', behavior: 'instant'}}); {handle}.focus(); }}"
    )
    page.press(case.KEY, "Shift")
    moved = follow(page, name, state, start)
    agree(name, moved, python(page, f"figures['{name}'].result"))
    page.wait_for(f"(before) => ({place})() !== before", before)
    page.evaluate(EXECUTE, f"{state} = json.loads({json.dumps(start)!r})")
    page.wait_for(f"(before) => ({place})() === before", before)
