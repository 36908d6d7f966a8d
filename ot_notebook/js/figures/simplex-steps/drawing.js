/** What is drawn: the tree between the points, the matrix of reduced costs, and the values of the steps. */
import { graphAxes } from "../../draw/axes.js";
import { curve } from "../../draw/curves.js";
import { discs, each, rectangles, segments, texts } from "../../draw/marks.js";
import { labelPlaces } from "./labels.js";
import * as r from "./run.js";
import * as text from "./text.js";

const MOST_PRICES = 12;
/** Cells narrower than this, in pixels, hold no numbers, and narrower than the second, small ones. */
const LEAST_CELL = 41, TIGHT_CELL = 52;
/** Steps along which the name of a curve stands. */
const NAMED = 3;
const key = ([i, j]) => `${i},${j}`;

export function draw(layer, state, result, scales) {
  const basis = result.bases[result.step], cycle = r.cycleOf(basis, state.x.length);
  drawTree(layer, state, basis, cycle, scales.plane);
  drawMatrix(layer, state, result, basis, cycle, scales.matrix);
  drawValues(layer, result, scales.values);
}

const flowWidth = (mass) => (1.5 + 30 * mass).toFixed(2);

function drawTree(layer, { x, y }, basis, cycle, scale) {
  const ends = (i, j) => ({ from: x[i], to: y[j] }), masses = new Map(basis.pairs.map((pair, k) => [key(pair), basis.masses[k]]));
  segments(layer("cycle"), cycle.map(([i, j]) => ({
    ...ends(i, j), class: "ot-flow ot-ink", "stroke-opacity": 0.2, "stroke-linecap": "round", "stroke-width": 9 + 30 * (masses.get(key([i, j])) ?? 0),
  })), scale);
  segments(layer("tree"), basis.pairs.map(([i, j], k) => ({
    ...ends(i, j), class: `ot-flow ot-plan${basis.masses[k] > 0 ? "" : " is-dashed"}`, "stroke-width": flowWidth(basis.masses[k]),
  })), scale);
  segments(layer("entering"), basis.entering ? [{ ...ends(...basis.entering), class: "ot-line ot-ink is-dashed" }] : [], scale);
  drawLabels(layer, { x, y }, basis, cycle, scale);
}

/** Name and price of each point, or names alone on the cycle of many points; and what happens to the mass of its edges. */
function drawLabels(layer, { x, y }, basis, cycle, scale) {
  const many = x.length + y.length > MOST_PRICES;
  const points = [
    ...x.map((at, i) => ({ at, letter: "x", k: i, price: basis.f[i], kind: "source", on: cycle.some(([source]) => source === i) })),
    ...y.map((at, j) => ({ at, letter: "y", k: j, price: basis.g[j], kind: "target", on: cycle.some(([, target]) => target === j) })),
  ].filter(({ on }) => on || !many);
  const prices = points.map(({ at, letter, k, price, kind }) => ({
    place: scale.to(at), class: `ot-value ot-${kind} is-clear`,
    text: [[letter, "var"], [String(k + 1), "sub"], ...(many ? [] : [[` ${text.signed(price)}`]])],
  }));
  const words = changes(cycle, basis, `in ${text.below(basis.reduced)}`);
  const ends = ([i, j]) => [scale.to(x[i]), scale.to(y[j])];
  const marks = [...x, ...y].map((at) => scale.to(at));
  const places = labelPlaces({
    marks, edges: basis.pairs.map(ends), box: scale.box,
    points: prices.map(({ place, text: parts }) => ({ at: place, letters: lettersOf(parts) })),
    signs: cycle.map((pair, k) => ({ ends: ends(pair), letters: words[k].length })),
  });
  texts(layer("signs"), words.map((word, k) => ({ place: places.signs[k], text: word, class: "ot-value ot-ink is-clear" })), scale);
  texts(layer("prices"), prices.map((price, k) => ({ ...price, ...places.points[k] })), scale);
}

/** What happens to the mass of each pair of a cycle, in a word; `enters` for the first. */
function changes(cycle, { leaving }, enters) {
  return cycle.map(([i, j, sign], k) => (k === 0 ? enters : key([i, j]) === key(leaving) ? "− out" : sign > 0 ? "+" : "−"));
}

const lettersOf = (parts) => parts.reduce((sum, [part]) => sum + part.length, 0);

