/** The inputs of the figure: three measures, the order, what is drawn; their check and their changes. */

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
const KEYS = ["x", "y", "z", "a", "b", "c", "p", "mode"];
const round = (t) => Math.round(t * 1e4) / 1e4 + 0;

function refuse(reason) {
  throw new RangeError(`wasserstein-triangle: ${reason}`);
}

function points(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > MOST_POINTS) {
    refuse(`'${name}' must be a list of 1 to ${MOST_POINTS} points`);
  }
  return value.map((point, k) => {
    if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
      refuse(`'${name}[${k}]' must be two finite numbers, got ${JSON.stringify(point)}`);
    }
    const [u, v] = point.map(round);
    if (u < WINDOW.x[0] || u > WINDOW.x[1] || v < WINDOW.y[0] || v > WINDOW.y[1]) {
      refuse(`'${name}[${k}]' must lie in [0, 1.25] × [0, 1], got (${u}, ${v})`);
    }
    return [u, v];
  });
}

function weights(name, value, count) {
  if (!Array.isArray(value) || value.length !== count) refuse(`'${name}' must have one weight per point (${count})`);
  value.forEach((parts, k) => {
    if (!(Number.isInteger(parts) && parts >= 0 && parts <= MOST_PARTS)) {
      refuse(`'${name}[${k}]' must be a whole number from 0 to ${MOST_PARTS}, got ${JSON.stringify(parts)}`);
    }
  });
  if (value.every((parts) => parts === 0)) refuse(`'${name}' must not be all zero`);
  return value.map((parts) => parts + 0);
}

/** The state that `part` makes of `state`, checked. Weights are whole parts; a point's mass is its share of them. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part }, { p, mode } = next;
  const [x, y, z] = ["x", "y", "z"].map((name) => points(name, next[name]));
  const a = weights("a", next.a, x.length), b = weights("b", next.b, y.length), c = weights("c", next.c, z.length);
  if (p !== "inf" && !(Number.isFinite(p) && p >= 1 && p <= HIGHEST_ORDER)) {
    refuse(`'p' must be a number from 1 to ${HIGHEST_ORDER}, or "inf", got ${JSON.stringify(p)}`);
  }
  if (mode !== "plans" && mode !== "glued") refuse(`'mode' must be "plans" or "glued", got ${JSON.stringify(mode)}`);
  return { x, y, z, a, b, c, p, mode };
}

/** A key such as "x2" is a point's; "x" is that of the whole measure. */
export const isWhole = (key) => key.length === 1;
export const measureOf = (key) => MEASURES.find(({ points: name }) => name === key[0]);
export const indexOf = (key) => Number(key.slice(1));

/** Masses of sum 1. */
export function masses(parts) {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** The mean of a measure. */
export function centre(points, parts) {
  const mass = masses(parts);
  return [0, 1].map((axis) => points.reduce((sum, point, k) => sum + mass[k] * point[axis], 0));
}

/** Moves a point, or a whole measure by a step that keeps all of it in the window. */
export function moved(state, key, at) {
  const { points: name, weights: parts } = measureOf(key), list = state[name];
  if (!isWhole(key)) return { [name]: list.map((point, k) => (k === indexOf(key) ? at : point)) };
  const mean = centre(list, state[parts]);
  const [du, dv] = [0, 1].map((axis) => roomFor(list.map((point) => point[axis]), WINDOW["xy"[axis]], at[axis] - mean[axis]));
  return { [name]: list.map(([u, v]) => [round(u + du), round(v + dv)]) };
}

/** The step nearest to `step` that keeps numbers within a range. */
function roomFor(numbers, [low, high], step) {
  return round(Math.min(high - Math.max(...numbers), Math.max(low - Math.min(...numbers), step)));
}

/** Removes a point with its mass; the others keep their parts. */
export function removed(state, key) {
  const { points: name, weights: parts, letter } = measureOf(key);
  if (isWhole(key)) refuse(`a whole measure cannot be removed`);
  if (state[name].length === 1) refuse(`the last point of ${letter} cannot be removed`);
  const others = (list) => list.filter((_, k) => k !== indexOf(key));
  const left = others(state[parts]);
  return { [name]: others(state[name]), [parts]: left.some((part) => part > 0) ? left : left.map(() => 1) };
}

/** Adds a point of one part to the measure of a handle, beside its first point. */
export function added(state, key) {
  const { points: name, weights: parts, letter } = measureOf(key);
  if (state[name].length >= MOST_POINTS) refuse(`${letter} has ${MOST_POINTS} points already`);
  const [u, v] = state[name][isWhole(key) ? 0 : indexOf(key)];
  const beside = (t, [low, high]) => round(Math.min(high, Math.max(low, t > (low + high) / 2 ? t - 0.1 : t + 0.1)));
  return { [name]: [...state[name], [beside(u, WINDOW.x), beside(v, WINDOW.y)]], [parts]: [...state[parts], 1] };
}

/** Changes the parts of a point by `by`; null where that is not possible. */
export function weighed(state, key, by) {
  if (key === null || isWhole(key)) return null;
  const { weights: parts } = measureOf(key), list = state[parts].slice();
  list[indexOf(key)] += by;
  const possible = list[indexOf(key)] >= 0 && list[indexOf(key)] <= MOST_PARTS && list.some((part) => part > 0);
  return possible ? { [parts]: list } : null;
}
