/** The inputs of the figure: how far the sequence is (n), how fast the atom leaves (a), the order of the distance (p). */
import { clamp } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";

export const MOST = 1000;
export const SLOWEST = 0.1;
export const FASTEST = 1.25;
export const HIGHEST_ORDER = 4;
const NAMES = ["n", "a", "p"];
const inputs = new Inputs("escaping-mass");
const DECADES = Math.log10(MOST);

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  const { n, a, p } = inputs.merged(state, part, NAMES);
  return {
    n: inputs.whole("n", n, [1, MOST]), a: inputs.decimal("a", a, [SLOWEST, FASTEST]), p: inputs.decimal("p", p, [1, HIGHEST_ORDER]),
  };
}

/** The whole number n of the sequence nearest to a power of ten. */
export const sizeAt = (exponent) => clamp(Math.round(10 ** exponent), [1, MOST]);

/** The next n of a sequence that grows by about a quarter; null at the end. */
export const next = (n) => (n >= MOST ? null : Math.min(MOST, Math.max(n + 1, Math.round(1.25 * n))));

/** Exponent of n in the distance of order p. */
export const slope = ({ a, p }) => a - 1 / p;

/** Moves the atom along its path, the dot along the line, or the end of the line up and down. Places are logarithms. */
export function moved(state, key, [u, v]) {
  if (key === "atom") return { n: sizeAt(u / state.a) };
  if (key === "dot") return { n: sizeAt(u) };
  return { a: clamp(Math.round(100 * (v / DECADES + 1 / state.p)) / 100, [SLOWEST, FASTEST]) };
}
