/**
 * The path of entropic plans from the independent one to the optimal one, by Newton's method on the dual.
 *
 * The potentials of the sources are eliminated: P_ij = a_i K_ij / sum_l K_il with log K_ij = log b_j +
 * (g_j - c_ij) / epsilon has row sums a for every g, and g maximises a concave function whose gradient is b less
 * the column sums. Steps are damped as in F. Bach, "Self-concordant analysis for logistic regression", Electronic
 * Journal of Statistics 4 (2010) 384-414: they converge from anywhere, in the end quadratically.
 */
import { balancedDual, dot, marginalError } from "./certificate.js";
import { checkFinite } from "./validation.js";
import { probability } from "./weights.js";

/** Smallest epsilon, as a part of the range of the cost. */
const LEAST = 1e-10;
/** Epsilon falls by at most this factor between two solves. */
const FALL = 10;
/** Column sums are met to this part of the mass, or as well as rounding allows if that is within the next. */
const TOLERANCE = 1e-15;
const ACCEPTED = 1e-12;
const MAX_STEPS = 1000;
/** Part of the curvature that keeps a step finite where the plan falls apart. */
const RIDGE = 1e-15;

/**
 * Plans that minimise <C, P> + epsilon KL(P | a b^T), for one epsilon after another.
 *
 * @param {ArrayLike<number>} a n positive weights of mass 1
 * @param {ArrayLike<number>} b m positive weights of mass 1; a few, as a step takes about m^3 operations
 * @param {ArrayLike<number>} cost n * m finite numbers, row-major, units of cost
 * @param {ArrayLike<number>} epsilons at least 1e-10 of the range of the cost (or of 1 if that is 0), in decreasing
 *   order for speed, units of cost
 * @returns {Array<{epsilon: number, value: number, linear: number, divergence: number, plan: Float64Array,
 *   f: Float64Array, g: Float64Array, dual: number, gap: number, marginalError: number}>} for each epsilon:
 *   value = linear + epsilon divergence, linear = <C, P>, divergence = KL(P | a b^T), plan n * m, row-major,
 *   P_ij = a_i b_j exp((f_i + g_j - c_ij) / epsilon), dual = sum a f + sum b g (halves equal), gap = value - dual,
 *   marginalError the largest deviation of a row or column sum
 * @throws {TypeError|RangeError} on weights that are no probability or not positive, and costs or epsilons out of
 *   range
 * @throws {Error} if Newton's method does not converge
 */
export function entropicPath(a, b, cost, epsilons) {
  const problem = { a: positiveProbability("a", a), b: positiveProbability("b", b), cost };
  checkFinite("entropicPath", "cost", cost, a.length * b.length);
  checkFinite("entropicPath", "epsilons", epsilons, epsilons?.length);
  const state = { epsilon: costRange(cost) || 1, g: new Float64Array(b.length) };
  checkEpsilons(epsilons, LEAST * state.epsilon);
  return Array.from(epsilons, (epsilon) => {
    while (state.epsilon > FALL * epsilon) solveAt(problem, state, state.epsilon / FALL);
    return certified(problem, solveAt(problem, state, epsilon));
  });
}

function positiveProbability(argument, weights) {
  const normal = probability("entropicPath", argument, weights);
  const zero = normal.indexOf(0);
  if (zero < 0) return normal;
  throw new RangeError(`entropicPath: '${argument}' must be positive, got 0 at entry ${zero}; leave that point out`);
}

function checkEpsilons(epsilons, least) {
  const bad = epsilons.findIndex((epsilon) => epsilon < least);
  if (bad < 0) return;
  const limit = `at least ${least.toPrecision(4)}, ${LEAST} of the range of the cost`;
  throw new RangeError(`entropicPath: 'epsilons' must be ${limit}, got ${epsilons[bad]} at entry ${bad}`);
}

function costRange(cost) {
  const most = cost.reduce((high, c) => Math.max(high, c), -Infinity);
  return most - cost.reduce((low, c) => Math.min(low, c), Infinity);
}

/**
 * Moves the state to another epsilon and returns the logarithms of its plan with its potential. Steps are added to
 * the logarithms, which are small wherever there is mass, rather than to g / epsilon, whose rounding would show in
 * the column sums.
 */
