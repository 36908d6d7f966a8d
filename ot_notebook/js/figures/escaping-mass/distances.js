import { quantileTransport } from "../../solvers/quantile.js";
import { transport } from "../../solvers/transport.js";

/** Where the curves are computed. */
export const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Orders of the curves that are always there. */
export const ORDERS = [1, 2, 4];

/** The places and masses of mu_n. */
function atoms(n, a) {
  return { places: [0, n ** a], masses: [1 - 1 / n, 1 / n] };
}

/** W_p(mu_n, delta_0), by quantiles. */
function distance(n, a, p) {
  const { places, masses } = atoms(n, a);
  return quantileTransport(places, [0], masses, [1], p);
}

/** Transport distance of mu_n and delta_0 for the metric min(|x - y|, 1), which metrises narrow convergence. */
function narrowDistance(n, a) {
  const { places, masses } = atoms(n, a);
  return transport(masses, [1], places.map((place) => Math.min(place, 1)));
}

/**
 * The distance of mu_n from delta_0 and its proof, `{value, dual, gap, marginalError}` with value = W_p and dual a lower
 * bound of it; `narrow`, the distance for min(|x - y|, 1); `formula` = n^(a - 1/p) and the relative `error` of value;
 * `place` and `mass` of the atom; over `sizes` the distances of order p (`own`), of the orders 1, 2 and 4 (`curves`) and
 * for min(|x - y|, 1) (`narrowCurve`); `rate`, the exponent of n measured on `own`. `memory` keeps the curves while only
 * n changes.
 */
export function compute({ n, a, p }, memory = {}) {
  const solved = distance(n, a, p), narrow = narrowDistance(n, a);
  const value = solved.distance, dual = Math.max(0, solved.dual) ** (1 / p), formula = n ** (a - 1 / p);
  if (memory.a !== a || memory.p !== p) Object.assign(memory, { a, p, curves: curvesOf(a, p) });
  return {
    value,
    dual,
    gap: value - dual,
    marginalError: Math.max(solved.marginalError, narrow.marginalError),
    narrow: narrow.value,
    formula,
    error: Math.abs(value / formula - 1),
    place: n ** a,
    mass: 1 / n,
    sizes: SIZES,
    ...memory.curves,
    rate: rateOf(memory.curves.own),
  };
}

function curvesOf(a, p) {
  const along = (order) => SIZES.map((size) => distance(size, a, order).distance);
  const curves = ORDERS.map(along), known = ORDERS.indexOf(p);
  return {
    own: known < 0 ? along(p) : curves[known],
    curves,
    narrowCurve: SIZES.map((size) => narrowDistance(size, a).value),
  };
}

/** Exponent of n between the ends of a curve. */
export const rateOf = (curve) => Math.log(curve.at(-1) / curve[0]) / Math.log(SIZES.at(-1) / SIZES[0]);
