import { percent, place, plain, power, some } from "../../draw/numbers.js";
import { indexOf } from "../shared/sides.js";
import { shares } from "../shared/weights.js";
import { centre, isWhole, MEASURES, measureOf } from "./state.js";

/** The least distance at which two measures count as different in the challenge. */
export const APART = 0.1;
const FLAT = 1e-9;

/** A length with three decimals; rounding is no length. */
export const shown = (length) => (Math.abs(length) < 5e-4 ? 0 : length).toFixed(3);

/** The order as it is shown. */
export const orderName = (p) => (p === "inf" ? "∞" : String(p));

/** W with its order, for texts of a drawing. */
export const distanceName = ({ p }) => [["W", "var"], [orderName(p), "sub"]];

const PAIRS = [["direct", "μ and ω"], ["first", "μ and ν"], ["second", "ν and ω"]];

/** The sentence above the drawing. */
export function instruction(state, result) {
  const [, pair] = PAIRS.find(([side]) => result[side] === 0) ?? [];
  if (pair) return `${pair} are the same measure: the triangle has lost a side. Drag one away.`;
  if (result.value <= FLAT) return "The triangle is flat: going through ν is no detour.";
  if (state.mode === "glued") return "Dashed: the glued plan takes each pair past ν. Drag a ring to move a whole measure.";
  return "Drag points, or a ring to move a whole measure: the triangle always closes.";
}

/** The four numbers under the drawing. */
export function certificate(state, result) {
  const proof = state.p === "inf"
    ? { label: "mass forced this far", value: `≥ ${shown(result.shortfall)}` }
    : { label: "largest gap", value: power(result.gap) };
  return [
    { label: "slack", value: plain(clean(result.value)) },
    { label: "glued plan above direct", value: plain(clean(result.glued - result.direct)) },
    proof,
    { label: "marginal error", value: power(result.marginalError) },
  ];
}

/** A difference of lengths without its rounding. */
const clean = (difference) => (Math.abs(difference) < 1e-14 ? 0 : difference);

/** How far the way through ν is longer than the direct one; null while two measures are nearly the same. */
export function score(_, { first, second, direct, detour }) {
  return detour === null || Math.min(first, second, direct) < APART ? null : Math.max(0, detour);
}

/** The whole figure in words. */
export function describe(state, result) {
  const counts = MEASURES.map(({ points, letter }) => `${letter} with ${some(state[points].length, "point")}`).join(", ");
  const head = `Three measures: ${counts}. Order p = ${state.p === "inf" ? "infinity" : state.p}.`;
  const sides = `The distances are ${plain(result.first)} from μ to ν, ${plain(result.second)} from ν to ω and ${plain(result.direct)} from μ to ω.`;
  const slack = result.value <= FLAT ? "The triangle of these sides is flat"
    : `The way through ν is longer by ${plain(result.value)}${result.detour === null ? "" : `, ${percent(result.detour)} of the direct one`}`;
  return `${head} ${sides} ${slack}; the glued plan from μ to ω has length ${plain(result.glued)}.`;
}

/** What a screen reader says on a handle. */
export function handleName(state, key) {
  const { points, weights, letter } = measureOf(key);
  if (isWhole(key)) return `all of ${letter}, centre at ${place(centre(state[points], state[weights]))}`;
  const k = indexOf(key);
  return `point ${k + 1} of ${letter}, ${place(state[points][k])}, mass ${shares(state[weights])[k].toFixed(2)}`;
}
