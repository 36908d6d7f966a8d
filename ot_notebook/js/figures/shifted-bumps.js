import { band, curve } from "../draw/curves.js";
import { discs, each, px, segments, texts } from "../draw/marks.js";
import { compare, NAMES, tenths } from "./shifted-bumps/compare.js";
import { python } from "./shifted-bumps/python.js";
import * as s from "./shifted-bumps/state.js";
import * as text from "./shifted-bumps/text.js";

const SIDES = ["source", "target"];
const LABELS = {
  kl: "KL", totalVariation: "TV", mmd: "MMD", wasserstein1: [["W"], ["1", "sub"]], wasserstein2: [["W"], ["2", "sub"]],
};
const TOP = { kl: 32, totalVariation: 1.12, mmd: 1.5, wasserstein1: 8.6, wasserstein2: 8.6 };
const CLASSES = { wasserstein1: "ot-plan", wasserstein2: "ot-plan" };
const GRID = Array.from({ length: 241 }, (_, k) => -5 + (14 * k) / 240);
const WINDOW_X = [-4.6, 8.6];

/** Room below the line for the ten moves, above it for the higher bump. */
function bumpsWindow({ source, target, shape }) {
  const top = Math.max(s.peak(source, shape), s.peak(target, shape));
  return { x: WINDOW_X, y: [-0.42 * top, 1.14 * top] };
}

function outline(bump, shape) {
  if (shape === "gauss") return GRID.map((t) => [t, s.density(bump, shape, t)]);
  const reach = s.SHOULDER.box * bump.width, height = s.peak(bump, shape);
  const [left, right] = [bump.mean - reach, bump.mean + reach];
  return [[WINDOW_X[0], 0], [left, 0], [left, height], [right, height], [right, 0], [WINDOW_X[1], 0]];
}

function drawBumps(layer, state, { bumps }) {
  const { source, target, shape } = state, lines = SIDES.map((side) => outline(state[side], shape));
  each(layer("areas"), "path", SIDES.map((side, k) => ({ class: `ot-area ot-${side}`, d: band(lines[k], 0, bumps) })));
  segments(layer("line"), [{ class: "ot-line ot-muted is-thin", from: [WINDOW_X[0], 0], to: [WINDOW_X[1], 0] }], bumps);
  each(layer("outlines"), "path", SIDES.map((side, k) => ({ class: `ot-line ot-${side}`, d: curve(lines[k], bumps) })));
  const from = tenths(source, shape), to = tenths(target, shape);
  const depth = (k) => bumps.window.y[0] * (0.26 + 0.07 * k);
  segments(layer("moves"), from.map((t, k) => ({ class: "ot-flow ot-plan", "stroke-width": 2, from: [t, depth(k)], to: [to[k], depth(k)] })), bumps);
  discs(layer("ends"), [from, to].flatMap((points, side) =>
    points.map((t, k) => ({ class: `ot-dot ot-${SIDES[side]}`, r: 3, "stroke-width": 0.5, at: [t, depth(k)] }))), bumps);
  drawNames(layer("names"), state, bumps);
}

/** From the middle of a bump to its side near the top, in standard deviations. */
const NEAR_TOP = { gauss: 0.55, box: s.SHOULDER.box };
/** Pixels that a name takes. */
const NAME = 68;

/** Where the grip at the side of a bump stands. */
function gripAt(state, side) {
  const { shape } = state, bump = state[side], edge = bump.mean + s.sideOf(state, side) * s.SHOULDER[shape] * bump.width;
  return [edge, shape === "box" ? s.peak(bump, shape) / 2 : s.density(bump, shape, edge)];
}

/** The names of the bumps, each beside its own near the top, on the side away from the other, and above its grip. */
function drawNames(layer, state, scale) {
  const { left, right } = scale.frame;
  texts(layer, [["source", "source μ"], ["target", "target ν"]].map(([side, name]) => {
    const bump = state[side], sign = s.sideOf(state, side), grip = scale.to(gripAt(state, side))[1];
    const [x, y] = scale.to([bump.mean + NEAR_TOP[state.shape] * sign * bump.width, 0.93 * s.peak(bump, state.shape)]);
    const beside = sign > 0 ? Math.min(x + 10, right - NAME) : Math.max(x - 10, left + NAME);
    return { class: `ot-label ot-${side} is-clear`, text: name, place: [beside, Math.min(y, grip - 18)], anchor: sign > 0 ? "start" : "end" };
  }), scale);
}

/** The part of a curve that is on the scale, with the place where it leaves it. */
function within(shifts, values, top) {
  const points = [];
  for (let k = 0; k < shifts.length && values[k] !== null; k++) {
    if (values[k] <= top) points.push([shifts[k], values[k]]);
    else {
      const before = values[k - 1];
      if (k > 0 && before < top) points.push([shifts[k - 1] + ((top - before) / (values[k] - before)) * (shifts[k] - shifts[k - 1]), top]);
      break;
    }
  }
  return points;
}

