const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raise = (k) => String(k).replace(/\d/g, (d) => SUPERSCRIPT[d]).replace("-", "⁻");

/** A value with six significant digits at most, as shown in a certificate. */
export function plain(value) {
  if (value === null || value === undefined) return "—";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return power(value);
  return value.toFixed(size < 10 ? 6 : 4).replace("-", "−");
}

/** A value as a power of ten, one digit: 2 × 10⁻¹⁷; exactly 0 is 0. */
export function power(value) {
  if (value === 0) return "0";
  const [digits, exponent] = value.toExponential(0).split("e");
  return `${digits.replace("-", "−")} × 10${raise(Number(exponent))}`;
}

/** A share of one as per cent, two digits that matter. */
export function percent(share) {
  const size = Math.abs(share) * 100;
  if (size < 0.005) return "0 %";
  return `${(share * 100).toFixed(size < 1 ? 2 : size < 10 ? 1 : 0).replace("-", "−")} %`;
}

/** A share of one as per cent, rounded down to one decimal: what falls short of a goal does not look as if it met it. */
export const reached = (share) => `${fixed(Math.floor(1000 * share + 1e-6) / 10, 1)} %`;

/** A time in milliseconds; clocks of browsers are coarse, so below what they tell it says so. */
export function duration(milliseconds) {
  if (milliseconds < 0.1) return "< 0.1 ms";
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

/** A whole number with thin spaces between thousands. */
export function whole(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A number with so many decimals. */
export const fixed = (t, decimals = 3) => t.toFixed(decimals).replace("-", "−");

/** A count with its noun: 1 point, 3 points. */
export const some = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A point of the plane, two decimals. */
export const place = ([u, v]) => `x ${u.toFixed(2)}, y ${v.toFixed(2)}`;
