"""Checks of single numbers and choices."""

import math
from collections.abc import Sequence
from numbers import Integral, Real

import numpy as np

from .arrays import LARGEST


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


def pairs(value, name, where, shape):
    """A list of pairs (row, column) of a matrix of this shape, as tuples of ints."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"{where}: {name!r} must be a list of pairs, got {type(value).__name__}")
    return [_pair(item, f"{name}[{k}]", where, shape) for k, item in enumerate(value)]


def _pair(value, name, where, shape):
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 2:
        raise ValueError(f"{where}: {name!r} must be two integers, got {value!r}")
    return tuple(
        whole(k, f"{name}[{axis}]", where, 0, count - 1)
        for axis, (k, count) in enumerate(zip(value, shape, strict=True))
    )


def flag(value, name, where):
    """True or False."""
    if not isinstance(value, bool):
        raise TypeError(f"{where}: {name!r} must be True or False, got {value!r}")
    return value


def choice(value, choices, name, where):
    """One of the listed values."""
    if not any(value == allowed for allowed in choices):
        listed = ", ".join(repr(allowed) for allowed in choices)
        raise ValueError(f"{where}: {name!r} must be one of {listed}, got {value!r}")
    return value


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
