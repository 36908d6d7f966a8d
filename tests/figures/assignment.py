"""The live figure ``assignment``."""

from ot_notebook.live_figures import assignment

PAGE = "monge"
HANDLE = "x0"


def largest():
    return assignment.start(n=assignment.MOST_POINTS)
