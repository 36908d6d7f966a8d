import { graphAxes } from "../../draw/axes.js";
import { curve } from "../../draw/curves.js";
import { each, px, texts } from "../../draw/marks.js";
import { shares } from "../shared/weights.js";
import { limitOf } from "./bound.js";
import { LINE } from "./state.js";
import { boundText, excessText, valueText, voidText } from "./text.js";

/** Width of the longer hint, with a margin, in pixels. */
const HINT = 190;
const ARM = 24, FINE = 240;

/** Heights of the bowls' panel: all that the prices may reach, and where they are. */
export function graphWindow(state, result) {
  const limit = limitOf(state, result), heights = [...result.phi.map((price) => -price), ...result.psi];
  return { x: LINE, y: [Math.min(-limit, ...heights), Math.max(limit, ...heights)] };
}

/** The bar's panel: from 0 to the optimum, and further as far as the bound needs, within reason. */
export function barWindow(state, result) {
  const unit = result.value > 0 ? result.value : limitOf(state, result);
  const low = Math.max(-0.6 * unit, Math.min(0, result.bound)), high = Math.min(1.5 * unit, Math.max(unit, result.earned));
  return { x: [low, high], y: [0, 1] };
}

const height = (state, { phi }, i, u) => Math.abs(u - state.x[i]) ** state.p - phi[i];

/** Points of bowl `i` from `from` to `to`, its bottom among them. */
function bowlPoints(state, result, i, from, to) {
  const arm = (start, end) => Array.from({ length: ARM }, (_, k) => start + ((end - start) * k) / ARM);
  const middle = Math.min(Math.max(state.x[i], Math.min(from, to)), Math.max(from, to));
  return [...arm(from, middle), ...arm(middle, to), to].map((u) => [u, height(state, result, i, u)]);
}

function bowlPath(state, result, i, scale) {
  const wide = Math.max(0, scale.window.y[1] + result.phi[i]) ** (1 / state.p), x = state.x[i];
  return curve(bowlPoints(state, result, i, Math.max(LINE[0], x - wide), Math.min(LINE[1], x + wide)), scale);
}

/** The lower envelope of the bowls, broken where it leaves the panel. */
function envelopePath(state, result, scale) {
  const places = [...state.x, ...Array.from({ length: FINE + 1 }, (_, k) => LINE[0] + ((LINE[1] - LINE[0]) * k) / FINE)];
  const runs = [[]];
  for (const u of places.sort((s, t) => s - t)) {
    const v = Math.min(...state.x.map((_, i) => height(state, result, i, u)));
    if (v <= scale.window.y[1]) runs.at(-1).push([u, v]);
    else if (runs.at(-1).length) runs.push([]);
  }
  return runs.map((run) => (run.length ? curve(run, scale) : "")).join("");
}

/** Pieces of bowls from a source to the targets that it can serve at full charge; thick where mass moves. */
function routes(state, result, scale) {
  const best = state.mode === "best", mass = new Map(result.plan.map(([i, j, moved]) => [`${i},${j}`, moved]));
  return result.tight.map(([i, j]) => {
    const moved = best ? mass.get(`${i},${j}`) : undefined;
    return {
      d: curve(bowlPoints(state, result, i, state.x[i], state.y[j]), scale), class: "ot-flow ot-plan",
      "stroke-width": moved === undefined ? 3 : px(3 + 16 * moved), "stroke-linecap": "round",
    };
  });
}

/** Squares at psi, where the reader does not hold them. */
function answers(state, result, scale) {
  if (state.mode === "both") return [];
  return state.y.map((y, j) => {
    const [left, top] = scale.to([y, result.psi[j]]);
    return { class: "ot-dot ot-target", x: px(left - 5.5), y: px(top - 5.5), width: 11, height: 11 };
  });
}

/** Hairlines from every price down to its place on the line. */
function stems(state, result, { graph, line }) {
  const stem = (u, v, row) => {
    const [x, y1] = graph.to([u, v]), y2 = line.to([u, row])[1];
    return { class: "ot-guide", x1: px(x), x2: px(x), y1: px(y1), y2: px(y2) };
  };
  return [...state.x.map((u, i) => stem(u, -result.phi[i], 1)), ...state.y.map((u, j) => stem(u, result.psi[j], 0))];
}

/** Overcharged pairs: the piece of the bowl, and how far the square stands above it; the worst in figures. */
function drawExcess(layer, state, result, scale) {
  const { violated, psi } = result;
  each(layer("overcharged"), "path", violated.map(([i, j]) => ({
    d: curve(bowlPoints(state, result, i, state.x[i], state.y[j]), scale), class: "ot-line ot-ink is-dotted is-thick",
  })));
  each(layer("excess"), "path", violated.map(([, j, excess]) => ({
    d: curve([[state.y[j], psi[j]], [state.y[j], psi[j] - excess]], scale), class: "ot-line ot-target is-thick",
  })));
}

/** The pair that is overcharged most, or null. */
const worstOf = ({ violated }) => violated.reduce((most, pair) => (pair[2] > (most?.[2] ?? 0) ? pair : most), null);

