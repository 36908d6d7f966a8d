/** Transport between weighted points of the line, where the order decides. */
import { balancedDual } from "./certificate.js";
import { costMatrix } from "./cost.js";
import { CompensatedSum, charge, checkNumber, sortedMeasures, staircase } from "./line.js";
import { transport } from "./transport.js";

/** Differences of distribution functions below this are rounding. */
const LEVEL_ROUNDING = 8 * Number.EPSILON;
/** The monotone plan counts as optimal within this part of the largest cost. */
const OPTIMAL = 1e-12;

/**
 * Joins equal quantiles: the optimal plan on the line for the cost |y - x|^p, p >= 1.
 *
 * @param {ArrayLike<number>} x n sources in any order, they may coincide, data units
 * @param {ArrayLike<number>} y m targets
 * @param {ArrayLike<number>} [a] n weights of mass 1, zeros allowed; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @param {number} [p] exponent, at least 1
 * @returns {{value: number, distance: number, sources: Uint32Array, targets: Uint32Array, mass: Float64Array,
 *   f: Float64Array, g: Float64Array, dual: number, gap: number, marginalError: number}} value = W_p^p and
 *   distance = W_p; the plan's pairs in the order of the line, at most n + m - 1, of positive mass; potentials with
 *   f_i + g_j <= |y_j - x_i|^p, both halves of dual = sum a f + sum b g equal; gap = value - dual
 * @throws {TypeError|RangeError} on empty or non-finite points, weights that are no probability, p < 1, and
 *   costs that overflow
 * O((n + m) log(n + m)). Santambrogio, Optimal Transport for Applied Mathematicians (2015), chapter 2.
 */
export function quantileTransport(x, y, a, b, p = 2) {
  const solver = "quantileTransport";
  checkNumber(solver, "p", p, p >= 1, "finite and at least 1 (use concaveTransport below 1)");
  const problem = sortedMeasures(solver, x, y, a, b);
  const h = costOfGap(p);
  checkRange(solver, problem, h, p);
  const cells = monotoneCells(problem);
  const plan = positivePart(cells);
  const { f, g, dual } = potentials(problem, cells, h);
  const value = costOfPlan(problem, plan, h);
  return {
    value,
    distance: value ** (1 / p),
    ...plan,
    f,
    g,
    dual,
    gap: value - dual,
    marginalError: marginalDeviation(problem, plan),
  };
}

/**
 * W_infinity on the line: how far the monotone plan carries mass at most, which no plan betters.
 *
 * @param {ArrayLike<number>} x n sources
 * @param {ArrayLike<number>} y m targets
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @returns {{value: number, source: number, target: number, sources: Uint32Array, targets: Uint32Array,
 *   mass: Float64Array, marginalError: number}} `source` and `target` are joined over the distance `value`
 * @throws {TypeError|RangeError} on empty or non-finite points and weights that are no probability
 */
export function quantileBottleneck(x, y, a, b) {
  const problem = sortedMeasures("quantileBottleneck", x, y, a, b);
  const plan = positivePart(monotoneCells(problem));
  const gaps = plan.mass.map((_, k) => Math.abs(problem.y[plan.targets[k]] - problem.x[plan.sources[k]]));
  const longest = gaps.reduce((best, gap, k) => (gap > gaps[best] ? k : best), 0);
  return {
    value: gaps[longest],
    source: plan.sources[longest],
    target: plan.targets[longest],
    ...plan,
    marginalError: marginalDeviation(problem, plan),
  };
}

/**
 * Solves for the cost |y - x|^p with 0 < p <= 1 on the line, where order is no longer optimal.
 *
 * @param {ArrayLike<number>} x n sources
 * @param {ArrayLike<number>} y m targets
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @param {number} [p] exponent
 * @param {object} [memory] as for `transport`, for warm starts
 * @returns {object} all that `transport` returns, and `monotone`: {value, sources, targets, mass, optimal}, the
 *   plan that joins equal quantiles, its cost, and whether that is the least up to rounding
 * @throws {TypeError|RangeError} on empty or non-finite points, weights that are no probability, p outside (0, 1]
 */
export function concaveTransport(x, y, a, b, p = 0.5, memory = {}) {
  const solver = "concaveTransport";
  checkNumber(solver, "p", p, p > 0 && p <= 1, "in (0, 1]");
  const problem = sortedMeasures(solver, x, y, a, b);
  const cost = costMatrix(Array.from(problem.x, (u) => [u]), Array.from(problem.y, (v) => [v]), p);
  const best = transport(problem.a, problem.b, cost, memory);
  const plan = positivePart(monotoneCells(problem));
  const value = costOfPlan(problem, plan, costOfGap(p));
  const rounding = OPTIMAL * cost.reduce((most, each) => Math.max(most, each), 0);
  return { ...best, monotone: { value, ...plan, optimal: value - best.value <= rounding } };
}

