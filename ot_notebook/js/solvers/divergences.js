/** Divergences beside transport on the line: Kullback-Leibler, total variation, maximum mean discrepancy. */
import { cellMasses, densityTransport } from "./densities.js";
import { erf } from "./erf.js";
import { CompensatedSum, charge, checkMasses, checkNumber, sortedMeasures } from "./line.js";

/** Trapezoidal nodes per bandwidth, and bandwidths beyond the ends: both leave less than rounding. */
const NODES_PER_BANDWIDTH = 3;
const REACH = 6;
const SHORTEST_BANDWIDTH = 1e-4;

/**
 * Kullback-Leibler divergence sum a log(a / b) of measures on the same points or cells.
 *
 * @param {ArrayLike<number>} a n masses of sum 1 (of a density: `cellMasses`)
 * @param {ArrayLike<number>} b n masses of sum 1
 * @returns {number} in nats; Infinity if a has mass where b has none
 * @throws {TypeError|RangeError}
 */
export function kl(a, b) {
  const [p, q] = checkPair("kl", a, b);
  const sum = new CompensatedSum();
  for (let k = 0; k < p.length; k++) {
    if (p[k] > 0 && q[k] === 0) return Infinity;
    sum.add(klTerm(p[k], q[k]));
  }
  return sum.value;
}

/** a log(a / b) - a + b, to rounding. */
function klTerm(a, b) {
  if (a === 0) return b;
  const excess = (b - a) / a;
  return Math.abs(excess) < 0.5 ? a * logarithmicExcess(excess) : b - a - a * (Math.log(b) - Math.log(a));
}

/**
 * u - log(1 + u).
 *
 * @param {number} u at least -1
 * @returns {number} to rounding also for small u: with s = u / (2 + u) it is s u - 2 (s^3 / 3 + s^5 / 5 + ...)
 */
export function logarithmicExcess(u) {
  if (Math.abs(u) >= 0.5) return u - Math.log1p(u);
  const s = u / (2 + u);
  let power = s ** 3;
  let sum = 0;
  for (let k = 3; Math.abs(power) > Number.EPSILON * Math.abs(sum) && k < 60; k += 2, power *= s * s) sum += power / k;
  return s * u - 2 * sum;
}

/**
 * Total variation sum |a - b| / 2 of measures on the same points or cells.
 *
 * @param {ArrayLike<number>} a n masses of sum 1
 * @param {ArrayLike<number>} b n masses of sum 1
 * @returns {number} in [0, 1]
 * @throws {TypeError|RangeError}
 */
export function totalVariation(a, b) {
  const [p, q] = checkPair("totalVariation", a, b);
  const sum = new CompensatedSum();
  for (let k = 0; k < p.length; k++) sum.add(Math.abs(p[k] - q[k]));
  return Math.min(1, sum.value / 2);
}

function checkPair(solver, a, b) {
  const first = checkMasses(solver, "a", a, a?.length);
  return [first, checkMasses(solver, "b", b, first.length)];
}

/**
 * Maximum mean discrepancy of weighted points on the line for the kernel exp(-|x - y|^2 / (2 bandwidth^2)).
 *
 * @param {ArrayLike<number>} x n points
 * @param {ArrayLike<number>} y m points
 * @param {ArrayLike<number>} [a] n weights of mass 1; equal unless given
 * @param {ArrayLike<number>} [b] m weights of mass 1
 * @param {number} [bandwidth] positive, data units
 * @returns {number} the root, not the square
 * @throws {TypeError|RangeError}
 */
export function mmd(x, y, a, b, bandwidth = 1) {
  const { points, excess } = charge(sortedMeasures("mmd", x, y, a, b));
  checkBandwidth("mmd", bandwidth);
  const sum = new CompensatedSum();
  for (let i = 0; i < points.length; i++) {
    sum.add(excess[i] ** 2);
    for (let j = 0; j < i; j++) {
      sum.add(2 * excess[i] * excess[j] * Math.exp(-(((points[i] - points[j]) / bandwidth) ** 2) / 2));
    }
  }
  return Math.sqrt(Math.max(0, sum.value));
}

function checkBandwidth(solver, bandwidth) {
  checkNumber(solver, "bandwidth", bandwidth, bandwidth > 0, "finite and above 0");
}

/**
 * Maximum mean discrepancy of piecewise constant densities for the kernel of `mmd`.
 *
 * The kernel is the square of a Gaussian convolution, so the squared discrepancy is the integral of the square of
 * the smoothed difference, a sum of error functions. The trapezoidal rule integrates it with an error below
 * rounding (its integrand is analytic and decays like a Gaussian).
 *
 * @param {ArrayLike<number>} edges k + 1 ends of the cells, increasing
 * @param {ArrayLike<number>} rho0 k densities of integral 1
 * @param {ArrayLike<number>} rho1 k densities on the same cells
 * @param {number} [bandwidth] at least 1e-4 of the length of the grid, data units
 * @returns {number} the root, not the square
 * @throws {TypeError|RangeError}
 */
export function densityMmd(edges, rho0, rho1, bandwidth = 1) {
  const solver = "densityMmd";
  const [a, b] = [cellMasses(edges, rho0, solver, "rho0"), cellMasses(edges, rho1, solver, "rho1")];
  const [first, last] = [edges[0], edges[edges.length - 1]];
  const least = SHORTEST_BANDWIDTH * (last - first);
  checkNumber(solver, "bandwidth", bandwidth, bandwidth >= least, `finite and at least ${least}`);
  const steps = jumps(a.map((mass, k) => (mass - b[k]) / (edges[k + 1] - edges[k])));
  const step = bandwidth / NODES_PER_BANDWIDTH;
  const sum = new CompensatedSum();
  for (let t = first - REACH * bandwidth; t <= last + REACH * bandwidth; t += step) {
    let smoothed = 0;
    for (let k = 0; k < steps.length; k++) smoothed += steps[k] * erf((t - edges[k]) / bandwidth);
    sum.add(smoothed * smoothed);
  }
  return Math.sqrt((step * bandwidth * Math.sqrt(2 * Math.PI) * sum.value) / 4);
}

/** Jumps of a piecewise constant function at the ends of its cells. */
function jumps(heights) {
  return Float64Array.from({ length: heights.length + 1 }, (_, k) => (heights[k] ?? 0) - (heights[k - 1] ?? 0));
}

/**
 * All divergences of two piecewise constant densities.
 *
 * @param {ArrayLike<number>} edges k + 1 ends of the cells, increasing
 * @param {ArrayLike<number>} rho0 k densities of integral 1
 * @param {ArrayLike<number>} rho1 k densities on the same cells
 * @param {number} [bandwidth] of the kernel of `mmd`
 * @returns {{kl: number, klReverse: number, totalVariation: number, mmd: number, wasserstein1: number,
 *   wasserstein2: number}} kl is that of rho0 from rho1
 * @throws {TypeError|RangeError}
 */
export function densityDivergences(edges, rho0, rho1, bandwidth = 1) {
  const solver = "densityDivergences";
  const [a, b] = [cellMasses(edges, rho0, solver, "rho0"), cellMasses(edges, rho1, solver, "rho1")];
  return {
    kl: kl(a, b),
    klReverse: kl(b, a),
    totalVariation: totalVariation(a, b),
    mmd: densityMmd(edges, rho0, rho1, bandwidth),
    wasserstein1: densityTransport(edges, rho0, rho1, 1).distance,
    wasserstein2: densityTransport(edges, rho0, rho1, 2).distance,
  };
}
