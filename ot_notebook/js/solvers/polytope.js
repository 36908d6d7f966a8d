/** The transportation polytope {P >= 0, row sums a, column sums b} of small problems. */
import { checkFinite } from "./validation.js";
import { probability } from "./weights.js";

const MOST_BASES = 50_000;
/** Masses below this are taken for zero. */
const SAME = 1e-9;
/** Vertices whose costs differ by less than this part of the largest cost are tied. */
const TIE = 1e-12;

/**
 * All vertices.
 *
 * A vertex is the only plan on some spanning tree of pairs, if that plan is not negative, and the only one on the
 * pairs that it uses.
 *
 * @param {ArrayLike<number>} a n weights of mass 1
 * @param {ArrayLike<number>} b m weights of mass 1
 * @returns {Float64Array[]} plans, n * m, row-major, in lexicographic order, each once; masses below 1e-9 count as
 *   zero
 * @throws {TypeError|RangeError} on weights that are no probability, or so many that there are more than 50,000
 *   choices of n + m - 1 pairs
 */
export function polytopeVertices(a, b) {
  const [source, target] = [probability("polytopeVertices", "a", a), probability("polytopeVertices", "b", b)];
  const [n, m] = [a.length, b.length];
  checkSize(n * m, n + m - 1);
  const plans = new Map();
  for (const tree of spanningTrees(n, m)) {
    const plan = planOnTree(tree, source, target);
    if (plan) plans.set(plan.map(Math.sign).join(), plan);
  }
  return [...plans.values()].sort(lexicographic);
}

function checkSize(pairs, rank) {
  let count = 1;
  for (let k = 1; k <= rank; k++) count = (count * (pairs - rank + k)) / k;
  if (count <= MOST_BASES) return;
  const allowed = `at most ${MOST_BASES} choices of ${rank} pairs`;
  throw new RangeError(
    `polytopeVertices: 'a' and 'b' must leave ${allowed}, got ${Math.round(count)}; use shorter ones`,
  );
}

function lexicographic(p, q) {
  const k = p.findIndex((mass, at) => Math.abs(mass - q[at]) > SAME);
  return k < 0 ? 0 : p[k] - q[k];
}

/** Lists of n + m - 1 pairs (source, target) without a cycle; parts[node] names the component of a node. */
function* spanningTrees(n, m, first = 0, tree = [], parts = Array.from({ length: n + m }, (_, node) => node)) {
  if (tree.length === n + m - 1) {
    yield tree;
    return;
  }
  for (let pair = first; pair < n * m; pair++) {
    const [i, j] = [Math.floor(pair / m), pair % m];
    const [one, other] = [parts[i], parts[n + j]];
    if (one === other) continue;
    yield* spanningTrees(n, m, pair + 1, [...tree, [i, j]], parts.map((part) => (part === other ? one : part)));
  }
}

/** The plan that uses only the pairs of a tree, leaf by leaf; null if some mass would be negative. */
function planOnTree(tree, a, b) {
  const [n, m] = [a.length, b.length];
  const surplus = Float64Array.from([...a, ...b]);
  const plan = new Float64Array(n * m);
  let rest = tree;
  while (rest.length > 0) {
    const degree = new Int32Array(n + m);
    for (const [i, j] of rest) {
      degree[i]++;
      degree[n + j]++;
    }
    const [i, j] = rest.find(([k, l]) => degree[k] === 1 || degree[n + l] === 1);
    const mass = degree[i] === 1 ? surplus[i] : surplus[n + j];
    if (mass < -SAME) return null;
    surplus[i] -= mass;
    surplus[n + j] -= mass;
    plan[i * m + j] = mass < SAME ? 0 : mass;
    rest = rest.filter(([k, l]) => k !== i || l !== j);
  }
  return plan;
}

/**
 * The edges: pairs of vertices for which the pairs of points that one or the other uses contain just one cycle.
 *
 * @param {ArrayLike<number>[]} vertices plans, n * m, row-major
 * @param {number} n number of sources
 * @returns {Array<[number, number]>} indices of the vertices, the lower first, sorted
 */
export function polytopeEdges(vertices, n) {
  const edges = [];
  for (let k = 0; k < vertices.length; k++) {
    for (let l = k + 1; l < vertices.length; l++) {
      if (cycles(vertices[k].map((mass, at) => mass + vertices[l][at]), n) === 1) edges.push([k, l]);
    }
  }
  return edges;
}

/** Number of independent cycles in the graph of the positive entries of a matrix. */
function cycles(matrix, n) {
  const m = matrix.length / n;
  let parts = Array.from({ length: n + m }, (_, node) => node);
  let count = 0;
  matrix.forEach((mass, at) => {
    if (mass === 0) return;
    const [one, other] = [parts[Math.floor(at / m)], parts[n + (at % m)]];
    if (one === other) count++;
    else parts = parts.map((part) => (part === other ? one : part));
  });
  return count;
}

/**
 * The polygon of the plans between two sources and three targets, in the coordinates (pi_11, pi_12), which determine
 * such a plan.
 *
 * @param {ArrayLike<number>} a 2 weights of mass 1
 * @param {ArrayLike<number>} b 3 weights of mass 1
 * @returns {Array<{point: [number, number], plan: Float64Array}>} 1 to 6 corners, counterclockwise from the
 *   lexicographically first
 * @throws {TypeError|RangeError} on other numbers of weights, and weights that are no probability
 */
export function transportPolygon(a, b) {
  checkFinite("transportPolygon", "a", a, 2);
  checkFinite("transportPolygon", "b", b, 3);
  const corners = polytopeVertices(a, b).map((plan) => ({ point: [plan[0], plan[1]], plan }));
  const [{ point: origin }, ...others] = corners;
  const angle = ({ point }) => Math.atan2(point[1] - origin[1], point[0] - origin[0]);
  return [corners[0], ...others.sort((p, q) => angle(p) - angle(q))];
}

/**
 * The vertices of least cost.
 *
 * @param {ArrayLike<number>[]} vertices plans, n * m
 * @param {ArrayLike<number>} cost n * m finite numbers, units of cost
 * @returns {{value: number, values: Float64Array, optimal: number[]}} values of all vertices, the least one, and the
 *   indices of the vertices that have it (up to 1e-12 of the largest cost): all optimal plans are their mixtures
 * @throws {TypeError|RangeError} if there is no vertex, or the cost is not finite or of another length
 */
export function optimalVertices(vertices, cost) {
  if (!(vertices?.length > 0)) throw new RangeError("optimalVertices: 'vertices' must hold at least one plan");
  checkFinite("optimalVertices", "cost", cost, vertices[0].length);
  const values = Float64Array.from(vertices, (plan) => plan.reduce((sum, mass, k) => sum + mass * cost[k], 0));
  const value = Math.min(...values);
  const tolerance = TIE * cost.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  return { value, values, optimal: Array.from(values.keys()).filter((k) => values[k] <= value + tolerance) };
}
