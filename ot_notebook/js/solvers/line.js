/** Measures on the line: their atoms in order, their distribution and quantile functions, the monotone plan. */
import { order } from "./order.js";
import { checkFinite } from "./validation.js";
import { checkWeights } from "./weights.js";

/** Levels nearer than this differ by rounding alone. */
const SNAP = 8 * Number.EPSILON;
const MASS_TOLERANCE = 1e-6;

/** A running sum that keeps what rounding drops (Neumaier 1974). */
export class CompensatedSum {
  #sum = 0;
  #dropped = 0;

  add(term) {
    const before = this.#sum;
    const sum = before + term;
    this.#dropped += Math.abs(before) >= Math.abs(term) ? before - sum + term : term - sum + before;
    this.#sum = sum;
    return this;
  }

  get value() {
    return this.#sum + this.#dropped;
  }
}

/**
 * Checks a probability measure on the line and copies it.
 *
 * @param {string} solver name that opens error messages
 * @param {[string, string]} names of the two arguments
 * @param {ArrayLike<number>} points n >= 1 atoms in any order, data units
 * @param {ArrayLike<number>} [weights] n weights of mass 1, zeros allowed; equal unless given
 * @returns {{points: Float64Array, weights: Float64Array}} weights freed of the rounding of their sum
 * @throws {TypeError|RangeError}
 */
export function checkMeasure(solver, [pointsName, weightsName], points, weights) {
  checkFinite(solver, pointsName, points, points?.length);
  if (points.length === 0) throw new RangeError(`${solver}: '${pointsName}' must hold at least one point`);
  const masses = weights ?? new Float64Array(points.length).fill(1 / points.length);
  return { points: new Float64Array(points), weights: checkMasses(solver, weightsName, masses, points.length) };
}

/**
 * Checks the masses of a probability measure and divides them by their sum.
 *
 * @param {string} solver
 * @param {string} name of the argument
 * @param {ArrayLike<number>} masses not negative, of sum 1 up to 1e-6
 * @param {number} length expected number of entries
 * @returns {Float64Array}
 * @throws {TypeError|RangeError}
 */
export function checkMasses(solver, name, masses, length) {
  checkFinite(solver, name, masses, length);
  checkWeights(solver, name, masses);
  const total = new CompensatedSum();
  for (let k = 0; k < length; k++) total.add(masses[k]);
  const mass = total.value;
  if (!(Math.abs(mass - 1) <= MASS_TOLERANCE)) {
    throw new RangeError(`${solver}: '${name}' must have mass 1, got ${mass.toPrecision(7)}; divide by the sum`);
  }
  return new Float64Array(masses).map((each) => each / mass);
}

/**
 * Throws unless a number lies in a range.
 *
 * @param {string} solver
 * @param {string} name of the argument
 * @param {number} value
 * @param {boolean} allowed whether it does, where it is finite
 * @param {string} range in words, to follow "must be"
 * @throws {RangeError}
 */
export function checkNumber(solver, name, value, allowed, range) {
  if (Number.isFinite(value) && allowed) return;
  throw new RangeError(`${solver}: '${name}' must be ${range}, got ${value}`);
}

/**
 * Checks two probability measures on the line and sorts them.
 *
 * @param {string} solver name that opens error messages
 * @param {ArrayLike<number>} x n atoms
 * @param {ArrayLike<number>} y m atoms
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @returns {{x: Float64Array, y: Float64Array, a: Float64Array, b: Float64Array, rows: Uint32Array,
 *   columns: Uint32Array}} copies in the given order, and the indices that sort x and y
 * @throws {TypeError|RangeError}
 */
export function sortedMeasures(solver, x, y, a, b) {
  const source = checkMeasure(solver, ["x", "a"], x, a);
  const target = checkMeasure(solver, ["y", "b"], y, b);
  return {
    x: source.points,
    y: target.points,
    a: source.weights,
    b: target.weights,
    rows: order(source.points),
    columns: order(target.points),
  };
}

/**
 * The difference of two measures.
 *
 * @param {ReturnType<typeof sortedMeasures>} measures
 * @returns {{points: Float64Array, excess: Float64Array}} all points in order without repetition, and the mass of a
 *   less that of b at each
 */
