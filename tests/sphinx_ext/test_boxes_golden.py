"""Each `golden/NAME.md` must give `golden/NAME.html`.

After a wanted change write the HTML anew, and read its diff before committing it::

    pytest tests/sphinx_ext --regenerate
"""

import shutil
from pathlib import Path

import pytest

from .conftest import Project

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(page.stem for page in GOLDEN.glob("*.md"))
ROOT = "# All\n\n```{toctree}\n:glob:\n\n*\n```\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the project of all golden pages, built to bare page bodies, and its output folder."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(GOLDEN, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.html"))
    project = Project(folder)
    project.write(index=ROOT)
    templates = folder / "_templates"
    templates.mkdir()
    (templates / "page.html").write_text("{{ body }}", encoding="utf-8")
    return project, project.build()


def words(html):
    return html.split()


@pytest.mark.parametrize("name", NAMES)
def test_page_is_as_recorded(name, built, pytestconfig):
    _, out = built
    html = (out / f"{name}.html").read_text(encoding="utf-8").strip() + "\n"
    recorded = GOLDEN / f"{name}.html"
    if pytestconfig.getoption("--regenerate", default=False):
        recorded.write_text(html, encoding="utf-8")
    assert words(html) == words(recorded.read_text(encoding="utf-8"))


def test_golden_pages_give_no_warning(built):
    project, _ = built
    assert project.warnings == []


def test_every_golden_file_has_a_page():
    assert sorted(file.stem for file in GOLDEN.glob("*.html")) == NAMES
