/** Sorting by radix, several times faster than by comparison for many numbers. */

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
const SIGN = 2 ** 31;

/**
 * Indices that sort finite numbers; equal numbers keep their order.
 *
 * @param {Float64Array} values
 * @returns {Uint32Array}
 */
export function order(values) {
  let sorted = keysOf(values);
  let spare = { low: sorted.low.slice(), high: sorted.high.slice(), index: sorted.index.slice() };
  for (const word of ["low", "high"]) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      distribute(sorted, spare, sorted[word], shift);
      [sorted, spare] = [spare, sorted];
    }
  }
  return sorted.index;
}

/**
 * Both words of 64-bit keys in the order of the values: negative numbers complemented, the others' sign bit set
 * (little-endian, as every browser's machine is).
 */
function keysOf(values) {
  const n = values.length;
  const words = new Uint32Array(values.map((value) => value + 0).buffer);
  const keys = { low: new Uint32Array(n), high: new Uint32Array(n), index: new Uint32Array(n) };
  for (let k = 0; k < n; k++) {
    const high = words[2 * k + 1];
    const negative = high >= SIGN;
    keys.low[k] = negative ? ~words[2 * k] : words[2 * k];
    keys.high[k] = negative ? ~high : high + SIGN;
    keys.index[k] = k;
  }
  return keys;
}

/** One stable pass: keys moved to where their digit belongs. */
function distribute(from, to, word, shift) {
  const place = new Uint32Array(DIGITS + 1);
  for (let k = 0; k < word.length; k++) place[((word[k] >>> shift) & (DIGITS - 1)) + 1]++;
  for (let digit = 1; digit < DIGITS; digit++) place[digit] += place[digit - 1];
  for (let k = 0; k < word.length; k++) {
    const at = place[(word[k] >>> shift) & (DIGITS - 1)]++;
    to.low[at] = from.low[k];
    to.high[at] = from.high[k];
    to.index[at] = from.index[k];
  }
}
