"""Every check of an input, and its wording: ``function: 'name' must ..., got ...; what to do``."""

import math
from numbers import Integral, Real

import numpy as np
from scipy.spatial import cKDTree

MASS_TOLERANCE = 1e-6
SYMMETRY_TOLERANCE = 1e-9
LARGEST = 1e150


def _array(value, name, where, ndim):
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{where}: {name!r} must be a rectangular array, got rows of different lengths"
        ) from None
    if array.size == 0:
        raise ValueError(f"{where}: {name!r} must not be empty, got shape {array.shape}")
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{where}: {name!r} must hold real numbers, got {_kind(value, array)}")
    if array.ndim != ndim:
        raise ValueError(f"{where}: {name!r} must have {ndim} {_axes(ndim)}, got shape {array.shape}")
    return array.astype(float, copy=False)


def _kind(value, array):
    return type(value).__name__ if array.dtype == object else f"dtype {array.dtype}"


def _axes(ndim):
    return "axis" if ndim == 1 else "axes"


def _refuse_first(array, bad, name, where, demand):
    """Raise for the first entry where `bad` holds, naming its place."""
    if bad.any():
        place = tuple(int(i) for i in np.argwhere(bad)[0])
        index = ", ".join(map(str, place))
        raise ValueError(f"{where}: {name!r} must {demand}, got {name}[{index}] = {array[place]:g}")


def real(value, name, where, low=-math.inf, high=math.inf, *, open_low=False):
    """A finite real number in ``[low, high]`` (``(low, high]`` with `open_low`), as a float."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise TypeError(f"{where}: {name!r} must be a real number, got {type(value).__name__}")
    number = float(value)
    inside = low <= number <= high and not (open_low and number == low)
    if not (math.isfinite(number) and inside):
        raise ValueError(f"{where}: {name!r} must be {_range(low, high, open_low)}, got {number:g}")
    return number


def _range(low, high, open_low):
    if math.isinf(low) and math.isinf(high):
        return "finite"
    if math.isinf(high):
        return f"finite and {'above' if open_low else 'at least'} {low:g}"
    return f"in {'(' if open_low else '['}{low:g}, {high:g}]"


def whole(value, name, where, low=0, high=None):
    """An integer from `low` to `high`, as an int."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Integral):
        raise TypeError(f"{where}: {name!r} must be an integer, got {type(value).__name__}")
    if value < low or (high is not None and value > high):
        limits = f"at least {low}" if high is None else f"from {low} to {high}"
        raise ValueError(f"{where}: {name!r} must be {limits}, got {value}")
    return int(value)


def points(value, name, where):
    """Points in Euclidean space, shape (n, d); a vector is n points of the line."""
    flat = np.ndim(value) == 1 if isinstance(value, np.ndarray) else _is_flat(value)
    array = _array(value, name, where, 1 if flat else 2)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    return array[:, None] if flat else array


def _is_flat(value):
    try:
        return np.asarray(value).ndim == 1
    except ValueError:
        return False


def same_space(x, y, where):
    """Refuse supports of different dimensions."""
    if x.shape[1] != y.shape[1]:
        raise ValueError(
            f"{where}: 'y' must have the dimension of 'x' ({x.shape[1]}), got {y.shape[1]}; "
            "give both as (number of points, dimension)"
        )


def weights(value, name, where):
    """Nonnegative finite weights, not all zero, shape (n,)."""
    array = _array(value, name, where, 1)
    low, high = array.min(), array.max()
    if not (low >= 0 and high < np.inf):
        _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
        _refuse_first(array, array < 0, name, where, "be nonnegative")
    if high == 0:
        raise ValueError(f"{where}: {name!r} must have positive mass, got 0")
    return array


def unit_mass(array, name, where):
    """Weights of a probability measure, freed of the rounding of their sum."""
    mass = float(array.sum())
    if abs(mass - 1) > MASS_TOLERANCE:
        got = _apart(mass, 1.0)[0]
        raise ValueError(f"{where}: {name!r} must have mass 1, got {got}; use {name} / {name}.sum()")
    return array / mass


