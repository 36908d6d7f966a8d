/** Weights of discrete measures: checks, and the whole numbers that network flows are computed in. */
import { checkFinite } from "./validation.js";

/** Weights become whole numbers of this sum, which float64 adds exactly. */
export const UNITS = 2 ** 50;
const MASS_TOLERANCE = 1e-6;

/**
 * Checks weights and returns their mass.
 *
 * @param {string} solver name that opens error messages
 * @param {string} argument name of the argument
 * @param {ArrayLike<number>} weights at least one, finite, not negative
 * @returns {number} positive and finite
 * @throws {TypeError|RangeError}
 */
export function checkWeights(solver, argument, weights) {
  checkFinite(solver, argument, weights, weights?.length);
  if (weights.length === 0) throw new RangeError(`${solver}: '${argument}' must hold at least one weight`);
  let mass = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 0) {
      throw new RangeError(`${solver}: '${argument}' must not be negative, got ${weights[i]} at entry ${i}`);
    }
    mass += weights[i];
  }
  if (!(mass > 0 && mass < Infinity)) {
    throw new RangeError(`${solver}: '${argument}' must have a positive finite mass, got ${mass}`);
  }
  return mass;
}

/**
 * Factor that gives b the mass of a.
 *
 * @param {string} solver
 * @param {number} massA
 * @param {number} massB
 * @returns {number}
 * @throws {RangeError} if it differs from 1 by more than 1e-6
 */
export function checkSameMass(solver, massA, massB) {
  if (Math.abs(massA - massB) <= MASS_TOLERANCE * massA) return massA / massB;
  const got = `(${massA.toPrecision(4)}), got ${massB.toPrecision(4)}`;
  throw new RangeError(`${solver}: 'b' must have the mass of 'a' ${got}; rescale one of them`);
}

/**
 * Weights of a probability measure, freed of the rounding of their sum.
 *
 * @param {string} solver
 * @param {string} argument
 * @param {ArrayLike<number>} weights n weights of mass 1 (up to 1e-6)
 * @param {number} [count] required n
 * @returns {Float64Array}
 * @throws {TypeError|RangeError}
 */
export function probability(solver, argument, weights, count = weights?.length) {
  const mass = checkWeights(solver, argument, weights);
  if (weights.length !== count) {
    throw new RangeError(`${solver}: '${argument}' must have ${count} entries, got ${weights.length}`);
  }
  if (Math.abs(mass - 1) > MASS_TOLERANCE) {
    throw new RangeError(`${solver}: '${argument}' must have mass 1, got ${mass.toPrecision(4)}; rescale it`);
  }
  return rescale(weights, 1 / mass);
}

/**
 * @param {ArrayLike<number>} weights
 * @param {number} factor
 * @returns {Float64Array}
 */
export function rescale(weights, factor) {
  return Float64Array.from(weights, (weight) => weight * factor);
}

/**
 * Whole numbers proportional to the weights, of sum UNITS; what rounding leaves goes to the largest.
 *
 * @param {ArrayLike<number>} weights checked weights
 * @returns {Float64Array}
 */
export function quantise(weights) {
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

/**
 * The points that have mass: their indices, and their weights, as whole numbers and as given.
 *
 * @param {ArrayLike<number>} a checked weights of the sources
 * @param {ArrayLike<number>} b checked weights of the targets
 * @returns {{rows: number[], columns: number[], supply: number[], demand: number[], a: number[], b: number[]}}
 */
export function supportOf(a, b) {
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

/**
 * The part of a matrix that belongs to the points with mass.
 *
 * @param {ArrayLike<number>} matrix n * m, row-major
 * @param {{rows: number[], columns: number[]}} support
 * @param {number} m
 * @returns {ArrayLike<number>} the matrix itself if all points have mass
 */
export function restrict(matrix, { rows, columns }, m) {
  if (rows.length * columns.length === matrix.length) return matrix;
  return Float64Array.from(rows.flatMap((i) => columns.map((j) => matrix[i * m + j])));
}

/**
 * The plan of a network simplex on the points with mass, in the indices of all points.
 *
 * @param {{plan: function}} simplex solved on the support
 * @param {{rows: number[], columns: number[], a: number[], b: number[]}} support
 * @returns {Array<[number, number, number]>} (source, target, mass) with mass > 0, sorted
 */
export function planOf(simplex, { rows, columns, a, b }) {
  return simplex.plan(a, b).map(([i, j, mass]) => [rows[i], columns[j], mass]);
}

/**
 * @param {Iterable<[number, number, number]>} triples (source, target, mass)
 * @param {number} n
 * @param {number} m
 * @returns {Float64Array} n * m, row-major
 */
export function densePlan(triples, n, m) {
  const plan = new Float64Array(n * m);
  for (const [i, j, mass] of triples) plan[i * m + j] = mass;
  return plan;
}
