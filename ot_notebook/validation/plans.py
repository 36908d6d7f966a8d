"""Checks of transport plans."""

import numpy as np

from .arrays import array_of, refuse_first
from .masses import MASS_TOLERANCE


def plan(value, name, where):
    """Masses of pairs, finite and nonnegative, not all zero, shape (n, m)."""
    array = array_of(value, name, where, 2)
    refuse_first(array, ~np.isfinite(array), name, where, "be finite")
    refuse_first(array, array < 0, name, where, "be nonnegative")
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


def allowed_support(used, costs, name, where):
    """Refuse a plan that uses a pair of infinite cost."""
    bad = used & np.isinf(costs)
    if bad.any():
        i, j = (int(k) for k in np.argwhere(bad)[0])
        raise ValueError(f"{where}: {name!r} must have no mass where the cost is inf, got some at ({i}, {j})")
