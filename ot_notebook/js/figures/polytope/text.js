import { percent, plain, power } from "../../draw/numbers.js";
import { angleOf, fallOf } from "./geometry.js";

const SHAPES = { 1: "point", 2: "segment", 3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon" };
const SMALLEST = 1e-9;

/** Number of corners in words, and what figure they make. */
export const shapeOf = ({ corners }) => SHAPES[corners.length];

/** A mass or cost of at most four decimals. */
export function short(t) {
  return String(Math.round(t * 1e4) / 1e4 + 0).replace("-", "−");
}

/** A number of at most three decimals; a trace of mass is not nothing. */
export function mass(t) {
  if (t > 0 && t < 0.0005) return "0+";
  return String(Math.round(t * 1e3) / 1e3 + 0).replace("-", "−");
}

/** Whether the cost falls nowhere in the polygon's plane. */
export const isFlat = ({ cost }) => angleOf(fallOf(cost)) === null;

/** Whether a weight is zero. */
export const lacksMass = ({ a, b }) => [...a, ...b].includes(0);

/** The sentence above the drawing. */
export function instruction(state, result) {
  const { corners, optimal } = result;
  if (corners.length === 1) return "Only one plan is left, a point. Drag a weight to open the polygon.";
  if (isFlat(state)) return "All plans cost the same. Pull the knob out of the middle to set a direction.";
  if (optimal.length > 1) return "A tie: all of the thick side is optimal, and the path ends inside it.";
  if (corners.length === 2) return "A weight is zero: the polygon is a segment. Turn the arrow, drag the weights.";
  return "Turn the arrow, drag the weights: the cheapest plan sits at a corner.";
}

/** The four numbers under the drawing. */
export function certificate(state, result) {
  const { value, dual, gap, marginalError, linear, astray } = result;
  return [
    { label: "least cost", value: plain(value) },
    { label: "price bound (dual)", value: plain(dual) },
    { label: "gap, marginal error ≤", value: power(Math.max(Math.abs(gap), marginalError)) },
    { label: "at ε: cost, mass astray", value: `${short(linear)}, ${percent(astray)}` },
  ];
}

const row = (list) => list.map(short).join(", ");

/** The figure in words. */
export function describe(state, result) {
  const { corners, optimal, plan, value, gap, linear, astray } = result, count = corners.length;
  const where = count === 1 ? "The only plan"
    : optimal.length === count && isFlat(state) ? "All plans cost the same; the most even one"
      : optimal.length > 1 ? "A whole side is optimal; the limit of the entropic path on it" : "The optimal corner";
  return [
    `Plans from weights ${row(state.a)} to ${row(state.b)} form a ${shapeOf(result)}`
      + (count > 2 ? ` with ${count} corners.` : ", as a weight is zero."),
    `${where} has rows ${plan.map(row).join(" and ")} and costs ${plain(value)}, proved by prices with gap ${power(Math.abs(gap))}.`,
    `The entropic plan at ${short(state.epsilon)} of the cost's range costs ${plain(linear)}; ${percent(astray)} of its mass is elsewhere.`,
  ].join(" ");
}

/** What is spoken on a handle. */
export function handleName(state, result, key) {
  if (key === "arrow") {
    const angle = angleOf(fallOf(state.cost));
    return angle === null ? "arrow, the cost is flat" : `arrow, the cost falls at ${Math.round((angle * 180) / Math.PI)} degrees`;
  }
  if (key === "epsilon") return `dot on the entropic path, epsilon ${short(state.epsilon)} of the cost's range`;
  const k = Number(key.slice(1));
  return `${key[0] === "a" ? "source" : "target"} weight ${k + 1}, ${short(state[key[0]][k])}`;
}

/** Number of corners that counts for the challenge: only with positive weights. */
export const scored = (state, { corners }) => (lacksMass(state) ? null : corners.length);

/** Which cell is empty on a side, as a text with indices; null if none or several are. */
export function emptyCell(one, other) {
  const cells = one.flatMap((list, i) => list.map((_, j) => [i, j]))
    .filter(([i, j]) => one[i][j] < SMALLEST && other[i][j] < SMALLEST);
  return cells.length === 1 ? [["π", "var"], [`${cells[0][0] + 1}${cells[0][1] + 1}`, "sub"], [" = 0"]] : null;
}
