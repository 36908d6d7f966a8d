"""Time and peak memory of the Python solvers, next to the bare call of POT, SciPy or GUDHI, in one run.

Run ``python -m bench.python_solvers [n ...]``. Times are medians in milliseconds of the processor, which
other programs disturb least, over calls taken in turn on the same problems. Memory is the peak that
tracemalloc sees in one call, in kilobytes; what C++ takes by itself is seen on neither side. Ours includes
the checks of the input and the certificate of the result.
"""

import sys
import time
import tracemalloc
from dataclasses import dataclass

import gudhi
import gudhi.wasserstein
import numpy as np
import ot
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from ot_notebook import solvers

SIZES = (64, 256)
PROBLEMS = 5
BUDGET = 0.5
LEAST_CALLS = 2
ITERATIONS = 50
EPSILON = 0.01
TOLERANCE = 1e-9
GOAL = "Goal from n = 64 on: exact takes at most 1.2 times as long as ot.emd."


@dataclass(frozen=True)
class Row:
    """A solver, the call it stands on (None: nothing kept does it), and their arguments for a size."""

    name: str
    bare_name: str
    ours: callable
    bare: callable
    arguments: callable


def weighted_clouds(n, rng):
    """Two weighted clouds in the unit square."""
    a, b = rng.exponential(size=(2, n))
    x, y = rng.random((2, n, 2))
    return x, y, a / a.sum(), b / b.sum()


def weighted_costs(n, rng):
    """Weights and squared distances, of largest entry 1."""
    x, y, a, b = weighted_clouds(n, rng)
    cost = cdist(x, y, "sqeuclidean")
    return a, b, cost / cost.max()


def points_of_the_line(n, rng):
    """Two weighted samples of the line."""
    x, y, a, b = weighted_clouds(n, rng)
    return x[:, 0], y[:, 0], a, b


def spaces(n, rng):
    """Inner distances of two clouds, and equal weights."""
    x, y, _, _ = weighted_clouds(n, rng)
    equal = np.full(n, 1 / n)
    return cdist(x, x), cdist(y, y), equal, equal


def diagrams(n, rng):
    """Two diagrams of n points above the diagonal."""
    born, lasted = rng.random((2, 2, n))
    return tuple(np.c_[born[k], born[k] + lasted[k] / 5] for k in range(2))


def histograms_of_the_line(n, rng):
    """Three histograms on a grid of n points, and its squared distances."""
    grid = np.linspace(0, 1, n)
    centres, widths = rng.uniform(0.2, 0.8, 3), rng.uniform(0.05, 0.1, 3)
    rows = np.exp(-(((grid - centres[:, None]) / widths[:, None]) ** 2))
    return rows / rows.sum(axis=1, keepdims=True), (grid[:, None] - grid) ** 2


def three_clouds(n, rng):
    """Three clouds, and a start of as many points."""
    return [rng.random((n, 2)) + shift for shift in range(3)], rng.random((n, 2))


def two_bumps(n, rng):
    """Two densities of mean 1 on n cells."""
    rows, _ = histograms_of_the_line(n, rng)
    return rows[0] * n, rows[1] * n


def sites(n, rng):
    """Points of the unit square, for Lebesgue measure."""
    return (rng.random((n, 2)),)


def emd_of_clouds(x, y, a, b):
    return ot.emd2(a, b, ot.dist(x, y)) ** 0.5


def equal_clouds(n, rng):
    """Two clouds of equal weights."""
    return tuple(rng.random((2, n, 2)))


def emd_of_equal_clouds(x, y):
    return ot.emd([], [], ot.dist(x, y))


def scipy_assignment(x, y):
    return linear_sum_assignment(cdist(x, y, "sqeuclidean"))


def pot_sinkhorn(a, b, cost):
    return ot.sinkhorn(a, b, cost, EPSILON, "sinkhorn_log", 100_000, TOLERANCE)


def pot_unbalanced(a, b, cost):
    return ot.unbalanced.sinkhorn_unbalanced(a, b, cost, EPSILON, 1.0, stopThr=TOLERANCE, numItermax=100_000)


def pot_gromov(d0, d1, a, b):
    return ot.gromov.gromov_wasserstein(d0, d1, a, b)


def pot_barycenter(rows, cost):
    return ot.barycenter(rows.T.copy(), cost, EPSILON, method="sinkhorn_log", numItermax=10_000, stopThr=1e-8)


def pot_free_barycenter(supports, start):
    equal = [np.full(len(x), 1 / len(x)) for x in supports]
    return ot.lp.free_support_barycenter(supports, equal, start, numItermax=1000, stopThr=1e-9)


def pot_sliced(x, y, a, b):
    return ot.sliced_wasserstein_distance(x, y, a, b, n_projections=100, seed=0)


