"""What every solved transport problem and every distance must satisfy, and an oracle beside POT."""

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

ROUNDING = 1e-12


def assert_certified(result, a, b, cost, value=None):
    """Marginals, feasibility of plan and potentials, gap, slackness; `value` is the plan's unless given."""
    value = result.value if value is None else value
    a, b, cost = (np.asarray(array, dtype=float) for array in (a, b, cost))
    plan, f, g = result.plan, result.f, result.g
    finite = cost[np.isfinite(cost)]
    size = max(np.abs(finite).max(), np.finfo(float).tiny)
    range_of_potentials = max(size, np.abs(f).max(), np.abs(g).max())
    assert (plan >= 0).all()
    deviations = np.r_[plan.sum(1) - a, plan.sum(0) - b]
    assert result.marginal_error <= ROUNDING
    assert abs(result.marginal_error - np.abs(deviations).max()) < 1e-15
    assert not plan[np.isinf(cost)].any()
    assert np.isclose(value, np.sum(np.where(plan > 0, cost, 0) * plan), rtol=0, atol=ROUNDING * size)
    assert np.isclose(result.dual, f @ a + g @ b, rtol=0, atol=ROUNDING * range_of_potentials)
    assert np.isclose(f @ a, g @ b, rtol=0, atol=ROUNDING * range_of_potentials)
    assert result.gap == value - result.dual
    assert abs(result.gap) <= ROUNDING * range_of_potentials
    slack = cost - f[:, None] - g
    assert slack.min() >= -ROUNDING * range_of_potentials
    assert (np.where(plan > 0, slack, 0) * plan).sum() <= ROUNDING * range_of_potentials


def linear_programme(a, b, cost):
    """Least cost of a plan by HiGHS, costs scaled to [0, 1] for its absolute tolerances."""
    n, m = cost.shape
    low, span = cost.min(), np.ptp(cost) or 1.0
    pair = np.arange(n * m)
    rows = np.r_[pair // m, n + pair % m]
    marginals = coo_matrix((np.ones(2 * n * m), (rows, np.r_[pair, pair])))
    solved = linprog(((cost - low) / span).ravel(), A_eq=marginals.tocsr(), b_eq=np.r_[a, b], method="highs")
    assert solved.status == 0, solved.message
    return low + span * solved.fun


def _masses(count):
    """Probability weights, zeros among them, of small whole ratios so that partial sums tie."""
    whole = st.lists(st.integers(0, 4), min_size=count, max_size=count).filter(any)
    return whole.map(lambda parts: np.array(parts) / sum(parts))


def _supports(count):
    """Points of the plane on a coarse grid, so that many coincide or are equally far."""
    coordinate = st.integers(0, 3).map(float)
    return st.lists(st.tuples(coordinate, coordinate), min_size=count, max_size=count).map(np.array)


sizes = st.integers(1, 7)


@st.composite
def weighted_clouds(draw):
    """Degenerate problems: coincident points, ties, one point, zero weights."""
    n, m = draw(sizes), draw(sizes)
    return draw(_supports(n)), draw(_supports(m)), draw(_masses(n)), draw(_masses(m))


@st.composite
def clouds(draw):
    """Two degenerate clouds of equal weights."""
    return draw(_supports(draw(sizes))), draw(_supports(draw(sizes)))


def assert_marginals(plan, a, b, tolerance=ROUNDING):
    """A plan is nonnegative and has the marginals `a` and `b`."""
    assert (plan >= 0).all()
    assert np.abs(plan.sum(1) - a).max() <= tolerance
    assert np.abs(plan.sum(0) - b).max() <= tolerance


def assert_distance(distance, measures, *, tolerance=1e-9, degree=1):
    """The axioms of a distance, invariance under shifts and homogeneity, on three or more measures.

    Parameters
    ----------
    distance : callable
        ``distance(x, y, a, b)``, a number.
    measures : list of (points of shape (n, d), weights of shape (n,))
    tolerance : float
        Rounding allowed, relative to the largest distance (at least 1).
    degree : float or None
        ``distance(s x, s y) = s**degree distance(x, y)``; None for what scales in no such way.
    """
    table = np.array([[distance(x, y, a, b) for y, b in measures] for x, a in measures])
    slack = tolerance * max(1.0, table.max())
    assert (table >= 0).all()
    assert np.abs(np.diag(table)).max() <= slack
    assert np.abs(table - table.T).max() <= slack
    assert (table[:, None, :] <= table[:, :, None] + table[None, :, :] + slack).all()
    (x, a), (y, b) = measures[:2]
    shift = np.arange(1.0, x.shape[1] + 1)
    assert abs(distance(x + shift, y + shift, a, b) - table[0, 1]) <= slack
    if degree is not None:
        assert abs(distance(2.5 * x, 2.5 * y, a, b) - 2.5**degree * table[0, 1]) <= 2.5**degree * slack


def random_measures(count=4, dimension=2, seed=0):
    """Weighted clouds of different sizes, the last one an atom."""
    rng = np.random.default_rng(seed)
    sizes = [*rng.integers(3, 9, count - 1), 1]
    clouds = [(rng.normal(size=(n, dimension)), rng.exponential(size=n)) for n in sizes]
    return [(x, a / a.sum()) for x, a in clouds]
