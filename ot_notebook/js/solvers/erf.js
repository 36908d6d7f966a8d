/** The error function in double precision. */

const ROOT_PI = Math.sqrt(Math.PI);
/** Where the continued fraction takes over from the series; at this depth it has converged from there on. */
const LARGE = 1.25;
const DEPTH = 100;
/** From here on erf is 1 in double precision. */
const SATURATED = 6;

/**
 * Error function.
 *
 * @param {number} x
 * @returns {number} 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x, to a few units of the last place
 */
export function erf(x) {
  const size = Math.abs(x);
  if (size < LARGE) return series(x);
  return Math.sign(x) * (size < SATURATED ? 1 - tail(size) : 1);
}

/** DLMF 7.6.2, whose terms all have one sign. */
function series(x) {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * Number.EPSILON / 4; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return (2 / ROOT_PI) * x * Math.exp(-x * x) * sum;
}

/** 1 - erf(x) for x >= LARGE by the continued fraction DLMF 7.9.1, from the back. */
function tail(x) {
  let denominator = x;
  for (let k = DEPTH; k >= 1; k--) denominator = x + k / 2 / denominator;
  return Math.exp(-x * x) / (ROOT_PI * denominator);
}
