/** The plans that the figure knows, and moves of mass around a cycle of four cells. */
import { dot, marginalError } from "../../solvers/certificate.js";
import { costMatrix, largest } from "../../solvers/cost.js";
import { staircase } from "../../solvers/line.js";
import { transport } from "../../solvers/transport.js";
import { rowsOf, triplesOf } from "../shared/plans.js";
import { STEPS, stepsOf } from "../shared/weights.js";

const SAVING = 1e-12;

const productPlan = (a, b) => Float64Array.from(a.flatMap((u) => b.map((v) => u * v)));

function cornerPlan(a, b) {
  const plan = new Float64Array(a.length * b.length);
  const { i, j, mass } = staircase(Float64Array.from(a), Float64Array.from(b));
  mass.forEach((each, k) => {
    plan[i[k] * b.length + j[k]] += each;
  });
  return plan;
}

/** One of the plans "optimal", "product" and "corner", flat. */
function planNamed(name, { x, y, a, b, p }) {
  if (name === "product") return productPlan(a, b);
  return name === "corner" ? cornerPlan(a, b) : transport(a, b, costMatrix(x, y, p)).plan;
}

/** The plan that is shown, flat: the reader's own is the one it starts from until mass is moved. */
export function shownPlan(state) {
  if (state.kind !== "mine") return planNamed(state.kind, state);
  return state.hand ? Float64Array.from(state.hand.flat()) : planNamed(state.start, state);
}

/**
 * The plan that is shown and the optimum of the same problem.
 *
 * @returns {object} of the plan shown: `value` its cost, `plan` n rows of m masses, `rowSums`, `columnSums`,
 *   `marginalError` their largest deviation from a and b, `gap` = value - dual, `excess` = value / optimalValue - 1
 *   (null if only the optimum costs nothing), `cycle` (see cycleOf); of the optimum: `optimalValue`, `optimalPlan`,
 *   and the potentials `f`, `g` with f_i + g_j <= c_ij and `dual` = sum a f + sum b g, which bounds every plan's
 *   cost; and the costs `productValue`, `cornerValue` of the two plans that ignore the cost
 */
export function solve(state, memory = {}) {
  const { x, y, a, b, p } = state, m = y.length;
  const cost = costMatrix(x, y, p), best = transport(a, b, cost, memory);
  const plan = state.kind === "optimal" ? best.plan : shownPlan(state), value = dot(plan, cost);
  return {
    value,
    plan: rowsOf(plan, m),
    ...sums(plan, a, b),
    gap: value - best.dual,
    excess: excess(value, best.value),
    cycle: cycleOf(state.cycle, plan, cost, m),
    optimalValue: best.value,
    optimalPlan: rowsOf(best.plan, m),
    f: Array.from(best.f),
    g: Array.from(best.g),
    dual: best.dual,
    productValue: dot(productPlan(a, b), cost),
    cornerValue: dot(cornerPlan(a, b), cost),
  };
}

function sums(plan, a, b) {
  const m = b.length, rowSums = a.map(() => 0), columnSums = b.map(() => 0);
  plan.forEach((mass, k) => {
    rowSums[Math.floor(k / m)] += mass;
    columnSums[k % m] += mass;
  });
  return { rowSums, columnSums, marginalError: marginalError(triplesOf(plan, m), a, b) };
}

function excess(value, optimum) {
  if (optimum > 0) return Math.max(0, value / optimum - 1);
  return value > 0 ? null : 0;
}

/**
 * What a cycle [i, j, k, l] allows: cells (i, j) and (k, l) gain what (i, l) and (k, j) lose.
 *
 * @returns {{unitCost: number, mass: number, room: number}|null} `unitCost` = c_ij + c_kl - c_il - c_kj; `mass` is
 *   that of the smaller gaining cell, which moves along the cycle can bring to anything in [0, room]
 */
function cycleOf(cycle, plan, cost, m) {
  if (cycle === null) return null;
  const [gain, gain2, loss, loss2] = cellsOf(cycle, m), mass = Math.min(plan[gain], plan[gain2]);
  return {
    unitCost: cost[gain] + cost[gain2] - cost[loss] - cost[loss2],
    mass,
    room: mass + Math.min(plan[loss], plan[loss2]),
  };
}

const cellsOf = ([i, j, k, l], m) => [i * m + j, k * m + l, i * m + l, k * m + j];

/**
 * The part that brings the smaller gaining cell of the cycle to `target`, as far as the losing cells let it: the plan
 * shown becomes the reader's own.
 */
export function pushed(state, target) {
  const m = state.b.length, plan = shownPlan(state), cells = cellsOf(state.cycle, m);
  const steps = inSteps(plan, state.a, state.b);
  const moved = stepsAround(cells.map((cell) => plan[cell]), cells.map((cell) => steps[cell]), target);
  if (moved === 0) return {};
  cells.forEach((cell, k) => {
    steps[cell] += k < 2 ? moved : -moved;
  });
  const hand = rowsOf(steps.map((count) => count / STEPS), m);
  return { kind: "mine", hand, start: state.kind === "mine" ? state.start : state.kind };
}

/** Steps to move so that the smaller gaining mass becomes `target`; the end of the way empties a cell exactly. */
function stepsAround([gain, gain2, loss, loss2], [low, low2, high, high2], target) {
  const full = Math.min(gain, gain2) + Math.min(loss, loss2), from = Math.min(low, low2), room = Math.min(high, high2);
  if (target > full - 0.5 / STEPS) return room;
  return Math.min(room, Math.max(-from, Math.round(target * STEPS) - from));
}

/** The plan in whole steps, with the sums of a and b: rounded down, what is left by the north-west corner rule. */
function inSteps(plan, a, b) {
  const m = b.length, steps = plan.map((mass) => Math.floor(mass * STEPS + 1e-6));
  const rows = stepsOf(a), columns = stepsOf(b);
  steps.forEach((count, k) => {
    rows[Math.floor(k / m)] -= count;
    columns[k % m] -= count;
  });
  for (let i = 0, j = 0; i < a.length && j < m;) {
    const count = Math.min(rows[i], columns[j]);
    steps[i * m + j] += count;
    rows[i] -= count;
    columns[j] -= count;
    if (rows[i] === 0) i++;
    else j++;
  }
  return steps;
}

/** The cycle that takes most off the cost of the plan shown, its gaining cells first; null if none saves. */
export function savingCycle(state) {
  if (state.kind === "optimal") return null;
  const m = state.b.length, cost = costMatrix(state.x, state.y, state.p), plan = shownPlan(state);
  let best = null, most = SAVING * largest(cost);
  for (const cycle of cycles(state.a.length, m)) {
    const [gain, gain2, loss, loss2] = cellsOf(cycle, m);
    const saved = (cost[loss] + cost[loss2] - cost[gain] - cost[gain2]) * Math.min(plan[loss], plan[loss2]);
    if (saved > most) [best, most] = [cycle, saved];
  }
  return best;
}

/** All cycles of four cells, each in both directions. */
function* cycles(n, m) {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      if (i === k) continue;
      for (let j = 0; j < m; j++) for (let l = j + 1; l < m; l++) yield [i, j, k, l];
    }
  }
}
