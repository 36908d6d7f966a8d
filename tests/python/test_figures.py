"""Drawings: what they show, and the inline SVG that they become."""

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from PIL import Image

from ot_notebook import figures, measures, solvers
from ot_notebook.figures import marks, monge, style
from ot_notebook.figures.drawing import PAGE_MIME

SVG = "{http://www.w3.org/2000/svg}"


def still(n=8, m=8, seed=3):
    x, y = measures.source_and_target(n, m, seed)
    return monge.assignment(x, y, solvers.assignment(x, y).plan, "words")


DRAWINGS = {
    "assignment": still,
    "infeasible": lambda: still(5, 3),
    "one point": lambda: still(1, 1),
    "crowd": lambda: still(64, 64),
    "splitting": monge.splitting,
    "book_shifting": monge.book_shifting,
    "strip": monge.strip,
}


@pytest.fixture(params=DRAWINGS)
def drawing(request):
    return DRAWINGS[request.param]()


def parsed(drawing):
    return ElementTree.fromstring(drawing.to_svg())


def texts(drawing):
    return [element.text for element in parsed(drawing).iter(f"{SVG}text")]


def segments_of(drawing):
    (axes,) = drawing.axes
    (lines,) = (item for item in axes.collections if isinstance(item, LineCollection))
    return lines


def points_of(drawing, marker):
    (axes,) = drawing.axes
    return next(line.get_xydata() for line in axes.lines if line.get_marker() == marker)


def arrows_of(axes):
    """Start and end of every arrow."""
    return np.array([(note.xyann, note.xy) for note in axes.texts if getattr(note, "arrow_patch", None)])


def test_svg_has_a_name_and_no_size(drawing):
    root = parsed(drawing)
    assert (root.get("role"), root.get("aria-label")) == ("img", drawing.alt)
    assert len(drawing.alt) > 4
    assert root.get("viewBox").startswith("0 0 ")
    assert {"width", "height"}.isdisjoint(root.attrib)


def test_svg_cannot_collide_with_the_page(drawing):
    text = drawing.to_svg()
    assert re.findall(r"\bid=|<style|<defs|url\(|href|<!|<metadata|clip-path", text) == []


def test_every_colour_follows_the_theme(drawing):
    text = drawing.to_svg()
    free = re.sub(r"var\(--[a-z-]+,#[0-9a-f]{6}\)", "", text)
    assert re.findall(r"#[0-9a-fA-F]{3,6}|rgb|black|white", free) == []
    assert set(re.findall(r"var\(--([a-z-]+),#", text)) <= {
        "ink", "muted", "paper", "source", "target", "plan", "source-fill", "target-fill", "plan-fill",
    }  # fmt: skip


def test_text_uses_the_colours_made_for_text():
    for element in parsed(still()).iter(f"{SVG}text"):
        assert "-fill," not in element.get("style")
    assert "var(--source-fill,#0b6aa8)" in still().to_svg()


def test_svg_stays_small():
    assert len(still().to_svg()) < 8_000
    assert max(len(draw().to_svg()) for draw in (monge.splitting, monge.book_shifting, monge.strip)) < 14_000


def test_text_is_text_in_the_page_face_and_large_enough_for_a_phone(drawing):
    root = parsed(drawing)
    width = float(root.get("viewBox").split()[2])
    assert "font-family" in root.get("style")
    for element in root.iter(f"{SVG}text"):
        assert "font-family" not in element.get("style")
        size = float(re.search(r"font-size:([\d.]+)px", element.get("style"))[1])
        assert size * 358 / width >= 9.5, f"{element.text!r} on a phone of 390 pixels, 16 of margin"


def test_same_drawing_same_bytes():
    assert still().to_svg() == still().to_svg()
    with matplotlib.rc_context({"svg.hashsalt": "another", "font.size": 30, "savefig.facecolor": "red"}):
        assert still().to_svg() == DRAWINGS["assignment"]().to_svg()
        inside = monge.strip().to_svg()
    assert inside == monge.strip().to_svg()


def test_drawing_leaves_no_global_state():
    before = dict(matplotlib.rcParams)
    monge.splitting().to_svg()
    assert dict(matplotlib.rcParams) == before


