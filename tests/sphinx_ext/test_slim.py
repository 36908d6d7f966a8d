"""What is kept of styles, scripts and fonts."""

import pytest
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from ot_notebook.sphinx_ext import fonts, node, slim

PAGE = """<main class="bd-main wide">
  <p data-mode="auto" title="words of prose">T<span class="katex-html">xμ</span></p>
</main>"""


def font():
    return (node.package("katex") / "dist" / "fonts" / "KaTeX_Main-Regular.woff2").read_bytes()


def test_words_are_names_and_short_values_and_characters_those_of_formulas(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    words, texts = slim.read_page(page)
    assert {"main", "class", "bd-main", "wide", "data-mode", "auto"} <= words
    assert "T" not in words
    assert set("".join(texts)) == {"x", "μ"}


def test_words_of_a_script_are_those_of_its_strings():
    script = """const name = cls("a-b c"); x.add('it\\'s', `d ${name}`); // not "unclosed"""
    assert {"a-b", "c", "it", "d"} <= slim.script_words(script)
    assert "cls" not in slim.script_words(script)


def test_unused_rules_go_and_own_rules_stay():
    request = {
        "css": ".used{color:red}.unused{color:red}:root{--a:1px;--b:2px}",
        "own": ".mine{margin:var(--a)}",
    }
    answer = slim.run_node(request | {"words": ["used"], "variables": ["--a"], "scripts": {"x.js": "f( 1 )"}})
    assert ".used{" in answer["css"] and ".mine{" in answer["css"] and "--a:1px" in answer["css"]
    assert ".unused" not in answer["css"] and "--b" not in answer["css"]
    assert answer["scripts"]["x.js"].strip() == "f(1);"


def test_failure_of_node_is_told_in_its_words():
    with pytest.raises(ExtensionError, match="TypeError"):
        slim.run_node({})


def test_links_get_the_hash_of_the_content_once(tmp_path):
    asset = tmp_path / "_static" / "a.js"
    asset.parent.mkdir()
    asset.write_text("1")
    page = tmp_path / "p.html"
    page.write_text('<script src="_static/a.js?digest=x"></script><a href="_static/none.js">')
    slim.version_assets([page], tmp_path)
    first = page.read_text()
    assert '"_static/a.js?v=6b86b273"' in first and '"_static/none.js"' in first
    slim.version_assets([page], tmp_path)
    assert page.read_text() == first


def test_a_changed_search_script_is_noticed(tmp_path):
    (tmp_path / "searchtools.js").write_text("nothing known")
    with pytest.raises(ExtensionError, match=r"searchtools\.js no longer holds"):
        slim.join_scripts(tmp_path, ["searchtools.js"])


def test_cut_font_is_small_complete_and_always_the_same(tmp_path):
    small = fonts.cut(font(), "xy∫")
    assert small == fonts.cut(font(), "xy∫")
    assert len(small) < len(font()) / 5
    path = tmp_path / "small.woff2"
    path.write_bytes(small)
    with TTFont(path) as read:
        assert {chr(code) for code in read.getBestCmap()} == set("xy∫")


def test_faces_that_no_rule_names_go():
    css = "@font-face{font-family:A;src:url(a)}@font-face{font-family:B;src:url(b)}p{font:1em B}"
    assert fonts.used_faces(css) == "@font-face{font-family:B;src:url(b)}p{font:1em B}"


def test_katex_fonts_as_woff2_alone():
    others = ',url(fonts/K.woff) format("woff"),url(fonts/K.ttf) format("truetype")'
    css = 'src:url(fonts/K.woff2) format("woff2")' + others
    assert fonts.katex_css(css) == 'src:url(katex/K.woff2) format("woff2")'
