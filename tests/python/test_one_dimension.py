"""Transport on the line against POT, SciPy, HiGHS and closed forms."""

import numpy as np
import ot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import wasserstein_distance

from ot_notebook.solvers import cdf_gap, concave_transport, cost, exact, quantile_transport
from tests.python.known import ON_THE_LINE
from tests.python.transport_rules import assert_certified, assert_distance, linear_programme, random_measures

EXPONENTS = st.sampled_from([1.0, 1.5, 2.0, 4.0])


@st.composite
def weighted_lines(draw):
    """Two measures on a coarse grid: coincident points, ties of partial sums, atoms of no mass."""

    def measure():
        n = draw(st.integers(1, 7))
        whole = st.lists(st.integers(0, 4), min_size=n, max_size=n)
        mass = np.array(draw(whole.filter(any)), dtype=float)
        return np.array(draw(whole), dtype=float), mass / mass.sum()

    (x, a), (y, b) = measure(), measure()
    return x, y, a, b


def random_lines(n, m, seed):
    rng = np.random.default_rng(seed)
    a, b = rng.exponential(size=n), rng.exponential(size=m)
    return rng.normal(size=n), rng.normal(1, 2, size=m), a / a.sum(), b / b.sum()


@given(weighted_lines(), EXPONENTS)
@settings(max_examples=100, deadline=None)
def test_degenerate_measures(problem, p):
    x, y, a, b = problem
    result, costs = quantile_transport(x, y, a, b, p), cost(x, y, p)
    assert_certified(result, a, b, costs)
    assert result.value == pytest.approx(exact(a, b, costs).value, abs=1e-12 * max(1, costs.max()))
    assert result.distance == result.value ** (1 / p)


@pytest.mark.parametrize(("n", "m", "p"), [(1, 1, 2), (1, 40, 1), (50, 1, 3), (200, 300, 1.5), (256, 256, 2)])
def test_against_pot(n, m, p):
    x, y, a, b = random_lines(n, m, n + m)
    result = quantile_transport(x, y, a, b, p)
    assert_certified(result, a, b, cost(x, y, p))
    assert result.value == pytest.approx(ot.emd2_1d(x, y, a, b, metric="minkowski", p=p), rel=1e-12)
    assert result.value == pytest.approx(ot.wasserstein_1d(x, y, a, b, p=p), rel=1e-12)


@pytest.mark.parametrize("known", ON_THE_LINE.values(), ids=ON_THE_LINE)
def test_known_answers(known):
    result = quantile_transport(known.x, known.y, known.a, known.b, known.p)
    assert_certified(result, known.a, known.b, cost(known.x, known.y, known.p))
    assert result.value == pytest.approx(known.value, rel=1e-13, abs=1e-14)


def test_equal_weights_give_the_sorting_permutation():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 30))
    result = quantile_transport(x, y)
    assert np.array_equal(result.sources, np.argsort(x)) and np.array_equal(result.targets, np.argsort(y))
    assert result.value == pytest.approx(np.mean((np.sort(x) - np.sort(y)) ** 2), rel=1e-14)


@pytest.mark.parametrize(("n", "m"), [(6, 3), (30, 10), (99, 33), (7, 49)])
def test_partial_sums_that_tie_but_for_rounding_split_no_atom(n, m):
    assert len(quantile_transport(np.arange(n), np.arange(m)).mass) == max(n, m)


def test_many_points():
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=100_000), rng.normal(size=70_000)
    result = quantile_transport(x, y, p=1)
    assert result.value == pytest.approx(wasserstein_distance(x, y), rel=1e-11)
    assert abs(result.gap) < 1e-11 and result.marginal_error < 1e-14


def test_integer_samples():
    """POT's wasserstein_1d is silently 0 on them."""
    assert quantile_transport([0, 1], [2, 4], p=1).value == 2.5
    assert quantile_transport([0], [3]).value == 9
    assert cdf_gap([0, 1], [2, 4]).value == 2.5


