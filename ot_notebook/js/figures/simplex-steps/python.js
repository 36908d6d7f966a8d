import { floats, named, table } from "../shared/texts.js";

/** A program that prints the least reduced cost for POT's prices, and the optimal cost. */
export function python(state) {
  return [
    "import numpy as np",
    "import ot",
    "",
    ...named(state, ["x", "y", "a", "b"], floats),
    `p = ${state.p}`,
    "cost = np.linalg.norm(x[:, None] - y[None, :], axis=2) ** p",
    "plan, log = ot.emd(a, b, cost, log=True)",
    'reduced = cost - log["u"][:, None] - log["v"]',
    'print("least reduced cost", reduced.min())  # not negative: the plan is optimal',
    'print("on the tree", np.abs(reduced[plan > 0]).max())  # zero',
    "print(np.sum(plan * cost))",
    "",
  ].join("\n");
}

/** All trees of the run as a table, one line an edge; numbering from 0 as in Python. */
export function csv(state, { bases }) {
  return table("step,value,source,target,mass,reduced_cost,pivot", bases.flatMap((basis, step) => {
    const same = (pair, [i, j]) => pair !== null && pair[0] === i && pair[1] === j;
    const edges = basis.pairs.map((pair, k) => [step, basis.value, ...pair, basis.masses[k], 0, same(basis.leaving, pair) ? "leaves" : ""]);
    return basis.entering ? [...edges, [step, basis.value, ...basis.entering, 0, basis.reduced, "enters"]] : edges;
  }));
}
