/**
 * Times of the JavaScript solvers, with the problems they were measured on, as JSON on standard output.
 *
 *   node bench/solvers.mjs [n ...]      default 8 16 32 64 128 256
 *
 * Cold: from nothing. Warm: one point dragged by about a hundredth of the window since the last solve.
 * All numbers are medians in milliseconds.
 */
import { Assignment } from "../ot_notebook/js/solvers/assignment.js";
import { costMatrix } from "../ot_notebook/js/solvers/cost.js";
import { solveMonge } from "../ot_notebook/js/solvers/monge.js";
import { transport } from "../ot_notebook/js/solvers/transport.js";
import { randomPoints, uniform } from "../tests/js/solvers/helpers.js";

const PROBLEMS = 5;
const BUDGET = 400;
const P = 2;

function problem(n, seed) {
  const random = uniform(1000 * n + seed);
  const weights = () => {
    const raw = Array.from({ length: n }, () => 0.2 + random());
    const mass = raw.reduce((sum, weight) => sum + weight, 0);
    return raw.map((weight) => weight / mass);
  };
  return { x: randomPoints(n, random), y: randomPoints(n, random), a: weights(), b: weights() };
}

/** Median time of `work(k)`, k = 0, 1, ...; `prepare(k)` is not timed. */
function median(prepare, work) {
  const times = [];
  const end = performance.now() + BUDGET;
  for (let k = 0; performance.now() < end || k < 20; k++) {
    const input = prepare(k);
    const start = performance.now();
    work(input, k);
    times.push(performance.now() - start);
  }
  const settled = times.slice(Math.floor(times.length / 4)).sort((s, t) => s - t);
  return settled[Math.floor(settled.length / 2)];
}

/** Moves one point a little, for ever, in the window. */
function dragger({ x, y }, seed) {
  const random = uniform(seed);
  const points = { x: x.map((v) => [...v]), y: y.map((v) => [...v]) };
  return () => {
    const side = random() < 0.5 ? "x" : "y";
    const index = Math.floor(points[side].length * random());
    points[side][index] = points[side][index].map((v) => v + 0.02 * (random() - 0.5));
    return { ...points, side, index };
  };
}

function coldTimes(problems, n) {
  const costs = problems.map(({ x, y }) => costMatrix(x, y, P));
  const pick = (k) => k % PROBLEMS;
  return {
    assignment: median(pick, (k) => new Assignment(n).solve(costs[k])),
    transport: median(pick, (k) => transport(problems[k].a, problems[k].b, costs[k])),
    figure: median(pick, (k) => solveMonge(problems[k].x, problems[k].y, P)),
  };
}

function warmTimes([first], n) {
  const solver = new Assignment(n).solve(costMatrix(first.x, first.y, P));
  const [memory, weighted] = [{}, {}];
  const withCost = (drag) => () => {
    const points = drag();
    return { ...points, cost: costMatrix(points.x, points.y, P) };
  };
  return {
    assignment: median(withCost(dragger(first, 1)), ({ cost, side, index }) =>
      solver.resolve(cost, side === "x" ? [index] : [], side === "y" ? [index] : [])),
    transport: median(withCost(dragger(first, 2)), ({ cost }) => transport(first.a, first.b, cost, weighted)),
    figure: median(dragger(first, 3), ({ x, y }) => solveMonge(x, y, P, memory)),
  };
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [8, 16, 32, 64, 128, 256];
const report = sizes.map((n) => {
  const problems = Array.from({ length: PROBLEMS }, (_, seed) => problem(n, seed));
  return { n, p: P, problems, cold: coldTimes(problems, n), warm: warmTimes(problems, n) };
});
process.stdout.write(JSON.stringify(report));