@pytest.mark.parametrize(
    "h",
    [
        lambda d: np.where(d > 0, 3 * d, -d),
        lambda d: np.exp(d) - 2 * d,
        lambda d: np.maximum(np.abs(d) - 1, 0),
        lambda d: d,
        lambda d: np.cosh(d + 1) - 7,
    ],
    ids=["newsvendor", "exponential", "free within 1", "linear", "negative"],
)
def test_any_convex_cost_of_the_displacement(h):
    x, y, a, b = random_lines(12, 9, 5)
    costs = h(y - x[:, None])
    result = quantile_transport(x, y, a, b, h=h)
    assert_certified(result, a, b, costs)
    assert result.value == pytest.approx(linear_programme(a, b, costs), abs=1e-6)
    assert result.distance is None


@pytest.mark.parametrize("p", [1.0, 2.0, 3.0])
def test_the_root_is_a_distance(p):
    assert_distance(
        lambda x, y, a, b: quantile_transport(x, y, a, b, p).distance, random_measures(dimension=1)
    )


@given(weighted_lines())
@settings(max_examples=60, deadline=None)
def test_cdf_gap_against_scipy(problem):
    x, y, a, b = problem
    result = cdf_gap(x, y, a, b)
    assert result.value == pytest.approx(wasserstein_distance(x, y, a, b), abs=1e-13)
    assert result.gap == pytest.approx(0, abs=1e-13)
    assert (np.abs(np.diff(result.potential)) <= np.diff(result.points)).all()


def test_cdf_gap_by_hand():
    result = cdf_gap([0, 2], [1], [0.25, 0.75])
    assert result.points.tolist() == [0, 1, 2]
    assert result.difference.tolist() == [0.25, -0.75, 0]
    assert result.potential.tolist() == [0, -1, 0]
    assert (result.value, result.dual, result.gap) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize("p", [0.2, 0.5, 0.9, 1])
def test_concave_cost_against_highs(p):
    x, y, a, b = random_lines(11, 8, 6)
    result, costs = concave_transport(x, y, a, b, p), cost(x, y, p)
    assert_certified(result, a, b, costs)
    assert result.value == pytest.approx(linear_programme(a, b, costs), abs=1e-6)


def test_concave_cost_leaves_common_mass_and_breaks_the_order():
    """From 0 and 1 to 1 and 2: one long move is cheaper than two short ones."""
    result = concave_transport([0, 1], [1, 2])
    assert result.value == pytest.approx(2**0.5 / 2, rel=1e-15)
    assert result.plan.tolist() == [[0, 0.5], [0.5, 0]]
    assert quantile_transport([0, 1], [1, 2], p=1).value == 1


def test_concave_costs_are_distances_without_a_root():
    assert_distance(
        lambda x, y, a, b: concave_transport(x, y, a, b, 0.5).value, random_measures(dimension=1), degree=0.5
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (dict(x=[[0, 0]], y=[[1, 1]]), "'x' must have points of the line, got points of dimension 2"),
        (dict(x=[0], y=[1], p=0.5), r"'p' must be at least 1, got 0\.5; use concave_transport below 1"),
        (dict(x=[0], y=[1], p=np.inf), "'p' must be finite, got inf"),
        (dict(x=[0, 1], y=[1], a=[2, -1]), r"'a' must be nonnegative"),
        (dict(x=[0], y=[1], b=[2]), r"'b' must have the mass of 'a' \(1\.000\), got 2\.000"),
        (dict(x=[0], y=[1e200]), "the cost must be a finite number, got inf"),
        (dict(x=[0, 1], y=[1, 5], h=lambda d: np.sqrt(np.abs(d))), "'h' must be convex, got one that is not"),
        (dict(x=[0, 1], y=[1, 5], h=lambda d: np.sqrt(d - 5)), "the cost must be a finite number, got nan"),
        (dict(x=[0, 1], y=[1, 5], h=lambda d: 1.0), "'h' must map arrays to arrays of the same shape"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_bad_values_are_refused(arguments, message):
    with pytest.raises(ValueError, match="^quantile_transport: " + message):
        quantile_transport(**arguments)


@pytest.mark.parametrize("p", [0, 1.5, np.nan])
def test_concave_exponents_are_refused(p):
    with pytest.raises(ValueError, match=r"^concave_transport: 'p' must be in \(0, 1\]"):
        concave_transport([0], [1], p=p)


def test_other_solvers_refuse_what_is_off_the_line():
    for solver in (cdf_gap, concave_transport):
        with pytest.raises(ValueError, match=f"^{solver.__name__}: 'x' must have points of the line"):
            solver([[0, 0]], [[1, 1]])
