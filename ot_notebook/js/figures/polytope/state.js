/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { WIDTH, angleOf, directionOf, fallOf, frameOf, outwardNormals } from "./geometry.js";

const KEYS = ["a", "b", "cost", "epsilon"];
const MOST_COST = 10;
/** Sums of weights may be off by so much, costs and weights are rounded to `DIGITS` places. */
const MASS_TOLERANCE = 1e-6;
const DIGITS = 1e4;
/** An arrow within this angle of a tie is turned into the tie. */
const SNAP = (2 * Math.PI) / 180;

/** Epsilon is given as a part of the cost's range, on a scale of powers of ten. */
export const EPSILON = { low: -4, high: 1, least: 1e-4, most: 10 };

function refuse(reason) {
  throw new RangeError(`polytope: ${reason}`);
}

const rounded = (t) => Math.round(t * DIGITS) / DIGITS + 0;

/** Weights rounded to 4 decimals; what rounding leaves goes to the largest. */
function normalised(weights) {
  const units = weights.map((weight) => Math.round(weight * DIGITS));
  const rest = DIGITS - units.reduce((sum, unit) => sum + unit, 0);
  units[units.indexOf(Math.max(...units))] += rest;
  return units.map((unit) => unit / DIGITS);
}

function weights(name, value, count) {
  if (!Array.isArray(value) || value.length !== count || !value.every(Number.isFinite)) {
    refuse(`'${name}' must be a list of ${count} finite numbers, got ${JSON.stringify(value)}`);
  }
  if (value.some((weight) => weight < 0)) refuse(`'${name}' must not be negative, got ${JSON.stringify(value)}`);
  const mass = value.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(mass - 1) > MASS_TOLERANCE) refuse(`'${name}' must have mass 1, got ${mass.toPrecision(4)}`);
  return normalised(value);
}

function costs(value) {
  const fits = Array.isArray(value) && value.length === 2
    && value.every((row) => Array.isArray(row) && row.length === WIDTH && row.every(Number.isFinite));
  if (!fits) refuse(`'cost' must be 2 lists of 3 finite numbers, got ${JSON.stringify(value)}`);
  if (value.flat().some((c) => Math.abs(c) > MOST_COST)) refuse(`'cost' must lie in [−10, 10], got ${JSON.stringify(value)}`);
  return value.map((row) => row.map(rounded));
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part }, { epsilon } = next;
  const { least, most } = EPSILON;
  if (!(Number.isFinite(epsilon) && epsilon >= least && epsilon <= most)) {
    refuse(`'epsilon' must be a number from ${least} to ${most}, a part of the cost's range, got ${JSON.stringify(epsilon)}`);
  }
  return {
    a: weights("a", next.a, 2), b: weights("b", next.b, WIDTH), cost: costs(next.cost),
    epsilon: Number(epsilon.toPrecision(4)),
  };
}

/** Gives one weight a value; the others keep their proportions, or share alike if they have none. */
export function reweighted(list, k, value) {
  const weight = Math.min(1, Math.max(0, value));
  const others = list.reduce((sum, t, l) => (l === k ? sum : sum + t), 0);
  return normalised(list.map((t, l) => {
    if (l === k) return weight;
    return (1 - weight) * (others > 0 ? t / others : 1 / (list.length - 1));
  }));
}

/**
 * The costs whose level lines are crossed in the direction `fall`: of a plan with first row (s, t, ...) they make
 * a constant less fall . (s, t). Only the first two costs of the first row are changed.
 */
export function withFall(cost, [fs, ft]) {
  const [[, , c13], [c21, c22, c23]] = cost;
  return [[rounded(c13 + c21 - c23 - rounded(fs)), rounded(c13 + c22 - c23 - rounded(ft)), c13], cost[1].slice()];
}

/** Turns the direction in which the cost falls to an angle, into a tie where one is near. */
export function turned(state, angle) {
  const ties = outwardNormals(state).filter((tie) => Math.abs(Math.sin((tie - angle) / 2)) < Math.sin(SNAP / 2));
  return { cost: withFall(state.cost, directionOf(ties[0] ?? angle, fallOf(state.cost))) };
}

/** The next direction, counterclockwise, in which a whole side is optimal; null if the polygon has no side. */
export function nextTie(state) {
  const now = angleOf(fallOf(state.cost)) ?? 0, full = 2 * Math.PI;
  const ahead = (angle) => (((angle - now - 1e-6) % full) + full) % full;
  const ties = outwardNormals(state).sort((p, q) => ahead(p) - ahead(q));
  return ties.length ? { cost: withFall(state.cost, directionOf(ties[0], fallOf(state.cost))) } : null;
}

/** Epsilon as a power of ten, for sliders. */
export const powerOf = ({ epsilon }) => Math.round(Math.log10(epsilon) * 100) / 100;
export const atPower = (power) => ({ epsilon: Math.min(EPSILON.most, Math.max(EPSILON.least, 10 ** power)) });

/** What moving the arrow or a weight's grip sets; for the dot on the path see path.js. */
export function moved(state, key, [u, v]) {
  if (key === "arrow") {
    const { centre } = frameOf(state), angle = angleOf([u - centre[0], v - centre[1]]);
    return angle === null ? {} : turned(state, angle);
  }
  const side = key[0], k = Number(key.slice(1));
  return { [side]: reweighted(state[side], k, side === "a" ? u : v) };
}