/**
 * W_1 on the line as the area between the distribution functions.
 *
 * @param {ArrayLike<number>} x n sources
 * @param {ArrayLike<number>} y m targets
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @returns {{value: number, points: Float64Array, difference: Float64Array, potential: Float64Array, dual: number,
 *   gap: number}} all points in order without repetition; F_a - F_b at and to the right of each; a 1-Lipschitz
 *   function there, optimal in the dual problem, and its mean under a less its mean under b
 * @throws {TypeError|RangeError} on empty or non-finite points and weights that are no probability
 */
export function cdfGap(x, y, a, b) {
  const problem = sortedMeasures("cdfGap", x, y, a, b);
  const { points, excess } = charge(problem);
  const last = points.length - 1;
  const level = new CompensatedSum();
  const difference = excess.map((mass) => withoutRounding(level.add(mass).value));
  difference[last] = 0;
  const potential = new Float64Array(points.length);
  const area = new CompensatedSum();
  const height = new CompensatedSum();
  const dual = new CompensatedSum();
  for (let k = 0; k < last; k++) {
    const width = points[k + 1] - points[k];
    area.add(width * Math.abs(difference[k]));
    potential[k + 1] = height.add(-Math.sign(difference[k]) * width).value;
    dual.add(potential[k + 1] * excess[k + 1]);
  }
  return { value: area.value, points, difference, potential, dual: dual.value, gap: area.value - dual.value };
}

function withoutRounding(level) {
  return Math.abs(level) <= LEVEL_ROUNDING ? 0 : level;
}

/** The cells of the staircase, named by the atoms that they join. */
function monotoneCells({ a, b, rows, columns }) {
  const { i, j, mass } = staircase(gather(a, rows), gather(b, columns));
  return { sources: i.map((k) => rows[k]), targets: j.map((k) => columns[k]), mass };
}

function gather(values, indices) {
  const out = new Float64Array(indices.length);
  for (let k = 0; k < out.length; k++) out[k] = values[indices[k]];
  return out;
}

function positivePart({ sources, targets, mass }) {
  const used = (_, k) => mass[k] > 0;
  return { sources: sources.filter(used), targets: targets.filter(used), mass: mass.filter(used) };
}

function costOfGap(p) {
  if (p === 1) return Math.abs;
  if (p === 2) return (gap) => gap * gap;
  return (gap) => Math.abs(gap) ** p;
}

function checkRange(solver, { x, y, rows, columns }, h, p) {
  const low = y[columns[0]] - x[rows.at(-1)];
  const high = y[columns.at(-1)] - x[rows[0]];
  if (Number.isFinite(h(low)) && Number.isFinite(h(high))) return;
  throw new RangeError(`${solver}: 'x' and 'y' are too far apart for p = ${p}`);
}

function costOfPlan({ x, y }, { sources, targets, mass }, h) {
  const sum = new CompensatedSum();
  for (let k = 0; k < mass.length; k++) sum.add(mass[k] * h(y[targets[k]] - x[sources[k]]));
  return sum.value;
}

/** Potentials that are tight along the staircase, which makes them feasible because the cost is convex. */
function potentials({ x, y, a, b }, { sources, targets }, h) {
  const f = new Float64Array(x.length);
  const g = new Float64Array(y.length);
  const [ofSource, ofTarget] = [new CompensatedSum(), new CompensatedSum()];
  let here = h(y[targets[0]] - x[sources[0]]);
  g[targets[0]] = ofTarget.add(here).value;
  for (let k = 1; k < sources.length; k++) {
    const next = h(y[targets[k]] - x[sources[k]]);
    if (sources[k] !== sources[k - 1]) f[sources[k]] = ofSource.add(next).add(-here).value;
    else g[targets[k]] = ofTarget.add(next).add(-here).value;
    here = next;
  }
  return { f, g, dual: balancedDual(f, g, a, b) };
}

function marginalDeviation({ a, b }, { sources, targets, mass }) {
  return Math.max(deviation(a, sources, mass), deviation(b, targets, mass));
}

function deviation(weights, atoms, mass) {
  const sums = new Float64Array(weights.length);
  for (let k = 0; k < mass.length; k++) sums[atoms[k]] += mass[k];
  return sums.reduce((most, sum, i) => Math.max(most, Math.abs(sum - weights[i])), 0);
}
