"""Averaged plans, flows, registrations and data sets of the page on applications."""

import numpy as np
import ot
import pytest

from ot_notebook import datasets, measures
from ot_notebook.solvers import (
    cost,
    exact,
    flows,
    mmd,
    projection,
    registration,
    sinkhorn,
    sinkhorn_divergence,
)

RNG = np.random.default_rng(3)
X, Y = measures.source_and_target(12, 15, seed=1)
A, B = np.full(12, 1 / 12), np.full(15, 1 / 15)


def derivative(value, x, along, h=1e-6):
    return (value(x + h * along) - value(x - h * along)) / (2 * h)


def test_a_projection_loses_the_variance_of_the_destinations():
    plan = exact(A, B, cost(X, Y, 2)).plan
    image = projection.barycentric_projection(plan, Y)
    np.testing.assert_allclose(image, ot.da.EMDTransport().fit(Xs=X, Xt=Y).transform(Xs=X), atol=1e-12)
    lost = np.sum(plan * cost(image, Y, 2))
    assert lost > 1e-4
    assert image.var(axis=0).sum() + lost == pytest.approx(Y.var(axis=0).sum(), abs=1e-12)


def test_a_source_without_mass_has_no_projection():
    with pytest.raises(ValueError, match="every row of 'plan'"):
        projection.barycentric_projection([[0, 0], [0.5, 0.5]], Y[:2])


def test_the_entropic_map_extends_the_projection_and_is_a_gradient():
    solved = sinkhorn(A, B, cost(X, Y, 2), 0.05, tol=1e-12)

    def moved(points):
        return projection.entropic_map(points, Y, B, solved.g, 0.05)

    np.testing.assert_allclose(moved(X), projection.barycentric_projection(solved.plan, Y), atol=1e-9)
    point, h = np.array([[0.5, 0.4]]), 1e-5
    columns = [(moved(point + h * e) - moved(point - h * e))[0] / (2 * h) for e in np.eye(2)]
    assert columns[0][1] == pytest.approx(columns[1][0], abs=1e-7)
    assert np.linalg.eigvalsh(columns).min() >= 0


def test_alignments_match_the_moments_they_name():
    x, y = RNG.normal(size=(200, 3)), RNG.normal(size=(300, 3)) @ RNG.normal(size=(3, 3)) + 1
    scaled, whitened = projection.scaled(x, x, y), projection.whitened(x, x, y, ridge=0)
    np.testing.assert_allclose(scaled.mean(axis=0), y.mean(axis=0))
    np.testing.assert_allclose(scaled.std(axis=0), y.std(axis=0))
    np.testing.assert_allclose(np.cov(whitened.T), np.cov(y.T), rtol=1e-8)


def test_extension_shifts_as_the_nearest_source():
    moved = projection.extended([[0.1, 0], [0.9, 0]], np.array([[0, 0], [1, 0]]), np.array([[0, 1], [1, 2]]))
    np.testing.assert_allclose(moved, [[0.1, 1], [0.9, 2]])
    assert list(projection.nearest_label([[0.1, 0], [0.9, 0]], [[0, 0], [1, 0]], [7, 8])) == [7, 8]


def sliced(x, y):
    return ot.sliced_wasserstein_distance(x, y, projections=flows.isotropic_directions(7, 0).T) ** 2


DESCENTS = {
    "sliced": (
        lambda x: len(x) * sliced(x, Y[:12]),
        lambda x: flows.sliced_velocity(x, Y[:12], flows.isotropic_directions(7, 0)),
    ),
    "Sinkhorn": (
        lambda x: len(x) * sinkhorn_divergence(x, Y, A, B, 0.1, tol=1e-12).value / 2,
        lambda x: flows.sinkhorn_velocity(x, Y, 0.1),
    ),
    "MMD": (
        lambda x: len(x) * 0.3**2 * mmd(x, Y, bandwidth=0.3) ** 2 / 2,
        lambda x: flows.mmd_velocity(x, Y, 0.3),
    ),
    "energy": (
        lambda x: len(x) * (ot.dist(x, Y, "euclidean").mean() - ot.dist(x, x, "euclidean").mean() / 2),
        lambda x: flows.energy_velocity(x, Y),
    ),
}


@pytest.mark.parametrize("name", DESCENTS)
def test_velocity_is_minus_the_gradient(name):
    value, velocity = DESCENTS[name]
    along = RNG.normal(size=X.shape)
    assert derivative(value, X, along) == pytest.approx(-np.sum(velocity(X) * along), rel=1e-4)


def test_a_flow_keeps_every_cloud():
    clouds = flows.descend(X, lambda z, k: np.full_like(z, k), 0.5, 3)
    np.testing.assert_allclose(clouds - X, 0.5 * np.array([0, 0, 1, 3])[:, None, None] * np.ones_like(X))


def turned(points, degrees):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return points @ [[c, s], [-s, c]] + [0.3, 0.1]


@pytest.mark.parametrize("degrees", (-50, 20, 60))
def test_a_copy_is_found_by_transport_and_by_axes(degrees):
    shape = datasets.glyph("♟", 60, seed=0)
    for solve in (registration.register_transport, registration.register_axes):
        found = solve(shape, turned(shape, degrees))
        assert found.degrees == pytest.approx(degrees, abs=1e-6)
        np.testing.assert_allclose(found.moved, turned(shape, degrees), atol=1e-8)
        assert np.linalg.det(found.rotation) == pytest.approx(1)


def test_nearest_points_find_a_small_motion_and_say_when_they_stop_early():
    shape = datasets.glyph("♟", 60, seed=0)
    assert registration.register_nearest(shape, turned(shape, 4)).degrees == pytest.approx(4, abs=1e-6)
    assert not registration.register_nearest(shape, turned(shape, 40), max_iter=1).converged


def test_procrustes_does_not_reflect():
    x = RNG.normal(size=(9, 2))
    rotation, _ = registration.procrustes(x, x * [1, -1], np.eye(9) / 9)
    assert np.linalg.det(rotation) == pytest.approx(1)


def test_photographs_are_reduced_and_named():
    image = datasets.photograph("flower", step=10)
    assert image.shape == (42, 64, 3)
    assert 0 <= image.min() < image.max() <= 1
    with pytest.raises(ValueError, match="china, flower"):
        datasets.photograph("cat")
    assert len(np.unique(datasets.palette(image, 100), axis=0)) > 90
    with pytest.raises(ValueError, match="at most the 2688 pixels"):
        datasets.palette(image, 3000)


def test_digits_turn_anticlockwise():
    images, labels = datasets.digits()
    assert images.shape == (1797, 8, 8)
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    bar = np.zeros((1, 8, 8))
    bar[0, :3, 3:5] = 1
    assert datasets.turned(bar, 90)[0, 3:5, :3].min() > 0.99


def test_a_glyph_is_centred_and_of_spread_one():
    points = datasets.glyph("o", 400, seed=2)
    np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-12)
    assert (points**2).sum() / 400 == pytest.approx(1)
    assert np.linalg.norm(points, axis=1).min() > 0.5, "the hole of the letter is empty"
