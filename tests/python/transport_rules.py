"""What every solved transport problem must satisfy, and an oracle that shares no code with POT."""

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
