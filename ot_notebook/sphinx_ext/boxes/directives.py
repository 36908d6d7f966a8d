"""The directives that make boxes. Names and options are those of jupyterlab-myst."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .kinds import KINDS, STATEMENTS
from .nodes import make_box

logger = logging.getLogger(__name__)


class Box(SphinxDirective):
    """A box; the argument is its title."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {
        "label": directives.unchanged_required,
        "class": directives.class_option,
        "nonumber": directives.flag,
    }

    @property
    def kind(self):
        return self.name.rpartition(":")[2]

    def warn(self, message, *details, subtype):
        logger.warning(message, *details, location=self.get_location(), type="box", subtype=subtype)

    def parse_title(self):
        if not self.arguments:
            if KINDS[self.kind].titled:
                self.warn("%s: a title is missing", self.name, subtype="title")
            return []
        title, _ = self.state.inline_text(self.arguments[0], self.lineno)
        return title

    def run(self):
        node = make_box(
            self.kind, self.options.get("label"), self.parse_title(), self.options.get("class", [])
        )
        if "nonumber" in self.options:
            node["counter"] = None
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class Solution(Box):
    """The solution of an exercise; the argument is the exercise's label."""

    def parse_title(self):
        return []

    def run(self):
        [node] = super().run()
        if not self.arguments:
            self.warn("solution: the label of its exercise is missing", subtype="exercise")
            return [node]
        exercise = self.arguments[0]
        reference = pending_xref(
            "", nodes.inline("", exercise), refdomain="prf", reftype="exercise", reftarget=exercise
        )
        node[0][0] += [nodes.Text(" to "), reference]
        node["exercise"] = exercise
        return [node]


class UnknownKind(Box):
    """What is written ``{prf:KIND}`` where there is no such kind."""

    def run(self):
        self.warn(
            "%s: unknown kind of box; the known ones are %s",
            self.name,
            ", ".join(f"prf:{kind}" for kind in STATEMENTS),
            subtype="kind",
        )
        node = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def setup(app):
    app.add_directive("exercise", Box)
    app.add_directive("solution", Solution)
