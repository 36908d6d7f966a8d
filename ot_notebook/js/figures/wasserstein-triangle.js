import { segments, texts } from "../draw/marks.js";
import { shares } from "./shared/weights.js";
import { compute } from "./wasserstein-triangle/distances.js";
import { csv, python } from "./wasserstein-triangle/python.js";
import * as s from "./wasserstein-triangle/state.js";
import * as text from "./wasserstein-triangle/text.js";
import { drawTriangle, window } from "./wasserstein-triangle/triangle.js";

const BESIDE = [[0, -1], [1, 0], [-1, 0], [0, 1]];
const BEYOND = s.HIGHEST_ORDER + 0.5;

/** Discs, squares and diamonds as large as their mass, and a ring at the mean of each measure, which moves all of it. */
function handles(state) {
  return s.MEASURES.flatMap(({ points, weights, kind }) => {
    const mass = shares(state[weights]);
    const single = state[points].map((at, k) => ({
      key: `${points}${k}`, kind, at, gesture: "move", size: markSize(mass[k]), name: text.handleName(state, `${points}${k}`),
    }));
    if (single.length === 1) return single;
    const whole = { key: points, kind, shape: "knob", at: s.centre(state[points], state[weights]), gesture: "move", size: 1.15 };
    return [...single, { ...whole, name: text.handleName(state, points) }];
  });
}

const markSize = (mass) => Math.min(1.35, Math.max(0.4, 1.6 * Math.sqrt(mass)));

function draw(layer, state, result, { plane, triangle }) {
  const glued = state.mode === "glued", { x, y, z } = state;
  const flows = (plan, from, to, kind) => plan.map(([i, j, mass]) => ({
    from: from[i], to: to[j], class: `ot-flow ${kind}`, "stroke-width": (0.8 + 6 * mass).toFixed(2),
  }));
  segments(layer("spokes"), s.MEASURES.flatMap(({ points, weights, kind }) => {
    const mean = s.centre(state[points], state[weights]);
    return state[points].map((at) => ({ from: mean, to: at, class: `ot-flow is-thin is-faint ot-${kind}` }));
  }), plane);
  segments(layer("flows"), [
    ...flows(result.directPlan, x, z, glued ? "ot-ink" : "ot-ink is-faint"),
    ...flows(result.firstPlan, x, y, glued ? "ot-plan is-faint" : "ot-plan"),
    ...flows(result.secondPlan, y, z, glued ? "ot-plan is-faint" : "ot-plan"),
    ...(glued ? flows(result.composed, x, z, "ot-plan is-dashed") : []),
  ], plane);
  texts(layer("letters"), letters(state, plane), plane);
  drawTriangle(layer, state, result, triangle);
}

/** The name of each measure beside its mean, where points leave most room. */
function letters(state, plane) {
  const taken = handles(state).map(({ at }) => plane.to(at));
  return s.MEASURES.map(({ points, weights, letter, kind }) => {
    const [x, y] = plane.to(s.centre(state[points], state[weights]));
    const far = state[points].length === 1 ? 26 : 22;
    const room = ([dx, dy]) => Math.min(...taken.map(([u, v]) => Math.hypot(x + far * dx - u, y + far * dy - v)));
    const [dx, dy] = BESIDE.reduce((best, step) => (room(step) > room(best) + 0.5 ? step : best));
    return { text: letter, class: `ot-label ot-${kind} is-clear`, place: [x + far * dx, y + far * dy + 5] };
  });
}

const chosen = (ui) => ui.selected !== null && !s.isWhole(ui.selected);

export default {
  name: "wasserstein-triangle",
  title: "Three measures in the plane, and the triangle of their distances",
  stage: {
    aspect: { wide: 1.95, narrow: 0.64 },
    panels: [
      { name: "plane", window: s.WINDOW, inset: [22, 18, 18, 22], square: true, wide: [0, 0, 0.57, 1], narrow: [0, 0, 1, 0.49] },
      {
        name: "triangle", window, inset: { wide: [64, 34, 136, 58], narrow: [50, 44, 142, 58] }, square: true,
        wide: [0.57, 0, 0.43, 1], narrow: [0, 0.49, 1, 0.51],
      },
    ],
  },
  layers: ["spokes", "flows", "letters", "inside", "sides", "corners", "numbers"],
  merge: s.merge,
  compute,
  handles,
  move: s.moved,
  remove: s.removed,
  draw,
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv,
  controls: [
    {
      kind: "range", label: [["span", "order "], ["i", "p"]], min: 1, max: BEYOND, step: 0.5,
      get: ({ p }) => (p === "inf" ? BEYOND : p), set: (p) => ({ p: p > s.HIGHEST_ORDER ? "inf" : p }),
      format: (p) => (p > s.HIGHEST_ORDER ? "∞" : String(p)),
    },
    {
      kind: "choice", label: "plans", options: [["plans", "optimal"], ["glued", "glued"]],
      get: ({ mode }) => mode, set: (mode) => ({ mode }),
    },
  ],
  more: [
    {
      kind: "button", texts: ["More mass"], press: (state, ui) => s.weighed(state, ui.selected, 1),
      disabled: (state, ui) => s.weighed(state, ui.selected, 1) === null,
    },
    {
      kind: "button", texts: ["Less mass"], press: (state, ui) => s.weighed(state, ui.selected, -1),
      disabled: (state, ui) => s.weighed(state, ui.selected, -1) === null,
    },
    {
      kind: "button", texts: ["Add a point"], press: (state, ui) => s.added(state, ui.selected),
      disabled: (state, ui) => ui.selected === null || state[s.measureOf(ui.selected).points].length >= s.MOST_POINTS,
    },
    {
      kind: "button", texts: ["Remove the point"], press: (state, ui) => s.removed(state, ui.selected),
      disabled: (state, ui) => !chosen(ui) || state[s.measureOf(ui.selected).points].length === 1,
    },
  ],
  challenge: {
    text: (_, { first, second, direct }) => (Math.min(first, second, direct) < text.APART
      ? `Make the detour through ν less than 1 %, all distances at least ${text.APART}.`
      : "Put ν on a shortest way from μ to ω: a detour below 1 %."),
    open: () => true,
    goal: 0.01,
    instance: ({ p }) => String(p),
    score: text.score,
  },
};
