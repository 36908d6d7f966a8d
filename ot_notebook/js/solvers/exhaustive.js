/** Every map from n sources to m equally weighted targets, one by one: the honest but slow way. */
import { Assignment } from "./assignment.js";
import { checkCount, checkFinite } from "./validation.js";

/** The largest n: 10! = 3,628,800 maps. */
export const LARGEST_EXHAUSTIVE = 10;

/** Maps whose mean cost is this close to the optimum, relative to the largest, count as optimal. */
const TIE = 1e-12;

/**
 * Number of maps that give each of m targets n/m sources.
 *
 * @param {number} n
 * @param {number} m divides n
 * @returns {number} n! / ((n/m)!)^m; n! if m = n
 */
export function countMaps(n, m) {
  return factorial(n) / factorial(n / m) ** m;
}

/**
 * Visits every admissible map, depth first, adding costs source by source.
 *
 * A generator, so that a worker can report progress and stop between two chunks: it yields the running report
 * after every `chunk` maps and returns the last one. The same object is updated and yielded again.
 *
 * @param {ArrayLike<number>} cost n * m, row-major
 * @param {number} n number of sources, at most LARGEST_EXHAUSTIVE
 * @param {number} m number of targets, divides n
 * @param {{bins?: number, chunk?: number}} [options] bins of the histogram; maps between two reports
 * @yields {{visited: number, total: number, low: number, high: number, histogram: Float64Array, best: number,
 *   assignment: number[], optimal: number}} maps seen and in all; least and largest mean cost (known from two
 *   assignment problems); maps seen per bin of [low, high]; least mean cost seen, a map that has it, and how
 *   many maps seen have the optimal cost
 * @returns {Generator<object, object, void>}
 * @throws {TypeError|RangeError} if n is too large, m does not divide n or cost does not fit
 */
export function* exhaustiveSearch(cost, n, m, { bins = 60, chunk = 50000 } = {}) {
  checkProblem(cost, n, m);
  const report = emptyReport(cost, n, m, bins);
  const tree = emptyTree(n, m);
  while (nextMap(tree, cost, n, m)) {
    record(report, tree.sum[n] / n, tree.choice);
    if (report.visited % chunk === 0) yield report;
  }
  return report;
}

function checkProblem(cost, n, m) {
  checkCount("exhaustiveSearch", "n", n);
  checkCount("exhaustiveSearch", "m", m);
  if (n > LARGEST_EXHAUSTIVE) {
    throw new RangeError(`exhaustiveSearch: 'n' must be at most ${LARGEST_EXHAUSTIVE}, got ${n}`);
  }
  if (n % m !== 0) throw new RangeError(`exhaustiveSearch: 'm' must divide n = ${n}, got ${m}`);
  checkFinite("exhaustiveSearch", "cost", cost, n * m);
}

function factorial(n) {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function emptyReport(cost, n, m, bins) {
  const low = extremeMeanCost(cost, n, m, 1);
  const high = extremeMeanCost(cost, n, m, -1);
  return {
    visited: 0,
    total: countMaps(n, m),
    low,
    high,
    histogram: new Float64Array(bins),
    best: Infinity,
    assignment: [],
    optimal: 0,
  };
}

/** Least (sign 1) or largest (sign -1) mean cost of a map. */
function extremeMeanCost(cost, n, m, sign) {
  const copies = n / m;
  const signed = Float64Array.from({ length: n * n }, (_, k) => sign * cost[Math.floor(k / copies)]);
  const { columnOf } = new Assignment(n).solve(signed);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += cost[i * m + Math.floor(columnOf[i] / copies)];
  return sum / n;
}

/** Depth-first state: the first `level` sources have the targets choice[0..level-1]. */
function emptyTree(n, m) {
  return {
    level: 0,
    choice: new Int32Array(n + 1),
    sum: new Float64Array(n + 1),
    free: new Int32Array(m).fill(n / m),
  };
}

/** Moves the state to the next complete map; false when there is none left. */
function nextMap(tree, cost, n, m) {
  const { choice, sum, free } = tree;
  let level = tree.level;
  if (level === n) free[choice[--level]++]++;
  while (level < n) {
    let j = choice[level];
    while (j < m && free[j] === 0) j++;
    if (j === m) {
      if (level === 0) return false;
      free[choice[--level]++]++;
      continue;
    }
    choice[level] = j;
    free[j]--;
    sum[level + 1] = sum[level] + cost[level * m + j];
    choice[++level] = 0;
  }
  tree.level = n;
  return true;
}

function record(report, value, choice) {
  const { low, high, histogram } = report;
  const bins = histogram.length;
  const bin = high > low ? Math.floor((bins * (value - low)) / (high - low)) : 0;
  histogram[Math.min(bins - 1, Math.max(0, bin))]++;
  report.visited++;
  if (value <= low + TIE * high) report.optimal++;
  if (value < report.best) {
    report.best = value;
    report.assignment = Array.from(choice.subarray(0, choice.length - 1));
  }
}
