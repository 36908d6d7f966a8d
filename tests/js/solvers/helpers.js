/** Seeded random instances and the checks that every solution must pass. */
import assert from "node:assert/strict";

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomPoint(random) {
  return [1.5 * random(), random()];
}

export function randomPoints(count, random) {
  return Array.from({ length: count }, () => randomPoint(random));
}

/** Whole-number points: many ties and coincidences. */
export function latticePoints(count, random, side = 3) {
  return Array.from({ length: count }, () => [Math.floor(side * random()), Math.floor(side * random())]);
}

export function close(actual, expected, tolerance, message) {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${message ?? ''} ${actual} is not ${expected} within ${tolerance}`);
}

/** Largest f_i + g_j - c_ij. */
export function dualViolation(cost, f, g) {
  let worst = -Infinity;
  f.forEach((fi, i) => g.forEach((gj, j) => {
    worst = Math.max(worst, fi + gj - cost[i * g.length + j]);
  }));
  return worst;
}

/** Every permutation's cost, by recursion: the plainest reference there is. */
export function leastMeanCost(cost, n) {
  const rest = (row, free) => (row === n
    ? 0
    : Math.min(...free.map((j) => cost[row * n + j] + rest(row + 1, free.filter((k) => k !== j)))));
  return rest(0, Array.from({ length: n }, (_, j) => j)) / n;
}
