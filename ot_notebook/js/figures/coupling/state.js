/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { apportioned, equal, fewer, more, painted, reweighted, stepsOf, STEPS } from "./weights.js";
import { pushed } from "./plans.js";

export const WINDOW = { x: [0, 1], y: [0, 1] };
export const LIMIT = 12;
const KEYS = ["x", "y", "a", "b", "p", "kind", "start", "hand", "cycle"];
const STARTS = ["optimal", "product", "corner"];
const KINDS = [...STARTS, "mine"];
const MASS_TOLERANCE = 1e-6;
/** Where the knob of a cycle's corner stands in its cell. */
export const KNOB = 0.2;

function refuse(reason) {
  throw new RangeError(`coupling: ${reason}`);
}

function points(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT) {
    refuse(`'${name}' must be a list of 1 to ${LIMIT} points`);
  }
  return value.map((point, k) => {
    if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
      refuse(`'${name}[${k}]' must be two finite numbers, got ${JSON.stringify(point)}`);
    }
    const [u, v] = point.map((t) => Math.round(t * 1e4) / 1e4 + 0);
    if (Math.min(u, v) < 0 || Math.max(u, v) > 1) refuse(`'${name}[${k}]' must lie in [0, 1] × [0, 1], got (${u}, ${v})`);
    return [u, v];
  });
}

function weights(name, value, count) {
  if (!Array.isArray(value) || value.length !== count) refuse(`'${name}' must have one weight per point (${count})`);
  value.forEach((weight, k) => {
    if (!(Number.isFinite(weight) && weight >= 0)) {
      refuse(`'${name}[${k}]' must be a number of at least 0, got ${JSON.stringify(weight)}`);
    }
  });
  const mass = value.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(mass - 1) > MASS_TOLERANCE) refuse(`'${name}' must have mass 1, got ${mass.toPrecision(4)}`);
  return apportioned(value.map((weight) => weight / mass));
}

function option(name, value, options) {
  if (!options.includes(value)) refuse(`'${name}' must be one of ${options.join(", ")}, got ${JSON.stringify(value)}`);
  return value;
}

/** A plan made by hand, in whole steps, or null while no mass has been moved. */
function handPlan(value, a, b) {
  if (value === null) return null;
  const shaped = Array.isArray(value) && value.length === a.length
    && value.every((row) => Array.isArray(row) && row.length === b.length && row.every(Number.isFinite));
  if (!shaped) refuse(`'hand' must be null or ${a.length} rows of ${b.length} masses`);
  const rows = value.map(stepsOf), sum = (list) => list.reduce((total, each) => total + each, 0);
  if (rows.flat().some((steps) => steps < 0)) refuse("'hand' must not be negative");
  const off = [...rows.map(sum).map((total, i) => total - stepsOf(a)[i]),
    ...b.map((weight, j) => sum(rows.map((row) => row[j])) - stepsOf([weight])[0])];
  if (off.some((steps) => steps !== 0)) refuse("'hand' must have the row sums 'a' and the column sums 'b'");
  return rows.map((row) => row.map((steps) => steps / STEPS));
}

function cycleIn(value, n, m) {
  if (n < 2 || m < 2) {
    if (value !== null) refuse("'cycle' must be null where there is one row or one column");
    return null;
  }
  const fits = fitting(value, n, m);
  if (!fits) refuse(`'cycle' must be [i, j, k, l] with rows i, k apart below ${n} and columns j, l apart below ${m}`);
  return value.slice();
}

function fitting(value, n, m) {
  if (!Array.isArray(value) || value.length !== 4 || !value.every(Number.isInteger)) return false;
  const [i, j, k, l] = value;
  return i !== k && j !== l && Math.min(i, j, k, l) >= 0 && Math.max(i, k) < n && Math.max(j, l) < m;
}

/** The cycle kept if it still fits, else that of the first two rows and columns. */
function fitted(value, n, m) {
  if (n < 2 || m < 2) return null;
  return fitting(value, n, m) ? value : [0, 0, 1, 1];
}

const same = (u, v) => u.length === v?.length && u.every((weight, k) => weight === v[k]);

