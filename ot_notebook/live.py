"""Live figures: one class, a widget in Jupyter and an element of the page while the book is built."""

import html
import json
import os
from pathlib import Path

import anywidget
import traitlets

from . import live_figures
from .figures.style import svg

STATIC = Path(__file__).parent / "static"
PAGE_MIME = "application/vnd.ot-figure.v1+html"


def building():
    """Whether a build of the book runs this kernel: then a figure opens no widget, it becomes HTML."""
    return "OT_NOTEBOOK_BUILD" in os.environ


class LiveFigure(anywidget.AnyWidget):
    """A figure that the reader moves and Python can read and set.

    Attributes
    ----------
    name : str
        Which figure, e.g. ``"assignment"``.
    state : dict
        Every input that the reader can change, in data units. Set it to move the figure; a state that is not
        valid is refused with the reason and changes nothing.
    result : dict
        Every output, computed by the Python solver whenever `state` changes.
    """

    _esm = STATIC / "widget.js"
    _css = STATIC / "widget.css"
    name = traitlets.Unicode().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)

    def __init__(self, name, state, anchor):
        self._figure = live_figures.load(name)
        self._anchor = anchor
        state = self._figure.check(state)
        super().__init__(name=name, state=state, result=self._figure.solve(state))

    @traitlets.validate("state")
    def _check(self, proposal):
        return self._figure.check(proposal["value"])

    @traitlets.observe("state")
    def _solve(self, change):
        self.result = self._figure.solve(change["new"])

    def open(self):
        if not building():
            super().open()

    def to_html(self):
        """The figure as an element of a page, with its still image, caption and text alternative."""
        figure, state, result = self._figure, self.state, self.result
        alt = figure.describe(state, result)
        data = json.dumps(state, separators=(",", ":")).replace("</", "<\\/")
        return (
            f'<ot-figure name="{html.escape(self.name)}" id="{html.escape(self._anchor)}">'
            f'<script type="application/json">{data}</script>'
            f'<figure class="ot-figure" style="{_room(figure)}">'
            f'<div class="ot-still">{svg(figure.still(state, result), alt)}</div>'
            f"<figcaption>{figure.CAPTION}</figcaption>"
            f'<p class="ot-alt visually-hidden">{html.escape(alt)}</p></figure></ot-figure>'
        )

    def _repr_mimebundle_(self, **kwargs):
        if building():
            return {PAGE_MIME: self.to_html(), "text/plain": f"live figure {self.name!r}"}
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": self.to_html()}, metadata


def _room(figure):
    """CSS of the room that the live figure will take: its shape, and the rows of its controls."""
    (wide, narrow), (rows, narrow_rows) = figure.ASPECT, getattr(figure, "ROWS", (1, 2))
    return f"--wide:{wide:.4g};--narrow:{narrow:.4g};--rows-wide:{rows};--rows-narrow:{narrow_rows}"


def live(name, *, anchor=None, state=None, **params):
    """A live figure.

    Parameters
    ----------
    name : str
        Which figure; ``ot_notebook.live_figures.names()`` lists them.
    anchor : str, optional
        The id of its element on the page, ``fig-<name>`` unless given; two figures of one page need two.
    state : dict, optional
        A whole state, such as ``LiveFigure.state`` gives; then no `params`.
    **params
        What the figure's ``start`` takes, e.g. ``n=8, seed=3``.

    Returns
    -------
    LiveFigure

    Raises
    ------
    ValueError, TypeError
        If there is no such figure, or its state or parameters are not valid.
    """
    figure = live_figures.load(name)
    if state is not None and params:
        raise TypeError(f"live: give 'state' or parameters, not both; got state and {', '.join(params)}")
    return LiveFigure(name, figure.start(**params) if state is None else state, anchor or f"fig-{name}")
