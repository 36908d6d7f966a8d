/** Divergences and Wasserstein distances of Gaussians on the line, in closed form. Variances, not deviations. */
import { erf } from "./erf.js";
import { checkNumber } from "./line.js";
import { logarithmicExcess } from "./divergences.js";

/**
 * Kullback-Leibler divergence of N(m0, v0) from N(m1, v1).
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, not negative
 * @param {number} m1
 * @param {number} v1 variance, positive
 * @returns {number} in nats; Infinity if v0 is 0
 * @throws {RangeError}
 */
export function gaussianKl(m0, v0, m1, v1) {
  checkGaussians("gaussianKl", m0, v0, m1, v1);
  checkNumber("gaussianKl", "v1", v1, v1 > 0, "positive");
  return (logarithmicExcess((v0 - v1) / v1) + (m1 - m0) ** 2 / v1) / 2;
}

/**
 * Total variation of two Gaussians: the difference of their masses where one density exceeds the other, which is
 * between the points where the densities cross.
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, positive
 * @param {number} m1
 * @param {number} v1 variance, positive
 * @returns {number} in [0, 1], within a few units of 1e-16
 * @throws {RangeError}
 */
export function gaussianTotalVariation(m0, v0, m1, v1) {
  checkGaussians("gaussianTotalVariation", m0, v0, m1, v1);
  checkNumber("gaussianTotalVariation", "v0", v0, v0 > 0, "positive");
  checkNumber("gaussianTotalVariation", "v1", v1, v1 > 0, "positive");
  if (v0 === v1) return erf(Math.abs(m1 - m0) / Math.sqrt(8 * v0));
  if (v0 > v1) return gaussianTotalVariation(m1, v1, m0, v0);
  const [low, high] = standardCrossings(m0, v0, m1, v1);
  const shift = (m1 - m0) / Math.sqrt(v0);
  const ratio = Math.sqrt(v1 / v0);
  const excess = (z) => (erf(z / Math.SQRT2) - erf((z - shift) / ratio / Math.SQRT2)) / 2;
  return Math.min(1, Math.max(0, excess(high) - excess(low)));
}

/**
 * Points where the densities of two Gaussians are equal.
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, positive
 * @param {number} m1
 * @param {number} v1 variance, positive
 * @returns {number[]} increasing: two if the variances differ, one if only the means do, none for equal laws
 * @throws {RangeError}
 */
export function gaussianCrossings(m0, v0, m1, v1) {
  checkGaussians("gaussianCrossings", m0, v0, m1, v1);
  checkNumber("gaussianCrossings", "v0", v0, v0 > 0, "positive");
  checkNumber("gaussianCrossings", "v1", v1, v1 > 0, "positive");
  if (v0 === v1) return m0 === m1 ? [] : [(m0 + m1) / 2];
  return standardCrossings(m0, v0, m1, v1).map((z) => m0 + Math.sqrt(v0) * z);
}

/**
 * The crossings in units of the first law, z = (t - m0) / sqrt(v0), for different variances: the roots of
 * (1 - r^2) z^2 - 2 d z + d^2 + 2 r^2 log r with r^2 = v1 / v0 and d = (m1 - m0) / sqrt(v0).
 */
function standardCrossings(m0, v0, m1, v1) {
  const d = (m1 - m0) / Math.sqrt(v0);
  const excess = (v1 - v0) / v0;
  const logRatio = Math.log1p(excess);
  const root = Math.sqrt((v1 / v0) * (d * d + excess * logRatio));
  const sum = d < 0 ? d - root : d + root;
  return [-sum / excess, (d * d + (v1 / v0) * logRatio) / sum].sort((s, t) => s - t);
}

/**
 * Maximum mean discrepancy of two Gaussians for the kernel exp(-|x - y|^2 / (2 bandwidth^2)).
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, not negative
 * @param {number} m1
 * @param {number} v1 variance, not negative
 * @param {number} [bandwidth] positive, data units
 * @returns {number} the root, not the square, to rounding also for near laws
 * @throws {RangeError}
 */
export function gaussianMmd(m0, v0, m1, v1, bandwidth = 1) {
  checkGaussians("gaussianMmd", m0, v0, m1, v1);
  checkNumber("gaussianMmd", "bandwidth", bandwidth, bandwidth > 0, "finite and above 0");
  const spread = 1 + (v0 + v1) / bandwidth ** 2;
  const apart = 2 * -Math.expm1(-(((m1 - m0) / bandwidth) ** 2) / (2 * spread));
  const contrast = (v0 - v1) / bandwidth ** 2 / spread;
  return Math.sqrt((apart + selfExcess(contrast)) / Math.sqrt(spread));
}

/** (1 + e)^(-1/2) + (1 - e)^(-1/2) - 2 without cancellation. */
function selfExcess(e) {
  const product = Math.sqrt((1 - e) * (1 + e));
  const sum = Math.sqrt(2 + 2 * product);
  return (2 * e * e * (1 + 2 * product)) / ((1 + product) * product * (sum + 2 * product));
}

/**
 * W_1 of two Gaussians on the line: the mean of |m0 - m1 + (s0 - s1) Z| with Z standard normal.
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, not negative
 * @param {number} m1
 * @param {number} v1 variance, not negative
 * @returns {number} data units
 * @throws {RangeError}
 */
export function gaussianWasserstein1(m0, v0, m1, v1) {
  checkGaussians("gaussianWasserstein1", m0, v0, m1, v1);
  const shift = Math.abs(m0 - m1);
  const spread = Math.abs(Math.sqrt(v0) - Math.sqrt(v1));
  if (spread === 0) return shift;
  const slope = shift / spread / Math.SQRT2;
  return spread * Math.sqrt(2 / Math.PI) * Math.exp(-slope * slope) + shift * erf(slope);
}

/**
 * W_2 of two Gaussians on the line.
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, not negative
 * @param {number} m1
 * @param {number} v1 variance, not negative
 * @returns {number} data units
 * @throws {RangeError}
 */
export function gaussianWasserstein2(m0, v0, m1, v1) {
  checkGaussians("gaussianWasserstein2", m0, v0, m1, v1);
  return Math.hypot(m0 - m1, Math.sqrt(v0) - Math.sqrt(v1));
}

/**
 * All divergences of two Gaussians on the line, with the names of `densityDivergences`.
 *
 * @param {number} m0 mean
 * @param {number} v0 variance, positive
 * @param {number} m1
 * @param {number} v1 variance, positive
 * @param {number} [bandwidth] of the kernel of `gaussianMmd`
 * @returns {{kl: number, klReverse: number, totalVariation: number, mmd: number, wasserstein1: number,
 *   wasserstein2: number}} kl is that of the first from the second
 * @throws {RangeError}
 */
export function gaussianDivergences(m0, v0, m1, v1, bandwidth = 1) {
  return {
    kl: gaussianKl(m0, v0, m1, v1),
    klReverse: gaussianKl(m1, v1, m0, v0),
    totalVariation: gaussianTotalVariation(m0, v0, m1, v1),
    mmd: gaussianMmd(m0, v0, m1, v1, bandwidth),
    wasserstein1: gaussianWasserstein1(m0, v0, m1, v1),
    wasserstein2: gaussianWasserstein2(m0, v0, m1, v1),
  };
}

function checkGaussians(solver, m0, v0, m1, v1) {
  for (const [name, mean] of Object.entries({ m0, m1 })) checkNumber(solver, name, mean, true, "finite");
  for (const [name, variance] of Object.entries({ v0, v1 })) {
    checkNumber(solver, name, variance, variance >= 0, "finite and not negative");
  }
}
