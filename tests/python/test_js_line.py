"""Property tests of the JavaScript solvers on the line against POT, SciPy and the Python solvers."""

import math

import numpy as np
import ot
import pytest
from scipy import special
from scipy.integrate import quad
from scipy.stats import wasserstein_distance

from ot_notebook.solvers import (
    cdf_gap,
    density_transport,
    gaussian_kl,
    gaussian_mmd,
    gaussian_total_variation,
    gaussian_transport,
    gaussian_wasserstein_1,
    kl,
    mmd,
    quantile_transport,
    total_variation,
    wasserstein,
)
from ot_notebook.solvers.densities import mean_power
from tests.python.test_js_solvers import RELATIVE, ROUNDING, answers, pot_value, size, weights


def ask(solver, problems):
    """The answers of one JavaScript solver to lists of arguments."""
    return answers(
        [
            {"solver": solver, "arguments": [v.tolist() if isinstance(v, np.ndarray) else v for v in problem]}
            for problem in problems
        ]
    )


def line(rng, count):
    """Random, lattice, coincident, equidistant or clustered points."""
    return [
        lambda: rng.random(count),
        lambda: rng.integers(-2, 3, count).astype(float),
        lambda: np.full(count, rng.random()),
        lambda: np.arange(count) / count,
        lambda: rng.integers(0, 2, count) + 1e-9 * rng.random(count),
    ][rng.integers(5)]()


def two_lines(rng, round_):
    n, m = size(rng, round_), size(rng, round_ + int(rng.integers(2)))
    scale = 10.0 ** rng.integers(-6, 7) if rng.random() < 0.3 else 1.0
    x, y = line(rng, n), line(rng, m)
    if rng.random() < 0.2:
        x[rng.integers(n)] = y[rng.integers(m)]
    return scale * x, scale * y, weights(rng, n), weights(rng, m)


def plan_of(answer, n, m):
    plan = np.zeros((n, m))
    np.add.at(plan, (answer["sources"], answer["targets"]), answer["mass"])
    return plan


def check_quantile(problem, answer):
    """The answer proves itself: an ordered plan, feasible potentials, equal values, all recomputed here."""
    x, y, a, b, p = problem
    cost = np.abs(y - x[:, None]) ** p
    scale = cost.max()
    sources, targets, mass = (np.array(answer[name]) for name in ("sources", "targets", "mass"))
    assert (mass > 0).all() and len(mass) <= len(x) + len(y) - 1
    assert (np.diff(x[sources]) >= 0).all() and (np.diff(y[targets]) >= 0).all()
    assert (a[sources] > 0).all() and (b[targets] > 0).all()
    plan = plan_of(answer, len(x), len(y))
    error = max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max())
    assert error <= ROUNDING
    assert answer["marginalError"] == pytest.approx(error, abs=1e-15)
    f, g = np.array(answer["f"], dtype=float), np.array(answer["g"], dtype=float)
    assert (f[:, None] + g - cost).max() <= RELATIVE * scale
    assert answer["value"] == pytest.approx((plan * cost).sum(), rel=RELATIVE, abs=ROUNDING * scale)
    assert answer["distance"] == pytest.approx(answer["value"] ** (1 / p), rel=1e-14)
    assert answer["dual"] == pytest.approx(a @ f + b @ g, rel=RELATIVE, abs=ROUNDING * scale)
    assert a @ f == pytest.approx(b @ g, rel=RELATIVE, abs=ROUNDING * scale)
    assert float(answer["gap"]) == float(answer["value"]) - float(answer["dual"])
    assert abs(answer["gap"]) <= RELATIVE * abs(answer["value"]) + ROUNDING * scale