def same_mass(a, b, where):
    """Refuse measures that cannot be carried onto each other."""
    mass_a, mass_b = float(a.sum()), float(b.sum())
    if abs(mass_a - mass_b) > MASS_TOLERANCE * mass_a:
        expected, got = _apart(mass_a, mass_b)
        remedy = "b / b.sum()" if abs(mass_a - 1) <= MASS_TOLERANCE else "b * (a.sum() / b.sum())"
        raise ValueError(f"{where}: 'b' must have the mass of 'a' ({expected}), got {got}; use {remedy}")


def _apart(one, other):
    """Both numbers with three decimals, or as many more as it takes to see that they differ."""
    for digits in range(3, 17):
        pair = f"{one:.{digits}f}", f"{other:.{digits}f}"
        if pair[0] != pair[1]:
            return pair
    return repr(one), repr(other)


def cost_matrix(value, shape, where, name="cost"):
    """Costs of shape `shape`; ``inf`` forbids a pair, NaN and ``-inf`` are refused."""
    array = _array(value, name, where, 2)
    if array.shape != shape:
        raise ValueError(f"{where}: {name!r} must have shape {shape} (len(a), len(b)), got {array.shape}")
    if not (array.min() >= -LARGEST and array.max() <= LARGEST):
        _refuse_first(array, np.isnan(array) | (array == -np.inf), name, where, "be above -inf and not NaN")
        too_large = (np.abs(array) > LARGEST) & (array != np.inf)
        _refuse_first(array, too_large, name, where, f"be at most {LARGEST:g} in size (or inf: forbidden)")
    return array


def diagram(value, name, where):
    """Points (birth, death) on or above the diagonal, some perhaps infinite; shape (n, 2), n = 0 allowed."""
    if isinstance(value, (np.ndarray, list, tuple)) and len(value) == 0:
        return np.zeros((0, 2))
    array = _array(value, name, where, 2)
    if array.shape[1] != 2:
        raise ValueError(f"{where}: {name!r} must have shape (n, 2): birth and death, got {array.shape}")
    _refuse_first(array, np.isnan(array), name, where, "be numbers or infinite, not NaN")
    born, dead = array.T
    for bad, demand in (
        (born == np.inf, "have births below +inf"),
        (dead == -np.inf, "have deaths above -inf"),
        (dead < born, "lie on or above the diagonal"),
    ):
        if bad.any():
            i = int(bad.argmax())
            raise ValueError(
                f"{where}: {name!r} must {demand}, got {name}[{i}] = ({born[i]:g}, {dead[i]:g}); "
                "give each point as (birth, death)"
            )
    return array


def choice(value, choices, name, where):
    """One of the listed values."""
    if not any(value == allowed for allowed in choices):
        listed = ", ".join(repr(allowed) for allowed in choices)
        raise ValueError(f"{where}: {name!r} must be one of {listed}, got {value!r}")
    return value


def finite_cost(cost, where):
    """Refuse forbidden pairs where every pair must have a cost."""
    _refuse_first(cost, np.isinf(cost), "cost", where, "be finite")


def regularisation(value, span, where):
    """A positive epsilon that neither drowns the cost in rounding nor is drowned by it."""
    epsilon = real(value, "epsilon", where, low=0, high=LARGEST, open_low=True)
    if span > 0 and not 1e-8 <= epsilon / span <= 1e8:
        remedy = "use exact" if epsilon < span else "the plan is the product of the weights"
        raise ValueError(
            f"{where}: 'epsilon' must be within 1e-8 and 1e8 times the cost's range ({span:g}), "
            f"got {epsilon:g}; {remedy}"
        )
    return epsilon


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


def vector(value, name, where, count=None):
    """Finite real numbers, shape (n,); as many as `count` when it is given."""
    array = _array(value, name, where, 1)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    if count is not None and len(array) != count:
        raise ValueError(f"{where}: {name!r} must have {count} entries, got {len(array)}")
    return array


def increasing(value, name, where):
    """At least two strictly increasing numbers, shape (n,)."""
    array = vector(value, name, where)
    if len(array) < 2:
        raise ValueError(f"{where}: {name!r} must have at least 2 entries, got {len(array)}")
    falls = np.flatnonzero(np.diff(array) <= 0)
    if falls.size:
        i = falls[0]
        raise ValueError(
            f"{where}: {name!r} must increase, got {name}[{i}] = {array[i]:g} and then {array[i + 1]:g}"
        )
    return array


