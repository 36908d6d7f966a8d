"""The drawings of the page on barycenters show what they are given."""

import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from PIL import Image

from ot_notebook.figures import barycenters, style
from tests.python.legible import assert_legible

SVG = "{http://www.w3.org/2000/svg}"
LINE = np.linspace(0, 1, 11)
HUMP = np.exp(-(((LINE - 0.5) / 0.2) ** 2))
MIXTURES = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1 / 3, 1 / 3, 1 / 3), (0, 0.5, 0.5)]


def triangle():
    return barycenters.barycenter_triangle({mixture: np.eye(4) for mixture in MIXTURES}, np.ones((4, 4)))


def quantiles():
    joined = np.array([(0.2, 0.8, 0.5), (0.3, 0.9, 0.6)])
    return barycenters.quantile_average(LINE, [HUMP, HUMP[::-1]], HUMP, HUMP / 2, joined)


def ellipses():
    return barycenters.gaussians(
        [np.diag([4, 1]), np.diag([1, 4])], np.diag([2.25, 2.25]), np.diag([2.5, 2.5])
    )


def blur():
    return barycenters.entropic_blur(LINE, [HUMP, HUMP], HUMP, HUMP / 2, HUMP)


def starts():
    atoms, points, plan = [(0, 0), (2, 0), (0, 1)], [(1, 0), (0, 1)], [[0.3, 0.3, 0], [0, 0, 0.4]]
    return barycenters.two_starts(atoms, [(points, plan, "one"), (points, plan, "two")])


DRAWINGS = [triangle, quantiles, ellipses, blur, starts]


def tiles():
    """Place of the centre, colour and opacity of every image."""
    for image in ElementTree.fromstring(triangle().to_svg()).iter(f"{SVG}image"):
        across, _, _, up, left, bottom = map(float, re.findall(r"-?[\d.]+", image.get("transform")))
        pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(image.get("href").split(",")[1]))))
        place = left + across * pixels.shape[1] / 2, bottom + up * pixels.shape[0] / 2
        yield np.array(place), "#{:02x}{:02x}{:02x}".format(*pixels[0, 0, :3])


@pytest.mark.parametrize("draw", DRAWINGS)
def test_every_colour_but_that_of_images_follows_the_theme(draw):
    text = re.sub(r"var\(--[a-z-]+,#[0-9a-f]{6}\)|data:[^\"]*", "", draw().to_svg())
    assert re.findall(r"#[0-9a-fA-F]{3,6}|rgb", text) == []
    assert draw().to_svg() == draw().to_svg()


@pytest.mark.parametrize("draw", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(draw):
    assert_legible(draw(), 60_000)


def test_tiles_stand_at_the_means_of_the_corners():
    top, left, right, centre, foot, _ = (place for place, _ in tiles())
    assert top[1] < left[1] and left[0] < right[0]
    assert centre == pytest.approx((top + left + right) / 3, abs=0.01)
    assert foot == pytest.approx((left + right) / 2, abs=0.01)


def test_inputs_are_sources_and_barycenters_are_plans():
    fills = (
        style.SOURCE_FILL,
        style.SOURCE_FILL,
        style.SOURCE_FILL,
        style.PLAN_FILL,
        style.PLAN_FILL,
        style.MUTED,
    )
    assert tuple(colour for _, colour in tiles()) == fills


def test_segments_of_quantiles_meet_in_the_barycenter():
    page = quantiles().axes[-1]
    above, below = (c.get_segments() for c in page.collections if isinstance(c, LineCollection))
    assert [segment[0, 0] for segment in above] == [0.2, 0.3]
    assert [segment[1, 0] for segment in above] == [segment[0, 0] for segment in below] == [0.5, 0.6]
    assert [segment[1, 0] for segment in below] == [0.8, 0.9]


def test_quantile_average_shows_both_averages_in_the_middle():
    middle = quantiles().axes[1]
    drawn = {to_hex(line.get_color()): line for line in middle.lines}
    assert np.array_equal(drawn[style.PLAN_FILL].get_ydata(), HUMP)
    assert np.array_equal(drawn[style.MUTED].get_ydata(), HUMP / 2)
    assert drawn[style.MUTED].is_dashed()


def test_ellipses_have_standard_deviations_as_half_axes():
    axes = [axes for axes in ellipses().axes if axes.lines]
    reach = [np.abs(line.get_xydata()).max(0).tolist() for each in axes for line in each.lines]
    assert reach == [pytest.approx(sizes, abs=1e-2) for sizes in ([2, 1], [1, 2], [1.5, 1.5], [2.5**0.5] * 2)]


def test_blur_draws_the_debiased_barycenter_dashed():
    (axes,) = blur().axes
    (dashed,) = (line for line in axes.lines if line.is_dashed())
    assert np.array_equal(dashed.get_ydata(), HUMP)
    assert any(np.array_equal(line.get_ydata(), HUMP / 2) for line in axes.lines)


def test_starts_join_points_to_the_atoms_they_serve():
    stage = starts().axes[0]
    (collection,) = (c for c in stage.collections if isinstance(c, LineCollection))
    ends = [tuple(map(tuple, segment)) for segment in collection.get_segments()]
    assert ends == [((1, 0), (0, 0)), ((1, 0), (2, 0)), ((0, 1), (0, 1))]
