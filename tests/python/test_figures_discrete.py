"""Drawings of the page on discrete transport: what they show is what they are given."""

import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from ot_notebook import solvers
from ot_notebook.figures import discrete, style
from tests.python.legible import assert_legible

M = np.array([[7, 5, 4, 4], [3, 8, 5, 4], [6, 2, 5, 7], [4, 5, 6, 5]]) / 20


def peeled():
    parts = solvers.birkhoff(M)
    return discrete.birkhoff(M, parts.weights, parts.permutations)


DRAWINGS = {
    "birkhoff": peeled,
    "ties": discrete.ties,
    "work": lambda: discrete.work([8, 16, 32], {"one": [10, 40, 130], "other": [20, 45, 70]}),
}


def collections(axes):
    return [item for item in axes.collections if isinstance(item, LineCollection)]


def points(axes, colour=style.PLAN_FILL, marker="o"):
    lines = [line for line in axes.lines if line.get_marker() == marker and line.get_color() == colour]
    return [line.get_xydata() for line in lines]


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    drawing = DRAWINGS[name]()
    assert len(drawing.alt) > 60
    assert_legible(drawing, 40_000)


def test_squares_have_the_area_of_their_entries():
    matrix, _, *parts = peeled().axes
    areas = {
        (3 - int(p.get_y()), int(p.get_x())): p.get_width() * p.get_height() / 0.81 for p in matrix.patches
    }
    assert {cell: round(area, 9) for cell, area in areas.items()} == {
        (i, j): round(M[i, j], 9) for i in range(4) for j in range(4)
    }
    assert all(len(axes.patches) == 4 for axes in parts)
    labels = [axes.texts[0].get_text() for axes in parts]
    assert sum(float(re.search(r"[\d.]+", text)[0]) for text in labels) == pytest.approx(1, abs=0.05)


def test_a_cycle_at_the_left_two_pieces_at_the_right():
    left, right = discrete.ties().axes
    assert (len(collections(left)), len(collections(right))) == (4, 2)
    ends = np.array([item.get_segments()[0] for item in collections(right)])
    assert np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1).max() < 0.5


def test_work_is_drawn_on_logarithmic_scales():
    (axes,) = DRAWINGS["work"]().axes
    (dots,) = points(axes)
    assert dots == pytest.approx(np.c_[[3, 4, 5], np.log10([10, 40, 130])])
    assert points(axes, style.MUTED, "s")[0][:, 1] == pytest.approx(np.log10([20, 45, 70]))
