import { array, floats, named, table } from "../shared/texts.js";

/** A program that prints the cost of the plan that is shown. */
export function python(state) {
  return [
    "import numpy as np",
    "import ot",
    "",
    ...named(state, ["x", "y"]),
    ...named(state, ["a", "b"], floats),
    `p = ${state.p}`,
    "cost = np.linalg.norm(x[:, None] - y[None, :], axis=2) ** p",
    ...planLines(state),
    "assert np.allclose(plan.sum(axis=1), a) and np.allclose(plan.sum(axis=0), b)",
    "value = np.sum(plan * cost)",
    "assert value >= ot.emd2(a, b, cost) - 1e-9  # no plan is cheaper than the optimal one",
    "print(value)",
    "",
  ].join("\n");
}

function planLines(state) {
  const kind = state.kind === "mine" && state.hand === null ? state.start : state.kind;
  switch (kind) {
    case "optimal": return ["plan = ot.emd(a, b, cost)"];
    case "product": return ["plan = np.outer(a, b)"];
    case "mine": return [`plan = ${array(state.hand)}`];
    default: return [
      "A, B = np.r_[0, np.cumsum(a)], np.r_[0, np.cumsum(b)]  # the corner rule joins equal levels",
      "plan = np.minimum.outer(A[1:], B[1:]) - np.maximum.outer(A[:-1], B[:-1])",
      "plan = np.maximum(plan, 0)",
    ];
  }
}

const COLUMNS = "source,source_x,source_y,target,target_x,target_y,mass,optimal_mass,cost";

/** The plan that is shown and the optimal one, one line per pair; numbering from 0 as in Python. */
export function csv(state, result) {
  return table(COLUMNS, state.x.flatMap(([u, v], i) => state.y.map(([s, t], j) => [
    i, u, v, j, s, t, result.plan[i][j], result.optimalPlan[i][j], Math.hypot(u - s, v - t) ** state.p,
  ])));
}
