"""`persistence_distance` against GUDHI, persim and SciPy, convention by convention."""

import math
import warnings

import gudhi
import gudhi.wasserstein
import numpy as np
import persim
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from ot_notebook.solvers import persistence_distance

INF = math.inf
NORMS = st.sampled_from([1, 2, INF])
METRICS = {1: "cityblock", 2: "euclidean", INF: "chebyshev"}
ORDERS = st.sampled_from([1, 1.5, 2, 4])


def random_diagram(rng, n):
    birth = rng.random(n)
    return np.c_[birth, birth + rng.exponential(0.2, n)]


@st.composite
def diagrams(draw):
    """Diagrams on a coarse grid: empty, repeated, on the diagonal, tied."""
    pair = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted)
    points = st.lists(pair, max_size=6)
    return tuple(np.array(draw(points), dtype=float).reshape(-1, 2) for _ in range(2))


def brute_force(d0, d1, p, q):
    """Total cost with one copy of the diagonal for each point, by SciPy's Hungarian method."""
    n, m = len(d0), len(d1)
    costs = np.zeros((n + m, n + m))
    if n and m:
        costs[:n, :m] = cdist(d0, d1, METRICS[q]) ** p
    costs[:n, m:] = (2 ** (1 / q - 1) * np.ptp(d0, axis=1))[:, None] ** p
    costs[n:, :m] = (2 ** (1 / q - 1) * np.ptp(d1, axis=1))[None, :] ** p
    return costs[linear_sum_assignment(costs)].sum()


def assert_matching(result, n, m):
    """Every point appears once and no pair leads from the diagonal to itself."""
    for column, count in zip(result.matching.T, (n, m), strict=True):
        assert sorted(column[column >= 0]) == list(range(count))
    assert (result.matching.max(axis=1, initial=0) >= 0).all()


def assert_potentials(result, d0, d1, p, q):
    size = max(1.0, np.abs(np.r_[d0.ravel(), d1.ravel(), 0]).max()) ** p
    room = 1e-12 * size
    assert (result.f <= (2 ** (1 / q - 1) * np.ptp(d0, axis=1)) ** p + room).all()
    assert (result.g <= (2 ** (1 / q - 1) * np.ptp(d1, axis=1)) ** p + room).all()
    if len(d0) and len(d1):
        assert (result.f[:, None] + result.g <= cdist(d0, d1, METRICS[q]) ** p + room).all()
    assert result.dual == pytest.approx(result.f.sum() + result.g.sum(), abs=room)
    assert result.gap == result.value - result.dual
    assert abs(result.gap) <= 10 * room


@given(diagrams(), ORDERS, NORMS)
@settings(max_examples=150, deadline=None)
def test_degenerate_diagrams_against_scipy(pair, p, q):
    result = persistence_distance(*pair, p, q, root=False)
    assert_matching(result, *map(len, pair))
    assert_potentials(result, *pair, p, q)
    assert result.value == pytest.approx(brute_force(*pair, p, q), abs=1e-11 * 4**p)
    assert result.value == pytest.approx((result.lengths**p).sum(), abs=1e-12)


def assert_crowded(result, d0, d1, q):
    """The crowd has no exit and fewer partners than members at less than the value."""
    assert result.gap == result.value - result.dual == 0
    if result.crowd is None:
        assert result.value == 0
        return
    side, rows = result.crowd
    own, others = ((d0, d1), (d1, d0))[side]
    below = result.value * (1 - 1e-9)
    assert (2 ** (1 / q - 1) * np.ptp(own[rows], axis=1) > below).all()
    near = cdist(own[rows], others, METRICS[q]) <= below if len(others) else np.zeros((len(rows), 0))
    assert near.any(axis=0).sum() < len(rows) == len(set(rows))


@given(diagrams(), NORMS)
@settings(max_examples=150, deadline=None)
def test_the_bottleneck_is_proved_by_a_crowd(pair, q):
    assert_crowded(persistence_distance(*pair, INF, q), *pair, q)


def test_the_bottleneck_of_random_diagrams_is_proved_by_a_crowd():
    rng = np.random.default_rng(9)
    for n, m in ((3, 20), (20, 3), (60, 60)):
        pair = random_diagram(rng, n), random_diagram(rng, m)
        assert_crowded(persistence_distance(*pair, INF, 2), *pair, 2)


