/** Monge's problem between equally weighted points, with the Kantorovich plan where no map exists. */
import { Assignment } from "./assignment.js";
import { balancedDual, marginalError, planCost } from "./certificate.js";
import { fillCost, flattenPoints, largest } from "./cost.js";
import { sourceTransform } from "./ctransform.js";
import { NetworkSimplex } from "./simplex.js";

/** A warm solution whose relative gap exceeds this has gathered rounding errors and is solved afresh. */
const WARM_GAP = 1e-13;

/**
 * Cheapest map from n sources of weight 1/n to m targets of weight 1/m for the cost |x - y|^p.
 *
 * A map exists if and only if m divides n; every target then receives n/m sources. Otherwise `value` and
 * `assignment` are null, and the plan, the potentials and the certificate are those of Kantorovich's problem.
 *
 * @param {ArrayLike<ArrayLike<number>>} x n >= 1 sources, data units
 * @param {ArrayLike<ArrayLike<number>>} y m >= 1 targets of the same dimension
 * @param {number} p exponent, p > 0
 * @param {object} [memory] start with {} and pass the same object again to make the next solve fast
 * @returns {{feasible: boolean, reason: string|null, value: number|null, dual: number, gap: number,
 *   marginalError: number, assignment: number[]|null, f: number[], g: number[],
 *   plan: Array<[number, number, number]>, planValue: number}} value is the mean cost over the sources;
 *   f_i + g_j <= c_ij and dual = mean f + mean g, both halves equal; plan holds (source, target, mass) with
 *   mass > 0, sorted
 * @throws {TypeError|RangeError} on empty, ragged or non-finite points, or a p that is not positive
 */
export function solveMonge(x, y, p, memory = {}) {
  const problem = pointProblem(x, y, p);
  const solution = problem.n % problem.m === 0 ? solveMap(problem, memory) : solvePlan(problem, memory);
  Object.assign(memory, { problem });
  return solution;
}

/**
 * Cost of an assignment drawn by hand.
 *
 * @param {{x: number[][], y: number[][], p: number, drawn: Array<number|null>}} state drawn[i] is the target
 *   given to source i, null while it has none
 * @param {number|null} [optimum] the optimal mean cost, for the excess
 * @returns {{handValue: number|null, handExcess: number|null, complete: boolean, admissible: boolean,
 *   received: number[], capacity: number}} handValue is the mean cost, null until every source has a target and
 *   every target its `capacity` = n/m of sources; handExcess = handValue / optimum - 1, 0 if both vanish,
 *   null if only the optimum does
 * @throws {TypeError|RangeError} as solveMonge, and if drawn does not fit x and y
 */
export function handCost({ x, y, p, drawn }, optimum = null) {
  const { n, m, cost } = pointProblem(x, y, p);
  const received = countReceived(drawn, n, m);
  const capacity = n / m;
  const complete = drawn.every((j) => j !== null);
  const admissible = received.every((count) => count === capacity);
  const handValue = complete && admissible ? meanCost(cost, drawn, m) : null;
  return { handValue, handExcess: excess(handValue, optimum), complete, admissible, received, capacity };
}

function countReceived(drawn, n, m) {
  if (drawn?.length !== n) {
    throw new RangeError(`handCost: 'drawn' must have ${n} entries, got ${drawn?.length}`);
  }
  const received = new Array(m).fill(0);
  for (const j of drawn) {
    if (j === null) continue;
    if (!(Number.isInteger(j) && j >= 0 && j < m)) {
      throw new RangeError(`handCost: 'drawn' must hold targets 0 to ${m - 1} or null, got ${j}`);
    }
    received[j]++;
  }
  return received;
}

function excess(value, optimum) {
  if (value === null || optimum === null) return null;
  if (optimum > 0) return Math.max(0, value / optimum - 1);
  return value > 0 ? null : 0;
}

function pointProblem(x, y, p) {
  const flatX = flattenPoints("solveMonge", "x", x);
  const dimension = x[0].length;
  const flatY = flattenPoints("solveMonge", "y", y, dimension);
  const cost = fillCost(flatX, flatY, dimension, p);
  return { n: x.length, m: y.length, p, dimension, x: flatX, y: flatY, cost };
}