function drawMatrix(layer, { x, y }, { cost }, basis, cycle, scale) {
  const n = x.length, cell = (i, j) => ({ from: [j, n - i - 1], to: [j + 1, n - i] });
  const masses = new Map(basis.pairs.map((pair, k) => [key(pair), basis.masses[k]]));
  const reduced = r.reducedCosts(basis, cost), negative = r.negatives(basis, cost);
  const cells = cost.flatMap((row, i) => row.map((_, j) => ({
    i, j, mass: masses.get(`${i},${j}`), reduced: reduced[i][j], negative: negative[i][j],
    enters: basis.entering !== null && key(basis.entering) === `${i},${j}`,
  })));
  rectangles(layer("cells"), cells.map(({ i, j, mass }) => ({
    ...cell(i, j), class: mass === undefined ? "ot-cell ot-muted" : "ot-cell ot-plan", "fill-opacity": mass === undefined ? 0.07 : 0.2,
  })), scale, 1.5);
  rectangles(layer("frames"), cells.filter((one) => one.negative).map(({ i, j, enters }) => ({
    ...cell(i, j), class: `ot-line ot-ink ${enters ? "is-thick" : "is-thin is-dashed"}`,
  })), scale, 3);
  const [wide, high] = [Math.abs(scale.to([1, 0])[0] - scale.to([0, 0])[0]), Math.abs(scale.to([0, 1])[1] - scale.to([0, 0])[1])];
  const onCycle = wide >= LEAST_CELL && high > 40 ? cycle : [], signed = new Set(onCycle.map(key));
  const middle = ({ i, j }) => [j + 0.5, n - i - 0.5], size = wide >= LEAST_CELL && wide < TIGHT_CELL ? " is-small" : "";
  texts(layer("numbers"), [
    ...cells.flatMap((one) => number(one, middle(one), wide >= LEAST_CELL, signed.has(`${one.i},${one.j}`)))
      .map((one) => ({ ...one, class: one.class + size })),
    ...changes(onCycle, basis, "+ in").map((word, k) => ({
      at: middle({ i: onCycle[k][0], j: onCycle[k][1] }), dy: 15, class: `ot-value ot-ink${size}`, text: word,
    })),
    ...headers(basis, n, wide >= LEAST_CELL, scale),
  ], scale);
}

/** Mass on the tree, reduced cost off it; in a small cell only whether that is negative. */
function number({ mass, reduced, negative }, at, roomy, raised) {
  const dy = raised ? -3 : 4.5;
  if (mass !== undefined) return roomy ? [{ at, dy, text: text.short(mass), class: "ot-value ot-plan" }] : [];
  if (roomy) return [{ at, dy, text: negative ? text.below(reduced) : text.signed(reduced), class: negative ? "ot-value ot-ink" : "ot-tick" }];
  return negative ? [{ at, dy, text: "−", class: "ot-value ot-ink" }] : [];
}

/** The prices at the edges of the matrix, and what its cells hold. */
function headers({ f, g }, n, roomy, { frame, to }) {
  const name = (letter, k) => (roomy ? [[letter, "var"], [String(k + 1), "sub"]] : String(k + 1));
  const rows = f.map((value, i) => ({
    place: [frame.left - 6, to([0, n - i - 0.5])[1] + 4.5], anchor: "end", class: "ot-value ot-source",
    text: roomy ? [...name("x", i), [` ${text.signed(value)}`]] : name("x", i),
  }));
  const columns = g.flatMap((value, j) => {
    const across = to([j + 0.5, 0])[0], price = { place: [across, frame.top - 7], text: text.signed(value), class: "ot-value ot-target" };
    return [{ place: [across, frame.top - (roomy ? 24 : 8)], text: name("y", j), class: "ot-value ot-target" }, ...(roomy ? [price] : [])];
  });
  return [
    ...rows, ...columns,
    { place: [frame.left, frame.bottom + 20], anchor: "start", text: roomy ? "mass on the tree" : "on the tree", class: "ot-value ot-plan" },
    { place: [frame.right, frame.bottom + 20], anchor: "end", text: roomy ? "reduced cost" : "− saves", class: "ot-tick" },
  ];
}

function drawValues(layer, { bases, pivots, step, value }, scale) {
  const costs = bases.map((basis, k) => [k, basis.value]), bounds = bases.map((_, k) => [k, r.boundAt({ bases }, k)]);
  const whole = Array.from({ length: pivots + 1 }, (_, k) => k), stride = Math.ceil(whole.length / 12);
  graphAxes(layer("axes"), scale, {
    x: { ticks: whole.filter((k) => k % stride === 0), label: "pivots" }, y: { count: 3 },
  });
  segments(layer("optimum"), [{ from: [0, value], to: [scale.window.x[1], value], class: "ot-guide" }], scale);
  each(layer("curves"), "path", [
    { class: "ot-line ot-ink is-dashed", d: curve(bounds, scale) }, { class: "ot-line ot-plan", d: curve(costs, scale) },
  ]);
  discs(layer("dots"), [
    ...costs.map((at) => ({ at, r: 3.5, class: "ot-dot ot-plan" })), ...bounds.map((at) => ({ at, r: 3, class: "ot-dot ot-ink" })),
    { at: bounds[step], r: 6, class: "ot-dot ot-ink" },
  ], scale);
  texts(layer("curveNames"), curveNames(costs, bounds, scale), scale);
}

/** The names of the two curves at their first points: that of the bounds below its curve, if there is room. */
function curveNames(costs, bounds, scale) {
  const { left, bottom } = scale.frame, height = (at) => scale.to(at)[1];
  const under = Math.max(...bounds.slice(0, NAMED).map(height)) + 20, low = under < bottom - 4 ? under : height(bounds[0]) - 11;
  const name = (y, words, colour) => ({ place: [left + 12, y], anchor: "start", text: words, class: `ot-value ot-${colour} is-clear` });
  return [name(Math.min(height(costs[0]) - 12, low - 20), "cost of the tree", "plan"), name(low, "best price bound", "ink")];
}
