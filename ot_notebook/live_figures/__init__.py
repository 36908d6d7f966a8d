"""What Python knows of each live figure, one module a figure, named as the figure is.

A module has

- ``start(**params)``: the state at rest, made from what a page asks for;
- ``check(state)``: the state in its plain form, or a ValueError or TypeError that says what is wrong;
- ``solve(state)``: the result, in the names and units of the figure in the browser;
- ``still(state, result)``: the still image, a matplotlib Figure;
- ``describe(state, result)``: the text alternative;
- ``CAPTION``: the caption, HTML;
- ``ASPECT``: width over height of the drawing on a page and on a phone, as in the figure's script;
- ``ROWS`` (may be absent): rows of controls in sight on a page and on a phone, ``(1, 2)`` unless given.
"""

from importlib import import_module
from pkgutil import iter_modules


def names():
    """The live figures there are, sorted."""
    return sorted(module.name.replace("_", "-") for module in iter_modules(__path__))


def load(name):
    """The module of a live figure; ValueError if there is none of that name."""
    if name not in names():
        raise ValueError(f"live: there is no figure {name!r}; there are {', '.join(names())}")
    return import_module(f"{__name__}.{name.replace('-', '_')}")
