"""The look: contrast of the palette, weight of its files, and the map of the sections."""

import gzip
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TOKENS = (ROOT / "ot_notebook/css/tokens.css").read_text(encoding="utf-8")
STATIC = ROOT / "ot_notebook/static"
INDEX = (ROOT / "book/index.md").read_text(encoding="utf-8")
TEXT = ("ink", "muted", "source", "target", "plan", "good")
GROUNDS = ("paper", "wash")


def palette(selector):
    block = re.search(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.S)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = palette(":root"), palette(':root[data-theme="dark"]')
SYSTEM = palette(':root:not([data-theme="light"], [data-theme="dark"])')


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_is_legible(colours, ground, text):
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["source-fill", "target-fill", "plan-fill"])
def test_marks_stand_out(colours, mark):
    assert contrast(colours[mark], colours["paper"]) >= 3


def test_dark_is_the_same_when_the_system_asks_for_it():
    assert SYSTEM == DARK
    assert DARK.keys() == LIGHT.keys()


def test_files_keep_their_budget():
    assert len(gzip.compress((STATIC / "book.css").read_bytes())) <= 12_000
    assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) <= 160_000


def test_every_font_of_the_style_sheet_is_there():
    named = set(re.findall(r"fonts/([\w-]+\.woff2)", (STATIC / "book.css").read_text(encoding="utf-8")))
    assert named == {font.name for font in (STATIC / "fonts").glob("*.woff2")}


def map_rows():
    """Rows of the map: (number, title, page or None, needs)."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \| .+? \| (.*?) ?\|$", INDEX, re.M)
    for number, title, needs in rows:
        link = re.fullmatch(r"\[(.+)\]\((\w[\w-]*)\.md\)", title)
        yield int(number), link[1] if link else title, link and link[2], re.findall(r"\d+", needs)


def test_map_lists_the_sections_in_order():
    assert [number for number, *_ in map_rows()] == list(range(1, 16))


def test_map_and_its_drawing_agree():
    listed = {(number, int(other)) for number, _, _, needs in map_rows() for other in needs}
    svg = (ROOT / "book/section-map.svg").read_text(encoding="utf-8")
    assert {(int(b), int(a)) for b, a in re.findall(r'id="needs-(\d+)-(\d+)"', svg)} == listed
    assert all(earlier < later for later, earlier in listed)


def test_map_links_what_is_written():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [Path(chapter["file"]).name for part in toc["parts"] for chapter in part["chapters"]]
    linked = {page: (number, title) for number, title, page, _ in map_rows() if page}
    assert [name for name in files if name in linked] == list(linked)
    for name in files:
        text = (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")
        section = yaml.safe_load(text.split("---\n")[1]).get("section")
        if section is not None:
            assert linked[name] == (section, re.search(r"^# (.+)$", text, re.M)[1])