def test_quantile_transport_on_10000_random_and_degenerate_instances():
    rng = np.random.default_rng(31)
    problems = [
        (*two_lines(rng, round_), float(rng.choice([1, 1.3, 2, 3, 5, 8]))) for round_ in range(10_000)
    ]
    for problem, answer in zip(problems, ask("quantileTransport", problems), strict=True):
        check_quantile(problem, answer)
        x, y, a, b, p = problem
        close = {"rel": RELATIVE, "abs": ROUNDING * np.abs(y - x[:, None]).max() ** p}
        assert answer["value"] == pytest.approx(ot.emd2_1d(x, y, a, b, metric="minkowski", p=p), **close)
        assert answer["value"] == pytest.approx(quantile_transport(x, y, a, b, p).value, **close)


def test_quantile_transport_costs_as_little_as_any_plan():
    rng = np.random.default_rng(32)
    problems = [(*two_lines(rng, round_), float(rng.choice([1, 1.5, 4]))) for round_ in range(1000)]
    for (x, y, a, b, p), answer in zip(problems, ask("quantileTransport", problems), strict=True):
        cost = np.abs(y - x[:, None]) ** p
        close = {"rel": RELATIVE, "abs": ROUNDING * cost.max()}
        assert answer["value"] == pytest.approx(pot_value(a, b * (a.sum() / b.sum()), cost), **close)


def test_bottleneck_on_the_line():
    rng = np.random.default_rng(33)
    problems = []
    for _ in range(300):
        x, y, *_ = two_lines(rng, 1)
        a, b = (weights_of_order_one(rng, len(points)) for points in (x, y))
        problems.append((x, y, a, b))
    for problem, answer in zip(problems, ask("quantileBottleneck", problems), strict=True):
        x, y, a, b = problem
        assert answer["value"] == abs(y[answer["target"]] - x[answer["source"]])
        assert answer["value"] == pytest.approx(wasserstein(x, y, a, b, p=math.inf).value, rel=1e-14)
        assert a[answer["source"]] > 0 and b[answer["target"]] > 0


def weights_of_order_one(rng, count):
    """Whole numbers over their sum, so that no mass is near rounding; zeros among them."""
    raw = rng.integers(0, 4, count) + np.eye(count)[rng.integers(count)]
    return raw / raw.sum()


def test_concave_transport_on_1000_instances():
    rng = np.random.default_rng(34)
    problems = [(*two_lines(rng, round_), float(rng.choice([0.1, 0.5, 0.9, 1]))) for round_ in range(1000)]
    strictly_above = 0
    for (x, y, a, b, p), answer in zip(problems, ask("concaveTransport", problems), strict=True):
        cost = np.abs(y - x[:, None]) ** p
        close = {"rel": RELATIVE, "abs": ROUNDING * cost.max()}
        assert answer["value"] == pytest.approx(pot_value(a, b * (a.sum() / b.sum()), cost), **close)
        f, g = np.array(answer["f"], dtype=float), np.array(answer["g"], dtype=float)
        assert (f[:, None] + g - cost).max() <= RELATIVE * cost.max()
        assert abs(answer["gap"]) <= RELATIVE * answer["value"] + ROUNDING * cost.max()
        monotone = answer["monotone"]
        plan = plan_of(monotone, len(x), len(y))
        assert monotone["value"] == pytest.approx((plan * cost).sum(), **close)
        assert plan == pytest.approx(quantile_transport(x, y, a, b, 1).plan, abs=ROUNDING)
        excess = monotone["value"] - answer["value"]
        assert excess >= -RELATIVE * cost.max()
        assert monotone["optimal"] == (excess <= RELATIVE * cost.max())
        assert monotone["optimal"] or p < 1
        strictly_above += excess > 1e-6 * cost.max()
    assert strictly_above > 100


