/** The network simplex method pivot by pivot, for looking on. */
import { dot, marginalError, planCost } from "./certificate.js";
import { NetworkSimplex } from "./simplex.js";
import { checkFinite } from "./validation.js";
import { densePlan, probability, quantise, UNITS } from "./weights.js";

const STARTS = ["north-west", "greedy"];
const PRICINGS = ["rows", "least"];

/**
 * Runs the solver of `transport` and keeps every basis.
 *
 * Weights are compared as multiples of 2^-50, and masses of a few units are taken for zero.
 *
 * @param {ArrayLike<number>} a n positive weights of mass 1
 * @param {ArrayLike<number>} b m positive weights of mass 1
 * @param {ArrayLike<number>} cost n * m finite numbers, row-major, units of cost
 * @param {{start?: "north-west"|"greedy", pricing?: "rows"|"least", choices?: Array<[number, number]>}} [rules] start
 *   and pricing as for NetworkSimplex.solve (`transport` itself starts greedily and goes by rows); choices are pairs,
 *   source and target, that enter first, one a pivot, up to the first that would not save
 * @returns {{value: number, plan: Float64Array, f: Float64Array, g: Float64Array, dual: number, gap: number,
 *   marginalError: number, pivots: number, bases: Array<{pairs: Array<[number, number]>, masses: number[],
 *   f: Float64Array, g: Float64Array, value: number, entering: [number, number]|null, reduced: number,
 *   leaving: [number, number]|null}>}} pivots + 1 bases: pairs are the n + m - 1 edges of the tree in
 *   lexicographic order, masses what they carry, f_i + g_j = c_ij on them with f_0 = 0, value the cost of the plan,
 *   entering the pair that comes next (null at the optimum), reduced its c_ij - f_i - g_j (at the optimum the
 *   least of all), leaving the edge that the next basis does without; the rest belongs to the last basis, with
 *   dual = sum a f + sum b g and gap = value - dual
 * @throws {TypeError|RangeError} on weights that are no probability or below 2^-50 somewhere, costs that are not
 *   finite, unknown rules, and choices that are no pairs of the problem
 */
export function simplexSteps(a, b, cost, { start = "north-west", pricing = "rows", choices = [] } = {}) {
  const source = positiveProbability("a", a);
  const target = positiveProbability("b", b);
  checkFinite("simplexSteps", "cost", cost, a.length * b.length);
  checkChoice("start", start, STARTS);
  checkChoice("pricing", pricing, PRICINGS);
  choices.forEach((pair) => checkPair(pair, a.length, b.length));
  const simplex = new NetworkSimplex(a.length, b.length);
  const problem = { a: source, b: target, cost };
  const bases = [];
  simplex.onPivot = (...next) => bases.push(basisOf(simplex, problem, ...next));
  simplex.begin(quantise(source), quantise(target), cost, start);
  choices.every(([i, j]) => simplex.enter(cost, i, j));
  simplex.resolve(cost, pricing);
  const last = basisOf(simplex, problem);
  bases.push(last);
  const triples = last.pairs.map(([i, j], k) => [i, j, last.masses[k]]);
  const dual = dot(last.f, source) + dot(last.g, target);
  return {
    value: last.value,
    plan: densePlan(triples, a.length, b.length),
    f: last.f,
    g: last.g,
    dual,
    gap: last.value - dual,
    marginalError: marginalError(triples, source, target),
    pivots: bases.length - 1,
    bases,
  };
}

function positiveProbability(argument, weights) {
  const normal = probability("simplexSteps", argument, weights);
  const small = normal.findIndex((weight) => weight < 1 / UNITS);
  if (small < 0) return normal;
  const got = `got ${weights[small]} at entry ${small}`;
  throw new RangeError(`simplexSteps: '${argument}' must be positive (2^-50 or more), ${got}; leave that point out`);
}

function checkChoice(argument, value, choices) {
  if (choices.includes(value)) return;
  throw new RangeError(`simplexSteps: '${argument}' must be one of ${choices.join(", ")}, got ${value}`);
}

function checkPair(pair, n, m) {
  const within = (k, count) => Number.isInteger(k) && k >= 0 && k < count;
  if (Array.isArray(pair) && pair.length === 2 && within(pair[0], n) && within(pair[1], m)) return;
  throw new RangeError(`simplexSteps: 'choices' must hold pairs of a source below ${n} and a target below ${m}, got ${JSON.stringify(pair)}`);
}

/** The present tree with the pivot that comes next, if any. */
function basisOf(simplex, problem, source = -1, target = -1, leaving = -1) {
  const { n, m, potential } = simplex;
  const { a, b, cost } = problem;
  const shift = potential[0];
  const f = Float64Array.from(potential.subarray(0, n), (value) => value - shift);
  const g = Float64Array.from(potential.subarray(n), (value) => value + shift);
  const shipped = densePlan(simplex.plan(a, b), n, m);
  const edges = simplex.edges().sort((s, t) => s[0] - t[0] || s[1] - t[1]);
  const triples = edges.map(([i, j, units]) => [i, j, units > n + m ? shipped[i * m + j] : 0]);
  const entering = source < 0 ? null : [source, target - n];
  const reducedCost = (i, j) => cost[i * m + j] - f[i] - g[j];
  return {
    pairs: triples.map(([i, j]) => [i, j]),
    masses: triples.map(([, , mass]) => mass),
    f,
    g,
    value: planCost(triples, cost, m),
    entering,
    reduced: entering ? reducedCost(...entering) : leastReduced(cost, f, g),
    leaving: entering ? simplex.edge(leaving) : null,
  };
}

function leastReduced(cost, f, g) {
  let least = Infinity;
  for (let k = 0; k < cost.length; k++) {
    least = Math.min(least, cost[k] - f[Math.floor(k / g.length)] - g[k % g.length]);
  }
  return least;
}
