"""Drawings of persistence diagrams: what they show."""

import numpy as np
import pytest

from ot_notebook.figures import persistence, style
from tests.python.legible import assert_legible

D0 = np.array([[0.1, 0.7], [0.4, 0.5]])
D1 = np.array([[0.2, 0.8], [0.6, 0.8]])
PAIRS = np.array([[0, 0], [1, -1], [-1, 1]])
LENGTHS = [0.1, 0.05, 0.1]
T = np.linspace(0, 1, 21)
SVG = "{http://www.w3.org/2000/svg}"

DRAWINGS = {
    "persistence_matching": lambda: persistence.persistence_matching(
        D0, D1, [("one", PAIRS, LENGTHS), ("two", PAIRS[:0], [])]
    ),
    "sublevel": lambda: persistence.sublevel(
        T, (np.sin(9 * T), np.cos(9 * T)), (np.r_[D0, [[0, np.inf]]], D1)
    ),
}


def places(axes, marker):
    return np.vstack([line.get_xydata() for line in axes.lines if line.get_marker() == marker])


def violet_segments(axes):
    colour = [int(style.PLAN_FILL[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return next(c for c in axes.collections if np.allclose(c.get_edgecolor()[0][:3], colour))


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    assert_legible(DRAWINGS[name](), 40_000)


def test_pairs_join_points_and_a_lone_point_goes_to_its_projection():
    axes = DRAWINGS["persistence_matching"]().axes[0]
    np.testing.assert_allclose(places(axes, "o"), D0)
    np.testing.assert_allclose(places(axes, "s"), D1)
    drawn = np.array(violet_segments(axes).get_segments())
    np.testing.assert_allclose(drawn[0], [D0[0], D1[0]])
    np.testing.assert_allclose(drawn[1], [D0[1], [0.45, 0.45]])
    np.testing.assert_allclose(drawn[2], [[0.7, 0.7], D1[1]])


def test_longest_pairs_are_thick():
    widths = violet_segments(DRAWINGS["persistence_matching"]().axes[0]).get_linewidth()
    assert widths[0] == widths[2] > widths[1]


def test_points_have_the_scale_of_the_function_and_infinite_ones_are_left_out():
    left, right = DRAWINGS["sublevel"]().axes
    assert left.get_ylim() == right.get_ylim() == right.get_xlim()
    np.testing.assert_allclose(places(right, "o"), D0)
    curves = {line.get_color(): line.get_ydata() for line in left.lines}
    np.testing.assert_allclose(curves[style.SOURCE_FILL], np.sin(9 * T))
    np.testing.assert_allclose(curves[style.TARGET_FILL], np.cos(9 * T))
