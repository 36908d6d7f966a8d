"""Drawings on a page: their own MIME type becomes inline SVG, which follows the theme.

MyST-NB puts the output of a cell into a figure with number, caption and label when the cell's metadata
say ``mystnb: {figure: {caption: ..., name: ...}}``; the SVG goes in as it is. The drawing says itself what
it shows, unless the page does, in ``mystnb: {image: {alt: ...}}``.
"""

import html
import re

from docutils import nodes

MIME = "application/vnd.ot-drawing.v1+html"
LABEL = re.compile(r'aria-label="[^"]*"')


class DrawingRenderer:
    """MyST-NB renderer (entry point ``myst_nb.mime_renderers``) of the MIME type of `Drawing`."""

    mime_priority_overrides = (("html", MIME, 1), ("latex", MIME, None))

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME:
            return None
        options = renderer.renderer.get_cell_level_config(
            "render_image_options", data.cell_metadata, line=data.line
        )
        return [nodes.raw(text=with_label(data.string, options.get("alt")), format="html")]


def with_label(svg, label):
    """The drawing under another accessible name, if one is given."""
    if not label:
        return svg
    attribute = f'aria-label="{html.escape(label)}"'
    return LABEL.sub(lambda _: attribute, svg, count=1)