def gaussian(mean, covariance, names, where):
    """Mean and covariance, shapes (d,) and (d, d); numbers stand for d = 1; it may be singular."""
    mean = vector(np.atleast_1d(mean), names[0], where)
    array = _array(np.atleast_2d(covariance), names[1], where, 2)
    _refuse_first(array, ~np.isfinite(array), names[1], where, "be finite")
    if array.shape != (len(mean), len(mean)):
        raise ValueError(
            f"{where}: {names[1]!r} must have shape {(len(mean), len(mean))} as {names[0]!r} has {len(mean)} "
            f"entries, got {array.shape}"
        )
    size = np.abs(array).max()
    if np.abs(array - array.T).max() > SYMMETRY_TOLERANCE * size:
        raise ValueError(
            f"{where}: {names[1]!r} must be symmetric, got a matrix that is not; use (S + S.T) / 2"
        )
    array = (array + array.T) / 2
    lowest = np.linalg.eigvalsh(array)[0]
    if lowest < -SYMMETRY_TOLERANCE * size:
        raise ValueError(
            f"{where}: {names[1]!r} must have no negative eigenvalue, got {lowest:g}; "
            "give a covariance, not its inverse or its root"
        )
    return mean, array


def density(value, name, where, ndim=None):
    """Nonnegative density on a row (n,) or a grid (n, m) of equal cells, of mean 1 and freed of rounding."""
    array = _array(value, name, where, ndim or (1 if _is_flat(value) else 2))
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    _refuse_first(array, array < 0, name, where, "be nonnegative")
    mean = float(array.mean())
    if mean == 0:
        raise ValueError(f"{where}: {name!r} must have positive mass, got 0")
    if abs(mean - 1) > MASS_TOLERANCE:
        got = _apart(mean, 1.0)[0]
        raise ValueError(f"{where}: {name!r} must have mean 1, got {got}; use {name} / {name}.mean()")
    return array / mean


def same_grid(one, other, names, where):
    """Refuse densities on different grids."""
    if one.shape != other.shape:
        raise ValueError(
            f"{where}: {names[1]!r} must have the shape of {names[0]!r} {one.shape}, got {other.shape}"
        )


def density_path(value, name, where):
    """Densities on a line of cells at two or more times, shape (times, n), each of mean 1."""
    array = _array(value, name, where, 2)
    if len(array) < 2:
        raise ValueError(f"{where}: {name!r} must have at least 2 times, got {len(array)}")
    return np.stack([density(row, f"{name}[{k}]", where) for k, row in enumerate(array)])


def plan(value, name, where):
    """Masses of pairs, finite and nonnegative, not all zero, shape (n, m)."""
    array = _array(value, name, where, 2)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    _refuse_first(array, array < 0, name, where, "be nonnegative")
    if not array.any():
        raise ValueError(f"{where}: {name!r} must have positive mass, got 0")
    return array


def plan_with_marginal(value, marginal, name, axis, where):
    """A plan, shape (n, m), whose sums along `axis` are `marginal`."""
    array = plan(value, name, where)
    side = "column" if axis == 0 else "row"
    sums = array.sum(axis=axis)
    if sums.shape != marginal.shape:
        raise ValueError(f"{where}: {name!r} must have {len(marginal)} {side}s, got shape {array.shape}")
    wrong = np.abs(sums - marginal) > MASS_TOLERANCE
    if wrong.any():
        i = int(wrong.argmax())
        raise ValueError(
            f"{where}: {name!r} must have {side} sums {marginal[i]:.6g} at {i}, got {sums[i]:.6g}; "
            "give plans that share this marginal"
        )
    return array


def box(value, name, where):
    """Two rows (low, high), the sides of a rectangle, shape (2, 2)."""
    array = _array(value, name, where, 2)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
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


def no_zeros(array, name, where):
    """Refuse points without weight."""
    zero = np.flatnonzero(array == 0)
    if zero.size:
        i = zero[0]
        raise ValueError(f"{where}: {name!r} must be positive, got {name}[{i}] = 0; leave that point out")


