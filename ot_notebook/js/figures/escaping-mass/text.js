import { index } from "../../draw/indices.js";
import { plain, power } from "../../draw/numbers.js";
import { ORDERS, rateOf } from "./distances.js";

const LEVEL = 1e-9;

/** W with its order, as plain text. */
export const distanceName = (p) => `W${Number.isInteger(p) ? index(p) : "ₚ"}`;

/** "zero", "level" or "infinity": where a curve with this exponent of n goes. */
export const limitOf = (rate) => (rate < -LEVEL ? "zero" : rate > LEVEL ? "infinity" : "level");

const ENDS = { zero: "tends to 0", level: "stays 1", infinity: "tends to ∞" };

/** The sentence above the drawing. */
export function instruction({ p }, { rate }) {
  const end = limitOf(rate), name = distanceName(p);
  return `Drag the atom away, or tilt the line. ${name} ${ENDS[end]}${end === "zero" ? ": mass fades fast enough." : ", though μₙ tends to δ₀ narrowly."}`;
}

/** The four numbers under the drawing. */
export function certificate({ p }, result) {
  return [
    { label: `${distanceName(p)}(μₙ, δ₀)`, value: plain(result.value) },
    { label: "narrow distance", value: plain(result.narrow) },
    { label: "formula is off by", value: power(result.error) },
    { label: "gap to the dual bound", value: power(Math.abs(result.gap)) },
  ];
}

/** How many of two demands are not met: order 2 tends to 0, order 4 does not. */
export function score(_, { curves }) {
  const [two, four] = [2, 4].map((order) => limitOf(rateOf(curves[ORDERS.indexOf(order)])));
  return (two !== "zero") + (four === "zero");
}

/** Mass and place of the atom in words. */
export const journey = ({ n }, { place }) => `${n > 1 ? `1/${n} of` : "all"} the mass, ${place.toFixed(place < 100 ? 2 : 0)} away`;

/** The whole figure in words. */
export function describe(state, result) {
  const { n, a, p } = state, end = { zero: "tends to 0", level: "stays 1", infinity: "grows without bound" }[limitOf(result.rate)];
  return `n = ${n}, a = ${a}: mass ${plain(result.mass)} is at ${plain(result.place)}, the rest at 0. `
    + `The distance of order ${p} from the atom at 0 is ${plain(result.value)}, and it ${end} as n grows. `
    + `The narrow distance is ${plain(result.narrow)} and tends to 0.`;
}

/** What a screen reader says on a handle. */
export function handleName(key, state, result) {
  if (key === "atom") return `escaping atom, n = ${state.n}${result ? `, ${journey(state, result)}` : ""}`;
  if (key === "dot") return `distance at n, n = ${state.n}${result ? `, ${plain(result.value)}` : ""}`;
  return `end of the line, a = ${state.a}`;
}
