"""The live figure ``quantiles`` as Python knows it."""

import json
from itertools import pairwise

import numpy as np
import ot
import pytest
from scipy.integrate import quad
from scipy.stats import wasserstein_distance

from ot_notebook import live
from ot_notebook.live_figures import quantiles
from tests.figures import quantiles as case

CENTRES = np.arange(24) / 2 + 0.25


def solved(**part):
    return quantiles.solve(quantiles.check(quantiles.start() | part))


def test_start_is_seeded_and_valid():
    start = quantiles.start()
    assert quantiles.check(start) == start == quantiles.start()
    assert start["x"] != quantiles.start(seed=2)["x"]
    assert len(quantiles.start(n=5)["y"]) == 5


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ({"mode": "curves"}, ValueError, "'mode' must be one of 'densities', 'samples', got 'curves'"),
        ({"mu": [0.5] * 23}, ValueError, "'mu' must have 24 entries, got 23"),
        ({"nu": [1.5] + [0] * 23}, ValueError, r"'nu\[0\]' must be in \[0, 1\], got 1.5"),
        ({"x": []}, ValueError, "'x' must not be empty"),
        ({"x": [1] * 25}, ValueError, "'x' must have at most 24 entries, got 25"),
        ({"y": [12.5]}, ValueError, r"'y\[0\]' must be in \[0, 12\], got 12.5"),
        ({"y": [float("nan")]}, ValueError, "'y' must be finite"),
        ({"p": 0.4}, ValueError, r"'p' must be in \[0.5, 6\], got 0.4"),
        ({"p": "2"}, TypeError, "'p' must be a real number"),
        ({"level": -0.1}, ValueError, r"'level' must be in \[0, 1\]"),
        ({"pens": [1]}, ValueError, "'pens' must be the numbers of two bins, got 1"),
        ({"pens": [1, 24]}, ValueError, r"'pens\[1\]' must be from 0 to 23, got 24"),
        ({"colour": 1}, ValueError, "the state must have level, mode"),
    ],
)
def test_a_bad_state_is_refused_with_the_reason(part, error, words):
    with pytest.raises(error, match=f"quantiles: .*{words}"):
        quantiles.check(quantiles.start() | part)


@pytest.mark.parametrize("p", [1, 1.7, 2, 6])
def test_samples_against_pot(p):
    state = quantiles.start(mode="samples", seed=5) | {"y": [1, 2.5, 2.5, 11]}
    result = quantiles.solve(quantiles.check(state | {"p": p}))
    x, y = np.array(state["x"]), np.array(state["y"])
    assert result["value"] == pytest.approx(ot.wasserstein_1d(x, y, p=p), rel=1e-12)
    assert result["area"] == pytest.approx(wasserstein_distance(x, y), rel=1e-12)
    assert result["excess"] == 0


@pytest.mark.parametrize("p", [1, 1.3, 2, 4.5])
def test_densities_against_a_quadrature(p):
    state, result = quantiles.start(), solved(p=p)
    functions = [np.r_[0, np.cumsum(state[name])] / np.sum(state[name]) for name in ("mu", "nu")]
    edges = np.linspace(0, 12, 25)

    def cost(s):
        return abs(np.interp(s, functions[0], edges) - np.interp(s, functions[1], edges)) ** p

    levels = np.unique(np.round(functions, 14))
    value = sum(quad(cost, *ends, epsabs=1e-12, epsrel=1e-10)[0] for ends in pairwise(levels))
    assert result["value"] == pytest.approx(value, rel=1e-10)
    assert result["dual"] == pytest.approx(value, rel=1e-10)


def test_below_one_the_masses_stand_at_the_centres():
    state, result = quantiles.start(), solved(p=0.5)
    a, b = (np.array(state[name]) / np.sum(state[name]) for name in ("mu", "nu"))
    assert result["value"] == pytest.approx(ot.emd2(a, b, np.abs(CENTRES[:, None] - CENTRES) ** 0.5))
    assert result["area"] == pytest.approx(wasserstein_distance(CENTRES, CENTRES, a, b))
    assert result["excess"] == pytest.approx(result["sortedValue"] / result["value"] - 1)
    assert result["excess"] > 0.1


def test_a_row_of_books_lifts_one_over_the_rest():
    result = solved(mode="samples", p=0.5, x=[1, 2, 3, 4], y=[2, 3, 4, 5])
    assert result["value"] == pytest.approx(0.5)
    assert result["excess"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("level", "pair"), [(0, [1, 0]), (0.25, [1, 0]), (0.3, [2, 12]), (0.5, [2, 12]), (1, [4, 12])]
)
def test_quantiles_are_continuous_from_the_left(level, pair):
    result = solved(mode="samples", x=[1, 2, 3, 4], y=[0, 12, 12, 12], level=level)
    assert result["pair"] == pair


def test_the_level_of_a_jump_is_met_in_spite_of_rounding():
    places = (np.arange(20) / 2).tolist()
    result = solved(mode="samples", x=places, y=places, level=0.3)
    assert result["levels"][6] < 0.3
    assert result["pair"] == [2.5, 2.5]


@pytest.mark.parametrize("p", [1.5, 2, 6])
def test_gaps_that_change_little_keep_the_prices_exact(p):
    mu, nu = [1] * 10 + [0] * 14, [0] * 14 + [1] * 9 + [0.9999]
    result = solved(mu=mu, nu=nu, p=p)
    assert abs(result["gap"]) < 1e-11 * result["value"]


def test_random_and_degenerate_states_are_certified():
    states = [*case.random_states(np.random.default_rng(3)), case.largest()]
    states += [quantiles.start() | part for part in case.DEGENERATE.values()]
    for state in states:
        result = quantiles.solve(quantiles.check(state))
        case.certify(state, result)
        assert json.loads(json.dumps(result)) == result
        words = quantiles.describe(state, result)
        assert len(words) > 40 and "None" not in words and "nan" not in words


def test_without_mass_there_is_no_value():
    result = solved(nu=[0] * 24)
    assert result["value"] is None and result["levels"] == []
    assert "without mass" in quantiles.describe(quantiles.start(), result)


def test_the_challenge_has_a_solution():
    assert solved(**case.SOLVED)["excess"] >= 1
    assert solved(p=0.5)["excess"] < 1 and solved(mode="samples", p=0.5)["excess"] < 1


def test_it_is_live():
    figure = live("quantiles")
    figure.state = figure.state | {"p": 1}
    assert figure.result["value"] == pytest.approx(figure.result["area"], rel=1e-12)


def test_a_bound_is_lowered_by_what_prices_exceed_the_cost():
    source, target = [[1, 0.5], [3, 0.0]], [[2, 1.0]]
    assert quantiles._violation({"source": source, "target": target}, 2) == 0.5
    assert quantiles._violation({"source": [[1, 0.0], [3, 0.0]], "target": target}, 2) == 0
