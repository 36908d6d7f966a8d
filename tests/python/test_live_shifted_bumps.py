"""The live figure ``shifted-bumps`` as Python knows it."""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, uniform

from ot_notebook import live, live_figures

figure = live_figures.load("shifted-bumps")
BOXES = {
    "source": {"mean": 0.5, "width": 0.4},
    "target": {"mean": 1.1, "width": 1.2},
    "shape": "box",
    "bandwidth": 0.8,
    "seen": [0, 2],
}


def laws(state):
    for side in ("source", "target"):
        mean, width = state[side]["mean"], state[side]["width"]
        if state["shape"] == "gauss":
            yield norm(mean, width)
        else:
            yield uniform(mean - math.sqrt(3) * width, 2 * math.sqrt(3) * width)


def kernel_mean(mu, nu, bandwidth):
    """Mean of the kernel between two laws, by quadrature on products of Gauss nodes."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    ends = [law.support() if math.isfinite(law.support()[0]) else law.interval(1 - 1e-15) for law in (mu, nu)]
    points = [(left + right) / 2 + (right - left) / 2 * nodes for left, right in ends]
    masses = [
        weights * (right - left) / 2 * law.pdf(places)
        for (left, right), law, places in zip(ends, (mu, nu), points, strict=True)
    ]
    return masses[0] @ np.exp(-0.5 * ((points[0][:, None] - points[1]) / bandwidth) ** 2) @ masses[1]


@pytest.mark.parametrize(
    "state", [figure.start(), figure.start(shift=0.7), BOXES, {**BOXES, "shape": "gauss"}]
)
def test_all_five_by_quadrature(state):
    state, (mu, nu) = figure.check(state), laws(state)
    result = figure.solve(state)
    reach = (-8, 12)
    breaks = sorted({*mu.interval(0.999), *nu.interval(0.999), mu.mean(), nu.mean()})
    if state["shape"] == "box":
        breaks = sorted([*mu.support(), *nu.support()])
    across = quad(lambda t: abs(mu.pdf(t) - nu.pdf(t)) / 2, *reach, points=breaks, limit=500)[0]
    assert result["totalVariation"] == pytest.approx(across, abs=1e-8)
    w1 = quad(lambda t: abs(mu.cdf(t) - nu.cdf(t)), *reach, points=breaks, limit=500)[0]
    assert result["wasserstein1"] == pytest.approx(w1, abs=1e-8)
    levels, weights = np.polynomial.legendre.leggauss(400)
    squares = (mu.ppf((levels + 1) / 2) - nu.ppf((levels + 1) / 2)) ** 2
    assert result["wasserstein2"] ** 2 == pytest.approx(weights @ squares / 2, rel=1e-4)
    inside = mu.interval(1 - 1e-12)
    kl = quad(lambda t: mu.pdf(t) * (mu.logpdf(t) - nu.logpdf(t)), *inside, limit=500)[0]
    assert result["kl"] == pytest.approx(kl, abs=1e-8)
    kernels = [kernel_mean(*pair, state["bandwidth"]) for pair in ((mu, mu), (nu, nu), (mu, nu))]
    assert result["mmd"] == pytest.approx(math.sqrt(kernels[0] + kernels[1] - 2 * kernels[2]), abs=1e-7)
    assert result["value"] == result["wasserstein2"]
    assert result["cost"] == pytest.approx(result["value"] ** 2, rel=1e-12)
    assert result["dual"] == pytest.approx(result["value"] ** 2, rel=1e-12)


def test_curves_pass_through_what_is_shown_and_vanish_at_no_shift():
    result = figure.solve(figure.start(shift=2.5))
    for name in figure.NAMES:
        assert result["curves"][name][0] == pytest.approx(0, abs=1e-7)
        assert result["curves"][name][-1] == pytest.approx(result[name], rel=1e-12)
    assert result["curves"]["wasserstein1"] == pytest.approx(result["curves"]["shift"], abs=1e-12)


def test_kl_of_a_box_that_sticks_out_is_infinite():
    inside = figure.solve(figure.check({**BOXES, "target": {"mean": 0.5, "width": 0.5}}))
    assert inside["kl"] == pytest.approx(math.log(0.5 / 0.4), rel=1e-12)
    outside = figure.solve(figure.check({**BOXES, "target": {"mean": 0.5, "width": 0.3}}))
    assert outside["kl"] is None and "KL is infinite" in figure.describe(BOXES, outside)


def test_what_was_seen_grows_with_the_shift():
    state = figure.check({**BOXES, "target": {"mean": 5, "width": 1}})
    assert state["seen"] == [0, 4.5]
    assert figure.check({**BOXES, "seen": [1, 2]})["seen"] == [0.6, 2]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"source": {"mean": 9, "width": 1}}, r"'source.mean' must be in \[-2, 6\], got 9"),
        ({"target": {"mean": 0}}, "'target' must be a mean and a width, got {'mean': 0}"),
        ({"shape": "hat"}, "'shape' must be one of 'gauss', 'box', got 'hat'"),
        ({"seen": [4, 2]}, "'seen' must be two shifts in order, got 4 and 2"),
        ({"seen": 3}, "'seen' must be two shifts, got 3"),
        ({"p": 2}, "the state must have bandwidth, seen, shape, source, target"),
    ],
)
def test_refusals(part, words):
    with pytest.raises(ValueError, match=f"shifted-bumps: .*{words}"):
        figure.check({**BOXES, **part})


def test_still_and_text_follow_the_state():
    near, far = live("shifted-bumps", shift=1), live("shifted-bumps", shift=4)
    assert "W1 1.00" in near.to_html() and "W1 4.00" in far.to_html()
