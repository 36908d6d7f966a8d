"""Checks of persistence diagrams."""

import numpy as np

from .arrays import array_of, refuse_first


def diagram(value, name, where):
    """Points (birth, death) on or above the diagonal, some perhaps infinite; shape (n, 2), n = 0 allowed."""
    if isinstance(value, (np.ndarray, list, tuple)) and len(value) == 0:
        return np.zeros((0, 2))
    array = array_of(value, name, where, 2)
    if array.shape[1] != 2:
        raise ValueError(f"{where}: {name!r} must have shape (n, 2): birth and death, got {array.shape}")
    refuse_first(array, np.isnan(array), name, where, "be numbers or infinite, not NaN")
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
