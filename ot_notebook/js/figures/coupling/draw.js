/** The drawing: a matrix between its marginals, the track of the cycle below it, and flows between points. */
import { each, px, rectangles, segments, texts } from "../../draw/marks.js";
import { clamp } from "../../draw/scale.js";
import { cornerPlaces, longest } from "./state.js";
import { directions, short } from "./text.js";

const BAR = 0.64, NUMBERED = 6, FLOW = 34, LEAST = 3, FILL = 0.74, LEGIBLE = 48, BESIDE = 10, TIP = 18;
/** A disc with a sign, as paths about the origin. */
const DISC = "M-8,0A8,8 0 1 1 8,0A8,8 0 1 1 -8,0", MINUS = "M-3.5,0H3.5", PLUS = `${MINUS}M0,-3.5V3.5`;

/** Panels of the stage; the shares keep the bars level with the rows and columns of the matrix. */
export const STAGE = {
  aspect: { wide: 1.64, narrow: 0.5 },
  panels: [
    {
      name: "cells", axes: ["across", "up"], window: ({ a, b }) => ({ x: [0, b.length], y: [0, a.length] }),
      inset: [0, 0, 0, 0], wide: [0.05, 0.265, 0.345, 0.45], narrow: [0.09, 0.145, 0.58, 0.228],
    },
    {
      name: "rows", axes: ["mass", "up"], window: (state) => ({ x: [0, longest(state)], y: [0, state.a.length] }), paints: true,
      inset: { wide: [0, 44, 0, 8], narrow: [0, 54, 0, 8] }, wide: [0.395, 0.265, 0.175, 0.45], narrow: [0.67, 0.145, 0.33, 0.228],
    },
    {
      name: "columns", axes: ["across", "mass"], window: (state) => ({ x: [0, state.b.length], y: [0, longest(state)] }), paints: true,
      inset: [34, 0, 8, 0], wide: [0.05, 0, 0.345, 0.265], narrow: [0.09, 0, 0.58, 0.145],
    },
    {
      name: "track", axes: ["mass", "up"], window: (_, result) => ({ x: [0, result.cycle?.room || 1], y: [0, 1] }),
      inset: [34, 10, 34, 10], wide: [0.037, 0.77, 0.49, 0.23], narrow: [0.06, 0.405, 0.88, 0.12],
    },
    {
      name: "plane", window: { x: [0, 1], y: [0, 1] }, square: true,
      inset: { wide: [30, 28, 30, 24], narrow: [14, 28, 22, 28] }, wide: [0.57, 0, 0.43, 1], narrow: [0, 0.525, 1, 0.475],
    },
  ],
};

export const LAYERS = [
  "grid", "none", "mass", "numbers", "bars", "sums", "weights", "frame", "losses", "flows", "exchange", "signs",
  "track", "hints", "headings",
];

/** Size of the marks of handles among `count` bars. */
export const crowd = (count) => Math.max(0.45, Math.min(1, 5 / count));

/** Size of a point's mark, its area in proportion to its weight. */
export const weighty = (state, weight) => Math.max(0.35, Math.min(1.6, Math.sqrt((2.2 * weight) / longest(state))));

export function draw(layer, state, result, scales) {
  drawMatrix(layer, state, result, scales.cells);
  drawBars(layer, state, result, scales);
  drawCycle(layer, state, result, scales);
  drawFlows(layer, state, result, scales.plane);
  drawHeadings(layer("headings"), state, result, scales);
}

/** A square of the area of its mass in each cell, a dot in an empty one. */
function drawMatrix(layer, state, { plan }, scale) {
  const n = state.a.length, m = state.b.length, unit = Math.min(scale.box.width / m, scale.box.height / n);
  const cuts = (count) => [...Array(count + 1).keys()];
  segments(layer("grid"), [
    ...cuts(n).map((v) => ({ from: [0, v], to: [m, v], class: "ot-guide" })),
    ...cuts(m).map((u) => ({ from: [u, 0], to: [u, n], class: "ot-guide" })),
  ], scale);
  const sideOf = (mass) => Math.max(LEAST, FILL * unit * Math.sqrt(Math.min(1, mass / longest(state))));
  const cells = plan.flatMap((row, i) => row.map((mass, j) => ({ mass, side: sideOf(mass), at: [j + 0.5, n - i - 0.5] })));
  const full = cells.filter(({ mass }) => mass > 0), legible = ({ side }) => unit >= LEGIBLE && (unit - side) / 2 >= BESIDE;
  texts(layer("none"), cells.filter(({ mass }) => !(mass > 0)).map(({ at }) => ({ text: "·", at, dy: 4, class: "ot-tick" })), scale);
  rectangles(layer("mass"), full.map(({ side, at }) => {
    const [x, y] = scale.to(at);
    return { from: [x - side / 2, y - side / 2], to: [x + side / 2, y + side / 2], class: "ot-cell ot-plan" };
  }), PIXELS);
  texts(layer("numbers"), full.filter(legible).map(({ mass, at: [u, v] }) => ({
    text: short(mass), at: [u + 0.5, v - 0.5], dx: -4, dy: -5, anchor: "end", class: "ot-tick",
  })), scale);
}

