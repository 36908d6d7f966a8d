import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, dualViolation, latticePoints, leastMeanCost, randomPoint, randomPoints, uniform } from "./helpers.js";

const normalised = (weights) => weights.map((w) => w / weights.reduce((sum, v) => sum + v, 0));

/** Everything that makes the result a proof: marginals, feasible duals, equal values, slackness. */
function assertOptimal(a, b, cost, result) {
  const { value, plan, f, g, dual, gap, marginalError } = result;
  const mass = a.reduce((sum, weight) => sum + weight, 0);
  const scale = Math.max(...cost.map(Math.abs));
  const rows = a.map((_, i) => plan.slice(i * b.length, (i + 1) * b.length).reduce((sum, v) => sum + v, 0));
  const columns = b.map((_, j) => rows.reduce((sum, _row, i) => sum + plan[i * b.length + j], 0));
  a.forEach((weight, i) => close(rows[i], weight, 1e-12 * mass, `row ${i}`));
  b.forEach((weight, j) => close(columns[j], weight, 1e-12 * mass, `column ${j}`));
  close(marginalError, Math.max(...rows.map((s, i) => Math.abs(s - a[i])), ...columns.map((s, j) => Math.abs(s - b[j]))), 1e-15 * mass);
  assert.ok(plan.every((flow) => flow >= 0));
  assert.ok(dualViolation(cost, f, g) <= 1e-12 * scale);
  close(value, plan.reduce((sum, flow, k) => sum + flow * cost[k], 0), 1e-14 * mass * scale);
  close(dual, a.reduce((s, w, i) => s + w * f[i], 0) + b.reduce((s, w, j) => s + w * g[j], 0), 1e-13 * mass * scale);
  close(gap, value - dual, 0);
  close(a.reduce((s, w, i) => s + w * f[i], 0), dual / 2, 1e-13 * mass * scale, "half of the dual");
  close(gap, 0, 1e-12 * mass * scale, "gap");
  plan.forEach((flow, k) => {
    if (flow > 0) close(f[Math.floor(k / b.length)] + g[k % b.length], cost[k], 1e-12 * scale, "slackness");
  });
}

/** Every arc without flow points to the root: this is what forbids cycling. */
function assertStronglyFeasible({ n, flow, root }) {
  flow.forEach((units, node) => assert.ok(node < n || node === root || units > 0, `empty arc to target ${node - n}`));
}

function solveAndCheck(a, b, cost, memory = {}) {
  const result = transport(a, b, cost, memory);
  assertStronglyFeasible(memory.simplex);
  assertOptimal(a, b, cost, result);
  return result;
}

test("two Diracs", () => {
  const result = solveAndCheck([1], [1], [3.5]);
  assert.deepEqual([result.value, result.plan[0], result.marginalError], [3.5, 1, 0]);
});

test("one source against many: the plan is the only one there is", () => {
  const result = solveAndCheck([1], [0.5, 0.3, 0.2], [1, 2, 4]);
  close(result.value, 0.5 + 0.6 + 0.8, 1e-15);
  [0.5, 0.3, 0.2].forEach((share, j) => close(result.plan[j], share, 1e-15));
});

test("a translation costs the squared length of its vector", () => {
  const random = uniform(11);
  const x = randomPoints(20, random);
  const y = x.map(([u, v]) => [u + 0.3, v - 0.4]);
  const a = normalised(x.map(() => random()));
  const result = solveAndCheck(a, a, costMatrix(x, y));
  close(result.value, 0.25, 1e-14);
  a.forEach((weight, i) => close(result.plan[i * 20 + i], weight, 1e-14));
});

test("equal measures are at distance zero", () => {
  const random = uniform(12);
  const x = randomPoints(15, random);
  const a = normalised(x.map(() => random()));
  close(solveAndCheck(a, a, costMatrix(x, x)).value, 0, 1e-16);
});

test("uniform weights give the best permutation", () => {
  const random = uniform(13);
  for (let round = 0; round < 50; round++) {
    const points = round % 2 ? latticePoints : randomPoints;
    const cost = costMatrix(points(5, random), points(5, random));
    const weights = Array(5).fill(0.2);
    close(solveAndCheck(weights, weights, cost).value, leastMeanCost(cost, 5), 1e-12 * (1 + Math.max(...cost)));
  }
});

test("2000 random and degenerate instances carry their proof", () => {
  const random = uniform(14);
  for (let round = 0; round < 2000; round++) {
    const [n, m] = [1 + Math.floor(9 * random()), 1 + Math.floor(9 * random())];
    const points = round % 2 ? latticePoints : randomPoints;
    const cost = costMatrix(points(n, random), points(m, random), [1, 2, 3.3, 8][round % 4]);
    const weigh = round % 3 ? () => Math.floor(4 * random()) : random;
    const weights = (count) => normalised(Array.from({ length: count }, (_, k) => weigh() + (k === 0 ? 1 : 0)));
    solveAndCheck(weights(n), weights(m), cost);
  }
});

