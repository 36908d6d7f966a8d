/** The inputs of the figure: how far the sequence is (n), how fast the atom leaves (a), the order of the distance (p). */

export const MOST = 1000;
export const SLOWEST = 0.1;
export const FASTEST = 1.25;
export const HIGHEST_ORDER = 4;
const KEYS = ["n", "a", "p"];
const DECADES = Math.log10(MOST);

function refuse(reason) {
  throw new RangeError(`escaping-mass: ${reason}`);
}

function real(name, value, low, high) {
  if (Number.isFinite(value) && value >= low && value <= high) return Math.round(value * 1e4) / 1e4;
  return refuse(`'${name}' must be a number from ${low} to ${high}, got ${JSON.stringify(value)}`);
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const { n, a, p } = { ...state, ...part };
  if (!(Number.isInteger(n) && n >= 1 && n <= MOST)) {
    refuse(`'n' must be a whole number from 1 to ${MOST}, got ${JSON.stringify(n)}`);
  }
  return { n, a: real("a", a, SLOWEST, FASTEST), p: real("p", p, 1, HIGHEST_ORDER) };
}

/** The whole number n of the sequence nearest to a power of ten. */
export const sizeAt = (exponent) => Math.min(MOST, Math.max(1, Math.round(10 ** exponent)));

/** The next n of a sequence that grows by about a quarter; null at the end. */
export const next = (n) => (n >= MOST ? null : Math.min(MOST, Math.max(n + 1, Math.round(1.25 * n))));

/** Exponent of n in the distance of order p. */
export const slope = ({ a, p }) => a - 1 / p;

/** Moves the atom along its path, the dot along the line, or the end of the line up and down. Places are logarithms. */
export function moved(state, key, [u, v]) {
  if (key === "atom") return { n: sizeAt(u / state.a) };
  if (key === "dot") return { n: sizeAt(u) };
  const a = Math.round(100 * (v / DECADES + 1 / state.p)) / 100;
  return { a: Math.min(FASTEST, Math.max(SLOWEST, a)) };
}
