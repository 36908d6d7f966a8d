/** What certifies a transport plan: its marginals, its value and the value of a dual solution. */

/**
 * Sum of products.
 *
 * @param {ArrayLike<number>} u
 * @param {ArrayLike<number>} v of the same length
 * @returns {number}
 */
export function dot(u, v) {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += u[k] * v[k];
  return sum;
}

/**
 * Dual value of feasible potentials, which it first shifts so that both sides contribute half of it: f and g
 * are unique only up to a constant that one gains and the other loses.
 *
 * @param {Float64Array} f n potentials, changed in place, units of cost
 * @param {Float64Array} g m potentials, changed in place
 * @param {ArrayLike<number>} a n weights
 * @param {ArrayLike<number>} b m weights of the same mass
 * @returns {number} sum a f + sum b g
 */
export function balancedDual(f, g, a, b) {
  const shift = (dot(g, b) - dot(f, a)) / (2 * a.reduce((sum, weight) => sum + weight, 0));
  for (let i = 0; i < f.length; i++) f[i] += shift;
  for (let j = 0; j < g.length; j++) g[j] -= shift;
  return dot(f, a) + dot(g, b);
}

/**
 * Largest deviation of a plan's row and column sums from the weights.
 *
 * @param {Iterable<[number, number, number]>} plan triples (source, target, mass)
 * @param {ArrayLike<number>} a weights of the sources
 * @param {ArrayLike<number>} b weights of the targets
 * @returns {number} in units of mass
 */
export function marginalError(plan, a, b) {
  const rowSum = new Float64Array(a.length);
  const columnSum = new Float64Array(b.length);
  for (const [i, j, mass] of plan) {
    rowSum[i] += mass;
    columnSum[j] += mass;
  }
  let error = 0;
  for (let i = 0; i < a.length; i++) error = Math.max(error, Math.abs(rowSum[i] - a[i]));
  for (let j = 0; j < b.length; j++) error = Math.max(error, Math.abs(columnSum[j] - b[j]));
  return error;
}

/**
 * Cost of a plan.
 *
 * @param {Iterable<[number, number, number]>} plan triples (source, target, mass)
 * @param {ArrayLike<number>} cost n * m, row-major
 * @param {number} m
 * @returns {number} sum of mass times cost
 */
export function planCost(plan, cost, m) {
  let sum = 0;
  for (const [i, j, mass] of plan) sum += mass * cost[i * m + j];
  return sum;
}
