/** What the figure computes: both measures, the monotone plan by levels, the optimum, and the prices that prove it. */
import { densityTransport, meanPower } from "../../solvers/densities.js";
import { cdfGap, concaveTransport, quantileTransport } from "../../solvers/quantile.js";
import { triplesOf } from "../shared/plans.js";
import { shares, total } from "../shared/weights.js";
import { BINS, LENGTH, WIDTH, centre, painted } from "./state.js";

/** Levels nearer than this are the same level. */
const SAME_LEVEL = 1e-12;
/** Gaps that differ by less, relative to themselves, have one slope. */
const SAME_GAP = 1e-6;
/** Prices may exceed the cost by this part of the largest price or cost. */
const ROUNDING = 1e-12;
const EDGES = Array.from({ length: BINS + 1 }, (_, k) => (k * LENGTH) / BINS);

/** The measures without any mass, by name. */
export function unpainted(state) {
  return painted(state) ? ["mu", "nu"].filter((name) => total(state[name]) === 0) : [];
}

/** Whether the densities are solved as such; for p < 1 the mass of each bin stands at its centre. */
export const continuous = (state) => painted(state) && state.p >= 1;

/** Both measures as weighted points: the samples, or the bins at their centres. */
export function atoms(state) {
  if (painted(state)) {
    const places = state.mu.map((_, k) => centre(k));
    return { x: places, y: places, a: shares(state.mu), b: shares(state.nu) };
  }
  return { x: state.x, y: state.y, a: state.x.map(() => 1 / state.x.length), b: state.y.map(() => 1 / state.y.length) };
}

/** All outputs, plain JSON; null throughout while a measure has no mass. */
export function solve(state, memory) {
  if (unpainted(state).length) return NOTHING;
  const solved = continuous(state) ? solveDensities(state) : state.p >= 1 ? solveSorted(state) : solveConcave(state, memory);
  const dual = solved.dual - violation(solved.prices, state.p);
  return { ...solved, dual, gap: solved.value - dual, pair: pairAt(solved, state.level) };
}

const NOTHING = {
  value: null, distance: null, dual: null, gap: null, marginalError: null, sortedValue: null, excess: null, area: null,
  levels: [], source: [], target: [], plan: null, prices: null, pair: null,
};

/** The places of the given level on both sides: the quantiles. */
export function pairAt({ levels, source, target }, level) {
  let k = 0;
  while (k < source.length - 1 && levels[k + 1] < level - SAME_LEVEL) k++;
  const share = Math.min(1, Math.max(0, (level - levels[k]) / (levels[k + 1] - levels[k])));
  return [source[k], target[k]].map(([low, high]) => low + share * (high - low));
}

/**
 * How far prices exceed the cost beyond rounding, at the places where they are given: lowered by so much, they prove
 * what they earn.
 */
export function violation({ source, target }, p) {
  let most = 0, size = 0;
  for (const [x, f] of source) {
    for (const [y, g] of target) {
      const cost = Math.abs(y - x) ** p;
      most = Math.max(most, f + g - cost);
      size = Math.max(size, cost, Math.abs(f), Math.abs(g));
    }
  }
  return most > ROUNDING * size ? most : 0;
}

/** Gaps of a piece at both its ends. */
export function gapsOf({ source, target }, k) {
  return [target[k][0] - source[k][0], target[k][1] - source[k][1]];
}

function solveDensities({ mu, nu, p }) {
  const [a, b] = [shares(mu), shares(nu)], density = (masses) => masses.map((mass) => mass / WIDTH);
  const { value, distance, levels, source, target } = densityTransport(EDGES, density(a), density(b), p);
  const pieces = { levels: Array.from(levels), source, target }, { dual, prices } = pricesAlong(pieces, p);
  return {
    value, distance, dual, gap: value - dual, marginalError: deviation(pieces, a, b), sortedValue: value, excess: 0,
    area: areaBetween(a, b), ...pieces, plan: null, prices,
  };
}

