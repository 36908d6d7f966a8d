/** The inputs of the figure: their check, and every change that a reader can make to them. */

export const LENGTH = 12;
export const BINS = 24;
export const WIDTH = LENGTH / BINS;
export const LIMIT = 24;
/** Height of the lines that the densities stand on and hang from, and that of the samples: half of the way across. */
export const FOOT = 0.7;
export const ROW = 1.05;
const MODES = ["densities", "samples"];
const KEYS = ["mode", "mu", "nu", "x", "y", "p", "level", "pens"];

function refuse(reason) {
  throw new RangeError(`quantiles: ${reason}`);
}

function rounded(t) {
  return Math.round(t * 1e4) / 1e4 + 0;
}

function numbers(name, value, low, high) {
  return value.map((t, k) => {
    if (!Number.isFinite(t)) refuse(`'${name}[${k}]' must be a finite number, got ${JSON.stringify(t)}`);
    const near = rounded(t);
    if (near < low || near > high) refuse(`'${name}[${k}]' must be from ${low} to ${high}, got ${near}`);
    return near;
  });
}

function heights(name, value) {
  if (!Array.isArray(value) || value.length !== BINS) refuse(`'${name}' must be a list of ${BINS} heights`);
  return numbers(name, value, 0, 1);
}

function places(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT) {
    refuse(`'${name}' must be a list of 1 to ${LIMIT} places`);
  }
  return numbers(name, value, 0, LENGTH);
}

function number(name, value, low, high) {
  if (!(Number.isFinite(value) && value >= low && value <= high)) {
    refuse(`'${name}' must be a number from ${low} to ${high}, got ${JSON.stringify(value)}`);
  }
  return rounded(value);
}

function twoBins(value) {
  const fits = (k) => Number.isInteger(k) && k >= 0 && k < BINS;
  if (!Array.isArray(value) || value.length !== 2 || !value.every(fits)) {
    refuse(`'pens' must be the numbers of two bins (0 to ${BINS - 1}), got ${JSON.stringify(value)}`);
  }
  return value.slice();
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part };
  if (!MODES.includes(next.mode)) {
    refuse(`'mode' must be "densities" or "samples", got ${JSON.stringify(next.mode)}`);
  }
  return {
    mode: next.mode,
    mu: heights("mu", next.mu),
    nu: heights("nu", next.nu),
    x: places("x", next.x),
    y: places("y", next.y),
    p: number("p", next.p, 0.5, 6),
    level: number("level", next.level, 0, 1),
    pens: twoBins(next.pens),
  };
}

export const painted = ({ mode }) => mode === "densities";
export const sideOf = (key) => key[0];
export const indexOf = (key) => Number(key.slice(1));

/** The middle of a bin. */
export const centre = (bin) => (bin + 0.5) * WIDTH;
const binAt = (u) => Math.min(BINS - 1, Math.floor(u / WIDTH));
const replaced = (list, k, value) => list.map((old, i) => (i === k ? value : old));
const heightAt = (v) => Math.round(100 * Math.min(1, Math.max(0, Math.abs(v) - FOOT))) / 100;

/** Moves a sample, the level, or a pen; a pen that stays in its bin sets the height there. */
export function moved(state, key, [u, v]) {
  if (key === "level") return { level: u };
  if (key === "height") return { level: v };
  if (key === "mu" || key === "nu") return penMoved(state, key, [u, v]);
  const side = sideOf(key);
  return { [side]: replaced(state[side], indexOf(key), u) };
}

function penMoved(state, name, [u, v]) {
  const k = name === "mu" ? 0 : 1, sign = k ? -1 : 1, bin = binAt(u), before = state.pens[k];
  const pens = replaced(state.pens, k, bin), height = sign * v < FOOT ? 0 : heightAt(v);
  if (Math.abs(FOOT + state[name][before] - sign * v) < 1e-4) return { pens };
  return { pens, [name]: replaced(state[name], bin, height) };
}

/** What a stroke paints: μ above the upper line, ν below the lower one; between them it wipes what is near. */
export function stroke(state, from, to) {
  if (Math.abs(to[1]) < FOOT / 2) return {};
  const k = to[1] > 0 ? 0 : 1, name = k ? "nu" : "mu", heights = state[name].slice();
  const start = Math.sign(from[1]) === Math.sign(to[1]) ? from : to, last = binAt(to[0]), first = binAt(start[0]);
  for (let bin = Math.min(first, last); bin <= Math.max(first, last); bin++) {
    const share = first === last ? 1 : (bin - first) / (last - first);
    heights[bin] = heightAt(start[1] + share * (to[1] - start[1]));
  }
  return { [name]: heights, pens: replaced(state.pens, k, last) };
}

/** Removes a sample. */
export function removed(state, key) {
  const side = sideOf(key);
  if (!/^[xy]\d+$/.test(key)) refuse("only samples can be removed");
  if (state[side].length === 1) refuse(`the last ${side === "x" ? "source" : "target"} cannot be removed`);
  return { [side]: state[side].filter((_, k) => k !== indexOf(key)) };
}

/** Adds a sample on the given side ("x" or "y"), or a pair ("xy"), each in the middle of the widest gap. */
export function added(state, sides) {
  const part = {};
  for (const side of sides) {
    if (state[side].length >= LIMIT) refuse(`at most ${LIMIT} samples a side`);
    part[side] = [...state[side], widestGap([...(part.x ?? state.x), ...(part.y ?? state.y)])];
  }
  return part;
}

function widestGap(taken) {
  const ends = [0, ...taken, LENGTH].sort((a, b) => a - b);
  const k = ends.slice(1).reduce((best, t, i) => (t - ends[i] > ends[best + 1] - ends[best] ? i : best), 0);
  return rounded((ends[k] + ends[k + 1]) / 2);
}

const bump = (middle, spread, height = 0.9) => Array.from({ length: BINS }, (_, k) =>
  Math.round(100 * height * Math.exp(-(((centre(k) - middle) / spread) ** 2) / 2)) / 100);
const sum = (u, v) => u.map((t, k) => Math.min(1, Math.round(100 * (t + v[k])) / 100));
const bars = (...bins) => Array.from({ length: BINS }, (_, k) => (bins.includes(k) ? 0.8 : 0));

/** Parts of a state that show something. */
export const PRESETS = {
  translate: { mode: "densities", mu: bump(3.5, 1), nu: bump(8.5, 1) },
  split: { mode: "densities", mu: bump(6, 0.9), nu: sum(bump(2.5, 0.9), bump(9.5, 0.9)) },
  bars: { mode: "densities", mu: bars(4, 5), nu: bars(6, 13, 20) },
  row: { mode: "samples", x: [2, 4, 6], y: [4, 6, 8] },
};