function drawBar(layer, result, scale) {
  const clip = (t) => scale.to([Math.min(scale.window.x[1], Math.max(scale.window.x[0], t)), 0])[0];
  const { top, bottom } = scale.frame, rect = (from, to, role) => ({
    class: role, x: px(Math.min(clip(from), clip(to))), width: px(Math.abs(clip(to) - clip(from))), y: px(top), height: px(bottom - top),
  });
  const hollow = result.violation > 1e-9;
  each(layer("bar"), "rect", [
    rect(0, result.value, "ot-area ot-muted"), rect(0, result.bound, `ot-bar ot-plan${result.bound < 0 ? " is-faint" : ""}`),
    ...(hollow ? [rect(result.bound, result.earned, "ot-line ot-plan is-thin is-dashed")] : []),
  ]);
  const at = clip(result.value), end = clip(result.bound), { left, width } = scale.box;
  each(layer("goal"), "line", [
    { class: "ot-line ot-muted is-thin", x1: px(clip(0)), x2: px(clip(0)), y1: px(top - 5), y2: px(bottom + 5) },
    { class: "ot-line ot-ink", x1: px(at), x2: px(at), y1: px(top - 6), y2: px(bottom + 6) },
  ]);
  const inside = end > left + 150;
  return [
    { text: valueText(result), place: [at + 1, top - 11], anchor: at > left + width / 2 ? "end" : "start", class: "ot-value" },
    { text: boundText(result), place: [inside ? end : scale.frame.left, bottom + 19], anchor: inside ? "end" : "start", class: "ot-value ot-plan" },
    ...(hollow ? [{ text: voidText(result), place: [scale.frame.right, bottom + 19], anchor: "end", class: "ot-tick" }] : []),
  ];
}

function names(state, result, { graph, line }) {
  const first = state.x.indexOf(Math.min(...state.x)), last = state.y.indexOf(Math.max(...state.y)), worst = worstOf(result);
  const over = worst ? [worst[1], excessText(worst[2]), "ot-value ot-target is-clear", -22] : [last, "ψ", "ot-label ot-target", -13];
  const low = graph.to([0, -result.phi[first]])[1] > graph.frame.bottom - 44;
  return [
    { text: "φ", place: place(graph, [state.x[first], -result.phi[first]], -4, low ? -10 : 24), class: "ot-label ot-source" },
    { text: over[1], place: place(graph, [state.y[over[0]], result.psi[over[0]]], 2, over[3]), class: over[2] },
    ...directions(state, result, graph),
    { text: "μ", place: [line.box.left + 18, line.to([0, 1])[1] + 5], class: "ot-label ot-source" },
    { text: "ν", place: [line.box.left + 18, line.to([0, 0])[1] + 5], class: "ot-label ot-target" },
  ];
}

/** What up and down mean, where no price stands in the way. */
function directions({ x, y }, { phi, psi }, { to, frame: { left, top, bottom } }) {
  const prices = [...x.map((u, i) => to([u, -phi[i]])), ...y.map((v, j) => to([v, psi[j]]))];
  const free = ([, at]) => !prices.some(([u, v]) => u < left + HINT && Math.abs(v - at + 4) < 20);
  return [["up: more is asked at a target", top + 2], ["down: more is asked at a source", bottom]]
    .filter(free).map(([text, at]) => ({ text, place: [left, at], anchor: "start", class: "ot-tick is-clear" }));
}

function place(scale, at, dx, dy) {
  const [x, y] = scale.to(at), { left, top, width } = scale.box;
  return [Math.min(left + width - 10, Math.max(left + 10, x + dx)), Math.max(top + 16, y + dy)];
}

/** Size of a mark whose area tells the weight; one without weight is a speck. */
export function markSizes(weights) {
  const parts = shares(weights);
  return parts.map((part) => px(Math.max(0.35, Math.min(1.25, Math.sqrt(part * parts.length)))));
}

export function draw(layer, state, result, scales) {
  const { graph, bar, line } = scales;
  graphAxes(layer("axes"), graph, { y: { ticks: [0], grid: true }, x: null });
  each(layer("stems"), "line", stems(state, result, scales));
  each(layer("bowls"), "path", state.x.map((_, i) => ({ d: bowlPath(state, result, i, graph), class: "ot-line ot-source is-thin is-faint" })));
  each(layer("envelope"), "path", [{ d: envelopePath(state, result, graph), class: "ot-line ot-target" }]);
  each(layer("routes"), "path", routes(state, result, graph));
  each(layer("rows"), "line", [1, 0].map((row) => {
    const y = px(line.to([0, row])[1]);
    return { class: "ot-guide", x1: px(line.frame.left), x2: px(line.frame.right), y1: y, y2: y };
  }));
  each(layer("answers"), "rect", answers(state, result, graph));
  drawExcess(layer, state, result, graph);
  texts(layer("labels"), [...names(state, result, scales), ...drawBar(layer, result, bar)], graph);
}
