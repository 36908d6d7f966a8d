/** The inputs of the figure: two bumps by mean and standard deviation, their common shape, the kernel of MMD. */
import { clamp, rounded } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";

export const MEANS = [-2, 6];
export const WIDTHS = [0.2, 1.5];
export const BANDWIDTHS = [0.2, 3];
export const SHIFTS = [0, MEANS[1] - MEANS[0]];
export const SHAPES = ["gauss", "box"];
const NAMES = ["source", "target", "shape", "bandwidth", "seen"];

/** From the middle of a bump to where its width is shown, in standard deviations. */
export const SHOULDER = { gauss: 1, box: Math.sqrt(3) };

const inputs = new Inputs("shifted-bumps");

function bump(name, value) {
  const keys = value === null || typeof value !== "object" ? [] : Object.keys(value).sort();
  if (keys.join() !== "mean,width") inputs.refuse(`'${name}' must be a mean and a width, got ${JSON.stringify(value)}`);
  return { mean: inputs.decimal(`${name}.mean`, value.mean, MEANS), width: inputs.decimal(`${name}.width`, value.width, WIDTHS) };
}

function range(value) {
  const [low, high] = inputs.decimals("seen", value, 2, "shifts", SHIFTS);
  if (low > high) inputs.refuse(`'seen' must be two shifts in order, got ${JSON.stringify(value)}`);
  return [low, high];
}

/** Distance of the two means. */
export const shiftOf = ({ source, target }) => rounded(Math.abs(target.mean - source.mean));

/** The state that `part` makes of `state`, checked; what was seen of the curves grows with the shift. */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES);
  const source = bump("source", next.source), target = bump("target", next.target), shape = inputs.choice("shape", next.shape, SHAPES);
  const bandwidth = inputs.decimal("bandwidth", next.bandwidth, BANDWIDTHS), seen = range(next.seen);
  const shift = shiftOf({ source, target });
  return { source, target, shape, bandwidth, seen: [Math.min(seen[0], shift), Math.max(seen[1], shift)] };
}

/** On which side of its bump the handle of a width is: away from the other bump. */
export function sideOf(state, side) {
  const sign = state.target.mean >= state.source.mean ? 1 : -1;
  return side === "source" ? -sign : sign;
}

/** The part that moving a handle sets: "source" and "target" are means, "source-width" and "target-width" widths. */
export function moved(state, key, [u]) {
  const [side, width] = key.split("-"), bump = state[side];
  if (!width) return { [side]: { ...bump, mean: clamp(u, MEANS) } };
  const reach = sideOf(state, side) * (u - bump.mean);
  return { [side]: { ...bump, width: clamp(reach / SHOULDER[state.shape], WIDTHS) } };
}

/** Density of a bump at a point. */
export function density({ mean, width }, shape, t) {
  if (shape === "box") return Math.abs(t - mean) <= SHOULDER.box * width ? 1 / (2 * SHOULDER.box * width) : 0;
  return Math.exp(-0.5 * ((t - mean) / width) ** 2) / (width * Math.sqrt(2 * Math.PI));
}

/** Largest density of a bump. */
export const peak = (bump, shape) => density(bump, shape, bump.mean);
