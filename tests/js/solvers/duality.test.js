import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { cTransform, cTransformBack, dualBound, kantorovichRubinstein } from "../../../ot_notebook/js/solvers/duality.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, latticePoints, randomPoints, uniform } from "./helpers.js";

test("c-transforms by hand, with a forbidden pair", () => {
  const cost = [1, 2, Infinity, 0, 5, 3];
  assert.deepEqual([...cTransform([1, 0], cost)], [0, 1, 3]);
  assert.deepEqual([...cTransformBack([0, 1, 3], cost)], [1, 0]);
  assert.deepEqual([...cTransform([0], [Infinity, 1])], [Infinity, 1]);
});

test("three transforms are one", () => {
  const random = uniform(1);
  const cost = costMatrix(latticePoints(6, random), latticePoints(4, random));
  const g = cTransform([0, 1, -1, 2, 0, 3], cost);
  assert.deepEqual(cTransform(cTransformBack(g, cost), cost), g);
});

test("a bound counts its violation, pair by pair", () => {
  const bound = dualBound([1, 0], [1, 0], [0.5, 0.5], [0.25, 0.75], [1, 2, 0, 0]);
  assert.deepEqual(bound, {
    value: 0.75,
    violation: 1,
    worst: [0, 0],
    feasible: false,
    bound: -0.25,
    violated: [[0, 0, 1], [1, 0, 1]],
  });
});

test("a small violation is one, rounding is none", () => {
  const excess = (f) => dualBound([f], [0], [1], [1], [1]);
  assert.deepEqual([excess(1 + 1e-6).feasible, excess(1 + 1e-6).violated.length], [false, 1]);
  assert.deepEqual([excess(1 + 2e-16).feasible, excess(1 + 2e-16).violated.length], [true, 0]);
});

test("optimal potentials are feasible and their bound is the value", () => {
  const random = uniform(2);
  const cost = costMatrix(randomPoints(7, random), randomPoints(5, random));
  const [a, b] = [Array(7).fill(1 / 7), Array(5).fill(1 / 5)];
  const { f, g, value } = transport(a, b, cost);
  const bound = dualBound(f, g, a, b, cost);
  assert.ok(bound.feasible && bound.violated.length === 0);
  close(bound.bound, value, 1e-14);
});

test("any two potentials bound the cost from below", () => {
  const random = uniform(3);
  for (let round = 0; round < 200; round++) {
    const cost = costMatrix(randomPoints(4, random), latticePoints(5, random));
    const [a, b] = [Array(4).fill(1 / 4), Array(5).fill(1 / 5)];
    const [f, g] = [4, 5].map((count) => Array.from({ length: count }, () => 4 * random() - 2));
    assert.ok(dualBound(f, g, a, b, cost).bound <= transport(a, b, cost).value + 1e-15);
  }
});

test("the critic of two Diracs falls with slope 1 from one to the other", () => {
  const solved = kantorovichRubinstein([[0, 0]], [[3, 4]], [1], [1]);
  assert.deepEqual([solved.value, solved.dual, solved.gap, solved.lipschitz], [5, 5, 0, 1]);
  assert.equal(solved.potentialX[0] - solved.potentialY[0], 5);
});

test("on the line W_1 is the area between the distribution functions", () => {
  const solved = kantorovichRubinstein([0, 1, 4], [2, 3], [0.5, 0.25, 0.25], [0.5, 0.5]);
  close(solved.value, 0.5 + 0.75 + 0.25 + 0.25, 1e-15);
  close(solved.gap, 0, 1e-15);
});

test("coincident points have no slope", () => {
  const { value, lipschitz } = kantorovichRubinstein([2, 2], [2], [0.5, 0.5], [1]);
  assert.deepEqual([value, lipschitz], [0, 0]);
});

test("refusals name the argument", () => {
  assert.throws(() => cTransform([0, NaN], [1, 2]), /cTransform: 'f' must be finite, got NaN at entry 1/);
  assert.throws(() => cTransform([0, 1], [1, 2, 3]), /'cost' must have 2 entries, got 3/);
  assert.throws(() => cTransformBack([0], [-Infinity]), /'cost' must be above -Infinity and not NaN, got -Infinity at entry 0/);
  assert.throws(() => cTransformBack([0], undefined), TypeError);
  assert.throws(() => dualBound([0], [0], [1], [0.5], [1]), /'b' must have mass 1, got 0.5000/);
  assert.throws(() => dualBound([0, 0], [0], [1], [1], [1]), /'f' must have 1 entries, got 2/);
  assert.throws(() => kantorovichRubinstein([0], [0], [1], [0.5, 0.5]), /'b' must have 1 entries, got 2/);
});
