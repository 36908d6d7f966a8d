import { named, table } from "../shared/texts.js";
import { capacity } from "./state.js";

/** A program that prints the cost of the cheapest map, or, where no map exists, None and the cost of the plan. */
export function python(state) {
  const room = capacity(state);
  const head = [
    "import numpy as np",
    "import ot",
    ...(room === null ? [] : ["from scipy.optimize import linear_sum_assignment"]),
    "",
    ...named(state, ["x", "y"]),
    `p = ${state.p}`,
    "cost = np.linalg.norm(x[:, None] - y[None, :], axis=2) ** p",
    "plan_value = ot.emd2(ot.unif(len(x)), ot.unif(len(y)), cost)",
  ];
  const tail = room === null
    ? ["print(None)  # no map: the number of targets does not divide the number of sources", "print(plan_value)  # the cheapest plan"]
    : [...assignmentLines(room), "assert np.isclose(value, plan_value)  # no plan is cheaper", "print(value)"];
  return [...head, ...tail, ""].join("\n");
}

function assignmentLines(room) {
  if (room === 1) return ["rows, columns = linear_sum_assignment(cost)", "value = cost[rows, columns].mean()"];
  return [
    `places = np.repeat(np.arange(len(y)), ${room})  # every target takes ${room} sources`,
    "rows, columns = linear_sum_assignment(cost[:, places])",
    "value = cost[rows, places[columns]].mean()",
  ];
}

const COLUMNS = "source,source_x,source_y,target,target_x,target_y,mass,cost,drawn_target";

/** The optimal plan as a table, one line per pair that exchanges mass; numbering from 0 as in Python. */
export function csv(state, result) {
  return table(COLUMNS, result.plan.map(([i, j, mass]) => {
    const [a, b] = state.x[i], [c, d] = state.y[j];
    return [i, a, b, j, c, d, mass, Math.hypot(a - c, b - d) ** state.p, state.drawn[i] ?? ""];
  }));
}
