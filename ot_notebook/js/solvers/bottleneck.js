/** Wasserstein distances of every order from 1 to infinity between weighted points. */
import { dot, marginalError } from "./certificate.js";
import { distances, largest, pointsOf } from "./cost.js";
import { NetworkSimplex } from "./simplex.js";
import { transport } from "./transport.js";
import { checkFinite } from "./validation.js";
import { densePlan, planOf, probability, restrict, supportOf, UNITS } from "./weights.js";

/** Masses up to this part of the whole are taken for rounding of the weights. */
const NO_MASS = 1e-12;
/** W_p must be known to this part of the distances that matter. */
const ROOT_TOLERANCE = 1e-6;

/**
 * Wasserstein distance of order p between weighted points.
 *
 * Costs are computed in units of the distances that matter, so that no power overflows on the way to W_p and no digits
 * of a small one are lost. Masses up to n + m units of 2^-50 are taken for rounding of the weights.
 *
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} x n points, or numbers; data units
 * @param {ArrayLike<ArrayLike<number>>|ArrayLike<number>} y m points likewise
 * @param {ArrayLike<number>} a n weights of mass 1
 * @param {ArrayLike<number>} b m weights of mass 1
 * @param {number} [p] order, at least 1; Infinity for the bottleneck distance
 * @returns {object} as `bottleneck` for p = Infinity, else {value, cost, plan, f, g, dual, gap, marginalError}:
 *   value = W_p, cost = W_p^p = sum of plan times |x - y|^p, plan n * m, row-major, f_i + g_j <= |x_i - y_j|^p,
 *   dual = sum a f + sum b g, gap = cost - dual
 * @throws {TypeError|RangeError} on empty, non-finite or mismatched points, weights of no probability, an order
 *   below 1, or one so large that W_p is not known to six digits of the distances that matter or that one of
 *   these to the power p is not in the range of numbers
 */
export function wasserstein(x, y, a, b, p = 2) {
  const solver = "wasserstein";
  if (typeof p !== "number") throw new TypeError(`${solver}: 'p' must be a number, got ${typeof p}`);
  if (!(p >= 1)) throw new RangeError(`${solver}: 'p' must be at least 1, got ${p}`);
  const distance = distances(solver, pointsOf(solver, "x", x), pointsOf(solver, "y", y));
  const [source, target] = [probability(solver, "a", a, x.length), probability(solver, "b", b, y.length)];
  if (p === Infinity) return bottleneck(source, target, distance);
  const { unit, solved } = solveWithin(source, target, distance, p);
  const scale = unit ** p;
  const rescaled = (numbers) => numbers.map((number) => scale * number);
  const [f, g] = [rescaled(solved.f), rescaled(solved.g)];
  const cost = scale * solved.value;
  const dual = dot(f, source) + dot(g, target);
  const value = unit * solved.value ** (1 / p);
  return { value, cost, plan: solved.plan, f, g, dual, gap: cost - dual, marginalError: solved.marginalError };
}

/**
 * Solves for the costs min(distance / unit, 1)^p with a unit not much larger than the longest move that is needed.
 *
 * If some plan moves nothing further than r, no optimal plan moves anything further than (n + m)^(1/p) r: a cycle
 * through such a pair would cost more than it saves. So all these pairs may cost 1, and the potentials, now of the size
 * of the costs in use, are feasible for the distances too and keep the digits of a small value.
 */
function solveWithin(source, target, distance, p) {
  const count = source.length + target.length;
  const memory = {};
  for (let unit = largest(distance) || 1; ; ) {
    checkScale(unit, p);
    const cost = distance.map((length) => Math.min(length / unit, 1) ** p);
    const solved = withoutDust(transport(source, target, cost, memory), cost, source, target);
    const reach = count ** (1 / p) * largest(distance.map((length, at) => (solved.plan[at] > 0 ? length : 0)));
    if (reach === 0 || (reach / unit) ** p > 0.5) {
      refuseLostDigits(solved, p);
      return { unit, solved };
    }
    unit = reach;
  }
}

/** Without the masses that stem from rounding of the weights to whole units, which a root would make visible. */
function withoutDust({ plan, dual, f, g }, cost, a, b) {
  const dust = (a.length + b.length) / UNITS;
  const kept = plan.map((mass) => (mass > dust ? mass : 0));
  const triples = Array.from(kept, (mass, at) => [Math.floor(at / b.length), at % b.length, mass]);
  return { value: dot(kept, cost), plan: kept, dual, f, g, marginalError: marginalError(triples, a, b) };
}

function checkScale(unit, p) {
  const scale = unit ** p;
  if (scale >= Number.MIN_VALUE / Number.EPSILON && scale < Infinity) return;
  throw new RangeError(`wasserstein: 'p' must not be so large that ${unit}^p leaves the range of numbers, got ${p}`);
}

/** Throws if the gap leaves W_p uncertain; costs are at most 1, in units of a distance that matters. */
function refuseLostDigits({ dual, value }, p) {
  const [low, high] = [dual, value].map((number) => Math.max(number, 0) ** (1 / p));
  if (high - low <= ROOT_TOLERANCE) return;
  throw new RangeError(
    `wasserstein: 'p' must not be so large that the costs lose all digits, got ${p}, which leaves W_p between ` +
      `${low.toPrecision(7)} and ${high.toPrecision(7)} of the distances that matter; use a smaller 'p', or Infinity`,
  );
}

