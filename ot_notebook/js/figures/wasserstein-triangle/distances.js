import { wasserstein } from "../../solvers/bottleneck.js";
import { costMatrix } from "../../solvers/cost.js";
import { gluedPlan } from "../../solvers/glue.js";
import { masses } from "./state.js";

/** Masses up to this are rounding of a product. */
const NO_MASS = 1e-12;
const TOO_CLOSE = "two measures are so close that this order loses all digits";

/**
 * Three distances, the slack of the triangle inequality, and the plan that gluing makes of both legs:
 * `{value, first, second, direct, glued, detour, gap, shortfall, marginalError, firstPlan, secondPlan, directPlan,
 * composed, paths, reason}`. value = first + second - direct; glued is the length of the glued plan in L^p; gap the
 * largest of the three for p < infinity, else null; shortfall, for p = infinity, the least mass that proves one of the
 * three. All are null, and `reason` says why, where rounding hides a distance.
 */
export function compute(state) {
  const { x, y, z } = state, p = state.p === "inf" ? Infinity : state.p;
  const [a, b, c] = [state.a, state.b, state.c].map(masses);
  let legs;
  try {
    legs = [wasserstein(x, y, a, b, p), wasserstein(y, z, b, c, p), wasserstein(x, z, a, c, p)];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unknown();
  }
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
    gap: p < Infinity ? Math.max(...legs.map(({ gap }) => Math.abs(gap))) : null,
    shortfall: p < Infinity ? null : Math.min(...legs.map(({ shortfall }) => shortfall)),
    marginalError: Math.max(glued.marginalError, ...legs.map(({ marginalError }) => marginalError)),
    firstPlan: entries(first.plan, y.length),
    secondPlan: entries(second.plan, z.length),
    directPlan: entries(direct.plan, z.length),
    composed: entries(glued.composed, z.length),
    paths: glued.paths.filter((path) => path[3] > NO_MASS),
    reason: null,
  };
}

function unknown() {
  const numbers = ["value", "first", "second", "direct", "glued", "detour", "gap", "shortfall", "marginalError"];
  const lists = ["firstPlan", "secondPlan", "directPlan", "composed", "paths"];
  return { ...Object.fromEntries([...numbers.map((name) => [name, null]), ...lists.map((name) => [name, []])]), reason: TOO_CLOSE };
}

/** The norm of the lengths in L^p of a plan. */
function lengthOf(plan, lengths, p) {
  if (p === Infinity) return lengths.reduce((most, length, at) => (plan[at] > NO_MASS ? Math.max(most, length) : most), 0);
  const unit = Math.max(...lengths) || 1;
  return unit * plan.reduce((sum, mass, at) => sum + mass * (lengths[at] / unit) ** p, 0) ** (1 / p);
}

function entries(plan, columns) {
  const list = [];
  plan.forEach((mass, at) => {
    if (mass > NO_MASS) list.push([Math.floor(at / columns), at % columns, mass]);
  });
  return list;
}
