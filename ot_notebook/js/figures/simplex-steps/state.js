/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { Inputs } from "../shared/inputs.js";
import { freePlace, indexOf, replaced, sideOf } from "../shared/sides.js";
import { apportioned, equal, fewer, more, shares } from "../shared/weights.js";

export const WINDOW = { x: [0, 1.5], y: [0, 1] };
export const LIMIT = 12;
export const LAST = 999;
export const STARTS = ["north-west", "greedy"];
export const PRICINGS = ["least", "rows"];
const NAMES = ["x", "y", "a", "b", "p", "start", "pricing", "choices", "step"];
const WEIGHTS = { x: "a", y: "b" };
/** Steps of mass that a point has at least. */
const LEAST = 1;
const HEAVIER = 1.5;
const inputs = new Inputs("simplex-steps");

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES);
  const x = inputs.points("x", next.x, WINDOW, LIMIT), y = inputs.points("y", next.y, WINDOW, LIMIT);
  return {
    x, y, a: inputs.unitWeights("a", next.a, x.length, LEAST), b: inputs.unitWeights("b", next.b, y.length, LEAST),
    p: inputs.number("p", next.p, [1, 4]), start: inputs.choice("start", next.start, STARTS),
    pricing: inputs.choice("pricing", next.pricing, PRICINGS),
    choices: inputs.list("choices", next.choices, [0, LAST], "pairs", (at, pair) => pairOf(at, pair, x.length, y.length)),
    step: inputs.whole("step", next.step, [0, LAST]),
  };
}

/** A source and a target by their numbers. */
function pairOf(at, pair, n, m) {
  const [i, j] = inputs.list(at, pair, 2, "numbers", (_, k) => k);
  return [inputs.whole(`${at}[0]`, i, [0, n - 1]), inputs.whole(`${at}[1]`, j, [0, m - 1])];
}

const isPoint = (key) => key !== null && key !== "step";

/** Moves a point, or goes to another step. */
export function moved(state, key, at) {
  if (!isPoint(key)) return { step: Math.round(at[0]) };
  const side = sideOf(key);
  return { [side]: replaced(state[side], indexOf(key), at) };
}

/** Lets a pair enter at a step of a run; what entered before stays, what comes after follows the rule. */
export function chosen({ bases }, step, pair) {
  return { choices: [...bases.slice(0, step).map(({ entering }) => entering), pair], step };
}

/** Adds a source ("x") or a target ("y") of mean weight in a free place. */
export function added(state, side) {
  const name = WEIGHTS[side], place = freePlace(state[side], [...state.x, ...state.y]);
  return { ...inputs.lengthened(state, side, place, LIMIT), [name]: more(state[name], LEAST), choices: [] };
}

/** Removes a point; the others take its mass in proportion. */
export function removed(state, key) {
  if (!isPoint(key)) inputs.refuse("a step cannot be removed");
  const side = sideOf(key), name = WEIGHTS[side], k = indexOf(key);
  return { ...inputs.shortened(state, side, k), [name]: fewer(state[name], k, LEAST), choices: [] };
}

/** Makes a point heavier, or lighter, against the others of its side. */
export function heavier(state, key, up) {
  const name = WEIGHTS[sideOf(key)], k = indexOf(key), weight = state[name][k] * (up ? HEAVIER : 1 / HEAVIER);
  return { [name]: apportioned(shares(replaced(state[name], k, weight)), LEAST) };
}

/** Equal weights on both sides. */
export const even = ({ x, y }) => ({ a: equal(x.length), b: equal(y.length) });

/** Whether the selected handle is a point of a side that has more than `least`. */
export const selects = (state, { selected }, least = 0) => isPoint(selected) && state[sideOf(selected)].length > least;

/** Whether the first tree can be wrong: it is the corner's, and there is more than one plan. */
export const playable = ({ x, y, start }) => start === "north-west" && Math.min(x.length, y.length) > 1;
