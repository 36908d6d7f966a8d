"""Live figures on a page: the figure's own MIME type becomes its element, and brings its script along."""

import os
import shutil
from pathlib import Path

from docutils import nodes

STATIC = Path(__file__).parent.parent / "static"
MIME = "application/vnd.ot-figure.v1+html"


class LiveFigureRenderer:
    """MyST-NB renderer (entry point ``myst_nb.mime_renderers``) of the MIME type of `LiveFigure`."""

    mime_priority_overrides = (("html", MIME, 1), ("latex", MIME, None))

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME:
            return None
        renderer.add_js_file("ot-page", "ot/page.js", {"loading_method": "defer"})
        return [nodes.raw(text=data.string, format="html")]


def copy_assets(app, exception):
    if exception is None and app.builder.format == "html":
        shutil.copytree(STATIC, Path(app.outdir) / "_static" / "ot", dirs_exist_ok=True)


def setup(app):
    os.environ["OT_NOTEBOOK_BUILD"] = "1"  # inherited by every kernel of this build
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
