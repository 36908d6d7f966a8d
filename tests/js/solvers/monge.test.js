import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { handCost, solveMonge } from "../../../ot_notebook/js/solvers/monge.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, dualViolation, latticePoints, leastMeanCost, randomPoint, randomPoints, uniform } from "./helpers.js";

const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function assertCertified(x, y, p, result) {
  const { f, g, dual, gap, planValue, plan, marginalError } = result;
  const [n, m] = [x.length, y.length];
  const cost = costMatrix(x, y, p);
  const scale = Math.max(...cost);
  assert.equal(f.length, n);
  assert.equal(g.length, m);
  assert.ok(dualViolation(cost, f, g) <= 1e-12 * scale);
  close(dual, mean(f) + mean(g), 1e-15 * scale);
  close(gap, planValue - dual, 0);
  close(gap, 0, 1e-13 * scale, "gap");
  const rows = Array(n).fill(0);
  const columns = Array(m).fill(0);
  for (const [i, j, mass] of plan) {
    assert.ok(mass > 0);
    close(f[i] + g[j], cost[i * m + j], 1e-12 * scale, "slackness");
    rows[i] += mass;
    columns[j] += mass;
  }
  const errors = [...rows.map((s) => Math.abs(s - 1 / n)), ...columns.map((s) => Math.abs(s - 1 / m))];
  close(marginalError, Math.max(...errors), 0);
  assert.ok(marginalError <= 1e-15);
  assert.deepEqual(plan, [...plan].sort((s, t) => s[0] - t[0] || s[1] - t[1]));
  if (result.feasible) assertMap(cost, n, m, result);
  else assertNoMap(n, m, result);
}

function assertMap(cost, n, m, { assignment, value, planValue, plan, reason }) {
  assert.equal(reason, null);
  assert.equal(value, planValue);
  close(value, mean(assignment.map((j, i) => cost[i * m + j])), 1e-15 * value);
  const received = Array(m).fill(0);
  for (const j of assignment) received[j]++;
  assert.deepEqual(received, Array(m).fill(n / m));
  assert.deepEqual(plan, assignment.map((j, i) => [i, j, 1 / n]));
}

function assertNoMap(n, m, { assignment, value, reason, plan }) {
  assert.notEqual(n % m, 0);
  assert.deepEqual([assignment, value], [null, null]);
  assert.match(reason, new RegExp(`${m} targets would have to receive ${n}/${m} sources`));
  assert.ok(plan.length <= n + m - 1);
  for (const [, , mass] of plan) close(n * m * mass, Math.max(1, Math.round(n * m * mass)), 1e-12, "mass times n m");
}

test("a translation is optimal for every p", () => {
  const x = randomPoints(10, uniform(21));
  const y = x.map(([u, v]) => [u + 0.06, v - 0.08]);
  for (const p of [1, 2, 3, 4]) close(solveMonge(x, y, p).value, 0.1 ** p, 1e-15);
  assert.deepEqual(solveMonge(x, y, 2).assignment, x.map((_, i) => i));
});

