/** Transport between piecewise constant densities on the line, in closed form. */
import { CompensatedSum, checkMasses, checkNumber, countBelow, partialSums, staircase } from "./line.js";
import { checkFinite } from "./validation.js";

const MASS_TOLERANCE = 1e-6;

/**
 * Transport between piecewise constant densities by the quantile formula, integrated exactly.
 *
 * @param {ArrayLike<number>} edges k + 1 ends of the cells, increasing, data units
 * @param {ArrayLike<number>} rho0 k densities: not negative, zeros allowed, of integral 1 (up to 1e-6, then
 *   normalised)
 * @param {ArrayLike<number>} rho1 k densities on the same cells
 * @param {number} [p] exponent, at least 1, of the cost |y - x|^p
 * @returns {{value: number, distance: number, levels: Float64Array, source: Array<[number, number]>,
 *   target: Array<[number, number]>}} value = W_p^p, distance = W_p; between two of the `levels`, from 0 to 1, the
 *   monotone map carries the interval `source` affinely onto the interval `target`
 * @throws {TypeError|RangeError} on edges that do not increase, densities that are no probability, p < 1, and a
 *   value that overflows
 */
export function densityTransport(edges, rho0, rho1, p = 2) {
  const solver = "densityTransport";
  const [source, target] = [["rho0", rho0], ["rho1", rho1]].map(([name, rho]) => {
    return occupiedCells(edges, cellMasses(edges, rho, solver, name));
  });
  checkNumber(solver, "p", p, p >= 1, "finite and at least 1");
  const { i, j, mass } = staircase(source.mass, target.mass);
  const used = Array.from(mass.keys()).filter((k) => mass[k] > 0);
  const levels = levelsOf(used.map((k) => mass[k]));
  const from = used.map((cell, k) => intervalOf(source, i[cell], levels[k], levels[k + 1]));
  const to = used.map((cell, k) => intervalOf(target, j[cell], levels[k], levels[k + 1]));
  const value = integrate(used.map((cell) => mass[cell]), from, to, p);
  if (!Number.isFinite(value)) {
    throw new RangeError(`${solver}: W_p^p must be a finite number; use smaller edges or a smaller 'p'`);
  }
  return { value, distance: value ** (1 / p), levels, source: from, target: to };
}

/**
 * Masses of the cells of a piecewise constant density.
 *
 * @param {ArrayLike<number>} edges k + 1 ends of the cells, increasing
 * @param {ArrayLike<number>} rho k densities of integral 1 (up to 1e-6)
 * @param {string} [solver] name that opens error messages
 * @param {string} [name] of the argument
 * @returns {Float64Array} k masses of sum 1
 * @throws {TypeError|RangeError}
 */
export function cellMasses(edges, rho, solver = "cellMasses", name = "rho") {
  checkEdges(solver, edges);
  checkFinite(solver, name, rho, edges.length - 1);
  const masses = Float64Array.from(rho, (density, k) => density * (edges[k + 1] - edges[k]));
  const integral = masses.reduce((sum, mass) => sum + mass, 0);
  if (!(Math.abs(integral - 1) <= MASS_TOLERANCE)) {
    throw new RangeError(`${solver}: '${name}' must have integral 1, got ${integral.toPrecision(6)}; divide by it`);
  }
  return checkMasses(solver, name, masses, masses.length);
}

function checkEdges(solver, edges) {
  checkFinite(solver, "edges", edges, edges?.length);
  if (edges.length < 2) throw new RangeError(`${solver}: 'edges' must have at least 2 entries, got ${edges.length}`);
  for (let k = 1; k < edges.length; k++) {
    if (edges[k] > edges[k - 1]) continue;
    throw new RangeError(`${solver}: 'edges' must increase, got ${edges[k - 1]} and then ${edges[k]} at entry ${k}`);
  }
}

/** The cells that have mass: their ends, their masses, and the levels where each begins and ends. */
function occupiedCells(edges, masses) {
  const cells = Array.from(masses.keys()).filter((k) => masses[k] > 0);
  const mass = Float64Array.from(cells, (k) => masses[k]);
  const top = partialSums(mass);
  return {
    left: cells.map((k) => edges[k]),
    right: cells.map((k) => edges[k + 1]),
    mass,
    bottom: top.map((_, k) => (k > 0 ? top[k - 1] : 0)),
    top,
  };
}

function levelsOf(masses) {
  const sum = new CompensatedSum();
  const levels = Float64Array.from([0, ...masses], (mass) => sum.add(mass).value);
  levels[masses.length] = 1;
  return levels;
}

function intervalOf(cells, index, low, high) {
  return [pointAt(cells, index, low), pointAt(cells, index, high)];
}

/** The point of a cell below which there is mass `level`. */
function pointAt({ left, right, bottom, top }, index, level) {
  const share = (level - bottom[index]) / (top[index] - bottom[index]);
  if (!(share > 0)) return left[index];
  return share < 1 ? left[index] + share * (right[index] - left[index]) : right[index];
}

function integrate(masses, source, target, p) {
  const sum = new CompensatedSum();
  masses.forEach((mass, k) => sum.add(mass * meanPower(target[k][0] - source[k][0], target[k][1] - source[k][1], p)));
  return sum.value;
}

/**
 * Mean of |d|^p while d goes at constant speed from `start` to `end`.
 *
 * @param {number} start
 * @param {number} end
 * @param {number} p
 * @returns {number} to rounding, also where start and end are close
 */
export function meanPower(start, end, p) {
  const far = Math.max(Math.abs(start), Math.abs(end));
  const near = Math.min(Math.abs(start), Math.abs(end));
  if (far === 0) return 0;
  if (start * end < 0) return ((far / (far + near)) * far ** p + (near / (far + near)) * near ** p) / (p + 1);
  const share = (far - near) / far;
  const mean = share === 0 ? 1 : -Math.expm1((p + 1) * Math.log1p(-share)) / ((p + 1) * share);
  return far ** p * mean;
}

/**
 * Distribution and quantile function of a piecewise constant density.
 *
 * @param {ArrayLike<number>} edges k + 1 ends of the cells, increasing
 * @param {ArrayLike<number>} rho k densities of integral 1 (up to 1e-6, then normalised)
 * @returns {{cdf: (t: number) => number, quantile: (s: number) => number}} `quantile(s)` is the least point whose
 *   cdf is at least s, for 0 < s <= 1 (the left end of the support for s = 0)
 * @throws {TypeError|RangeError}
 */
export function densityDistribution(edges, rho) {
  const cells = occupiedCells(edges, cellMasses(edges, rho, "densityDistribution"));
  const { left, right, bottom, top } = cells;
  return {
    cdf(t) {
      const k = countBelow(left, t) - 1;
      if (k < 0) return 0;
      return t >= right[k] ? top[k] : bottom[k] + ((t - left[k]) / (right[k] - left[k])) * (top[k] - bottom[k]);
    },
    quantile: (s) => pointAt(cells, Math.min(countBelow(top, s), top.length - 1), s),
  };
}

/**
 * The monotone map of `densityTransport` at a point.
 *
 * @param {{source: Array<[number, number]>, target: Array<[number, number]>}} pieces its result
 * @param {number} t
 * @returns {number} G^-1(F(t)): where the source has no mass, the end of the piece before; left of it, the least
 *   target point
 */
export function monotoneMap({ source, target }, t) {
  const k = countBelow(source.map(([low]) => low), t) - 1;
  if (k < 0) return target[0][0];
  const [low, high] = source[k];
  if (t >= high) return target[k][1];
  return target[k][0] + ((t - low) / (high - low)) * (target[k][1] - target[k][0]);
}
