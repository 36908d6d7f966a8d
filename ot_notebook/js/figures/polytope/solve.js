/** The result: the polygon, its least vertex with prices of the network simplex method, and the entropic path there. */
import { dot } from "../../solvers/certificate.js";
import { marginalError } from "../../solvers/certificate.js";
import { dualBound } from "../../solvers/duality.js";
import { entropicPath } from "../../solvers/entropicpath.js";
import { optimalVertices, transportPolygon } from "../../solvers/polytope.js";
import { transport } from "../../solvers/transport.js";
import { rowsOf, triplesOf } from "../shared/plans.js";
import { WIDTH } from "./geometry.js";
import { EPSILON } from "./state.js";

const PER_DECADE = 10;
/** The epsilons of the path, as parts of the cost's range. */
export const GRID = Array.from({ length: PER_DECADE * (EPSILON.high - EPSILON.low) + 1 },
  (_, k) => 10 ** (EPSILON.high - k / PER_DECADE));

/** Masses that differ by less are the same: weights are multiples of 1e-4. */
const SAME = 1e-9;

const rows = (plan) => rowsOf(plan, WIDTH);
/** Largest deviation of a plan's sums from the weights. */
const error = (plan, a, b) => marginalError(triplesOf(plan, WIDTH), a, b);

/** Largest less smallest cost, or 1 if they are all the same. */
export function costRange(cost) {
  const all = cost.flat();
  return Math.max(...all) - Math.min(...all) || 1;
}

export function compute({ a, b, cost, epsilon }) {
  const flat = cost.flat(), corners = transportPolygon(a, b);
  const { values, optimal } = optimalVertices(corners.map(({ plan }) => plan), flat);
  const plan = limitPlan(a, b, optimal.map((k) => corners[k].plan)), value = dot(plan, flat);
  const { f, g } = transport(a, b, flat), dual = dualBound(f, g, a, b, flat).bound;
  const path = entropicPlans(a, b, cost, [...GRID, epsilon]), at = path.pop();
  return {
    value, plan: rows(plan), f: Array.from(f), g: Array.from(g), dual, gap: value - dual,
    marginalError: error(plan, a, b),
    corners: corners.map(({ point }) => point), values: Array.from(values), optimal,
    epsilon: at.epsilon, entropicPlan: rows(at.plan), linear: at.linear, divergence: at.divergence,
    entropicError: error(at.plan, a, b), astray: differing(at.plan, plan),
    path: path.map((point) => [point.plan[0], point.plan[1]]),
  };
}

/** Mass that one plan carries elsewhere than the other. */
function differing(plan, other) {
  return plan.reduce((sum, mass, k) => sum + Math.abs(mass - other[k]), 0) / 2;
}

/**
 * The plan of least divergence from the product among the mixtures of some vertices, the limit for epsilon to 0: the
 * product itself if all tie; on a side, whose ends differ in two columns, what is independent on these.
 */
function limitPlan(a, b, plans) {
  if (plans.length === 1) return plans[0];
  const product = Float64Array.from([...b.map((mass) => a[0] * mass), ...b.map((mass) => a[1] * mass)]);
  if (plans.length > 2) return product;
  const [one, other] = plans, limit = one.slice(), count = b.length;
  const columns = [...b.keys()].filter((j) => Math.abs(one[j] - other[j]) > SAME);
  const inRow = [0, count].map((base) => columns.reduce((sum, j) => sum + one[base + j], 0));
  const mass = inRow[0] + inRow[1];
  for (const j of columns) {
    limit[j] = (inRow[0] * b[j]) / mass;
    limit[count + j] = (inRow[1] * b[j]) / mass;
  }
  return limit;
}

/** Entropic plans for epsilons given as parts of the cost's range; points without mass are left out. */
export function entropicPlans(a, b, cost, epsilons) {
  const [I, J] = [a, b].map((list) => [...list.keys()].filter((k) => list[k] > 0));
  const part = I.flatMap((i) => J.map((j) => cost[i][j])), range = costRange(cost), count = b.length;
  const order = epsilons.map((_, k) => k).sort((k, l) => epsilons[l] - epsilons[k]);
  const solved = entropicPath(I.map((i) => a[i]), J.map((j) => b[j]), part, order.map((k) => range * epsilons[k]));
  const plans = [];
  solved.forEach(({ epsilon, linear, divergence, plan }, k) => {
    const whole = new Float64Array(2 * count);
    plan.forEach((mass, l) => { whole[I[Math.floor(l / J.length)] * count + J[l % J.length]] = mass; });
    plans[order[k]] = { epsilon, linear, divergence, plan: whole };
  });
  return plans;
}
