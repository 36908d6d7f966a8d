import { compute, limitOf } from "./prices/bound.js";
import { barWindow, draw, graphWindow, markSizes } from "./prices/drawing.js";
import { csv, python } from "./prices/python.js";
import * as s from "./prices/state.js";
import * as text from "./prices/text.js";
import { EXPONENT } from "./shared/controls.js";
import { reached } from "../draw/numbers.js";

/** All panels have the same sides, so that a place on the line is one for all. */
const sides = (top, bottom) => ({ wide: [top, 40, bottom, 40], narrow: [top, 26, bottom, 34] });

function points(state, result, side, kind, row) {
  const sizes = markSizes(state[side === "x" ? "a" : "b"]);
  return state[side].map((at, k) => ({
    key: `${side}${k}`, kind, panel: "line", gesture: "move", at: [at, row], axis: "x", size: sizes[k],
    name: text.handleName(state, result, side, k),
  }));
}

/** Grips at minus phi, squares at psi if the reader holds both, and the points on the line. */
function handles(state, result) {
  const held = result ?? { phi: state.phi, psi: state.psi }, step = result ? Math.max(1e-4, limitOf(state, result) / 250) : 0.001;
  const grips = state.x.map((x, i) => ({
    key: `phi${i}`, kind: "source", shape: "grip-y", panel: "graph", gesture: "move", at: [x, -held.phi[i]], axis: "y", step,
    name: text.handleName(state, result, "phi", i),
  }));
  const squares = state.mode !== "both" ? [] : state.y.map((y, j) => ({
    key: `psi${j}`, kind: "target", panel: "graph", gesture: "move", at: [y, held.psi[j]], axis: "y", step,
    name: text.handleName(state, result, "psi", j),
  }));
  return [...grips, ...squares, ...points(state, result, "x", "source", 1), ...points(state, result, "y", "target", 0)];
}

export default {
  name: "prices",
  title: "Prices on a line: bowls over the sources, the least of them at the targets, and the bound that they prove",
  stage: {
    aspect: { wide: 1.36, narrow: 0.8 },
    panels: [
      {
        name: "graph", window: graphWindow, inset: sides(30, 14), axes: ["place", "height"],
        wide: [0, 0, 1, 0.68], narrow: [0, 0, 1, 0.64],
      },
      {
        name: "line", window: { x: s.LINE, y: [0, 1] }, inset: sides(14, 18), axes: ["place", "row"],
        wide: [0, 0.68, 1, 0.15], narrow: [0, 0.64, 1, 0.18],
      },
      {
        name: "bar", window: barWindow, inset: sides(30, 40),
        wide: [0, 0.83, 1, 0.17], narrow: [0, 0.82, 1, 0.18],
      },
    ],
  },
  layers: ["axes", "rows", "stems", "bowls", "envelope", "routes", "overcharged", "excess", "answers", "bar", "goal", "labels"],
  merge: s.merge,
  compute,
  handles,
  move: s.moved,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  controls: [
    {
      kind: "choice", label: "Prices", options: [["answer", "ψ answers"], ["both", "both mine"], ["best", "best"]],
      get: ({ mode }) => mode, set: (mode) => ({ mode }),
    },
    { kind: "button", texts: ["Let φ answer"], press: s.answeredBack, disabled: ({ mode }) => mode === "best" },
  ],
  more: [
    EXPONENT,
    { kind: "button", texts: ["Level all prices"], press: s.levelled },
  ],
  keys: {
    o: { text: "shows the best prices and the pairs without slack, or your own again", press: s.toggledBest },
    c: { text: "lets φ answer to ψ", press: (state) => (state.mode === "best" ? {} : s.answeredBack(state)) },
  },
  challenge: {
    text: text.challenge,
    open: (state, result) => result.value > 0 && !state.helped,
    goal: 0.01,
    instance: ({ x, y, a, b, p, helped }) => JSON.stringify([x, y, a, b, p, helped]),
    score: (state, { share }) => (share === null || state.mode === "best" || state.helped ? null : 1 - share),
    format: (score) => reached(Math.max(0, 1 - score)),
  },
};