/** The list, or nothing of it where there is no room for names and numbers. */
const numbered = (list) => (list.length <= NUMBERED ? list : []);

/** The weights as bars, and over them in outline the sums of the plan that is shown. */
function drawBars(layer, state, result, { rows, columns }) {
  const bars = (a, b, colours) => [
    ...a.map((mass, i) => bar(rows, barOf(state, "a", i, mass), colours[0])),
    ...b.map((mass, j) => bar(columns, barOf(state, "b", j, mass), colours[1])),
  ];
  rectangles(layer("bars"), bars(state.a, state.b, ["ot-bar ot-source is-faint", "ot-bar ot-target is-faint"]), PIXELS);
  rectangles(layer("sums"), bars(result.rowSums, result.columnSums, [OUTLINE, OUTLINE]), PIXELS);
  texts(layer("weights"), [
    ...numbered(state.a).map((mass, i) => ({
      text: tip(state, mass), place: offset(rows.to(barEnd(state, "a", i)), [TIP, 4]), anchor: "start", class: "ot-value ot-source",
    })),
    ...numbered(state.b).map((mass, j) => ({
      text: tip(state, mass), place: offset(columns.to(barEnd(state, "b", j)), [0, -TIP]), class: "ot-value ot-target",
    })),
  ]);
}

const OUTLINE = "ot-line ot-plan is-thin";
/** Pixels as they are. */
const PIXELS = { to: (place) => place };

const bar = (scale, [from, to], colours) => ({ from: scale.to(from), to: scale.to(to), class: colours });

/** Opposite corners of the k-th bar of one side in its panel, for a mass. */
function barOf(state, side, k, mass) {
  const end = Math.min(mass, longest(state)), half = BAR / 2;
  if (side === "b") return [[k + 0.5 - half, 0], [k + 0.5 + half, end]];
  const middle = state.a.length - k - 0.5;
  return [[0, middle - half], [end, middle + half]];
}

/** Where the grip of a bar stands. */
export function barEnd(state, side, k) {
  const end = Math.min(state[side][k], longest(state));
  return side === "a" ? [end, state.a.length - k - 0.5] : [k + 0.5, end];
}

/** The mass at a bar's end; a bar that is longer than its panel says so. */
const tip = (state, mass) => (mass > longest(state) ? `${short(mass)}≫` : short(mass));

const offset = ([x, y], [dx, dy]) => [x + dx, y + dy];

/** The cycle through four cells, signed where it takes mass away; the signs where it adds some are handles. */
function drawCycle(layer, state, { cycle }, { cells, track }) {
  const ring = cycle ? ringOf(state) : [];
  segments(layer("frame"), ring.map((from, k) => ({ from, to: ring[(k + 1) % 4], class: "ot-line ot-ink is-thin" })), cells);
  const size = crowd(Math.max(state.a.length, state.b.length));
  signs(layer("losses"), ring.filter((_, k) => k % 2).map((at) => ({ place: cells.to(at), size, sign: MINUS })));
  segments(layer("track"), cycle ? [
    { from: [0, 0.5], to: [cycle.room || 1, 0.5], class: "ot-guide is-thick" },
    { from: [0, 0.5], to: [cycle.mass, 0.5], class: "ot-line ot-plan is-thick" },
  ] : [], track);
  drawHints(layer("hints"), cycle, track);
}

/** Corners of the cycle, every second of which loses mass. */
function ringOf(state) {
  const [[u, v], [s, t]] = cornerPlaces(state);
  return [[u, v], [s, v], [s, t], [u, t]];
}

