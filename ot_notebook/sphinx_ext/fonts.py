"""KaTeX's fonts cut down to the characters that the book's formulas show."""

import hashlib
import io
import logging
import re
import shutil

from fontTools import subset
from fontTools.ttLib import TTFont

from . import node as nodejs

FACE = re.compile(r"@font-face\s*\{[^}]*\}")
logging.getLogger("fontTools").setLevel(logging.WARNING)
OPTIONS = {"hinting": False, "notdef_outline": False, "layout_features": [], "name_IDs": []}


def katex_css(css):
    """KaTeX's style sheet with its fonts in ``katex/``, as woff2 alone."""
    css = re.sub(r',url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)', "", css)
    return css.replace("url(fonts/", "url(katex/")


def used_faces(css):
    """The style sheet without the fonts that none of its rules names."""
    rules = FACE.sub("", css)

    def keep(face):
        family = re.search(r"font-family:\s*[\"']?([^;\"'}]+)", face[0])[1]
        return face[0] if family in rules else ""

    return FACE.sub(keep, css)


def cut(font, characters):
    """A woff2 font with nothing but `characters`; the same bytes whenever it is made.

    Parameters
    ----------
    font : bytes
        A font in any format that fontTools reads.
    characters : str
    """
    with TTFont(io.BytesIO(font), recalcTimestamp=False) as whole:
        subsetter = subset.Subsetter(subset.Options(**OPTIONS))
        subsetter.populate(text=characters)
        subsetter.subset(whole)
        whole.flavor = "woff2"
        result = io.BytesIO()
        whole.save(result)
    return result.getvalue()


def write_katex_fonts(css, characters, folder, store):
    """Write the fonts that the style sheet names to `folder`; `store` keeps them for the next build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store.mkdir(parents=True, exist_ok=True)
    for name in sorted(set(re.findall(r"katex/(KaTeX_[\w-]+\.woff2)", css))):
        font = (nodejs.package("katex") / "dist" / "fonts" / name).read_bytes()
        kept = store / hashlib.sha256(font + characters.encode()).hexdigest()
        if not kept.is_file():
            kept.write_bytes(cut(font, characters))
        shutil.copyfile(kept, folder / name)
