import { graphAxes } from "../../draw/axes.js";
import { curve, polygon } from "../../draw/curves.js";
import { discs, each, px, rectangles, segments, texts } from "../../draw/marks.js";
import { FOOT, LENGTH, ROW, WIDTH, centre, painted } from "./state.js";
import { atoms, continuous, gapsOf, pairAt } from "./measures.js";
import { titles } from "./text.js";

const PATHS = 24;
const STEM = 0.12;
const FINE = 8;
/** Pixels across a panel that hold its texts in full. */
const ROOMY = 245;

/** Draws all panels. */
export function draw(layer, state, result, scales) {
  const known = result.value !== null, costs = known ? costCurves(state, result) : null;
  drawBars(layer("bars"), state, scales.line);
  drawAxes(layer, scales);
  segments(layer("rows"), rows(state), scales.line);
  segments(layer("rival"), known && result.excess > 0 ? paths(state, result, result.source) : [], scales.line);
  segments(layer("flow"), known ? best(state, result) : [], scales.line);
  each(layer("areas"), "path", known ? areas(result, costs, scales) : []);
  each(layer("curves"), "path", known ? curves(result, costs, scales) : []);
  drawPair(layer, state, result, scales);
  drawTexts(layer("texts"), state, result, scales);
}

function drawBars(layer, state, scale) {
  const half = continuous(state) ? WIDTH / 2 : STEM / 2;
  const bars = (heights, sign, colour) => heights.flatMap((height, k) => (height === 0 ? [] : [{
    from: [centre(k) - half, sign * FOOT], to: [centre(k) + half, sign * (FOOT + height)], class: `ot-bar is-soft ot-${colour}`,
  }]));
  rectangles(layer, painted(state) ? [...bars(state.mu, 1, "source"), ...bars(state.nu, -1, "target")] : [], scale,
    continuous(state) ? 0.5 : 0);
}

const height = (state) => (painted(state) ? FOOT : ROW);

function rows(state) {
  return [1, -1].map((sign) => ({ from: [0, sign * height(state)], to: [LENGTH, sign * height(state)], class: "ot-line ot-muted is-thin" }));
}

function drawAxes(layer, { cdf, quantiles, cost }) {
  const unit = { ticks: [0, 1] }, place = { ticks: [0, 3, 6, 9, 12] };
  graphAxes(layer("cdf-axes"), cdf, { x: place, y: unit });
  graphAxes(layer("quantile-axes"), quantiles, { x: unit, y: { ticks: [0, 6, 12] } });
  graphAxes(layer("cost-axes"), cost, { x: { ticks: [] } });
}

/** The plan that the monotone pieces make, as lines from row to row. */
function paths(state, result) {
  const up = height(state), rival = `ot-line ot-muted is-dashed is-thin${painted(state) ? " is-faint" : ""}`;
  if (continuous(state)) {
    return Array.from({ length: PATHS }, (_, k) => pairAt(result, (k + 0.5) / PATHS)).map(([from, to]) => ({
      from: [from, up], to: [to, -up], class: "ot-flow ot-plan", "stroke-width": 1.4,
    }));
  }
  return result.source.map(([from], k) => ({
    from: [from, up], to: [result.target[k][0], -up], class: rival,
  }));
}

function best(state, result) {
  if (continuous(state)) return paths(state, result);
  const { x, y, a } = atoms(state), up = height(state), most = Math.max(...a);
  return result.plan.map(([i, j, mass]) => ({
    from: [x[i], up], to: [y[j], -up], class: "ot-flow ot-plan", "stroke-width": px(0.6 + 1.6 * Math.min(1, mass / most)),
  }));
}

/** Graph of a distribution function through both ends of all pieces; jumps are vertical. */
function graph({ levels }, pieces) {
  return pieces.flatMap(([low, high], k) => [[low, levels[k]], [high, levels[k + 1]]]);
}

const flipped = (points) => points.map(([u, v]) => [v, u]);
const whole = (points) => [[0, 0], ...points, [LENGTH, 1]];

function areas(result, costs, { cdf, quantiles, cost }) {
  const loop = [...graph(result, result.source), ...graph(result, result.target).reverse()];
  const under = [[0, 0], ...costs.optimal, [1, 0]];
  return [polygon(loop, cdf), polygon(flipped(loop), quantiles), polygon(under, cost)].map((d) => ({ d, class: "ot-area ot-plan" }));
}

function curves(result, costs, { cdf, quantiles, cost }) {
  const [mu, nu] = [graph(result, result.source), graph(result, result.target)];
  const optimal = { d: curve(costs.optimal, cost), class: "ot-line ot-plan" };
  const sorted = { d: curve(costs.sorted, cost), class: "ot-line ot-muted is-dashed is-thin" };
  return [
    { d: curve(whole(mu), cdf), class: "ot-line ot-source" }, { d: curve(whole(nu), cdf), class: "ot-line ot-target" },
    { d: curve(flipped(mu), quantiles), class: "ot-line ot-source" }, { d: curve(flipped(nu), quantiles), class: "ot-line ot-target" },
    ...(result.excess > 0 ? [sorted] : []), optimal,
  ];
}

