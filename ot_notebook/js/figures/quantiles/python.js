import { named, table } from "../shared/texts.js";
import { LENGTH, BINS, painted } from "./state.js";
import { unpainted } from "./measures.js";

/** A program that prints the cost of the cheapest plan, W_p^p. */
export function python(state) {
  if (unpainted(state).length) return "print(None)  # a measure without mass\n";
  const lines = painted(state) && state.p >= 1 ? densities(state) : points(state);
  return ["import numpy as np", ...lines, ""].join("\n");
}

function densities(state) {
  return [
    "from scipy.integrate import quad",
    "",
    ...named(state, ["mu", "nu"]),
    `p = ${state.p}`,
    `edges = np.linspace(0, ${LENGTH}, ${BINS + 1})`,
    "F, G = (np.r_[0, np.cumsum(heights) / heights.sum()] for heights in (mu, nu))",
    "",
    "",
    "def cost(s):  # of the move from one quantile to the other",
    "    return abs(np.interp(s, F, edges) - np.interp(s, G, edges)) ** p",
    "",
    "",
    "levels = np.unique(np.r_[F, G].round(14))",
    "pieces = zip(levels[:-1], levels[1:])",
    "print(sum(quad(cost, low, high, epsabs=1e-12, epsrel=1e-10)[0] for low, high in pieces))",
  ];
}

function points(state) {
  const { mode, p } = state, measures = mode === "samples"
    ? [...named(state, ["x", "y"]), "a, b = ot.unif(len(x)), ot.unif(len(y))"]
    : [...named(state, ["mu", "nu"]), `x = y = (np.arange(${BINS}) + 0.5) * ${LENGTH / BINS}  # centres of the bins`,
      "a, b = mu / mu.sum(), nu / nu.sum()"];
  const solve = p >= 1 ? ["print(ot.wasserstein_1d(x, y, a, b, p))  # W_p to the power p"]
    : ["cost = abs(x[:, None] - y) ** p", "print(ot.emd2(a, b, cost))"];
  return ["import ot", "", ...measures, `p = ${p}`, ...solve];
}

const COLUMNS = "plan,mass,source_from,source_to,target_from,target_to";

/** The sorted plan, one line per interval of levels, and, where it is another, the optimal plan of the atoms. */
export function csv(state, result) {
  const sorted = result.source.map((from, k) =>
    ["sorted", result.levels[k + 1] - result.levels[k], ...from, ...result.target[k]]);
  const [x, y] = result.prices ? [result.prices.source, result.prices.target] : [];
  const optimal = state.p >= 1 || !result.plan ? [] : result.plan.map(([i, j, mass]) =>
    ["optimal", mass, x[i][0], x[i][0], y[j][0], y[j][0]]);
  return table(COLUMNS, [...sorted, ...optimal]);
}
