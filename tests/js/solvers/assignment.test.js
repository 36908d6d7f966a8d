import assert from "node:assert/strict";
import { test } from "node:test";
import { Assignment } from "../../../ot_notebook/js/solvers/assignment.js";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { close, dualViolation, latticePoints, leastMeanCost, randomPoint, randomPoints, uniform } from "./helpers.js";

const total = (cost, { n, columnOf }) => columnOf.reduce((sum, j, i) => sum + cost[i * n + j], 0);

/** A permutation, feasible potentials, equality on the matched pairs: together a proof of optimality. */
function assertOptimal(cost, solver) {
  const { n, f, g, columnOf, rowOf } = solver;
  const tolerance = 1e-12 * Math.max(Number.MIN_VALUE, ...cost.map(Math.abs));
  columnOf.forEach((j, i) => {
    assert.equal(rowOf[j], i);
    close(f[i] + g[j], cost[i * n + j], tolerance, `slackness of row ${i}`);
  });
  assert.ok(dualViolation(cost, f, g) <= tolerance, `dual violated by ${dualViolation(cost, f, g)}`);
}

test("a known 3 x 3 problem", () => {
  const solver = new Assignment(3).solve([4, 1, 3, 2, 0, 5, 3, 2, 2]);
  assert.deepEqual([...solver.columnOf], [1, 0, 2]);
  assertOptimal([4, 1, 3, 2, 0, 5, 3, 2, 2], solver);
});

test("a permutation hidden in the cost is found", () => {
  const random = uniform(2);
  const hidden = [3, 0, 4, 1, 2];
  const cost = Float64Array.from({ length: 25 }, (_, k) => (hidden[Math.floor(k / 5)] === k % 5 ? 0 : 0.1 + random()));
  assert.deepEqual([...new Assignment(5).solve(cost).columnOf], hidden);
});

test("one row", () => {
  const solver = new Assignment(1).solve([7]);
  assert.equal(solver.columnOf[0], 0);
  assert.equal(solver.f[0] + solver.g[0], 7);
});

test("small random and lattice problems against all permutations", () => {
  const random = uniform(3);
  for (let round = 0; round < 300; round++) {
    const n = 1 + Math.floor(6 * random());
    const points = round % 2 ? latticePoints : randomPoints;
    const cost = costMatrix(points(n, random), points(n, random), 1 + 3 * random());
    const solver = new Assignment(n).solve(cost);
    assertOptimal(cost, solver);
    close(total(cost, solver) / n, leastMeanCost(cost, n), 1e-12 * (1 + Math.max(...cost)));
  }
});

test("degenerate costs: constant, negative, duplicate rows and columns, very large and very small", () => {
  const random = uniform(4);
  const n = 12;
  const base = Float64Array.from({ length: n * n }, () => random());
  const kinds = {
    zero: base.map(() => 0),
    constant: base.map(() => 3),
    negative: base.map((c) => c - 5),
    rows: base.map((_, k) => base[k % n]),
    columns: base.map((_, k) => base[Math.floor(k / n)]),
    huge: base.map((c) => 1e200 * c),
    tiny: base.map((c) => 1e-200 * c),
    binary: base.map((c) => (c < 0.5 ? 0 : 1)),
  };
  for (const [name, cost] of Object.entries(kinds)) {
    assert.doesNotThrow(() => assertOptimal(cost, new Assignment(n).solve(cost)), name);
  }
});

test("warm equals cold after each of 200 drags of rows and columns", () => {
  const random = uniform(5);
  for (const n of [1, 2, 9, 30]) {
    const [x, y] = [randomPoints(n, random), latticePoints(n, random)];
    const warm = new Assignment(n).solve(costMatrix(x, y));
    for (let drag = 0; drag < 200; drag++) {
      const k = Math.floor(n * random());
      const movesSource = random() < 0.5;
      (movesSource ? x : y)[k] = randomPoint(random);
      const cost = costMatrix(x, y);
      warm.resolve(cost, movesSource ? [k] : [], movesSource ? [] : [k]);
      assertOptimal(cost, warm);
      close(total(cost, warm), total(cost, new Assignment(n).solve(cost)), 1e-12 * n);
    }
  }
});

test("several rows and columns may change at once, up to all of them", () => {
  const random = uniform(6);
  const n = 10;
  const [x, y] = [randomPoints(n, random), randomPoints(n, random)];
  const solver = new Assignment(n);
  for (let round = 0; round < 100; round++) {
    const pick = (chance) => Array.from({ length: n }, (_, i) => i).filter(() => random() < chance);
    const rows = round === 50 ? pick(1) : pick(0.3);
    const columns = round === 60 ? pick(1) : pick(0.3);
    for (const i of rows) x[i] = randomPoint(random);
    for (const j of columns) y[j] = randomPoint(random);
    assertOptimal(costMatrix(x, y), solver.resolve(costMatrix(x, y), rows, columns));
  }
});

test("a first resolve is a solve", () => {
  const random = uniform(8);
  for (let round = 0; round < 20; round++) {
    const cost = Float64Array.from({ length: 36 }, () => -random());
    assertOptimal(cost, new Assignment(6).resolve(cost, [], []));
  }
});

test("potentials stay small however long the dragging lasts", () => {
  const random = uniform(7);
  const [x, y] = [randomPoints(8, random), Array(8).fill([0.5, 0.5])];
  const solver = new Assignment(8).solve(costMatrix(x, y));
  for (let drag = 0; drag < 2000; drag++) {
    y.fill(randomPoint(random));
    solver.resolve(costMatrix(x, y), [], [0, 1, 2, 3, 4, 5, 6, 7]);
  }
  assert.ok(Math.max(...solver.f.map(Math.abs), ...solver.g.map(Math.abs)) < 10);
});

test("refusals", () => {
  assert.throws(() => new Assignment(0), { name: "RangeError", message: /assignment: 'n' must be a whole number/ });
  assert.throws(() => new Assignment(2.5), RangeError);
  const solver = new Assignment(2);
  assert.throws(() => solver.solve([1, 2, 3]), { name: "RangeError", message: /'cost' must have 4 entries, got 3/ });
  assert.throws(() => solver.solve([1, 2, NaN, 3]), { name: "RangeError", message: /'cost' must be finite, got NaN at entry 2/ });
  assert.throws(() => solver.solve([1, 2, Infinity, 3]), RangeError);
  assert.throws(() => solver.solve(), TypeError);
});
