"""The network simplex method pivot by pivot, slow and in sight: for looking on and for counting work."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .. import validation

UNITS = 2**50
OPTIMAL = 1e-12
MAX_ITER = 100_000


@dataclass(frozen=True, eq=False)
class Basis:
    """A spanning tree of pairs with the plan and the potentials that it determines, and what comes next.

    Attributes
    ----------
    pairs : ndarray of int, shape (n + m - 1, 2)
        Edges of the tree, (source, target), in lexicographic order.
    masses : ndarray, shape (n + m - 1,)
        Mass on each edge; zero on some if the plan is degenerate.
    f, g : ndarray, shapes (n,) and (m,)
        Potentials with ``f_i + g_j = cost_ij`` on the edges and ``f_0 = 0``.
    value : float
        Cost of the plan.
    entering : (int, int) or None
        Pair that comes next: the chosen one, or that of the least reduced cost ``cost_ij - f_i - g_j``;
        None at the optimum.
    reduced : float
        Its reduced cost, saved by each unit of mass that enters; at the optimum the least of all.
    leaving : (int, int) or None
        Edge that the next basis does without.
    """

    pairs: np.ndarray
    masses: np.ndarray
    f: np.ndarray
    g: np.ndarray
    value: float
    entering: tuple | None
    reduced: float
    leaving: tuple | None


@dataclass(frozen=True, eq=False)
class SimplexRun:
    """The bases that the method went through, and the certificate of the last.

    Attributes
    ----------
    value : float
    plan : ndarray, shape (n, m)
    f, g : ndarray, shapes (n,) and (m,)
        Potentials of the last basis, feasible up to rounding.
    dual : float
        ``sum(f * a) + sum(g * b)``.
    gap : float
        ``value - dual``: zero but for rounding.
    marginal_error : float
    pivots : int
    bases : tuple of Basis
        All of them, ``pivots + 1``; the last one alone unless asked for.
    """

    value: float
    plan: np.ndarray
    f: np.ndarray
    g: np.ndarray
    dual: float
    gap: float
    marginal_error: float
    pivots: int
    bases: tuple


def simplex_steps(a, b, cost, *, choices=(), trace=False, max_iter=MAX_ITER):
    """Run the network simplex method from the north-west corner, by the rule of the least reduced cost.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Positive weights of mass 1.
    cost : array_like, shape (n, m)
        Finite.
    choices : sequence of (int, int)
        Pairs that enter first, one a pivot, up to the first whose reduced cost is not negative.
    trace : bool
        Keep every basis.
    max_iter : int
        Limit on the pivots.

    Returns
    -------
    SimplexRun

    Raises
    ------
    ValueError, TypeError
        For weights that are no probability or zero somewhere, for costs that are not finite, and for
        choices that are no pairs of a source and a target.
    RuntimeError
        When `max_iter` pivots did not reach the optimum.

    Notes
    -----
    Weights are rounded to multiples of ``2**-50``, and masses of a few units are taken for zero. Ties are
    broken as if each source weighed a little more, and the last target as much more as all of them together:
    then no plan is degenerate and no basis returns. Dantzig (1951). A pivot takes about ``n m`` operations;
    where time counts, use `exact`.
    """
    where = "simplex_steps"
    a, b, cost = _checked(a, b, cost, where)
    choices = validation.pairs(choices, "choices", where, cost.shape)
    state = _Tree(_units(a), _units(b), cost, choices)
    bases, pivots = [], 0
    while state.entering:
        if pivots == max_iter:
            raise RuntimeError(f"{where}: no optimum after max_iter = {max_iter} pivots; allow more")
        if trace:
            bases.append(state.basis())
        state.pivot()
        pivots += 1
    basis = state.basis()
    bases.append(basis)
    plan = np.zeros(cost.shape)
    plan[tuple(basis.pairs.T)] = basis.masses
    dual = float(basis.f @ a + basis.g @ b)
    error = float(max(np.abs(plan.sum(1) - a).max(), np.abs(plan.sum(0) - b).max()))
    return SimplexRun(
        basis.value, plan, basis.f, basis.g, dual, basis.value - dual, error, pivots, tuple(bases)
    )


def _checked(a, b, cost, where):
    a = validation.unit_mass(validation.weights(a, "a", where), "a", where)
    b = validation.unit_mass(validation.weights(b, "b", where), "b", where)
    validation.no_zeros(a, "a", where)
    validation.no_zeros(b, "b", where)
    cost = validation.cost_matrix(cost, (len(a), len(b)), where)
    validation.finite_cost(cost, where)
    return a, b, cost


def _units(weights):
    """The weights as integers of sum `UNITS`."""
    units = np.maximum(np.rint(weights * UNITS).astype(np.int64), 1)
    units[units.argmax()] += UNITS - units.sum()
    return units


class _Tree:
    """A spanning tree of sources (nodes 0 to n - 1) and targets (from n on) with the flow on its edges.

    A flow of ``u`` units is kept as ``u * self.unit`` plus the small change that breaks ties.
    """

    def __init__(self, a, b, cost, choices=()):
        self.cost, self.n = cost, len(a)
        self.choices = list(choices)
        self.unit = 4 * (len(a) + 1)
        supply, demand = a * self.unit + 1, b * self.unit
        demand[-1] += len(a)
        self.flow = _north_west(supply.tolist(), demand.tolist())
        self.neighbours = [set() for _ in range(sum(cost.shape))]
        for edge in self.flow:
            self._join(*edge)
        self.tolerance = OPTIMAL * (np.ptp(cost) or 1.0)
        self._propose()

    def _join(self, i, j):
        self.neighbours[i].add(self.n + j)
        self.neighbours[self.n + j].add(i)

    def _part(self, i, j):
        self.neighbours[i].remove(self.n + j)
        self.neighbours[self.n + j].remove(i)

    def _propose(self):
        """Potentials of the tree, and the pivot of the choice or of the least reduced cost, if negative."""
        parents, potential = self._rooted()
        self.f, self.g = potential[: self.n], potential[self.n :]
        reduced = self.cost - self.f[:, None] - self.g
        pair = self._choice(reduced) or tuple(
            int(k) for k in np.unravel_index(reduced.argmin(), reduced.shape)
        )
        self.reduced, self.entering, self.leaving = float(reduced[pair]), None, None
        if self.reduced < -self.tolerance:
            self.entering, self.cycle = pair, self._cycle(*pair, parents)
            self.leaving = min(self.cycle[::2], key=self.flow.get)

    def _choice(self, reduced):
        """The next choice; None, and there are no more, if its reduced cost is not negative."""
        if self.choices and reduced[self.choices[0]] < -self.tolerance:
            return self.choices.pop(0)
        self.choices = []
        return None

    def basis(self):
        """The present basis with the proposed pivot."""
        pairs = np.array(sorted(self.flow))
        units = np.array([round(self.flow[i, j] / self.unit) for i, j in pairs])
        masses = np.where(units > len(self.neighbours), units, 0) / UNITS
        value = float(masses @ self.cost[tuple(pairs.T)])
        return Basis(pairs, masses, self.f, self.g, value, self.entering, self.reduced, self.leaving)

    def _rooted(self):
        """Parent and potential of every node, from the first source on."""
        parents, potential, waiting = {0: None}, np.zeros(len(self.neighbours)), [0]
        for node in waiting:
            for other in self.neighbours[node]:
                if other not in parents:
                    parents[other] = node
                    potential[other] = self.cost[self._edge(node, other)] - potential[node]
                    waiting.append(other)
        return parents, potential

    def _edge(self, node, other):
        return (node, other - self.n) if node < self.n else (other, node - self.n)

    def _cycle(self, i, j, parents):
        """Edges of the path from source i to target j: those at even places lose, the others gain."""
        ups = [_ancestors(node, parents) for node in (i, self.n + j)]
        while len(ups[0]) > 1 and len(ups[1]) > 1 and ups[0][-2] == ups[1][-2]:
            ups = [up[:-1] for up in ups]
        path = ups[0] + ups[1][-2::-1]
        return [self._edge(*step) for step in pairwise(path)]

    def pivot(self):
        """Move as much mass around the cycle as the leaving edge holds."""
        amount = self.flow[self.leaving]
        for place, edge in enumerate(self.cycle):
            self.flow[edge] += amount if place % 2 else -amount
        del self.flow[self.leaving]
        self.flow[self.entering] = amount
        self._part(*self.leaving)
        self._join(*self.entering)
        self._propose()


def _ancestors(node, parents):
    path = [node]
    while parents[path[-1]] is not None:
        path.append(parents[path[-1]])
    return path


def _north_west(supply, demand):
    """Fill cells from the upper left; of each pair of totals the smaller is used up."""
    flow, i, j = {}, 0, 0
    while True:
        flow[i, j] = min(supply[i], demand[j])
        supply[i], demand[j] = supply[i] - flow[i, j], demand[j] - flow[i, j]
        if i == len(supply) - 1 and j == len(demand) - 1:
            return flow
        i, j = (i + 1, j) if supply[i] == 0 else (i, j + 1)
