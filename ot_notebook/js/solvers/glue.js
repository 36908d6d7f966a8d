/** The gluing of two plans along the measure that they share. */
import { checkCount, checkFinite } from "./validation.js";
import { probability } from "./weights.js";

const MASS_TOLERANCE = 1e-6;

/**
 * Glues two plans along their common marginal: given Y, X and Z are independent.
 *
 * plan_ijk = planXY_ij planYZ_jk / b_j: the gluing lemma, C. Villani, "Topics in Optimal Transportation" (2003),
 * lemma 7.6. Atoms of Y without mass carry nothing.
 *
 * @param {ArrayLike<number>} planXY n * m, row-major, not negative, of column sums b
 * @param {ArrayLike<number>} planYZ m * k, row-major, not negative, of row sums b
 * @param {ArrayLike<number>} b m weights of mass 1
 * @param {[number, number, number]} sizes n, m and k
 * @returns {{plan: Float64Array, composed: Float64Array, paths: Array<[number, number, number, number]>,
 *   marginalError: number}} plan is n * m * k, a law of (X, Y, Z) with the given laws of (X, Y) and (Y, Z);
 *   composed its law of (X, Z), n * k; paths the entries (i, j, k, mass) of plan with mass > 0, sorted;
 *   marginalError the largest deviation of its two marginals from the given plans
 * @throws {TypeError|RangeError} on negative or non-finite entries, wrong lengths and plans that do not have b
 *   for a marginal
 */
export function gluedPlan(planXY, planYZ, b, sizes) {
  const [n, m, k] = checkSizes(sizes);
  const shared = probability("gluedPlan", "b", b, m);
  checkPlan("planXY", planXY, n * m);
  checkPlan("planYZ", planYZ, m * k);
  const mass = rowSums(planYZ, m, k);
  checkMarginal("planXY", "column", columnSums(planXY, n, m), shared);
  checkMarginal("planYZ", "row", mass, shared);
  const paths = [];
  const glued = { plan: new Float64Array(n * m * k), composed: new Float64Array(n * k) };
  for (let at = 0; at < planXY.length; at++) {
    const [i, j] = [Math.floor(at / m), at % m];
    if (planXY[at] === 0 || mass[j] === 0) continue;
    for (let l = 0; l < k; l++) {
      const part = planXY[at] * (planYZ[j * k + l] / mass[j]);
      if (part === 0) continue;
      glued.plan[at * k + l] = part;
      glued.composed[i * k + l] += part;
      paths.push([i, j, l, part]);
    }
  }
  const lawXY = rowSums(glued.plan, n * m, k);
  const lawYZ = columnSums(glued.plan, n, m * k);
  return { ...glued, paths, marginalError: Math.max(deviation(lawXY, planXY), deviation(lawYZ, planYZ)) };
}

function checkSizes(sizes) {
  checkFinite("gluedPlan", "sizes", sizes, 3);
  sizes.forEach((size, axis) => checkCount("gluedPlan", `sizes[${axis}]`, size));
  return sizes;
}

function checkPlan(argument, plan, length) {
  checkFinite("gluedPlan", argument, plan, length);
  const negative = plan.findIndex((mass) => mass < 0);
  if (negative < 0) return;
  throw new RangeError(`gluedPlan: '${argument}' must not be negative, got ${plan[negative]} at entry ${negative}`);
}

function checkMarginal(argument, side, sums, b) {
  const wrong = sums.findIndex((sum, j) => Math.abs(sum - b[j]) > MASS_TOLERANCE);
  if (wrong < 0) return;
  const got = `${b[wrong].toPrecision(6)} at ${wrong}, got ${sums[wrong].toPrecision(6)}`;
  throw new RangeError(`gluedPlan: '${argument}' must have ${side} sums ${got}; give plans that share this marginal`);
}

function rowSums(matrix, rows, columns) {
  const sums = new Float64Array(rows);
  matrix.forEach((mass, at) => {
    sums[Math.floor(at / columns)] += mass;
  });
  return sums;
}

function columnSums(matrix, rows, columns) {
  const sums = new Float64Array(columns);
  matrix.forEach((mass, at) => {
    sums[at % columns] += mass;
  });
  return sums;
}

function deviation(sums, plan) {
  return sums.reduce((most, sum, at) => Math.max(most, Math.abs(sum - plan[at])), 0);
}
