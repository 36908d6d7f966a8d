"""Pictures of one live figure without building the book: python scripts/preview.py NAME [options].

Writes ``_build/preview/NAME-<width>-<theme>[-<label>].png`` at 1280 and 390 pixels, light and dark, and
prints the figure's state, result and texts. ``--drag KEY DX DY`` drags a handle first, ``--state JSON`` sets
inputs. The folder ``_build/preview/NAME`` is then a site with this figure alone, for the browser suite:

    OT_SITE=_build/preview/NAME python -m pytest tests/browser/test_figures.py -k "chromium and NAME"
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ["OT_NOTEBOOK_BUILD"] = "1"

from ot_notebook import live  # noqa: E402
from tests.browser.agreement import described  # noqa: E402
from tests.browser.engines import start  # noqa: E402
from tests.browser.figure import Figure  # noqa: E402
from tests.server import serving  # noqa: E402

PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="../book.css">
<script defer src="../page.js"></script>
<style>body {{ margin: 0; background: var(--paper); }}
main {{ max-width: var(--measure); margin: 1rem auto; padding-inline: var(--gutter); }}</style>
<main>{element}</main></html>"""


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name")
    parser.add_argument("--params", type=json.loads, default={}, help="JSON for live(NAME, **params)")
    parser.add_argument("--state", type=json.loads, default={}, help="JSON of inputs to set")
    parser.add_argument("--drag", nargs=3, action="append", default=[], metavar=("KEY", "DX", "DY"))
    parser.add_argument("--press", action="append", default=[], help="text of a button to press")
    parser.add_argument("--label", default="", help="goes into the names of the pictures")
    parser.add_argument("--widths", type=int, nargs="*", default=[1280, 390])
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    return parser.parse_args()


def prepare(options):
    """The folder with the figure's scripts, style and one page for each theme."""
    folder = ROOT / "_build" / "preview" / options.name
    (folder / "book").mkdir(parents=True, exist_ok=True)
    subprocess.run(["node", ROOT / "scripts" / "bundle.mjs", folder, options.name], check=True)
    element = live(options.name, **options.params).to_html()
    for theme in options.themes:
        (folder / "book" / f"{theme}.html").write_text(PAGE.format(theme=theme, element=element), "utf-8")
    page = folder / "book" / f"{described(options.name).PAGE}.html"
    page.write_text(PAGE.format(theme="light", element=element), "utf-8")
    return folder


def picture(browser, url, options, width, path):
    browser.resize(width, 1000)
    figure = Figure(browser, url, f"fig-{options.name}").open()
    figure.run("await el.setState(args[0])", options.state)
    figure.frame()
    for name in options.press:
        figure.press(name)
    for key, dx, dy in options.drag:
        figure.drag(key, float(dx), float(dy))
    figure.frame()
    browser.page.screenshot(path=str(path), full_page=True)
    return figure


def main():
    options = arguments()
    folder, browser = prepare(options), start("chromium")
    problems = []
    browser.page.on("pageerror", lambda error: problems.append(str(error)))
    browser.page.on("console", lambda message: message.type == "error" and problems.append(message.text))
    label = f"-{options.label}" if options.label else ""
    with serving(folder) as base:
        for width in options.widths:
            for theme in options.themes:
                path = folder.parent / f"{options.name}-{width}-{theme}{label}.png"
                figure = picture(browser, f"{base}book/{theme}.html", options, width, path)
                print(path)
    print("state", json.dumps(figure.state)[:2000])
    print("result", json.dumps(figure.result)[:2000])
    print("summary", figure.get("el.querySelector('.ot-summary').textContent"))
    print("problems", [text for text in problems if "favicon" not in text])
    browser.close()


if __name__ == "__main__":
    main()
