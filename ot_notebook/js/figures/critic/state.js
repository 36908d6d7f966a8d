/** The inputs of the figure: their check, and every change that a reader can make to them. */
import { clamp, rounded } from "../../draw/scale.js";
import { Inputs } from "../shared/inputs.js";
import { indexOf, replaced, sideOf } from "../shared/sides.js";

export const CELLS = 40;
export const TOP = 0.45;
export const CENTRES = [0.06, 0.94];
export const BUMPS = 3;
/** Places of the cells: the middles of 40 equal parts of the line from 0 to 1. */
export const PLACES = Array.from({ length: CELLS }, (_, k) => (k + 0.5) / CELLS);
/** Cells that carry a knob. */
export const KNOBS = [2, 7, 12, 17, 22, 27, 32, 37];
const NAMES = ["mu", "nu", "drawn", "best"], HEAVIEST = 10;
const inputs = new Inputs("critic");
/** A knob pulls at the cells nearer than this. */
const REACH = 4;

function bumps(name, value) {
  const checked = inputs.list(name, value, [1, BUMPS], "bumps", (at, bump) => {
    if (!Array.isArray(bump) || bump.length !== 2) inputs.refuse(`'${at}' must be a centre and a weight, got ${JSON.stringify(bump)}`);
    return [inputs.decimal(`${at}[0]`, bump[0], CENTRES), inputs.decimal(`${at}[1]`, bump[1], [0, HEAVIEST])];
  });
  inputs.positive(name, checked.map(([, weight]) => weight));
  return checked;
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  const { mu, nu, drawn, best } = inputs.merged(state, part, NAMES);
  return {
    mu: bumps("mu", mu), nu: bumps("nu", nu), drawn: inputs.decimals("drawn", drawn, CELLS, "numbers", [-TOP, TOP]),
    best: inputs.flag("best", best),
  };
}

const within = (v) => rounded(clamp(v, [-TOP, TOP]));

/** Moves a bump along the line, or pulls the drawn function up or down about a knob, less and less to its sides. */
export function moved(state, key, [u, v]) {
  const side = sideOf(key), k = indexOf(key);
  if (side !== "f") {
    return { [side]: replaced(state[side], k, [rounded(clamp(u, CENTRES)), state[side][k][1]]) };
  }
  const rise = v - state.drawn[k];
  return { drawn: state.drawn.map((t, cell) => within(t + rise * Math.max(0, 1 - Math.abs(cell - k) / REACH))) };
}

/** Draws a straight stroke over all cells between two places, at least over the nearest. */
export function painted(state, _, from, to) {
  const [start, end] = from[0] <= to[0] ? [from, to] : [to, from];
  const cell = (u) => clamp(Math.floor(u * CELLS), [0, CELLS - 1]);
  const first = cell(start[0]), last = cell(end[0]), wide = end[0] - start[0];
  return {
    drawn: state.drawn.map((t, k) => {
      if (k < first || k > last) return t;
      if (first === last) return within(to[1]);
      const share = clamp((PLACES[k] - start[0]) / wide, [0, 1]);
      return within(start[1] + share * (end[1] - start[1]));
    }),
  };
}

export const levelled = () => ({ drawn: PLACES.map(() => 0) });
export const mirrored = ({ drawn }) => ({ drawn: drawn.map((t) => 0 - t) });
export const swapped = ({ mu, nu }) => ({ mu: nu, nu: mu });
export const toggledBest = ({ best }) => ({ best: !best });