/** Cost of a unit of mass against the level of its source, for the sorted plan and for the optimal one. */
export function costCurves(state, result) {
  const sorted = result.source.flatMap((_, k) => {
    const [d0, d1] = gapsOf(result, k), [s0, s1] = [result.levels[k], result.levels[k + 1]], steps = d0 === d1 ? 1 : FINE;
    return Array.from({ length: steps + 1 }, (__, t) => [s0 + (t / steps) * (s1 - s0), Math.abs(d0 + (t / steps) * (d1 - d0)) ** state.p]);
  });
  return { sorted, optimal: state.p >= 1 ? sorted : optimalCosts(state, result) };
}

function optimalCosts(state, { plan }) {
  const { x, y } = atoms(state);
  let level = 0;
  return plan.toSorted(([i, j], [k, l]) => x[i] - x[k] || y[j] - y[l]).flatMap(([i, j, mass]) => {
    const start = level, cost = Math.abs(x[i] - y[j]) ** state.p;
    level = Math.min(1, level + mass);
    return [[start, cost], [level, cost]];
  });
}

/** The greatest cost of a unit of mass in either plan. */
export function topCost(state, result) {
  if (result === null || result.value === null) return 1;
  const { sorted, optimal } = costCurves(state, result);
  return Math.max(...sorted.map(([, c]) => c), ...optimal.map(([, c]) => c)) || 1;
}

/** The pair of quantiles at the level, on all panels. */
function drawPair(layer, state, result, { line, cdf, quantiles, cost }) {
  const s = state.level, up = height(state);
  segments(layer("cdf-guides"), [{ from: [0, s], to: [LENGTH, s], class: "ot-line ot-muted is-thin is-dotted" }], cdf);
  segments(layer("quantile-guides"), [{ from: [s, 0], to: [s, LENGTH], class: "ot-line ot-muted is-thin is-dotted" }], quantiles);
  const [from, to] = result.pair ?? [0, 0], pair = (items) => (result.pair ? items : []);
  const thick = { class: "ot-line ot-ink is-thick" };
  segments(layer("line-pair"), pair([{ from: [from, up], to: [to, -up], ...thick }]), line);
  segments(layer("cdf-pair"), pair([{ from: [from, s], to: [to, s], ...thick }]), cdf);
  segments(layer("quantile-pair"), pair([{ from: [s, from], to: [s, to], ...thick }]), quantiles);
  segments(layer("cost-pair"), pair([{ from: [s, 0], to: [s, Math.abs(to - from) ** state.p], ...thick }]), cost);
  const places = [[line, [from, up], [to, -up]], [cdf, [from, s], [to, s]], [quantiles, [s, from], [s, to]]];
  discs(layer("sources"), pair(places.map(([scale, at]) => ({ at: scale.to(at), r: 5, class: "ot-dot ot-source" }))), PIXELS);
  each(layer("targets"), "rect", pair(places.map(([scale, , at]) => squareAt(scale.to(at)))));
}

const PIXELS = { to: (place) => place };
const squareAt = ([x, y]) => ({ x: px(x - 4.5), y: px(y - 4.5), width: 9, height: 9, class: "ot-dot ot-target" });

/** Pixels that the knob of the level takes beside the panel's corner. */
const KNOB = 12;
const violet = () => "ot-value ot-plan";
const COLOURS = {
  line: ({ p }) => (p < 1 ? "ot-axis-label" : "ot-value ot-plan"), cdf: violet, cost: violet, quantiles: () => "ot-value",
};

function drawTexts(layer, state, result, scales) {
  const title = (text, { frame }, anchor, colour, aside = 0) => ({
    text, anchor, place: [anchor === "end" ? frame.right - aside : frame.left, frame.top - 10], class: colour,
  });
  const { left, right } = scales.cost.frame, all = titles(state, result, right - left > ROOMY);
  const heads = Object.keys(all).flatMap((name) => [
    title(all[name][0], scales[name], "start", name === "line" && state.p < 1 ? "ot-value ot-plan" : "ot-axis-label"),
    title(all[name][1], scales[name], "end", COLOURS[name](state), name === "cdf" ? KNOB : 0),
  ]);
  const letter = (text, sign, colour) => ({
    text, at: [0, sign * height(state)], dx: -18, dy: 5 - 18 * sign, class: `ot-label ot-${colour}`,
  });
  texts(layer, [...heads, letter("μ", 1, "source"), letter("ν", -1, "target")], scales.line);
}

