import { wasserstein } from "../../solvers/bottleneck.js";
import { costMatrix } from "../../solvers/cost.js";
import { gluedPlan } from "../../solvers/glue.js";
import { triplesOf } from "../shared/plans.js";
import { shares } from "../shared/weights.js";

/** Masses up to this are rounding of a product. */
const NO_MASS = 1e-12;

/**
 * Three distances, the slack of the triangle inequality, and the plan that gluing makes of both legs:
 * `{value, first, second, direct, glued, detour, gap, shortfall, marginalError, firstPlan, secondPlan, directPlan,
 * composed, paths}`. value = first + second - direct; glued is the length of the glued plan in L^p; gap is the most
 * that the dual bounds leave open of a distance for p < infinity, else null; shortfall, for p = infinity, the least
 * mass that proves one of the three.
 */
export function compute(state) {
  const { x, y, z } = state, p = state.p === "inf" ? Infinity : state.p;
  const [a, b, c] = [state.a, state.b, state.c].map(shares);
  const legs = [wasserstein(x, y, a, b, p), wasserstein(y, z, b, c, p), wasserstein(x, z, a, c, p)];
  const [first, second, direct] = legs;
  const glued = gluedPlan(first.plan, second.plan, b, [x.length, y.length, z.length]);
  const slack = first.value + second.value - direct.value;
  return {
    value: slack,
    first: first.value,
    second: second.value,
    direct: direct.value,
    glued: lengthOf(glued.composed, costMatrix(x, z, 1), p),
    detour: direct.value > 0 ? slack / direct.value : null,
    gap: p < Infinity ? Math.max(...legs.map((leg) => open(leg, p))) : null,
    shortfall: p < Infinity ? null : Math.min(...legs.map(({ shortfall }) => shortfall)),
    marginalError: Math.max(glued.marginalError, ...legs.map(({ marginalError }) => marginalError)),
    firstPlan: triplesOf(first.plan, y.length, NO_MASS),
    secondPlan: triplesOf(second.plan, z.length, NO_MASS),
    directPlan: triplesOf(direct.plan, z.length, NO_MASS),
    composed: triplesOf(glued.composed, z.length, NO_MASS),
    paths: glued.paths.filter((path) => path[3] > NO_MASS),
  };
}

/** What the dual bound leaves open of a distance. */
const open = ({ value, dual }, p) => Math.max(0, value - Math.max(0, dual) ** (1 / p));

/** The norm of the lengths in L^p of a plan. */
function lengthOf(plan, lengths, p) {
  if (p === Infinity) return lengths.reduce((most, length, at) => (plan[at] > NO_MASS ? Math.max(most, length) : most), 0);
  const unit = Math.max(...lengths) || 1;
  return unit * plan.reduce((sum, mass, at) => sum + mass * (lengths[at] / unit) ** p, 0) ** (1 / p);
}
