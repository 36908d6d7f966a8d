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
 * Root mean square of the distance by which the monotone map moves the source: along the map, by the trapezoidal
 * rule for Gaussians (its error is below rounding) and by Simpson's, exact for the box.
 */
function movedByMap({ source, target, shape }, shift) {
  const displacement = (z) => (shift + (target.width - source.width) * z) ** 2;
  if (shape === "box") return Math.sqrt((displacement(-SHOULDER.box) + 4 * displacement(0) + displacement(SHOULDER.box)) / 6);
  let sum = 0;
  for (let z = -REACH; z <= REACH; z += STEP) sum += displacement(z) * Math.exp(-0.5 * z * z);
  return Math.sqrt((sum * STEP) / Math.sqrt(2 * Math.PI));
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
 *   wasserstein2: number, movedByMap: number, difference: number, curves: object}} value is W_2; null stands for
 *   infinity; curves hold the shifts seen and each discrepancy there
 */
export function compare(state) {
  const shift = shiftOf(state), shifts = shiftsSeen(state);
  const now = discrepancies(state, shift), along = shifts.map((t) => discrepancies(state, t));
  const moved = movedByMap(state, shift);
  return {
    value: now.wasserstein2,
    shift,
    ...Object.fromEntries(NAMES.map((name) => [name, plainly(now[name])])),
    movedByMap: moved,
    difference: Math.abs(moved - now.wasserstein2),
    curves: { shift: shifts, ...Object.fromEntries(NAMES.map((name) => [name, along.map((at) => plainly(at[name]))])) },
  };
}
