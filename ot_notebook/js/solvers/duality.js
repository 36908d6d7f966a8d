/** Potentials: c-transforms, the bounds that they prove, and Kantorovich-Rubinstein duality. */
import { dot } from "./certificate.js";
import { distances, pointsOf } from "./cost.js";
import { sourceTransform, targetTransform } from "./ctransform.js";
import { transport } from "./transport.js";
import { checkCost, checkFinite } from "./validation.js";
import { probability } from "./weights.js";

/** Excess within this part of the terms counts as rounding. */
const ROUNDING = 1e-12;

/**
 * The largest g with f_i + g_j <= c_ij.
 *
 * @param {ArrayLike<number>} f n finite numbers, units of cost
 * @param {ArrayLike<number>} cost n * m, row-major; Infinity forbids a pair
 * @returns {Float64Array} g_j = min_i (c_ij - f_i), Infinity where a whole column is forbidden
 * @throws {TypeError|RangeError} on potentials that are not finite, NaN in the cost, or a length that n does not divide
 */
export function cTransform(f, cost) {
  return targetTransform(cost, f, otherCount("cTransform", "f", f, cost));
}

/**
 * The largest f with f_i + g_j <= c_ij.
 *
 * @param {ArrayLike<number>} g m finite numbers, units of cost
 * @param {ArrayLike<number>} cost n * m, row-major; Infinity forbids a pair
 * @returns {Float64Array} f_i = min_j (c_ij - g_j), Infinity where a whole row is forbidden
 * @throws {TypeError|RangeError} as cTransform
 */
export function cTransformBack(g, cost) {
  return sourceTransform(cost, g, otherCount("cTransformBack", "g", g, cost));
}

function otherCount(solver, argument, potential, cost) {
  checkFinite(solver, argument, potential, potential?.length);
  const count = Math.max(1, Math.floor(cost?.length / potential.length));
  checkCost(solver, cost, count * potential.length);
  return count;
}

/**
 * Bounds Kantorovich's problem from below by any two potentials.
 *
 * @param {ArrayLike<number>} f n potentials, units of cost
 * @param {ArrayLike<number>} g m potentials
 * @param {ArrayLike<number>} a n weights of mass 1
 * @param {ArrayLike<number>} b m weights of mass 1
 * @param {ArrayLike<number>} cost n * m, row-major; Infinity forbids a pair
 * @returns {{value: number, violation: number, worst: [number, number], feasible: boolean, bound: number,
 *   violated: Array<[number, number, number]>}} value = sum a f + sum b g; violation is the largest
 *   f_i + g_j - c_ij, or 0; worst a pair of least slack; feasible whether the violation is no more than rounding;
 *   no plan costs less than bound = value - violation, feasible or not; violated holds (i, j, f_i + g_j - c_ij)
 *   of the pairs beyond rounding, row by row
 * @throws {TypeError|RangeError} on weights of no probability, potentials that are not finite, or wrong lengths
 */
export function dualBound(f, g, a, b, cost) {
  const solver = "dualBound";
  const [source, target] = [probability(solver, "a", a), probability(solver, "b", b)];
  checkCost(solver, cost, a.length * b.length);
  checkFinite(solver, "f", f, a.length);
  checkFinite(solver, "g", g, b.length);
  const excess = Float64Array.from(cost, (c, k) => -(c - f[Math.floor(k / g.length)] - g[k % g.length]));
  const pair = (k) => [Math.floor(k / g.length), k % g.length];
  const most = excess.reduce((best, value, k) => (value > excess[best] ? k : best), 0);
  const [i, j] = pair(most);
  const size = cost[most] === Infinity ? 0 : Math.abs(cost[most]);
  const tolerance = ROUNDING * Math.max(Math.abs(f[i]), Math.abs(g[j]), size);
  const violated = Array.from(excess.keys()).filter((k) => excess[k] > tolerance);
  const violation = Math.max(0, excess[most]);
  const value = dot(f, source) + dot(g, target);
  return {
    value,
    violation,
    worst: [i, j],
    feasible: violation <= tolerance,
    bound: value - violation,
    violated: violated.map((k) => [...pair(k), excess[k]]),
  };
}

/**
 * Solves the dual of W_1 by a 1-Lipschitz function.
 *
 * u(z) = min_j |z - y_j| - g_j is 1-Lipschitz, at least f on the sources and at most -g on the targets.
 * Between the points, `lipschitzExtension` of its values at y is u.
 *
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} x n points of the plane, or numbers; data units
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} y m points likewise
 * @param {ArrayLike<number>} a n weights of mass 1
 * @param {ArrayLike<number>} b m weights of mass 1
 * @returns {{value: number, potentialX: Float64Array, potentialY: Float64Array, dual: number, gap: number,
 *   lipschitz: number, plan: Float64Array}} value = W_1; potentials are u at x and at y; dual its mean under a
 *   less its mean under b; gap = value - dual; lipschitz the largest slope between two of the points, 0 if they
 *   all coincide; plan is n * m, row-major
 * @throws {TypeError|RangeError} on empty, non-finite or mismatched points and weights of no probability
 */
export function kantorovichRubinstein(x, y, a, b) {
  const solver = "kantorovichRubinstein";
  const [source, target] = [pointsOf(solver, "x", x), pointsOf(solver, "y", y)];
  const [massA, massB] = [probability(solver, "a", a, x.length), probability(solver, "b", b, y.length)];
  const { value, plan, g } = transport(massA, massB, distances(solver, source, target));
  const everywhere = [...source, ...target];
  const potential = sourceTransform(distances(solver, everywhere, target), g, everywhere.length);
  const [potentialX, potentialY] = [potential.slice(0, x.length), potential.slice(x.length)];
  const dual = dot(massA, potentialX) - dot(massB, potentialY);
  const lipschitz = largestSlope(potential, distances(solver, everywhere, everywhere));
  return { value, potentialX, potentialY, dual, gap: value - dual, lipschitz, plan };
}

function largestSlope(potential, distance) {
  let slope = 0;
  for (let k = 0; k < distance.length; k++) {
    const rise = Math.abs(potential[Math.floor(k / potential.length)] - potential[k % potential.length]);
    if (distance[k] > 0) slope = Math.max(slope, rise / distance[k]);
  }
  return slope;
}