def test_text_of_any_kind_survives():
    drawing = figures.Drawing(100, 50, 'a "b" <c> & d')
    axes = drawing.stage(((0, 1), (0, 1)), (0, 0, 100, 50))
    marks.label(axes, (0.5, 0.5), "x < y & z", strong=True)
    axes.text(0, 0, "turned", rotation=90)
    root = parsed(drawing)
    assert root.get("aria-label") == 'a "b" <c> & d'
    drawn = {element.text: element for element in root.iter(f"{SVG}text")}
    label, turned = drawn["x < y & z"], drawn["turned"]
    assert "font-weight:600" in label.get("style")
    assert "rotate(-90" in turned.get("transform")
    assert "var(--ink,#000000)" in turned.get("style")


def test_black_by_default_becomes_ink():
    fig = Figure(figsize=(1, 1))
    fig.add_axes((0, 0, 1, 1)).fill([0, 1, 1], [0, 0, 1], facecolor="black")
    assert "fill:var(--ink,#000000)" in style.svg(fig, "a triangle")


def test_what_cannot_be_shown_is_refused():
    fig = Figure(figsize=(1, 1))
    fig.add_axes((0, 0, 1, 1)).plot([0, 1], [0, 1])[0].set_url("page.html")
    with pytest.raises(ValueError, match="images and texts only, got <a>"):
        style.svg(fig, "a link")


def matrix(values, **options):
    drawing = figures.Drawing(300, 200, "a matrix")
    marks.raster(drawing.stage(((0, 3), (0, 2)), (0, 0, 300, 200)), values, ((1, 3), (0, 1)), **options)
    return drawing


def image_of(drawing):
    """The element, and its pixels from the bottom row up."""
    (image,) = parsed(drawing).iter(f"{SVG}image")
    data = image.get("href").removeprefix("data:image/png;base64,")
    return image, np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))


def test_raster_shows_values_as_opacity_first_row_at_the_bottom():
    image, pixels = image_of(matrix([[1, 0.5, 0], [0, 0, 0.2]]))
    assert pixels[..., 3].tolist() == [[255, 128, 0], [0, 0, 51]]
    assert np.unique(pixels[pixels[..., 3] > 0][:, :3], axis=0).tolist() == [[0x7A, 0x5A, 0xC2]]
    across, _, _, up, left, bottom = map(float, re.findall(r"-?[\d.]+", image.get("transform")))
    assert (left, left + 3 * across) == pytest.approx((100, 300))
    assert (bottom, bottom + 2 * up) == pytest.approx((200, 100))


def test_raster_keeps_the_window_of_its_axes():
    (axes,) = matrix(np.eye(3)).axes
    assert (*axes.get_xlim(), *axes.get_ylim(), axes.get_aspect()) == (0, 3, 0, 2, 1)


def test_raster_has_a_top_and_survives_nothing():
    assert image_of(matrix([[1.0, 4.0]], top=2))[1][0, :, 3].tolist() == [128, 255]
    assert image_of(matrix([[1.0, 4.0]], gamma=0.5))[1][0, :, 3].tolist() == [128, 255]
    assert image_of(matrix(np.zeros((2, 2))))[1][..., 3].max() == 0


def test_raster_has_edges_unless_smooth():
    assert image_of(matrix(np.eye(2)))[0].get("style") == "image-rendering:pixelated"
    assert image_of(matrix(np.eye(2), smooth=True))[0].get("style") is None


def test_rasters_stay_apart_and_have_the_same_bytes():
    def two():
        drawing = matrix(np.eye(2))
        marks.raster(drawing.axes[0], np.ones((3, 3)), ((0, 1), (1, 2)))
        return drawing

    assert len(list(parsed(two()).iter(f"{SVG}image"))) == 2
    assert two().to_svg() == two().to_svg()


def test_mime_bundle():
    bundle = monge.splitting()._repr_mimebundle_()
    assert bundle[PAGE_MIME].startswith("<svg")
    assert bundle[PAGE_MIME] in bundle["text/html"]
    assert "0x" not in "".join(bundle.values())


def test_assignment_shows_the_plan_it_is_given():
    x, y = measures.source_and_target(6, seed=1)
    plan = np.eye(6)[::-1] / 6
    drawing = monge.assignment(x, y, plan)
    drawn = {tuple(map(tuple, segment)) for segment in segments_of(drawing).get_segments()}
    assert drawn == {(tuple(x[i]), tuple(y[5 - i])) for i in range(6)}
    assert np.array_equal(points_of(drawing, "o"), x)
    assert np.array_equal(points_of(drawing, "s"), y)
    assert texts(drawing) == ["source μ", "target ν"]