def test_cdf_gap_on_2000_instances():
    rng = np.random.default_rng(35)
    problems = [two_lines(rng, round_) for round_ in range(2000)]
    for (x, y, a, b), answer in zip(problems, ask("cdfGap", problems), strict=True):
        expected = cdf_gap(x, y, a, b)
        width = np.ptp(np.r_[x, y])
        close = {"rel": RELATIVE, "abs": ROUNDING * width}
        assert answer["value"] == pytest.approx(wasserstein_distance(x, y, a, b), **close)
        points, potential = np.array(answer["points"]), np.array(answer["potential"], dtype=float)
        assert points == pytest.approx(expected.points, rel=0, abs=0)
        assert np.array(answer["difference"]) == pytest.approx(expected.difference, rel=0, abs=4e-15)
        assert (np.abs(np.diff(potential)) <= np.diff(points) + ROUNDING * width).all()
        dual = a @ np.interp(x, points, potential) - b @ np.interp(y, points, potential)
        assert answer["dual"] == pytest.approx(dual, rel=RELATIVE, abs=4 * ROUNDING * width)
        assert abs(answer["gap"]) <= RELATIVE * answer["value"] + ROUNDING * width
        assert float(answer["gap"]) == float(answer["value"]) - float(answer["dual"])


def test_distribution_and_quantile_of_atoms():
    rng = np.random.default_rng(36)
    problems = []
    for round_ in range(1000):
        x, _, _, _ = two_lines(rng, round_)
        a = weights_of_order_one(rng, len(x))
        problems.append((x, a, np.r_[x, x + 1e-3, -1e7, 1e7], rng.random(8)))
    for (x, a, points, levels), answer in zip(problems, ask("distribution", problems), strict=True):
        assert answer["cdf"] == pytest.approx([a[x <= t].sum() for t in points], abs=1e-15)
        for level, point in zip(levels, answer["quantile"], strict=True):
            assert a[x <= point].sum() >= level - 1e-15 > a[x < point].sum() - 2e-15


def histograms(rng, count):
    """Random, whole-number with empty cells, concentrated or equal densities on cells of any widths."""
    edges = np.cumsum(np.r_[rng.normal(), [rng.random(count) + 1e-3, np.ones(count)][rng.integers(2)]])
    densities = []
    for _ in range(2):
        raw = [
            lambda: rng.random(count),
            lambda: rng.integers(0, 4, count) + np.eye(count)[rng.integers(count)],
            lambda: np.eye(count)[rng.integers(count)],
            lambda: np.ones(count),
        ][rng.integers(4)]()
        densities.append(raw / (raw * np.diff(edges)).sum())
    return edges, *densities


def masses(edges, rho):
    mass = rho * np.diff(edges)
    return mass / mass.sum()


def masses_of(answer, edges):
    """Mass that the pieces put on each cell, by source and by target."""
    levels = np.diff(answer["levels"])
    for side in ("source", "target"):
        middle = np.mean(answer[side], axis=1)
        yield np.bincount(np.searchsorted(edges, middle) - 1, levels, len(edges) - 1)


def test_density_transport_on_1500_instances():
    rng = np.random.default_rng(37)
    problems = []
    for _ in range(1500):
        edges, rho0, rho1 = histograms(rng, int(rng.integers(1, 30)))
        scale = 10.0 ** rng.integers(-4, 5)
        problems.append((scale * edges, rho0 / scale, rho1 / scale, float(rng.choice([1, 1.5, 2, 3, 8]))))
    for problem, answer in zip(problems, ask("densityTransport", problems), strict=True):
        edges, rho0, rho1, p = problem
        expected = density_transport(*problem)
        close = {"rel": RELATIVE, "abs": ROUNDING * np.ptp(edges) ** p}
        assert answer["value"] == pytest.approx(expected.value, **close)
        assert answer["distance"] == pytest.approx(answer["value"] ** (1 / p), rel=1e-14)
        source, target = np.array(answer["source"]), np.array(answer["target"])
        assert (
            answer["levels"][0] == 0 and answer["levels"][-1] == 1 and (np.diff(answer["levels"]) > 0).all()
        )
        for ends, rho, mass in zip((source, target), (rho0, rho1), masses_of(answer, edges), strict=True):
            assert (np.diff(ends.ravel()) >= -ROUNDING * np.abs(edges).max()).all()
            assert mass == pytest.approx(masses(edges, rho), rel=0, abs=ROUNDING)


