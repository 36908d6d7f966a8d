"""The nodes of a box and their HTML.

::

    box (kind, label, folded, counter)
        box_title
            box_label       "Definition 2.1"; filled by `collect`
            inline          the title, class "box-name", unless there is none
        ...                 content
"""

from docutils import nodes

from .kinds import KINDS


class box(nodes.General, nodes.Element):
    """A box; see the module's docstring for what it holds."""


class box_title(nodes.TextElement):
    """The first child of every box."""


class box_label(nodes.Inline, nodes.TextElement):
    """The word and number of a box, which links to the box unless it is folded."""


def make_box(kind, label, title, classes, content=()):
    """Build a box.

    Parameters
    ----------
    kind : str
        One of `kinds.KINDS`.
    label : str or None
        The name that pages refer to it by.
    title : list of docutils.nodes.Node
        The parsed title; empty for none.
    classes : list of str
        The author's classes; `dropdown` folds the box.
    content : iterable of docutils.nodes.Node
        What stands in the box.

    Returns
    -------
    box
    """
    folded = KINDS[kind].folded or "dropdown" in classes
    node = box("", kind=kind, label=label, folded=folded, counter=KINDS[kind].counter)
    node["classes"] = [name for name in classes if name not in (kind, "dropdown")]
    node += box_title("", "", box_label())
    if title:
        node[0] += [nodes.Text(" "), nodes.inline("", "", *title, classes=["box-name"])]
    node += content
    return node


def name_of(node):
    """Return the nodes of a box's title, an empty list for none."""
    return node[0][-1].children if len(node[0]) > 1 else []


def visit_box(self, node):
    tag = "details" if node["folded"] else "section"
    self.body.append(self.starttag(node, tag, classes=["box", f"box-{node['kind']}"]))


def depart_box(self, node):
    self.body.append("</details>\n" if node["folded"] else "</section>\n")


def visit_box_title(self, node):
    self.body.append(self.starttag(node, "summary" if node.parent["folded"] else "p", "", CLASS="box-title"))


def depart_box_title(self, node):
    self.body.append("</summary>\n" if node.parent["folded"] else "</p>\n")


def visit_box_label(self, node):
    parent = node.parent.parent
    if parent["folded"]:
        self.body.append(self.starttag(node, "span", "", CLASS="box-label"))
    else:
        self.body.append(self.starttag(node, "a", "", CLASS="box-label", href=f"#{parent['ids'][0]}"))


def depart_box_label(self, node):
    self.body.append("</span>" if node.parent.parent["folded"] else "</a>")


def setup(app):
    app.add_node(box, html=(visit_box, depart_box))
    app.add_node(box_title, html=(visit_box_title, depart_box_title))
    app.add_node(box_label, html=(visit_box_label, depart_box_label))
