import { LAYERS, STAGE, barEnd, crowd, draw, weighty } from "./coupling/draw.js";
import { savingCycle, solve } from "./coupling/plans.js";
import { csv, python } from "./coupling/python.js";
import * as s from "./coupling/state.js";
import * as text from "./coupling/text.js";
import { adders, EXPONENT } from "./shared/controls.js";
import { equal } from "./shared/weights.js";

/** Grips of the bars, corners and knob of the cycle, points of the plane. */
function handles(state, result) {
  return [
    ...bars(state, "a", { kind: "source", panel: "rows", axis: "x", shape: "grip-x" }),
    ...bars(state, "b", { kind: "target", panel: "columns", axis: "y", shape: "grip-y" }),
    ...(state.cycle ? cycleHandles(state, result) : []),
    ...["x", "y"].flatMap((side) => state[side].map((at, k) => ({
      key: side + k, kind: side === "x" ? "source" : "target", panel: "plane", at, gesture: "move",
      size: weighty(state, state[side === "x" ? "a" : "b"][k]), name: text.pointName(state, side, k),
    }))),
  ];
}

function bars(state, side, common) {
  return state[side].map((_, k) => ({
    ...common, key: side + k, at: barEnd(state, side, k), gesture: "paint", size: crowd(state[side].length),
    name: text.barName(state, side, k),
  }));
}

function cycleHandles(state, result) {
  const size = 0.9 * crowd(Math.max(state.a.length, state.b.length)), cycle = result?.cycle ?? { mass: 0, room: 0, unitCost: 0 };
  return [
    ...s.cornerPlaces(state).map((at, corner) => ({
      key: `c${corner}`, kind: "ink", shape: "plus", panel: "cells", at, gesture: "move", step: 1, size, name: text.cornerName(state, corner),
    })),
    { key: "mass", kind: "plan", panel: "track", at: [cycle.mass, 0.5], axis: "x", gesture: "move", name: text.knobName(cycle) },
  ];
}

const shows = (kind, words) => ({ text: words, press: () => ({ kind }) });

export default {
  name: "coupling",
  title: "A transport plan as a matrix between its marginals and as flows between points",
  stage: STAGE,
  layers: LAYERS,
  merge: s.merge,
  compute: solve,
  handles,
  move: s.moved,
  paint: s.paint,
  remove: s.removed,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  keys: {
    o: shows("optimal", "shows the optimal plan"), p: shows("product", "the product plan"),
    n: shows("corner", "the north-west corner plan"), m: shows("mine", "your own plan"),
  },
  controls: [
    {
      kind: "choice", label: "Plan", options: [["optimal", "Best"], ["product", "Product"], ["corner", "Corner"], ["mine", "Mine"]],
      get: ({ kind }) => kind, set: (kind) => ({ kind }),
    },
    {
      kind: "button", texts: ["Find a saving", "No 2×2 saving"],
      text: (state) => (savingCycle(state) ? "Find a saving" : "No 2×2 saving"),
      press: (state) => ({ cycle: savingCycle(state) }), disabled: (state) => savingCycle(state) === null,
    },
  ],
  more: [
    EXPONENT,
    { kind: "button", texts: ["Start my plan afresh"], press: () => ({ hand: null }), disabled: ({ hand }) => hand === null },
    { kind: "button", texts: ["Equal weights"], press: ({ a, b }) => ({ a: equal(a.length), b: equal(b.length) }) },
    ...adders(s.added, s.LIMIT),
    {
      kind: "button", texts: ["Remove the point"], press: (state, ui) => s.removed(state, ui.selected),
      disabled: (state, ui) => !s.removable(state, ui.selected),
    },
  ],
  challenge: {
    text: text.challenge,
    open: (_, result) => text.isOpen(result),
    goal: 0.05,
    instance: ({ x, y, a, b, p }) => JSON.stringify([x, y, a, b, p]),
    score: (state, result) => (state.kind === "mine" && state.start !== "optimal" && state.hand ? result.excess : null),
  },
};
