"""The pages keep the rules of `pages.py`, and each rule finds what breaks it."""

import pytest
from pybtex.database import parse_file

from tests.python.pages import BOOK, RULES, Page, read_book

BOOK_PAGES = read_book()

BROKEN = {
    "front_matter": "description: To be written.",
    "imports_first": "```{code-cell} ipython3\nimport ot\nn = 3\n```",
    "short_cells": "```{code-cell} ipython3\n" + "n = 3\n" * 13 + "```",
    "narrow_cells": "```{code-cell} ipython3\nn = " + "1 + " * 30 + "1\n```",
    "described_figures": (
        "```{code-cell} ipython3\nfrom ot_notebook.figures import monge\n```\n\n"
        "```{code-cell} ipython3\nmonge.strip()\n```"
    ),
    "known_citations": "As {cite:t}`nobody1900` knew.",
    "one_sentence_a_line": "Mass moves. It is kept.",
    "links": "See [the page](nowhere.md), {prf:ref}`thm-nowhere`.",
    "labels_once": "(twice)=\n## One\n\n(twice)=\n## Two",
    "answered_exercises": "```{exercise} Count\n:label: exr-count\n\nHow many?\n```",
    "british": "We minimize the cost.",
}


def broken(rule):
    text = BROKEN.get(rule, "Text.")
    front, body = (text, "") if rule == "front_matter" else ("description: A page.", text)
    return Page("page", f"---\n{front}\n---\n\n# Page\n\n{body}\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("page", BOOK_PAGES, ids=lambda page: page.name)
def test_page_keeps_rule(page, rule):
    assert rule(page, BOOK_PAGES) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_finds_a_breach(rule):
    page = broken(rule.__name__)
    assert rule(page, [page])


def test_a_sentence_stays_on_one_line():
    rule = next(rule for rule in RULES if rule.__name__ == "one_sentence_a_line")
    split = Page("page", "---\ndescription: A page.\n---\n\nMass moves\nand is kept.\n")
    assert rule(split, [split]) == ["sentence goes on: Mass moves"]


def test_every_source_is_cited():
    cited = set().union(*(page.citations for page in BOOK_PAGES))
    assert set(parse_file(BOOK / "references.bib").entries.keys()) - cited == set()