function drawCurves(layer, { curves, ...result }, scales) {
  const shown = NAMES.map((name) => ({ name, scale: scales[name], value: result[name], kind: CLASSES[name] ?? "ot-ink" }));
  each(layer("bases"), "line", shown.map(({ scale: { frame } }) => ({
    class: "ot-line ot-muted is-thin", x1: px(frame.left), x2: px(frame.right), y1: px(frame.bottom), y2: px(frame.bottom),
  })));
  each(layer("guides"), "line", shown.map(({ scale }) => {
    const x = px(scale.to([result.shift, 0])[0]);
    return { class: "ot-guide", x1: x, x2: x, y1: px(scale.frame.top), y2: px(scale.frame.bottom) };
  }));
  each(layer("curves"), "path", shown.map(({ name, scale, kind }) => ({
    class: `ot-line ${kind}`, d: curve(within(curves.shift, curves[name], TOP[name]), scale),
  })));
  const dots = shown.filter(({ name, value }) => value !== null && value <= TOP[name]);
  each(layer("dots"), "circle", dots.map(({ scale, value, kind }) => {
    const [cx, cy] = scale.to([result.shift, value]);
    return { class: `ot-dot ${kind}`, cx: px(cx), cy: px(cy), r: 5 };
  }));
  texts(layer("titles"), shown.flatMap(({ name, scale: { frame }, value, kind }) => [
    { class: `ot-label ${kind}`, text: LABELS[name], place: [frame.left, frame.top - 12], anchor: "start" },
    { class: `ot-value ${kind}`, text: `${text.brief(value)}${value > TOP[name] ? " ↑" : ""}`, place: [frame.right, frame.top - 12], anchor: "end" },
    { class: "ot-tick", text: "0", place: [frame.left, frame.bottom + 16], anchor: "start" },
    { class: "ot-tick", text: "shift", place: [(frame.left + frame.right) / 2, frame.bottom + 16] },
    { class: "ot-tick", text: String(s.SHIFTS[1]), place: [frame.right, frame.bottom + 16], anchor: "end" },
  ]));
}

function handles(state) {
  return SIDES.flatMap((side) => {
    const handle = { kind: side, panel: "bumps", gesture: "move", axis: "x", step: 0.05 };
    return [
      { ...handle, key: side, at: [state[side].mean, 0], name: text.handleName(state, side) },
      { ...handle, key: `${side}-width`, at: gripAt(state, side), shape: "grip-x", name: text.handleName(state, `${side}-width`) },
    ];
  });
}

const small = (name, wide, narrow) => ({
  name, wide, narrow, window: { x: s.SHIFTS, y: [0, TOP[name]] }, inset: [40, 16, 30, 16],
});
const WIDE_ROW = NAMES.map((_, k) => [0.01 + 0.196 * k, 0.6, 0.196, 0.4]);
const NARROW_ROWS = [[0, 0.44, 1 / 3, 0.28], [1 / 3, 0.44, 1 / 3, 0.28], [2 / 3, 0.44, 1 / 3, 0.28], [0, 0.72, 0.5, 0.28], [0.5, 0.72, 0.5, 0.28]];

export default {
  name: "shifted-bumps",
  title: "Two bumps on a line, and five discrepancies against their shift",
  stage: {
    aspect: { wide: 3 / 2, narrow: 0.62 },
    panels: [
      { name: "bumps", window: bumpsWindow, inset: [14, 12, 6, 12], wide: [0, 0, 1, 0.6], narrow: [0, 0, 1, 0.44], axes: ["place", "height"] },
      ...NAMES.map((name, k) => small(name, WIDE_ROW[k], NARROW_ROWS[k])),
    ],
  },
  layers: ["guides", "bases", "areas", "line", "moves", "ends", "outlines", "names", "curves", "dots", "titles"],
  merge: s.merge,
  compute: compare,
  handles,
  move: s.moved,
  draw(layer, state, result, scales) {
    drawBumps(layer, state, scales);
    drawCurves(layer, result, scales);
  },
  instruction: text.instruction,
  certificate: text.certificate,
  describe: text.describe,
  python,
  csv: text.csv,
  controls: [
    {
      kind: "choice", label: "bumps", options: [["gauss", "Gaussian"], ["box", "boxes"]],
      get: ({ shape }) => shape, set: (shape) => ({ shape }),
    },
    {
      kind: "button", texts: ["Same width"], press: ({ source, target }) => ({ target: { ...target, width: source.width } }),
      disabled: ({ source, target }) => source.width === target.width,
    },
  ],
  more: [
    {
      kind: "range", label: [["span", "kernel width of MMD"]], min: s.BANDWIDTHS[0], max: s.BANDWIDTHS[1], step: 0.1,
      get: ({ bandwidth }) => bandwidth, set: (bandwidth) => ({ bandwidth }), format: (t) => t.toFixed(1),
    },
    { kind: "button", texts: ["Swap"], press: ({ source, target }) => ({ source: target, target: source }) },
    { kind: "button", texts: ["Clear the curves"], press: (state) => ({ seen: [s.shiftOf(state), s.shiftOf(state)] }) },
  ],
  challenge: {
    text: () => "Make TV exceed 0.95 while W₁ stays below 1.",
    open: () => true,
    goal: 1,
    instance: ({ shape }) => shape,
    score: (_, result) => (result.totalVariation > 0.95 ? result.wasserstein1 : null),
    format: (best) => `W₁ = ${best.toFixed(2)}`,
  },
};
