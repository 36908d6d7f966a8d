"""Ground costs between two supports."""

import numpy as np
from scipy.spatial.distance import cdist

from .. import validation


def cost(x, y, p=2):
    """Costs ``|x_i - y_j|**p`` in the Euclidean norm.

    Parameters
    ----------
    x : array_like, shape (n, d) or (n,)
        Source points; a vector is n points of the line.
    y : array_like, shape (m, d) or (m,)
        Target points.
    p : float
        Positive exponent.

    Returns
    -------
    ndarray, shape (n, m)

    Raises
    ------
    ValueError
        For empty, non-finite or mismatched supports, an exponent that is not positive, or a cost beyond
        the range of floating-point numbers.
    TypeError
        For entries that are not real numbers.
    """
    x = validation.points(x, "x", "cost")
    y = validation.points(y, "y", "cost")
    validation.same_space(x, y, "cost")
    p = validation.real(p, "p", "cost", low=0, open_low=True)
    with np.errstate(over="ignore"):
        matrix = cdist(x, y, "sqeuclidean") ** (p / 2)
    if not np.isfinite(matrix).all():
        raise ValueError(
            f"cost: |x - y|**{p:g} must be a finite number; use smaller coordinates or a smaller 'p'"
        )
    return matrix