@pytest.mark.parametrize(("m", "dashed"), [(6, False), (3, False), (4, True)])
def test_a_plan_that_splits_is_dashed(m, dashed):
    assert ("stroke-dasharray" in still(6, m).to_svg()) == dashed


def test_wider_segments_carry_more():
    drawing = monge.assignment([[0.2, 0.5]], [[1, 0.2], [1, 0.8]], [[0.25, 0.75]])
    thin, thick = segments_of(drawing).get_linewidths()
    assert thick**2 == pytest.approx(3 * thin**2)


@pytest.mark.parametrize(("left", "right"), [(0.5, 0.5), (0.5, 0.51), (0.51, 0.5), (0.2, 1.2)])
def test_labels_of_the_two_clouds_stay_apart(left, right):
    drawing = monge.assignment([[left, 0.5]], [[right, 0.5]], [[1.0]])
    places = [text.get_position()[0] for text in drawing.axes[0].texts]
    assert abs(places[0] - places[1]) > 0.39
    assert (places[0] <= places[1]) == (left <= right)


def test_stage_is_isotropic_and_within_its_box():
    drawing = figures.Drawing(600, 400, "words")
    axes = drawing.stage(((0, 1.5), (0, 1)), (10, 26, 580, 366))
    axes.apply_aspect()
    across, up = (
        axes.transData.transform(end) - axes.transData.transform((0, 0)) for end in ((1, 0), (0, 1))
    )
    assert across[0] == pytest.approx(up[1]) == pytest.approx(366)
    low, high = axes.transData.transform([(0, 0), (1.5, 1)])
    assert (low >= (10, 26)).all() and (high <= (590.01, 392.01)).all()


def test_books_move_as_the_page_says():
    shift, lift = (np.diff(arrows_of(axes)[:, :, 0]).ravel() for axes in monge.book_shifting().axes)
    assert shift == pytest.approx(np.full(6, 0.5))
    assert sorted(lift) == pytest.approx([0, 0, 0, 1, 1, 1])
    assert np.mean(lift) == pytest.approx(np.mean(shift))
    assert (np.mean(shift**2), np.mean(lift**2)) == pytest.approx((0.25, 0.5))


def test_books_fill_the_same_places():
    for axes in monge.book_shifting().axes:
        ends = arrows_of(axes)[:, 1, 0]
        assert sorted(ends) == pytest.approx((np.arange(6) + 0.5) / 6 + 0.5)


@pytest.mark.parametrize("panel", [0, 1])
def test_zigzag_maps_are_admissible_and_cost_what_is_written(panel):
    cells = (2, 8)[panel]
    arrows = arrows_of(monge.strip().axes[panel])
    for side in (-1, 1):
        heights = np.sort(arrows[arrows[:, 1, 0] == side][:, 1, 1])
        assert heights == pytest.approx((np.arange(8) + 0.5) / 8)
    lifts = np.abs(np.diff(arrows[:, :, 1]))
    assert lifts.max() < 1 / (2 * cells)
    fine = (np.arange(20_000) + 0.5) / 20_000 / (2 * cells)
    mean = np.hypot(1, fine).mean()
    assert texts(monge.strip())[3 * panel : 3 * panel + 3][0] == f"{cells} cells: mean distance {mean:.4f}"


def test_only_the_left_panel_of_splitting_is_dashed():
    dashed = [
        [
            isinstance(note.arrow_patch.get_linestyle(), tuple)
            for note in axes.texts
            if getattr(note, "arrow_patch", None)
        ]
        for axes in monge.splitting().axes
    ]
    assert dashed == [[True, True], [False, False]]


def test_marks_of_one_size_have_one_area():
    assert np.pi * marks.DISC**2 / 4 == pytest.approx(marks.SQUARE**2, rel=0.01)


def test_palette_is_that_of_the_style_sheet():
    sheet = (Path(figures.__file__).parents[1] / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = sheet.split(":root[data-theme", maxsplit=1)
    named = {name: colour for colour, name in style.TEXT_NAMES.items() if colour != "#000000"}
    fills = {"source-fill": style.SOURCE_FILL, "target-fill": style.TARGET_FILL, "plan-fill": style.PLAN_FILL}
    for name, colour in {**named, **fills}.items():
        assert f"--{name}: {colour};" in light
        assert f"--{name}: #" in dark
