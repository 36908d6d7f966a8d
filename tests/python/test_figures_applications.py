"""Drawings of colours, accuracies, particles and shapes: what they show."""

import re
from xml.etree import ElementTree

import numpy as np

from ot_notebook.figures import applications, style

RNG = np.random.default_rng(0)
SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing):
    return [text.text for text in ElementTree.fromstring(drawing.to_svg()).iter(f"{SVG}text")]


def strokes(drawing, name):
    """Lengths of the paths that are stroked with a colour of the palette, in moves."""
    paths = ElementTree.fromstring(drawing.to_svg()).iter(f"{SVG}path")
    return [path.get("d").count("M") for path in paths if f"stroke:var(--{name}" in path.get("style")]


def color_transfer():
    images = [RNG.random((10, 15, 3)) for _ in range(3)]
    return applications.color_transfer(images, [image[0] for image in images], ["one", "two", "three"])


def adaptation(last=(0.5, 0.5, 0.5, 0.5)):
    names = ["none", "scaled", "exact", "entropic"]
    values = {name: [0.9, 0.8, end] for name, end in zip(names, last, strict=True)}
    return applications.adaptation(
        [0, 10, 20], values, {name: [0.01] * 3 for name in names}, RNG.random((3, 8, 8))
    )


def particle_flow():
    clouds = RNG.random((9, 6, 2))
    return applications.particle_flow({"A": clouds, "B": clouds}, RNG.random((7, 2)), {"A": np.ones(9)})


def shape_matching():
    x, y = RNG.uniform(-1, 1, size=(2, 12, 2))
    return applications.shape_matching(x, y, {"transport": x + 1}, [0, 60, 120, 180], {"transport": [0] * 4})


def test_photographs_and_palettes_are_shown_in_their_own_colours():
    drawing = color_transfer()
    images = list(ElementTree.fromstring(drawing.to_svg()).iter(f"{SVG}image"))
    assert len(images) == 3
    assert all(image.get("href").startswith("data:image/png") for image in images)
    palettes = [axes.collections[-1] for axes in drawing.axes if len(axes.collections) == 2]
    assert [len(palette.get_offsets()) for palette in palettes] == [15, 15, 15]


def test_a_lighter_colour_is_higher_and_a_redder_one_further_right():
    drawing = applications.color_transfer(
        [np.zeros((2, 3, 3))], [np.array([[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 0, 1.0]])], ["one"]
    )
    (palette,) = (axes.collections[-1] for axes in drawing.axes if len(axes.collections) == 2)
    black, white, red, blue = palette.get_offsets()
    assert white[1] > black[1]
    assert red[0] > 0 > blue[0]


def test_curves_that_end_together_have_labels_apart():
    drawing = adaptation()
    places = [
        text.get_position()[1] for text in drawing.axes[0].texts if text.get_text() in "none scaled exact"
    ]
    assert np.diff(sorted(places)).min() >= 0.04
    assert {"0°", "10°", "20°"} <= set(texts(drawing))


def test_each_particle_has_a_mark_and_a_trail():
    drawing = particle_flow()
    assert strokes(drawing, "source-fill") == [6, 6]
    assert strokes(drawing, "target-fill") == [7, 7]
    assert strokes(drawing, "plan-fill").count(6) == 2


def test_each_pose_is_drawn_over_the_target():
    drawing = shape_matching()
    assert strokes(drawing, "source-fill") == strokes(drawing, "target-fill") == [12, 12]
    assert {"start", "transport"} <= set(texts(drawing))


def test_drawings_follow_the_theme_and_stay_small():
    for draw in (color_transfer, adaptation, particle_flow, shape_matching):
        markup = draw().to_svg()
        assert len(markup) < 60_000, draw.__name__
        assert f"var(--muted,{style.MUTED})" in markup
        assert not re.search(r"id=", markup)