/**
 * The distance W_infinity: the least r such that some plan moves nothing further than r.
 *
 * Bisection over the distances of pairs. The network simplex for the costs 0 (within r) and 1 (beyond) tells how
 * much mass must move further than r; its potentials take two values, the higher one on the sources that prove
 * it (Hall, Strassen). Masses up to 1e-12 are taken for rounding.
 *
 * @param {ArrayLike<number>} a n weights of mass 1
 * @param {ArrayLike<number>} b m weights of mass 1
 * @param {ArrayLike<number>} distance n * m finite numbers, not negative, row-major
 * @returns {{value: number, plan: Float64Array, marginalError: number, below: number|null, isolated: boolean[],
 *   shortfall: number}} plan is n * m, row-major, the cheapest for the squared distance of those that move nothing
 *   further than value; below is the largest distance of a pair that is less than value, null if there is none;
 *   isolated are the sources whose mass exceeds that of all targets within below, shortfall by how much
 * @throws {TypeError|RangeError} on weights of no probability, distances that are negative or not finite, or wrong lengths
 */
export function bottleneck(a, b, distance) {
  const [source, target] = [probability("bottleneck", "a", a), probability("bottleneck", "b", b)];
  checkDistances(distance, a.length * b.length);
  const support = supportOf(source, target);
  const inner = Float64Array.from(restrict(distance, support, b.length));
  const limits = Float64Array.from(new Set(inner)).sort();
  const simplex = new NetworkSimplex(support.rows.length, support.columns.length);
  simplex.solve(support.supply, support.demand, inner);
  const place = leastLimit(simplex, inner, limits);
  const value = limits[place];
  const below = place > 0 ? limits[place - 1] : null;
  const isolated = isolatedSources(simplex, inner, below ?? -Infinity, source.length, support);
  const cheapest = cheapestWithin(simplex, inner, value, support);
  const plan = cheapest.filter(([i, j]) => distance[i * b.length + j] <= value);
  return {
    value,
    plan: densePlan(plan, a.length, b.length),
    marginalError: marginalError(plan, source, target),
    below,
    isolated,
    shortfall: shortfall(isolated, source, target, distance, below ?? -Infinity),
  };
}

function checkDistances(distance, length) {
  checkFinite("bottleneck", "distance", distance, length);
  const wrong = distance.findIndex((value) => value < 0);
  if (wrong < 0) return;
  throw new RangeError(`bottleneck: 'distance' must not be negative, got ${distance[wrong]} at entry ${wrong}`);
}

/** Place of the least limit within which all mass can move. */
function leastLimit(simplex, distance, limits) {
  let low = limits.indexOf(farthestNeighbour(distance, simplex.n, simplex.m));
  let high = limits.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (massBeyond(simplex, distance, limits[middle]) > NO_MASS * UNITS) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Largest distance of a point from the nearest one on the other side. */
function farthestNeighbour(distance, n, m) {
  const nearest = new Float64Array(n + m).fill(Infinity);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < m; j++, at++) {
      nearest[i] = Math.min(nearest[i], distance[at]);
      nearest[n + j] = Math.min(nearest[n + j], distance[at]);
    }
  }
  return Math.max(...nearest);
}

/** Units of mass that every plan moves further than `limit`. */
function massBeyond(simplex, distance, limit) {
  simplex.resolve(distance.map((length) => (length <= limit ? 0 : 1)));
  const beyond = ([i, j]) => distance[i * simplex.m + j] > limit;
  return simplex.edges().reduce((sum, arc) => (beyond(arc) ? sum + arc[2] : sum), 0);
}

/** Which of n sources exceed most what lies within `limit`. */
function isolatedSources(simplex, distance, limit, n, { rows }) {
  massBeyond(simplex, distance, limit);
  const f = simplex.potential.subarray(0, simplex.n);
  const least = Math.min(...f);
  const higher = rows.filter((_, k) => f[k] > least + 0.5);
  const chosen = new Set(higher.length > 0 ? higher : rows);
  return Array.from({ length: n }, (_, i) => chosen.has(i));
}

/** Mass of the isolated sources less that of all targets within `limit` of one of them. */
function shortfall(isolated, a, b, distance, limit) {
  const m = b.length;
  const reached = (j) => isolated.some((chosen, i) => chosen && distance[i * m + j] <= limit);
  const mass = a.reduce((sum, weight, i) => (isolated[i] ? sum + weight : sum), 0);
  return b.reduce((rest, weight, j) => (reached(j) ? rest - weight : rest), mass);
}

/** Plan of least squared distances; a pair beyond `limit` costs more than any cycle of others can save. */
function cheapestWithin(simplex, distance, limit, support) {
  const unit = limit || 1;
  const ceiling = 1 + simplex.n + simplex.m;
  simplex.resolve(distance.map((length) => (length <= limit ? (length / unit) ** 2 : ceiling)));
  return planOf(simplex, support);
}
