"""Drawings of the page on Wasserstein distances: what they show is what they are given."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from ot_notebook import measures
from ot_notebook.figures import style
from ot_notebook.figures import wasserstein as draw
from tests.python.legible import assert_legible

SIZES = 10.0 ** np.arange(4)
ORDERS = 2.0 ** np.arange(0, 4.5, 0.5)


def triangle(p=2, lengths=(0.5, 0.45, 0.8, 0.6)):
    x, y = measures.source_and_target(3, 2, 0)
    x, y, thirds = 0.8 * x, 0.8 * y, [1 / 3] * 3
    clouds = (x, thirds), (y, [0.5, 0.5]), (x[:2] + np.array([0.2, 0.1]), [0.25, 0.75])
    plans = (
        [(0, 0, 1 / 3), (1, 0, 1 / 6), (1, 1, 1 / 6), (2, 1, 1 / 3)],
        [(0, 1, 0.5), (1, 0, 0.25), (1, 1, 0.25)],
        [],
    )
    return draw.wasserstein_triangle(clouds, plans, lengths, p)


def escaping(n=10, a=0.5, p=2):
    curves = {q: SIZES ** (a - 1 / q) for q in (1, 2, 4)}
    return draw.escaping_mass(n, a, SIZES, curves, (p, SIZES ** (a - 1 / p)), 1 / SIZES)


def rates():
    sizes = 2 ** np.arange(5, 9)
    means = {1: sizes**-0.5, 3: 0.9 * sizes ** (-1 / 3)}
    return draw.empirical_rates(sizes, means, {d: 0.1 * m for d, m in means.items()}, {1: -0.5, 3: -1 / 3})


DRAWINGS = {
    "triangle": triangle,
    "escaping": escaping,
    "orders": lambda: draw.orders(ORDERS, 1 - 0.5 / ORDERS, 1.1),
    "rates": rates,
}


def segments(axes):
    lines = (item for item in axes.collections if isinstance(item, LineCollection))
    return [np.array(part) for item in lines for part in item.get_segments()]


def texts(axes):
    return [text.get_text() for text in axes.texts]


def curves(axes, colour=style.PLAN_FILL):
    drawn = [line for line in axes.lines if line.get_color() == colour and line.get_marker() == "None"]
    return [line.get_xydata() for line in drawn]


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    drawing = DRAWINGS[name]()
    assert len(drawing.alt) > 60
    assert_legible(drawing, 16_000)


def test_triangle_has_the_three_distances_as_sides_and_bars_in_its_scale():
    stage, side = triangle().axes
    assert len(segments(stage)) == 4 + 3
    drawn = segments(side)
    lengths = [float(np.linalg.norm(part[1] - part[0])) for part in drawn]
    assert lengths[:3] == pytest.approx([0.5, 0.45, 0.6])
    assert lengths[3:] == pytest.approx([0.8, 0.5, 0.45], abs=0.012)
    assert [text for text in texts(side) if " " in text] == [
        "direct 0.600", "glued plan 0.800", "through ν 0.950", "sides: distances W₂",
    ]  # fmt: skip
    assert {"0.500", "0.450"} <= set(texts(side))


def test_triangle_names_its_order_and_is_absent_where_a_distance_is():
    for p, name in ((1, "W₁"), (np.inf, "W∞"), (2.5, "Wₚ")):
        assert f"sides: distances {name}" in texts(triangle(p).axes[1])
    assert len(triangle(lengths=(None,) * 4).axes) == 1


def test_escaping_mass_is_drawn_in_place_with_its_mass_as_height():
    line, _ = escaping(n=10, a=0.5).axes
    outline, home, away = (patch.get_bbox() for patch in line.patches)
    assert (home.height, away.height, outline.height) == pytest.approx((0.9, 0.1, 1), abs=0.02)
    assert (away.x0 + away.x1) / 2 == pytest.approx(0.5)
    assert home.x1 < 0 and (home.x0 + home.x1) == pytest.approx(outline.x0 + outline.x1)
    assert "1/10 of the mass, 3.16 away" in texts(line)


def test_escaping_mass_has_a_line_for_each_order_and_names_them():
    _, chart = escaping(a=0.5, p=3).axes
    ((*_, end),) = curves(chart)
    assert end == pytest.approx((3, 3 * (0.5 - 1 / 3)))
    faint = [line[-1, 1] for line in curves(chart, style.MUTED)]
    assert faint == pytest.approx([-1.5, 0, 0.75])
    assert {"W₁", "W₂", "W₃", "W₄", "narrow"} <= set(texts(chart))


def test_orders_stay_below_the_dashed_limit():
    (axes,) = DRAWINGS["orders"]().axes
    (curve,) = curves(axes)
    assert curve[:, 0] == pytest.approx(np.log2(ORDERS)) and curve[:, 1].max() < 1.1
    assert any(np.allclose(part[:, 1], 1.1) for part in segments(axes))


def test_rates_have_the_given_slopes_and_two_standard_errors():
    (axes,) = rates().axes
    slopes = [np.polyfit(*line.T, 1)[0] for line in curves(axes, style.MUTED)]
    assert slopes == pytest.approx([-1 / 2, -1 / 3])
    bars = [part for part in segments(axes) if part[0, 0] == part[1, 0] and 5 <= part[0, 0] <= 8]
    assert len(bars) == 8
    assert all(np.ptp(part[:, 1]) == pytest.approx(0.4 / np.log(2)) for part in bars)
    dots = [line.get_xydata() for line in axes.lines if line.get_marker() == "o"]
    assert dots[0][:, 1] == pytest.approx(-0.5 * np.arange(5, 9))
