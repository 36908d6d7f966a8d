/** The sides of a state, lists of points or weights: keys of their handles, changes of one entry, room for another. */

/** The key of a handle is that of its side with an index: x0, x1, ..., phi0, ... */
export const keyOf = (side, index) => `${side}${index}`;
export const sideOf = (key) => key.replace(/\d+$/, "");
export const indexOf = (key) => Number(key.slice(sideOf(key).length));

export const replaced = (list, k, value) => list.map((old, index) => (index === k ? value : old));
export const without = (list, k) => list.filter((_, index) => index !== k);

/** The largest gap left on a coarse grid of [0, 1.5] × [0, 1], near the other points of its side. */
export function freePlace(own, taken) {
  const centre = own.reduce((sum, [u]) => sum + u, 0) / own.length;
  let best = null, most = -Infinity;
  for (let a = 1; a < 30; a++) {
    for (let b = 1; b < 20; b++) {
      const u = a / 20, v = b / 20;
      const gap = Math.min(...taken.map(([s, t]) => Math.hypot(s - u, t - v)));
      const score = Math.min(gap, 0.14) - 0.25 * Math.abs(u - centre) + 1e-6 * ((a * 7 + b * 11) % 13);
      if (score > most) [best, most] = [[u, v], score];
    }
  }
  return best;
}
