/** Weights of a state: parts of their sum, and weights of mass 1, equal ones or in whole steps that keep sums exactly. */
import { without } from "./sides.js";

/** Masses in a state are multiples of 1 / STEPS, unless all are equal. */
export const STEPS = 10_000;

/** Whole numbers of steps. */
export const stepsOf = (masses) => masses.map((mass) => Math.round(mass * STEPS));

export const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** Parts of the sum, which must not be 0. */
export function shares(weights) {
  const mass = total(weights);
  return weights.map((weight) => weight / mass);
}

/**
 * The multiples of 1 / STEPS of sum 1 nearest to some weights: the largest remainders are rounded up.
 *
 * @param {number[]} weights not negative, of sum 1 up to rounding
 * @param {number} [least] steps that each gets; the largest weight pays for what is lifted to it
 * @returns {number[]}
 */
export function apportioned(weights, least = 0) {
  const steps = weights.map((weight) => Math.max(least, Math.floor(weight * STEPS))), missing = STEPS - total(steps);
  const order = weights.map((weight, k) => [weight * STEPS - steps[k], k]).sort(([r, i], [s, j]) => s - r || i - j);
  for (let k = 0; k < missing; k++) steps[order[k % order.length][1]]++;
  if (missing < 0) steps[steps.indexOf(Math.max(...steps))] += missing;
  return steps.map((count) => count / STEPS);
}

export const equal = (count) => Array(count).fill(1 / count);

export const areEqual = (weights) => weights.every((weight) => weight === weights[0]);

/**
 * Weights of mass 1 after some were set: those take the given values, the others share the rest in the proportions
 * that they had, or equally if they had none.
 *
 * @param {number[]} weights of sum 1
 * @param {Map<number, number>} values by index, each in [0, 1]; if they exceed 1 together, they are scaled down
 * @param {number} [least] as for apportioned
 * @returns {number[]}
 */
export function reweighted(weights, values, least = 0) {
  const set = total([...values.values()]), others = weights.length - values.size;
  const free = weights.reduce((sum, weight, k) => sum + (values.has(k) ? 0 : weight), 0);
  const scale = set > 1 || others === 0 ? 1 / set : 1, rest = Math.max(0, 1 - set);
  if (scale === Infinity) return equal(weights.length);
  return apportioned(weights.map((weight, k) => {
    if (values.has(k)) return values.get(k) * scale;
    return free > 0 ? (weight * rest) / free : rest / others;
  }), least);
}

/** The weights without the k-th; the others take its mass in proportion. */
export function fewer(weights, k, least = 0) {
  const rest = without(weights, k);
  return areEqual(rest) ? equal(rest.length) : apportioned(shares(rest), least);
}

/** The weights with one more, the mean of all. */
export function more(weights, least = 0) {
  if (areEqual(weights)) return equal(weights.length + 1);
  return reweighted([...weights, 0], new Map([[weights.length, 1 / (weights.length + 1)]]), least);
}
