import { LARGEST_EXHAUSTIVE, countMaps } from "../solvers/exhaustive.js";
import { handCost, solveMonge } from "../solvers/monge.js";
import { groupLabels, segments } from "../draw/marks.js";
import { histogram } from "../draw/histogram.js";
import { plain, whole } from "../draw/numbers.js";
import exhaustive from "worker:./assignment/exhaustive.worker.js";
import { csv, python } from "./assignment/python.js";
import * as s from "./assignment/state.js";
import * as text from "./assignment/text.js";
import { adders, EXPONENT } from "./shared/controls.js";
import { indexOf, keyOf, sideOf } from "./shared/sides.js";

function compute(state, memory) {
  const solution = solveMonge(state.x, state.y, state.p, memory);
  const { handValue, handExcess } = handCost(state, solution.value);
  return { ...solution, handValue, handExcess };
}

/** Points to drag, or, while the reader draws, to draw lines from. */
function handles(state, result) {
  const gesture = state.mode === "hand" ? "link" : "move";
  return ["x", "y"].flatMap((side) => state[side].map((at, k) => ({
    key: keyOf(side, k), kind: side === "x" ? "source" : "target", at, gesture,
    name: result ? text.pointName(state, result, side, k) : "",
  })));
}

/** Ends that a line from the given point may have: all points of the other side. */
function candidates(state, key) {
  const other = sideOf(key) === "x" ? "y" : "x";
  return state[other].map((_, k) => keyOf(other, k));
}

function join(state, from, to) {
  const [i, j] = sideOf(from) === "x" ? [from, to] : [to, from];
  return s.joined(state, indexOf(i), indexOf(j));
}

function draw(layer, state, result, { plane }) {
  const { x, y, drawn } = state, hand = state.mode === "hand";
  segments(layer("plan"), hand ? [] : result.plan.map(([i, j, mass]) => ({
    from: x[i], to: y[j], class: result.feasible ? "ot-flow ot-plan" : "ot-flow ot-plan is-split",
    "stroke-width": result.feasible ? 2.2 : (1.2 + 1.4 * mass * x.length).toFixed(2),
  })), plane);
  segments(layer("hand"), drawn.flatMap((j, i) => (j === null ? [] : [{
    from: x[i], to: y[j], class: hand ? "ot-hand" : "ot-hand is-past",
  }])), plane);
  groupLabels(layer("labels"), [
    { kind: "source", text: "source μ", points: x }, { kind: "target", text: "target ν", points: y },
  ], plane);
}

const task = {
  title: "Costs of all assignments",
  source: exhaustive,
  label: (state) => (task.refusal(state) ? "Try all assignments"
    : `Try all ${whole(countMaps(state.x.length, state.y.length))} assignments`),
  refusal(state) {
    if (s.capacity(state) === null) return "There is no map to try.";
    return state.x.length > LARGEST_EXHAUSTIVE ? `With more than ${LARGEST_EXHAUSTIVE} sources there are too many to try.` : null;
  },
  instance: ({ x, y, p }) => JSON.stringify([x, y, p]),
  input: ({ x, y, p }) => ({ x, y, p }),
  describe: text.describeAll,
  draw(layer, all, state, result, size) {
    const marks = [{ value: all.min, text: "optimum", class: "ot-plan" }];
    if (result.handValue !== null) marks.push({ value: result.handValue, text: "yours", class: "ot-hand" });
    histogram(layer, { low: all.min, high: all.max, counts: text.coarser(all.counts, 60), marks, format: plain }, size);
  },
};

export default {
  name: "assignment",
  title: "Sources and targets joined by the cheapest assignment",
  stage: {
    aspect: { wide: 3 / 2, narrow: 2 / 3 },
    panels: [{ name: "plane", window: s.WINDOW, inset: [26, 20, 38, 20], square: "turns" }],
  },
  layers: ["plan", "hand", "labels"],
  merge: s.merge,
  compute,
  handles,
  candidates,
  move: s.moved,
  join,
  remove: (state, key) => (state.mode === "hand" ? s.unjoined(state, key) : s.removed(state, key)),
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  controls: [
    EXPONENT,
    {
      kind: "button", texts: ["Draw my own", "Show the optimum"],
      text: ({ mode }) => (mode === "hand" ? "Show the optimum" : "Draw my own"),
      press: ({ mode }) => ({ mode: mode === "hand" ? "optimal" : "hand" }),
    },
    {
      kind: "button", texts: ["Add a pair"], press: (state) => s.added(state, "xy"),
      disabled: ({ x, y }) => Math.max(x.length, y.length) >= s.LIMIT,
    },
  ],
  more: [
    ...adders(s.added, s.LIMIT),
    {
      kind: "button", texts: ["Remove a pair"], press: s.withoutPair, disabled: ({ x, y }) => Math.min(x.length, y.length) === 1,
    },
    {
      kind: "button", texts: ["Remove the point"], press: (state, ui) => s.removed(state, ui.selected),
      disabled: (state, ui) => ui.selected === null || state[sideOf(ui.selected)].length === 1,
    },
    {
      kind: "button", texts: ["Clear my lines"], press: ({ drawn }) => ({ drawn: drawn.map(() => null) }),
      disabled: (state) => text.drawnCount(state) === 0,
    },
    { kind: "button", texts: ["Split an atom"], press: () => s.SPLIT },
  ],
  challenge: {
    text: (_, result) => (result.feasible ? "Join the points by hand within 5 % of the optimum."
      : "Add or remove points until a map exists."),
    open: (_, result) => result.feasible,
    goal: 0.05,
    instance: ({ x, y, p }) => JSON.stringify([x, y, p]),
    score: (_, result) => result.handExcess,
  },
  task,
};
