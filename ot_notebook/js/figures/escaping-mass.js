import { compute } from "./escaping-mass/distances.js";
import { atomAt, dotAt, drawGraph, drawLine, GRAPH_WINDOW, gripAt, LINE_WINDOW } from "./escaping-mass/drawing.js";
import { csv, python } from "./escaping-mass/python.js";
import * as s from "./escaping-mass/state.js";
import * as text from "./escaping-mass/text.js";

/** Arrow keys move n by one, and by about 5 % where that is more. */
const stepOf = (n) => Math.max(Math.log10((n + 1) / n), 0.02);

function handles(state, result) {
  const handle = (key, rest) => ({ key, gesture: "move", name: text.handleName(key, state, result), ...rest });
  const step = stepOf(state.n), at = result ? dotAt(state, result) : [Math.log10(state.n), Math.log10(state.n) * s.slope(state)];
  return [
    handle("slope", { panel: "graph", kind: "plan", shape: "grip-y", axis: "y", at: gripAt(state), step: 0.03 }),
    handle("dot", { panel: "graph", kind: "plan", axis: "x", at, step }),
    handle("atom", { panel: "line", kind: "source", axis: "x", at: atomAt(state), step: state.a * step }),
  ];
}

function draw(layer, state, result, { line, graph }) {
  drawLine(layer, state, result, line);
  drawGraph(layer, state, result, graph);
}

export default {
  name: "escaping-mass",
  title: "A small mass that leaves, and its distance from where it was",
  stage: {
    aspect: { wide: 2, narrow: 0.72 },
    panels: [
      {
        name: "line", window: LINE_WINDOW, inset: { wide: [52, 14, 46, 22], narrow: [44, 16, 46, 20] }, axes: ["log of place", "mass"],
        wide: [0, 0, 0.47, 1], narrow: [0, 0, 1, 0.44],
      },
      {
        name: "graph", window: GRAPH_WINDOW, inset: { wide: [52, 68, 46, 48], narrow: [38, 62, 44, 48] }, axes: ["log n", "log distance"],
        wide: [0.47, 0, 0.53, 1], narrow: [0, 0.44, 1, 0.56],
      },
    ],
  },
  layers: ["axes", "level", "curves", "dots", "names", "rule", "ways", "bars", "words"],
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
      kind: "range", label: [["i", "n"]], min: 0, max: 3, step: 0.01,
      get: ({ n }) => Math.round(100 * Math.log10(n)) / 100, set: (t) => ({ n: s.sizeAt(t) }), format: (t) => String(s.sizeAt(t)),
    },
    {
      kind: "range", label: [["i", "a"]], min: s.SLOWEST, max: s.FASTEST, step: 0.05,
      get: ({ a }) => a, set: (a) => ({ a }), format: (a) => a.toFixed(2),
    },
    {
      kind: "choice", label: [["i", "p"]], options: [[1, "1"], [2, "2"], [4, "4"]], get: ({ p }) => p, set: (p) => ({ p }),
    },
  ],
  more: [
    {
      kind: "range", label: [["span", "any order "], ["i", "p"]], min: 1, max: s.HIGHEST_ORDER, step: 0.25,
      get: ({ p }) => p, set: (p) => ({ p }), format: (p) => String(p),
    },
    { kind: "play", texts: ["Send it away", "Pause"], interval: 140, step: ({ n }) => (s.next(n) === null ? null : { n: s.next(n) }) },
  ],
  challenge: {
    text: () => "Find an a for which W₂ tends to 0 and W₄ does not.",
    open: () => true,
    goal: 0,
    instance: () => "",
    score: text.score,
    format: (missing) => `${2 - missing} of 2`,
  },
};
