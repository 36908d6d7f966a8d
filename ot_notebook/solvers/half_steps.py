"""Sinkhorn's half-steps on logarithms, and the Newton steps that hasten them."""

import numpy as np

STAGE = 0.25
STAGE_ITER = 100
PLAIN_ITER = 20
LONGEST_STEP = 30
HALVINGS = 12
RIDGE = 1e-13
STAGE_TOLERANCE = 1e-3


def soft_transform(log_weights, potential, cost, epsilon):
    """``-epsilon log sum_j w_j exp((potential_j - cost_ij) / epsilon)`` for each row i."""
    exponents = (potential - cost) / epsilon + log_weights
    high = exponents.max(axis=1)
    return -epsilon * (high + np.log(np.exp(exponents - high[:, None]).sum(axis=1)))


def logarithm(weights):
    """Logarithms, ``-inf`` at zero."""
    return np.log(weights, out=np.full(np.shape(weights), -np.inf), where=weights > 0)


class HalfSteps:
    """Potentials under alternate half-steps; the sums of the plan follow from the next half-step."""

    def __init__(self, a, b, cost, keep):
        self.a, self.b, self.cost, self.back = a, b, cost, np.ascontiguousarray(cost.T)
        self.log_a, self.log_b = logarithm(a), logarithm(b)
        self.f, self.g = np.zeros(len(a)), np.zeros(len(b))
        self.iterations, self.records = 0, [] if keep else None

    def warm_up(self, epsilon, max_iter):
        """Solve roughly, for costs of range 1, at that range and its quarters down to `epsilon`."""
        stage = 1.0
        while stage > epsilon / STAGE**0.5:
            self.run(stage, STAGE_TOLERANCE, min(STAGE_ITER, max_iter - self.iterations))
            stage *= STAGE

    def run(self, epsilon, tol, max_iter):
        """Iterate at one epsilon until the columns too are within `tol`; the rows always are."""
        self.f = self._source_step(self.g, epsilon)
        for step in range(max_iter):
            self._note(epsilon)
            g = soft_transform(self.log_a, self.f, self.back, epsilon)
            if _deviation(self.b, (self.g - g) / epsilon) <= tol:
                break
            self.g = g
            self._note(epsilon)
            self.f = self._source_step(g, epsilon)
            if self.records is None and step >= PLAIN_ITER:
                self._newton(epsilon)
            self.iterations += 1
        else:
            self._note(epsilon)

    def _source_step(self, g, epsilon):
        return soft_transform(self.log_b, g, self.cost, epsilon)

    def _newton(self, epsilon):
        """Ascend ``<f, a> + <g, b>``, f the transform of g, by a Newton step shortened until it ascends."""
        plan = gibbs(self.a, self.b, self.cost, epsilon, self.f, self.g)
        step = epsilon * _newton_direction(plan, self.a, self.b)
        step *= min(1, LONGEST_STEP * epsilon / (np.abs(step).max() or 1))
        slope = float((self.b - plan.sum(0)) @ step)
        value = self.f @ self.a + self.g @ self.b
        for _ in range(HALVINGS):
            g = self.g + step
            f = self._source_step(g, epsilon)
            if f @ self.a + g @ self.b >= value + 1e-4 * slope:
                self.f, self.g = f, g
                return
            step, slope = step / 2, slope / 2

    def _note(self, epsilon):
        if self.records is not None:
            plan = gibbs(self.a, self.b, self.cost, epsilon, self.f, self.g)
            self.records.append((*marginal_errors(plan, self.a, self.b), self.f, self.g))


def _newton_direction(plan, a, b):
    """Solve ``(diag(c) - P^T diag(1/a) P) d = b - c`` for the column sums c, d zero where b is.

    Divided by the roots of c its eigenvalues lie in [0, 1]; the constants' is moved from 0 to 1, and the
    ridge holds back steps between parts of the plan that hardly exchange mass.
    """
    rows, columns = np.flatnonzero(a), np.flatnonzero(b)
    plan = plan[np.ix_(rows, columns)]
    roots = np.sqrt(np.maximum(plan.sum(0), np.finfo(float).tiny))
    spread = plan / np.sqrt(a[rows, None]) / roots
    system = (1 + RIDGE) * np.eye(len(columns)) - spread.T @ spread + np.outer(roots, roots)
    step = np.zeros(len(b))
    step[columns] = np.linalg.solve(system, (b[columns] - roots**2) / roots) / roots
    return step


def _deviation(weights, exponents):
    """Largest ``w |exp(t) - 1|``, the error of sums that a half-step would multiply by ``exp(-t)``."""
    used = weights > 0
    with np.errstate(over="ignore"):
        return np.abs(weights[used] * np.expm1(exponents[used])).max()


def gibbs(a, b, cost, epsilon, f, g):
    """The plan ``a_i b_j exp((f_i + g_j - cost_ij) / epsilon)``."""
    exponents = (f[:, None] + g - cost) / epsilon + logarithm(a)[:, None] + logarithm(b)
    return np.exp(exponents)


def marginal_errors(plan, a, b):
    """Largest deviation of a row sum from `a`, and of a column sum from `b`."""
    return np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max()
