import { array, table } from "../shared/texts.js";
import { total } from "../shared/weights.js";
import { MEASURES } from "./state.js";

const masses = (parts) => `${array(parts)} / ${total(parts)}`;

/** A program that prints the slack of the triangle inequality. */
export function python(state) {
  return [
    "import numpy as np",
    "import ot",
    "",
    ...MEASURES.map(({ points, weights }) => `${points}, ${weights} = ${array(state[points])}, ${masses(state[weights])}`),
    ...(state.p === "inf" ? BOTTLENECK : [`p = ${state.p}`, ...ROOT]),
    "",
    "value = distance(x, y, a, b) + distance(y, z, b, c) - distance(x, z, a, c)",
    "print(value)",
    "",
  ].join("\n");
}

const HEAD = ["", "", "def distance(x, y, a, b):"];
const LENGTHS = "np.linalg.norm(x[:, None] - y[None, :], axis=2)";
const ROOT = [
  ...HEAD,
  `    costs = ${LENGTHS} ** p`,
  "    plan = ot.emd(a, b, costs)",
  "    plan[plan < 1e-12] = 0  # rounding of the weights, which the root would show",
  "    return np.sum(plan * costs) ** (1 / p)",
  "",
];
const BOTTLENECK = [
  ...HEAD,
  `    lengths = ${LENGTHS}[np.ix_(a > 0, b > 0)]`,
  "    for limit in np.unique(lengths):",
  "        if ot.emd2(a[a > 0], b[b > 0], 1.0 * (lengths > limit)) < 1e-9:  # no mass goes further",
  "            return limit",
  "",
];

const COLUMNS = "plan,from,from_x,from_y,to,to_x,to_y,mass,distance";

/** The three optimal plans and the glued one as a table, one line per pair; numbering from 0 as in Python. */
export function csv(state, result) {
  const { x, y, z } = state;
  const plans = [["mu-nu", x, y, result.firstPlan], ["nu-omega", y, z, result.secondPlan],
    ["mu-omega", x, z, result.directPlan], ["glued", x, z, result.composed]];
  return table(COLUMNS, plans.flatMap(([name, from, to, plan]) => plan.map(([i, j, mass]) => [
    name, i, ...from[i], j, ...to[j], mass, Math.hypot(from[i][0] - to[j][0], from[i][1] - to[j][1]),
  ])));
}
