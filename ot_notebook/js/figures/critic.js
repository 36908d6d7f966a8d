import { reached } from "../draw/numbers.js";
import { draw, flowWindow, massWindow } from "./critic/drawing.js";
import { csv, python } from "./critic/python.js";
import { compute } from "./critic/score.js";
import * as s from "./critic/state.js";
import * as text from "./critic/text.js";

/** All panels have the same sides, so that a place on the line is one for all. */
const sides = (top, bottom) => ({ wide: [top, 40, bottom, 40], narrow: [top, 28, bottom, 28] });

/** The bumps, which move along the line, and knobs for drawing by keys. */
function handles(state, result) {
  const bump = (side, kind, sign) => state[side].map(([centre], k) => ({
    key: `${side}${k}`, kind, shape: "knob", panel: "mass", gesture: "move", axis: "x", size: 0.85,
    at: [centre, result ? sign * result[side][Math.min(s.CELLS - 1, Math.floor(centre * s.CELLS))] : 0],
    name: text.handleName(state, result, side, k),
  }));
  const knobs = s.KNOBS.map((cell) => ({
    key: `f${cell}`, kind: "ink", panel: "field", gesture: "paint", axis: "y", size: 0.5, step: 0.01,
    at: [s.PLACES[cell], state.drawn[cell]], name: text.handleName(state, result, "f", cell),
  }));
  return [...knobs, ...bump("mu", "source", 1), ...bump("nu", "target", -1)];
}

export default {
  name: "critic",
  title: "A function drawn over two measures on a line, cut back to slope one, and the part of W₁ that it earns",
  stage: {
    aspect: { wide: 1.3, narrow: 0.76 },
    panels: [
      {
        name: "field", window: { x: [0, 1], y: [-s.TOP, s.TOP] }, inset: sides(14, 12), paints: true, axes: ["place", "value"],
        wide: [0, 0, 1, 0.54], narrow: [0, 0, 1, 0.5],
      },
      { name: "flow", window: flowWindow, inset: sides(24, 6), wide: [0, 0.54, 1, 0.22], narrow: [0, 0.5, 1, 0.24] },
      {
        name: "mass", window: massWindow, inset: sides(14, 14), axes: ["place", "mass"],
        wide: [0, 0.76, 1, 0.24], narrow: [0, 0.74, 1, 0.26],
      },
    ],
  },
  layers: ["grid", "wedge", "flow", "outline", "masses", "axis", "drawn", "critic", "best", "labels"],
  merge: s.merge,
  compute,
  handles,
  move: s.moved,
  paint: s.painted,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  controls: [
    {
      kind: "button", texts: ["Show a best critic", "Hide the best critic"],
      text: ({ best }) => (best ? "Hide the best critic" : "Show a best critic"), press: s.toggledBest,
    },
    { kind: "button", texts: ["Clear"], press: s.levelled },
  ],
  more: [{ kind: "button", texts: ["Turn over"], press: s.mirrored }, { kind: "button", texts: ["Swap μ and ν"], press: s.swapped }],
  keys: { o: { text: "shows or hides a best critic", press: s.toggledBest } },
  challenge: {
    text: text.challenge,
    open: (_, { share }) => share !== null,
    goal: 0.05,
    instance: ({ mu, nu }) => JSON.stringify([mu, nu]),
    score: ({ best }, { share }) => (share === null || best ? null : 1 - share),
    format: (score) => reached(1 - score),
  },
};
