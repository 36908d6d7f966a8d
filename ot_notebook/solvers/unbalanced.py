"""Entropic transport with relaxed marginals: mass may be destroyed and created, at a price."""

from dataclasses import dataclass

import numpy as np

from .. import validation
from .entropic import kl
from .half_steps import STAGE, gibbs, logarithm, soft_transform

WHERE = "unbalanced"
TOLERANCE = 1e-9
MAX_ITER = 10_000
STAGE_ITER = 50
SAME_MASS = 1e-12


@dataclass(frozen=True, eq=False)
class Unbalanced:
    """A plan, what it costs in all, and a bound from below.

    Attributes
    ----------
    value : float
        ``linear + epsilon * divergence + source_penalty + target_penalty``, of the plan below.
    linear : float
        ``<cost, plan>``.
    divergence : float
        ``KL(plan | a b^T) = sum(p log(p / q) - p + q)``.
    source_penalty, target_penalty : float
        Price of the row sums for not being `a`, and of the column sums for not being `b`.
    plan : ndarray, shape (n, m)
        ``a_i b_j exp((f_i + g_j - cost_ij) / epsilon)``.
    f, g : ndarray, shapes (n,) and (m,)
    dual : float
        Lower bound of every plan's value.
    gap : float
        ``value - dual``, nonnegative but for rounding: every plan is admissible.
    kept : float
        Mass that is moved, ``sum(plan)``.
    destroyed : float
        Weight of `a` that does not leave, and mass that arrives beyond `b`.
    created : float
        Mass that leaves beyond `a`, and weight of `b` that nothing reaches:
        ``sum(a) - destroyed + created = sum(b)``.
    iterations : int
    converged : bool
        Whether the last iteration changed no entry of the plan by more than a factor ``1 +- tol``.
    """

    value: float
    linear: float
    divergence: float
    source_penalty: float
    target_penalty: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    kept: float
    destroyed: float
    created: float
    iterations: int
    converged: bool


def unbalanced(a, b, cost, epsilon, penalty, *, divergence="kl", tol=TOLERANCE, max_iter=MAX_ITER):
    """Minimise ``<cost, P> + epsilon KL(P | a b^T) + penalty (D(P 1 | a) + D(P^T 1 | b))`` over all P >= 0.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Nonnegative weights of any two masses.
    cost : array_like, shape (n, m)
        Finite nonnegative costs.
    epsilon : float
        Regularisation in the units of the cost, within 1e-8 and 1e8 times its range.
    penalty : float
        Price of the divergence of the marginals, in the units of the cost.
    divergence : {"kl", "tv"}
        ``D = KL`` (as in Hellinger-Kantorovich), or the total ``sum |p - q|``, which asks `penalty` for each
        unit destroyed or created: at ``epsilon = 0`` this is `partial_penalty`.
    tol : float
        Accepted relative change of the plan in an iteration.
    max_iter : int

    Returns
    -------
    Unbalanced
        With ``converged=False`` when the limit came first: its value and bounds are true all the same.

    Raises
    ------
    ValueError, TypeError
        For weights, costs and numbers out of range.

    Notes
    -----
    Sinkhorn's iteration on logarithms, each soft c-transform followed by the divergence's proximal map, and
    the best shift ``f + t, g - t``. [Chizat, Peyré, Schmitzer and Vialard, Scaling algorithms for unbalanced
    optimal transport problems, 2018; Séjourné, Vialard and Peyré, 2022, for the shift]
    """
    a, b = validation.weights(a, "a", WHERE), validation.weights(b, "b", WHERE)
    cost = validation.cost_matrix(cost, (len(a), len(b)), WHERE)
    validation.finite_cost(cost, WHERE)
    validation.nonnegative_cost(cost, WHERE)
    epsilon = validation.regularisation(epsilon, np.ptp(cost), WHERE)
    penalty = validation.real(penalty, "penalty", WHERE, low=0, high=validation.LARGEST, open_low=True)
    validation.choice(divergence, ("kl", "tv"), "divergence", WHERE)
    relaxed = _KL(penalty) if divergence == "kl" else _TV(penalty)
    tol = validation.real(tol, "tol", WHERE, low=0)
    max_iter = validation.whole(max_iter, "max_iter", WHERE, low=1)
    f, g, iterations, converged = _solve(a, b, cost, epsilon, relaxed, tol, max_iter)
    return _certified(a, b, cost, epsilon, relaxed, f, g, iterations, converged)


