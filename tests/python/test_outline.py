"""The built book has the pages of `outline.yml`, each with its title and its boxes."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from lxml import html

OUTLINE = yaml.safe_load(Path(__file__).with_name("outline.yml").read_text("utf-8"))


def plain(title):
    """Letters and digits only, so that the mark-up of maths and dashes do not matter."""
    title = re.sub(
        r"\\infty|\binfty\b", "infinity", unicodedata.normalize("NFKD", title).replace("∞", "infinity")
    )
    return re.sub(r"[^a-z0-9]", "", title.lower())


def read(site, page):
    tree = html.parse(str(site / "book" / f"{page}.html")).getroot()
    for repeated in tree.xpath("//*[local-name()='annotation' or contains(@class, 'katex-html')]"):
        repeated.drop_tree()
    return tree


@pytest.mark.parametrize("page", OUTLINE)
def test_title(site, page):
    (heading,) = read(site, page).xpath("//h1")
    for extra in heading.xpath(".//*[contains(@class, 'headerlink') or contains(@class, 'section-number')]"):
        extra.drop_tree()
    assert plain(heading.text_content()) == plain(OUTLINE[page]["title"])


@pytest.mark.parametrize("page", OUTLINE)
def test_boxes(site, page):
    tree = read(site, page)
    found = {
        (kind, plain(title.text_content()))
        for kind in {kind for kind, _ in OUTLINE[page]["boxes"]}
        for title in tree.xpath(f"//*[contains(@class, 'box-{kind}')]//*[contains(@class, 'box-name')]")
    }
    assert [box for box in OUTLINE[page]["boxes"] if (box[0], plain(box[1])) not in found] == []
