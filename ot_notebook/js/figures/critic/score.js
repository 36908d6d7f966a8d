/** What a critic earns. */
import { dot } from "../../solvers/certificate.js";
import { nearestLipschitz } from "../../solvers/lipschitz.js";
import { cdfGap, quantileTransport } from "../../solvers/quantile.js";
import { shares } from "../shared/weights.js";
import { PLACES } from "./state.js";

/** Standard deviation of a bump. */
const WIDTH = 0.06;

/** Masses of the cells: bumps of Gaussian shape, together of mass one. */
export function masses(bumps) {
  return shares(PLACES.map((z) => bumps.reduce((sum, [centre, weight]) =>
    sum + weight * Math.exp(-(((z - centre) / WIDTH) ** 2) / 2), 0)));
}

/** A W_1 that is rounding. */
const NOTHING = 1e-12;

const slopes = (values) => values.slice(1).map((value, k) => (value - values[k]) / (PLACES[k + 1] - PLACES[k]));
const steepest = (values) => slopes(values).reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);

/** The result of the figure; see live_figures/critic.py. */
export function compute({ mu: bumpsOfMu, nu: bumpsOfNu, drawn }) {
  const mu = masses(bumpsOfMu), nu = masses(bumpsOfNu);
  const { value } = quantileTransport(PLACES, PLACES, mu, nu, 1), line = cdfGap(PLACES, PLACES, mu, nu);
  const projection = nearestLipschitz(PLACES, drawn), critic = Array.from(projection.potential);
  const score = dot(critic, mu) - dot(critic, nu);
  return {
    value, dual: line.dual, gap: value - line.dual, score, share: value > NOTHING ? score / value : null,
    slope: steepest(critic), drawnSlope: steepest(drawn), distance: projection.distance, critic,
    mu, nu, difference: Array.from(line.difference), potential: Array.from(line.potential),
  };
}
