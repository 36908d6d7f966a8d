"""Maths rendered by KaTeX while the book is built, so that a page needs no script to show it."""

import atexit
import functools
import html
import json
import os
import re
import subprocess
import unicodedata
from pathlib import Path

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from . import node as nodejs

LOGGER = logging.getLogger(__name__)
RENDERER = Path(__file__).with_name("katex_render.cjs")
MACROS = {
    r"\R": r"\mathbb{R}",
    r"\N": r"\mathbb{N}",
    r"\dd": r"\mathop{}\!\mathrm{d}",
    r"\KL": r"\operatorname{KL}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\one": r"\html@mathml{\mathrm{1\mkern-4.5mu l}}{\char120793}",
}
UNNUMBERED = {"align": "align*", "alignat": "alignat*", "equation": "equation*", "gather": "gather*"}
UNKNOWN_TO_KATEX = {"flalign": "align*", "flalign*": "align*", "multline": "gather*", "multline*": "gather*"}
ENVIRONMENT = re.compile(r"\\(begin|end)\{([a-z]+\*?)\}")
CLOSING = re.compile(r"[.,;:!?)\]’”]+")
INNERMOST = re.compile(r"\\begin\{(\w+\*?)\}(?:(?!\\begin\{).)*?\\end\{\1\}", re.DOTALL)


class Katex:
    """KaTeX in one Node process, asked over a pipe."""

    def __init__(self):
        nodejs.package("katex")
        self.process = subprocess.Popen(
            [nodejs.executable(), str(RENDERER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self.process.kill)

    def ask(self, tex, display, macros):
        try:
            print(
                json.dumps({"tex": tex, "display": display, "macros": macros}),
                file=self.process.stdin,
                flush=True,
            )
            return json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise ExtensionError("KaTeX's process ended; the lines above may say why") from error


@functools.lru_cache(None)
def katex(_pid):
    """The process of KaTeX that belongs to this process: a pipe must not be shared after a fork."""
    return Katex()


@functools.lru_cache(None)
def render(tex, display=False, macros=()):
    """HTML with MathML of a formula.

    Parameters
    ----------
    tex : str
        What stands between the dollars, or an environment of amsmath.
    display : bool
        Set on its own lines.
    macros : tuple of (str, str)
        Macros without arguments or with #1, #2...

    Returns
    -------
    html : str or None
    error : str or None
        KaTeX's complaint; exactly one of the two is None.
    """
    answer = katex(os.getpid()).ask(katex_input(tex, display), display, dict(macros))
    return answer.get("html"), answer.get("error")


def katex_input(tex, display):
    """The formula in the words that KaTeX knows: no labels, no numbers, alignment inside an environment."""
    tex = re.sub(r"\\label\{[^}]*\}", "", tex).strip()
    tex = ENVIRONMENT.sub(lambda match: rf"\{match[1]}{{{unnumbered(match[2])}}}", tex)
    if display and is_aligned(tex):
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    return tex


def unnumbered(environment):
    return {**UNNUMBERED, **UNKNOWN_TO_KATEX}.get(environment, environment)


def is_aligned(tex):
    """Whether an ampersand or a line break stands outside all environments."""
    previous = None
    while tex != previous:
        previous, tex = tex, INNERMOST.sub("", tex)
    return bool(re.search(r"(?<!\\)&|\\\\", tex))


def plain(tex):
    """The formula as a few characters of text, for a page's title.

    >>> plain(r"\\mathcal{W}_p(\\mu, \\nu)")
    'W_p(μ, ν)'
    """
    tex = re.sub(r"\\(?:math\w+|text\w*|operatorname\*?|bm|left|right|[,;!:])", "", tex)
    tex = re.sub(r"\\([A-Za-z]+) ?", symbol, tex)
    return re.sub(r"[{}\\]", "", tex).strip()


def symbol(match):
    """The Greek letter, infinity... that a control word names; the word itself if there is none."""
    word = match[1]
    known = {"infty": "∞", "to": "→", "varepsilon": "ε", "varphi": "φ", "dd": "d", "R": "R", "one": "1"}
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    try:
        return known.get(word) or unicodedata.lookup(f"GREEK {case} LETTER {word.upper()}")
    except KeyError:
        return word


def rendered(translator, node, display):
    macros = tuple({**MACROS, **translator.config.ot_macros}.items())
    markup, error = render(node.astext(), display, macros)
    if error:
        LOGGER.warning("%s, in %r", error, node.astext(), location=node, type="katex")
        return f"<code>{html.escape(node.astext())}</code>"
    return markup


def visit_inline(translator, node):
    translator.body.append(translator.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    translator.body.append(rendered(translator, node, False) + "</span>")
    raise nodes.SkipNode


def visit_display(translator, node):
    number = get_node_equation_number(translator, node) if node["number"] else ""
    name = f"Equation {number}" if number else "Equation"
    translator.body.append(
        translator.starttag(node, "div", CLASS="math math-display notranslate nohighlight")
    )
    translator.body.append(f'<div class="math-scroll" tabindex="0" role="group" aria-label="{name}">')
    translator.body.append(rendered(translator, node, True) + "</div>")
    if number:
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def keep_punctuation(app, doctree, docname):
    """Move what closes a phrase into the inline formula before it: a browser may break the line between."""
    if app.builder.format != "html":
        return
    for formula in list(doctree.findall(nodes.math)):
        after = formula.next_node(descend=False, siblings=True)
        closing = CLOSING.match(after) if isinstance(after, nodes.Text) else None
        if closing:
            place = next(i for i, child in enumerate(after.parent) if child is after)  # not one equal to it
            after.parent[place] = nodes.Text(after[closing.end() :])
            formula[:] = [nodes.Text(rf"{formula.astext()}\text{{{closing[0]}}}")]


def amsmath_label(renderer):
    """A label that is the same in every build, in place of MyST's random one."""
    environment = renderer.sphinx_env
    return f"{environment.docname}-{environment.new_serialno('ot-amsmath') + 1}"


def select_renderer(app, config):
    config.html_math_renderer = "katex"


def setup(app):
    SphinxRenderer._random_label = amsmath_label
    app.add_config_value("ot_macros", {}, "env")
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_display, None))
    app.connect("config-inited", select_renderer)
    app.connect("doctree-resolved", keep_punctuation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
