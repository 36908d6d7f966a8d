"""The domain ``prf``: the directives of statements, the role ``{prf:ref}``, and the book of all boxes."""

from dataclasses import dataclass, field
from typing import ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from .directives import Box, UnknownKind
from .kinds import KINDS, STATEMENTS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """A labelled box, as links to it need it.

    Attributes
    ----------
    docname, id : str
        Where it is.
    label, kind : str
        What it is called, and one of `kinds.KINDS`.
    caption : tuple of (bool, str)
        What a link to it says: pieces of text, each with whether it is maths.
    line : int or None
        Where it is written.
    """

    docname: str
    id: str
    label: str
    kind: str
    caption: tuple[tuple[bool, str], ...]
    line: int | None = field(compare=False)

    def caption_nodes(self):
        return [nodes.math("", text) if maths else nodes.Text(text) for maths, text in self.caption]


class BoxDomain(Domain):
    """Knows every labelled box of the book.

    Its data are ``boxes`` (entries by page), ``targets`` (what each page refers to) and ``shown`` (what each
    page's references led to when it was last written).
    """

    name = "prf"
    label = "Boxes"
    object_types: ClassVar = {kind: ObjType(kind, "ref") for kind in KINDS}
    directives = dict.fromkeys(STATEMENTS, Box)
    roles: ClassVar = {"ref": XRefRole(innernodeclass=nodes.inline)}
    initial_data: ClassVar = {"boxes": {}, "targets": {}, "shown": {}}

    def directive(self, name):
        return super().directive(name) or UnknownKind

    def clear_doc(self, docname):
        self.data["boxes"].pop(docname, None)
        self.data["targets"].pop(docname, None)

    def merge_domaindata(self, docnames, otherdata):
        for part in ("boxes", "targets"):
            self.data[part].update({name: otherdata[part][name] for name in docnames})

    def note(self, docname, doctree, entries):
        """Keep a page's labelled boxes, and what it refers to."""
        self.data["boxes"][docname] = entries
        self.data["targets"][docname] = {node["reftarget"] for node in doctree.findall(pending_xref)}

    def entries(self):
        return [entry for _, entries in sorted(self.data["boxes"].items()) for entry in entries]

    def by_label(self):
        """Return the entry of each label; the first if there are several."""
        return {entry.label: entry for entry in reversed(self.entries())}

    def warn_of_duplicates(self):
        first = self.by_label()
        for entry in self.entries():
            if entry is not first[entry.label]:
                other = first[entry.label]
                logger.warning(
                    "label %r is taken already, in %s, line %s",
                    entry.label,
                    self.env.doc2path(other.docname, base=False),
                    other.line,
                    location=(entry.docname, entry.line),
                    type="box",
                    subtype="label",
                )

    def refresh(self):
        """Return the pages in which a reference must now read or lead otherwise than when last written."""
        known = self.by_label()
        shown = {
            docname: {target: known.get(target) for target in targets}
            for docname, targets in self.data["targets"].items()
        }
        stale = [docname for docname in shown if shown[docname] != self.data["shown"].get(docname)]
        self.data["shown"] = shown
        return stale

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        entry = self.by_label().get(target)
        if typ == "exercise":
            return self._resolve_exercise(entry, target, node, contnode)
        if entry is None:
            self._warn("prf:ref: there is no box labelled %r", target, node, "ref")
            return contnode
        text = contnode.children if node["refexplicit"] else entry.caption_nodes()
        return make_refnode(builder, fromdocname, entry.docname, entry.id, text)

    def _resolve_exercise(self, entry, target, node, contnode):
        if entry is None or entry.kind != "exercise":
            self._warn("solution: there is no exercise labelled %r", target, node, "exercise")
            return contnode
        return nodes.inline("", "", *entry.caption_nodes())

    def _warn(self, message, target, node, subtype):
        logger.warning(message, target, location=node, type="box", subtype=subtype)

    def resolve_any_xref(self, env, fromdocname, builder, target, node, contnode):
        if target not in self.by_label():
            return []
        return [("prf:ref", self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode))]

    def get_objects(self):
        hidden_from_search = -1
        for entry in self.entries():
            caption = "".join(text for _, text in entry.caption)
            yield entry.label, caption, entry.kind, entry.docname, entry.id, hidden_from_search


def check_labels(app, env):
    domain = env.get_domain("prf")
    domain.warn_of_duplicates()
    return domain.refresh()


def setup(app):
    app.add_domain(BoxDomain)
    app.connect("env-updated", check_labels)
