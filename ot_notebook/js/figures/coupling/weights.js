/** Weights and plans in whole steps of mass, so that sums are kept exactly. */

/** Masses in a state are multiples of 1 / STEPS. */
export const STEPS = 10_000;

/** Whole numbers of steps. */
export const stepsOf = (masses) => masses.map((mass) => Math.round(mass * STEPS));

/**
 * The multiples of 1 / STEPS of sum 1 nearest to some weights: the largest remainders are rounded up.
 *
 * @param {number[]} weights not negative, of sum 1 up to rounding
 * @returns {number[]}
 */
export function apportioned(weights) {
  const floors = weights.map((weight) => Math.floor(weight * STEPS));
  const missing = STEPS - floors.reduce((sum, steps) => sum + steps, 0);
  const order = weights.map((weight, k) => [weight * STEPS - floors[k], k]).sort(([r, i], [s, j]) => s - r || i - j);
  for (let k = 0; k < missing; k++) floors[order[k % order.length][1]]++;
  return floors.map((steps) => steps / STEPS);
}

export const equal = (count) => apportioned(Array(count).fill(1 / count));

/**
 * Weights of mass 1 after some were set: those take the given values, the others share the rest in the proportions
 * that they had, or equally if they had none.
 *
 * @param {number[]} weights of sum 1
 * @param {Map<number, number>} values by index, each in [0, 1]; if they exceed 1 together, they are scaled down
 * @returns {number[]}
 */
export function reweighted(weights, values) {
  const set = [...values.values()].reduce((sum, value) => sum + value, 0);
  const others = weights.length - values.size;
  const free = weights.reduce((sum, weight, k) => sum + (values.has(k) ? 0 : weight), 0);
  const scale = set > 1 || others === 0 ? 1 / set : 1, rest = Math.max(0, 1 - set);
  if (scale === Infinity) return equal(weights.length);
  return apportioned(weights.map((weight, k) => {
    if (values.has(k)) return values.get(k) * scale;
    return free > 0 ? (weight * rest) / free : rest / others;
  }));
}

/** The weights without the k-th, or with one more of the mean weight. */
export function fewer(weights, k) {
  const rest = reweighted(weights, new Map([[k, 0]]));
  return rest.filter((_, index) => index !== k);
}

export function more(weights) {
  return reweighted([...weights, 0], new Map([[weights.length, 1 / (weights.length + 1)]]));
}

/**
 * The weights that a stroke from one place to another leaves, in units `[place along the bars, mass]` where bar k
 * covers [k, k + 1).
 */
export function painted(weights, [from, start], [to, end]) {
  const last = weights.length - 1, barAt = (place) => Math.min(last, Math.max(0, Math.floor(place)));
  const values = new Map([[barAt(to), end]]), way = Math.sign(barAt(to) - barAt(from));
  for (let k = barAt(from) + way; k !== barAt(to) && way !== 0; k += way) {
    values.set(k, start + ((end - start) * (k + 0.5 - from)) / (to - from));
  }
  return reweighted(weights, values);
}
