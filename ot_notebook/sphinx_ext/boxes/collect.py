"""What is done with the boxes of a page once it is read: ids, numbers, entries for cross-references."""

import itertools
from collections import Counter

from docutils import nodes

from .domain import Entry
from .kinds import ADMONITIONS, KINDS
from .nodes import box, make_box, name_of


def convert_admonitions(doctree):
    """Make boxes of the admonitions that have the class of a kind."""
    for admonition in list(doctree.findall(nodes.admonition)):
        kind = next((name for name in admonition["classes"] if name in ADMONITIONS), None)
        if kind:
            admonition.parent.replace(admonition, admonition_to_box(admonition, kind))


def admonition_to_box(admonition, kind):
    title, *content = admonition.children
    if title.astext().casefold() == KINDS[kind].word.casefold():
        title = nodes.title()
    label = next(iter(admonition["names"]), None)
    node = make_box(kind, label, title.children, admonition["classes"], content)
    node.source, node.line = admonition.source, admonition.line
    node["ids"] = admonition["ids"]
    return node


def set_ids(doctree, boxes):
    """Give each box an id from its label, else from its kind and title; labels choose first."""
    for node in sorted(boxes, key=lambda node: not node["label"]):
        wish = nodes.make_id(node["label"] or f"{node['kind']} {subject(node)}")
        if wish not in node["ids"] and (node["label"] or not node["ids"]):
            node["ids"].insert(0, free_id(doctree, wish))
            doctree.ids[node["ids"][0]] = node
        node[0]["ids"], node["ids"] = node["ids"][1:], node["ids"][:1]


def subject(node):
    return node.get("exercise") or "".join(child.astext() for child in name_of(node))


def free_id(doctree, wish):
    candidates = itertools.chain([wish], (f"{wish}-{count}" for count in itertools.count(2)))
    return next(candidate for candidate in candidates if candidate not in doctree.ids)


def set_numbers(boxes, section):
    """Write the label of each box, numbered in order as in "Lemma 2.1"; `section` is the "2." in it."""
    counters = Counter()
    for node in boxes:
        word, counter = KINDS[node["kind"]].word, node["counter"]
        if counter:
            counters[counter] += 1
            word = f"{word} {section}{counters[counter]}"
        node[0][0].insert(0, nodes.Text(word))


def make_entry(docname, node):
    """Describe a labelled box: a link says "Definition 2.1", or "Remark (Title)" where there is no number."""
    caption = [(False, node[0][0].children[0].astext())]
    if not node["counter"] and name_of(node):
        title = [(isinstance(child, nodes.math), child.astext()) for child in name_of(node)]
        caption = [*caption, (False, " ("), *title, (False, ")")]
    return Entry(docname, node["ids"][0], node["label"], node["kind"], tuple(caption), node.line)


def collect(app, doctree):
    env = app.env
    convert_admonitions(doctree)
    boxes = list(doctree.findall(box))
    set_ids(doctree, boxes)
    section = env.metadata[env.docname].get("section")
    set_numbers(boxes, f"{section}." if section else "")
    entries = [make_entry(env.docname, node) for node in boxes if node["label"]]
    env.get_domain("prf").note(env.docname, doctree, entries)


def setup(app):
    after_metadata_are_collected = 600
    app.connect("doctree-read", collect, priority=after_metadata_are_collected)
