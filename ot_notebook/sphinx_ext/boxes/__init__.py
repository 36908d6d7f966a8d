"""Numbered, linked boxes: definitions, theorems, proofs, exercises, key ideas.

A page writes ``{prf:definition} Title`` and so on, ``{exercise} Title``, ``{solution} label`` or
``{admonition} Title`` with one of the classes of `kinds.ADMONITIONS`; each becomes a `nodes.box`.
"""

from . import collect, directives, domain, nodes, plain


def setup(app):
    for part in (nodes, directives, domain, collect, plain):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
