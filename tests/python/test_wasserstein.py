"""W_p and W_inf against POT, HiGHS, brute force and closed forms; the gluing of plans."""

from itertools import permutations

import numpy as np
import ot
import pytest
from hypothesis import given, settings

from ot_notebook.solvers import cost, exact, glued_plan, wasserstein
from tests.python.known import KNOWN
from tests.python.transport_rules import (
    assert_certified,
    assert_distance,
    assert_marginals,
    linear_programme,
    random_measures,
    weighted_clouds,
)


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_known_answers(known):
    result = wasserstein(known.x, known.y, known.a, known.b, known.p)
    assert_certified(result, known.a, known.b, cost(known.x, known.y, known.p), result.cost)
    assert result.cost == pytest.approx(known.value, rel=1e-12, abs=1e-14)
    assert result.value == result.cost ** (1 / known.p)


@pytest.mark.parametrize("p", [1, 1.5, 2, 4, np.inf])
def test_axioms_of_a_distance(p):
    assert_distance(lambda x, y, a, b: wasserstein(x, y, a, b, p).value, random_measures())


def test_against_pot():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(60, 3)), rng.normal(size=(45, 3))
    expected = ot.emd2(np.full(60, 1 / 60), np.full(45, 1 / 45), ot.dist(x, y)) ** 0.5
    assert wasserstein(x, y).value == pytest.approx(expected, rel=1e-12)


@given(weighted_clouds())
@settings(max_examples=60, deadline=None)
def test_bottleneck_certificates(problem):
    x, y, a, b = problem
    result, distance = wasserstein(x, y, a, b, np.inf), cost(x, y, 1)
    assert_marginals(result.plan, a, b)
    assert distance[result.plan > 0].max() == result.value
    assert (a[result.isolated] > 0).all()
    positive = distance[np.ix_(a > 0, b > 0)]
    lower = positive[positive < result.value]
    if result.below is None:
        assert lower.size == 0 and result.shortfall == pytest.approx(1, abs=1e-14)
        return
    assert result.below == lower.max()
    within = distance <= result.below
    neighbours = within[result.isolated].any(axis=0)
    assert result.shortfall == pytest.approx(a[result.isolated].sum() - b[neighbours].sum(), abs=1e-14)
    assert result.shortfall > 1e-3
    least = linear_programme(a, b, np.where(within, 0.0, 1.0))
    assert result.shortfall == pytest.approx(least, abs=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_bottleneck_by_brute_force(seed):
    x, y = np.random.default_rng(seed).random((2, 6, 2))
    distance = cost(x, y, 1)
    best = min(distance[range(6), order].max() for order in permutations(range(6)))
    result = wasserstein(x, y, p=np.inf)
    assert result.value == best
    assert np.count_nonzero(result.plan) == 6


def test_bottleneck_on_the_line_joins_quantiles():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 50))
    assert wasserstein(x, y, p=np.inf).value == pytest.approx(
        np.abs(np.sort(x) - np.sort(y)).max(), rel=1e-15
    )


def test_bottleneck_is_the_limit_of_large_orders():
    (x, a), (y, b), *_ = random_measures(seed=2)
    limit = wasserstein(x, y, a, b, np.inf).value
    values = [wasserstein(x, y, a, b, p).value for p in (1, 2, 8, 20)]
    assert values == sorted(values)
    assert 0.85 * limit < values[-1] <= limit


def test_the_bottleneck_plan_is_the_cheapest_of_those():
    x, y = np.array([0.0, 1.0, 10.0]), np.array([0.0, 1.0, 15.0])
    result = wasserstein(x, y, p=np.inf)
    assert (result.value, result.below, result.shortfall) == (5.0, 1.0, pytest.approx(1 / 3))
    assert result.plan == pytest.approx(np.eye(3) / 3)


def test_coincident_measures():
    result = wasserstein([0, 0, 1], [1, 0], b=[1 / 3, 2 / 3], p=np.inf)
    assert (result.value, result.below, result.shortfall) == (0.0, None, 1.0)
    assert wasserstein([[1, 2]], [[1, 2], [1, 2]]).value == 0


def plans(seed, sizes=(4, 5, 3), idle=()):
    rng = np.random.default_rng(seed)
    a, b, c = (rng.exponential(size=n) for n in sizes)
    b[list(idle)] = 0
    a, b, c = a / a.sum(), b / b.sum(), c / c.sum()
    first = exact(a, b, rng.random(sizes[:2])).plan
    return first, exact(b, c, rng.random(sizes[1:])).plan, b


@pytest.mark.parametrize("idle", [(), (0,), (1, 4)])
def test_gluing(idle):
    first, second, b = plans(3, idle=idle)
    result = glued_plan(first, second, b)
    assert (result.plan >= 0).all() and result.plan.shape == (4, 5, 3)
    assert result.plan.sum(axis=2) == pytest.approx(first, abs=1e-15)
    assert result.plan.sum(axis=0) == pytest.approx(second, abs=1e-15)
    assert result.composed == pytest.approx(result.plan.sum(axis=1), abs=1e-16)
    assert result.marginal_error <= 1e-15
    assert not result.plan[:, list(idle)].any()


