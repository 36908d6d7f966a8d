import { graphAxes } from "../../draw/axes.js";
import { curve } from "../../draw/curves.js";
import { each, rectangles, texts } from "../../draw/marks.js";
import { total } from "../shared/weights.js";
import { CELLS, PLACES, TOP } from "./state.js";
import { earnedText } from "./text.js";

/** A slope this near to one earns all that there is. */
const FULL = 0.999;
const largest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Heights of F_mu - F_nu, to both sides. */
export function flowWindow(_, { difference }) {
  const most = Math.max(0.05, largest(difference));
  return { x: [0, 1], y: [-most, most] };
}

/** Masses of the cells, mu upward and nu downward. */
export function massWindow(_, { mu, nu }) {
  const most = Math.max(largest(mu), largest(nu));
  return { x: [0, 1], y: [-most, most] };
}

const graph = (values) => PLACES.map((z, k) => [z, values[k]]);

/** What the critic takes of the mass that passes between cell k and the next: 1 all of it, below 0 a loss. */
export function takenShares({ critic, difference }) {
  return difference.slice(0, -1).map((level, k) => -Math.sign(level) * (critic[k + 1] - critic[k]) * CELLS);
}

/** A best critic at the height of the reader's, inside the field. */
export function bestCritic({ critic, potential }) {
  const mean = (values) => total(values) / values.length;
  const low = Math.min(...potential), high = Math.max(...potential), wish = mean(critic) - mean(potential);
  const shift = high - low > 2 * TOP ? -(high + low) / 2 : Math.min(TOP - high, Math.max(-TOP - low, wish));
  return potential.map((value) => value + shift);
}

function drawField(layer, state, result, scale) {
  const taken = takenShares(result), mine = graph(result.critic);
  graphAxes(layer("grid"), scale, { y: { ticks: [0], grid: true } });
  each(layer("drawn"), "path", [{ d: curve(graph(state.drawn), scale), class: "ot-line ot-ink is-dotted" }]);
  each(layer("critic"), "path", [
    { d: curve(mine, scale), class: "ot-flow ot-plan", "stroke-width": 2, "stroke-linejoin": "round" },
    {
      d: taken.map((share, k) => (share >= FULL ? curve(mine.slice(k, k + 2), scale) : "")).join(""),
      class: "ot-flow ot-plan", "stroke-width": 6, "stroke-linecap": "round",
    },
  ]);
  each(layer("best"), "path", state.best ? [{ d: curve(graph(bestCritic(result)), scale), class: "ot-line ot-good is-dashed" }] : []);
}

/** The mass that passes from cell to cell, and how much of it the critic takes: areas that add up to W_1 and to the score. */
function drawFlow(layer, result, scale) {
  const taken = takenShares(result), strip = (k, height, role) => ({ from: [PLACES[k], 0], to: [PLACES[k + 1], height], class: role });
  rectangles(layer("flow"), taken.flatMap((share, k) => [
    strip(k, result.difference[k], "ot-area ot-plan"),
    strip(k, share * result.difference[k], `ot-bar ${share < 0 ? "ot-ink is-faint" : "ot-plan"}`),
  ]), scale);
  each(layer("outline"), "path", [{ d: curve(graph(result.difference), scale, "step"), class: "ot-line ot-plan is-thin" }]);
}

function drawMasses(layer, { mu, nu }, scale) {
  const bar = (k, mass, role) => ({ from: [k / CELLS, 0], to: [(k + 1) / CELLS, mass], class: `ot-bar ${role}` });
  rectangles(layer("masses"), [...mu.map((mass, k) => bar(k, mass, "ot-source")), ...nu.map((mass, k) => bar(k, -mass, "ot-target"))],
    scale, 0.5);
  each(layer("axis"), "line", [{
    class: "ot-line ot-muted is-thin", x1: scale.frame.left, x2: scale.frame.right, y1: scale.to([0, 0])[1], y2: scale.to([0, 0])[1],
  }]);
}

/** Arrows where mass passes: one in the middle of each stretch of one direction that is wide enough. */
export function passages({ difference }) {
  const runs = [];
  difference.forEach((level, k) => {
    const sign = Math.abs(level) < 0.02 ? 0 : Math.sign(level);
    if (runs.at(-1)?.sign === sign) runs.at(-1).last = k;
    else runs.push({ sign, first: k, last: k });
  });
  return runs.filter(({ sign, first, last }) => sign !== 0 && last - first >= 5).map(({ sign, first, last }) => ({
    at: [(PLACES[first] + PLACES[last] + 1 / CELLS) / 2, 0], text: sign > 0 ? "mass →" : "← mass", dy: sign > 0 ? 15 : -7,
  }));
}

/** Above a height of the field, or below it where there is no room. */
function beside(scale, value) {
  const y = scale.to([0, value])[1];
  return y < scale.frame.top + 14 ? y + 20 : y - 10;
}

export function draw(layer, state, result, { field, flow, mass }) {
  drawField(layer, state, result, field);
  drawFlow(layer, result, flow);
  drawMasses(layer, result, mass);
  const { left, right, top } = field.frame;
  texts(layer("labels"), [
    { text: "steepest allowed", place: [right - 34, top + 5], anchor: "end", class: "ot-tick" },
    { text: "drawn", place: [left, beside(field, Math.max(...state.drawn.slice(0, 5)))], anchor: "start", class: "ot-value ot-ink" },
    { text: "critic", place: [right, beside(field, Math.max(...result.critic.slice(-5)))], anchor: "end", class: "ot-value ot-plan" },
    { text: earnedText(result), place: [left, flow.box.top + 14], anchor: "start", class: "ot-value ot-plan" },
    ...passages(result).map((arrow) => ({ ...arrow, class: "ot-tick is-clear" })),
    { text: "μ", place: [left - 16, mass.to([0, 0])[1] - 12], class: "ot-label ot-source" },
    { text: "ν", place: [left - 16, mass.to([0, 0])[1] + 22], class: "ot-label ot-target" },
  ], flow);
  const [u, v] = field.from([right - 26, top - 8]), [w] = field.from([right, top]);
  each(layer("wedge"), "path", [{
    d: curve([[u, v - (w - u) / 2], [(u + w) / 2, v], [w, v - (w - u) / 2]], field), class: "ot-line ot-muted is-thin",
  }]);
}
