/** The inputs of the figure: their check, and every change that a reader can make to them. */

export const CELLS = 40;
export const TOP = 0.45;
export const CENTRES = [0.06, 0.94];
export const BUMPS = 3;
/** Places of the cells: the middles of 40 equal parts of the line from 0 to 1. */
export const PLACES = Array.from({ length: CELLS }, (_, k) => (k + 0.5) / CELLS);
/** Cells that carry a knob. */
export const KNOBS = [2, 7, 12, 17, 22, 27, 32, 37];
const KEYS = ["mu", "nu", "drawn", "best"], HEAVIEST = 10;
/** A knob pulls at the cells nearer than this. */
const REACH = 4;

function refuse(reason) {
  throw new RangeError(`critic: ${reason}`);
}

const rounded = (t) => Math.round(t * 1e4) / 1e4 + 0;

function number(name, t, [low, high]) {
  if (!(Number.isFinite(t) && t >= low && t <= high)) {
    refuse(`'${name}' must be a number from ${low} to ${high}, got ${JSON.stringify(t)}`);
  }
  return rounded(t);
}

function bumps(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > BUMPS) refuse(`'${name}' must be a list of 1 to ${BUMPS} bumps`);
  const checked = value.map((bump, k) => {
    if (!Array.isArray(bump) || bump.length !== 2) refuse(`'${name}[${k}]' must be a centre and a weight, got ${JSON.stringify(bump)}`);
    return [number(`${name}[${k}][0]`, bump[0], CENTRES), number(`${name}[${k}][1]`, bump[1], [0, HEAVIEST])];
  });
  if (!checked.some(([, weight]) => weight > 0)) refuse(`'${name}' must have a weight above 0`);
  return checked;
}

function drawing(value) {
  if (!Array.isArray(value) || value.length !== CELLS) refuse(`'drawn' must be a list of ${CELLS} numbers`);
  return value.map((t, k) => number(`drawn[${k}]`, t, [-TOP, TOP]));
}

/** The state that `part` makes of `state`, checked. */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part };
  if (typeof next.best !== "boolean") refuse(`'best' must be true or false, got ${JSON.stringify(next.best)}`);
  return { mu: bumps("mu", next.mu), nu: bumps("nu", next.nu), drawn: drawing(next.drawn), best: next.best };
}

export const sideOf = (key) => key.replace(/\d+$/, "");
export const indexOf = (key) => Number(/\d+$/.exec(key)[0]);

const clamped = (v) => rounded(Math.max(-TOP, Math.min(TOP, v)));

/** Moves a bump along the line, or pulls the drawn function up or down about a knob, less and less to its sides. */
export function moved(state, key, [u, v]) {
  const side = sideOf(key), k = indexOf(key);
  if (side !== "f") {
    const centre = Math.max(CENTRES[0], Math.min(CENTRES[1], u));
    return { [side]: state[side].map((bump, index) => (index === k ? [rounded(centre), bump[1]] : bump)) };
  }
  const rise = v - state.drawn[k];
  return { drawn: state.drawn.map((t, cell) => clamped(t + rise * Math.max(0, 1 - Math.abs(cell - k) / REACH))) };
}

/** Draws a straight stroke over all cells between two places, at least over the nearest. */
export function painted(state, _, from, to) {
  const [start, end] = from[0] <= to[0] ? [from, to] : [to, from];
  const cell = (u) => Math.max(0, Math.min(CELLS - 1, Math.floor(u * CELLS)));
  const first = cell(start[0]), last = cell(end[0]), wide = end[0] - start[0];
  return {
    drawn: state.drawn.map((t, k) => {
      if (k < first || k > last) return t;
      if (first === last) return clamped(to[1]);
      const share = Math.max(0, Math.min(1, (PLACES[k] - start[0]) / wide));
      return clamped(start[1] + share * (end[1] - start[1]));
    }),
  };
}

export const levelled = () => ({ drawn: PLACES.map(() => 0) });
export const mirrored = ({ drawn }) => ({ drawn: drawn.map((t) => 0 - t) });
export const swapped = ({ mu, nu }) => ({ mu: nu, nu: mu });
export const toggledBest = ({ best }) => ({ best: !best });
