/** The inputs of the figure: their check, and every change that a reader can make to them. */

export const WINDOW = { x: [0, 1.5], y: [0, 1] };
export const LIMIT = 64;
const KEYS = ["x", "y", "p", "mode", "drawn"];

export const SPLIT = {
  x: [[0.3, 0.5]], y: [[1.2, 0.78], [1.2, 0.22]], p: 2, mode: "optimal", drawn: [null],
};

function refuse(reason) {
  throw new RangeError(`assignment: ${reason}`);
}

function points(name, value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LIMIT) {
    refuse(`'${name}' must be a list of 1 to ${LIMIT} points`);
  }
  return value.map((point, k) => {
    if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
      refuse(`'${name}[${k}]' must be two finite numbers, got ${JSON.stringify(point)}`);
    }
    const [u, v] = point.map((t) => Math.round(t * 1e4) / 1e4 + 0);
    if (u < WINDOW.x[0] || u > WINDOW.x[1] || v < WINDOW.y[0] || v > WINDOW.y[1]) {
      refuse(`'${name}[${k}]' must lie in [0, 1.5] × [0, 1], got (${u}, ${v})`);
    }
    return [u, v];
  });
}

function drawing(value, n, m) {
  if (!Array.isArray(value) || value.length !== n) refuse(`'drawn' must have one entry per source (${n})`);
  return value.map((j, i) => {
    if (j !== null && !(Number.isInteger(j) && j >= 0 && j < m)) {
      refuse(`'drawn[${i}]' must be null or the number of a target (0 to ${m - 1}), got ${JSON.stringify(j)}`);
    }
    return j;
  });
}

/**
 * The state that `part` makes of `state`, checked. A part that changes how many points there are and says nothing
 * about the drawing starts it afresh.
 */
export function merge(state, part) {
  for (const key of Object.keys(part)) {
    if (!KEYS.includes(key)) refuse(`there is no input '${key}'; inputs are ${KEYS.join(", ")}`);
  }
  const next = { ...state, ...part };
  const x = points("x", next.x), y = points("y", next.y);
  const { p, mode } = next;
  if (!(Number.isFinite(p) && p >= 1 && p <= 4)) refuse(`'p' must be a number from 1 to 4, got ${JSON.stringify(p)}`);
  if (mode !== "optimal" && mode !== "hand") refuse(`'mode' must be "optimal" or "hand", got ${JSON.stringify(mode)}`);
  const resized = x.length !== state.x?.length || y.length !== state.y?.length;
  const keep = "drawn" in part || (next.drawn && !resized);
  const drawn = keep ? drawing(next.drawn, x.length, y.length) : x.map(() => null);
  return { x, y, p, mode, drawn };
}

/** How many sources a target takes under a map; null where no map exists. */
export function capacity({ x, y }) {
  return x.length % y.length === 0 ? x.length / y.length : null;
}

export const keyOf = (side, index) => `${side}${index}`;
export const sideOf = (key) => key[0];
export const indexOf = (key) => Number(key.slice(1));

/** Moves a point. */
export function moved(state, key, at) {
  const side = sideOf(key), list = state[side].slice();
  list[indexOf(key)] = at;
  return { [side]: list };
}

/**
 * Gives source `i` the target `j` by hand. A full target hands over its first other source, which takes what `i`
 * had before: so a reader can improve a complete drawing by swaps.
 */
export function joined(state, i, j) {
  const drawn = state.drawn.slice(), before = drawn[i], room = capacity(state);
  drawn[i] = j;
  const others = drawn.flatMap((t, k) => (t === j && k !== i ? [k] : []));
  if (room !== null && others.length + 1 > room) drawn[others[0]] = before === j ? null : before;
  return { drawn };
}

/** Takes away the line of a source, or all lines of a target. */
export function unjoined(state, key) {
  const k = indexOf(key);
  return { drawn: state.drawn.map((j, i) => ((sideOf(key) === "x" ? i === k : j === k) ? null : j)) };
}

/** Removes a point; the other points keep the lines drawn for them. */
export function removed(state, key) {
  const side = sideOf(key), k = indexOf(key);
  if (state[side].length === 1) refuse(`the last ${side === "x" ? "source" : "target"} cannot be removed`);
  const list = state[side].filter((_, index) => index !== k);
  const drawn = side === "x"
    ? state.drawn.filter((_, index) => index !== k)
    : state.drawn.map((j) => (j === null || j === k ? null : j - (j > k)));
  return { [side]: list, drawn };
}

/** Removes the last source and the last target. */
export function withoutPair(state) {
  const part = removed(state, keyOf("x", state.x.length - 1));
  return { ...part, ...removed({ ...state, ...part }, keyOf("y", state.y.length - 1)) };
}

/** Adds a point on the given side ("x" or "y"), or a pair ("xy"), in the largest gap left on a coarse grid. */
export function added(state, sides) {
  const part = {};
  for (const side of sides) {
    if (state[side].length >= LIMIT) refuse(`at most ${LIMIT} points a side`);
    part[side] = [...state[side], freePlace(state, side, part)];
  }
  return { ...part, drawn: sides.includes("x") ? [...state.drawn, null] : state.drawn.slice() };
}

function freePlace(state, side, part) {
  const taken = [...(part.x ?? state.x), ...(part.y ?? state.y)];
  const own = state[side], centre = own.reduce((s, [u]) => s + u, 0) / own.length;
  let best = null, most = -Infinity;
  for (let a = 1; a < 30; a++) {
    for (let b = 1; b < 20; b++) {
      const u = a / 20, v = b / 20;
      const gap = Math.min(...taken.map(([s, t]) => Math.hypot(s - u, t - v)));
      const score = Math.min(gap, 0.14) - 0.25 * Math.abs(u - centre) + 1e-6 * ((a * 7 + b * 11) % 13);
      if (score > most) [best, most] = [[u, v], score];
    }
  }
  return best;
}
