import { duration, percent, plain, power } from "../../draw/numbers.js";
import { WIDTH, centre, indexOf, painted, sideOf } from "./state.js";
import { unpainted } from "./measures.js";

const shown = (t) => t.toFixed(2);
const some = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const LETTERS = { mu: "μ", nu: "ν" };
const WHERE = { mu: "above the upper line", nu: "below the lower line" };

/** The sentence above the drawing. */
export function instruction(state, result) {
  const empty = unpainted(state);
  if (empty.length) return `Nothing is painted yet for ${empty.map((name) => `${LETTERS[name]}: drag ${WHERE[name]}`).join(", for ")}.`;
  if (state.p < 1) return concave(state, result);
  if (painted(state)) return "Paint μ above the upper line and ν below the lower one; drag the level s.";
  return "Drag any point along its line, or the level s. Sorting is optimal: no lines cross.";
}

function concave(state, { excess }) {
  const what = painted(state) ? "Paint; mass stands at the centres of bins" : "Drag any point";
  if (excess === 0) return `${what}. Here sorting is optimal, though p < 1.`;
  return `${what}. Sorting now costs ${percent(excess)} more than the optimum.`;
}

/** The four numbers under the drawing. */
export function certificate(state, result, milliseconds) {
  if (result.value === null) {
    return [{ label: "cost", value: "—" }, { label: "price bound", value: "—" }, { label: "gap", value: "—" },
      { label: "solved in", value: duration(milliseconds) }];
  }
  const { p } = state;
  if (p < 1) {
    return [
      { label: "cheapest cost", value: plain(result.value) }, { label: "price bound (dual)", value: plain(result.dual) },
      { label: "sorted", value: plain(result.sortedValue) },
      { label: "sorted is dearer by", value: percent(result.excess) },
    ];
  }
  return [
    { label: `distance W, p = ${p.toFixed(1)}`, value: plain(result.distance) },
    { label: "its price bound", value: plain(Math.max(0, result.dual) ** (1 / p)) },
    { label: p === 1 ? "gap" : "gap of p-th powers", value: power(Math.abs(result.gap)) },
    { label: "area between CDFs", value: plain(result.area) },
  ];
}

/** The whole figure in words. */
export function describe(state, result) {
  const what = painted(state) ? "Two painted densities" : `${some(state.x.length, "source")} and ${some(state.y.length, "target")} on a line`;
  if (result.value === null) return `${what}. ${instruction(state, result)}`;
  const [from, to] = result.pair;
  const level = `At level ${shown(state.level)} the quantiles are ${shown(from)} and ${shown(to)}.`;
  const area = `The area between the distribution functions is ${plain(result.area)}.`;
  if (state.p >= 1) {
    return `${what}, cost exponent ${state.p}. Equal quantiles are joined; the distance is ${plain(result.distance)}, `
      + `proved by prices with gap ${power(Math.abs(result.gap))}. ${area} ${level}`;
  }
  const sorted = result.excess === 0 ? "sorting costs no more" : `sorting costs ${percent(result.excess)} more`;
  return `${what}${painted(state) ? ", the mass of each bin at its centre" : ""}, cost exponent ${state.p}. `
    + `The cheapest plan costs ${plain(result.value)}; ${sorted}. ${area} ${level}`;
}

/** What a screen reader says on a handle. */
export function handleName(state, result, key) {
  if (key === "level" || key === "height") {
    const pair = result?.pair ? `, quantiles ${result.pair.map(shown).join(" and ")}` : "";
    return `level${key === "height" ? " on the distribution functions" : ""}, s = ${shown(state.level)}${pair}`;
  }
  if (key in LETTERS) {
    const bin = state.pens[key === "mu" ? 0 : 1], left = centre(bin) - WIDTH / 2;
    return `pen of ${LETTERS[key]}, bin ${bin + 1} from ${left} to ${left + WIDTH}, height ${shown(state[key][bin])}`;
  }
  const side = sideOf(key), k = indexOf(key);
  return `${side === "x" ? "source" : "target"} ${k + 1}, at ${shown(state[side][k])}`;
}

/** The two texts above each panel. */
export function titles(state, result) {
  const { p, level } = state, known = result.value !== null;
  const number = (value) => ` = ${value >= 1e5 ? power(value) : value.toFixed(value < 10 ? 3 : value < 1000 ? 1 : 0)}`;
  const raised = p === 1 ? [] : [[String(p), "sup"]];
  const cost = [["|"], ["x", "var"], [" − "], ["y", "var"], ["|"], ...raised, [" by level"]];
  const area = p < 1 ? [["optimum"]] : [["area "], ["W", "var"], [String(p), "sub"], ...raised];
  return {
    line: [p < 1 ? "optimal plan" : "equal quantiles joined", known ? verdict(state, result) : ""],
    cdf: ["distribution functions", known ? [["area "], ["W", "var"], ["1", "sub"], [number(result.area)]] : ""],
    quantiles: ["quantile functions", [["s", "var"], [` = ${shown(level)}`]]],
    cost: [cost, known ? [...area, [number(result.value)]] : ""],
  };
}

function verdict({ p }, { excess }) {
  if (p >= 1) return "sorting is optimal";
  return excess > 0 ? `dashed: sorted, ${percent(excess)} dearer` : "so is sorting";
}
