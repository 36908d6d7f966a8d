"""Drawings of the page on discrete transport: what they show is what they are given."""

import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from ot_notebook import solvers
from ot_notebook.figures import discrete, style
from tests.python.legible import assert_legible

A, B = np.array([0.5, 0.5]), np.array([0.38, 0.33, 0.29])
C = np.array([[0.2, 0.5, 0.9], [0.6, 0.4, 0.3]])
VERTICES = solvers.polytope_vertices(A, B)
BEST = solvers.exact(A, B, C).plan
M = np.array([[7, 5, 4, 4], [3, 8, 5, 4], [6, 2, 5, 7], [4, 5, 6, 5]]) / 20
X = np.array([(0.15, 0.85), (0.25, 0.35), (0.78, 0.62)])
Y = np.array([(1.10, 0.92), (0.95, 0.38), (1.35, 0.45), (0.42, 0.55)])
RUN = solvers.simplex_steps([0.5, 0.3, 0.2], [0.2, 0.35, 0.3, 0.15], solvers.cost(X, Y), trace=True)


def polytope():
    path = [np.outer(A, B), BEST]
    return discrete.polytope(VERTICES, C, path, BEST)


def peeled():
    parts = solvers.birkhoff(M)
    return discrete.birkhoff(M, parts.weights, parts.permutations)


DRAWINGS = {
    "polytope": polytope,
    "steps": lambda: discrete.simplex_steps(X, Y, RUN.bases[0], RUN.bases[-1]),
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


def test_polygon_is_that_of_the_vertices_to_scale():
    (axes,) = polytope().axes
    (polygon,) = axes.patches[:1]
    corners = polygon.get_xy()[:-1]
    assert len(corners) == 6
    ahead = np.roll(corners, -1, axis=0) - corners
    turns = ahead[:, 0] * np.roll(ahead[:, 1], -1) - ahead[:, 1] * np.roll(ahead[:, 0], -1)
    assert (turns > 0).all()
    flat = VERTICES.reshape(6, 6)
    apart = np.linalg.norm(flat[:, None] - flat, axis=2) / np.sqrt(2)
    drawn = discrete.in_plane(VERTICES)
    assert np.linalg.norm(drawn[:, None] - drawn, axis=2) == pytest.approx(apart)
    assert {tuple(np.round(p, 9)) for p in corners} == {tuple(np.round(p, 9)) for p in drawn}


def test_levels_are_of_equal_cost_and_the_arrow_points_to_the_optimum():
    (axes,) = polytope().axes
    gradient = discrete.PLANE @ (C[0] - C[1])
    dashed = [c for c in collections(axes) if c.get_linestyle()[0][1] is not None]
    assert len(dashed) == 5
    for item in dashed:
        (segment,) = item.get_segments()
        assert segment[0] @ gradient == pytest.approx(segment[1] @ gradient)
    (arrow,) = [note for note in axes.texts if getattr(note, "arrow_patch", None)]
    way = np.subtract(arrow.xy, arrow.xyann)
    corners = discrete.in_plane(VERTICES)
    assert corners[(corners @ way).argmax()] == pytest.approx(discrete.in_plane(BEST))
    assert "0.38  0.12  0.00" in [text.get_text() for text in axes.texts]


def test_path_starts_at_the_product_and_ends_at_the_corner():
    (axes,) = polytope().axes
    (path,) = points(axes, style.TARGET_FILL)
    assert path == pytest.approx(discrete.in_plane([np.outer(A, B), BEST]))


def test_trees_are_the_bases_and_potentials_stand_at_the_points():
    above, below = DRAWINGS["steps"]().axes
    for axes, basis in ((above, RUN.bases[0]), (below, RUN.bases[-1])):
        drawn = {tuple(np.ravel(part)) for part in collections(axes)[0].get_segments()}
        assert drawn == {(*X[i], *Y[j]) for i, j in basis.pairs}
    i, j = RUN.bases[0].entering
    (entering,) = collections(above)[1].get_segments()
    assert np.ravel(entering) == pytest.approx([*X[i], *Y[j]])
    shown = [text.get_text().replace("−", "-") for text in below.texts[1:]]
    assert [float(text) for text in shown] == pytest.approx([*RUN.f, *RUN.g], abs=0.0051)


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
