/** The c-transforms of discrete potentials, unchecked: see duality.js for checked ones. */

/**
 * Largest f with f_i + g_j <= c_ij for all i, j.
 *
 * @param {ArrayLike<number>} cost n * m, row-major
 * @param {ArrayLike<number>} g potential of the m targets, units of cost
 * @param {number} n number of sources
 * @returns {Float64Array} f_i = min_j (c_ij - g_j)
 */
export function sourceTransform(cost, g, n) {
  const m = g.length;
  const f = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0, at = i * m; j < m; j++, at++) {
      const slack = cost[at] - g[j];
      if (slack < least) least = slack;
    }
    f[i] = least;
  }
  return f;
}

/**
 * Largest g with f_i + g_j <= c_ij for all i, j.
 *
 * @param {ArrayLike<number>} cost n * m, row-major
 * @param {ArrayLike<number>} f potential of the n sources, units of cost
 * @param {number} m number of targets
 * @returns {Float64Array} g_j = min_i (c_ij - f_i)
 */
export function targetTransform(cost, f, m) {
  const g = new Float64Array(m).fill(Infinity);
  for (let i = 0, at = 0; i < f.length; i++) {
    for (let j = 0; j < m; j++, at++) g[j] = Math.min(g[j], cost[at] - f[i]);
  }
  return g;
}
