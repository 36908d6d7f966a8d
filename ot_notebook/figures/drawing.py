"""A matplotlib figure in pixels that shows itself as inline SVG, on a page and in Jupyter."""

import html

from matplotlib.figure import Figure

from . import style

PAGE_MIME = "application/vnd.ot-drawing.v1+html"
WIDEST = "34rem"


class Drawing(Figure):
    """A figure whose unit is the pixel of a phone, with what it shows in words.

    Parameters
    ----------
    width, height : float
        Size in pixels at which text of 15 pixels is 15 pixels; the page scales it to its column.
    alt : str
        What it shows, for those who do not see it.
    """

    def __init__(self, width, height, alt):
        super().__init__(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        self.alt = alt

    def stage(self, window, box):
        """Axes without a frame, on which one unit of data is as long in x as in y.

        Parameters
        ----------
        window : ((float, float), (float, float))
            Ranges of x and y, in data units.
        box : (float, float, float, float)
            Left, bottom, width and height in pixels; the window is centred in it.

        Returns
        -------
        matplotlib.axes.Axes
        """
        axes = self.chart(window, box)
        axes.set(aspect="equal", anchor="C")
        return axes

    def chart(self, window, box):
        """Axes without a frame, as `stage`, but x and y have units of their own: the window fills the box."""
        width, height = self.get_size_inches() * 72
        left, bottom, across, up = box
        axes = self.add_axes((left / width, bottom / height, across / width, up / height))
        axes.set(xlim=window[0], ylim=window[1])
        axes.axis("off")
        return axes

    def to_svg(self):
        """The drawing as an `svg` element, at most as wide as is good for its text."""
        return style.svg(self, self.alt, style=f"display:block;width:100%;max-width:{WIDEST};margin:0 auto")

    def _repr_mimebundle_(self, **kwargs):
        drawing = self.to_svg()
        on_paper = f'<div style="background:{style.PAPER};padding:8px">{drawing}</div>'
        return {
            PAGE_MIME: drawing,
            "text/html": on_paper,
            "text/plain": f"drawing: {html.unescape(self.alt)}",
        }
