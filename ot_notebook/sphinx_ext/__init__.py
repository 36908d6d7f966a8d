"""The book's Sphinx extension: one module per component, all set up from here."""

from . import boxes, execution, live, maths, page, policy, slim

COMPONENTS = (execution, boxes, maths, live, page, policy, slim)


def setup(app):
    for component in COMPONENTS:
        component.setup(app)
    return {
        "version": "1",
        "env_version": int(execution.digest(execution.extension_sources()), 16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