def test_rows_of_the_crowd_count_essential_classes():
    result = persistence_distance([[0.0, INF], [0, 1.0]], [[0.2, INF]], INF)
    assert (result.value, result.dual, result.crowd[0], result.crowd[1].tolist()) == (0.5, 0.5, 0, [1])
    ends = persistence_distance([[0.0, INF], [0, 1.0]], [[0.9, INF]], INF)
    assert (ends.value, ends.dual, ends.crowd) == (0.9, 0.9, None)


@given(diagrams(), NORMS)
@settings(max_examples=80, deadline=None)
def test_degenerate_bottleneck_is_the_limit_of_high_orders(pair, q):
    """For N points the distance of order p is at most N**(1/p) times the bottleneck, and at least that."""
    result = persistence_distance(*pair, INF, q)
    assert_matching(result, *map(len, pair))
    assert result.value == result.lengths.max(initial=0)
    high = persistence_distance(*pair, 300, q).value
    assert result.value * (1 - 1e-9) <= high <= result.value * 12 ** (1 / 300) * (1 + 1e-9)


@given(diagrams())
@settings(max_examples=80, deadline=None)
def test_degenerate_bottleneck_against_gudhi(pair):
    expected = gudhi.bottleneck_distance(*pair)
    assert persistence_distance(*pair, INF).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("n", "m"), [(0, 7), (1, 1), (12, 5), (40, 60)])
@pytest.mark.parametrize("q", [1, 2, INF])
@pytest.mark.parametrize("p", [1, 2, 3.5])
def test_random_diagrams_against_gudhi(n, m, p, q):
    rng = np.random.default_rng(n + 100 * m)
    d0, d1 = random_diagram(rng, n), random_diagram(rng, m)
    result = persistence_distance(d0, d1, p, q)
    expected, pairs = gudhi.wasserstein.wasserstein_distance(d0, d1, order=p, internal_p=q, matching=True)
    assert result.value == pytest.approx(expected, rel=1e-11)
    assert result.dual == pytest.approx(result.value, rel=1e-11)
    if (p, q) == (2, 2):
        assert {tuple(pair) for pair in result.matching} == {tuple(pair) for pair in pairs}


@pytest.mark.parametrize(("n", "m"), [(0, 7), (1, 1), (12, 5), (40, 60)])
def test_random_diagrams_against_persim(n, m):
    rng = np.random.default_rng(n + 10 * m)
    d0, d1 = random_diagram(rng, n), random_diagram(rng, m)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        total, longest = persim.wasserstein(d0, d1), persim.bottleneck(d0, d1)
    assert persistence_distance(d0, d1, 1, 2).value == pytest.approx(total, rel=1e-11)
    assert persistence_distance(d0, d1, INF).value == pytest.approx(longest, rel=1e-12)
    assert gudhi.bottleneck_distance(d0, d1) == pytest.approx(longest, rel=1e-12)


def test_permuted_diagrams_where_hera_hangs():
    points = random_diagram(np.random.default_rng(3), 30)
    order = np.random.default_rng(4).permutation(30)
    for p in (1, 2, INF):
        result = persistence_distance(points, points[order], p)
        assert result.value == 0
        assert {(order[j], j) for j in range(30)} == {tuple(pair) for pair in result.matching}


def test_empty_against_empty():
    result = persistence_distance([], np.zeros((0, 2)))
    assert (result.value, result.dual, result.gap, len(result.matching)) == (0, 0, 0, 0)
    assert persistence_distance([], [], INF).value == 0


@pytest.mark.parametrize(("q", "distance"), [(1, 1.0), (2, 0.5**0.5), (INF, 0.5)])
def test_a_point_and_its_diagonal(q, distance):
    for p in (1, 2, INF):
        assert persistence_distance([[0, 1]], [], p, q).value == pytest.approx(distance, rel=1e-15)
    assert persistence_distance([[0, 1]], [], 2, q, root=False).value == pytest.approx(distance**2)


def test_two_deaths_are_cheaper_than_a_long_way():
    result = persistence_distance([[0, 0.1]], [[5, 5.2]], 1)
    assert result.value == pytest.approx(0.15)
    assert sorted(map(tuple, result.matching)) == [(-1, 0), (0, -1)]


def test_the_bottleneck_matching_is_short_elsewhere():
    """One long pair decides the value; the others keep their own partners all the same."""
    d0 = np.array([[0, 10], [20.0, 30], [40, 50]])
    result = persistence_distance(d0, d0 + np.array([[0, 3], [0, 1], [0, 1]]), INF)
    assert result.value == 3
    assert result.matching.tolist() == [[0, 0], [1, 1], [2, 2]]


