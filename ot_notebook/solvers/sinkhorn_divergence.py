"""The Sinkhorn divergence: entropic transport freed of its bias."""

from dataclasses import dataclass

from .. import validation
from .costs import cost as ground_cost
from .entropic import MAX_ITER, TOLERANCE, Entropic, sinkhorn

WHERE = "sinkhorn_divergence"


@dataclass(frozen=True, eq=False)
class SinkhornDivergence:
    """``OT(a, b) - OT(a, a) / 2 - OT(b, b) / 2``, each with epsilon KL(P | product of the marginals).

    Attributes
    ----------
    value : float
        From the dual values, whose error is of second order in that of the potentials.
    lower, upper : float
        Bounds of the true value, by the certificates of the three problems.
    nonnegative : bool
        Whether theory grants ``value >= 0``, with 0 only for equal measures: for ``p <= 2``.
    cross, within_x, within_y : Entropic
    iterations : int
    converged : bool
    """

    value: float
    lower: float
    upper: float
    nonnegative: bool
    cross: Entropic
    within_x: Entropic
    within_y: Entropic
    iterations: int
    converged: bool


def sinkhorn_divergence(x, y, a, b, epsilon, p=2, *, tol=TOLERANCE, max_iter=MAX_ITER):
    """Sinkhorn divergence of two weighted point sets for the cost ``|x - y|**p``.

    Parameters
    ----------
    x, y : array_like, shapes (n, d) and (m, d), or (n,) and (m,)
    a, b : array_like, shapes (n,) and (m,)
        Weights of mass 1.
    epsilon : float
        In the units of ``|x - y|**p``.
    p : float
        Positive exponent.
    tol, max_iter
        As in `sinkhorn`, for each of the three problems.

    Returns
    -------
    SinkhornDivergence

    Raises
    ------
    ValueError, TypeError
        As `cost` and `sinkhorn`.

    Notes
    -----
    Nonnegative, convex in each measure and zero only for equal measures when ``exp(-cost / epsilon)`` is a
    positive universal kernel: so for ``0 < p <= 2`` (Schoenberg), not in general beyond. It is no distance:
    the triangle inequality fails, of its root too. [Feydy et al., Interpolating between optimal transport and
    MMD using Sinkhorn divergences, 2019, theorem 1]
    """
    x, y = validation.points(x, "x", WHERE), validation.points(y, "y", WHERE)
    cross, within_x, within_y = (
        sinkhorn(first, second, ground_cost(left, right, p), epsilon, tol=tol, max_iter=max_iter)
        for left, first, right, second in ((x, a, y, b), (x, a, x, a), (y, b, y, b))
    )
    selves = within_x, within_y
    return SinkhornDivergence(
        value=cross.dual - sum(own.dual for own in selves) / 2,
        lower=cross.dual - sum(own.upper for own in selves) / 2,
        upper=cross.upper - sum(own.dual for own in selves) / 2,
        nonnegative=p <= 2,
        cross=cross,
        within_x=within_x,
        within_y=within_y,
        iterations=sum(solved.iterations for solved in (cross, *selves)),
        converged=all(solved.converged for solved in (cross, *selves)),
    )