/** The n x n assignment in which every target stands n/m times. */
function solveMap(problem, memory) {
  const warm = solveMapOnce(problem, memory);
  if (Math.abs(warm.gap) <= WARM_GAP * largest(problem.cost)) return warm;
  return solveMapOnce(problem, Object.assign(memory, { problem: null }));
}

function solveMapOnce(problem, memory) {
  const { n, m, cost } = problem;
  const copies = n / m;
  const solver = assignmentFor(problem, memory, copies);
  const assignment = Array.from(solver.columnOf, (column) => Math.floor(column / copies));
  const plan = assignment.map((j, i) => [i, j, 1 / n]);
  const value = meanCost(cost, assignment, m);
  const g = Float64Array.from({ length: m }, (_, j) => Math.min(...solver.g.subarray(j * copies, (j + 1) * copies)));
  return {
    feasible: true,
    reason: null,
    value,
    assignment,
    ...certificate(problem, plan, g, value),
  };
}

function assignmentFor(problem, memory, copies) {
  const { n, m } = problem;
  const cost = repeatColumns(problem.cost, m, copies);
  const changed = changedPoints(memory.problem, problem);
  if (memory.assignment?.n !== n || changed === null) {
    memory.assignment = new Assignment(n);
    return memory.assignment.solve(cost);
  }
  const columns = changed.targets.flatMap((j) => Array.from({ length: copies }, (_, k) => j * copies + k));
  return memory.assignment.resolve(cost, changed.sources, columns);
}

function repeatColumns(cost, m, copies) {
  if (copies === 1) return cost;
  const repeated = new Float64Array(cost.length * copies);
  for (let k = 0; k < cost.length; k++) repeated.fill(cost[k], k * copies, (k + 1) * copies);
  return repeated;
}

/** Indices of the points that moved; null if the problems differ in more than that. */
function changedPoints(before, now) {
  const sameShape = before?.n === now.n && before.m === now.m && before.dimension === now.dimension;
  if (!sameShape || before.p !== now.p) return null;
  return { sources: movedPoints(before.x, now.x, now.dimension), targets: movedPoints(before.y, now.y, now.dimension) };
}

function movedPoints(before, now, dimension) {
  const moved = new Set();
  for (let k = 0; k < now.length; k++) if (before[k] !== now[k]) moved.add(Math.floor(k / dimension));
  return [...moved];
}

/** The transport problem with the whole-number weights m/gcd and n/gcd. */
function solvePlan(problem, memory) {
  const { n, m, cost } = problem;
  const simplex = simplexFor(problem, memory);
  const plan = simplex.plan(new Float64Array(n).fill(1 / n), new Float64Array(m).fill(1 / m));
  return {
    feasible: false,
    reason: `each of the ${m} targets would have to receive ${n}/${m} sources, which is not a whole number`,
    value: null,
    assignment: null,
    ...certificate(problem, plan, simplex.potential.slice(n), planCost(plan, cost, m)),
  };
}

function simplexFor({ n, m, cost }, memory) {
  if (memory.simplex?.n === n && memory.simplex.m === m) return memory.simplex.resolve(cost);
  memory.simplex = new NetworkSimplex(n, m);
  return memory.simplex.solve(new Float64Array(n).fill(m), new Float64Array(m).fill(n), cost);
}

function certificate({ n, m, cost }, plan, g, planValue) {
  const a = new Float64Array(n).fill(1 / n);
  const b = new Float64Array(m).fill(1 / m);
  const f = sourceTransform(cost, g, n);
  const dual = balancedDual(f, g, a, b);
  return {
    planValue,
    plan,
    dual,
    gap: planValue - dual,
    marginalError: marginalError(plan, a, b),
    f: Array.from(f),
    g: Array.from(g),
  };
}

function meanCost(cost, assignment, m) {
  let sum = 0;
  for (let i = 0; i < assignment.length; i++) sum += cost[i * m + assignment[i]];
  return sum / assignment.length;
}