function solveAt({ a, b, cost }, state, epsilon) {
  const m = b.length;
  state.epsilon = epsilon;
  const logs = Float64Array.from(cost, (c, k) => Math.log(b[k % m]) + (state.g[k % m] - c) / epsilon);
  normaliseRows(logs, a);
  let best = { error: Infinity };
  for (let step = 0; step < MAX_STEPS && best.error > TOLERANCE; step++) {
    const plan = logs.map(Math.exp);
    const missing = missingMass(plan, b);
    const error = Math.max(...missing.map(Math.abs));
    if (error < best.error) best = { error, logs: logs.slice(), g: state.g.slice(), stale: 0 };
    else if (error < ACCEPTED && ++best.stale > 3) break;
    const move = dampedStep(plan, a, b, missing);
    logs.forEach((_, k) => {
      logs[k] += move[k % m];
    });
    normaliseRows(logs, a);
    move.forEach((shift, j) => {
      state.g[j] += epsilon * shift;
    });
  }
  if (!(best.error <= ACCEPTED)) throw new Error(`entropicPath: no convergence for epsilon = ${epsilon}`);
  state.g = best.g;
  return { logs: best.logs, g: best.g.slice(), epsilon };
}

/** Makes the exponentials of each row sum to its weight. */
function normaliseRows(logs, a) {
  const m = logs.length / a.length;
  for (let i = 0; i < a.length; i++) {
    const row = logs.subarray(i * m, (i + 1) * m);
    const most = row.reduce((largest, value) => Math.max(largest, value), -Infinity);
    const sum = row.reduce((total, value) => total + Math.exp(value - most), 0);
    const shift = Math.log(a[i]) - most - Math.log(sum);
    row.forEach((value, j) => {
      row[j] = value + shift;
    });
  }
}

function missingMass(plan, b) {
  const missing = Float64Array.from(b);
  plan.forEach((mass, k) => {
    missing[k % b.length] -= mass;
  });
  return missing;
}

/** Newton's step for g / epsilon, of which the last stays where it is, shortened by its own range. */
function dampedStep(plan, a, b, missing) {
  const move = solveLaplacian(curvature(plan, a, b), missing);
  const range = Math.max(...move) - Math.min(...move);
  const factor = range > 0 ? Math.log1p(range) / range : 1;
  return move.map((value) => factor * value);
}

/** Minus the second derivatives: diag(column sums) - P^T diag(1 / a) P, by its entries off the diagonal. */
function curvature(plan, a, b) {
  const m = b.length;
  const matrix = Array.from({ length: m }, () => new Float64Array(m));
  for (let j = 0; j < m; j++) {
    for (let l = 0; l < m; l++) {
      if (l === j) continue;
      let entry = 0;
      for (let i = 0; i < a.length; i++) entry += (plan[i * m + j] / a[i]) * plan[i * m + l];
      matrix[j][l] = -entry;
      matrix[j][j] += entry;
    }
    matrix[j][j] += RIDGE * b[j];
  }
  return matrix;
}

/** Gauss elimination, stable without pivoting as the matrix is diagonally dominant; the last unknown is 0. */
function solveLaplacian(matrix, right) {
  const count = right.length - 1;
  const rows = matrix.slice(0, count).map((row, j) => [...row.subarray(0, count), right[j]]);
  for (let k = 0; k < count; k++) {
    for (let i = k + 1; i < count; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let l = k; l <= count; l++) rows[i][l] -= factor * rows[k][l];
    }
  }
  const solution = new Float64Array(right.length);
  for (let k = count - 1; k >= 0; k--) {
    let rest = rows[k][count];
    for (let l = k + 1; l < count; l++) rest -= rows[k][l] * solution[l];
    solution[k] = rest / rows[k][k];
  }
  return solution;
}

function certified({ a, b, cost }, { logs, g, epsilon }) {
  const m = b.length;
  const plan = logs.map(Math.exp);
  const f = Float64Array.from(a, (_, i) => softTransform(cost.slice(i * m, (i + 1) * m), g, b, epsilon));
  const dual = balancedDual(f, g, a, b);
  const triples = Array.from(plan, (mass, k) => [Math.floor(k / m), k % m, mass]);
  const linear = dot(plan, cost);
  const divergence = triples.reduce((sum, [i, j, mass], k) => sum + mass * (logs[k] - Math.log(a[i] * b[j])), 0);
  const value = linear + epsilon * divergence;
  const error = marginalError(triples, a, b);
  return { epsilon, value, linear, divergence, plan, f, g, dual, gap: value - dual, marginalError: error };
}

/** -epsilon log sum_j b_j exp((g_j - c_j) / epsilon). */
function softTransform(costs, g, b, epsilon) {
  const least = g.reduce((low, value, j) => Math.min(low, costs[j] - value), Infinity);
  const sum = g.reduce((total, value, j) => total + b[j] * Math.exp((least + value - costs[j]) / epsilon), 0);
  return least - epsilon * Math.log(sum);
}
