"""Drawings of the page on the dynamic formulation: their artists show what they are given."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from ot_notebook.figures import benamou_brenier as draw
from ot_notebook.figures import style

TIMES = np.linspace(0, 1, 5)


def block(left, cells=20, width=4):
    density = np.zeros(cells)
    density[left : left + width] = cells / width
    return density


MOVING = np.stack([block(left) for left in (2, 5, 8, 11, 14)])
ACTIONS = np.array([0.0, 0.3, 0.2, 0.18, 0.17, 0.16] + [0.16] * 94)


def curves(axes, colour):
    return [line.get_xydata() for line in axes.lines if line.get_color() == colour]


def words(axes):
    return [text.get_text() for text in axes.texts]


DRAWINGS = {
    "dynamic_flow": lambda: draw.dynamic_flow(MOVING, ACTIONS, 0.16),
    "two_paths": lambda: draw.two_paths(MOVING, MOVING, (0.16, 0.32), ("flow", "mixture")),
    "snapshots": lambda: draw.snapshots(np.ones((5, 4, 4))),
    "convergence": lambda: draw.convergence((8, 16, 32), [1e-2, 2.5e-3, 6e-4]),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_small_and_legible_on_a_phone(name):
    drawing = DRAWINGS[name]()
    assert len(drawing.to_svg()) < 20_000
    width = drawing.get_size_inches()[0] * 72
    for axes in drawing.axes:
        for text in axes.texts:
            assert text.get_fontsize() * 358 / width >= 9.5


def test_lines_follow_the_mass():
    path = DRAWINGS["dynamic_flow"]().axes[0]
    lines = curves(path, style.PLAN)
    assert len(lines) == len(draw.SHARES)
    for share, line in zip(draw.SHARES, lines, strict=True):
        assert line == pytest.approx(np.c_[0.1 + 0.2 * share + 0.6 * TIMES, TIMES])


def test_actions_are_drawn_to_the_logarithm_of_the_iteration():
    chart = DRAWINGS["dynamic_flow"]().axes[-1]
    (line,) = curves(chart, style.PLAN_FILL)
    assert line[:, 0] == pytest.approx(np.log10(np.arange(1, 101)))
    assert line[:, 1] == pytest.approx(np.minimum(ACTIONS, 0.24))
    level = [item for item in chart.collections if isinstance(item, LineCollection)][-1]
    assert np.array(level.get_segments())[0][:, 1] == pytest.approx([0.16, 0.16])


def test_profiles_are_the_first_and_the_last_density():
    profiles = DRAWINGS["dynamic_flow"]().axes[1]
    for colour, density in ((style.SOURCE_FILL, MOVING[0]), (style.TARGET_FILL, MOVING[-1])):
        (line,) = curves(profiles, colour)
        heights = line[:, 1] - line[:, 1].min()
        assert heights / heights.max() == pytest.approx(density / density.max())


def test_each_path_bears_its_action():
    left, right = DRAWINGS["two_paths"]().axes
    assert words(left) == ["flow", "action 0.160"]
    assert words(right) == ["mixture", "action 0.320"]


def test_snapshots_show_x_across_and_y_up():
    densities = np.zeros((3, 4, 4))
    densities[:, 3, 0] = 1
    drawing = draw.snapshots(densities)
    for axes in drawing.axes:
        (image,) = axes.images
        assert np.argwhere(np.asarray(image.get_array())[..., 3]).tolist() == [[0, 3]]
    assert [words(axes)[0] for axes in drawing.axes] == ["t = 0", "t = 0.5", "t = 1"]


def test_reference_line_falls_with_the_square():
    (axes,) = DRAWINGS["convergence"]().axes
    (line,) = curves(axes, style.MUTED)
    errors = curves(axes, style.PLAN_FILL)[0]
    assert 10.0 ** line[:, 1] == pytest.approx(1e-2 / np.array([1, 4, 16]))
    assert 10.0 ** errors[:, 1] == pytest.approx([1e-2, 2.5e-3, 6e-4])
