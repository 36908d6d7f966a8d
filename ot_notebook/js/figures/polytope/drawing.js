/** What is drawn: the polygon with its rim on one side, the plan with its weights on the other. */
import { graphAxes } from "../../draw/axes.js";
import { curve, polygon } from "../../draw/curves.js";
import { discs, each, px, rectangles, segments, texts } from "../../draw/marks.js";
import { ticks } from "d3-array";
import * as g from "./geometry.js";
import * as text from "./text.js";

const LEVELS = 7;
const STEP = Math.PI / 90;
/** Pixels within which the arrow is in the way of a name. */
const NEAR_ARROW = 90;
/** Where words about the arrow stand: this part of the rim's radius, this angle beside the shaft. */
const BESIDE_ARROW = [0.84, (15 * Math.PI) / 180];

export function draw(layer, state, result, scales) {
  drawPolygon(layer, state, result, scales.polygon);
  drawPlan(layer, state, result, scales);
}

function drawPolygon(layer, state, result, scale) {
  const { corners, optimal, path, plan } = result, frame = g.frameOf(state), angle = g.angleOf(g.fallOf(state.cost));
  const product = [state.a[0] * state.b[0], state.a[0] * state.b[1]];
  const positive = (range) => ticks(...range, 4).filter((t) => t > -1e-12);
  graphAxes(layer("axes"), scale, {
    x: { ticks: positive(scale.window.x), label: [["π", "var"], ["11", "sub"]] },
    y: { ticks: positive(scale.window.y), label: [["π", "var"], ["12", "sub"]] },
  });
  each(layer("area"), "path", [{ class: "ot-area ot-plan", d: polygon(corners, scale) }]);
  segments(layer("levels"), levels(frame, corners, angle), scale);
  each(layer("rim"), "path", rim(frame, corners, optimal, angle, scale));
  each(layer("sides"), "path", [
    { class: "ot-line ot-plan is-thin", d: polygon(corners, scale) },
    ...(optimal.length > 1 ? [{ class: "ot-line ot-plan is-thick", d: polygon(optimal.map((k) => corners[k]), scale) }] : []),
    { class: "ot-line ot-ink", d: curve([product, ...path, plan[0].slice(0, 2)], scale) },
  ]);
  discs(layer("corners"), [
    ...corners.map((at, k) => ({ at, r: optimal.includes(k) ? 8 : 4, class: "ot-dot ot-plan" })),
    { at: product, r: 4, class: "ot-dot ot-ink" },
  ], scale);
  each(layer("arrow"), "path", angle === null ? [] : arrow(frame, angle, scale));
  texts(layer("names"), names(state, result, scale, frame, angle, product), scale);
}

/** Lines of equal cost between the dearest and the cheapest corner; the last one only touches the polygon. */
function levels(frame, corners, angle) {
  if (angle === null) return [];
  const places = corners.map((point) => g.along(frame, angle, point));
  const low = Math.min(...places), high = Math.max(...places);
  const count = high - low > 1e-9 ? LEVELS : 1;
  return Array.from({ length: count }, (_, k) => {
    const last = k === count - 1;
    const [from, to] = g.chord(frame, angle, last ? high : low + ((high - low) * k) / (count - 1));
    return { from, to, class: last ? "ot-line ot-plan is-thin is-dashed" : "ot-guide" };
  });
}

/** The rim, a tick wherever a side ties, and the arc on which the arrow can turn without changing the answer. */
function rim(frame, corners, optimal, angle, scale) {
  const [from, to] = g.coneOf(corners, optimal, angle);
  return [
    { class: "ot-guide", d: arc(frame, 0, 2 * Math.PI, scale) },
    { class: "ot-line ot-plan is-thick", d: arc(frame, from, to, scale) },
    ...g.normalsOf(corners).map((normal) => ({
      class: "ot-line ot-muted is-thin", d: curve([0.965, 1.035].map((part) => g.onRim(frame, normal, part)), scale),
    })),
  ];
}

function arc(frame, from, to, scale) {
  const count = Math.ceil((to - from) / STEP);
  return curve(Array.from({ length: count + 1 }, (_, k) => g.onRim(frame, from + ((to - from) * k) / (count || 1))), scale);
}

/** A shaft that ends at the knob on the rim, and a head beyond it. */
function arrow(frame, angle, scale) {
  const [x, y] = scale.to(g.onRim(frame, angle)), [u, v] = [Math.cos(angle), -Math.sin(angle)];
  const at = (ahead, aside) => `${px(x + ahead * u - aside * v)},${px(y + ahead * v + aside * u)}`;
  return [
    { class: "ot-line ot-ink", d: `M${at(-44, 0)}L${at(0, 0)}` },
    { class: "ot-cell ot-ink", d: `M${at(24, 0)}L${at(11, 6)}L${at(11, -6)}Z` },
  ];
}

function names(state, result, scale, frame, angle, product) {
  const { corners, optimal, plan } = result, best = plan[0].slice(0, 2);
  const outward = g.angleOf([best[0] - frame.centre[0], best[1] - frame.centre[1]]) ?? 0;
  const turn = angle === null ? 0 : clearOfArrow(scale.to(best), scale.to(g.onRim(frame, angle)), outward - angle);
  return [
    { at: product, ...offPath(scale.to(product), scale.to(best)), text: "product", class: "ot-ink is-clear" },
    ...sideNames(state, corners, scale, best),
    ...(angle === null ? [] : [arrowName(frame, angle, outward)]),
    { ...beside(best, outward + turn, 16), text: optimal.length > 1 ? "tie" : "optimal", class: "ot-label ot-plan is-clear" },
  ];
}

