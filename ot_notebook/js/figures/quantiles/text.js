import { duration, percent, plain, power, some } from "../../draw/numbers.js";
import { indexOf, sideOf } from "../shared/sides.js";
import { WIDTH, centre, painted } from "./state.js";
import { unpainted } from "./measures.js";

const shown = (t) => t.toFixed(2);
const LETTERS = { mu: "μ", nu: "ν" };
const WHERE = { mu: "above the upper line", nu: "below the lower line" };

/** An excess as per cent; one that is not zero does not look like zero. */
const dearer = (excess) => (excess > 0 && excess < 5e-5 ? "< 0.01 %" : percent(excess));

/** The sentence above the drawing. */
export function instruction(state, result) {
  const empty = unpainted(state);
  if (empty.length) return `Nothing is painted yet for ${empty.map((name) => `${LETTERS[name]}: drag ${WHERE[name]}`).join(", for ")}.`;
  if (state.p < 1) return concave(state, result);
  if (painted(state)) return "Paint μ above the upper line and ν below the lower one; drag the level s.";
  return "Drag any point along its line, or the level s. Sorting is optimal: no lines cross.";
}

function concave(state, { excess }) {
  const what = painted(state) ? "Paint; each bin’s mass stands at its centre." : "Drag any point.";
  return `${what} ${excess > 0 ? `Sorting costs ${dearer(excess)} more.` : "Here sorting is optimal, though p < 1."}`;
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
      { label: "sorted is dearer by", value: dearer(result.excess) },
    ];
  }
  return [
    { label: `distance W, p = ${p}`, value: plain(result.distance) },
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
  const sorted = result.excess === 0 ? "sorting costs no more" : `sorting costs ${dearer(result.excess)} more`;
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

/** The two texts above each panel, shorter where there is little room. */
export function titles(state, result, roomy) {
  const { p, level } = state;
  const heads = {
    line: [p < 1 || !roomy ? "optimal plan" : "equal quantiles joined", ""],
    cdf: [roomy ? "distribution functions" : "distributions", ""],
    quantiles: [roomy ? "quantile functions" : "quantiles", [["s", "var"], [` = ${shown(level)}`]]],
    cost: [[["|"], ["x", "var"], [" − "], ["y", "var"], ["|"], ...raised(p), [roomy ? " by level" : ""]], ""],
  };
  if (result.value === null) return heads;
  heads.line[1] = verdict(state, result, roomy);
  heads.cdf[1] = [[roomy ? "area " : ""], ["W", "var"], ["1", "sub"], [` = ${short(result.area)}`]];
  heads.cost[1] = costTitle(p, short(result.value), roomy);
  return heads;
}

const raised = (p) => (p === 1 ? [] : [[String(p), "sup"]]);

function short(value) {
  if (value >= 1e5) return power(value);
  return value.toFixed(value < 10 ? 3 : value < 1000 ? 1 : 0);
}

function costTitle(p, value, roomy) {
  if (!roomy) return `area ${value}`;
  return p < 1 ? `optimum = ${value}` : [["area "], ["W", "var"], [String(p), "sub"], ...raised(p), [` = ${value}`]];
}

function verdict({ p }, { excess }, roomy) {
  if (p >= 1) return "sorting is optimal";
  return excess > 0 ? `dashed: ${roomy ? "sorted, " : ""}${dearer(excess)} dearer` : "so is sorting";
}
