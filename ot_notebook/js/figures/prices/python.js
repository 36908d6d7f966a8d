import { array, named, table } from "../shared/texts.js";
import { costOf } from "./bound.js";

/** A program that prints the cost of the cheapest plan, after the prices have proved that none costs less. */
export function python(state) {
  const answer = "psi = (cost - phi[:, None]).min(axis=0)  # the c-transform of phi";
  const own = [
    `phi = ${array(state.phi)}`,
    state.mode === "both" ? `psi = ${array(state.psi)}` : answer,
  ];
  const best = ["_, log = ot.emd(a, b, cost, log=True)", 'phi, psi = log["u"], log["v"]'];
  return [
    "import numpy as np",
    "import ot",
    "",
    ...named(state, ["x", "y", "a", "b"]),
    "a, b = a / a.sum(), b / b.sum()",
    `cost = np.abs(x[:, None] - y) ** ${state.p}`,
    ...(state.mode === "best" ? best : own),
    "overcharge = max(0, (phi[:, None] + psi - cost).max())",
    "bound = phi @ a + psi @ b - overcharge",
    "value = ot.emd2(a, b, cost)",
    "assert bound <= value + 1e-9  # weak duality",
    "print(value)",
    "",
  ].join("\n");
}

const COLUMNS = "source,source_place,phi,target,target_place,psi,cost,slack,mass";

/** Every pair with its prices, its slack and the mass that the cheapest plan moves; numbering from 0. */
export function csv(state, result) {
  const cost = costOf(state), m = state.y.length;
  const mass = new Map(result.plan.map(([i, j, moved]) => [i * m + j, moved]));
  return table(COLUMNS, Array.from(cost, (c, k) => {
    const i = Math.floor(k / m), j = k % m, phi = result.phi[i], psi = result.psi[j];
    return [i, state.x[i], phi, j, state.y[j], psi, c, c - phi - psi, mass.get(k) ?? 0];
  }));
}
