"""After the pages are written: one style sheet with the rules in use, one script, nothing else of the theme.

Runs on the whole site each time and gives the same files from the same pages, however often it runs.
"""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from lxml import etree, html
from sphinx.errors import ExtensionError
from sphinx.util import logging

from . import node as nodejs
from .fonts import FACE, katex_css, used_faces, write_katex_fonts
from .live import STATIC

LOGGER = logging.getLogger(__name__)
HERE = Path(__file__).parent
ASSETS = HERE / "assets"
STYLES = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
)
COMMON_SCRIPTS = ("scripts/sphinx-book-theme.js", "scripts/pydata-sphinx-theme.js")
SCRIPTS = {
    "frame.js": (
        "documentation_options.js",
        "doctools.js",
        "sphinx_highlight.js",
        "clipboard.min.js",
        "copybutton.js",
        *COMMON_SCRIPTS,
    ),
    "search.js": (
        "documentation_options.js",
        "doctools.js",
        "language_data.js",
        "searchtools.js",
        "sphinx_highlight.js",
        *COMMON_SCRIPTS,
    ),
}
# Of searchtools.js: excerpts hold each formula once, and are not asked for where pages cannot be fetched.
PATCHES = {
    '[".headerlink", "script", "style"]': '[".headerlink", ".katex-mathml", "script", "style"]',
    "else if (showSearchSummary)": 'else if (showSearchSummary && location.protocol !== "file:")',
}
THEME_FILES = (
    *("*.css", "*.js", "*.html", "*.png", "*.svg"),
    *("styles", "scripts", "vendor", "locales", "images/logo_*"),
)
NOT_FOR_PAGES = ("book.css", "widget.css", "widget.js")  # part of site.css; the Jupyter host's
PAGE_ASSET = re.compile(r'((?:href|src)=")((?:[./]*)(?:_static/[^"?#]+|searchindex\.js))(?:\?[^"#]*)?(?=")')
NAME = re.compile(r"[\w-]+")
STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`")


def join_styles(static):
    """The theme's style sheets in the order of their links, then KaTeX's; no icon fonts."""
    sheets = [path.read_text("utf-8") for name in STYLES for path in sorted(static.glob(name))]
    css = FACE.sub(lambda face: "" if "fontawesome" in face[0] else face[0], "\n".join(sheets))
    css = re.sub(r'@charset "[^"]*";|url\(file\.png\)', "", css)
    return css + katex_css((nodejs.package("katex") / "dist" / "katex.min.css").read_text("utf-8"))


def join_scripts(static, names):
    """The scripts as one, with `PATCHES`."""
    parts = [static.joinpath(name).read_text("utf-8") for name in names]
    code = re.sub(r"^//# sourceMappingURL=.*$", "", "\n;\n".join(parts), flags=re.MULTILINE)
    for old, new in PATCHES.items():
        if "searchtools.js" in names and old not in code:
            raise ExtensionError(f"searchtools.js no longer holds {old!r}, which slim.py replaces")
        code = code.replace(old, new)
    return code


def after_first_paint(code):
    """The script put off until the page is on the screen: the theme's measures the whole layout."""
    return f"requestAnimationFrame(() => setTimeout(() => {{\n{code}\n}}));"


def collect(static, store):
    """Move what is used of the theme's files to `store`, which outlives a build that writes no page."""
    if (static / "styles" / "pydata-sphinx-theme.css").is_file():
        store.mkdir(parents=True, exist_ok=True)
        (store / "theme.css").write_text(join_styles(static), "utf-8")
        for name, parts in SCRIPTS.items():
            code = join_scripts(static, parts)
            (store / name).write_text(after_first_paint(code) if name == "frame.js" else code, "utf-8")
    for pattern in THEME_FILES:
        for path in static.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for folder in [folder for folder in static.iterdir() if folder.is_dir() and not any(folder.iterdir())]:
        folder.rmdir()


def read_page(page):
    """What a page asks of the styles and fonts.

    Returns
    -------
    words : set of str
        Names of elements, attributes, classes and short attribute values: all that a selector can ask for.
    characters : set of str
        Those of its formulas.
    """
    words, root = set(), html.fromstring(page.read_text("utf-8"))
    for element in root.iter(etree.Element):
        words.add(element.tag)
        for name, value in element.attrib.items():
            words.add(name)
            words.update(word for word in value.split() if len(word) < 40 and NAME.fullmatch(word))
    return words, set().union(*(formula.itertext() for formula in root.find_class("katex-html")))


def script_words(script):
    """The words in a script's strings: a class that a script sets is one of them."""
    return {word for match in STRING.finditer(script) for word in NAME.findall(match[0])}


def run_node(request):
    """Ask slim.cjs.

    Raises
    ------
    ExtensionError
        With Node's own words, if it fails.
    """
    command = [nodejs.executable(), str(HERE / "slim.cjs")]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, encoding="utf-8")
    if done.returncode:
        raise ExtensionError(f"slim.cjs failed:\n{done.stderr}")
    return json.loads(done.stdout)


def slimmed(request, store):
    """The answer of Node to `request`, kept in `store` until the request changes."""
    source = json.dumps(request) + (HERE / "slim.cjs").read_text("utf-8")
    key, kept = hashlib.sha256(source.encode()).hexdigest(), store / "slim.json"
    if kept.is_file():
        last = json.loads(kept.read_text("utf-8"))
        if last["key"] == key:
            return last["answer"]
    answer = run_node(request)
    kept.write_text(json.dumps({"key": key, "answer": answer}), "utf-8")
    return answer


def own_css():
    sheets = [ASSETS / "frame.css", STATIC / "book.css"]
    return "\n".join(path.read_text("utf-8") for path in sheets)


def write_assets(ot, pages, store):
    """Write the style sheet, the scripts, the fonts and the small files of this folder to `ot`."""
    words, texts = zip(*map(read_page, pages), strict=True)
    scripts = {name: (store / name).read_text("utf-8") for name in SCRIPTS}
    others = [path.read_text("utf-8") for path in ot.rglob("*.js") if path.name not in SCRIPTS]
    own = own_css()
    request = {
        "css": (store / "theme.css").read_text("utf-8"),
        "own": own,
        "words": sorted(set().union(*words, *map(script_words, [*scripts.values(), *others]))),
        "variables": sorted(set(re.findall(r"var\(\s*(--[\w-]+)", own))),
        "scripts": scripts,
    }
    answer = slimmed(request, store)
    css = used_faces(answer["css"])
    for name, text in {"site.css": css, **answer["scripts"]}.items():
        (ot / name).write_text(text, "utf-8")
    for name in ("theme.js", "favicon.svg"):
        shutil.copyfile(ASSETS / name, ot / name)
    for name in NOT_FOR_PAGES:
        (ot / name).unlink(missing_ok=True)
    characters = "".join(sorted(set("".join(set().union(*texts)))))
    write_katex_fonts(css, characters, ot / "katex", store / "fonts")


def version_assets(pages, outdir):
    """Write the hash of each asset's content into its links, so that a browser keeps it until it changes."""
    hashes = {}

    def versioned(page, match):
        path = (page.parent / match[2]).resolve()
        if path not in hashes:
            known = path.is_file() and path.is_relative_to(outdir)
            hashes[path] = f"?v={hashlib.sha256(path.read_bytes()).hexdigest()[:8]}" if known else ""
        return match[1] + match[2] + hashes[path]

    for page in pages:
        text = page.read_text("utf-8")
        new = PAGE_ASSET.sub(lambda match, page=page: versioned(page, match), text)
        if new != text:
            page.write_text(new, "utf-8")


def slim(app, exception):
    if exception or app.builder.format != "html":
        return
    outdir = Path(app.outdir).resolve()
    static, store = outdir / "_static", Path(app.doctreedir) / "ot_slim"
    collect(static, store)
    pages = sorted(path for path in outdir.rglob("*.html") if "_static" not in path.parts)
    write_assets(static / "ot", pages, store)
    version_assets(pages, outdir)


def setup(app):
    app.connect("build-finished", slim, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
