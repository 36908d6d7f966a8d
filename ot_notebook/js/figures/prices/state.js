/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { clamp, rounded } from "../../draw/scale.js";
import { cTransform, cTransformBack } from "../../solvers/duality.js";
import { Inputs } from "../shared/inputs.js";
import { indexOf, replaced, sideOf } from "../shared/sides.js";
import { bestPrices, costOf, limitOf } from "./bound.js";

export const LINE = [0, 1.5];
export const LIMIT = 8;
export const MODES = ["answer", "both", "best"];
const HEAVIEST = 10, DEAREST = 10;
const NAMES = ["x", "y", "a", "b", "phi", "psi", "p", "mode", "helped"];
const inputs = new Inputs("prices");

/** Down to four decimals: a price lowered this way stays admissible; what is rounding of the sum stays as it is. */
const lowered = (t) => rounded(Math.floor(t * 1e4 + 1e-6) / 1e4);

const places = (name, value) => inputs.decimals(name, value, [1, LIMIT], "numbers", LINE);
const weights = (name, value, count) => inputs.positive(name, inputs.decimals(name, value, count, "weights", [0, HEAVIEST]));
const prices = (name, value, count) => inputs.decimals(name, value, count, "prices", [-DEAREST, DEAREST]);

/**
 * The state that `part` makes of `state`, checked. Whoever takes both prices into hand starts with the answer to phi.
 */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES), x = places("x", next.x), y = places("y", next.y);
  const a = weights("a", next.a, x.length), b = weights("b", next.b, y.length);
  const phi = prices("phi", next.phi, x.length), psi = prices("psi", next.psi, y.length), p = inputs.number("p", next.p, [1, 4]);
  const mode = inputs.choice("mode", next.mode, MODES), helped = inputs.flag("helped", next.helped);
  const merged = { x, y, a, b, phi, psi, p, mode, helped };
  const takes = part.mode === "both" && state.mode !== undefined && state.mode !== "both" && !("psi" in part);
  return takes ? { ...merged, psi: answer(merged) } : merged;
}

/** The answer to phi as a reader can hold it. */
function answer(state) {
  return Array.from(cTransform(state.phi, costOf(state)), lowered);
}

/** Moves a point along the line, or a price up or down: a grip stands at minus phi, a square at psi. */
export function moved(state, key, [u, v]) {
  const side = sideOf(key), k = indexOf(key);
  if (side === "x" || side === "y") return { [side]: replaced(state[side], k, u) };
  const best = bestPrices(state), limit = limitOf(state, best), price = rounded(clamp(v, [-limit, limit]));
  const own = state.mode === "best" ? takenOver(best) : { [side]: state[side] };
  return { ...own, [side]: replaced(own[side], k, side === "phi" ? 0 - price : price) };
}

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