def test_density_transport_against_quadrature():
    rng = np.random.default_rng(38)
    problems = [(*histograms(rng, 5), float(rng.choice([1, 1.7, 3]))) for _ in range(60)]
    for problem, answer in zip(problems, ask("densityTransport", problems), strict=True):
        edges, rho0, rho1, p = problem

        def moved(level, edges=edges, rho0=rho0, rho1=rho1, p=p):
            return abs(quantile(edges, rho0, level) - quantile(edges, rho1, level)) ** p

        ends = zip(answer["levels"][:-1], answer["levels"][1:], strict=True)
        expected = sum(quad(moved, *pair, epsabs=1e-12)[0] for pair in ends)
        assert answer["value"] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def quantile(edges, rho, level):
    levels = np.r_[0, np.cumsum(rho * np.diff(edges))]
    cell = int(np.clip(np.searchsorted(levels, level), 1, len(rho))) - 1
    return edges[cell] + (level - levels[cell]) / rho[cell]


def test_distribution_and_quantile_of_densities():
    rng = np.random.default_rng(39)
    problems = []
    for _ in range(1000):
        edges, rho, _ = histograms(rng, int(rng.integers(1, 20)))
        points = np.r_[edges, rng.uniform(edges[0] - 1, edges[-1] + 1, 10)]
        problems.append((edges, rho, points, rng.random(10)))
    for (edges, rho, points, levels), answer in zip(
        problems, ask("densityDistribution", problems), strict=True
    ):
        sums = np.r_[0, np.cumsum(rho * np.diff(edges))]
        assert answer["cdf"] == pytest.approx(np.interp(points, edges, sums), abs=1e-14)
        expected = [quantile(edges, rho, level) for level in levels]
        assert answer["quantile"] == pytest.approx(expected, abs=1e-12)


def test_monotone_map_is_the_quantile_of_the_distribution():
    rng = np.random.default_rng(40)
    problems = [(*histograms(rng, 6), 2) for _ in range(300)]
    pieces = ask("densityTransport", problems)
    points = [rng.uniform(edges[0], edges[-1], 20) for edges, *_ in problems]
    maps = ask("monotoneMap", zip(pieces, points, strict=True))
    for (edges, rho0, rho1, _), at, image in zip(problems, points, maps, strict=True):
        level = np.interp(at, edges, np.r_[0, np.cumsum(rho0 * np.diff(edges))])
        sums = np.r_[0, np.cumsum(rho1 * np.diff(edges))]
        apart = np.abs(level[:, None] - sums).min(axis=1) > 1e-12
        expected = [quantile(edges, rho1, s) for s in level[apart]]
        assert np.array(image)[apart] == pytest.approx(expected, abs=1e-11)


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, 7.3])
def test_mean_power(p):
    ends = np.array([[-1, 2], [0, 0], [1, 1 + 1e-9], [1, 1.1], [0, 3], [-2, -1], [2, -1e-8], [5, 5], [-4, 0]])
    (answer,) = ask("meanPower", [(*ends.T, p)])
    assert answer == pytest.approx(mean_power(*ends.T, p), rel=1e-14)


def test_erf_against_scipy():
    points = np.r_[0, np.geomspace(1e-300, 30, 4000), np.linspace(0, 7, 7001), [2, np.nextafter(2, 0), 6]]
    points = np.r_[points, -points]
    (answer,) = ask("erf", [(points,)])
    assert np.array(answer) == pytest.approx(special.erf(points), rel=1e-15, abs=0)


