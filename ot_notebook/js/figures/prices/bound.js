/** What the prices prove, and the best ones. */
import { cTransform, dualBound } from "../../solvers/duality.js";
import { transport } from "../../solvers/transport.js";
import { shares } from "../shared/weights.js";

/** Slack within this part of the largest cost is rounding. */
const EXACT = 1e-12;
/** Own prices have four decimals, so that a bowl and a square meet up to this slack. */
const TOUCH = 1.5e-4;

/** n * m costs |x_i - y_j|^p, row by row. */
export function costOf({ x, y, p }) {
  return Float64Array.from({ length: x.length * y.length }, (_, k) =>
    Math.abs(x[Math.floor(k / y.length)] - y[k % y.length]) ** p);
}

/** The optimal plan and the best prices, both halves of the dual value equal. */
export function bestPrices(state, memory = {}) {
  const solution = transport(shares(state.a), shares(state.b), costOf(state), memory);
  return { ...solution, f: Array.from(solution.f), g: Array.from(solution.g) };
}

/**
 * The size that prices are drawn and moved in: what the cost rises over half of the line at the mean distance of the
 * transport, or what the best prices need.
 */
export function limitOf({ p }, { value, f, g }) {
  const rise = 0.42 * p * value ** ((p - 1) / p);
  return Math.max(0.02, rise, ...[...f, ...g].map((price) => 1.05 * Math.abs(price)));
}

/** The prices that the figure shows: the reader's own, or the best. */
function shownPrices({ mode, phi, psi }, { f, g }, cost) {
  if (mode === "best") return [f, g];
  return [phi, mode === "both" ? psi : Array.from(cTransform(phi, cost))];
}

/** The result of the figure; see live_figures/prices.py. */
export function compute(state, memory) {
  const cost = costOf(state), best = bestPrices(state, memory), m = state.y.length;
  const [phi, psi] = shownPrices(state, best, cost);
  const { value: earned, violation, bound, violated } = dualBound(phi, psi, shares(state.a), shares(state.b), cost);
  const reach = state.mode === "best" ? EXACT * Math.max(...cost) : TOUCH, tight = [], plan = [];
  for (let k = 0; k < cost.length; k++) {
    const pair = [Math.floor(k / m), k % m];
    if (Math.abs(cost[k] - phi[pair[0]] - psi[pair[1]]) <= reach) tight.push(pair);
    if (best.plan[k] > 0) plan.push([...pair, best.plan[k]]);
  }
  return {
    value: best.value, dual: best.dual, gap: best.gap, marginalError: best.marginalError, f: best.f, g: best.g, plan,
    phi, psi, earned, violation, bound, violated, tight,
    share: best.value > 0 ? bound / best.value : null,
  };
}
