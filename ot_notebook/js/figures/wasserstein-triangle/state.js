/** The inputs of the figure: three measures, the order, what is drawn; their check and their changes. */
import { clamp, rounded } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";
import { indexOf, replaced, without } from "../shared/sides.js";
import { shares } from "../shared/weights.js";

export const WINDOW = { x: [0, 1.25], y: [0, 1] };
export const MOST_POINTS = 5;
export const MOST_PARTS = 9;
export const HIGHEST_ORDER = 8;
/** The three measures: the input that holds their points, the one that holds their weights, and how they are named. */
export const MEASURES = [
  { points: "x", weights: "a", letter: "μ", kind: "source" },
  { points: "y", weights: "b", letter: "ν", kind: "target" },
  { points: "z", weights: "c", letter: "ω", kind: "third" },
];
const NAMES = ["x", "y", "z", "a", "b", "c", "p", "mode"];
const inputs = new Inputs("wasserstein-triangle");

const points = (name, value) => inputs.points(name, value, WINDOW, MOST_POINTS);

function weights(name, value, count) {
  return inputs.positive(name, inputs.list(name, value, count, "weights", (at, parts) => inputs.whole(at, parts, [0, MOST_PARTS])));
}

/** The state that `part` makes of `state`, checked. Weights are whole parts; a point's mass is its share of them. */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES), [x, y, z] = ["x", "y", "z"].map((name) => points(name, next[name]));
  const a = weights("a", next.a, x.length), b = weights("b", next.b, y.length), c = weights("c", next.c, z.length);
  const p = next.p === "inf" ? next.p : inputs.number("p", next.p, [1, HIGHEST_ORDER], ', or "inf"');
  return { x, y, z, a, b, c, p, mode: inputs.choice("mode", next.mode, ["plans", "glued"]) };
}

/** A key such as "x2" is a point's; "x" is that of the whole measure. */
export const isWhole = (key) => key.length === 1;
export const measureOf = (key) => MEASURES.find(({ points: name }) => name === key[0]);

/** The mean of a measure. */
export function centre(points, parts) {
  const mass = shares(parts);
  return [0, 1].map((axis) => points.reduce((sum, point, k) => sum + mass[k] * point[axis], 0));
}

/** Moves a point, or a whole measure by a step that keeps all of it in the window. */
export function moved(state, key, at) {
  const { points: name, weights: parts } = measureOf(key), list = state[name];
  if (!isWhole(key)) return { [name]: replaced(list, indexOf(key), at) };
  const mean = centre(list, state[parts]);
  const [du, dv] = [0, 1].map((axis) => roomFor(list.map((point) => point[axis]), WINDOW["xy"[axis]], at[axis] - mean[axis]));
  return { [name]: list.map(([u, v]) => [rounded(u + du), rounded(v + dv)]) };
}

/** The step nearest to `step` that keeps numbers within a range. */
function roomFor(numbers, [low, high], step) {
  return rounded(clamp(step, [low - Math.min(...numbers), high - Math.max(...numbers)]));
}

/** Removes a point with its mass; the others keep their parts. */
export function removed(state, key) {
  const { points: name, weights: parts, letter } = measureOf(key);
  if (isWhole(key)) inputs.refuse("a whole measure cannot be removed");
  const k = indexOf(key), left = without(state[parts], k);
  return { ...inputs.shortened(state, name, k, `point of ${letter}`), [parts]: left.some((part) => part > 0) ? left : left.map(() => 1) };
}

/** Adds a point of one part to the measure of a handle, beside its first point. */
export function added(state, key) {
  const { points: name, weights: parts, letter } = measureOf(key);
  if (state[name].length >= MOST_POINTS) inputs.refuse(`${letter} has ${MOST_POINTS} points already`);
  const [u, v] = state[name][isWhole(key) ? 0 : indexOf(key)];
  const beside = (t, [low, high]) => rounded(clamp(t > (low + high) / 2 ? t - 0.1 : t + 0.1, [low, high]));
  return { [name]: [...state[name], [beside(u, WINDOW.x), beside(v, WINDOW.y)]], [parts]: [...state[parts], 1] };
}

/** Changes the parts of a point by `by`; null where that is not possible. */
export function weighed(state, key, by) {
  if (key === null || isWhole(key)) return null;
  const { weights: parts } = measureOf(key), k = indexOf(key), list = replaced(state[parts], k, state[parts][k] + by);
  const possible = list[k] >= 0 && list[k] <= MOST_PARTS && list.some((part) => part > 0);
  return possible ? { [parts]: list } : null;
}