def test_divergences_of_histograms_against_the_python_solvers():
    rng = np.random.default_rng(41)
    problems = [
        (*histograms(rng, int(rng.integers(1, 40))), float(rng.choice([0.3, 1, 5]))) for _ in range(300)
    ]
    infinite = 0
    for problem, answer in zip(problems, ask("densityDivergences", problems), strict=True):
        edges, rho0, rho1, _ = problem
        a, b = ((rho * np.diff(edges)) for rho in (rho0, rho1))
        for name, expected in (("kl", kl(a, b)), ("klReverse", kl(b, a))):
            infinite += expected == math.inf
            got = math.inf if answer[name] is None else answer[name]
            assert got == pytest.approx(expected, rel=RELATIVE, abs=1e-14)
        assert answer["totalVariation"] == pytest.approx(total_variation(a, b), rel=1e-14, abs=1e-15)
        for p, name in ((1, "wasserstein1"), (2, "wasserstein2")):
            expected = density_transport(edges, rho0, rho1, p).distance
            assert answer[name] == pytest.approx(expected, rel=RELATIVE, abs=1e-15)
    assert 50 < infinite < 550


def second_antiderivative(offset, bandwidth):
    t = offset / bandwidth / math.sqrt(2)
    return bandwidth**2 * (math.sqrt(math.pi) * t * special.erf(t) + np.exp(-(t**2)))


def test_mmd_of_histograms_against_the_integral_of_the_kernel():
    """By parts, its square is a sum of the kernel's second antiderivative over pairs of jumps."""
    rng = np.random.default_rng(42)
    sizes = rng.integers(1, 12, 200)
    problems = [(*histograms(rng, count), float(rng.choice([0.05, 0.5, 3]))) for count in sizes]
    for (edges, rho0, rho1, bandwidth), answer in zip(problems, ask("densityMmd", problems), strict=True):
        jumps = np.diff(np.r_[0, rho0 - rho1, 0])
        square = -jumps @ second_antiderivative(edges[:, None] - edges, bandwidth) @ jumps
        size_of_terms = (rho0 + rho1).sum() ** 2 * max(bandwidth, np.ptp(edges)) * bandwidth
        assert answer**2 == pytest.approx(square, rel=RELATIVE, abs=ROUNDING * size_of_terms)


def test_discrete_divergences_against_the_python_solvers():
    rng = np.random.default_rng(43)
    problems = [(*two_lines(rng, 1), float(rng.choice([0.2, 1, 5]))) for _ in range(1000)]
    for problem, answer in zip(problems, ask("mmd", problems), strict=True):
        assert answer**2 == pytest.approx(mmd(*problem) ** 2, rel=RELATIVE, abs=ROUNDING)
    near = np.array([0.25, 0.75]) + 1e-7 * np.array([1, -1])
    (answer,) = ask("kl", [(np.array([0.25, 0.75]), near)])
    delta = 1e-7
    expected = delta**2 / 2 * (1 / 0.25 + 1 / 0.75) - delta**3 / 3 * (1 / 0.25**2 - 1 / 0.75**2)
    assert answer == pytest.approx(expected, rel=1e-8)


def gaussians(rng):
    """Far, near, equal, or of variances that differ by orders of magnitude."""
    m0, m1 = rng.normal(size=2) * 10.0 ** rng.integers(-3, 2)
    v0, v1 = 10.0 ** rng.uniform(-2, 2, 2)
    kind = rng.integers(5)
    if kind == 0:
        m1 = m0
    if kind == 1:
        v1 = v0
    if kind == 2:
        m1, v1 = m0 + 1e-3 * rng.normal(), v0 * (1 + 1e-3 * rng.normal())
    return float(m0), float(v0), float(m1), float(v1)


def test_divergences_of_gaussians_against_the_python_solvers():
    rng = np.random.default_rng(44)
    problems = [(*gaussians(rng), float(rng.choice([0.2, 1, 5]))) for _ in range(1000)]
    for problem, answer in zip(problems, ask("gaussianDivergences", problems), strict=True):
        m0, v0, m1, v1, bandwidth = problem
        assert answer["kl"] == pytest.approx(gaussian_kl(m0, v0, m1, v1), rel=RELATIVE, abs=2e-15)
        assert answer["klReverse"] == pytest.approx(gaussian_kl(m1, v1, m0, v0), rel=RELATIVE, abs=2e-15)
        variation = gaussian_total_variation(m0, m1, v0, v1)
        assert answer["totalVariation"] == pytest.approx(variation, rel=1e-13, abs=2e-15)
        square = gaussian_mmd(m0, v0, m1, v1, bandwidth) ** 2
        assert answer["mmd"] ** 2 == pytest.approx(square, rel=RELATIVE, abs=2e-15)
        first, second = gaussian_wasserstein_1(m0, v0, m1, v1), gaussian_transport(m0, v0, m1, v1).value
        assert answer["wasserstein1"] == pytest.approx(first, rel=RELATIVE)
        assert answer["wasserstein2"] == pytest.approx(second, rel=1e-10)