@pytest.mark.parametrize("p", [1, 2, INF])
def test_essential_classes_are_matched_among_themselves(p):
    d0 = [[0.1, 0.5], [0.3, INF], [0.0, INF], [-INF, 1.0]]
    d1 = [[0.1, INF], [0.2, 0.5], [0.5, INF], [-INF, 1.5]]
    result = persistence_distance(d0, d1, p)
    assert {tuple(pair) for pair in result.matching} == {(0, 1), (2, 0), (1, 2), (3, 3)}
    if p == INF:
        assert result.value == gudhi.bottleneck_distance(d0, d1) == 0.5
    else:
        expected = gudhi.wasserstein.wasserstein_distance(np.array(d0), np.array(d1), order=p)
        assert result.value == pytest.approx(expected, rel=1e-12)
        assert result.gap == pytest.approx(0, abs=1e-12)


def test_essential_classes_of_different_number_or_dropped():
    d0, d1 = [[0.1, 0.5], [0.3, INF]], [[0.1, 0.7]]
    for p in (2, INF):
        result = persistence_distance(d0, d1, p)
        assert (result.value, len(result.matching), result.dual) == (INF, 0, None)
        dropped = persistence_distance(d0, d1, p, essential="drop")
        assert (dropped.value, dropped.matching.tolist()) == (pytest.approx(0.2), [[0, 0]])
        assert dropped.gap == pytest.approx(0, abs=1e-15)
    everywhere = persistence_distance([[-INF, INF]], [[-INF, INF]])
    assert (everywhere.value, everywhere.matching.tolist()) == (0, [[0, 0]])


@given(diagrams(), diagrams(), st.sampled_from([1, 2, INF]), NORMS)
@settings(max_examples=40, deadline=None)
def test_symmetry_scaling_and_triangle_inequality(pair, other, p, q):
    d0, d1, d2 = *pair, other[0]
    direct = persistence_distance(d0, d1, p, q).value
    room = 1e-9 * (1 + direct)
    assert persistence_distance(d1, d0, p, q).value == pytest.approx(direct, abs=room)
    assert persistence_distance(3 * d0, 3 * d1, p, q).value == pytest.approx(3 * direct, abs=3 * room)
    detour = persistence_distance(d0, d2, p, q).value + persistence_distance(d2, d1, p, q).value
    assert direct <= detour + room


@pytest.mark.parametrize(
    ("d0", "d1", "options", "message"),
    [
        ([[1, 0]], [], {}, r"'d0' must lie on or above the diagonal, got d0\[0\] = \(1, 0\)"),
        ([], [[0, math.nan]], {}, r"'d1' must be numbers or infinite, not NaN, got d1\[0, 1\] = nan"),
        ([[INF, INF]], [], {}, r"'d0' must have births below \+inf, got d0\[0\] = \(inf, inf\)"),
        ([[-INF, -INF]], [], {}, r"'d0' must have deaths above -inf, got d0\[0\] = \(-inf, -inf\)"),
        ([[1, 2, 3]], [], {}, r"'d0' must have shape \(n, 2\): birth and death, got \(1, 3\)"),
        ([1, 2], [], {}, r"'d0' must have 2 axes, got shape \(2,\)"),
        ([], [], {"order": 0.5}, r"'order' must be finite and at least 1, got 0\.5"),
        ([], [], {"order": math.nan}, r"'order' must be finite and at least 1, got nan"),
        ([], [], {"ground_norm": 3}, r"'ground_norm' must be one of 1, 2, inf, got 3"),
        ([], [], {"essential": "keep"}, r"'essential' must be one of 'match', 'drop', got 'keep'"),
        ([[0, 1e200]], [], {}, r"distance\*\*2 must be a number that floating point holds"),
    ],
)
def test_bad_values_are_refused(d0, d1, options, message):
    with pytest.raises(ValueError, match="^persistence_distance: " + message):
        persistence_distance(d0, d1, **options)


def test_bad_types_are_refused():
    with pytest.raises(TypeError, match="'order' must be a real number, got str"):
        persistence_distance([], [], "2")
    with pytest.raises(TypeError, match="'d0' must hold real numbers"):
        persistence_distance([["a", "b"]], [])


def test_far_apart_scales():
    """Costs of 1e-12 and 1e40 alike are solved on their own scale."""
    rng = np.random.default_rng(5)
    d0, d1 = random_diagram(rng, 9), random_diagram(rng, 8)
    reference = persistence_distance(d0, d1).value
    for scale in (1e-12, 1e40):
        assert persistence_distance(scale * d0, scale * d1).value == pytest.approx(
            scale * reference, rel=1e-12
        )