@dataclass(frozen=True)
class _KL:
    """``rho KL(masses | weights)``, its proximal map on potentials and its part of the dual."""

    rho: float

    def relax(self, potential, epsilon):
        return potential * (self.rho / (self.rho + epsilon))

    def price(self, masses, weights):
        return self.rho * kl(masses, weights)

    def dual(self, potential, weights):
        return -self.rho * float(weights @ np.expm1(-potential / self.rho))

    def shift(self, f, g, a, b):
        mass_f, mass_g = (np.logaddexp.reduce(logarithm(w) - p / self.rho) for w, p in ((a, f), (b, g)))
        return self.rho * (mass_f - mass_g) / 2


@dataclass(frozen=True)
class _TV:
    """``rho sum |masses - weights|``, likewise."""

    rho: float

    def relax(self, potential, epsilon):
        return np.clip(potential, -self.rho, self.rho)

    def price(self, masses, weights):
        return self.rho * float(np.abs(masses - weights).sum())

    def dual(self, potential, weights):
        return float(potential @ weights)

    def shift(self, f, g, a, b):
        f, g, mass_a, mass_b = f[a > 0], g[b > 0], a.sum(), b.sum()
        if abs(mass_a - mass_b) <= SAME_MASS * mass_a:
            return 0.0
        if mass_a > mass_b:
            return min(self.rho - f.max(), self.rho + g.min())
        return -min(self.rho + f.min(), self.rho - g.max())


def _solve(a, b, cost, epsilon, relaxed, tol, max_iter):
    """Potentials, through larger epsilons first."""
    g, iterations, stage = np.zeros(len(b)), 0, float(np.ptp(cost))
    while stage > epsilon / STAGE**0.5:
        budget = min(STAGE_ITER, max_iter - 1 - iterations)
        _, g, done, _ = _iterate(a, b, cost, stage, relaxed, g, tol**0.5, budget)
        iterations, stage = iterations + done, stage * STAGE
    f, g, done, converged = _iterate(a, b, cost, epsilon, relaxed, g, tol, max_iter - iterations)
    return f, g, iterations + done, converged


def _iterate(a, b, cost, epsilon, relaxed, g, tol, max_iter):
    log_a, log_b, back = logarithm(a), logarithm(b), np.ascontiguousarray(cost.T)
    f = None
    for iteration in range(1, max_iter + 1):
        new_f = relaxed.relax(soft_transform(log_b, g, cost, epsilon), epsilon)
        new_g = relaxed.relax(soft_transform(log_a, new_f, back, epsilon), epsilon)
        shift = relaxed.shift(new_f, new_g, a, b)
        new_f, new_g = new_f + shift, new_g - shift
        change = np.inf if f is None else max(np.abs(new_f - f).max(), np.abs(new_g - g).max())
        f, g = new_f, new_g
        if change <= tol * epsilon:
            return f, g, iteration, True
    return f, g, max(max_iter, 0), False


def _certified(a, b, cost, epsilon, relaxed, f, g, iterations, converged):
    plan = gibbs(a, b, cost, epsilon, f, g)
    rows, columns = plan.sum(1), plan.sum(0)
    linear, divergence = float((plan * cost).sum()), kl(plan, np.outer(a, b))
    source_penalty, target_penalty = relaxed.price(rows, a), relaxed.price(columns, b)
    value = linear + epsilon * divergence + source_penalty + target_penalty
    dual = relaxed.dual(f, a) + relaxed.dual(g, b) - epsilon * float(plan.sum() - a.sum() * b.sum())
    lost, gained = a - rows, b - columns
    return Unbalanced(
        value=value,
        linear=linear,
        divergence=divergence,
        source_penalty=source_penalty,
        target_penalty=target_penalty,
        plan=plan,
        f=f,
        g=g,
        dual=dual,
        gap=value - dual,
        kept=float(plan.sum()),
        destroyed=float(np.maximum(lost, 0).sum() + np.maximum(-gained, 0).sum()),
        created=float(np.maximum(-lost, 0).sum() + np.maximum(gained, 0).sum()),
        iterations=iterations,
        converged=converged,
    )
