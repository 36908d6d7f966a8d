"""After the pages are written: one style sheet with the rules in use, one script, nothing else of the theme.

Runs on the whole site each time and gives the same files from the same pages, however often it runs.
"""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from lxml import html
from sphinx.errors import ExtensionError
from sphinx.util import logging

from . import node as nodejs
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
THEME_FILES = (
    *("*.css", "*.js", "*.html", "*.png", "*.svg"),
    *("styles", "scripts", "vendor", "locales", "images/logo_*"),
)
NOT_FOR_PAGES = ("book.css", "widget.css", "widget.js")  # part of site.css; the Jupyter host's
PAGE_ASSET = re.compile(r'((?:href|src)=")((?:[./]*)(?:_static/[^"?#]+|searchindex\.js))(?:\?[^"#]*)?(?=")')
NAME = re.compile(r"[\w-]+")
FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def join_styles(static):
    """The theme's style sheets in the order of their links, then KaTeX's; no icon fonts."""
    sheets = [path.read_text("utf-8") for name in STYLES for path in sorted(static.glob(name))]
    css = FACE.sub(lambda face: "" if "fontawesome" in face[0] else face[0], "\n".join(sheets))
    css = re.sub(r'@charset "[^"]*";|url\(file\.png\)', "", css)
    return css + katex_css((nodejs.package("katex") / "dist" / "katex.min.css").read_text("utf-8"))


def katex_css(css):
    """KaTeX's style sheet with its fonts in ``katex/``, as woff2 alone."""
    css = re.sub(r',url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)', "", css)
    return css.replace("url(fonts/", "url(katex/")


def join_scripts(static, names):
    """The scripts as one; a search's excerpts do without the maths' second, spoken copy."""
    parts = [static.joinpath(name).read_text("utf-8") for name in names]
    code = re.sub(r"^//# sourceMappingURL=.*$", "", "\n;\n".join(parts), flags=re.MULTILINE)
    return code.replace('[".headerlink", "script"', '[".headerlink", ".katex-mathml", "script"')


def collect(static, store):
    """Move what is used of the theme's files to `store`, which outlives a build that writes no page."""
    if (static / "styles" / "pydata-sphinx-theme.css").is_file():
        store.mkdir(parents=True, exist_ok=True)
        (store / "theme.css").write_text(join_styles(static), "utf-8")
        for name, parts in SCRIPTS.items():
            (store / name).write_text(join_scripts(static, parts), "utf-8")
    for pattern in THEME_FILES:
        for path in static.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def page_words(page):
    """Names of elements, attributes, classes and short attribute values: all that a selector can ask for."""
    words = set()
    for element in html.fromstring(page.read_bytes()).iter():
        if isinstance(element.tag, str):
            words.add(element.tag)
            for name, value in element.attrib.items():
                words.update(
                    [name, *(word for word in value.split() if len(word) < 40 and NAME.fullmatch(word))]
                )
    return words


def words_in_use(pages, scripts):
    """Sorted words of all pages and scripts: a class that a script sets is a word of that script."""
    words = set().union(*map(page_words, pages))
    return sorted(words.union(*(NAME.findall(script) for script in scripts)))


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


def used_faces(css):
    """The style sheet without the fonts that none of its rules names."""
    rules = FACE.sub("", css)

    def keep(face):
        family = re.search(r"font-family:\s*[\"']?([^;\"'}]+)", face[0])[1]
        return face[0] if family in rules else ""

    return FACE.sub(keep, css)


def write_assets(ot, pages, store):
    """Write ``site.css``, ``frame.js``, ``search.js`` and the small files of this folder to `ot`."""
    scripts = {name: (store / name).read_text("utf-8") for name in SCRIPTS}
    figures = [path.read_text("utf-8") for path in sorted(ot.rglob("*.js")) if path.name not in SCRIPTS]
    own = own_css()
    request = {
        "css": (store / "theme.css").read_text("utf-8"),
        "own": own,
        "words": words_in_use(pages, [*scripts.values(), *figures]),
        "variables": sorted(set(re.findall(r"var\(\s*(--[\w-]+)", own))),
        "scripts": scripts,
    }
    answer = slimmed(request, store)
    css = used_faces(answer["css"])
    for name, text in {"site.css": css, **answer["scripts"]}.items():
        (ot / name).write_text(text, "utf-8")
    for name in ("theme.js", "favicon.svg"):
        shutil.copyfile(ASSETS / name, ot / name)
    copy_katex_fonts(css, ot / "katex")
    for name in NOT_FOR_PAGES:
        (ot / name).unlink(missing_ok=True)


def copy_katex_fonts(css, folder):
    """Copy the fonts that the style sheet names, and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in sorted(set(re.findall(r"katex/(KaTeX_[\w-]+\.woff2)", css))):
        shutil.copyfile(nodejs.package("katex") / "dist" / "fonts" / name, folder / name)


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
