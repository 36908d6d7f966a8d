import { reweighted } from "../shared/weights.js";

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
