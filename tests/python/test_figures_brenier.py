"""Drawings of the page on optimal maps: their artists show what they are given."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from ot_notebook import measures, solvers
from ot_notebook.figures import brenier, style

GAUSSIANS = ([0.3, 0.6], [[0.018, 0.01], [0.01, 0.01]], [1.2, 0.4], [[0.01, -0.012], [-0.012, 0.026]])
A, B = np.diag([2, 0.5]), np.array([[1, 1], [1, 2]])


def curves(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


def segments(axes):
    return [
        line for item in axes.collections if isinstance(item, LineCollection) for line in item.get_segments()
    ]


def arrows(axes):
    return np.array([(note.xyann, note.xy) for note in axes.texts if getattr(note, "arrow_patch", None)])


def deviations(points, mean, covariance):
    """Distance from the mean in standard deviations."""
    return np.sqrt(np.einsum("ij,jk,ik->i", points - mean, np.linalg.inv(covariance), points - mean))


def gaussian_map():
    return brenier.gaussian_map(*GAUSSIANS, solvers.gaussian_transport(*GAUSSIANS).matrix)


def turn():
    middle = solvers.gaussian_transport([0, 0], np.eye(2), [0, 0], B @ A @ A @ B).matrix
    return brenier.composition([np.eye(2), A, B @ A, np.linalg.solve(middle, B @ A)])


def laguerre():
    sites = measures.source_and_target(5, seed=6)[1]
    cells = solvers.semidiscrete(sites, box=((0, 1.5), (0, 1)))
    return sites, cells, brenier.laguerre(sites, cells.cells, cells.barycenters)


def entropy():
    path = [np.diag([s, 1 / s]) / 100 for s in np.linspace(1, 3, 9)]
    return brenier.entropy(np.linspace(0, 1, 9), np.linspace(-1, 1, 9) ** 2, path)


@pytest.mark.parametrize(
    "draw",
    [gaussian_map, turn, entropy, brenier.half_discs, brenier.geodesics_from_atoms, lambda: laguerre()[2]],
)
def test_drawings_are_small_and_legible_on_a_phone(draw):
    drawing = draw()
    assert len(drawing.to_svg()) < 32_000
    width = drawing.get_size_inches()[0] * 72
    for axes in drawing.axes:
        for text in axes.texts:
            if text.get_text():
                assert text.get_fontsize() * 358 / width >= 9.5


def test_map_carries_one_ellipse_to_the_other():
    m0, S0, m1, S1 = GAUSSIANS
    (axes,) = gaussian_map().axes
    starts, ends = np.array(segments(axes)).transpose(1, 0, 2)
    assert deviations(starts, m0, S0) == pytest.approx(1.5)
    assert deviations(ends, m1, S1) == pytest.approx(1.5)
    halfway = solvers.gaussian_geodesic(*GAUSSIANS, 0.5)
    middle = curves(axes, style.PLAN_FILL)[1]
    assert deviations(middle, halfway.mean, halfway.covariance) == pytest.approx(1.5)


def test_level_lines_are_those_of_the_potential():
    m0, *_ = GAUSSIANS
    matrix = solvers.gaussian_transport(*GAUSSIANS).matrix
    for line in curves(gaussian_map().axes[0], style.MUTED):
        heights = np.einsum("ij,jk,ik->i", line - m0, matrix, line - m0)
        assert heights == pytest.approx(heights[0])


def test_halves_of_the_disc_move_apart_by_one_half():
    starts, ends = arrows(brenier.half_discs().axes[0]).transpose(1, 0, 2)
    middle = starts[:, 0].mean()
    assert ends - starts == pytest.approx(np.c_[0.5 * np.sign(starts[:, 0] - middle), np.zeros(len(starts))])
    assert (np.hypot(*(starts - [middle, 0]).T) < 1).all()


def test_composition_ends_as_a_turned_circle():
    drawing = turn()
    first, *_, last = drawing.axes
    assert np.hypot(*curves(last, style.SOURCE_FILL)[0].T) == pytest.approx(1)
    marked = [line[1] for line in segments(last)][8]
    assert marked == pytest.approx(np.array([2, 1]) / 5**0.5)
    assert "26.6°" in [text.get_text() for text in last.texts]
    assert segments(first)[8][1] == pytest.approx([1, 0])


def test_the_four_edges_of_the_square_have_one_length():
    right = brenier.geodesics_from_atoms().axes[1]
    assert [np.hypot(*(end - start)) for start, end in segments(right)] == pytest.approx([1] * 4)


def test_entropy_hangs_below_its_chord():
    chart = entropy().axes[1]
    (curve,) = curves(chart, style.PLAN_FILL)
    ((start, end),) = segments(chart)
    assert curve[[0, -1]] == pytest.approx(np.array([start, end]))
    assert (curve[1:-1, 1] < start[1]).all()


def test_arrows_lead_from_the_centres_of_cells_to_their_sites():
    sites, cells, drawing = laguerre()
    (axes,) = drawing.axes
    drawn = {tuple(pair.ravel()) for pair in arrows(axes)}
    expected = {(*c, *s) for c, s in zip(cells.barycenters, sites, strict=True) if np.hypot(*(c - s)) > 0.03}
    assert drawn == expected
    outlines = curves(axes, style.SOURCE_FILL)
    assert sum(map(len, outlines)) == sum(len(cell) + 1 for cell in cells.cells)