function solveSorted(state) {
  const { x, y, a, b } = atoms(state), best = quantileTransport(x, y, a, b, state.p);
  const { value, distance, f, g, dual, gap, marginalError } = best;
  return {
    value, distance, dual, gap, marginalError, sortedValue: value, excess: 0, area: cdfGap(x, y, a, b).value,
    ...piecesOf(best, x, y), plan: triples(best), prices: { source: pairs(x, f), target: pairs(y, g) },
  };
}

function solveConcave(state, memory) {
  const { x, y, a, b } = atoms(state), best = concaveTransport(x, y, a, b, state.p, memory);
  const { value, f, g, dual, gap, marginalError, monotone } = best;
  const plan = triplesOf(best.plan, y.length);
  const excess = monotone.optimal || value === 0 ? 0 : monotone.value / value - 1;
  return {
    value, distance: null, dual, gap, marginalError, sortedValue: monotone.value, excess, area: cdfGap(x, y, a, b).value,
    ...piecesOf(monotone, x, y), plan, prices: { source: pairs(x, f), target: pairs(y, g) },
  };
}

const pairs = (places, prices) => places.map((place, k) => [place, prices[k]]);

function triples({ sources, targets, mass }) {
  return Array.from(mass, (m, k) => [sources[k], targets[k], m]);
}

/** The monotone plan of atoms by levels: intervals of length zero. */
function piecesOf({ sources, targets, mass }, x, y) {
  let level = 0;
  const levels = [0, ...Array.from(mass, (m) => (level += m))];
  levels[mass.length] = 1;
  const twice = (t) => [t, t];
  return { levels, source: Array.from(sources, (i) => twice(x[i])), target: Array.from(targets, (j) => twice(y[j])) };
}

/** Largest deviation of the masses that the pieces put into the bins from those painted. */
function deviation({ levels, source, target }, a, b) {
  const rest = [a.slice(), b.slice()];
  [source, target].forEach((side, k) => side.forEach(([low, high], piece) => {
    rest[k][Math.min(BINS - 1, Math.floor((low + high) / (2 * WIDTH)))] -= levels[piece + 1] - levels[piece];
  }));
  return Math.max(...rest.flat().map(Math.abs));
}

/** Area between the distribution functions of densities, bin by bin. */
function areaBetween(a, b) {
  let difference = 0, area = 0;
  a.forEach((mass, k) => {
    const next = difference + mass - b[k];
    area += WIDTH * meanPower(difference, next, 1);
    difference = next;
  });
  return area;
}

/**
 * Prices that are tight along the monotone map, which convexity makes feasible everywhere: their values at the ends
 * of the pieces, and their integrals under both measures.
 */
function pricesAlong(pieces, p) {
  const { levels, source, target } = pieces, h = (gap) => Math.abs(gap) ** p;
  const sides = { source: [], target: [] };
  let f = 0, g = h(gapsOf(pieces, 0)[0]), dual = 0;
  source.forEach(([x0, x1], k) => {
    const [y0, y1] = target[k];
    if (k > 0) {
      const [x, y] = [source[k - 1][1], target[k - 1][1]];
      f += h(y - x0) - h(y - x);
      g += h(y0 - x0) - h(y - x0);
    }
    const { rise, mean } = slopes(y0 - x0, y1 - x1, p), [dx, dy] = [x1 - x0, y1 - y0];
    dual += (levels[k + 1] - levels[k]) * (f + g + (dy - dx) * mean);
    sides.source.push([x0, f], [x1, f - dx * rise]);
    sides.target.push([y0, g], [y1, g + dy * rise]);
    f -= dx * rise;
    g += dy * rise;
  });
  return { dual, prices: sides };
}

/** While the gap goes from d0 to d1: the mean of the cost's slope, and the mean over time of its integral so far. */
function slopes(d0, d1, p) {
  const h = (gap) => Math.abs(gap) ** p, wide = Math.abs(d1 - d0) > SAME_GAP * Math.max(Math.abs(d0), Math.abs(d1));
  if (wide) return { rise: (h(d1) - h(d0)) / (d1 - d0), mean: (meanPower(d0, d1, p) - h(d0)) / (d1 - d0) };
  const middle = (d0 + d1) / 2, slope = middle === 0 ? 0 : p * Math.sign(middle) * Math.abs(middle) ** (p - 1);
  return { rise: slope, mean: slope / 2 };
}