test("any cost is accepted: negative, constant, huge, tiny", () => {
  const random = uniform(15);
  const base = Float64Array.from({ length: 42 }, () => random() - 0.5);
  const a = normalised(Array.from({ length: 6 }, random));
  const b = normalised(Array.from({ length: 7 }, random));
  const { value } = solveAndCheck(a, b, base);
  for (const factor of [1e200, 1e-200, 2 ** -40]) {
    close(solveAndCheck(a, b, base.map((c) => c * factor)).value / factor, value, 1e-12);
  }
  close(solveAndCheck(a, b, base.map((c) => c + 7)).value, value + 7, 1e-12);
  close(solveAndCheck(a, b, base.map(() => 7)).value, 7, 1e-14);
});

test("points without mass carry nothing, and their potentials are feasible", () => {
  const a = [0, 0.5, 0.5, 0];
  const b = [0.25, 0, 0.75];
  const random = uniform(16);
  const cost = costMatrix(randomPoints(4, random), randomPoints(3, random));
  const { plan } = solveAndCheck(a, b, cost);
  assert.deepEqual([plan[0], plan[1], plan[2], plan[4], plan[9], plan[10], plan[11]], Array(7).fill(0));
});

test("weights far apart in size, down to the smallest numbers", () => {
  const random = uniform(17);
  const cost = costMatrix(randomPoints(4, random), randomPoints(4, random));
  solveAndCheck([1 - 1e-9, 1e-9, 1e-30, 5e-324], [1e-12, 1 - 1e-12, 0, 1e-17], cost);
  solveAndCheck([1e-300, 2e-300, 0, 0], [3e-300, 0, 0, 0], cost);
  solveAndCheck([1e300, 0, 2e300, 0], [0, 3e300, 0, 0], cost);
});

test("any common mass is accepted and scales the value", () => {
  const random = uniform(18);
  const cost = costMatrix(randomPoints(3, random), randomPoints(2, random));
  const one = solveAndCheck([0.2, 0.3, 0.5], [0.6, 0.4], cost);
  const six = solveAndCheck([1.2, 1.8, 3], [3.6, 2.4], cost);
  close(six.value, 6 * one.value, 1e-14);
});

test("a basis in memory gives what a cold start gives, through 200 drags", () => {
  const random = uniform(19);
  for (const [n, m] of [[1, 1], [5, 8], [20, 20], [24, 9]]) {
    const [x, y] = [randomPoints(n, random), latticePoints(m, random)];
    const a = normalised(x.map(() => Math.floor(3 * random()) + (random() < 0.5 ? 1 : 0.37)));
    const b = normalised(y.map((_, j) => (j % 4 === 1 ? 0 : 1)));
    const memory = {};
    for (let drag = 0; drag < 200; drag++) {
      const side = random() < 0.5 ? x : y;
      side[Math.floor(side.length * random())] = randomPoint(random);
      const cost = costMatrix(x, y);
      const warm = solveAndCheck(a, b, cost, memory);
      close(warm.value, transport(a, b, cost).value, 1e-13 * Math.max(...cost));
    }
  }
});

test("memory saves pivots", () => {
  const random = uniform(20);
  const [x, y] = [randomPoints(30, random), randomPoints(30, random)];
  const weights = Array(30).fill(1 / 30);
  const memory = {};
  const cold = transport(weights, weights, costMatrix(x, y), memory).pivots;
  assert.ok(cold > 20);
  assert.equal(transport(weights, weights, costMatrix(x, y), memory).pivots, 0);
  x[0] = [x[0][0] + 0.01, x[0][1]];
  assert.ok(transport(weights, weights, costMatrix(x, y), memory).pivots < cold / 2);
});

test("memory notices other weights and sizes", () => {
  const [half, quarter, cost, memory] = [[0.5, 0.5], [0.25, 0.75], [1, 2, 3, 5], {}];
  for (const [a, b] of [[half, half], [quarter, half], [quarter, quarter], [half, quarter]]) solveAndCheck(a, b, cost, memory);
  solveAndCheck([1], half, [1, 2], memory);
  solveAndCheck(half, [1], [1, 2], memory);
});

test("arguments are left as they were", () => {
  const [a, b, cost] = [[0.5, 0.5], [0.25, 0.75], [1, 2, 3, 4]];
  transport(a, b, cost);
  assert.deepEqual([a, b, cost], [[0.5, 0.5], [0.25, 0.75], [1, 2, 3, 4]]);
});

test("refusals say what is wrong", () => {
  const refuses = (args, message, name = "RangeError") => assert.throws(() => transport(...args), { name, message });
  refuses([[], [1], []], /transport: 'a' must hold at least one weight/);
  refuses([[1], [], []], /transport: 'b' must hold at least one weight/);
  refuses([[1.5, -0.5], [1], [1, 1]], /transport: 'a' must not be negative, got -0.5 at entry 1/);
  refuses([[NaN], [1], [1]], /transport: 'a' must be finite, got NaN at entry 0/);
  refuses([[1], [Infinity], [1]], /transport: 'b' must be finite/);
  refuses([[0, 0], [1], [1, 1]], /transport: 'a' must have a positive finite mass, got 0/);
  refuses([[1], [0.95], [1]], /transport: 'b' must have the mass of 'a' \(1\.000\), got 0\.9500; rescale/);
  refuses([[1], [1], [Infinity]], /transport: 'cost' must be finite, got Infinity at entry 0/);
  refuses([[1], [1], [1, 2]], /transport: 'cost' must have 1 entries, got 2/);
  refuses([[1], [1]], /'cost' must be an array of numbers, got undefined/, "TypeError");
  refuses([null, [1], [1]], /'a' must be an array/, "TypeError");
});