/** Discs with a sign, `{place, size, sign}`, in pixels. */
function signs(layer, items) {
  each(layer, "path", items.map(({ place: [x, y], size, sign }) => ({
    d: DISC + sign, transform: `translate(${px(x)} ${px(y)}) scale(${size})`, class: "ot-mark is-knob ot-muted is-thin",
  })));
}

function drawHints(layer, cycle, track) {
  if (!cycle) return texts(layer, [], track);
  const { left, right, top, bottom } = track.frame, ways = directions(cycle);
  const words = ways.map(({ text, good }, k) => ({
    text, place: [k ? right : left, bottom + 20], anchor: k ? "end" : "start", class: good ? "ot-value ot-good" : "ot-tick",
  }));
  return texts(layer, [
    { text: "mass around the cycle", place: [left, top - 8], anchor: "start", class: "ot-tick" },
    { text: `${short(cycle.mass)} of ${short(cycle.room)}`, place: [right, top - 8], anchor: "end", class: "ot-tick" }, ...words,
  ], track);
}

/** Flows as wide as their mass, and what the cycle adds to and takes from the flows of four pairs. */
function drawFlows(layer, { x, y, cycle }, { plan }, scale) {
  segments(layer("flows"), plan.flatMap((row, i) => row.flatMap((mass, j) => (mass > 0 ? [{
    from: x[i], to: y[j], class: "ot-flow ot-plan", "stroke-width": Math.max(0.8, FLOW * mass).toFixed(2),
  }] : []))), scale);
  const [i, j, k, l] = cycle ?? [];
  const pairs = cycle ? [[i, j, PLUS], [k, l, PLUS], [i, l, MINUS], [k, j, MINUS]] : [];
  segments(layer("exchange"), pairs.map(([source, target]) => ({
    from: x[source], to: y[target], class: "ot-line ot-muted is-thin is-dashed",
  })), scale);
  signs(layer("signs"), pairs.map(([source, target, sign]) => ({
    place: scale.to(between(x[source], y[target])), size: 0.8, sign,
  })));
}

/** A place on the way from one point to another where signs of crossing pairs are apart. */
const between = ([u, v], [s, t]) => [u + 0.36 * (s - u), v + 0.36 * (t - v)];

function drawHeadings(layer, state, result, { cells, rows, columns, plane }) {
  const n = state.a.length;
  texts(layer, [
    ...numbered(state.a).map((_, i) => ({ text: name("x", i), at: [0, n - i - 0.5], dx: -14, dy: 4, class: "ot-value ot-source" })),
    ...numbered(state.b).map((_, j) => ({ text: name("y", j), at: [j + 0.5, 0], dy: 20, class: "ot-value ot-target" })),
    { text: "target ν", place: [rows.frame.left, columns.frame.bottom - 30], anchor: "start", class: "ot-label ot-target" },
    { text: "source μ", place: [rows.frame.left, columns.frame.bottom - 4], anchor: "start", class: "ot-label ot-source" },
    ...pointNames(state, result, plane),
  ], cells);
}

const name = (letter, k) => [[letter, "var"], [String(k + 1), "sub"]];

/** Names of points, each on the side that its flows leave free. */
function pointNames(state, { plan }, plane) {
  const { x, y, a, b } = state, { left, top, width, height } = plane.box;
  const inside = ([u, v]) => [clamp(u, [left + 10, left + width - 10]), clamp(v, [top + 14, top + height - 6])];
  const named = (points, others, flow, letter, kind, weights) => numbered(points).map((at, k) => {
    const [du, dv] = awayFrom(plane.to(at), others.map(plane.to), (other) => flow(k, other));
    const reach = 11 + 9 * weighty(state, weights[k]);
    return { text: name(letter, k), place: inside(offset(plane.to(at), [reach * du, 5 + reach * dv])), class: `ot-value ot-${kind} is-clear` };
  });
  return [
    ...named(x, y, (i, j) => plan[i][j], "x", "source", a), ...named(y, x, (j, i) => plan[i][j], "y", "target", b),
  ];
}

/** The direction from a place away from others, weighed by the flows to them; upwards if they cancel. */
function awayFrom([x, y], others, flow) {
  let [u, v] = [0, -1e-3];
  others.forEach(([s, t], k) => {
    const distance = Math.hypot(s - x, t - y) || 1;
    u -= (flow(k) * (s - x)) / distance;
    v -= (flow(k) * (t - y)) / distance;
  });
  const length = Math.hypot(u, v);
  return [u / length, v / length];
}
