"""Shapes, densities and diagrams: their areas, masses and loops are known, and seeds decide."""

import math

import numpy as np
import pytest

from ot_notebook import measures

AREAS = {
    "disc": math.pi,
    "ring": 0.75 * math.pi,
    "square": 2.56,
    "cross": 1.8,
    "flower": math.pi * (0.65**2 + 0.35**2 / 2),
}


@pytest.mark.parametrize("name", measures.SHAPES)
def test_points_are_inside_and_seeded(name):
    points = measures.shape(name, 300, seed=4)
    assert points.shape == (300, 2) and points.min() >= 0 and points.max() <= 1
    assert measures.SHAPES[name](*(2 * points - 1).T).all()
    assert np.array_equal(points, measures.shape(name, 300, seed=4))
    assert not np.array_equal(points, measures.shape(name, 300, seed=5))


@pytest.mark.parametrize("name", measures.SHAPES)
def test_points_and_densities_have_one_mean(name):
    density = measures.shape_density(name, 80)
    middles = (np.arange(80) + 0.5) / 80
    mean = np.array([middles @ density.sum(1), middles @ density.sum(0)]) / 80**2
    points = measures.shape(name, 4000, seed=1)
    assert points.mean(axis=0) == pytest.approx(mean, abs=0.02)


@pytest.mark.parametrize("name", AREAS)
def test_densities_fill_the_area(name):
    density = measures.shape_density(name, 128)
    assert density.mean() == pytest.approx(1, abs=1e-14)
    assert 4 / density.max() == pytest.approx(AREAS[name], rel=2e-3)


def test_the_heart_points_down_and_the_crescent_opens_to_the_right():
    heart, crescent = (measures.shape_density(name, 64) for name in ("heart", "crescent"))
    assert heart[32, 7] > 0 and heart[20, 7] == 0
    assert heart == pytest.approx(heart[::-1])
    assert crescent[4, 32] > 0 and crescent[50, 32] == 0
    assert crescent == pytest.approx(crescent[:, ::-1])


def test_ground_is_spread_evenly():
    density = measures.shape_density("disc", 32, ground=0.25)
    assert density.min() == 0.25
    assert density.mean() == pytest.approx(1)
    assert (measures.shape_density("disc", 32, ground=1) == 1).all()


def test_bumps_on_the_line_and_the_square():
    line = measures.bumps(400, [0.3, 0.7], 0.05, heights=[1, 3])
    middles = (np.arange(400) + 0.5) / 400
    assert line.mean() == pytest.approx(1)
    assert line[middles < 0.5].sum() / 400 == pytest.approx(0.25, abs=1e-4)
    assert middles @ line / 400 == pytest.approx(0.6, abs=1e-4)
    square = measures.bumps(60, [[0.25, 0.75]], 0.1, ground=0.1)
    assert np.unravel_index(square.argmax(), square.shape) in {(14, 44), (14, 45), (15, 44), (15, 45)}
    assert (square.mean(), square.min()) == (pytest.approx(1), pytest.approx(0.1, abs=1e-6))


def test_the_noisy_circle():
    assert np.linalg.norm(measures.noisy_circle(50, 0), axis=1) == pytest.approx(1)
    radii = np.linalg.norm(measures.noisy_circle(2000, 0.05, seed=2), axis=1)
    assert radii.std() == pytest.approx(0.05, rel=0.1)


def test_the_diagram_of_a_circle_has_one_long_hole():
    """Without noise the hole is born at half of the widest gap and dies at the centre."""
    points = measures.noisy_circle(40, 0, seed=1)
    angles = np.sort(np.arctan2(points[:, 1], points[:, 0]))
    gap = np.diff(np.r_[angles, angles[0] + 2 * np.pi]).max()
    diagram = measures.circle_diagram(40, 0, seed=1)
    assert diagram[0] == pytest.approx([math.sin(gap / 2), 1], rel=1e-9)
    noisy = measures.circle_diagram(60, 0.05, seed=3)
    assert np.diff(noisy)[0, 0] > 0.5 > 5 * np.diff(noisy)[1:].max()


def test_the_parts_of_a_circle_merge():
    diagram = measures.circle_diagram(40, 0.05, seed=3, dimension=0)
    assert diagram.shape == (40, 2) and (diagram[:, 0] == 0).all()
    assert np.isinf(diagram[0, 1]) and np.isfinite(diagram[1:]).all()
    assert measures.circle_diagram(2, seed=3).shape == (0, 2)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: measures.shape("blob", 3), "shape: 'name' must be one of 'disc', .*, got 'blob'"),
        (lambda: measures.shape("disc", 0), "shape: 'n' must be at least 1, got 0"),
        (lambda: measures.shape_density("disc", 1), "shape_density: 'size' must be at least 2, got 1"),
        (lambda: measures.shape_density("disc", 8, 2), r"shape_density: 'ground' must be in \[0, 1\], got 2"),
        (
            lambda: measures.bumps(8, [0.5], 0.01),
            "bumps: 'width' must be finite and at least 0.125, got 0.01",
        ),
        (lambda: measures.bumps(8, [[0, 0, 0]], 0.2), "bumps: 'centres' must have dimension 1 or 2, got 3"),
        (lambda: measures.bumps(8, [0.5], 0.2, [1, 2]), "bumps: 'heights' must have 1 entries, got 2"),
        (lambda: measures.bumps(8, [0.5], 0.2, [-1]), "bumps: 'heights' must be nonnegative"),
        (lambda: measures.bumps(8, [90.0], 0.2), "bumps: 'centres' must lie near the unit interval"),
        (lambda: measures.noisy_circle(5, -1), "noisy_circle: 'noise' must be finite and at least 0, got -1"),
        (lambda: measures.circle_diagram(5, dimension=2), "circle_diagram: 'dimension' must be one of 0, 1"),
    ],
)
def test_refusals(make, message):
    with pytest.raises(ValueError, match=message):
        make()
