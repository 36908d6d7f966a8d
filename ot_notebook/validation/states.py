"""Checks of the states of live figures, whose numbers have four decimals in Python and in the browser.

Weights that are all equal are kept as they are.
"""

import numpy as np

from .arrays import refuse_first, vector
from .clouds import points
from .masses import unit_mass, weights
from .scalars import real

DIGITS = 4
STEPS = 10**DIGITS


def state_keys(state, keys, where):
    """Refuse a state that has other inputs than these."""
    if set(state) != set(keys):
        raise ValueError(
            f"{where}: the state must have {', '.join(sorted(keys))}; got {', '.join(sorted(state))}"
        )


def at_most(values, most, name, where, noun="entries"):
    """Refuse more than `most` values."""
    if len(values) > most:
        raise ValueError(f"{where}: {name!r} must have at most {most} {noun}, got {len(values)}")


def points_in_window(value, name, where, window, most):
    """At most `most` points of the rectangle from the origin to `window`, shape (n, 2)."""
    array = points(value, name, where).round(DIGITS)
    if array.shape[1] != 2:
        raise ValueError(f"{where}: {name!r} must hold points of the plane, got dimension {array.shape[1]}")
    at_most(array, most, name, where, "points")
    outside = np.flatnonzero(((array < 0) | (array > window)).any(axis=1))
    if outside.size:
        (u, v), (width, height) = array[outside[0]], window
        raise ValueError(
            f"{where}: {name!r} must lie in [0, {width:g}] x [0, {height:g}], "
            f"got {name}[{outside[0]}] = ({u:g}, {v:g})"
        )
    return array


def decimal(value, name, where, low, high):
    """A number from `low` to `high`, rounded to four decimals."""
    return round(real(value, name, where, low, high), DIGITS)


def numbers_within(value, name, where, limits, *, count=None, most=None):
    """Numbers between two limits, rounded to four decimals: `count`, or at most `most`, where given."""
    array = vector(value, name, where, count)
    if most is not None:
        at_most(array, most, name, where)
    return [decimal(number, f"{name}[{k}]", where, *limits) for k, number in enumerate(value)]


def some_weight(weights, name, where):
    """Refuse nonnegative weights that are all zero."""
    if not any(weights):
        raise ValueError(f"{where}: {name!r} must have a weight above 0")


def unit_weights(value, name, where, count, least=0):
    """`count` weights of mass 1 (up to rounding), none below `least`, apportioned unless all are equal."""
    array = weights(value, name, where)
    if len(array) != count:
        raise ValueError(f"{where}: {name!r} must have {count} weights, got {len(array)}")
    refuse_first(array, array < least, name, where, f"be at least {least}")
    unit_mass(array, name, where)
    if (array == array[0]).all():
        return [1 / count] * count
    return apportioned(array, round(least * STEPS))


def apportioned(weights, least=0):
    """The multiples of 1/10000 of sum 1 nearest to the weights: the largest remainders are rounded up.

    Each gets at least `least` steps of 1/10000; the largest weight pays for what is lifted to that.
    """
    scaled = np.asarray(weights, float) / np.sum(weights) * STEPS
    steps = np.maximum(np.floor(scaled), least)
    missing = int(STEPS - steps.sum())
    if missing < 0:
        steps[steps.argmax()] += missing
    else:
        np.add.at(steps, np.resize(np.argsort(steps - scaled, kind="stable"), missing), 1)
    return (steps / STEPS).tolist()
