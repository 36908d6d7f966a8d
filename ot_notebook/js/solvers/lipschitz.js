/**
 * Functions on finitely many points with |f_i - f_j| <= |x_i - x_j|.
 *
 * On the line the bounds hold exactly, not up to rounding: neighbours are compared without error, and a
 * difference that is exact between neighbours is exact between all. E. J. McShane, "Extension of range of
 * functions", Bulletin of the AMS 40 (1934) 837-842.
 */
import { distances, pointsOf } from "./cost.js";
import { sourceTransform } from "./ctransform.js";
import { checkFinite } from "./validation.js";

/**
 * The largest 1-Lipschitz function below some values on the line.
 *
 * @param {ArrayLike<number>} x n points that do not decrease, data units
 * @param {ArrayLike<number>} values n values, data units
 * @returns {Float64Array} f_i = min_j values_j + |x_i - x_j|, rounded down where need be
 * @throws {TypeError|RangeError} on numbers that are not finite and points that decrease
 */
export function lipschitzMinorant(x, values) {
  checkLine("lipschitzMinorant", x, values);
  const f = Float64Array.from(values);
  for (let i = 1; i < f.length; i++) f[i] = Math.min(f[i], above(f[i - 1], x[i - 1], x[i]));
  for (let i = f.length - 2; i >= 0; i--) f[i] = Math.min(f[i], above(f[i + 1], x[i], x[i + 1]));
  return f;
}

/**
 * The smallest 1-Lipschitz function above some values on the line.
 *
 * @param {ArrayLike<number>} x n points that do not decrease, data units
 * @param {ArrayLike<number>} values n values, data units
 * @returns {Float64Array} f_i = max_j values_j - |x_i - x_j|, rounded up where need be
 * @throws {TypeError|RangeError} as lipschitzMinorant
 */
export function lipschitzMajorant(x, values) {
  checkLine("lipschitzMajorant", x, values);
  return lipschitzMinorant(x, Float64Array.from(values, (value) => -value)).map((value) => -value);
}

/**
 * A 1-Lipschitz function nearest to some values on the line in the largest deviation: halfway between the
 * largest minorant and the smallest majorant.
 *
 * @param {ArrayLike<number>} x n points that do not decrease, data units
 * @param {ArrayLike<number>} values n values, data units
 * @returns {{potential: Float64Array, distance: number, bound: number}} distance is the largest
 *   |potential_i - values_i|; no 1-Lipschitz function is nearer than bound, half of the largest
 *   |values_i - values_j| - |x_i - x_j| (or 0); both are equal but for rounding
 * @throws {TypeError|RangeError} as lipschitzMinorant
 */
export function nearestLipschitz(x, values) {
  checkLine("nearestLipschitz", x, values);
  const [low, high] = [lipschitzMinorant(x, values), lipschitzMajorant(x, values)];
  const potential = lipschitzMinorant(x, low.map((value, i) => value / 2 + high[i] / 2));
  return {
    potential,
    distance: potential.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i])), 0),
    bound: low.reduce((most, value, i) => Math.max(most, (high[i] - value) / 2), 0),
  };
}

/**
 * The largest 1-Lipschitz function that has given values at given points, elsewhere.
 *
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} points n points, or numbers; data units
 * @param {ArrayLike<number>} values n values of a 1-Lipschitz function there
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} z k points likewise
 * @returns {Float64Array} min_i values_i + |z - points_i| for each z
 * @throws {TypeError|RangeError} on empty, non-finite or mismatched input
 */
export function lipschitzExtension(points, values, z) {
  const solver = "lipschitzExtension";
  const known = pointsOf(solver, "points", points);
  checkFinite(solver, "values", values, known.length);
  const distance = distances(solver, pointsOf(solver, "z", z), known);
  return sourceTransform(distance, Float64Array.from(values, (value) => -value), z.length);
}

function checkLine(solver, x, values) {
  checkFinite(solver, "x", x, x?.length);
  checkFinite(solver, "values", values, x.length);
  for (let i = 1; i < x.length; i++) {
    if (x[i] < x[i - 1]) {
      throw new RangeError(`${solver}: 'x' must not decrease, got ${x[i - 1]} and then ${x[i]} at entry ${i}`);
    }
  }
}

/** The largest number whose exact difference from `value` is at most right - left. */
function above(value, left, right) {
  const sum = value + (right - left);
  return exceeds(sum, value, right, left) ? predecessor(sum) : sum;
}

/** Whether a - b > c - d in exact arithmetic. */
function exceeds(a, b, c, d) {
  const [left, right] = [a - b, c - d];
  return left === right ? differenceError(a, b) > differenceError(c, d) : left > right;
}

/** What rounding took from a - b: D. E. Knuth, "The Art of Computer Programming" II, section 4.2.2. */
function differenceError(a, b) {
  const difference = a - b;
  const part = difference - a;
  return a - (difference - part) - (b + part);
}

const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

function predecessor(value) {
  if (value === 0) return -Number.MIN_VALUE;
  number[0] = value;
  bits[0] += value > 0 ? -1n : 1n;
  return number[0];
}
