"""The drawings of the page on entropic regularisation show what they are given."""

import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from ot_notebook.figures import sinkhorn, style
from tests.python.legible import assert_legible

SVG = "{http://www.w3.org/2000/svg}"
A, B = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.75])
PLAN = np.array([[0.25, 0.25], [0.0, 0.25], [0.0, 0.25]])
SLOW, FAST = 0.9 ** np.arange(50), 0.1 ** np.arange(12)


def still():
    return sinkhorn.sinkhorn(A, B, [("slow", PLAN, SLOW, 0.95), ("fast", PLAN / 2, FAST, 0.3)])


def bias():
    epsilons = 10 ** np.linspace(-2, 1, 7)
    return sinkhorn.bias(
        epsilons, np.linspace(2, 3, 7), np.linspace(1.9, 3, 7), np.linspace(2, 1, 7), 2.0, 1.0
    )


def lines(axes, colour):
    """Curves of one colour, dashed or not."""
    return [
        (line.get_xydata(), line.is_dashed()) for line in axes.lines if to_hex(line.get_color()) == colour
    ]


@pytest.mark.parametrize("draw", [still, bias])
def test_every_colour_but_that_of_images_follows_the_theme(draw):
    text = re.sub(r"var\(--[a-z-]+,#[0-9a-f]{6}\)|data:[^\"]*", "", draw().to_svg())
    assert re.findall(r"#[0-9a-fA-F]{3,6}|rgb", text) == []
    assert draw().to_svg() == draw().to_svg()


@pytest.mark.parametrize("draw", [still, bias])
def test_drawings_are_small_and_legible_on_a_phone(draw):
    assert_legible(draw(), 60_000)


def test_plans_have_the_source_across_and_the_target_upwards():
    images = ElementTree.fromstring(still().to_svg()).iter(f"{SVG}image")
    data = next(images).get("href").split(",")[1]
    opacity = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))[..., 3]
    assert opacity.shape == (2, 3)
    assert ((opacity > 0) == (PLAN.T > 0)).all()


def test_errors_are_drawn_in_decades_down_to_the_foot():
    chart = still().axes[-1]
    (slow, fast) = [points for points, dashed in lines(chart, style.PLAN_FILL) if not dashed]
    assert slow == pytest.approx(np.c_[np.arange(41), np.log10(SLOW[:41])])
    assert fast[-1] == pytest.approx((9, -9))


def test_bounds_are_dashed_lines_of_their_own_slope():
    bounds = [points for points, dashed in lines(still().axes[-1], style.MUTED) if dashed]
    slopes = [(points[-1, 1] - points[0, 1]) / (points[-1, 0] - points[0, 0]) for points in bounds]
    assert slopes == pytest.approx(np.log10([0.95, 0.3]))


def test_only_bounds_that_fall_are_named():
    texts = [text.get_text() for text in still().axes[-1].texts]
    assert texts.count("bound") == 1
    assert {"slow", "fast"} <= set(texts)


def test_one_case_is_enough():
    assert len(sinkhorn.sinkhorn(A, B, [("only", PLAN, FAST, 0.3)]).axes) == 2


def test_bias_draws_its_three_curves_and_names_its_limits():
    (axes,) = bias().axes
    curves = lines(axes, style.PLAN_FILL)
    assert [points[-1, 1] for points, _ in curves] == [3, 1, 3]
    assert [dashed for _, dashed in curves] == [False, False, True]
    texts = {text.get_text() for text in axes.texts}
    assert {"exact cost 2.0000", "squared distance of the means 1.0000"} <= texts
