"""Pages run once, in parallel, into a cache that knows the code they use."""

import pytest
from myst_nb.core.execute import ExecutionError
from sphinx.application import Sphinx

from ot_notebook.sphinx_ext import execution

PAGE = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---
# {name}

```{{code-cell}} python
from pathlib import Path
runs = Path("runs-{name}")
runs.write_text(runs.read_text() + "x" if runs.exists() else "x")
{code}
```
"""
CONF = """
extensions = ["myst_nb", "ot_notebook.sphinx_ext.execution"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""


@pytest.fixture
def book(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text("# Index\n\n```{toctree}\none\ntwo\n```\n")
    write_page(source, "one")
    write_page(source, "two")
    return source


def write_page(source, name, code="pass"):
    (source / f"{name}.md").write_text(PAGE.format(name=name, code=code))


def build(source):
    out = source.parent / "_build"
    app = Sphinx(source, source, out / "html", out / "doctrees", "html", status=None, warning=None)
    app.build()
    return app


def runs(source, name):
    path = source / f"runs-{name}"
    return len(path.read_text()) if path.exists() else 0


def test_each_page_runs_once_however_often_the_book_is_built(book):
    build(book)
    build(book)
    assert (runs(book, "one"), runs(book, "two")) == (1, 1)


def test_prose_runs_nothing_and_code_runs_its_own_page(book):
    build(book)
    one = book / "one.md"
    one.write_text(one.read_text() + "\nMore prose.\n")
    write_page(book, "two", "1 + 1")
    build(book)
    assert (runs(book, "one"), runs(book, "two")) == (1, 2)


def test_a_change_of_package_or_lock_file_runs_every_page_again(book, monkeypatch, tmp_path):
    build(book)
    lock = tmp_path / "requirements.txt"
    lock.write_text("numpy==0\n")
    monkeypatch.setattr(execution, "REQUIREMENTS", lock)
    build(book)
    assert (runs(book, "one"), runs(book, "two")) == (2, 2)


def test_the_cache_knows_modules_data_and_pins_but_not_the_extension():
    sources = {path.relative_to(execution.PACKAGE.parent).as_posix() for path in execution.kernel_sources()}
    package = {"ot_notebook/live.py", "ot_notebook/solvers/__init__.py", "ot_notebook/benchmark.json"}
    assert package | {"requirements.txt"} <= sources
    assert not any("sphinx_ext" in source for source in sources)


def test_digest_changes_with_content_and_with_place(tmp_path):
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_text("x = 1\n")
    second.write_text("x = 1\n")
    before = execution.digest([first])
    assert before != execution.digest([second])
    first.write_text("x = 2\n")
    assert before != execution.digest([first])


def test_what_is_printed_does_not_depend_on_when_it_is_flushed(book):
    slowly = "import time\nprint('first', end='', flush=True)\ntime.sleep(0.5)\nprint()\nprint('second')"
    write_page(book, "two", slowly)
    build(book)
    page = (book.parent / "_build" / "html" / "two.html").read_text()
    assert "<span></span>first\nsecond\n</pre>" in page


def test_a_failing_cell_fails_the_build(book):
    write_page(book, "two", "raise ValueError('the check does not hold')")
    with pytest.raises(ExecutionError, match=r"two\.md"):
        build(book)
    assert runs(book, "one") == 1
