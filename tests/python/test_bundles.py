"""The committed bundles are what their sources give."""

import re
import subprocess
from pathlib import Path

import pytest

from ot_notebook import live_figures

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "ot_notebook" / "static"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    subprocess.run(["node", "scripts/bundle.mjs", str(folder)], cwd=ROOT, check=True)
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_same_files(rebuilt):
    assert files(rebuilt) == files(STATIC), "run 'make assets' and commit ot_notebook/static"


def test_same_bytes(rebuilt):
    stale = [
        name
        for name in sorted(files(rebuilt))
        if (rebuilt / name).read_bytes() != (STATIC / name).read_bytes()
    ]
    assert stale == [], "run 'make assets' and commit ot_notebook/static"


def test_every_figure_has_its_script():
    assert files(STATIC / "figures") == {f"{name}.js" for name in live_figures.names()}


def test_scripts_ask_no_other_host_and_evaluate_no_text():
    for path in STATIC.rglob("*.js"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        found = re.findall(r"https?://[^\"'`]+|\beval\(|new Function\(", text)
        assert found == [], f"{path.name}: {found}"


def test_widget_has_the_colours_of_the_book():
    css = (STATIC / "widget.css").read_text(encoding="utf-8")
    tokens = (ROOT / "ot_notebook" / "css" / "tokens.css").read_text(encoding="utf-8")
    for name in ("source-fill", "target-fill", "plan-fill", "ink"):
        light, dark = re.findall(rf"--{name}:\s*(#\w+)", tokens)[:2]
        assert light in css and dark in css, name
