/** The measure on its line, and the distances against n. */
import { graphAxes } from "../../draw/axes.js";
import { curve } from "../../draw/curves.js";
import { discs, each, px, segments, texts } from "../../draw/marks.js";
import { ORDERS } from "./distances.js";
import { MOST, slope } from "./state.js";
import { distanceName, journey } from "./text.js";

/** Where 0 stands on the logarithmic axis, beyond the break. */
const ZERO = -1;
const BAR = 7;
const DECADES = Math.log10(MOST);
/** Where the grip of the slope stands, right of the line. */
const GRIP = DECADES + 0.2;
/** Labels at the end of lines closer than this, in decades, would overlap. */
const CROWDED = 0.4;

export const LINE_WINDOW = { x: [ZERO - 0.25, 3.85], y: [0, 1] };
export const GRAPH_WINDOW = { x: [0, DECADES], y: [-3, 3] };

const power = (k) => (10 ** k).toFixed(Math.max(0, -k));

/** The place of the escaping atom in the panel of the line: logarithm of its place, and its mass. */
export const atomAt = ({ n, a }) => [a * Math.log10(n), 1 / n];

/** Two bars, the atom at 0 as an outline, the path of the escaping atom, and its way back. */
export function drawLine(layer, state, result, scale) {
  const [u, mass] = atomAt(state), { left, right, bottom } = scale.frame;
  const column = (at, height) => ({ at, height });
  const bars = [column(ZERO, 1 - mass), column(u, mass)].map(({ at, height }) => {
    const [x, y] = scale.to([at, height]);
    return { x: px(x - BAR), y: px(y), width: 2 * BAR, height: px(Math.max(0, bottom - y)), class: "ot-bar ot-source" };
  });
  const [x0, top] = scale.to([ZERO, 1]);
  each(layer("bars"), "rect", [...bars, {
    x: px(x0 - BAR - 3), y: px(top - 3), width: 2 * BAR + 6, height: px(bottom - top + 3), class: "ot-line ot-target is-thin",
  }]);
  each(layer("ways"), "path", [
    { d: curve(path(state), scale), class: "ot-line ot-source is-dotted is-thin" },
    { d: back(scale.to([u, mass]), scale.to([ZERO, 1 - mass / 2])), class: "ot-flow ot-plan", "stroke-width": px(1.2 + 6 * mass) },
  ]);
  const [bx] = scale.to([-0.5, 0]);
  each(layer("rule"), "line", [
    { x1: px(left), x2: px(bx - 4), y1: bottom, y2: bottom }, { x1: px(bx + 4), x2: px(right), y1: bottom, y2: bottom },
    ...[-4, 4].map((dx) => ({ x1: px(bx + dx - 3), x2: px(bx + dx + 3), y1: px(bottom + 6), y2: px(bottom - 6) })),
  ].map((rule) => ({ ...rule, class: "ot-line ot-muted is-thin" })));
  texts(layer("words"), words(state, result, scale), scale);
}

function path({ a }) {
  return Array.from({ length: 61 }, (_, k) => (k / 60) * DECADES).map((t) => [a * t, 10 ** -t]);
}

/** A bow from the atom back to 0. */
function back([x1, y1], [x2, y2]) {
  const height = Math.min(24, 0.3 * Math.abs(x1 - x2));
  return `M${px(x1)} ${px(y1)}Q${px((x1 + x2) / 2)} ${px(Math.min(y1, y2) - height)} ${px(x2)} ${px(y2)}`;
}

function words(state, result, scale) {
  const { bottom, right, top } = scale.frame, [x0] = scale.to([ZERO, 0]);
  const ticks = [[ZERO, "0"], ...[0, 1, 2, 3].map((k) => [k, power(k)])];
  return [
    ...ticks.map(([at, text]) => ({ text, place: [scale.to([at, 0])[0], bottom + 18], class: "ot-tick" })),
    { text: "place", place: [right, bottom + 34], anchor: "end", class: "ot-tick" },
    { text: "δ₀", place: [x0, top - 12], class: "ot-label ot-target" },
    { text: journey(state, result), place: [right, top - 12], anchor: "end", class: "ot-value ot-source" },
  ];
}

/** Logarithms of distances against that of n. */
export function drawGraph(layer, state, result, scale) {
  graphAxes(layer("axes"), scale, {
    x: { ticks: [0, 1, 2, 3], format: power, label: "n" },
    y: { ticks: [-3, -2, -1, 0, 1, 2, 3], format: power, label: "distance from δ₀" },
  });
  const log = (values) => values.map((value, k) => [Math.log10(result.sizes[k]), Math.log10(value)]);
  each(layer("curves"), "path", [
    ...result.curves.map((values) => ({ d: curve(log(values), scale), class: "ot-line ot-plan is-thin is-faint" })),
    { d: curve(log(result.narrowCurve), scale), class: "ot-line ot-ink is-dashed" },
    { d: curve(log(result.own), scale), class: "ot-line ot-plan is-thick" },
  ]);
  const u = Math.log10(state.n), narrow = [u, Math.log10(result.narrow)];
  segments(layer("level"), [
    { from: [0, 0], to: [DECADES, 0], class: "ot-guide" },
    { from: narrow, to: [u, Math.log10(result.value)], class: "ot-guide is-dashed" },
  ], scale);
  discs(layer("dots"), [{ at: narrow, r: 5, class: "ot-dot ot-ink" }], scale);
  texts(layer("names"), [...ends(state), {
    text: "narrow distance", at: [1.75, -1.75], dx: -10, dy: 14, anchor: "end", class: "ot-value ot-ink",
  }], scale);
}

/** Names at the ends of the lines: the reader's order, and the others where there is room. */
function ends(state) {
  const own = { order: state.p, at: DECADES * slope(state) };
  const others = ORDERS.map((order) => ({ order, at: DECADES * slope({ a: state.a, p: order }) }))
    .filter(({ at }) => Math.abs(at - own.at) >= CROWDED);
  return [
    { text: distanceName(state.p), at: [GRIP, own.at], dx: 16, dy: 5, anchor: "start", class: "ot-label ot-plan" },
    ...others.map(({ order, at }) => ({
      text: distanceName(order), at: [DECADES, at], dx: 18, dy: 5, anchor: "start", class: "ot-tick",
    })),
  ];
}

/** The place of the moving dot, and that of the grip beyond the end of the line, where the dot never is. */
export const dotAt = ({ n }, { value }) => [Math.log10(n), Math.log10(value)];
export const gripAt = (state) => [GRIP, DECADES * slope(state)];
