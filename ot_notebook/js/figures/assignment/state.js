/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { Inputs } from "../shared/inputs.js";
import { freePlace, indexOf, keyOf, replaced, sideOf, without } from "../shared/sides.js";

export const WINDOW = { x: [0, 1.5], y: [0, 1] };
export const LIMIT = 64;
const NAMES = ["x", "y", "p", "mode", "drawn"];
const inputs = new Inputs("assignment");

export const SPLIT = {
  x: [[0.3, 0.5]], y: [[1.2, 0.78], [1.2, 0.22]], p: 2, mode: "optimal", drawn: [null],
};

/** For each source null or the number of its target, below m. */
function drawing(value, n, m) {
  const check = (name, j) => (j === null ? j : inputs.whole(name, j, [0, m - 1], ", or null"));
  return inputs.list("drawn", value, n, "targets, one per source", check);
}

/**
 * The state that `part` makes of `state`, checked. A part that changes how many points there are and says nothing
 * about the drawing starts it afresh.
 */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES);
  const x = inputs.points("x", next.x, WINDOW, LIMIT), y = inputs.points("y", next.y, WINDOW, LIMIT);
  const p = inputs.number("p", next.p, [1, 4]), mode = inputs.choice("mode", next.mode, ["optimal", "hand"]);
  const resized = x.length !== state.x?.length || y.length !== state.y?.length;
  const keep = "drawn" in part || (next.drawn && !resized);
  const drawn = keep ? drawing(next.drawn, x.length, y.length) : x.map(() => null);
  return { x, y, p, mode, drawn };
}

/** How many sources a target takes under a map; null where no map exists. */
export function capacity({ x, y }) {
  return x.length % y.length === 0 ? x.length / y.length : null;
}

/** Moves a point. */
export function moved(state, key, at) {
  const side = sideOf(key);
  return { [side]: replaced(state[side], indexOf(key), at) };
}

/**
 * Gives source `i` the target `j` by hand. A full target hands over its first other source, which takes what `i`
 * had before: so a reader can improve a complete drawing by swaps.
 */
export function joined(state, i, j) {
  const drawn = state.drawn.slice(), before = drawn[i], room = capacity(state);
  drawn[i] = j;
  const others = drawn.flatMap((t, k) => (t === j && k !== i ? [k] : []));
  if (room !== null && others.length + 1 > room) drawn[others[0]] = before === j ? null : before;
  return { drawn };
}

/** Takes away the line of a source, or all lines of a target. */
export function unjoined(state, key) {
  const k = indexOf(key);
  return { drawn: state.drawn.map((j, i) => ((sideOf(key) === "x" ? i === k : j === k) ? null : j)) };
}

/** Removes a point; the other points keep the lines drawn for them. */
export function removed(state, key) {
  const side = sideOf(key), k = indexOf(key), part = inputs.shortened(state, side, k);
  const drawn = side === "x" ? without(state.drawn, k) : state.drawn.map((j) => (j === null || j === k ? null : j - (j > k)));
  return { ...part, drawn };
}

/** Removes the last source and the last target. */
export function withoutPair(state) {
  const part = removed(state, keyOf("x", state.x.length - 1));
  return { ...part, ...removed({ ...state, ...part }, keyOf("y", state.y.length - 1)) };
}

/** Adds a point on the given side ("x" or "y"), or a pair ("xy"), in the largest gap left on a coarse grid. */
export function added(state, sides) {
  const part = {};
  for (const side of sides) {
    const place = freePlace(state[side], [...(part.x ?? state.x), ...(part.y ?? state.y)]);
    Object.assign(part, inputs.lengthened(state, side, place, LIMIT));
  }
  return { ...part, drawn: sides.includes("x") ? [...state.drawn, null] : state.drawn.slice() };
}
