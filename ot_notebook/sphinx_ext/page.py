"""Head, opening and frame of a page: what the theme's templates are given, and this book's own templates."""

import html
import os
import re
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from .maths import plain
from .policy import META

LOGGER = logging.getLogger(__name__)
TEMPLATES = Path(__file__).with_name("templates")
SCRIPTS = ("ot/book.js",)
# Every page loads these in one file (slim.py), or has no use for them.
THEME_SCRIPTS = re.compile(
    r"documentation_options|doctools|sphinx_highlight|clipboard|copybutton|sphinx-book-theme|searchtools|language_data"
    r"|togglebutton|thebe|design-tabs|comments"
)
THEME_INLINE = re.compile(r"toggle|THEBE|DOCUMENTATION_OPTIONS\.|MathJax")

INLINE_SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))")
THEBE = re.compile(r"text/x-thebe-config|<script>kernelName = ")

# What docutils and MyST-NB write, and what assistive technology understands.
ACCESSIBLE = {
    ' role="doc-biblioentry"': ' role="listitem"',
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


def accessible(body):
    for written, understood in ACCESSIBLE.items():
        body = body.replace(written, understood)
    return body


def title_text(title):
    """A title node as text, its maths as characters."""
    return "".join(
        plain(leaf.astext()) if isinstance(leaf.parent, nodes.math) else leaf.astext()
        for leaf in title.findall(nodes.Text)
    )


def description_tag(text):
    return f'<meta name="description" content="{html.escape(text)}" />'


def head_tags(existing, description):
    """The policy first, then the description and what the page asked for; the theme sets the viewport."""
    kept = re.sub(r'\s*<meta [^>]*name="viewport"[^>]*>', "", existing)
    return "\n    ".join(["", META, description_tag(description), *kept.strip().splitlines()])


def own_scripts(scripts, pagename):
    """The scripts of the page that the theme's one file does not hold, without doubles."""
    kept = {}
    for script in scripts:
        filename = str(getattr(script, "filename", None) or "")
        inline = getattr(script, "attributes", {}).get("body", "")
        if THEME_SCRIPTS.search(filename) or (not filename and THEME_INLINE.search(inline)):
            continue
        if not filename or "://" in filename:
            words = filename or inline[:60]
            LOGGER.warning("the page's policy forbids the script %r", words, location=pagename, type="ot")
            continue
        kept.setdefault(filename, script)
    return list(kept.values())


def set_context(app, pagename, templatename, context, doctree):
    if app.builder.format != "html":
        return
    meta = context.get("meta") or {}
    if doctree is not None:
        context["body"] = accessible(context["body"])
        context["title"] = html.escape(title_text(app.env.titles[pagename]))
        if not meta.get("description"):
            LOGGER.warning("front matter lacks 'description'", location=pagename, type="ot")
    context["metatags"] = head_tags(
        context.get("metatags") or "", meta.get("description") or app.config.html_title
    )
    context["script_files"] = own_scripts(context["script_files"], pagename)
    context["css_files"] = []
    context["frame_script"] = "search.js" if pagename == "search" else "frame.js"
    context["theme_footer_content_items"] = ["footer-licence.html"]


def eyebrow(meta):
    """The line above the title: number, reading time, prerequisites.

    >>> eyebrow({"section": "2", "minutes": "14", "needs": "probability measures"})
    '2 · 14 minutes · needs: probability measures'
    """
    parts = [
        str(meta.get("section", "")),
        f"{meta['minutes']} minutes" if meta.get("minutes") else "",
        f"needs: {meta['needs']}" if meta.get("needs") else "",
    ]
    return " · ".join(part for part in parts if part)


def add_opening(app, doctree, docname):
    """Set the eyebrow above and the lead below the first title."""
    section = next(doctree.findall(nodes.section), None)
    if section is None or app.builder.format != "html":
        return
    section["classes"] = [name for name in section["classes"] if not name.endswith("_ignore")]  # for MathJax
    meta = app.env.metadata[docname]
    if meta.get("lead"):
        section.insert(1, nodes.paragraph("", meta["lead"], classes=["lead"]))
    if eyebrow(meta):
        section.insert(0, nodes.paragraph("", eyebrow(meta), classes=["eyebrow"]))


def check_scripts(app, doctree, docname):
    """Remove what sphinx-thebe puts on every page; warn of other inline scripts, which would not run."""
    for raw in list(doctree.findall(nodes.raw)):
        if not INLINE_SCRIPT.search(raw.astext()):
            continue
        if THEBE.search(raw.astext()):
            raw.parent.remove(raw)
        else:
            LOGGER.warning("the page's policy forbids inline scripts", location=raw, type="ot")


def prefer_own_templates(app, config):
    """Relative paths, because Sphinx hashes the configuration into the built site."""
    folders = (TEMPLATES, TEMPLATES / "components")
    config.templates_path[:0] = [os.path.relpath(folder, app.srcdir) for folder in folders]
    config.html_use_index = False
    config.html_domain_indices = False


def setup(app):
    for script in SCRIPTS:
        app.add_js_file(script)
    app.connect("config-inited", prefer_own_templates)
    app.connect("doctree-resolved", add_opening)
    app.connect("doctree-resolved", check_scripts, priority=900)
    app.connect("html-page-context", set_context, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
