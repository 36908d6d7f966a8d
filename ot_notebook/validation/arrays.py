"""Checks of arrays as such."""

import numpy as np

LARGEST = 1e150


def array_of(value, name, where, ndim):
    """A nonempty array of real numbers with `ndim` axes, as floats."""
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


def is_flat(value):
    """Whether the value is one row of entries."""
    try:
        return np.asarray(value).ndim == 1
    except ValueError:
        return False


def refuse_first(array, bad, name, where, demand):
    """Raise for the first entry where `bad` holds, naming its place."""
    if bad.any():
        place = tuple(int(i) for i in np.argwhere(bad)[0])
        index = ", ".join(map(str, place))
        raise ValueError(f"{where}: {name!r} must {demand}, got {name}[{index}] = {array[place]:g}")


def vector(value, name, where, count=None):
    """Finite real numbers, shape (n,); as many as `count` when it is given."""
    array = array_of(value, name, where, 1)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
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
