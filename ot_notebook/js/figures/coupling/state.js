/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { Inputs } from "../shared/inputs.js";
import { indexOf, replaced, sideOf } from "../shared/sides.js";
import { apportioned, equal, fewer, more, reweighted, stepsOf, STEPS, total } from "../shared/weights.js";
import { pushed } from "./plans.js";
import { painted } from "./weights.js";

export const WINDOW = { x: [0, 1], y: [0, 1] };
export const LIMIT = 12;
const NAMES = ["x", "y", "a", "b", "p", "kind", "start", "hand", "cycle"];
const STARTS = ["optimal", "product", "corner"];
const KINDS = [...STARTS, "mine"];
const inputs = new Inputs("coupling");
/** Where the knob of a cycle's corner stands in its cell. */
export const KNOB = 0.2;

/** A plan made by hand, in whole steps, or null while no mass has been moved. */
function handPlan(value, a, b) {
  if (value === null) return null;
  const shaped = Array.isArray(value) && value.length === a.length
    && value.every((row) => Array.isArray(row) && row.length === b.length && row.every(Number.isFinite));
  if (!shaped) inputs.refuse(`'hand' must be null or ${a.length} rows of ${b.length} masses`);
  const rows = value.map(stepsOf);
  if (rows.flat().some((steps) => steps < 0)) inputs.refuse("'hand' must not be negative");
  const off = [...rows.map((row, i) => total(row) - stepsOf(a)[i]),
    ...b.map((weight, j) => total(rows.map((row) => row[j])) - stepsOf([weight])[0])];
  if (off.some((steps) => steps !== 0)) inputs.refuse("'hand' must have the row sums 'a' and the column sums 'b'");
  return rows.map((row) => row.map((steps) => steps / STEPS));
}

function cycleIn(value, n, m) {
  if (n < 2 || m < 2) {
    if (value !== null) inputs.refuse("'cycle' must be null where there is one row or one column");
    return null;
  }
  const fits = fitting(value, n, m);
  if (!fits) inputs.refuse(`'cycle' must be [i, j, k, l] with rows i, k apart below ${n} and columns j, l apart below ${m}`);
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
  const next = inputs.merged({ hand: null, start: "product", ...state }, part, NAMES);
  const x = inputs.points("x", next.x, WINDOW, LIMIT), y = inputs.points("y", next.y, WINDOW, LIMIT), n = x.length, m = y.length;
  const weigh = (name, count) => apportioned(name in part || state[name]?.length === count
    ? inputs.unitWeights(name, next[name], count) : equal(count));
  const a = weigh("a", n), b = weigh("b", m), p = inputs.number("p", next.p, [1, 4]);
  const kept = "hand" in part || (same(a, state.a) && same(b, state.b));
  return {
    x, y, a, b, p,
    kind: inputs.choice("kind", next.kind, KINDS),
    start: inputs.choice("start", next.start, STARTS),
    hand: kept ? handPlan(next.hand, a, b) : null,
    cycle: "cycle" in part ? cycleIn(next.cycle, n, m) : fitted(state.cycle, n, m),
  };
}

/** The largest weight that a bar shows in full, so that bars of usual weights are long enough to grip. */
export function longest({ a, b }) {
  const count = Math.max(a.length, b.length);
  return Math.min(a.length, b.length) === 1 ? 1 : count <= 4 ? 0.7 : count <= 8 ? 0.5 : 0.35;
}

const WEIGHT_OF = { x: "a", a: "a", y: "b", b: "b" };
const POINTS_OF = { x: "x", a: "x", y: "y", b: "y" };

/** The part that moving a handle sets: a point, a weight, a corner of the cycle, or mass around it. */
export function moved(state, key, at) {
  if (key === "mass") return pushed(state, at[0]);
  const side = sideOf(key), k = indexOf(key);
  if (side === "c") return cornerMoved(state, k, at);
  if (side === "a" || side === "b") return { [side]: reweighted(state[side], new Map([[k, at[side === "a" ? 0 : 1]]])) };
  return { [side]: replaced(state[side], k, at) };
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
  if (!side) inputs.refuse("only points can be removed");
  const k = indexOf(key);
  return { ...inputs.shortened(state, side, k), [weight]: fewer(state[weight], k) };
}

/** Adds a point of mean weight in the largest gap left on a coarse grid. */
export function added(state, side) {
  const taken = [...state.x, ...state.y];
  const gap = ([u, v]) => Math.min(...taken.map(([s, t]) => Math.hypot(s - u, t - v)));
  const grid = Array.from({ length: 81 }, (_, k) => [0.1 + (k % 9) / 10, 0.1 + Math.floor(k / 9) / 10]);
  const place = grid.reduce((best, point) => (gap(point) > gap(best) ? point : best));
  return { ...inputs.lengthened(state, side, place, LIMIT), [WEIGHT_OF[side]]: more(state[WEIGHT_OF[side]]) };
}
