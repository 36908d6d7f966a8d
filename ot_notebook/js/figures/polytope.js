import { fallOf, angleOf, frameOf, onRim } from "./polytope/geometry.js";
import { draw } from "./polytope/drawing.js";
import { nearestEpsilon } from "./polytope/path.js";
import { csv, python } from "./polytope/python.js";
import { GRID, compute, costRange } from "./polytope/solve.js";
import * as s from "./polytope/state.js";
import * as text from "./polytope/text.js";

const SIDES = { a: { kind: "source", panel: "sources", axis: "x", shape: "grip-x" }, b: { kind: "target", panel: "targets", axis: "y", shape: "grip-y" } };
const LEAST_SHOWN = 1.16;

/** The arrow's knob on the rim, the dot on the path, a grip on each weight. */
function handles(state, result) {
  const name = (key) => text.handleName(state, result, key), frame = frameOf(state), angle = angleOf(fallOf(state.cost));
  const at = result ? result.entropicPlan[0].slice(0, 2) : frame.centre;
  const arrow = angle === null ? frame.centre : onRim(frame, angle);
  return [
    { key: "arrow", kind: "ink", at: arrow, gesture: "move", step: 0.05 * frame.radius, size: 1, name: name("arrow") },
    { key: "epsilon", kind: "third", shape: "knob", at, gesture: "move", step: 0.04 * frame.radius, size: 0.8, name: name("epsilon") },
    ...["a", "b"].flatMap((side) => state[side].map((weight, k) => ({
      key: `${side}${k}`, ...SIDES[side], gesture: "move", size: 1, name: name(`${side}${k}`),
      at: side === "a" ? [weight, 1.5 - k] : [k + 0.5, weight],
    }))),
  ];
}

function plane(state) {
  const { centre, radius } = frameOf(state), half = LEAST_SHOWN * radius;
  return { x: [centre[0] - half, centre[0] + half], y: [centre[1] - half, centre[1] + half] };
}

export default {
  name: "polytope",
  title: "The polygon of all plans between two sources and three targets, and the cheapest one",
  stage: {
    aspect: { wide: 1.56, narrow: 0.58 },
    panels: [
      {
        name: "polygon", window: plane, square: true, axes: ["π₁₁", "π₁₂"], wide: [0, 0, 0.585, 1], narrow: [0, 0, 1, 0.57],
        inset: { wide: [22, 6, 38, 40], narrow: [22, 6, 38, 36] },
      },
      { name: "plan", window: { x: [0, 3], y: [0, 2] }, inset: [0, 0, 0, 0], wide: [0.615, 0.42, 0.215, 0.4], narrow: [0.05, 0.745, 0.64, 0.2] },
      {
        name: "sources", window: { x: [0, 1], y: [0, 2] }, axes: ["weight", "row"], inset: [0, 56, 0, 8],
        wide: [0.83, 0.42, 0.17, 0.4], narrow: [0.69, 0.745, 0.31, 0.2],
      },
      {
        name: "targets", window: { x: [0, 3], y: [0, 1] }, axes: ["column", "weight"], inset: [32, 0, 8, 0],
        wide: [0.615, 0.03, 0.215, 0.39], narrow: [0.05, 0.575, 0.64, 0.17],
      },
    ],
  },
  layers: [
    "axes", "area", "levels", "rim", "sides", "corners", "arrow", "names", "matrix", "numbers", "sourceBars", "targetBars",
    "sourceNames", "targetNames",
  ],
  merge: s.merge,
  compute,
  handles,
  move: (state, key, at) => (key === "epsilon" ? { epsilon: nearestEpsilon(state, at) } : s.moved(state, key, at)),
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv: (state, result) => csv(state, result, GRID, costRange(state.cost)),
  controls: [
    {
      kind: "range", label: [["span", "ε / cost range"]], min: s.EPSILON.low, max: s.EPSILON.high, step: 0.05,
      get: s.powerOf, set: s.atPower, format: (power) => String(Number((10 ** power).toPrecision(2))),
    },
    {
      kind: "play", texts: ["Let ε fall", "Pause"], interval: 40,
      step: (state) => (s.powerOf(state) <= s.EPSILON.low ? null : s.atPower(s.powerOf(state) - 0.05)),
    },
    { kind: "button", texts: ["Turn to a tie"], press: s.nextTie, disabled: (state) => s.nextTie(state) === null },
  ],
  more: [
    { kind: "button", texts: ["Equal weights"], press: () => ({ a: [0.5, 0.5], b: [0.3334, 0.3333, 0.3333] }) },
    { kind: "button", texts: ["Flat cost"], press: ({ cost }) => ({ cost: s.withFall(cost, [0, 0]) }) },
    { kind: "button", texts: ["ε = 10, near the product"], press: () => s.atPower(s.EPSILON.high) },
  ],
  challenge: {
    text: () => "Find positive weights that make the polygon a triangle.",
    open: () => true,
    goal: 3,
    instance: () => "corners",
    score: text.scored,
    format: (count) => `${count} corners`,
  },
};
