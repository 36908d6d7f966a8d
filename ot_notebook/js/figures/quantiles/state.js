/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { clamp, rounded } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";
import { indexOf, replaced, sideOf } from "../shared/sides.js";

export const LENGTH = 12;
export const BINS = 24;
export const WIDTH = LENGTH / BINS;
export const LIMIT = 24;
/** Height of the lines that the densities stand on and hang from, and that of the samples: half of the way across. */
export const FOOT = 0.7;
export const ROW = 1.05;
const MODES = ["densities", "samples"];
const NAMES = ["mode", "mu", "nu", "x", "y", "p", "level", "pens"];
const inputs = new Inputs("quantiles");

const heights = (name, value) => inputs.decimals(name, value, BINS, "heights", [0, 1]);
const places = (name, value) => inputs.decimals(name, value, [1, LIMIT], "places", [0, LENGTH]);

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES);
  return {
    mode: inputs.choice("mode", next.mode, MODES),
    mu: heights("mu", next.mu),
    nu: heights("nu", next.nu),
    x: places("x", next.x),
    y: places("y", next.y),
    p: inputs.decimal("p", next.p, [0.5, 6]),
    level: inputs.decimal("level", next.level, [0, 1]),
    pens: inputs.list("pens", next.pens, 2, "bins", (name, bin) => inputs.whole(name, bin, [0, BINS - 1])),
  };
}

export const painted = ({ mode }) => mode === "densities";

/** The middle of a bin. */
export const centre = (bin) => (bin + 0.5) * WIDTH;
const binAt = (u) => Math.min(BINS - 1, Math.floor(u / WIDTH));
const heightAt = (v) => Math.round(100 * clamp(Math.abs(v) - FOOT, [0, 1])) / 100;

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

const isSample = (key) => /^[xy]\d+$/.test(key);

/** Whether a handle is that of a sample that can be removed. */
export const removable = (state, key) => isSample(key) && state[sideOf(key)].length > 1;

/** Removes a sample. */
export function removed(state, key) {
  if (!isSample(key)) inputs.refuse("only samples can be removed");
  return inputs.shortened(state, sideOf(key), indexOf(key));
}

/** Adds a sample on the given side ("x" or "y"), or a pair ("xy"), each in the middle of the widest gap. */
export function added(state, sides) {
  const part = {};
  for (const side of sides) {
    const place = widestGap([...(part.x ?? state.x), ...(part.y ?? state.y)]);
    Object.assign(part, inputs.lengthened(state, side, place, LIMIT));
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
