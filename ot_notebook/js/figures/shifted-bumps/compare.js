/** The five discrepancies of two bumps, at the shift shown and along the shifts seen. */
import { densityDivergences } from "../../solvers/divergences.js";
import { gaussianDivergences } from "../../solvers/gaussianline.js";
import { SHOULDER, shiftOf } from "./state.js";

/** Quantiles of the standard normal law at 0.55, 0.65, ..., 0.95. */
const NORMAL = [0.12566134685507402, 0.38532046640756773, 0.6744897501960817, 1.0364333894937898, 1.6448536269514722];
const TENTHS = { gauss: NORMAL, box: [0.1, 0.3, 0.5, 0.7, 0.9].map((t) => t * Math.sqrt(3)) };
const STEP = 0.05, REACH = 12;
export const SAMPLES = 61;
export const NAMES = ["kl", "totalVariation", "mmd", "wasserstein1", "wasserstein2"];

/** All five at the distance `shift` of the means. */
function discrepancies({ source, target, shape, bandwidth }, shift) {
  if (shape === "gauss") return gaussianDivergences(0, source.width ** 2, shift, target.width ** 2, bandwidth);
  const ends = [[0, source.width], [shift, target.width]].map(([mean, width]) => [-1, 1].map((side) => mean + side * SHOULDER.box * width));
  const edges = [...new Set(ends.flat())].sort((s, t) => s - t);
  const [rho0, rho1] = ends.map(([left, right]) => edges.slice(1).map((end, k) => (edges[k] >= left && end <= right ? 1 / (right - left) : 0)));
  return densityDivergences(edges, rho0, rho1, bandwidth);
}

/** JSON has no infinity: null stands for it. */
const plainly = (value) => (value === Infinity ? null : value);

/**
 * Mean of h(z) for z of mean 0 and variance 1: by the trapezoidal rule for the Gaussian (its error is below
 * rounding), by Simpson's, exact for quadratic h, for the box.
 */
function mean(shape, h) {
  if (shape === "box") return (h(-SHOULDER.box) + 4 * h(0) + h(SHOULDER.box)) / 6;
  let sum = 0;
  for (let z = -REACH; z <= REACH; z += STEP) sum += h(z) * Math.exp(-0.5 * z * z);
  return (sum * STEP) / Math.sqrt(2 * Math.PI);
}

/**
 * What proves W_2^2: the cost of the monotone map T, an upper bound, and the value of prices, a lower one. With u convex
 * and u' = T, the prices x^2 - 2 u(x) and y^2 - 2 u*(y) add up to at most (x - y)^2 for all x and y, by Young's inequality.
 */
function certificate({ source, target, shape }, shift) {
  const s0 = source.width, s1 = target.width, slope = s1 / s0;
  const cost = mean(shape, (z) => (shift + (s1 - s0) * z) ** 2);
  const f = (x) => x * x - 2 * shift * x - slope * x * x;
  const g = (y) => y * y - (y - shift) ** 2 / slope;
  const dual = mean(shape, (z) => f(s0 * z)) + mean(shape, (z) => g(shift + s1 * z));
  return { cost, dual, gap: cost - dual };
}

/** The shifts seen, `SAMPLES` of them at equal steps. */
export function shiftsSeen({ seen: [low, high] }) {
  return Array.from({ length: SAMPLES }, (_, k) => low + ((high - low) * k) / (SAMPLES - 1));
}

/** Where the middle of each tenth of a bump's mass lies, from the left. */
export function tenths({ mean, width }, shape) {
  const half = TENTHS[shape];
  return [...half.map((z) => -z).reverse(), ...half].map((z) => mean + width * z);
}

/**
 * The result of the figure.
 *
 * @returns {{value: number, shift: number, kl: number|null, totalVariation: number, mmd: number, wasserstein1: number,
 *   wasserstein2: number, cost: number, dual: number, gap: number, curves: object}} value is W_2, cost that of the
 *   monotone map and dual that of prices, both W_2^2 but for rounding; null stands for infinity; curves hold the
 *   shifts seen and each discrepancy there
 */
export function compare(state) {
  const shift = shiftOf(state), shifts = shiftsSeen(state);
  const now = discrepancies(state, shift), along = shifts.map((t) => discrepancies(state, t));
  return {
    value: now.wasserstein2,
    shift,
    ...Object.fromEntries(NAMES.map((name) => [name, plainly(now[name])])),
    ...certificate(state, shift),
    curves: { shift: shifts, ...Object.fromEntries(NAMES.map((name) => [name, along.map((at) => plainly(at[name]))])) },
  };
}
