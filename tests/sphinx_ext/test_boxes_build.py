"""Boxes in a book of several pages: numbers across pages, other builders, what the site makes of them."""

import json
import re

import pytest

INDEX = """# Book

See {prf:ref}`def-monge`.

```{toctree}
monge
plans
solutions
```
"""
MONGE = """---
section: 2
---
# Monge

```{prf:definition} Monge problem
:label: def-monge

Move $\\mu$ to $\\nu$ along a map.
```

## Uniqueness

```{exercise} Splitting
:label: ex-splitting
```
"""
PLANS = """---
section: 3
---
# Plans

(elsewhere)=
````{prf:theorem} Metric property of $W_p$
:label: thm-metric

By {prf:ref}`def-monge`.

```{prf:proof} Why
Gluing.
```
````
"""
SOLUTIONS = """# Solutions

```{solution} ex-splitting
No map: see {prf:ref}`Theorem <thm-metric>`.
```
"""
NEW_LEMMA = "```{prf:lemma} Comes first\n```\n\n```{prf:definition} Monge"


@pytest.fixture
def book(project):
    project.write(index=INDEX, monge=MONGE, plans=PLANS, solutions=SOLUTIONS)
    return project


def body(page):
    return page.read_text(encoding="utf-8").partition('role="main"')[2]


def bodies(out):
    return {page.name: body(page) for page in out.glob("*.html")}


def links(page):
    return re.findall(r'<a class="reference internal" href="([^"]*#[^"]+)">([^<]+)</a>', body(page))


def test_references_lead_across_pages(book):
    out = book.build()
    assert ("monge.html#def-monge", "Definition 2.1") in links(out / "index.html")
    assert links(out / "plans.html")[0] == ("monge.html#def-monge", "Definition 2.1")
    assert ("plans.html#thm-metric", "Theorem") in links(out / "solutions.html")
    assert "Solution to <span>Exercise 2.1</span>" in (out / "solutions.html").read_text()
    assert book.warnings == []


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [("```{prf:definition} Monge", NEW_LEMMA, "2.2"), ("section: 2", "section: 7", "7.1")],
    ids=["a box before it", "another section"],
)
def test_a_changed_number_reaches_unchanged_pages(book, before, after, number):
    book.build()
    book.write(monge=MONGE.replace(before, after))
    out = book.build()
    assert ("monge.html#def-monge", f"Definition {number}") in links(out / "index.html")
    assert links(out / "plans.html")[0] == ("monge.html#def-monge", f"Definition {number}")
    assert ("plans.html#thm-metric", "Theorem") in links(out / "solutions.html")
    assert book.warnings == []


def test_a_changed_exercise_number_reaches_its_solution(book):
    book.build()
    book.write(monge=MONGE.replace("section: 2", "section: 8"))
    assert "Solution to <span>Exercise 8.1</span>" in (book.build() / "solutions.html").read_text()


def test_only_pages_with_stale_references_are_written_again(book):
    book.build()
    others = [book.folder / "_build/html" / f"{name}.html" for name in ("plans", "solutions")]
    for page in others:
        page.write_text("not written again")
    book.write(monge=MONGE.replace("```{exercise}", NEW_LEMMA.partition("\n\n")[0] + "\n\n```{exercise}"))
    book.build()
    assert [page.read_text() for page in others] == ["not written again"] * 2


def test_a_removed_label_is_missed_on_unchanged_pages(book):
    book.build()
    book.write(monge=MONGE.replace(":label: def-monge", ""))
    book.build()
    assert book.warnings == [
        "index.md:3: WARNING: prf:ref: there is no box labelled 'def-monge'",
        "plans.md:10: WARNING: prf:ref: there is no box labelled 'def-monge'",
    ]


def test_a_removed_page_takes_its_labels_along(book):
    book.build()
    (book.folder / "plans.md").unlink()
    book.write(index=INDEX.replace("plans\n", ""), monge=MONGE.replace("section: 2", "section: 9"))
    book.build()
    assert book.warnings == ["solutions.md:4: WARNING: prf:ref: there is no box labelled 'thm-metric'"]


def test_parallel_build_is_the_serial_build(book):
    for number in range(4):  # Sphinx reads in parallel from six pages on
        text = f"# Extra\n\n```{{prf:lemma}} Title\n:label: lem-{number}\n```\n\n{{prf:ref}}`thm-metric`\n"
        book.write(**{f"extra{number}": "---\norphan: true\n---\n" + text})
    serial = bodies(book.build())
    parallel = bodies(book.build(parallel=2, freshenv=True))
    assert parallel == serial
    assert len(serial) == 8 + len(["search", "genindex"])
    book.write(plans=PLANS.replace("section: 3", "section: 4"))
    assert links(book.build(parallel=2) / "extra0.html") == [("plans.html#thm-metric", "Theorem 4.1")]
    assert book.warnings == []


def test_contents_and_search_know_headings_and_words_but_no_boxes(book):
    out = book.build()
    contents = re.findall(r'<a class="reference internal" href="([^"]+)">', (out / "index.html").read_text())
    assert "monge.html#uniqueness" in contents
    assert [target for target in contents if "#def-monge" in target] == ["monge.html#def-monge"]
    index = json.loads((out / "searchindex.js").read_text().removeprefix("Search.setIndex(").rstrip(")"))
    assert "glu" in index["terms"]
    assert sorted(index["alltitles"]) == ["Book", "Monge", "Plans", "Solutions", "Uniqueness"]
    assert index["objects"] == {}


def test_text(book):
    text = (book.build("text") / "plans.txt").read_text()
    assert "Theorem 3.1 (Metric property of W_p)" in text
    assert "By Definition 2.1." in text
    assert re.search(r"Proof \(Why\).*Gluing\.", text, re.DOTALL)
    assert book.warnings == []


def test_latex(book):
    tex = (book.build("latex") / "boxes.tex").read_text()
    assert r"\sphinxstylestrong{Theorem 3.1 (Metric property of \(W_p\))}" in tex
    assert r"{\hyperref[\detokenize{monge:def-monge}]{\sphinxcrossref{Definition 2.1}}}" in tex
    assert r"\label{\detokenize{monge:def-monge}}" in tex
    assert tex.count(r"\label{\detokenize{plans:elsewhere}}") == 1
    assert tex.count(r"\begin{quote}") == tex.count(r"\end{quote}") == 5
    assert book.warnings == []
