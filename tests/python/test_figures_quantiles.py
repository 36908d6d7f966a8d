"""The live figure `quantiles` at rest shows the numbers that it is given."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from ot_notebook.figures import style
from ot_notebook.live_figures import quantiles
from tests.python.legible import assert_legible

CASES = [{}, {"p": 0.5}, {"mode": "samples"}, {"mode": "samples", "p": 0.5}, {"mu": [0] * 24}]
HALVES = {"mu": [1, 1, *[0] * 22], "nu": [*[0] * 20, 0, 0, 0.25, 0.75]}


def drawn(**part):
    state = quantiles.check(quantiles.start() | part)
    result = quantiles.solve(state)
    return quantiles.still(state, result), result


def strokes(axes, colour=style.PLAN_FILL):
    """All segments of one colour, shape (k, 2, 2)."""
    found = [item for item in axes.collections if isinstance(item, LineCollection)]
    return np.concatenate([item.get_segments() for item in found if to_hex(item.get_color()[0]) == colour])


def curves(axes, colour):
    return [
        line.get_xydata() for line in axes.lines if line.get_color() == colour and len(line.get_xdata()) > 1
    ]


@pytest.mark.parametrize("part", CASES)
def test_drawings_are_small_and_legible_on_a_phone(part):
    assert_legible(drawn(**part)[0], 60_000)


def test_paths_join_equal_quantiles_in_order():
    lines = strokes(drawn(**HALVES)[0].axes[0])
    levels = (np.arange(24) + 0.5) / 24
    assert np.allclose(lines[:, 0, 0], levels)
    third_of_four = levels < 0.25
    assert np.allclose(lines[third_of_four, 1, 0], 11 + 2 * levels[third_of_four])
    assert np.allclose(lines[~third_of_four, 1, 0], 11.5 + (levels[~third_of_four] - 0.25) / 1.5)


def test_pairs_are_those_of_the_optimal_plan():
    part = {"mode": "samples", "x": [2, 4], "y": [4, 6], "p": 0.5}
    drawing, result = drawn(**part)
    assert result["excess"] == pytest.approx(2**0.5 - 1)
    assert sorted(strokes(drawing.axes[0])[:, :, 0].tolist()) == [[2, 6], [4, 4]]
    assert "sorting: 41 % dearer" in [text.get_text() for text in drawing.axes[0].texts]


@pytest.mark.parametrize("part", CASES[:4])
def test_quantile_functions_are_the_mirror_of_the_others(part):
    _, distribution, quantile, _ = drawn(**part)[0].axes
    for colour in (style.SOURCE_FILL, style.TARGET_FILL):
        (graph,), (inverse,) = curves(distribution, colour), curves(quantile, colour)
        assert np.allclose(graph[1:-1, ::-1], inverse)


def test_cost_by_level_has_the_value_as_its_area():
    drawing, result = drawn(p=3)
    (cost,) = curves(drawing.axes[3], style.PLAN_FILL)
    assert np.trapezoid(cost[:, 1], cost[:, 0]) == pytest.approx(result["value"], rel=0.01)


@pytest.mark.parametrize("level", [0, 0.3, 1])
def test_the_pair_of_the_level_is_marked_in_every_drawing(level):
    drawing, result = drawn(level=level)
    low, high = result["pair"]
    line, distribution, quantile, _ = drawing.axes
    assert np.allclose(strokes(line, style.INK)[:, :, 0], [low, high])
    assert np.allclose(strokes(distribution, style.INK), [[low, level], [high, level]])
    assert np.allclose(strokes(quantile, style.INK), [[level, low], [level, high]])


def test_nothing_is_joined_without_mass():
    drawing, result = drawn(mu=[0] * 24)
    assert result["value"] is None
    assert len(drawing.axes) == 3
