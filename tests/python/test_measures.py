"""Seeded measures are where figures need them, and known answers are right by independent means."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from ot_notebook import measures


@pytest.mark.parametrize(("n", "m"), [(1, 1), (8, 8), (64, 64), (12, 5), (1, 64)])
@pytest.mark.parametrize("seed", range(8))
def test_clouds_lie_in_the_window(n, m, seed):
    x, y = measures.source_and_target(n, m, seed)
    assert (x.shape, y.shape) == ((n, 2), (m, 2))
    for points in (x, y):
        assert ((points > 0.05) & (points < [1.45, 0.95])).all()
        assert np.array_equal(points, np.round(points, 4))
    assert x[:, 0].max() < 0.7 < y[:, 0].min()


@pytest.mark.parametrize("seed", range(8))
def test_points_of_small_clouds_can_be_told_apart(seed):
    for points in measures.source_and_target(9, seed=seed):
        assert pdist(points).min() > 0.05


def test_seeds_decide():
    first, again, other = (measures.source_and_target(8, seed=seed)[0] for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_as_many_targets_as_sources_unless_given():
    assert len(measures.source_and_target(5)[1]) == 5


@pytest.mark.parametrize(
    ("arguments", "error"),
    [((0,), ValueError), ((2.0,), TypeError), ((3, 0), ValueError), ((3, 3, -1), ValueError)],
)
def test_bad_sizes_are_refused(arguments, error):
    with pytest.raises(error, match=r"^source_and_target: "):
        measures.source_and_target(*arguments)


@pytest.mark.parametrize(
    "known",
    [
        measures.translated(7, (1.0, 2.0), p=2),
        measures.permuted(7),
        measures.one_against_many(7),
        measures.on_the_line(7),
    ],
    ids=["translated", "permuted", "one against many", "on the line"],
)
def test_known_problems_are_probability_measures(known):
    assert known.a.sum() == pytest.approx(1, abs=1e-15)
    assert known.b.sum() == pytest.approx(1, abs=1e-15)
    assert (len(known.x), len(known.y)) == (len(known.a), len(known.b))


def test_known_values_written_out():
    assert measures.translated(4, (3.0, 4.0), p=3).value == pytest.approx(125)
    assert measures.permuted(4).value == 0
    single = measures.one_against_many(1, p=2)
    assert single.value == pytest.approx(((single.x - single.y) ** 2).sum())
    line = measures.on_the_line(1, p=1)
    assert line.value == pytest.approx(abs(line.x - line.y).item())


@pytest.mark.parametrize(
    "generator", [lambda p: measures.translated(3, (1.0,), p), lambda p: measures.on_the_line(3, p)]
)
def test_concave_costs_have_other_answers(generator):
    with pytest.raises(ValueError, match="'p' must be finite and at least 1"):
        generator(0.5)
