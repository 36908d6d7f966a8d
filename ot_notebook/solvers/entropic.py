"""Entropic optimal transport: Sinkhorn's half-steps on logarithms, with their trace and certificate."""

from dataclasses import dataclass

import numpy as np
from scipy.special import rel_entr, xlogy

from .. import validation
from .half_steps import HalfSteps, gibbs, marginal_errors

TOLERANCE = 1e-9
MAX_ITER = 10_000
ROUNDING = 1e-11


@dataclass(frozen=True, eq=False)
class Trace:
    """What each half-step of the plain iteration did, from ``g = 0``: the sources' first, then in turn.

    Attributes
    ----------
    epsilon : float
    source_error, target_error : ndarray, shape (k,)
        Largest deviation of a row sum from `a` and of a column sum from `b`, after the half-step.
    f, g : ndarray, shapes (k, n) and (k, m)
        Potentials after the half-step.
    """

    epsilon: float
    source_error: np.ndarray
    target_error: np.ndarray
    f: np.ndarray
    g: np.ndarray

    @property
    def distances(self):
        """Hilbert's metric between successive ``exp(f / epsilon)``, one per iteration."""
        return np.ptp(np.diff(self.f[::2], axis=0), axis=1) / self.epsilon

    @property
    def rate(self):
        """Factor by which an iteration shrinks `distances`, a mean over the later half; None if too few."""
        distances = self.distances
        known = distances[: np.argmax(np.r_[distances, 0] <= ROUNDING)]
        if len(known) < 2:
            return None
        tail = known[(len(known) - 1) // 2 :]
        return float((tail[-1] / tail[0]) ** (1 / (len(tail) - 1)))


@dataclass(frozen=True, eq=False)
class Entropic:
    """A plan of Sinkhorn's form, the numbers of both conventions, and bounds of the optimal value.

    Attributes
    ----------
    value : float
        ``<cost, plan> + epsilon KL(plan | a b^T)`` of the plan below.
    value_entropy : float
        ``<cost, plan> + epsilon sum(plan log plan)`` of the same plan: the other convention.
    linear : float
        ``<cost, plan>``.
    divergence : float
        ``KL(plan | a b^T)``.
    plan : ndarray, shape (n, m)
        ``a_i b_j exp((f_i + g_j - cost_ij) / epsilon)``.
    f, g : ndarray, shapes (n,) and (m,)
        Potentials, with equal halves of the dual value; soft c-transforms also where the weight is 0.
    dual : float
        Lower bound of the optimal `value`: ``<f, a> + <g, b> - epsilon (sum(plan) - 1)``.
    gap : float
        ``value - dual``; of either sign while the marginals are not met.
    upper : float
        `value` of the plan repaired to exact marginals: the optimum lies in ``[dual, upper]``.
    marginal_error : float
        Largest deviation of a row sum from `a` or of a column sum from `b`.
    iterations : int
        Pairs of half-steps, those at larger epsilon among them.
    converged : bool
        Whether ``marginal_error <= tol``.
    trace : Trace or None
    """

    value: float
    value_entropy: float
    linear: float
    divergence: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    upper: float
    marginal_error: float
    iterations: int
    converged: bool
    trace: Trace | None


@dataclass(frozen=True)
class HilbertBound:
    """How fast Sinkhorn's iteration must converge, whatever the weights.

    Attributes
    ----------
    diameter : float
        Of the image of ``K = exp(-cost / epsilon)`` in Hilbert's metric.
    half_step : float
        Contraction ``tanh(diameter / 4)`` of a half-step (Birkhoff).
    iteration : float
        Its square; 1 says nothing.
    """

    diameter: float
    half_step: float
    iteration: float


def sinkhorn(a, b, cost, epsilon, *, tol=TOLERANCE, max_iter=MAX_ITER, trace=False):
    """Minimise ``<cost, P> + epsilon KL(P | a b^T)`` over the plans P between two weighted point sets.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Weights of mass 1, zeros allowed.
    cost : array_like, shape (n, m)
        Finite costs.
    epsilon : float
        Regularisation in the units of the cost, within 1e-8 and 1e8 times its range.
    tol : float
        Accepted `marginal_error`.
    max_iter : int
        Limit on the pairs of half-steps.
    trace : bool
        Keep every half-step. The iteration is then the plain one; otherwise epsilon is quartered down from
        the cost's range with warm potentials, and Newton steps for the dual are put between half-steps.

    Returns
    -------
    Entropic
        With ``converged=False`` when the limit came first: a result, not an error.

    Raises
    ------
    ValueError, TypeError
        As `exact`, and for infinite costs or an epsilon out of range.

    Notes
    -----
    Sinkhorn on logarithms: each half-step is a soft c-transform, which meets one marginal. Plain, it takes
    about ``range / epsilon`` iterations and often far more; the Newton steps keep that to some tens.
    [Peyré and Cuturi, Computational Optimal Transport, 2019, chapter 4; Brauer, Clason, Lorenz and
    Wirth, A Sinkhorn-Newton method for entropic optimal transport, 2017]
    """
    a, b, cost = checked_problem(a, b, cost, "sinkhorn")
    low, scale = cost.min(), np.ptp(cost) or 1.0
    epsilon = validation.regularisation(epsilon, np.ptp(cost), "sinkhorn")
    tol = validation.real(tol, "tol", "sinkhorn", low=0)
    max_iter = validation.whole(max_iter, "max_iter", "sinkhorn", low=1)
    loop = HalfSteps(a, b, (cost - low) / scale, trace)
    if not trace:
        loop.warm_up(epsilon / scale, max_iter)
    loop.run(epsilon / scale, tol, max_iter - loop.iterations)
    record = _trace(loop.records, epsilon, low, scale) if trace else None
    shift = (scale * (loop.g @ b - loop.f @ a) - low) / 2
    f, g = loop.f * scale + low + shift, loop.g * scale - shift
    return _certified(a, b, cost, epsilon, f, g, tol, loop.iterations, record)


def checked_problem(a, b, cost, where):
    """Probability weights and finite costs, or an error."""
    a = validation.unit_mass(validation.weights(a, "a", where), "a", where)
    b = validation.weights(b, "b", where)
    validation.same_mass(a, b, where)
    cost = validation.cost_matrix(cost, (len(a), len(b)), where)
    validation.finite_cost(cost, where)
    return a, validation.unit_mass(b, "b", where), cost


def _trace(records, epsilon, low, scale):
    source, target, f, g = map(np.array, zip(*records, strict=True))
    return Trace(epsilon, source, target, f * scale + low, g * scale)


def _certified(a, b, cost, epsilon, f, g, tol, iterations, trace):
    plan = gibbs(a, b, cost, epsilon, f, g)
    product = np.outer(a, b)
    linear, divergence = float((plan * cost).sum()), kl(plan, product)
    value = linear + epsilon * divergence
    dual = float(f @ a + g @ b - epsilon * (plan.sum() - 1))
    repaired = feasible(plan, a, b)
    error = float(max(marginal_errors(plan, a, b)))
    return Entropic(
        value=value,
        value_entropy=float(linear + epsilon * xlogy(plan, plan).sum()),
        linear=linear,
        divergence=divergence,
        plan=plan,
        f=f,
        g=g,
        dual=dual,
        gap=value - dual,
        upper=float((repaired * cost).sum()) + epsilon * kl(repaired, product),
        marginal_error=error,
        iterations=iterations,
        converged=error <= tol,
        trace=trace,
    )


def kl(masses, reference):
    """``sum(p log(p / q) - p + q)`` with ``0 log 0 = 0``."""
    return float((rel_entr(masses, reference) - masses + reference).sum())


def feasible(plan, a, b):
    """A plan with exactly the marginals: rows and columns scaled down, the rest spread as a product.

    [Altschuler, Weed and Rigollet, 2017, algorithm 2]
    """
    plan = plan * _at_most_one(a, plan.sum(1))[:, None]
    plan = plan * _at_most_one(b, plan.sum(0))
    missing_a, missing_b = np.maximum(a - plan.sum(1), 0), np.maximum(b - plan.sum(0), 0)
    mass = missing_a.sum()
    return plan + np.outer(missing_a, missing_b) / mass if mass > 0 else plan


def _at_most_one(wanted, got):
    return np.divide(wanted, got, out=np.ones_like(got), where=got > wanted)


def hilbert_bound(cost, epsilon):
    """Contraction of Sinkhorn's half-steps in Hilbert's projective metric.

    Parameters
    ----------
    cost : array_like, shape (n, m)
        Finite costs.
    epsilon : float

    Returns
    -------
    HilbertBound

    Raises
    ------
    ValueError, TypeError
        For costs that are not finite, and an epsilon out of all proportion to their range.

    Notes
    -----
    The diameter is ``max (c_ik + c_jl - c_il - c_jk) / epsilon``, at most twice the cost's range over
    epsilon. [Franklin and Lorenz, 1989; Birkhoff, 1957]
    """
    cost = validation.cost_matrix(cost, np.shape(cost), "hilbert_bound")
    validation.finite_cost(cost, "hilbert_bound")
    epsilon = validation.regularisation(epsilon, np.ptp(cost), "hilbert_bound")
    diameter = max(float(np.ptp(cost - row, axis=1).max()) for row in cost) / epsilon
    half_step = float(np.tanh(diameter / 4))
    return HilbertBound(diameter, half_step, half_step**2)
