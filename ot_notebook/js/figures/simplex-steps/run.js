/** The run of the network simplex method, kept until its problem changes, and the cycle of a pivot. */
import { dot } from "../../solvers/certificate.js";
import { costMatrix } from "../../solvers/cost.js";
import { sourceTransform } from "../../solvers/ctransform.js";
import { simplexSteps } from "../../solvers/pivots.js";
import { rowsOf } from "../shared/plans.js";

/** Reduced costs above this part of the largest cost, taken negative, count as zero. */
const ROUNDING = 1e-12;

let last = { problem: null, run: null };

/** All bases of the run for the state's problem. */
export function runOf({ x, y, a, b, p, start, pricing, choices }) {
  const problem = JSON.stringify([x, y, a, b, p, start, pricing, choices]);
  if (problem !== last.problem) last = { problem, run: solve({ x, y, a, b, p, start, pricing, choices }) };
  return last.run;
}

/** The result: the run as plain lists, and the step that is shown. */
export function compute(state) {
  const run = runOf(state);
  return { ...run, step: stepOf(state, run) };
}

/** The step that is shown: the state's, or the last one. */
export const stepOf = ({ step }, { pivots }) => Math.min(step, pivots);

function solve({ x, y, a, b, p, ...rules }) {
  const cost = costMatrix(x, y, p), run = simplexSteps(a, b, cost, rules);
  const list = (values) => Array.from(values), rows = (values) => rowsOf(values, y.length);
  return {
    value: run.value, dual: run.dual, gap: run.gap, marginalError: run.marginalError, plan: rows(run.plan),
    f: list(run.f), g: list(run.g), pivots: run.pivots, cost: rows(cost),
    bases: run.bases.map((basis) => ({
      ...basis, f: list(basis.f), g: list(basis.g), bound: dot(a, sourceTransform(cost, basis.g, x.length)) + dot(b, basis.g),
    })),
  };
}

/**
 * The cycle that the entering pair closes with the tree: `[source, target, sign]` of its edges, from the entering one
 * on; mass is added where the sign is 1 and taken where it is -1.
 */
export function cycleOf({ pairs, entering }, n) {
  if (!entering) return [];
  const [source, target] = entering, before = new Map([[source, null]]), waiting = [source];
  for (const node of waiting) {
    for (const [i, j] of pairs) {
      const other = node === i ? n + j : node === n + j ? i : null;
      if (other === null || before.has(other)) continue;
      before.set(other, node);
      waiting.push(other);
    }
  }
  const cycle = [[source, target, 1]];
  for (let node = n + target, sign = -1; before.get(node) !== null; node = before.get(node), sign = -sign) {
    const [one, other] = [node, before.get(node)];
    cycle.push([Math.min(one, other), Math.max(one, other) - n, sign]);
  }
  return cycle;
}

/** c_ij - f_i - g_j of all pairs, 0 on the tree. */
export function reducedCosts({ f, g, pairs }, cost) {
  const reduced = cost.map((row, i) => row.map((c, j) => c - f[i] - g[j]));
  for (const [i, j] of pairs) reduced[i][j] = 0;
  return reduced;
}

/** Whether each pair has a reduced cost that is negative beyond rounding. */
export function negatives(basis, cost) {
  const least = -ROUNDING * Math.max(...cost.flat());
  return reducedCosts(basis, cost).map((row) => row.map((reduced) => reduced < least));
}

/** The pairs that may enter next, in the order of the table. */
export function candidates(basis, cost) {
  return negatives(basis, cost).flatMap((row, i) => row.flatMap((negative, j) => (negative ? [[i, j]] : [])));
}

/** The best bound that the prices of the trees up to a step gave; prices of zero give 0. */
export function boundAt({ bases }, step) {
  return Math.max(0, ...bases.slice(0, step + 1).map(({ bound }) => bound));
}

/** Mass that goes round the cycle of a pivot. */
export function movedMass({ pairs, masses, leaving }) {
  return leaving ? masses[pairs.findIndex(([i, j]) => i === leaving[0] && j === leaving[1])] : 0;
}
