"""Boxes for builders other than HTML (LaTeX, text, manual pages): quotations with a bold first line."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import box, name_of


def to_quotation(node):
    label = node[0][0].children
    title = name_of(node)
    if title:
        title = [nodes.Text(" ("), *title, nodes.Text(")")]
    heading = nodes.paragraph("", "", nodes.strong("", "", *label, *title))
    target = nodes.target("", "", ids=node["ids"])
    return nodes.block_quote("", target, heading, *node.children[1:])


class PlainBoxes(SphinxPostTransform):
    """Replaces boxes by quotations, once the references in them are resolved."""

    default_priority = 200

    def is_supported(self):
        return self.app.builder.format != "html"

    def run(self):
        for node in list(self.document.findall(box)):
            node.parent.replace(node, to_quotation(node))


def setup(app):
    app.add_post_transform(PlainBoxes)
