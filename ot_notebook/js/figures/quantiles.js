import { reached } from "../draw/numbers.js";
import { solve } from "./quantiles/measures.js";
import { draw, topCost } from "./quantiles/picture.js";
import { csv, python } from "./quantiles/python.js";
import * as s from "./quantiles/state.js";
import * as text from "./quantiles/text.js";

/** Twice the optimum is met up to this. */
const ROUNDING = 1e-9;
const LEVELS = [0, 1], PLACES = [0, s.LENGTH];

/** Pens on the densities, or the samples; and the level, on both its axes. */
function handles(state, result) {
  const named = (key) => ({ key, name: text.handleName(state, result, key) });
  const pen = (key, kind, sign) => {
    const bin = state.pens[sign > 0 ? 0 : 1];
    return {
      ...named(key), kind, gesture: "paint", shape: "knob", size: 0.75, step: [s.WIDTH, 0.05],
      at: [s.centre(bin), sign * (s.FOOT + state[key][bin])],
    };
  };
  const sample = (side, kind, sign) => state[side].map((place, k) => ({
    ...named(`${side}${k}`), kind, gesture: "move", axis: "x", step: 0.1, size: 0.8, at: [place, sign * s.ROW],
  }));
  const measures = s.painted(state) ? [pen("mu", "source", 1), pen("nu", "target", -1)]
    : [...sample("x", "source", 1), ...sample("y", "target", -1)];
  return [
    ...measures,
    { ...named("height"), kind: "ink", gesture: "move", panel: "cdf", axis: "y", at: [s.LENGTH, state.level] },
    { ...named("level"), kind: "ink", gesture: "move", panel: "quantiles", axis: "x", at: [state.level, 0] },
  ];
}

const atLimit = (state, side) => state[side].length >= s.LIMIT;
const preset = (words, name) => ({ kind: "button", texts: [words], press: () => s.PRESETS[name] });

export default {
  name: "quantiles",
  title: "Two measures on a line, their distribution functions and quantile functions, and the matching of equal quantiles",
  stage: {
    aspect: { wide: 1.36, narrow: 0.5 },
    panels: [
      {
        name: "line", window: { x: PLACES, y: [-1.78, 1.78] }, inset: { wide: [30, 22, 8, 36], narrow: [28, 22, 6, 36] },
        wide: [0, 0, 0.58, 0.5], narrow: [0, 0, 1, 0.32], paints: s.painted,
      },
      {
        name: "cdf", window: { x: PLACES, y: LEVELS }, inset: { wide: [34, 22, 34, 36], narrow: [32, 22, 26, 36] },
        wide: [0, 0.5, 0.58, 0.5], narrow: [0, 0.32, 1, 0.24], axes: ["x", "s"],
      },
      {
        name: "quantiles", window: { x: LEVELS, y: PLACES }, inset: { wide: [34, 22, 34, 36], narrow: [32, 22, 26, 36] },
        wide: [0.58, 0.5, 0.42, 0.5], narrow: [0, 0.56, 1, 0.25], axes: ["s", "x"],
      },
      {
        name: "cost", window: (state, result) => ({ x: LEVELS, y: [0, 1.05 * topCost(state, result)] }),
        inset: { wide: [30, 22, 26, 36], narrow: [30, 22, 14, 36] }, wide: [0.58, 0, 0.42, 0.5], narrow: [0, 0.81, 1, 0.19],
      },
    ],
  },
  layers: [
    "bars", "rows", "cdf-axes", "quantile-axes", "cost-axes", "areas", "rival", "flow", "curves", "cdf-guides",
    "quantile-guides", "line-pair", "cdf-pair", "quantile-pair", "cost-pair", "sources", "targets", "texts",
  ],
  merge: s.merge,
  compute: solve,
  handles,
  move: s.moved,
  paint: (state, _, from, to) => s.stroke(state, from, to),
  remove: s.removed,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  controls: [
    { kind: "choice", label: "μ, ν:", options: [["densities", "densities"], ["samples", "samples"]], get: ({ mode }) => mode, set: (mode) => ({ mode }) },
    {
      kind: "range", label: [["span", "power "], ["i", "p"]], min: 0.5, max: 6, step: 0.1,
      get: ({ p }) => p, set: (p) => ({ p }), format: String,
    },
    {
      kind: "button", texts: ["Add a pair", "Clear"], text: (state) => (s.painted(state) ? "Clear" : "Add a pair"),
      press: (state) => (s.painted(state) ? { mu: state.mu.map(() => 0), nu: state.nu.map(() => 0) } : s.added(state, "xy")),
      disabled: (state) => !s.painted(state) && (atLimit(state, "x") || atLimit(state, "y")),
    },
  ],
  more: [
    preset("A bump and its translate", "translate"),
    preset("One bump to two", "split"),
    preset("A few bars", "bars"),
    preset("A shifted row", "row"),
    { kind: "button", texts: ["Add a source"], press: (state) => s.added(state, "x"), disabled: (state) => s.painted(state) || atLimit(state, "x") },
    { kind: "button", texts: ["Add a target"], press: (state) => s.added(state, "y"), disabled: (state) => s.painted(state) || atLimit(state, "y") },
    {
      kind: "button", texts: ["Remove the point"], press: (state, ui) => s.removed(state, ui.selected),
      disabled: (state, ui) => !s.removable(state, ui.selected),
    },
  ],
  challenge: {
    text: () => "For p = 0.5, let sorting cost twice the optimum.",
    open: () => true,
    goal: ROUNDING - 1,
    instance: () => "",
    score: ({ p }, { excess }) => (p === 0.5 && excess !== null ? -excess : null),
    format: (score) => `${reached(-score)} dearer`,
  },
};
