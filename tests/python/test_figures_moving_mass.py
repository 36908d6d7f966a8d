"""Drawings of bumps, heights and sequences: what they show."""

import numpy as np
import pytest

from ot_notebook.figures import moving_mass, style
from tests.python.legible import assert_legible

GRID = np.linspace(-1, 3, 41)
SHIFTS = np.linspace(0, 4, 9)
SVG = "{http://www.w3.org/2000/svg}"


def bump(place):
    return np.exp(-((GRID - place) ** 2) / 0.1)


def shifted():
    curves = {
        "KL": (np.where(SHIFTS > 1, np.nan, SHIFTS), 8),
        "TV": (np.tanh(SHIFTS), 1.1),
        "MMD": (np.sqrt(SHIFTS), 1.5),
        "W₁": (SHIFTS, 8),
        "W₂": (SHIFTS**2, 9),
    }
    return moving_mass.shifted_bumps(
        GRID, bump(0), bump(2), SHIFTS, curves, 2, 8, alt="Two bumps above, five curves below. " * 2
    )


DRAWINGS = {
    "shifted_bumps": shifted,
    "interpolations": lambda: moving_mass.interpolations(
        GRID, [bump(0), bump(0) / 2 + bump(2) / 2, bump(2)], [bump(0), bump(1), bump(2)]
    ),
    "relabelled": lambda: moving_mass.relabelled(
        [([1, 2, 0], [0, 1, 2], "one"), ([2, 1, 0], [1, 0, 2], "two")]
    ),
    "sequences": moving_mass.sequences,
}


def curves_of(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    drawing = DRAWINGS[name]()
    assert len(drawing.alt) > 60
    assert_legible(drawing, 40_000)


def test_both_bumps_are_drawn_on_the_grid():
    top = shifted().axes[0]
    for colour, place in ((style.SOURCE_FILL, 0), (style.TARGET_FILL, 2)):
        (curve,) = curves_of(top, colour)
        np.testing.assert_allclose(curve, np.c_[GRID, bump(place)])


def test_each_discrepancy_has_its_curve_its_dot_and_its_value():
    panels = shifted().axes[1:]
    assert [axes.texts[0].get_text() for axes in panels] == ["KL", "TV", "MMD", "W₁", "W₂"]
    assert [axes.texts[1].get_text() for axes in panels] == ["∞", "0.96", "1.41", "2.00", "4.00"]
    curve, dot = curves_of(panels[3], style.PLAN_FILL)
    np.testing.assert_allclose(curve, np.c_[SHIFTS, SHIFTS])
    np.testing.assert_allclose(dot, [[2, 2]])
    (infinite,) = curves_of(panels[0], style.INK)  # no dot
    np.testing.assert_allclose(infinite, np.c_[SHIFTS, SHIFTS][SHIFTS <= 1])
    beyond, _ = curves_of(panels[4], style.PLAN_FILL)
    assert beyond[-1, 1] == 9


def test_interpolations_run_from_blue_to_orange_on_one_scale():
    panels = DRAWINGS["interpolations"]().axes
    colours = [axes.lines[-1].get_color() for axes in panels]
    assert colours == 2 * [style.SOURCE_FILL, style.PLAN_FILL, style.TARGET_FILL]
    heights = {axes.get_ylim() for axes in panels[:3]}
    assert len(heights) == 1


def test_bars_keep_their_order_and_colour():
    first, second = DRAWINGS["relabelled"]().axes
    assert [bar.get_height() for bar in first.patches] == [1, 2, 0, 0, 1, 2]
    assert [bar.get_height() for bar in second.patches] == [2, 1, 0, 1, 0, 2]
    assert second.texts[0].get_text() == "two"


def test_ripples_have_the_mass_of_their_limit():
    ripples = DRAWINGS["sequences"]().axes[2]
    ((x, density),) = (curve.T for curve in curves_of(ripples, style.SOURCE_FILL))
    assert np.trapezoid(density, x) == pytest.approx(1)


def test_escaping_mass_is_at_n_with_one_part_in_n():
    for axes, n in zip(DRAWINGS["sequences"]().axes[4:], (2, 8), strict=True):
        dots = np.vstack([line.get_xydata() for line in axes.lines if line.get_marker() == "o"])
        (home, away) = dots[np.argsort(dots[:, 0])]
        assert (home[0], away[0]) == (0, n)
        assert away[1] / (home[1] + away[1]) == pytest.approx(1 / n)