def gudhi_wasserstein(one, other):
    return gudhi.wasserstein.wasserstein_distance(one, other, order=2, internal_p=np.inf)


ROWS = (
    Row("exact", "ot.emd", solvers.exact, ot.emd, weighted_costs),
    Row("wasserstein", "ot.emd2", solvers.wasserstein, emd_of_clouds, weighted_clouds),
    Row("assignment", "ot.emd", solvers.assignment, emd_of_equal_clouds, equal_clouds),
    Row("assignment", "linear_sum_assignment", solvers.assignment, scipy_assignment, equal_clouds),
    Row("quantile_transport", "ot.emd_1d", solvers.quantile_transport, ot.emd_1d, points_of_the_line),
    Row(
        "sinkhorn",
        "ot.sinkhorn, log",
        lambda a, b, cost: solvers.sinkhorn(a, b, cost, EPSILON, tol=TOLERANCE, max_iter=100_000),
        pot_sinkhorn,
        weighted_costs,
    ),
    Row(
        "unbalanced",
        "ot.sinkhorn_unbalanced",
        lambda a, b, cost: solvers.unbalanced(a, b, cost, EPSILON, 1.0, tol=TOLERANCE),
        pot_unbalanced,
        weighted_costs,
    ),
    Row(
        "gromov_wasserstein",
        "ot.gromov_wasserstein",
        lambda *problem: solvers.gromov_wasserstein(*problem, starts=1),
        pot_gromov,
        spaces,
    ),
    Row(
        "barycenter_fixed",
        "ot.barycenter, log",
        lambda rows, cost: solvers.barycenter_fixed(rows, cost, EPSILON),
        pot_barycenter,
        histograms_of_the_line,
    ),
    Row(
        "barycenter_free",
        "free_support_barycenter",
        solvers.barycenter_free,
        pot_free_barycenter,
        three_clouds,
    ),
    Row(
        "sliced_wasserstein", "ot.sliced_wasserstein", solvers.sliced_wasserstein, pot_sliced, weighted_clouds
    ),
    Row(
        "persistence, order 2", "gudhi.wasserstein", solvers.persistence_distance, gudhi_wasserstein, diagrams
    ),
    Row(
        "persistence, inf",
        "gudhi.bottleneck_distance",
        lambda one, other: solvers.persistence_distance(one, other, np.inf),
        gudhi.bottleneck_distance,
        diagrams,
    ),
    Row("semidiscrete", "", solvers.semidiscrete, None, sites),
    Row(
        f"dynamic, {ITERATIONS} iterations",
        "",
        lambda rho0, rho1: solvers.benamou_brenier(rho0, rho1, iterations=ITERATIONS, tol=0),
        None,
        two_bumps,
    ),
)


def seconds(work, arguments):
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def medians(works, problems):
    """Median milliseconds of each of `works`, called in turn on the same problems for a fixed time."""
    times = [[] for _ in works]
    end = time.perf_counter() + BUDGET
    while time.perf_counter() < end or len(times[0]) < LEAST_CALLS:
        call = len(times[0])
        order = range(len(works)) if call % 2 else reversed(range(len(works)))
        for k in order:
            times[k].append(seconds(works[k], problems[call % len(problems)]))
    return [1000 * float(np.median(row)) for row in times]


def peak(work, arguments):
    """Kilobytes that one call holds at most."""
    tracemalloc.start()
    work(*arguments)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1000


def measure(row, n):
    """Times and peaks of a row at one size: ours, then the bare call's."""
    problems = [row.arguments(n, np.random.default_rng(seed)) for seed in range(PROBLEMS)]
    works = [work for work in (row.ours, row.bare) if work]
    return medians(works, problems), [peak(work, problems[0]) for work in works]


def main(sizes):
    """Print one line for each row and size."""
    print("Python solvers: median ms and peak kB of ours and of the bare call, and their ratios")
    print(f"{'solver':<24}{'bare call':<26}{'n':>4}{'ms':>10}{'bare':>10}{'ratio':>7}", end="")
    print(f"{'kB':>9}{'bare':>9}{'ratio':>7}")
    for row in ROWS:
        for n in sizes:
            columns = zip(measure(row, n), (10, 9), (3, 0), strict=True)
            print(f"{row.name:<24}{row.bare_name:<26}{n:4}" + "".join(cells(*column) for column in columns))
    print(GOAL)


def cells(values, width, decimals):
    """Ours, the bare call's and their ratio; ours alone where there is no bare call."""
    if len(values) == 1:
        return f"{values[0]:{width}.{decimals}f}{'':{width + 7}}"
    ratio = f"{values[0] / values[1]:7.2f}" if values[1] > values[0] / 100 else f"{'-':>7}"
    return "".join(f"{value:{width}.{decimals}f}" for value in values) + ratio


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or SIZES)