def test_densities_of_gaussians_are_equal_at_the_crossings():
    rng = np.random.default_rng(45)
    problems = [gaussians(rng) for _ in range(500)]
    for (m0, v0, m1, v1), points in zip(problems, ask("gaussianCrossings", problems), strict=True):
        assert len(points) == (2 if v0 != v1 else int(m0 != m1))
        for t in points:
            logs = [-((t - m) ** 2) / (2 * v) - math.log(v) / 2 for m, v in ((m0, v0), (m1, v1))]
            assert logs[0] == pytest.approx(logs[1], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("solver", "arguments", "message"),
    [
        ("quantileTransport", [[], [1]], "'x' must hold at least one point"),
        ("quantileTransport", [[0], [None]], "'y' must be finite, got null at entry 0"),
        ("quantileTransport", [[0], [1], [0.9]], "'a' must have mass 1, got 0.9000000; divide by the sum"),
        ("quantileTransport", [[0, 1], [1], [1.5, -0.5]], "'a' must not be negative, got -0.5 at entry 1"),
        ("quantileTransport", [[0], [1], None, [0.5, 0.5]], "'b' must have 1 entries, got 2"),
        ("quantileTransport", [[0], [1], None, None, 0.5], "'p' must be finite and at least 1 (use conc"),
        ("quantileTransport", [[-1e200], [1e200], None, None, 2], "'x' and 'y' are too far apart for p = 2"),
        ("concaveTransport", [[0], [1], None, None, 2], "'p' must be in (0, 1], got 2"),
        ("cdfGap", [[0], []], "'y' must hold at least one point"),
        (
            "densityTransport",
            [[0, 1, 1], [1, 1], [1, 1]],
            "'edges' must increase, got 1 and then 1 at",
        ),
        ("densityTransport", [[0, 1, 2], [1, 1], [1, 0]], "'rho0' must have integral 1, got 2.00000; divide"),
        ("densityTransport", [[0, 1, 2], [1, 0], [2, -1]], "'rho1' must not be negative, got -1 at entry 1"),
        ("densityTransport", [[0, 1], [1, 0], [1]], "'rho0' must have 1 entries, got 2"),
        ("densityTransport", [[0, 1], [1], [1], 0.5], "'p' must be finite and at least 1, got 0.5"),
        (
            "densityMmd",
            [[0, 1], [1], [1], 1e-5],
            "'bandwidth' must be finite and at least 0.0001, got",
        ),
        ("kl", [[1], [0.5, 0.5]], "'b' must have 1 entries, got 2"),
        ("gaussianKl", [0, 1, 0, 0], "'v1' must be positive, got 0"),
        ("gaussianTotalVariation", [0, -1, 0, 1], "'v0' must be finite and not negative, got -1"),
    ],
)
def test_refusals_are_worded(solver, arguments, message):
    (answer,) = ask(solver, [arguments])
    assert answer["error"] == "RangeError"
    assert answer["message"].startswith(f"{solver}: {message}")


def test_100000_samples():
    rng = np.random.default_rng(46)
    x, y = rng.normal(size=100_000), rng.normal(size=70_000)
    (answer,) = ask("quantileTransport", [(x, y, None, None, 1)])
    assert answer["value"] == pytest.approx(wasserstein_distance(x, y), rel=1e-11)
    assert abs(answer["gap"]) < RELATIVE * answer["value"] and answer["marginalError"] < ROUNDING
