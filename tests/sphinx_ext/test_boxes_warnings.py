"""What is wrong on a page is said with its file and line, and fails a build with ``-W``."""

import pytest
from sphinx.errors import SphinxWarning

FAULTS = {
    "missing title": (
        "# Page\n\n```{prf:theorem}\nText.\n```\n",
        ["index.md:3: WARNING: prf:theorem: a title is missing"],
    ),
    "missing title in a nested box": (
        "# Page\n\n````{prf:theorem} Title\n\nText.\n\n```{prf:lemma}\n:label: lem\n\nText.\n```\n````\n",
        ["index.md:7: WARNING: prf:lemma: a title is missing"],
    ),
    "unknown kind": (
        "---\nsection: 1\n---\n# Page\n\n```{prf:axiom} Title\nText.\n```\n",
        [
            "index.md:6: WARNING: prf:axiom: unknown kind of box; the known ones are prf:definition, "
            "prf:theorem, prf:proposition, prf:lemma, prf:corollary, prf:example, prf:remark, prf:proof"
        ],
    ),
    "unknown option": (
        "# Page\n\n```{prf:lemma} Title\n:number: 3\n```\n",
        [
            "index.md:3: WARNING: 'prf:lemma': Unknown option keys: ['number'] "
            "(allowed: ['class', 'label', 'nonumber']) [myst.directive_option]"
        ],
    ),
    "label taken twice": (
        "# Page\n\n```{prf:lemma} One\n:label: lem\n```\n\n```{prf:lemma} Two\n:label: lem\n```\n",
        ["index.md:7: WARNING: label 'lem' is taken already, in index.md, line 3"],
    ),
    "name of an admonition taken twice": (
        "# Page\n\n```{admonition} One\n:class: formula\n:name: lem\nText.\n```\n\n"
        "```{prf:lemma} One\n:label: lem\n```\n",
        ["index.md:9: WARNING: label 'lem' is taken already, in index.md, line 3"],
    ),
    "reference to nothing": (
        "# Page\n\nText,\n\nsee {prf:ref}`lem` and\n{prf:ref}`so on <lemma>`.\n",
        [
            "index.md:5: WARNING: prf:ref: there is no box labelled 'lem'",
            "index.md:5: WARNING: prf:ref: there is no box labelled 'lemma'",
        ],
    ),
    "solution of nothing": (
        "# Page\n\nText.\n\n```{solution} ex\nText.\n```\n",
        ["index.md:5: WARNING: solution: there is no exercise labelled 'ex'"],
    ),
    "solution of what is no exercise": (
        "# Page\n\n```{prf:lemma} One\n:label: lem\n```\n\n```{solution} lem\n```\n",
        ["index.md:7: WARNING: solution: there is no exercise labelled 'lem'"],
    ),
    "solution of what is not said": (
        "# Page\n\n```{solution}\nText.\n```\n",
        ["index.md:3: WARNING: solution: the label of its exercise is missing"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_reported_once_with_file_and_line(fault, project):
    page, expected = FAULTS[fault]
    project.write(index=page)
    project.build("dummy")
    assert project.warnings == expected


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_fails_a_strict_build(fault, project):
    project.write(index=FAULTS[fault][0])
    with pytest.raises(SphinxWarning):
        project.build("dummy", warningiserror=True)


def test_content_of_an_unknown_kind_is_kept(project):
    project.write(index="# Page\n\n```{prf:axiom} Title\nParallels never meet.\n```\n")
    assert "Parallels never meet." in (project.build("text") / "index.txt").read_text()


def test_label_taken_on_another_page(project):
    box = "```{prf:lemma} Title\n:label: lem\n```\n"
    project.write(index=f"# A\n\n{box}\n```{{toctree}}\nother\n```\n", other=f"# B\n\n\n{box}")
    project.build("dummy")
    assert project.warnings == ["other.md:4: WARNING: label 'lem' is taken already, in index.md, line 3"]
    project.write(other="# B\n\nNothing.\n")
    project.build("dummy")
    assert project.warnings == []


def test_warnings_have_a_type_to_suppress_them_by(project):
    project.write(index="".join(page for page, _ in FAULTS.values()))
    project.build("dummy", suppress=["box"])
    assert [line for line in project.warnings if "[myst" not in line] == []