/** The side of the product's dot that the path to the optimum leaves free. */
function offPath([x, y], [u, v]) {
  if (u >= x) return { dx: -6, dy: -9, anchor: "end" };
  return { dx: 6, dy: v > y ? -9 : 17, anchor: "start" };
}

/** By which angle the optimal corner's name turns aside where the arrow is in its way. */
function clearOfArrow([x, y], [u, v], ahead) {
  if (Math.hypot(x - u, y - v) > NEAR_ARROW || Math.cos(ahead) < 0.5) return 0;
  return Math.sin(ahead) > 0 ? Math.PI / 2 : -Math.PI / 2;
}

/** "cheaper", on that side of the arrow that is away from the optimal corner. */
function arrowName(frame, angle, outward) {
  const [part, aside] = BESIDE_ARROW, side = Math.sin(outward - angle) > 0 ? -1 : 1;
  return { at: g.onRim(frame, angle + side * aside, part), dy: 4.5, text: "cheaper", class: "ot-value ot-ink is-clear" };
}

/** Which cell is empty on each side that has room for the words, away from the optimum and its label. */
function sideNames({ a, b }, corners, scale, best) {
  if (corners.length < 3) return [];
  const pixels = (p, q) => { const [x, y] = scale.to(p), [u, v] = scale.to(q); return Math.hypot(x - u, y - v); };
  const plan = ([s, t]) => [[s, t, a[0] - s - t], [b[0] - s, b[1] - t, b[2] - a[0] + s + t]];
  const normals = g.normalsOf(corners);
  return corners.flatMap((from, k) => {
    const to = corners[(k + 1) % corners.length], middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const words = text.emptyCell(plan(from), plan(to));
    if (!words || pixels(from, to) < 56 || pixels(middle, best) < 64) return [];
    return [{ ...beside(middle, normals[k], 11), text: words, class: "ot-tick is-clear" }];
  });
}

/** Where a text stands that is `gap` pixels from a point in the direction of an angle. */
function beside(at, angle, gap) {
  const [u, v] = [Math.cos(angle), Math.sin(angle)];
  return { at, dx: gap * u, dy: -gap * v + 4.5 - 5 * v, anchor: u > 0.35 ? "start" : u < -0.35 ? "end" : "middle" };
}

function drawPlan(layer, { a, b, cost }, { plan, entropicPlan }, scales) {
  const cell = (i, j) => ({ from: [j, 1 - i], to: [j + 1, 2 - i] });
  const cells = plan.flatMap((row, i) => row.map((mass, j) => ({ i, j, mass, other: entropicPlan[i][j], c: cost[i][j] })));
  rectangles(layer("matrix"), cells.map(({ i, j, mass }) => ({
    ...cell(i, j), class: mass > 0 ? "ot-cell ot-plan" : "ot-cell ot-muted", "fill-opacity": mass > 0 ? 0.16 : 0.07,
  })), scales.plan, 2);
  const middle = ({ i, j }) => [j + 0.5, 1.5 - i];
  texts(layer("numbers"), [
    ...cells.map((one) => ({ at: middle(one), dy: -16, text: text.mass(one.c), class: "ot-tick" })),
    ...cells.map((one) => ({ at: middle(one), dy: 5, text: text.mass(one.mass), class: "ot-value ot-plan" })),
    ...cells.map((one) => ({ at: middle(one), dy: 23, text: text.mass(one.other), class: "ot-value ot-ink" })),
    ...legend(scales.plan),
  ], scales.plan);
  rectangles(layer("sourceBars"), a.map((mass, i) => ({
    from: [0, 1.28 - i], to: [mass, 1.72 - i], class: "ot-bar ot-source", "fill-opacity": 0.35,
  })), scales.sources);
  rectangles(layer("targetBars"), b.map((mass, j) => ({
    from: [j + 0.28, 0], to: [j + 0.72, mass], class: "ot-bar ot-target", "fill-opacity": 0.35,
  })), scales.targets);
  texts(layer("sourceNames"), a.map((mass, i) => ({
    at: [mass, 1.5 - i], dx: 18, dy: 4.5, anchor: "start", text: text.mass(mass), class: "ot-value ot-source",
  })), scales.sources);
  texts(layer("targetNames"), b.map((mass, j) => ({
    at: [j + 0.5, mass], dy: -18, text: text.mass(mass), class: "ot-value ot-target",
  })), scales.targets);
}

/** What the three numbers of a cell are, in their own look. */
function legend({ frame }) {
  const { left, right, bottom } = frame, middle = (left + right) / 2;
  return [
    { place: [left, bottom + 20], anchor: "start", text: "cost", class: "ot-tick" },
    { place: [middle, bottom + 20], text: "cheapest", class: "ot-value ot-plan" },
    { place: [right, bottom + 20], anchor: "end", text: "at ε", class: "ot-value ot-ink" },
  ];
}
