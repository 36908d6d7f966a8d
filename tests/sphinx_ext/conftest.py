"""Sphinx projects of a few lines, built in a temporary folder."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS = {
    "extensions": ["myst_nb", "ot_notebook.sphinx_ext.boxes"],
    "exclude_patterns": ["_build"],
    "templates_path": ["_templates"],
    "html_theme": "basic",
    "html_permalinks": False,
    "html_copy_source": False,
    "nb_execution_mode": "off",
    "myst_enable_extensions": ["dollarmath", "colon_fence"],
    "myst_heading_anchors": 3,
    "project": "Boxes",
}


def pytest_addoption(parser):
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew")


@dataclass
class Project:
    """A Sphinx project in a folder; `build` gives a builder's output folder, `warnings` the last build's."""

    folder: Path
    warnings: list[str] = ()

    def write(self, **pages):
        for name, text in pages.items():
            (self.folder / f"{name}.md").write_text(text, encoding="utf-8")

    def build(self, builder="html", suppress=(), **options):
        messages, out = StringIO(), self.folder / "_build" / builder
        with patch_docutils(), docutils_namespace():
            Sphinx(
                self.folder,
                confdir=None,
                outdir=out,
                doctreedir=self.folder / "_build" / "doctrees",
                buildername=builder,
                confoverrides=SETTINGS | {"suppress_warnings": list(suppress)},
                status=None,
                warning=messages,
                **options,
            ).build()
        lines = strip_colors(messages.getvalue()).splitlines()
        self.warnings = [line.removeprefix(f"{self.folder}/") for line in lines]
        return out


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)
