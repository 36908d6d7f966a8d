/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { cTransform, cTransformBack } from "../../solvers/duality.js";
import { bestPrices, costOf, limitOf } from "./bound.js";

export const LINE = [0, 1.5];
export const LIMIT = 8;
export const MODES = ["answer", "both", "best"];
const HEAVIEST = 10, DEAREST = 10;
const KEYS = ["x", "y", "a", "b", "phi", "psi", "p", "mode", "helped"];

function refuse(reason) {
  throw new RangeError(`prices: ${reason}`);
}

const rounded = (t) => Math.round(t * 1e4) / 1e4 + 0;

/** Down to four decimals: a price lowered this way stays admissible; what is rounding of the sum stays as it is. */
const lowered = (t) => rounded(Math.floor(t * 1e4 + 1e-6) / 1e4);

function numbers(name, value, count, [low, high]) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT) {
    refuse(`'${name}' must be a list of 1 to ${LIMIT} numbers`);
  }
  if (value.length !== count) refuse(`'${name}' must have ${count} entries, got ${value.length}`);
  return value.map((t, k) => {
    if (!(Number.isFinite(t) && t >= low && t <= high)) {
      refuse(`'${name}[${k}]' must be a number from ${low} to ${high}, got ${JSON.stringify(t)}`);
    }
    return rounded(t);
  });
}

function weights(name, value, count) {
  const checked = numbers(name, value, count, [0, HEAVIEST]);
  if (!checked.some((w) => w > 0)) refuse(`'${name}' must have a weight above 0`);
  return checked;
}

/**
 * The state that `part` makes of `state`, checked. Whoever takes both prices into hand starts with the answer to
 * phi; other places, weights or exponents make a new problem, in which nobody was helped.
 */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part };
  const x = numbers("x", next.x, next.x?.length, LINE), y = numbers("y", next.y, next.y?.length, LINE);
  const a = weights("a", next.a, x.length), b = weights("b", next.b, y.length);
  const phi = numbers("phi", next.phi, x.length, [-DEAREST, DEAREST]);
  const psi = numbers("psi", next.psi, y.length, [-DEAREST, DEAREST]);
  const { p, mode } = next;
  if (!(Number.isFinite(p) && p >= 1 && p <= 4)) refuse(`'p' must be a number from 1 to 4, got ${JSON.stringify(p)}`);
  if (!MODES.includes(mode)) refuse(`'mode' must be "answer", "both" or "best", got ${JSON.stringify(mode)}`);
  if (typeof next.helped !== "boolean") refuse(`'helped' must be true or false, got ${JSON.stringify(next.helped)}`);
  const renewed = ["x", "y", "a", "b", "p"].some((key) => key in part) && !("helped" in part);
  const merged = { x, y, a, b, phi, psi, p, mode, helped: next.helped && !renewed };
  const takes = part.mode === "both" && state.mode !== undefined && state.mode !== "both" && !("psi" in part);
  return takes ? { ...merged, psi: answer(merged) } : merged;
}

/** The answer to phi as a reader can hold it. */
function answer(state) {
  return Array.from(cTransform(state.phi, costOf(state)), lowered);
}

export const sideOf = (key) => key.replace(/\d+$/, "");
export const indexOf = (key) => Number(/\d+$/.exec(key)[0]);

/** Moves a point along the line, or a price up or down: a grip stands at minus phi, a square at psi. */
export function moved(state, key, [u, v]) {
  const side = sideOf(key), k = indexOf(key);
  if (side === "x" || side === "y") return { [side]: replaced(state[side], k, u) };
  const best = bestPrices(state), limit = limitOf(state, best), price = rounded(Math.max(-limit, Math.min(limit, v)));
  const own = state.mode === "best" ? takenOver(best) : { [side]: state[side] };
  return { ...own, [side]: replaced(own[side], k, side === "phi" ? 0 - price : price) };
}

const replaced = (list, k, value) => list.map((old, index) => (index === k ? value : old));

/** The best prices as the reader's own. */
function takenOver({ f, g }) {
  return { phi: f.map(lowered), psi: g.map(lowered), mode: "answer", helped: true };
}

/** Phi answers to psi: every bowl sinks, or rises, until it rests on a square. */
export function answeredBack(state) {
  const cost = costOf(state), psi = state.mode === "both" ? state.psi : cTransform(state.phi, cost);
  return { phi: Array.from(cTransformBack(psi, cost), lowered) };
}

/** All prices at the sources zero, the reader's own again. */
export function levelled(state) {
  return { phi: state.x.map(() => 0), mode: "answer", helped: false };
}

export const toggledBest = ({ mode }) => ({ mode: mode === "best" ? "answer" : "best" });
