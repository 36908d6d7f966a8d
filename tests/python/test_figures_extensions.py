"""Drawings of shadows, kept masses and matched shapes: what they show."""

import numpy as np
import pytest

from ot_notebook.figures import extensions, style
from tests.python.legible import assert_legible

X = np.array([[0.1, 0.2], [0.4, 0.9], [0.3, 0.5]])
Y = np.array([[1.1, 0.3], [1.3, 0.6], [0.9, 0.8]])
SVG = "{http://www.w3.org/2000/svg}"
PLAN = np.diag([0.2, 0.1, 0.0])


def shadows(direction=(0.6, 0.8)):
    return extensions.sliced(X, Y, direction, 0.3 + 1 / np.arange(1, 41), 0.5 / np.arange(1, 41), 0.3)


DRAWINGS = {
    "sliced": shadows,
    "unbalanced": lambda: extensions.unbalanced(
        X, Y, [0.4, 0.1, 0.2], [0.3, 0.3, 0.2], [("one", PLAN), ("two", 2 * PLAN)]
    ),
    "gromov": lambda: extensions.gromov(X, 2 * Y, [("one", np.eye(3)), ("two", np.eye(3)[::-1])]),
}


def places(axes, marker, size=None):
    lines = [line for line in axes.lines if line.get_marker() == marker]
    lines = [line for line in lines if size is None or line.get_markersize() == pytest.approx(size)]
    return np.vstack([line.get_xydata() for line in lines])


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    assert_legible(DRAWINGS[name](), 60_000)


@pytest.mark.parametrize("direction", [(1, 0), (0.6, 0.8), (-0.6, 0.8)])
def test_shadows_lie_on_lines_along_the_direction_and_are_joined_in_order(direction):
    top = shadows(direction).axes[0]
    for marker, points in (("o", X), ("s", Y)):
        drawn = places(top, marker)
        cloud, shadow = (
            (drawn[3:], drawn[:3]) if not np.allclose(drawn[:3], points) else (drawn[:3], drawn[3:])
        )
        np.testing.assert_allclose(cloud, points)
        np.testing.assert_allclose(np.sort(shadow @ direction), np.sort(points @ direction))
        across = shadow @ [-direction[1], direction[0]]
        assert np.ptp(across) == pytest.approx(0, abs=1e-12)
    joined = [c for c in top.collections if np.allclose(c.get_edgecolor()[0][:3], violet())]
    ends = np.array([segment @ direction for segment in joined[0].get_segments()])
    np.testing.assert_allclose(ends, np.c_[np.sort(X @ direction), np.sort(Y @ direction)])


def violet():
    return [int(style.PLAN_FILL[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def test_filled_area_is_the_mass_that_is_used_and_the_ring_is_the_weight():
    upper, lower = DRAWINGS["unbalanced"]().axes
    discs = [line for line in upper.lines if line.get_marker() == "o"]
    rings = [line.get_markersize() for line in discs if line.get_markerfacecolor() == style.PAPER]
    filled = [line.get_markersize() for line in discs if line.get_markerfacecolor() != style.PAPER]
    np.testing.assert_allclose((np.array(rings) / rings[0]) ** 2, [1, 0.25, 0.5])
    areas = (np.array(filled) / rings[0]) ** 2
    words = {axes.texts[0].get_text() for axes in (upper, lower)}
    assert words == {"one", "two"}
    np.testing.assert_allclose(areas, [1, 0.25, 0] if upper.texts[0].get_text() == "two" else [0.5, 0.25, 0])


def test_shapes_keep_their_form_and_each_plan_its_panel():
    panels = {axes.texts[0].get_text(): axes for axes in DRAWINGS["gromov"]().axes}
    for axes in panels.values():
        for marker, points in (("o", X), ("s", 2 * Y)):
            drawn = places(axes, marker)
            np.testing.assert_allclose(drawn - drawn[0], points - points[0], atol=1e-12)
    (first,), (second,) = (panels[name].collections for name in ("one", "two"))
    ends = np.array(first.get_segments())[:, 1]
    np.testing.assert_allclose(np.array(second.get_segments())[:, 1], ends[::-1])