def allowed_support(used, costs, name, where):
    """Refuse a plan that uses a pair of infinite cost."""
    bad = used & np.isinf(costs)
    if bad.any():
        i, j = (int(k) for k in np.argwhere(bad)[0])
        raise ValueError(f"{where}: {name!r} must have no mass where the cost is inf, got some at ({i}, {j})")


def nonnegative_cost(cost, where):
    """Refuse costs below 0 where mass may be created: it would pay to create it without end."""
    _refuse_first(cost, cost < 0, "cost", where, "be nonnegative")


def two_gaussians(m0, S0, m1, S1, where):
    """Means (d,) and covariances (d, d) of two Gaussians on one space."""
    m0, S0 = gaussian(m0, S0, ("m0", "S0"), where)
    m1, S1 = gaussian(m1, S1, ("m1", "S1"), where)
    if len(m0) != len(m1):
        raise ValueError(f"{where}: 'm1' must have the dimension of 'm0' ({len(m0)}), got {len(m1)}")
    return m0, S0, m1, S1


def cholesky(covariance, name, where):
    """Cholesky factor of a covariance, refused if singular to rounding."""
    values = np.linalg.eigvalsh(covariance)
    if values[0] <= len(values) * np.finfo(float).eps * values[-1]:
        raise ValueError(
            f"{where}: {name!r} must be nonsingular, got least eigenvalue {values[0]:.3g} and largest "
            f"{values[-1]:.3g}; add a small multiple of the identity"
        )
    return np.linalg.cholesky(covariance)


def directions(value, dimension, name, where):
    """Unit vectors, shape (k, dimension), along given nonzero ones."""
    array = _array(value, name, where, 2)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    if array.shape[1] != dimension:
        raise ValueError(
            f"{where}: {name!r} must have the dimension of the points ({dimension}), got {array.shape[1]}"
        )
    largest = np.abs(array).max(axis=1)
    _refuse_first(largest, largest == 0, name, where, "not be zero")
    array = array / largest[:, None]
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def distances(value, name, where):
    """A symmetric matrix of finite inner distances, shape (n, n)."""
    array = _array(value, name, where, 2)
    if array.shape[0] != array.shape[1]:
        raise ValueError(f"{where}: {name!r} must be square, got shape {array.shape}")
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    _refuse_first(array, np.abs(array - array.T) > 1e-9 * np.abs(array).max(), name, where, "be symmetric")
    return (array + array.T) / 2


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


def mixture_weights(value, count, where):
    """Coefficients of a convex combination, shape (count,); equal when None."""
    if value is None:
        return np.full(count, 1 / count)
    return unit_mass(weights(vector(value, "mixture", where, count), "mixture", where), "mixture", where)


def histograms(value, name, where):
    """Probability weights of several measures on one support or grid, shape (K, ...)."""
    array = _array(value, name, where, np.ndim(value) if np.ndim(value) >= 2 else 2)
    _refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    _refuse_first(array, array < 0, name, where, "be nonnegative")
    masses = array.sum(axis=tuple(range(1, array.ndim)))
    _refuse_first(
        masses, np.abs(masses - 1) > MASS_TOLERANCE, f"sum of {name}", where, "be 1 for each measure"
    )
    return array / masses.reshape(-1, *[1] * (array.ndim - 1))


def costs_of_axes(value, shape, where):
    """A symmetric cost matrix for each axis of a grid; the matrix itself where there is one axis."""
    matrices = [value] if len(shape) == 1 else value
    if len(matrices) != len(shape):
        raise ValueError(
            f"{where}: 'cost' must have a matrix for each of {len(shape)} axes, got {len(matrices)}"
        )
    checked = [distances(matrix, "cost", where) for matrix in matrices]
    for matrix, count in zip(checked, shape, strict=True):
        if len(matrix) != count:
            raise ValueError(f"{where}: 'cost' must have shape ({count}, {count}), got {matrix.shape}")
    return checked


def dimension(array, expected, name, where):
    """Refuse points of another dimension."""
    if array.shape[1] != expected:
        raise ValueError(f"{where}: {name!r} must have points of dimension {expected}, got {array.shape[1]}")
