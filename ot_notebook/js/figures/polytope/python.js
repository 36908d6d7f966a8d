import { floats, named, table } from "../shared/texts.js";

/** A program that prints the entropic cost at epsilon and then the least cost. */
export function python(state) {
  const { cost, epsilon } = state;
  return [
    "import numpy as np",
    "import ot",
    "",
    ...named(state, ["a", "b"], floats),
    `C = ${floats(cost)}`,
    "plan = ot.emd(a, b, C - C.min())  # POT needs costs that are not all negative",
    "value = np.sum(plan * C)",
    ...(epsilon < 0.01 ? [] : [
      "",
      `epsilon = ${epsilon} * (np.ptp(C) or 1)`,
      "i, j = np.flatnonzero(a), np.flatnonzero(b)  # points without mass are left out",
      'settings = {"method": "sinkhorn_log", "numItermax": 10_000, "stopThr": 1e-12, "warn": False}',
      "smooth = ot.sinkhorn(a[i], b[j], C[np.ix_(i, j)], epsilon, **settings)",
      'print("entropic plan costs", np.sum(smooth * C[np.ix_(i, j)]))',
    ]),
    "print(value)",
    "",
  ].join("\n");
}

/** The corners and the entropic path as a table: first row of each plan, cost, and epsilon on the path. */
export function csv({ a, b, cost }, result, grid, range) {
  const line = (kind, epsilon, [s, t]) => {
    const plan = [s, t, a[0] - s - t, b[0] - s, b[1] - t, b[2] - a[0] + s + t];
    return [kind, epsilon, ...plan, plan.reduce((sum, mass, k) => sum + mass * cost.flat()[k], 0)];
  };
  return table("kind,epsilon,pi_11,pi_12,pi_13,pi_21,pi_22,pi_23,cost", [
    ...result.corners.map((point, k) => line(result.optimal.includes(k) ? "optimal corner" : "corner", "", point)),
    line("product", "inf", [a[0] * b[0], a[0] * b[1]]),
    ...result.path.map((point, k) => line("entropic", range * grid[k], point)),
  ]);
}