test("a permutation is undone", () => {
  const x = randomPoints(7, uniform(22));
  const order = [3, 1, 6, 0, 2, 5, 4];
  const { assignment, value } = solveMonge(x, order.map((i) => x[i]), 1);
  assert.deepEqual(assignment.map((j) => order[j]), [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(value, 0);
});

test("two Diracs, and one atom against two", () => {
  close(solveMonge([[0, 0]], [[0.3, 0.4]], 1).value, 0.5, 1e-16);
  const split = solveMonge([[0.3, 0.5]], [[1.2, 0.78], [1.2, 0.22]], 2);
  assert.equal(split.feasible, false);
  assert.deepEqual(split.plan, [[0, 0, 0.5], [0, 1, 0.5]]);
  close(split.planValue, 0.81 + 0.28 ** 2, 1e-15);
  assertCertified([[0.3, 0.5]], [[1.2, 0.78], [1.2, 0.22]], 2, split);
});

test("many sources onto one target", () => {
  const x = randomPoints(9, uniform(23));
  const result = solveMonge(x, [[1, 1]], 2);
  assert.deepEqual(result.assignment, Array(9).fill(0));
  close(result.value, mean([...costMatrix(x, [[1, 1]], 2)]), 1e-15);
});

test("small problems against all permutations", () => {
  const random = uniform(24);
  for (let round = 0; round < 200; round++) {
    const n = 1 + Math.floor(6 * random());
    const points = round % 2 ? latticePoints : randomPoints;
    const [x, y, p] = [points(n, random), points(n, random), 1 + Math.floor(4 * random())];
    const least = leastMeanCost(costMatrix(x, y, p), n);
    close(solveMonge(x, y, p).value, least, 1e-14 * (1 + least));
  }
});

test("all sizes up to 12 x 12, random and lattice, carry their proof and agree with weighted transport", () => {
  const random = uniform(25);
  for (let n = 1; n <= 12; n++) {
    for (let m = 1; m <= 12; m++) {
      for (const points of [randomPoints, latticePoints]) {
        const [x, y, p] = [points(n, random), points(m, random), 1 + 3 * random()];
        const result = solveMonge(x, y, p);
        assertCertified(x, y, p, result);
        const { value } = transport(Array(n).fill(1 / n), Array(m).fill(1 / m), costMatrix(x, y, p));
        close(result.planValue, value, 1e-12 * (1 + value));
      }
    }
  }
});

test("coincident points and the largest sizes", () => {
  const same = Array(64).fill([0.5, 0.5]);
  assertCertified(same, same, 1, solveMonge(same, same, 1));
  assertCertified(same, same.slice(1), 4, solveMonge(same, same.slice(1), 4));
  const random = uniform(26);
  for (const m of [64, 63, 32, 48, 1]) {
    const [x, y] = [randomPoints(64, random), randomPoints(m, random)];
    assertCertified(x, y, 2, solveMonge(x, y, 2));
  }
});

test("memory changes nothing but the time, through 200 edits of every kind", () => {
  const random = uniform(27);
  const memory = {};
  let [x, y, p] = [randomPoints(12, random), randomPoints(6, random), 2];
  const edits = [
    () => { x[Math.floor(x.length * random())] = randomPoint(random); },
    () => { y[Math.floor(y.length * random())] = randomPoint(random); },
    () => { y[Math.floor(y.length * random())] = x[0]; },
    () => { p = 1 + 3 * random(); },
    () => { x = random() < 0.5 || x.length < 3 ? [...x, randomPoint(random)] : x.slice(1); },
    () => { y = random() < 0.5 || y.length < 3 ? [...y, randomPoint(random)] : y.slice(1); },
    () => {},
  ];
  for (let edit = 0; edit < 200; edit++) {
    edits[Math.floor(random() * (edit % 3 ? 3 : edits.length))]();
    const warm = solveMonge(x, y, p, memory);
    assertCertified(x, y, p, warm);
    close(warm.planValue, solveMonge(x, y, p).planValue, 1e-14 * (1 + warm.planValue));
  }
});

test("a memory whose potentials are wrong is not believed", () => {
  const random = uniform(28);
  const [x, y, memory] = [randomPoints(9, random), randomPoints(9, random), {}];
  solveMonge(x, y, 2, memory);
  memory.assignment.g.forEach((_, j, g) => { g[j] += random(); });
  x[4] = randomPoint(random);
  const result = solveMonge(x, y, 2, memory);
  assertCertified(x, y, 2, result);
  assert.equal(result.value, solveMonge(x, y, 2).value);
});

test("the result is plain JSON", () => {
  const result = solveMonge([[0, 0], [1, 1]], [[1, 0], [0, 1]], 2);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  assert.deepEqual(Object.keys(result).sort(), [
    "assignment", "dual", "f", "feasible", "g", "gap", "marginalError", "plan", "planValue", "reason", "value",
  ]);
});

test("handCost adds up a drawn assignment once it is complete and admissible", () => {
  const [x, y] = [[[0, 0], [1, 0]], [[1, 0], [0, 0]]];
  const cost = (drawn, optimum) => handCost({ x, y, p: 2, drawn }, optimum);
  assert.deepEqual(cost([null, 0], 0), {
    handValue: null, handExcess: null, complete: false, admissible: false, received: [1, 0], capacity: 1,
  });
  assert.deepEqual(cost([0, 0], 0), {
    handValue: null, handExcess: null, complete: true, admissible: false, received: [2, 0], capacity: 1,
  });
  assert.deepEqual(cost([1, 0], 0), {
    handValue: 0, handExcess: 0, complete: true, admissible: true, received: [1, 1], capacity: 1,
  });
  assert.deepEqual([cost([0, 1], 0).handValue, cost([0, 1], 0).handExcess], [1, null]);
  assert.equal(cost([0, 1]).handExcess, null);
});

test("handCost: the excess is relative to the optimum, and no map is admissible where none exists", () => {
  const random = uniform(29);
  const state = { x: randomPoints(6, random), y: randomPoints(3, random), p: 2 };
  const { assignment, value } = solveMonge(state.x, state.y, 2);
  assert.equal(handCost({ ...state, drawn: assignment }, value).handExcess, 0);
  const worse = handCost({ ...state, drawn: [0, 0, 1, 1, 2, 2] }, value);
  close(worse.handExcess, worse.handValue / value - 1, 1e-15);
  assert.ok(worse.handExcess >= 0);
  const split = handCost({ ...state, x: state.x.slice(1), drawn: [0, 0, 1, 1, 2] }, null);
  assert.deepEqual([split.handValue, split.complete, split.admissible], [null, true, false]);
});

test("refusals", () => {
  const state = { x: [[0, 0]], y: [[1, 1]], p: 2 };
  assert.throws(() => solveMonge([], [[0, 0]], 2), { name: "RangeError", message: /solveMonge: 'x' must hold/ });
  assert.throws(() => solveMonge([[0, 0]], [[0, Infinity]], 2), { name: "RangeError", message: /solveMonge: 'y\[0\]' must be finite/ });
  assert.throws(() => solveMonge([[0, 0]], [[0, 1]], -1), { name: "RangeError", message: /'p' must be a positive/ });
  assert.throws(() => handCost({ ...state, drawn: [] }), { name: "RangeError", message: /handCost: 'drawn' must have 1 entries, got 0/ });
  for (const target of [1, -1, 0.5, "0", undefined]) {
    assert.throws(() => handCost({ ...state, drawn: [target] }), { name: "RangeError", message: /must hold targets 0 to 0 or null/ });
  }
});
