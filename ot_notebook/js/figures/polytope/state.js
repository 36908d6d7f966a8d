/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { clamp, rounded } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";
import { indexOf, sideOf } from "../shared/sides.js";
import * as weights from "../shared/weights.js";
import { WIDTH, angleOf, directionOf, fallOf, frameOf, outwardNormals } from "./geometry.js";

const NAMES = ["a", "b", "cost", "epsilon"];
const COSTS = [-10, 10];
const inputs = new Inputs("polytope");
/** An arrow within this angle of a tie is turned into the tie. */
const SNAP = (2 * Math.PI) / 180;

/** Epsilon is given as a part of the cost's range, on a scale of powers of ten. */
export const EPSILON = { low: -4, high: 1, least: 1e-4, most: 10 };

const costs = (value) => inputs.list("cost", value, 2, "rows", (name, row) => inputs.decimals(name, row, WIDTH, "costs", COSTS));

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  const next = inputs.merged(state, part, NAMES), { least, most } = EPSILON;
  const epsilon = inputs.number("epsilon", next.epsilon, [least, most], ", a part of the cost's range");
  return {
    a: inputs.unitWeights("a", next.a, 2), b: inputs.unitWeights("b", next.b, WIDTH), cost: costs(next.cost),
    epsilon: Number(epsilon.toPrecision(4)),
  };
}

/** Gives one weight a value; the others keep their proportions, or share alike if they have none. */
export const reweighted = (list, k, value) => weights.reweighted(list, new Map([[k, clamp(value, [0, 1])]]));

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
export const atPower = (power) => ({ epsilon: clamp(10 ** power, [EPSILON.least, EPSILON.most]) });

/** What moving the arrow or a weight's grip sets; for the dot on the path see path.js. */
export function moved(state, key, [u, v]) {
  if (key === "arrow") {
    const { centre } = frameOf(state), angle = angleOf([u - centre[0], v - centre[1]]);
    return angle === null ? {} : turned(state, angle);
  }
  const side = sideOf(key), k = indexOf(key);
  return { [side]: reweighted(state[side], k, side === "a" ? u : v) };
}
