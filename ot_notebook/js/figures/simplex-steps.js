import { markSize } from "../draw/marks.js";
import { adders, EXPONENT } from "./shared/controls.js";
import { keyOf } from "./shared/sides.js";
import { draw } from "./simplex-steps/drawing.js";
import { csv, python } from "./simplex-steps/python.js";
import { candidates, compute, runOf, stepOf } from "./simplex-steps/run.js";
import * as s from "./simplex-steps/state.js";
import * as text from "./simplex-steps/text.js";

const NAMES = { x: ["source", "a"], y: ["target", "b"] };
const PLANE_UNIT = 240;
const ROOM = 1.12;

/** The points, their area in proportion to their weight, and the dot on the graph of values. */
function handles(state, result) {
  const name = (key) => (result ? text.handleName(state, result, key) : ""), { x, y } = state;
  const common = markSize(x.length + y.length, PLANE_UNIT);
  const points = ["x", "y"].flatMap((side) => state[side].map((at, k) => {
    const [kind, weights] = NAMES[side], part = state[weights][k] * state[side].length;
    return {
      key: keyOf(side, k), kind, at, gesture: "move", size: common * Math.min(1.6, Math.max(0.6, Math.sqrt(part))), name: name(keyOf(side, k)),
    };
  }));
  return [...points, {
    key: "step", kind: "plan", panel: "values", at: result ? [result.step, result.bases[result.step].value] : [state.step, 0],
    gesture: "move", axis: "x", step: 1, size: 1, name: name("step"),
  }];
}

const to = (step) => (state) => ({ step: Math.max(0, Math.min(runOf(state).pivots, step(state))) });
const shown = (state) => stepOf(state, runOf(state));
const atEnd = (state) => shown(state) === runOf(state).pivots;

/** The pairs that may enter at the step that is shown. */
const open = (state) => candidates(runOf(state).bases[shown(state)], runOf(state).cost);
const choose = (state, pair) => s.chosen(runOf(state), shown(state), pair);

/** The pair of a cell of the table, if it may enter. */
function pairAt(state, [u, v]) {
  const i = state.x.length - 1 - Math.floor(v), j = Math.floor(u);
  return open(state).find(([k, l]) => k === i && l === j);
}

/** The pair that may enter after the one that is about to. */
function another(state) {
  const pairs = open(state), [i, j] = runOf(state).bases[shown(state)].entering;
  return choose(state, pairs[(pairs.findIndex(([k, l]) => k === i && l === j) + 1) % pairs.length]);
}

const next = to((state) => shown(state) + 1), back = to((state) => shown(state) - 1);

export default {
  name: "simplex-steps",
  title: "A tree of the network simplex method between weighted points, with its reduced costs",
  stage: {
    aspect: { wide: 1.5, narrow: 0.5 },
    panels: [
      {
        name: "plane", window: s.WINDOW, square: true, wide: [0, 0, 0.54, 0.64], narrow: [0, 0, 1, 0.345],
        inset: { wide: [26, 24, 26, 24], narrow: [26, 20, 24, 20] },
      },
      {
        name: "matrix", window: (state) => ({ x: [0, state.y.length], y: [0, state.x.length] }), wide: [0.54, 0.02, 0.46, 0.96],
        narrow: [0, 0.345, 1, 0.385], inset: { wide: [46, 16, 34, 66], narrow: [40, 16, 34, 66] },
      },
      {
        name: "values", paints: true, axes: ["pivots", "cost"], wide: [0, 0.64, 0.54, 0.36], narrow: [0, 0.73, 1, 0.27],
        window: (_, { bases, pivots }) => ({ x: [0, Math.max(1, pivots)], y: [0, ROOM * bases[0].value || 1] }),
        inset: { wide: [22, 20, 36, 52], narrow: [22, 20, 36, 48] },
      },
    ],
  },
  layers: [
    "cycle", "tree", "entering", "signs", "prices", "cells", "frames", "numbers", "axes", "optimum", "curves", "dots", "curveNames",
  ],
  merge: s.merge,
  compute,
  handles,
  move: s.moved,
  paint: (state, panel, from, at) => s.moved(state, "step", at),
  choose(state, panel, at) {
    const pair = panel === "matrix" ? pairAt(state, at) : undefined;
    return pair ? choose(state, pair) : null;
  },
  remove: s.removed,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  keys: {
    n: { text: "next pivot", press: next }, b: { text: "one pivot back", press: back },
    e: { text: "another pair enters", press: (state) => (open(state).length > 1 ? another(state) : {}) },
  },
  controls: [
    { kind: "button", texts: ["Back"], press: back, disabled: (state) => shown(state) === 0 },
    { kind: "button", texts: ["Next pivot"], press: next, disabled: atEnd },
    { kind: "play", texts: ["Play", "Pause"], interval: 1100, step: (state) => (atEnd(state) ? null : next(state)) },
  ],
  more: [
    {
      kind: "choice", label: "first tree", options: [["north-west", "corner"], ["greedy", "greedy"]],
      get: ({ start }) => start, set: (start) => ({ start, choices: [], step: 0 }),
    },
    {
      kind: "choice", label: "enters", options: [["least", "least of all"], ["rows", "row by row"]],
      get: ({ pricing }) => pricing, set: (pricing) => ({ pricing, choices: [], step: 0 }),
    },
    { kind: "button", texts: ["Another pair"], press: another, disabled: (state) => open(state).length < 2 },
    EXPONENT,
    ...adders(s.added, s.LIMIT),
    {
      kind: "button", texts: ["Remove the point"], press: (state, ui) => s.removed(state, ui.selected),
      disabled: (state, ui) => !s.selects(state, ui, 1),
    },
    {
      kind: "button", texts: ["Heavier"], press: (state, ui) => s.heavier(state, ui.selected, true),
      disabled: (state, ui) => !s.selects(state, ui, 1),
    },
    {
      kind: "button", texts: ["Lighter"], press: (state, ui) => s.heavier(state, ui.selected, false),
      disabled: (state, ui) => !s.selects(state, ui, 1),
    },
    { kind: "button", texts: ["Equal weights"], press: s.even },
  ],
  challenge: {
    text: text.challenge,
    open: s.playable,
    goal: 0,
    instance: ({ x, y, start }) => JSON.stringify([x.length, y.length, start]),
    score: (state, { pivots }) => (s.playable(state) ? pivots : null),
    format: (pivots) => (pivots === 1 ? "1 pivot" : `${pivots} pivots`),
  },
};
