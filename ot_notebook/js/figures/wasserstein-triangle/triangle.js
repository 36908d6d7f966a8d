/** The triangle whose sides are the three distances, and where it lies in its panel. */
import { polygon } from "../../draw/curves.js";
import { discs, each, px, texts } from "../../draw/marks.js";
import { MEASURES } from "./state.js";
import { distanceName, shown } from "./text.js";

const LEAST_WIDTH = 0.9, HEIGHT = 0.5;
const ROW = 42, THICKNESS = 6, SLACK = 76;

/** Corners of the triangle: μ at the origin, ω to its right, ν above. */
export function corners({ first, second, direct }) {
  const u = direct > 0 ? (first ** 2 + direct ** 2 - second ** 2) / (2 * direct) : 0;
  const along = Math.min(first, Math.max(-first, u));
  return [[0, 0], [along, Math.sqrt(Math.max(0, first ** 2 - along ** 2))], [direct, 0]];
}

/** A window that holds the triangle and, below it, both legs end to end. */
export function window(_, result) {
  if (!result) return { x: [0, LEAST_WIDTH], y: [0, HEIGHT * LEAST_WIDTH] };
  const { first, second } = result;
  const left = Math.min(0, corners(result)[1][0]);
  const width = Math.max(LEAST_WIDTH, first + second - left);
  return { x: [left, left + width], y: [0, HEIGHT * width] };
}

/** Sides, corners and numbers; below, to the same scale, the direct way, the glued plan, and both legs end to end. */
export function drawTriangle(layer, state, result, scale) {
  const at = corners(result), sides = [[0, 1, "ot-plan"], [1, 2, "ot-plan"], [0, 2, "ot-ink"]];
  each(layer("inside"), "path", [{ d: polygon(at, scale), class: "ot-area ot-plan" }]);
  each(layer("sides"), "line", [
    ...sides.map(([from, to, colour]) => ({ ...ends(scale.to(at[from]), scale.to(at[to])), class: `ot-line is-thick ${colour}` })),
    ...barsOf(result, scale).map(({ from, to, y, class: kind }) => ({ ...ends([from, y], [to, y]), class: kind, "stroke-width": THICKNESS })),
    ...guides(scale, result),
  ]);
  discs(layer("corners"), at.map((corner, k) => ({ at: corner, r: 5.5, class: `ot-dot ot-${MEASURES[k].kind}` })), scale);
  texts(layer("numbers"), [title(state, scale), ...numbers(at, result, scale)], scale);
}

function ends([x1, y1], [x2, y2]) {
  return { x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2) };
}

/** The two lower bars in pixels: the glued plan, and both legs. */
function barsOf({ first, second, glued }, scale) {
  const [left, base] = scale.to([0, 0]), end = (length) => left + scale.unit * length;
  const gap = Math.min(1.5, scale.unit * first / 2);
  return [
    { from: left, to: end(glued), y: base + ROW + 14, class: "ot-flow ot-plan is-dashed" },
    { from: left, to: end(first) - gap, y: base + 2 * ROW + 14, class: "ot-flow ot-plan" },
    { from: end(first) + gap, to: end(first + second), y: base + 2 * ROW + 14, class: "ot-flow ot-plan" },
  ];
}

/** From ω down to the bars, and the slack, by which the legs reach further. */
function guides(scale, { first, second, direct }) {
  const [x, y] = scale.to([direct, 0]), [end] = scale.to([first + second, 0]), foot = y + 2 * ROW + 24;
  return [
    { ...ends([x, y + 8], [x, foot]), class: "ot-guide is-dashed", "stroke-width": 1 },
    { ...ends([x, foot], [end, foot]), class: "ot-line is-thin ot-ink", "stroke-width": 1 },
  ];
}

function title(state, scale) {
  const { left, width } = scale.box;
  return { text: [["sides: distances ", ""], ...distanceName(state)], place: [left + width / 2, scale.frame.top - 36], class: "ot-tick" };
}

function numbers(at, result, scale) {
  const [mu, nu, omega] = at.map(scale.to), base = mu[1];
  const names = [[mu, nu[0] < mu[0] ? [-12, 20] : [-14, 5]], [nu, [0, -12]], [omega, nu[0] > omega[0] ? [12, 20] : [14, 5]]];
  const bar = (k, words) => ({ text: words, place: [mu[0], base + k * ROW + 4], anchor: "start", class: "ot-tick is-clear" });
  return [
    ...names.map(([[x, y], [dx, dy]], k) => ({
      text: MEASURES[k].letter, class: `ot-label ot-${MEASURES[k].kind}`, place: [x + dx, y + dy],
    })),
    { text: `direct ${shown(result.direct)}`, place: [mu[0], base + 20], anchor: "start", class: "ot-value ot-ink" },
    beside(mu, nu, shown(result.first), scale),
    beside(nu, omega, shown(result.second), scale),
    bar(1, `glued plan ${shown(result.glued)}`),
    bar(2, `through ν ${shown(result.first + result.second)}`),
    { text: `slack ${shown(result.value)}`, class: "ot-value ot-ink", anchor: "end",
      place: [Math.max(mu[0] + SLACK, mu[0] + scale.unit * (result.first + result.second)), base + 2 * ROW + 40] },
  ];
}

/** A number beside a leg, on the outer side. */
function beside([x1, y1], [x2, y2], text, { box }) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1, [nx, ny] = [(y2 - y1) / length, -(x2 - x1) / length];
  const anchor = ny < 0 && Math.abs(nx) < 0.15 ? "middle" : nx < 0 ? "end" : "start";
  const x = (x1 + x2) / 2 + 10 * nx, low = box.left + (anchor === "end" ? 46 : 24);
  const high = box.left + box.width - (anchor === "start" ? 46 : 24);
  return { text, class: "ot-value ot-plan", anchor, place: [Math.min(high, Math.max(low, x)), (y1 + y2) / 2 + (ny > 0 ? 18 : 10) * ny + 4] };
}
