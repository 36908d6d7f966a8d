"""A small site as it is built: what is on its pages and in its folder, and what is not."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from lxml import html

from ot_notebook.sphinx_ext.policy import POLICY
from tests.sphinx_ext.small_book import MATHS_PAGE, OTHER_PAGE, build, contents, write

BUDGET = {
    "book/index.html": 60_000,
    "search.html": 50_000,
}  # gzip; the page, its styles and scripts, no fonts
FETCHED = (
    "//script[@src]/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //img/@src"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write(folder, {"index": MATHS_PAGE, "other": OTHER_PAGE})
    return folder


@pytest.fixture(scope="module")
def built(book):
    site, output = build(book)
    assert "WARNING" not in output and "ERROR" not in output, output
    return site


@pytest.fixture(scope="module")
def pages(built):
    return {path.relative_to(built).as_posix(): html.parse(path) for path in built.rglob("*.html")}


@pytest.fixture(scope="module")
def maths_page(pages):
    return pages["book/index.html"].getroot()


def test_pages_of_the_site(pages):
    assert set(pages) == {"index.html", "search.html", "book/index.html", "book/other.html"}


def test_every_page_has_the_policy_language_title_and_description(pages):
    for name, tree in pages.items():
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY], name
        assert tree.getroot().get("lang") == "en", name
        assert tree.findtext(".//title"), name
        assert len(tree.xpath("//meta[@name='description']")) == 1, name
        assert len(tree.xpath("//meta[@name='viewport']")) == 1, name


def test_no_script_in_the_page(pages):
    for name, tree in pages.items():
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/json", name
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == [], name
        assert tree.xpath("//@href[starts-with(., 'javascript:')]") == [], name


def test_nothing_is_fetched_from_another_host(pages, built):
    for tree in pages.values():
        assert [url for url in tree.xpath(FETCHED) if urlsplit(url).netloc] == []
    styles = (built / "_static" / "ot" / "site.css").read_text("utf-8")
    assert "@import" not in styles
    assert re.findall(r"url\([\"']?(?:https?:)?//", styles) == []


def test_everything_fetched_is_there(pages, built):
    for name, tree in pages.items():
        for url in tree.xpath(FETCHED):
            assert (built / name).parent.joinpath(urlsplit(url).path).is_file(), (name, url)
    styles = built / "_static" / "ot" / "site.css"
    named = re.findall(r"url\([\"']?(?!data:)([^)\"']+)", styles.read_text("utf-8"))
    assert len(named) > 5
    assert [url for url in named if not (styles.parent / url).is_file()] == []


def test_one_style_sheet_and_only_one_script_that_blocks(maths_page):
    assert len(maths_page.xpath("//link[@rel='stylesheet']")) == 1
    blocking = maths_page.xpath("//script[@src][not(@defer)]/@src")
    assert [urlsplit(url).path for url in blocking] == ["../_static/ot/theme.js"]


def test_links_to_assets_carry_their_hash(maths_page):
    links = [url for url in maths_page.xpath(FETCHED) if "_static" in url]
    assert links and all(re.search(r"\?v=[0-9a-f]{8}$", url) for url in links)


def test_nothing_is_left_of_what_the_theme_brings(built):
    names = set(contents(built))
    assert not [
        name for name in names if re.search(r"fontawesome|thebe|togglebutton|\.map$|mathjax|\.ttf", name)
    ]
    assert {name.split("/")[1] for name in names if name.startswith("_static/")} == {"ot"}
    for name in names:
        if name.endswith(".html"):
            assert "mathjax" not in (built / name).read_text("utf-8").lower(), name


def test_formulas_are_rendered(maths_page):
    formulas = maths_page.xpath("//article//*[contains(@class, 'math') and contains(@class, 'notranslate')]")
    assert len(formulas) == 7
    assert all(formula.xpath(".//span[@class='katex']//math") for formula in formulas)
    assert maths_page.xpath("//*[@class='katex-error']") == []
    assert "$" not in maths_page.xpath("string(//article)")


def test_equations_are_numbered_and_can_be_reached(maths_page):
    assert maths_page.xpath("//span[@class='eqno']/text()[1]") == ["(1)", "(2)"]
    assert maths_page.xpath("//a[@href='#equation-first'][contains(@class, 'internal')]//text()") == ["(1)"]
    assert len(maths_page.xpath("//*[@id='equation-first']")) == 1
    displays = maths_page.xpath("//div[@class='math-scroll']")
    assert [d.get("aria-label") for d in displays] == ["Equation 1", "Equation 2"]
    assert {(d.get("tabindex"), d.get("role")) for d in displays} == {("0", "group")}


def test_identifiers_of_equations_are_not_random(maths_page):
    assert maths_page.xpath("//div[contains(@class, 'amsmath')]/@id") == ["equation-book-index-1"]


def test_title_is_text(maths_page):
    assert maths_page.findtext("head/title").startswith("The distance W_p(μ, ν) — ")


def test_fonts_of_katex_are_there_and_only_as_woff2(built):
    fonts = {path.name for path in (built / "_static" / "ot" / "katex").iterdir()}
    assert {"KaTeX_Main-Regular.woff2", "KaTeX_Math-Italic.woff2", "KaTeX_AMS-Regular.woff2"} <= fonts
    assert "KaTeX_Fraktur-Regular.woff2" not in fonts
    assert {name.rsplit(".")[-1] for name in fonts} == {"woff2"}


def test_opening_of_a_page(maths_page):
    section = maths_page.xpath("//article//section")[0]
    assert [child.get("class") or child.tag for child in section][:3] == ["eyebrow", "h1", "lead"]
    assert section[0].text == "2 · 14 minutes · needs: probability measures"
    assert section[2].text == "Send every grain of a pile to one place."
    assert maths_page.xpath("//meta[@name='description']/@content") == [
        'Distances & "costs" between measures.'
    ]


def test_search_index_is_loaded_where_it_is_searched(pages):
    scripts = {name: " ".join(tree.xpath("//script/@src")) for name, tree in pages.items()}
    assert [name for name, text in scripts.items() if "searchindex.js" in text] == ["search.html"]


@pytest.mark.parametrize("name", list(BUDGET))
def test_bytes_of_a_page(built, pages, name):
    fetched = {urlsplit(url).path for url in pages[name].xpath(FETCHED)}
    files = [built / name, *((built / name).parent / url for url in fetched)]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < BUDGET[name]


def test_building_again_changes_nothing_and_a_changed_page_only_itself(book, built):
    before = contents(built)
    build(book)
    assert contents(built) == before
    (book / "book" / "other.md").write_text(OTHER_PAGE.replace("grains", "heaps"), "utf-8")
    build(book)
    changed = {name for name, data in contents(built).items() if before.get(name) != data}
    search = {"searchindex.js", "search.html"}
    assert changed - search == {"book/other.html", "_sources/book/other.md", "_sources/book/other.ipynb"}
