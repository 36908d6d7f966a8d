"""The palette, and a matplotlib figure as small inline SVG that follows the page's theme."""

import io
import re
from xml.etree import ElementTree

import matplotlib

PAPER, INK, MUTED, HAIR, WASH = "#fdfcf9", "#1e2226", "#5a626b", "#dcd8cf", "#f5f2ea"
SOURCE, TARGET, PLAN, GOOD = "#0b6aa8", "#b8480b", "#6a48b5", "#2c7a4b"
SOURCE_FILL, TARGET_FILL, PLAN_FILL = "#0b6aa8", "#d9631e", "#7a5ac2"

TEXT_NAMES = {
    "#000000": "ink",
    INK: "ink",
    PAPER: "paper",
    MUTED: "muted",
    HAIR: "hair",
    WASH: "wash",
    GOOD: "good",
    SOURCE: "source",
    TARGET: "target",
    PLAN: "plan",
}
MARK_NAMES = {**TEXT_NAMES, SOURCE_FILL: "source-fill", TARGET_FILL: "target-fill", PLAN_FILL: "plan-fill"}

ROOT_STYLE = "font-family:var(--sans,system-ui,sans-serif);stroke-linejoin:round;"
PLACE = ("x", "y", "transform")
UNSEEN = {"metadata", "defs", "style", "clipPath"}
SMOOTH = "smooth"
NAMESPACE = re.compile(r"^\{.*\}")
NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")


def svg(fig, alt, *, style=""):
    """A figure as an `svg` element to be put into HTML.

    Every colour of the palette becomes ``var(--name, #hex)``, so that the drawing follows the theme, and
    keeps its light colours where there is none. It has no ids, no background, no size but its `viewBox`.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        One unit of the `viewBox` is a point (1/72 inch) of the figure. Clipping is not carried over.
    alt : str
        What the drawing shows; its accessible name.
    style : str, optional
        CSS for the element itself.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        For marks other than paths, markers, images and texts.
    """
    source = _tree(fig)
    shared = {element.get("id"): element for element in source.iter("path") if element.get("id")}
    root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=source.get("viewBox"))
    root.attrib |= {"role": "img", "aria-label": alt, "style": ROOT_STYLE + style}
    _copy(source, root, shared)
    return ElementTree.tostring(root, encoding="unicode")


def _tree(fig):
    """matplotlib's SVG, its names freed of namespaces."""
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "image.composite_image": False}):
        fig.savefig(buffer, format="svg", transparent=True)
    root = ElementTree.fromstring(buffer.getvalue())
    for element in root.iter():
        element.tag = NAMESPACE.sub("", element.tag)
        element.attrib = {NAMESPACE.sub("", name): value for name, value in element.attrib.items()}
    return root


def _copy(source, parent, shared):
    """Copy what is visible below `source`, with its groups dissolved and shared marks repeated."""
    for element in source:
        if element.tag == "g":
            _copy(element, parent, shared)
        elif element.tag == "use":
            place = f"translate({float(element.get('x')):.4f} {float(element.get('y')):.4f})"
            mark = shared[element.get("href").removeprefix("#")]
            _copy_path(mark, parent, style=element.get("style", ""), transform=_rounded(place))
        elif element.tag == "path":
            _copy_path(element, parent, style=element.get("style", ""))
        elif element.tag == "text":
            _copy_text(element, parent)
        elif element.tag == "image":
            _copy_image(element, parent)
        elif element.tag not in UNSEEN:
            raise ValueError(
                f"svg: 'fig' must hold paths, markers, images and texts only, got <{element.tag}>"
            )


def _copy_path(element, parent, style, **attributes):
    declarations = _declarations(style, MARK_NAMES)
    if declarations != "fill:none":
        attributes |= {"d": _rounded(element.get("d")), "style": declarations}
        ElementTree.SubElement(parent, "path", attributes)


def _copy_text(element, parent):
    attributes = {name: _rounded(element.get(name)) for name in PLACE if name in element.attrib}
    if attributes.get("transform", "").startswith("rotate(0 "):
        del attributes["transform"]
    attributes["style"] = _declarations(element.get("style", ""), TEXT_NAMES)
    ElementTree.SubElement(parent, "text", attributes).text = element.text


def _copy_image(element, parent):
    attributes = {name: element.get(name) for name in ("width", "height", "transform")}
    attributes["href"] = "".join(element.get("href").split())
    if not element.get("id").startswith(SMOOTH):
        attributes["style"] = "image-rendering:pixelated"
    ElementTree.SubElement(parent, "image", attributes)


def _declarations(style, names):
    """CSS of a mark: colours as variables, the page's face, nothing that says nothing."""
    style = _rounded(style).replace(": ", ":").replace("font-weight:700", "font-weight:600")
    silent = ("", "stroke-dashoffset:0", "text-anchor:start")
    kept = [item for item in style.split("; ") if item not in silent and not item.startswith("font-family")]
    if not any(item.startswith("fill:") for item in kept):
        kept.append("fill:#000000")
    return re.sub("#[0-9a-f]{6}", lambda found: _variable(found[0], names), ";".join(kept))


def _variable(colour, names):
    return f"var(--{names[colour]},{colour})" if colour in names else colour


def _rounded(text):
    """The text with its numbers at two decimals and its white space at one blank."""
    short = NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)
    return re.sub(r"(?<![\w.])-0(?![\d.])", "0", " ".join(short.split()))