def test_gluing_is_conditionally_independent():
    first, second = np.outer([0.5, 0.5], [0.25, 0.75]), np.outer([0.25, 0.75], [0.1, 0.9])
    result = glued_plan(first, second, [0.25, 0.75])
    expected = np.einsum("i,j,k->ijk", [0.5, 0.5], [0.25, 0.75], [0.1, 0.9])
    assert result.plan == pytest.approx(expected, abs=1e-16)


def test_gluing_proves_the_triangle_inequality():
    (x, a), (y, b), (z, c), _ = random_measures(seed=4)
    one, two = wasserstein(x, y, a, b), wasserstein(y, z, b, c)
    composed = glued_plan(one.plan, two.plan, b).composed
    assert_marginals(composed, a, c)
    length = (composed * cost(x, z)).sum() ** 0.5
    assert wasserstein(x, z, a, c).value <= length <= one.value + two.value


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda first, second, b: (first[:, :-1], second, b),
            "'plan_xy' must have 5 columns, got",
        ),
        (lambda first, second, b: (first, second.T, b), r"'plan_yz' must have 5 rows, got shape \(3, 5\)"),
        (lambda first, second, b: (first, 2 * second, b), "'plan_yz' must have row sums .* at 0"),
        (lambda first, second, b: (first[:, ::-1], second, b), "'plan_xy' must have column sums .* at 0"),
        (lambda first, second, b: (first - 1, second, b), "'plan_xy' must be nonnegative"),
        (lambda first, second, b: (0 * first, second, b), "'plan_xy' must have positive mass"),
        (lambda first, second, b: (np.nan * first, second, b), "'plan_xy' must be finite"),
        (lambda first, second, b: (first, second, 2 * b), "'b' must have mass 1"),
    ],
)
def test_plans_that_cannot_be_glued_are_refused(change, message):
    with pytest.raises(ValueError, match="^glued_plan: " + message):
        glued_plan(*change(*plans(5)))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (dict(x=[0], y=[1], p=0.5), ValueError, r"'p' must be finite and at least 1, got 0\.5"),
        (dict(x=[0], y=[1], p=np.nan), ValueError, "'p' must be finite and at least 1, got nan"),
        (dict(x=[0], y=[1], p="inf"), TypeError, "'p' must be a real number, got str"),
        (dict(x=[], y=[1]), ValueError, "'x' must not be empty"),
        (dict(x=[0], y=[[1, 2]]), ValueError, r"'y' must have the dimension of 'x' \(1\), got 2"),
        (dict(x=[0, 1], y=[1], a=[0.5, 0.6]), ValueError, r"'a' must have mass 1, got 1\.100"),
    ],
)
def test_bad_input_is_refused(arguments, error, message):
    with pytest.raises(error, match="^wasserstein: " + message):
        wasserstein(**arguments)


@pytest.mark.parametrize("p", [1, 2, 4, 8, 30])
def test_measures_that_nearly_coincide_keep_their_digits(p):
    """Monotone plans are optimal on the line: here shifts of 1e-4 and of 1e-6, far from an atom of both."""
    x, a = [0, 0.3, 1], [0.25, 0.25, 0.5]
    result = wasserstein(x, [1e-4, 0.3 + 1e-6, 1], a, a, p)
    assert result.value == pytest.approx((0.25 * 1e-4**p + 0.25 * 1e-6**p) ** (1 / p), rel=1e-9)
    assert result.gap == pytest.approx(0, abs=1e-14 * result.cost)


@pytest.mark.parametrize("p", [1, 2, 4, 8])
@pytest.mark.parametrize(
    ("x", "a", "y", "b"),
    [
        ([0, 1, 1], [2, 2, 1], [0, 0, 1], [2, 2, 6]),
        ([0, 1], [4, 2], [0, 0, 1], [9, 3, 6]),
        ([0, 1, 1], [3, 1, 1], [0, 1], [3, 2]),
        ([0, 0, 1], [3, 1, 4], [0, 0, 1, 1], [8, 4, 5, 7]),
    ],
)
def test_a_measure_written_in_two_ways_is_at_distance_zero(x, a, y, b, p):
    """The sums of the weights agree up to rounding; the root of order 8 of what is left would be 0.01."""
    assert wasserstein(x, y, np.array(a) / sum(a), np.array(b) / sum(b), p).value == 0


def test_high_orders_come_close_to_the_bottleneck():
    (x, a), (y, b), *_ = random_measures(seed=2)
    limit = wasserstein(x, y, a, b, np.inf)
    least = limit.shortfall ** (1 / 150) * limit.value
    assert least <= wasserstein(x, y, a, b, 150).value <= limit.value


def test_an_order_that_loses_all_digits_is_refused():
    """Costs are exact up to 1e-16 of those that matter: few digits of what a mass of 3e-14 moves are left."""
    a = np.full(11, 1 / 11)
    b = a + 3e-14 * np.r_[-1, np.zeros(9), 1]
    with pytest.raises(ValueError, match=r"^wasserstein: 'p' must not be so large that the costs lose"):
        wasserstein(np.arange(11), np.arange(11), a, b, 20)
    with pytest.raises(ValueError, match=r"^wasserstein: 'p' must not be so large that 0\.001\^p leaves"):
        wasserstein([0], [1e-3], p=150)
