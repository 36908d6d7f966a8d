/** Where the network simplex starts. */

/**
 * Orders of rows and columns along one direction, found in the cost alone.
 *
 * For a squared Euclidean cost c(x, y_0) - c(x, y_k) is affine in x, so these are the orders of a projection
 * on a line, and the staircase along them is the optimal plan of the projected measures.
 *
 * @param {ArrayLike<number>} cost n * m, row-major
 * @param {number} n
 * @param {number} m
 * @returns {{rowOrder: Int32Array, columnOrder: Int32Array}}
 */
export function projectionOrders(cost, n, m) {
  const far = farthestColumn(cost, n, m);
  const rowKey = Float64Array.from({ length: n }, (_, i) => cost[i * m] - cost[i * m + far]);
  const rowOrder = sortedIndices(rowKey);
  const low = rowOrder[0] * m;
  const high = rowOrder[n - 1] * m;
  const columnKey = Float64Array.from({ length: m }, (_, j) => cost[low + j] - cost[high + j]);
  return { rowOrder, columnOrder: sortedIndices(columnKey) };
}

/** The column that differs most from the first one. */
function farthestColumn(cost, n, m) {
  let far = 0;
  let largest = 0;
  for (let j = 1; j < m; j++) {
    let difference = 0;
    for (let i = 0; i < n; i++) difference += Math.abs(cost[i * m + j] - cost[i * m]);
    if (difference > largest) {
      largest = difference;
      far = j;
    }
  }
  return far;
}

function sortedIndices(keys) {
  return Int32Array.from(keys, (_, i) => i).sort((i, j) => keys[i] - keys[j]);
}
