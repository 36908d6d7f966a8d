/** Exact optimal transport between weighted points. */
import { balancedDual, marginalError, planCost } from "./certificate.js";
import { sourceTransform } from "./ctransform.js";
import { NetworkSimplex } from "./simplex.js";
import { checkFinite } from "./validation.js";

/** Weights become whole numbers of this sum, which float64 adds exactly. */
const UNITS = 2 ** 50;
const MASS_TOLERANCE = 1e-6;

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
  const target = rescale(b, checkSameMass(checkWeights("a", a), checkWeights("b", b)));
  checkFinite("transport", "cost", cost, a.length * b.length);
  const { support, simplex } = solveWarm(a, target, cost, memory);
  const triples = simplex
    .plan(support.a, support.b)
    .map(([i, j, mass]) => [support.rows[i], support.columns[j], mass]);
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

/** Checks weights and returns their mass. */
function checkWeights(argument, weights) {
  checkFinite("transport", argument, weights, weights?.length);
  if (weights.length === 0) throw new RangeError(`transport: '${argument}' must hold at least one weight`);
  let mass = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 0) {
      throw new RangeError(`transport: '${argument}' must not be negative, got ${weights[i]} at entry ${i}`);
    }
    mass += weights[i];
  }
  if (!(mass > 0 && mass < Infinity)) {
    throw new RangeError(`transport: '${argument}' must have a positive finite mass, got ${mass}`);
  }
  return mass;
}

/** Factor that gives b the mass of a; throws if it differs from 1 by more than MASS_TOLERANCE. */
function checkSameMass(massA, massB) {
  if (Math.abs(massA - massB) <= MASS_TOLERANCE * massA) return massA / massB;
  const got = `(${massA.toPrecision(4)}), got ${massB.toPrecision(4)}`;
  throw new RangeError(`transport: 'b' must have the mass of 'a' ${got}; rescale one of them`);
}

function rescale(weights, factor) {
  return Float64Array.from(weights, (weight) => weight * factor);
}

/** Solves from the basis in memory if the weights are those of last time, else from nothing. */
function solveWarm(a, b, cost, memory) {
  if (memory.simplex && sameNumbers(memory.a, a) && sameNumbers(memory.b, b)) {
    memory.simplex.resolve(restrictCost(cost, memory.support, b.length));
    return memory;
  }
  const support = supportOf(a, b);
  const simplex = new NetworkSimplex(support.rows.length, support.columns.length);
  simplex.solve(support.supply, support.demand, restrictCost(cost, support, b.length));
  return Object.assign(memory, { a: Float64Array.from(a), b: Float64Array.from(b), support, simplex });
}

function sameNumbers(u, v) {
  return u.length === v.length && u.every((number, k) => number === v[k]);
}

/** The points that have mass: their indices, and their weights, as whole numbers and as given. */
function supportOf(a, b) {
  const source = positivePart(a);
  const target = positivePart(b);
  return {
    rows: source.kept,
    columns: target.kept,
    supply: source.units,
    demand: target.units,
    a: source.weights,
    b: target.weights,
  };
}

function positivePart(weights) {
  const units = quantise(weights);
  const kept = Array.from(units.keys()).filter((i) => units[i] > 0);
  return { kept, units: kept.map((i) => units[i]), weights: kept.map((i) => weights[i]) };
}

/** Whole numbers proportional to the weights, of sum UNITS; what rounding leaves goes to the largest. */
function quantise(weights) {
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  const units = Float64Array.from(weights, (weight) => Math.round((weight / mass) * UNITS));
  let rest = UNITS;
  let largest = 0;
  units.forEach((unit, i) => {
    rest -= unit;
    if (unit > units[largest]) largest = i;
  });
  units[largest] += rest;
  return units;
}

/** The cost between the points that have mass. */
function restrictCost(cost, { rows, columns }, m) {
  if (rows.length * columns.length === cost.length) return cost;
  return Float64Array.from(rows.flatMap((i) => columns.map((j) => cost[i * m + j])));
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

function densePlan(triples, n, m) {
  const plan = new Float64Array(n * m);
  for (const [i, j, flow] of triples) plan[i * m + j] = flow;
  return plan;
}
