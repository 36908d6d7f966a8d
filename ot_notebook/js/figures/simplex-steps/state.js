/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { added as placed } from "../assignment/state.js";

export const WINDOW = { x: [0, 1.5], y: [0, 1] };
export const LIMIT = 12;
export const LAST = 999;
export const STARTS = ["north-west", "greedy"];
export const PRICINGS = ["least", "rows"];
const KEYS = ["x", "y", "a", "b", "p", "start", "pricing", "step"];
const WEIGHTS = { x: "a", y: "b" };
const MASS_TOLERANCE = 1e-6;
const DIGITS = 1e4;
const HEAVIER = 1.5;

function refuse(reason) {
  throw new RangeError(`simplex-steps: ${reason}`);
}

function points(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT) {
    refuse(`'${name}' must be a list of 1 to ${LIMIT} points`);
  }
  return value.map((point, k) => {
    if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
      refuse(`'${name}[${k}]' must be two finite numbers, got ${JSON.stringify(point)}`);
    }
    const [u, v] = point.map((t) => Math.round(t * DIGITS) / DIGITS + 0);
    if (u < WINDOW.x[0] || u > WINDOW.x[1] || v < WINDOW.y[0] || v > WINDOW.y[1]) {
      refuse(`'${name}[${k}]' must lie in [0, 1.5] × [0, 1], got (${u}, ${v})`);
    }
    return [u, v];
  });
}

/** Weights as multiples of 1e-4, at least one each; what rounding leaves goes to the largest. */
function normalised(list) {
  const mass = list.reduce((sum, weight) => sum + weight, 0);
  const units = list.map((weight) => Math.max(1, Math.round((weight / mass) * DIGITS)));
  units[units.indexOf(Math.max(...units))] += DIGITS - units.reduce((sum, unit) => sum + unit, 0);
  return units.map((unit) => unit / DIGITS);
}

function weights(name, value, count) {
  if (!Array.isArray(value) || value.length !== count || !value.every(Number.isFinite)) {
    refuse(`'${name}' must be a list of ${count} finite numbers, got ${JSON.stringify(value)}`);
  }
  const small = value.findIndex((weight) => weight < 1 / DIGITS);
  if (small >= 0) refuse(`'${name}[${small}]' must be at least 0.0001, got ${value[small]}`);
  const mass = value.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(mass - 1) > MASS_TOLERANCE) refuse(`'${name}' must have mass 1, got ${mass.toPrecision(4)}`);
  return normalised(value);
}

function choice(name, value, options) {
  if (!options.includes(value)) refuse(`'${name}' must be one of ${options.join(", ")}, got ${JSON.stringify(value)}`);
  return value;
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part }, { p, step } = next;
  const x = points("x", next.x), y = points("y", next.y);
  if (!(Number.isFinite(p) && p >= 1 && p <= 4)) refuse(`'p' must be a number from 1 to 4, got ${JSON.stringify(p)}`);
  if (!(Number.isInteger(step) && step >= 0 && step <= LAST)) {
    refuse(`'step' must be a whole number from 0 to ${LAST}, got ${JSON.stringify(step)}`);
  }
  return {
    x, y, a: weights("a", next.a, x.length), b: weights("b", next.b, y.length), p,
    start: choice("start", next.start, STARTS), pricing: choice("pricing", next.pricing, PRICINGS), step,
  };
}

export const keyOf = (side, index) => `${side}${index}`;
export const sideOf = (key) => key[0];
export const indexOf = (key) => Number(key.slice(1));
const isPoint = (key) => key !== null && key !== "step";

/** Moves a point, or goes to another step. */
export function moved(state, key, at) {
  if (!isPoint(key)) return { step: Math.round(at[0]) };
  const side = sideOf(key), list = state[side].slice();
  list[indexOf(key)] = at;
  return { [side]: list };
}

/** Adds a source ("x") or a target ("y") of mean weight in a free place. */
export function added(state, side) {
  const count = state[side].length, name = WEIGHTS[side];
  if (count >= LIMIT) refuse(`at most ${LIMIT} points a side`);
  const { [side]: list } = placed({ x: state.x, y: state.y, drawn: [] }, side);
  return { [side]: list, [name]: normalised([...state[name].map((t) => (t * count) / (count + 1)), 1 / (count + 1)]) };
}

/** Removes a point; the others take its mass in proportion. */
export function removed(state, key) {
  if (!isPoint(key)) refuse("a step cannot be removed");
  const side = sideOf(key), name = WEIGHTS[side], without = (list) => list.filter((_, k) => k !== indexOf(key));
  if (state[side].length === 1) refuse(`the last ${side === "x" ? "source" : "target"} cannot be removed`);
  return { [side]: without(state[side]), [name]: normalised(without(state[name])) };
}

/** Makes a point heavier, or lighter, against the others of its side. */
export function heavier(state, key, up) {
  const name = WEIGHTS[sideOf(key)], factor = up ? HEAVIER : 1 / HEAVIER;
  return { [name]: normalised(state[name].map((weight, k) => (k === indexOf(key) ? weight * factor : weight))) };
}

/** Equal weights on both sides. */
export function even({ x, y }) {
  return { a: normalised(x.map(() => 1)), b: normalised(y.map(() => 1)) };
}

/** Whether the selected handle is a point of a side that has more than `least`. */
export const chosen = (state, { selected }, least = 0) => isPoint(selected) && state[sideOf(selected)].length > least;

/** Whether the first tree can be wrong: it is the corner's, and there is more than one plan. */
export const playable = ({ x, y, start }) => start === "north-west" && Math.min(x.length, y.length) > 1;