export function charge({ x, y, a, b, rows, columns }) {
  const points = new Float64Array(x.length + y.length);
  const excess = new Float64Array(points.length);
  let last = -1;
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const fromX = j === y.length || (i < x.length && x[rows[i]] <= y[columns[j]]);
    const point = fromX ? x[rows[i]] : y[columns[j]];
    if (last < 0 || point !== points[last]) points[++last] = point;
    excess[last] += fromX ? a[rows[i++]] : -b[columns[j++]];
  }
  return { points: points.slice(0, last + 1), excess: excess.slice(0, last + 1) };
}

/**
 * Distribution function at and to the right of each of some atoms in order.
 *
 * @param {Float64Array} weights of mass 1
 * @returns {Float64Array} partial sums, rounded once each, those that miss 1 by rounding alone set to it
 */
export function partialSums(weights) {
  const sum = new CompensatedSum();
  const levels = weights.map((weight) => {
    const level = sum.add(weight).value;
    return level < 1 - SNAP ? level : 1;
  });
  levels[levels.length - 1] = 1;
  return levels;
}

/**
 * Cells and masses of the monotone plan between weights in the order of the line: the staircase from (0, 0) to
 * (n - 1, m - 1), n + m - 1 cells, some of them of no mass.
 *
 * @param {Float64Array} a n weights of mass 1
 * @param {Float64Array} b m weights of mass 1
 * @returns {{i: Uint32Array, j: Uint32Array, mass: Float64Array}}
 */
export function staircase(a, b) {
  const rows = partialSums(a);
  const columns = snapTo(partialSums(b), rows);
  const count = a.length + b.length - 1;
  const cells = { i: new Uint32Array(count), j: new Uint32Array(count), mass: new Float64Array(count) };
  let level = 0;
  for (let k = 0, i = 0, j = 0; k < count; k++) {
    cells.i[k] = i;
    cells.j[k] = j;
    const down = j === b.length - 1 || (i < a.length - 1 && rows[i] <= columns[j]);
    const next = down ? rows[i++] : columns[j++];
    cells.mass[k] = next - level;
    level = next;
  }
  return cells;
}

/** Increasing levels, those within SNAP of a level of the grid moved onto the nearest. */
function snapTo(levels, grid) {
  let right = 0;
  return levels.map((level) => {
    while (right < grid.length - 1 && grid[right] < level) right++;
    const left = Math.max(0, right - 1);
    const nearest = level - grid[left] < grid[right] - level ? grid[left] : grid[right];
    return Math.abs(level - nearest) <= SNAP ? nearest : level;
  });
}

/**
 * Number of entries of an increasing array that are below a value.
 *
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 * @param {boolean} [inclusive] count the entries equal to the value too
 * @returns {number}
 */
export function countBelow(sorted, value, inclusive = false) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value || (inclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Distribution and quantile function of weighted atoms.
 *
 * @param {ArrayLike<number>} x n atoms in any order
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @returns {{points: Float64Array, levels: Float64Array, cdf: (t: number) => number,
 *   quantile: (s: number) => number}} the atoms that have mass, in order, without repetition, and the distribution
 *   function there; `cdf(t)` is the mass of (-inf, t], `quantile(s)` the least point whose cdf is at least s, for
 *   0 < s <= 1 (the first point for s = 0)
 * @throws {TypeError|RangeError}
 */
export function distribution(x, a) {
  const { points, weights } = checkMeasure("distribution", ["x", "a"], x, a);
  const rank = order(points).filter((i) => weights[i] > 0);
  const sums = partialSums(Float64Array.from(rank, (i) => weights[i]));
  const last = Array.from(rank.keys()).filter((k) => points[rank[k]] !== points[rank[k + 1]]);
  const atoms = Float64Array.from(last, (k) => points[rank[k]]);
  const levels = Float64Array.from(last, (k) => sums[k]);
  return {
    points: atoms,
    levels,
    cdf: (t) => levels[countBelow(atoms, t, true) - 1] ?? 0,
    quantile: (s) => atoms[Math.min(countBelow(levels, s), atoms.length - 1)],
  };
}
