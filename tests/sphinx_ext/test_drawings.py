"""A drawing in a cell with figure metadata: a numbered figure of inline SVG, found by references."""

import json

import pytest
from lxml import html

from ot_notebook.figures import monge
from tests.sphinx_ext import conftest

CAPTION = "A map may merge atoms but not split one, $T(x)$."


def notebook(metadata):
    """A notebook whose one cell shows a drawing, and whose text refers to it."""
    bundle = monge.splitting()._repr_mimebundle_()
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": bundle}
    code = {"cell_type": "code", "execution_count": 1, "source": "monge.splitting()", "outputs": [output]}
    text = "# Page\n\nBy name {ref}`fig-splitting`, by number {numref}`fig-splitting`."
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": text},
        code | {"metadata": {"mystnb": metadata}},
    ]
    language = {"language_info": {"name": "python", "pygments_lexer": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": language, "cells": cells})


@pytest.fixture
def page(project, monkeypatch):
    monkeypatch.setitem(conftest.SETTINGS, "numfig", True)

    def build(**image):
        metadata = {"figure": {"name": "fig-splitting", "caption": CAPTION}, "image": image}
        (project.folder / "index.ipynb").write_text(notebook(metadata), encoding="utf-8")
        out = project.build()
        assert project.warnings == []
        return html.fromstring((out / "index.html").read_text(encoding="utf-8"))

    return build


def test_it_is_a_numbered_figure_of_inline_svg(page):
    tree = page()
    (figure,) = tree.xpath("//figure[@id='fig-splitting']")
    assert len(figure.xpath("./svg")) == 1
    assert figure.xpath(".//span[@class='caption-number']/text()") == ["Fig. 1 "]
    assert "merge atoms" in figure.xpath("string(.//figcaption)")
    assert tree.xpath("//img") == []


def test_references_find_it(page):
    links = page().xpath("//p//a[contains(@class, 'reference')]")
    assert [link.get("href") for link in links] == ["#fig-splitting"] * 2
    assert "may merge atoms" in links[0].text_content()
    assert links[1].text_content() == "Fig. 1"


def test_it_says_what_it_shows(page):
    assert page().xpath("//svg/@aria-label") == [monge.splitting().alt]


def test_the_page_may_say_it_otherwise(page):
    words = 'One atom, "two" halves & no map \\1'
    assert page(alt=words).xpath("//svg/@aria-label") == [words]
