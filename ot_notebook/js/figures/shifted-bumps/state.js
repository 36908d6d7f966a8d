/** The inputs of the figure: two bumps by mean and standard deviation, their common shape, the kernel of MMD. */

export const MEANS = [-2, 6];
export const WIDTHS = [0.2, 1.5];
export const BANDWIDTHS = [0.2, 3];
export const SHIFTS = [0, MEANS[1] - MEANS[0]];
export const SHAPES = ["gauss", "box"];
const KEYS = ["source", "target", "shape", "bandwidth", "seen"];

/** From the middle of a bump to where its width is shown, in standard deviations. */
export const SHOULDER = { gauss: 1, box: Math.sqrt(3) };

function refuse(reason) {
  throw new RangeError(`shifted-bumps: ${reason}`);
}

function number(name, value, [low, high]) {
  if (!(Number.isFinite(value) && value >= low && value <= high)) {
    refuse(`'${name}' must be a number from ${low} to ${high}, got ${JSON.stringify(value)}`);
  }
  return Math.round(value * 1e4) / 1e4 + 0;
}

function bump(name, value) {
  const keys = value === null || typeof value !== "object" ? [] : Object.keys(value).sort();
  if (keys.join() !== "mean,width") refuse(`'${name}' must be a mean and a width, got ${JSON.stringify(value)}`);
  return { mean: number(`${name}.mean`, value.mean, MEANS), width: number(`${name}.width`, value.width, WIDTHS) };
}

function range(value) {
  if (!Array.isArray(value) || value.length !== 2) refuse(`'seen' must be two shifts, got ${JSON.stringify(value)}`);
  const [low, high] = value.map((shift, k) => number(`seen[${k}]`, shift, SHIFTS));
  if (low > high) refuse(`'seen' must be two shifts in order, got ${JSON.stringify(value)}`);
  return [low, high];
}

/** Distance of the two means. */
export const shiftOf = ({ source, target }) => Math.round(Math.abs(target.mean - source.mean) * 1e4) / 1e4;

/** The state that `part` makes of `state`, checked; what was seen of the curves grows with the shift. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part };
  const source = bump("source", next.source), target = bump("target", next.target);
  if (!SHAPES.includes(next.shape)) refuse(`'shape' must be "gauss" or "box", got ${JSON.stringify(next.shape)}`);
  const bandwidth = number("bandwidth", next.bandwidth, BANDWIDTHS), seen = range(next.seen);
  const shift = shiftOf({ source, target });
  return { source, target, shape: next.shape, bandwidth, seen: [Math.min(seen[0], shift), Math.max(seen[1], shift)] };
}

const clamp = (t, [low, high]) => Math.min(high, Math.max(low, t));

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
