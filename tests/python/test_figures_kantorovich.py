"""Drawings of plans: what they show."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from ot_notebook.figures import kantorovich, style
from tests.python.legible import assert_legible

X = np.array([(0.1, 0.8), (0.2, 0.2), (0.8, 0.5)])
Y = np.array([(0.9, 0.1), (0.4, 0.5)])
A, B = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.8])
PLAN = np.array([[0.0, 0.5], [0.2, 0.1], [0.0, 0.2]])
SVG = "{http://www.w3.org/2000/svg}"


def coupling():
    return kantorovich.coupling(
        X, Y, A, B, PLAN, "A plan as a matrix between its marginals, and as flows between points."
    )


DRAWINGS = {
    "coupling": coupling,
    "three_plans": lambda: kantorovich.three_plans({"product": np.outer(A, B), "optimal": PLAN}, (0.6, 0.53)),
    "stability": lambda: kantorovich.stability([(A, A**2), (B, B)], ([0, 1], [0, 1])),
    "gluing": lambda: kantorovich.gluing((A, B, A), (PLAN, PLAN.T, np.outer(A, A))),
}


def blocks(axes, colour):
    return [
        patch for patch in axes.patches if isinstance(patch, Rectangle) and colour_of(patch) == colour.lower()
    ]


def colour_of(patch):
    return "#" + "".join(f"{round(255 * part):02x}" for part in patch.get_facecolor()[:3])


def flows(axes):
    """Ends and widths of the violet segments."""
    (found,) = (
        item
        for item in axes.collections
        if isinstance(item, LineCollection)
        and np.allclose(item.get_colors()[0][:3], (0x7A / 255, 0x5A / 255, 0xC2 / 255))
    )
    return np.array(found.get_segments()), np.array(found.get_linewidths())


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    drawing = DRAWINGS[name]()
    assert len(drawing.alt) > 60
    assert_legible(drawing, 30_000)


def test_a_cell_of_the_matrix_has_the_area_of_its_mass_and_says_it():
    matrix = coupling().axes[0]
    cells = blocks(matrix, style.PLAN_FILL)
    places = {
        (round(cell.get_x() + cell.get_width() / 2 - 0.5), round(2.5 - cell.get_y() - cell.get_height() / 2))
        for cell in cells
    }
    assert places == {(j, i) for i, j in zip(*np.nonzero(PLAN), strict=True)}
    areas = sorted(cell.get_width() * cell.get_height() for cell in cells)
    np.testing.assert_allclose(np.divide(areas, areas[0]), [1, 2, 2, 5])
    words = [text.get_text() for text in matrix.texts]
    assert words == [".5", ".2", ".1", ".2", "x₁", "x₂", "x₃", "y₁", "y₂"]


def test_cells_are_square_on_the_screen():
    drawing = coupling()
    matrix = drawing.axes[0]
    for cell in blocks(matrix, style.PLAN_FILL):
        corners = [cell.get_xy(), np.add(cell.get_xy(), (cell.get_width(), cell.get_height()))]
        width, height = np.diff(matrix.transData.transform(corners), axis=0)[0]
        assert width == pytest.approx(height)


def test_bars_show_the_marginals_beside_and_above_the_matrix():
    matrix, _, rows, columns = (coupling().axes[k] for k in (0, 3, 1, 2))
    lengths = [bar.get_width() for bar in blocks(rows, style.SOURCE_FILL)]
    heights = [bar.get_height() for bar in blocks(columns, style.TARGET_FILL)]
    np.testing.assert_allclose(lengths, A)
    np.testing.assert_allclose(heights, B)
    assert rows.get_xlim() == columns.get_ylim()
    assert rows.get_position().y0 == matrix.get_position().y0
    assert columns.get_position().x0 == matrix.get_position().x0


def test_many_points_have_no_numbers():
    x, weights = np.random.default_rng(0).random((12, 2)), np.full(12, 1 / 12)
    drawing = kantorovich.coupling(x, x[::-1], weights, weights, np.eye(12) / 12, "Twelve points.")
    assert [
        text.get_text() for axes in drawing.axes for text in axes.texts if axes is not drawing.axes[3]
    ] == [
        "source μ",
        "target ν",
    ]


def test_flows_join_the_points_that_exchange_mass():
    plane = coupling().axes[3]
    ends, widths = flows(plane)
    i, j = np.nonzero(PLAN)
    np.testing.assert_allclose(ends, np.stack([X[i], Y[j]], axis=1))
    np.testing.assert_allclose(widths / widths[0], PLAN[i, j] / PLAN[i[0], j[0]])


def test_each_plan_stands_under_its_name_over_its_cost():
    panels = DRAWINGS["three_plans"]().axes
    assert [len(blocks(axes, style.PLAN_FILL)) for axes in panels] == [6, 4]
    words = [[text.get_text() for text in axes.texts][-2:] for axes in panels]
    assert words == [["product", "cost 0.600"], ["optimal", "cost 0.530"]]


def test_dots_are_the_pairs():
    first, _ = DRAWINGS["stability"]().axes
    dots = next(line for line in first.lines if line.get_marker() == "o")
    np.testing.assert_allclose(dots.get_xydata(), np.c_[A, A**2])


def test_glued_flows_leave_one_column_for_the_next():
    (axes,) = DRAWINGS["gluing"]().axes
    lines = [item for item in axes.collections if isinstance(item, LineCollection)]
    assert [len(item.get_segments()) for item in lines] == [4, 4, 9]
    heights = [(0.92, 0.5), (0.08, 0.92), (0.08, 0.5), (0.08, 0.08)]
    expected = [[(1, start), (2, end)] for start, end in sorted(heights, reverse=True)]
    found = sorted(np.round(lines[1].get_segments(), 9).tolist(), reverse=True)
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize(
    ("mass", "text"), [(0.1, ".1"), (0.25, ".25"), (0.0, "0"), (1.0, "1"), (0.06, ".06")]
)
def test_numbers_are_short(mass, text):
    assert kantorovich.number(mass) == text