/**
 * The state that `part` makes of `state`, checked. What a part leaves open follows: another number of points starts
 * with equal weights, other weights start the reader's own plan afresh, a cycle that no longer fits returns to the
 * first two rows and columns.
 */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { hand: null, start: "product", ...state, ...part };
  const x = points("x", next.x), y = points("y", next.y), n = x.length, m = y.length;
  const weigh = (name, count) => (name in part || state[name]?.length === count ? weights(name, next[name], count) : equal(count));
  const a = weigh("a", n), b = weigh("b", m), { p } = next;
  if (!(Number.isFinite(p) && p >= 1 && p <= 4)) refuse(`'p' must be a number from 1 to 4, got ${JSON.stringify(p)}`);
  const kept = "hand" in part || (same(a, state.a) && same(b, state.b));
  return {
    x, y, a, b, p,
    kind: option("kind", next.kind, KINDS),
    start: option("start", next.start, STARTS),
    hand: kept ? handPlan(next.hand, a, b) : null,
    cycle: "cycle" in part ? cycleIn(next.cycle, n, m) : fitted(state.cycle, n, m),
  };
}

/** The largest weight that a bar shows in full, so that bars of usual weights are long enough to grip. */
export function longest({ a, b }) {
  const count = Math.max(a.length, b.length);
  return Math.min(a.length, b.length) === 1 ? 1 : count <= 4 ? 0.7 : count <= 8 ? 0.5 : 0.35;
}

const sideOf = (key) => key[0];
const indexOf = (key) => Number(key.slice(1));
const WEIGHT_OF = { x: "a", a: "a", y: "b", b: "b" };
const POINTS_OF = { x: "x", a: "x", y: "y", b: "y" };

/** The part that moving a handle sets: a point, a weight, a corner of the cycle, or mass around it. */
export function moved(state, key, at) {
  if (key === "mass") return pushed(state, at[0]);
  const side = sideOf(key), k = indexOf(key);
  if (side === "c") return cornerMoved(state, k, at);
  if (side === "a" || side === "b") return { [side]: reweighted(state[side], new Map([[k, at[side === "a" ? 0 : 1]]])) };
  return { [side]: state[side].map((point, index) => (index === k ? at : point)) };
}

/** Places of the two corners that gain, in the window of the matrix. */
export function cornerPlaces({ a, cycle: [i, j, k, l] }) {
  const place = (row, column) => [column + KNOB, a.length - row - KNOB];
  return [place(i, j), place(k, l)];
}

function cornerMoved(state, corner, [u, v]) {
  const n = state.a.length, m = state.b.length, cycle = state.cycle.slice(), own = 2 * corner, other = 2 - own;
  cycle[own] = nearestFree(n - v - KNOB, n, cycle[own], cycle[other]);
  cycle[own + 1] = nearestFree(u - KNOB, m, cycle[own + 1], cycle[other + 1]);
  return { cycle };
}

/** The index nearest to a place, but not that of the other corner; of two as near the one not held now. */
function nearestFree(place, count, now, taken) {
  const free = [...Array(count).keys()].filter((index) => index !== taken);
  const far = (index) => Math.abs(index - place) + (index === now ? 1e-3 : 0);
  return free.reduce((best, index) => (far(index) < far(best) ? index : best));
}

/** The part that a stroke over the bars of the rows or of the columns sets. */
export function paint(state, panel, from, to) {
  if (panel === "columns") return { b: painted(state.b, from, to) };
  const along = ([mass, height]) => [state.a.length - height, mass];
  return { a: painted(state.a, along(from), along(to)) };
}

/** Whether a handle is that of a point, or of its bar, that can be removed. */
export function removable(state, key) {
  const side = key && POINTS_OF[sideOf(key)];
  return Boolean(side) && state[side].length > 1;
}

/** Removes a point with its weight. */
export function removed(state, key) {
  const side = POINTS_OF[sideOf(key)], weight = WEIGHT_OF[side];
  if (!side) refuse("only points can be removed");
  if (state[side].length === 1) refuse(`the last ${side === "x" ? "source" : "target"} cannot be removed`);
  const k = indexOf(key);
  return { [side]: state[side].filter((_, index) => index !== k), [weight]: fewer(state[weight], k) };
}

/** Adds a point of mean weight in the largest gap left on a coarse grid. */
export function added(state, side) {
  if (state[side].length >= LIMIT) refuse(`at most ${LIMIT} points a side`);
  const taken = [...state.x, ...state.y];
  const gap = ([u, v]) => Math.min(...taken.map(([s, t]) => Math.hypot(s - u, t - v)));
  const grid = Array.from({ length: 81 }, (_, k) => [0.1 + (k % 9) / 10, 0.1 + Math.floor(k / 9) / 10]);
  const place = grid.reduce((best, point) => (gap(point) > gap(best) ? point : best));
  return { [side]: [...state[side], place], [WEIGHT_OF[side]]: more(state[WEIGHT_OF[side]]) };
}
