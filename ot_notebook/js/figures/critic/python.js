import { array, table } from "../shared/texts.js";
import { PLACES } from "./state.js";

const bumps = (list) => `[${list.map(([centre, weight]) => `(${centre}, ${weight})`).join(", ")}]`;

/** A program that prints W_1, after the critic has proved that it is at least what the critic earns. */
export function python(state) {
  return [
    "import numpy as np",
    "import ot",
    "",
    "",
    "def measure(bumps):",
    "    density = sum(weight * np.exp(-(((z - centre) / 0.06) ** 2) / 2) for centre, weight in bumps)",
    "    return density / density.sum()",
    "",
    "",
    "z = (np.arange(40) + 0.5) / 40",
    `mu = measure(${bumps(state.mu)})`,
    `nu = measure(${bumps(state.nu)})`,
    `drawn = ${array(state.drawn)}`,
    "distance = np.abs(z[:, None] - z)",
    "below, above = (drawn + distance).min(axis=1), (drawn - distance).max(axis=1)",
    "critic = (below + above) / 2  # slope at most 1, and as near as can be",
    'value = ot.emd2_1d(z, z, mu, nu, metric="euclidean")',
    "assert critic @ (mu - nu) <= value + 1e-9  # Kantorovich and Rubinstein",
    "print(value)",
    "",
  ].join("\n");
}

/** Cell by cell: masses, what is drawn, the critic made of it, F_mu - F_nu to the right of it, a best critic. */
export function csv(state, result) {
  const { mu, nu, critic, difference, potential } = result;
  return table("place,mu,nu,drawn,critic,cdf_difference,best_critic",
    PLACES.map((z, k) => [z, mu[k], nu[k], state.drawn[k], critic[k], difference[k], potential[k]]));
}
