"""Checks of points, with and without weights."""

import numpy as np
from scipy.spatial import cKDTree

from .arrays import array_of, is_flat, refuse_first
from .masses import mixture_weights, same_mass, unit_mass, weights


def points(value, name, where):
    """Points in Euclidean space, shape (n, d); a vector is n points of the line."""
    flat = np.ndim(value) == 1 if isinstance(value, np.ndarray) else is_flat(value)
    array = array_of(value, name, where, 1 if flat else 2)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    return array[:, None] if flat else array


def same_space(x, y, where):
    """Refuse supports of different dimensions."""
    if x.shape[1] != y.shape[1]:
        raise ValueError(
            f"{where}: 'y' must have the dimension of 'x' ({x.shape[1]}), got {y.shape[1]}; "
            "give both as (number of points, dimension)"
        )


def dimension(array, expected, name, where):
    """Refuse points of another dimension."""
    if array.shape[1] != expected:
        raise ValueError(f"{where}: {name!r} must have points of dimension {expected}, got {array.shape[1]}")


def directions(value, dimension, name, where):
    """Unit vectors, shape (k, dimension), along given nonzero ones."""
    array = array_of(value, name, where, 2)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    if array.shape[1] != dimension:
        raise ValueError(
            f"{where}: {name!r} must have the dimension of the points ({dimension}), got {array.shape[1]}"
        )
    largest = np.abs(array).max(axis=1)
    refuse_first(largest, largest == 0, name, where, "not be zero")
    array = array / largest[:, None]
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def box(value, name, where):
    """Two rows (low, high), the sides of a rectangle, shape (2, 2)."""
    array = array_of(value, name, where, 2)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    if array.shape != (2, 2) or not (array[:, 0] < array[:, 1]).all():
        raise ValueError(
            f"{where}: {name!r} must be ((left, right), (bottom, top)) with left < right and bottom < top, "
            f"got {array.tolist()}"
        )
    return array


def sites(array, box, closest, name, where):
    """Refuse points that are not in the rectangle, or of which two are within `closest` of each other."""
    if array.shape[1] != 2:
        raise ValueError(f"{where}: {name!r} must be points of the plane, got dimension {array.shape[1]}")
    outside = np.flatnonzero(((array < box[:, 0]) | (array > box[:, 1])).any(axis=1))
    if outside.size:
        i = outside[0]
        raise ValueError(
            f"{where}: {name!r} must lie in the box, got {name}[{i}] = ({array[i, 0]:g}, {array[i, 1]:g}); "
            "move it inside or give a larger 'box'"
        )
    pairs = cKDTree(array).query_pairs(closest, output_type="ndarray")
    if len(pairs):
        i, j = sorted(min(map(tuple, pairs.tolist())))
        raise ValueError(
            f"{where}: {name!r} must be apart, got {name}[{i}] and {name}[{j}] at one place; "
            "merge them and add their weights"
        )


def weighted_points(x, a, names, where):
    """The atoms of a probability measure, shapes (n, d) and (n,); equal weights when `a` is None."""
    x = points(x, names[0], where)
    if a is None:
        return x, np.full(len(x), 1 / len(x))
    a = unit_mass(weights(a, names[1], where), names[1], where)
    if len(a) != len(x):
        raise ValueError(
            f"{where}: {names[1]!r} must have one weight for each point of {names[0]!r} ({len(x)}), "
            f"got {len(a)}"
        )
    return x, a


def two_measures(x, y, a, b, where):
    """Two probability measures on one Euclidean space: points `x` and `y`, weights `a` and `b`."""
    x, a = weighted_points(x, a, "xa", where)
    if b is not None:
        b = weights(b, "b", where)
        same_mass(a, b, where)
    y, b = weighted_points(y, b, "yb", where)
    same_space(x, y, where)
    return x, y, a, b


def two_measures_on_the_line(x, y, a, b, where):
    """Two probability measures on the line: vectors `x` and `y`, weights `a` and `b`."""
    x, y, a, b = two_measures(x, y, a, b, where)
    if x.shape[1] != 1:
        raise ValueError(
            f"{where}: 'x' must have points of the line, got points of dimension {x.shape[1]}; "
            "use wasserstein or sliced_wasserstein in space"
        )
    return x[:, 0], y[:, 0], a, b


def family(supports, weights, mixture, where):
    """Several measures on one space and the coefficients of their mixture, equal where None."""
    if len(supports) == 0:
        raise ValueError(f"{where}: 'supports' must not be empty, got no measure")
    if weights is None:
        weights = [None] * len(supports)
    if len(weights) != len(supports):
        raise ValueError(f"{where}: 'weights' must have {len(supports)} entries, got {len(weights)}")
    measures = [
        weighted_points(x, a, (f"supports[{k}]", f"weights[{k}]"), where)
        for k, (x, a) in enumerate(zip(supports, weights, strict=True))
    ]
    for k, (x, _) in enumerate(measures):
        if x.shape[1] != measures[0][0].shape[1]:
            raise ValueError(
                f"{where}: 'supports[{k}]' must have the dimension of 'supports[0]' "
                f"({measures[0][0].shape[1]}), got {x.shape[1]}"
            )
    return *map(list, zip(*measures, strict=True)), mixture_weights(mixture, len(measures), where)
