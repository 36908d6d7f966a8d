/** Exact optimal transport between weighted points. */
import { balancedDual, marginalError, planCost } from "./certificate.js";
import { sourceTransform } from "./ctransform.js";
import { NetworkSimplex } from "./simplex.js";
import { checkFinite } from "./validation.js";
import { checkSameMass, checkWeights, densePlan, planOf, rescale, restrict, supportOf } from "./weights.js";

const NAME = "transport";

/**
 * Minimises sum_ij P_ij c_ij over the plans P >= 0 with row sums a and column sums b.
 *
 * Network simplex on whole-number weights (see simplex.js). Points without mass carry no flow; their
 * potentials are extended by the c-transform. The dual solution returned is feasible to rounding, so `gap`
 * bounds the error of `value`.
 *
 * @param {ArrayLike<number>} a n weights, not negative, units of mass
 * @param {ArrayLike<number>} b m weights of the same mass (up to 1e-6, then rescaled to that of a)
 * @param {ArrayLike<number>} cost n * m finite numbers, row-major, units of cost
 * @param {object} [memory] start with {} and pass the same object again: while the weights stay the same,
 *   the next cost is solved from the last basis
 * @returns {{value: number, plan: Float64Array, f: Float64Array, g: Float64Array, dual: number, gap: number,
 *   marginalError: number, pivots: number}} plan is n * m, row-major; f_i + g_j <= c_ij;
 *   dual = sum a f + sum b g, both halves equal; value and dual in mass times cost
 * @throws {TypeError} if an argument is not an array
 * @throws {RangeError} on empty, negative or non-finite input and on different masses
 */
export function transport(a, b, cost, memory = {}) {
  const target = rescale(b, checkSameMass(NAME, checkWeights(NAME, "a", a), checkWeights(NAME, "b", b)));
  checkFinite(NAME, "cost", cost, a.length * b.length);
  const { support, simplex } = solveWarm(a, target, cost, memory);
  const triples = planOf(simplex, support);
  const g = extendedTargetPotential(support, simplex, cost, b.length);
  const f = sourceTransform(cost, g, a.length);
  const value = planCost(triples, cost, b.length);
  const dual = balancedDual(f, g, a, target);
  return {
    value,
    plan: densePlan(triples, a.length, b.length),
    f,
    g,
    dual,
    gap: value - dual,
    marginalError: marginalError(triples, a, target),
    pivots: simplex.pivots,
  };
}

/** Solves from the basis in memory if the weights are those of last time, else from nothing. */
function solveWarm(a, b, cost, memory) {
  if (memory.simplex && sameNumbers(memory.a, a) && sameNumbers(memory.b, b)) {
    memory.simplex.resolve(restrict(cost, memory.support, b.length));
    return memory;
  }
  const support = supportOf(a, b);
  const simplex = new NetworkSimplex(support.rows.length, support.columns.length);
  simplex.solve(support.supply, support.demand, restrict(cost, support, b.length));
  return Object.assign(memory, { a: Float64Array.from(a), b: Float64Array.from(b), support, simplex });
}

function sameNumbers(u, v) {
  return u.length === v.length && u.every((number, k) => number === v[k]);
}

/** g of the tree; at a target without mass the largest value that the sources with mass allow. */
function extendedTargetPotential({ rows, columns }, simplex, cost, m) {
  const n = rows.length;
  const g = new Float64Array(m).fill(Infinity);
  columns.forEach((j, k) => {
    g[j] = simplex.potential[n + k];
  });
  for (let j = 0; j < m; j++) {
    if (g[j] < Infinity) continue;
    rows.forEach((i, k) => {
      g[j] = Math.min(g[j], cost[i * m + j] - simplex.potential[k]);
    });
  }
  return g;
}
