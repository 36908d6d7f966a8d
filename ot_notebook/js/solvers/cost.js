/** Cost matrices |x_i - y_j|^p of finite point sets, flat and row-major. */
import { checkFinite } from "./validation.js";

/**
 * Copies points into one flat array.
 *
 * @param {string} solver name that opens error messages
 * @param {string} argument name of the argument
 * @param {ArrayLike<ArrayLike<number>>} points n points of one dimension, data units
 * @param {number} [dimension] required number of coordinates; that of the first point by default
 * @returns {Float64Array} n * dimension coordinates, point by point
 * @throws {TypeError|RangeError} if there is no point, a dimension differs or a coordinate is not finite
 */
export function flattenPoints(solver, argument, points, dimension = points?.[0]?.length) {
  if (!(points?.length > 0) || !(dimension > 0)) {
    throw new RangeError(`${solver}: '${argument}' must hold at least one point`);
  }
  const flat = new Float64Array(points.length * dimension);
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    if (!isFinitePoint(point, dimension)) checkFinite(solver, `${argument}[${i}]`, point, dimension);
    for (let k = 0; k < dimension; k++) flat[i * dimension + k] = point[k];
  }
  return flat;
}

/**
 * Cost of every pair of points, from flat coordinates.
 *
 * @param {Float64Array} x n * dimension coordinates
 * @param {Float64Array} y m * dimension coordinates
 * @param {number} dimension
 * @param {number} p exponent, p > 0
 * @param {Float64Array} [out] receives the result, n * m
 * @returns {Float64Array} cost[i * m + j] = |x_i - y_j|^p, Euclidean norm, data units to the power p
 * @throws {RangeError} if p is not positive or a cost overflows
 */
export function fillCost(x, y, dimension, p, out = new Float64Array((x.length * y.length) / dimension ** 2)) {
  if (!(Number.isFinite(p) && p > 0)) {
    throw new RangeError(`costMatrix: 'p' must be a positive number, got ${p}`);
  }
  squaredDistances(x, y, dimension, out);
  raiseSquares(out, p);
  if (largest(out) === Infinity) throw new RangeError(`costMatrix: 'x' and 'y' are too far apart for p = ${p}`);
  return out;
}

/**
 * Largest of some numbers that are not negative.
 *
 * @param {ArrayLike<number>} values
 * @returns {number} 0 if there are none
 */
export function largest(values) {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (values[k] > most) most = values[k];
  return most;
}

/**
 * Cost matrix |x_i - y_j|^p of two point sets.
 *
 * @param {ArrayLike<ArrayLike<number>>} x n points
 * @param {ArrayLike<ArrayLike<number>>} y m points of the same dimension
 * @param {number} [p] exponent, p > 0
 * @returns {Float64Array} n * m, row-major
 * @throws {TypeError|RangeError} on empty, ragged or non-finite points, and as `fillCost`
 */
export function costMatrix(x, y, p = 2) {
  const flatX = flattenPoints("costMatrix", "x", x);
  const dimension = x[0].length;
  return fillCost(flatX, flattenPoints("costMatrix", "y", y, dimension), dimension, p);
}

/**
 * Points of the line or of space as points of space.
 *
 * @param {string} solver name that opens error messages
 * @param {string} argument name of the argument
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} points n points, or n numbers; data units
 * @returns {Array<ArrayLike<number>>} n points
 * @throws {RangeError} if there is none
 */
export function pointsOf(solver, argument, points) {
  if (!(points?.length > 0)) throw new RangeError(`${solver}: '${argument}' must hold at least one point`);
  return Array.from(points, (point) => (typeof point === "number" ? [point] : point));
}

/**
 * Distances of two point sets.
 *
 * @param {string} solver name that opens error messages
 * @param {ArrayLike<ArrayLike<number>>} x n points
 * @param {ArrayLike<ArrayLike<number>>} y m points of the same dimension
 * @returns {Float64Array} n * m, row-major, data units
 * @throws {TypeError|RangeError} on empty, ragged or non-finite points, and as `fillCost`
 */
export function distances(solver, x, y) {
  const flatX = flattenPoints(solver, "x", x);
  const dimension = x[0].length;
  return fillCost(flatX, flattenPoints(solver, "y", y, dimension), dimension, 1);
}

function isFinitePoint(point, dimension) {
  if (point?.length !== dimension) return false;
  for (let k = 0; k < dimension; k++) if (!Number.isFinite(point[k])) return false;
  return true;
}

function squaredDistances(x, y, dimension, out) {
  if (dimension === 2) return planarSquaredDistances(x, y, out);
  for (let i = 0, at = 0; i < x.length; i += dimension) {
    for (let j = 0; j < y.length; j += dimension, at++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) sum += (x[i + k] - y[j + k]) ** 2;
      out[at] = sum;
    }
  }
}

function planarSquaredDistances(x, y, out) {
  for (let i = 0, at = 0; i < x.length; i += 2) {
    const u = x[i];
    const v = x[i + 1];
    for (let j = 0; j < y.length; j += 2, at++) {
      const du = u - y[j];
      const dv = v - y[j + 1];
      out[at] = du * du + dv * dv;
    }
  }
}

function raiseSquares(squares, p) {
  if (p === 2) return;
  const power = powerOfSquare(p);
  for (let k = 0; k < squares.length; k++) squares[k] = power(squares[k]);
}

function powerOfSquare(p) {
  if (p === 1) return Math.sqrt;
  if (p === 3) return (s) => s * Math.sqrt(s);
  if (p === 4) return (s) => s * s;
  return (s) => s ** (p / 2);
}
