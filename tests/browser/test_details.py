"""What is folded opens for a link into it and for paper: the script of every page, on a page of its own."""

import subprocess
from pathlib import Path

import pytest

from tests.server import serving

ROOT = Path(__file__).parents[2]
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Folds</title>
<script>window.errors = []; addEventListener("error", ({ message }) => errors.push(message));</script>
<script src="book.js" defer></script></head>
<body>
<a id="link" href="#inner">Look</a>
<p style="height: 3000px">Long</p>
<details id="outer"><summary>Outer</summary>
<details id="inner"><summary>Inner</summary><p id="deep">Deep</p></details>
</details>
<details id="other"><summary>Other</summary><p>Text</p></details>
<details id="open" open><summary>Open</summary><p>Text</p></details>
<p style="height: 3000px">Long</p>
</body></html>
"""
OPEN = "() => [...document.querySelectorAll('details[open]')].map((details) => details.id)"
FIRE = "(name) => { window.dispatchEvent(new Event(name)); }"


@pytest.fixture(scope="module")
def folds(tmp_path_factory):
    """The address of a page with folded parts and the script."""
    folder = tmp_path_factory.mktemp("folds")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    entry = ROOT / "ot_notebook" / "js" / "hosts" / "book.js"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run([esbuild, entry, "--bundle", f"--outfile={folder / 'book.js'}"], check=True)
    with serving(folder) as url:
        yield url + "index.html"


def test_nothing_opens_by_itself(engine, folds):
    engine.goto(folds)
    assert engine.evaluate(OPEN) == ["open"]


@pytest.mark.parametrize("fragment", ["deep", "deep=eyJ4IjoxfQ"])
def test_a_link_from_outside_opens_what_holds_its_target(fragment, engine, folds):
    engine.goto(f"{folds}#{fragment}")
    assert engine.evaluate(OPEN) == ["outer", "inner", "open"]
    engine.wait_for("() => Math.abs(document.getElementById('deep').getBoundingClientRect().top) < 60")


def test_a_link_to_a_fold_opens_it(engine, folds):
    engine.goto(f"{folds}#outer")
    assert engine.evaluate(OPEN) == ["outer", "open"]


@pytest.mark.parametrize("fragment", ["", "nowhere", "100%"])
def test_a_link_to_nothing_opens_nothing(fragment, engine, folds):
    engine.goto(f"{folds}#{fragment}")
    assert engine.evaluate(OPEN) == ["open"]
    assert engine.evaluate("() => errors") == []


def test_a_link_on_the_page_opens_as_often_as_it_is_followed(engine, folds):
    engine.goto(folds)
    for _ in range(2):
        engine.evaluate("() => { document.getElementById('link').click(); }")
        engine.wait_for("() => document.getElementById('inner').open")
        engine.evaluate(
            "() => { for (const id of ['inner', 'outer']) document.getElementById(id).open = false; }"
        )


def test_all_is_open_on_paper_and_as_before_afterwards(engine, folds):
    engine.goto(folds)
    engine.evaluate(FIRE, "beforeprint")
    assert engine.evaluate(OPEN) == ["outer", "inner", "other", "open"]
    engine.evaluate(FIRE, "afterprint")
    assert engine.evaluate(OPEN) == ["open"]


def test_printing_prints_what_is_folded(chromium, folds):
    chromium.goto(folds)
    chromium.evaluate(
        "() => { addEventListener('beforeprint', () => {"
        " window.printed = [...document.querySelectorAll('details[open]')].length; }); }"
    )
    chromium.page.pdf()
    assert chromium.evaluate("() => window.printed") == 4
    assert chromium.evaluate(OPEN) == ["open"]
