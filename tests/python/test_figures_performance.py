"""The drawing of ratios: what it shows."""

import numpy as np

from ot_notebook.figures import performance, style
from tests.python.legible import assert_legible

SIZES = [8, 64, 256]
PANELS = [("assignment", [0.1, 1, 2], [0.001, 0.02, 0.03]), ("transport", [0.5, 1.2, 9], [0.1, 0.2, 0.2])]


def drawn():
    return performance.ratios(SIZES, PANELS, (64, 1.5, 0.3))


def test_it_is_small_and_legible_on_a_phone():
    assert_legible(drawn(), 20_000)


def test_each_panel_has_its_two_curves():
    for axes, (name, cold, warm) in zip(drawn().axes, PANELS, strict=True):
        curves = [line.get_xydata() for line in axes.lines if line.get_color() == style.PLAN_FILL]
        np.testing.assert_allclose(curves[0], np.c_[np.log2(SIZES), np.log10(cold)])
        np.testing.assert_allclose(curves[1], np.c_[np.log2(SIZES), np.log10(warm)])
        assert [line.get_linestyle() for line in axes.lines] == ["-", "--"]
        assert name in [text.get_text() for text in axes.texts]


def test_the_window_holds_every_ratio_and_the_goals_stand_at_their_size():
    for axes in drawn().axes:
        low, high = axes.get_ylim()
        assert low <= np.log10(0.001) and high >= np.log10(9)
        goals = [c.get_segments()[0] for c in axes.collections if c.get_linewidth()[0] == 3]
        np.testing.assert_allclose(
            [np.mean(line, axis=0) for line in goals], [[6, np.log10(1.5)], [6, np.log10(0.3)]]
        )
