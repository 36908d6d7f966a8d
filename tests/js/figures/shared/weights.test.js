import assert from "node:assert/strict";
import { test } from "node:test";
import { apportioned, areEqual, equal, fewer, more, reweighted, shares, STEPS, stepsOf, total } from "../../../../ot_notebook/js/figures/shared/weights.js";
import { uniform } from "../../solvers/helpers.js";

const random = uniform(11);
const drawn = (count) => shares(Array.from({ length: count }, () => (random() < 0.2 ? 1e-9 : random())));
const mass = (weights) => total(stepsOf(weights));

test("shares are parts of one in the same proportions", () => {
  assert.deepEqual(shares([1, 3, 0]), [0.25, 0.75, 0]);
});

test("apportioned weights have mass one and are less than a step off", () => {
  for (let count = 1; count <= 12; count++) {
    const weights = drawn(count), near = apportioned(weights);
    assert.equal(mass(near), STEPS);
    near.forEach((weight, k) => assert.ok(Math.abs(weight - weights[k]) * STEPS < 1));
    assert.deepEqual(apportioned(near), near);
  }
});

test("each weight gets the least number of steps, and the largest pays", () => {
  for (let count = 2; count <= 12; count++) {
    const weights = drawn(count), near = apportioned(weights, 3), largest = weights.indexOf(Math.max(...weights));
    assert.equal(mass(near), STEPS);
    assert.ok(stepsOf(near).every((steps) => steps >= 3));
    near.forEach((weight, k) => k === largest || assert.ok(Math.abs(weight - Math.max(weights[k], 3 / STEPS)) * STEPS < 1));
  }
  assert.deepEqual(apportioned([1, 0, 0], 2), [0.9996, 0.0002, 0.0002]);
});

test("a weight that is set stays, the others keep their proportions, and none falls below the least", () => {
  assert.deepEqual(reweighted([0.2, 0.2, 0.6], new Map([[2, 0.2]])), [0.4, 0.4, 0.2]);
  assert.deepEqual(reweighted([0, 0, 1], new Map([[2, 0.5]])), [0.25, 0.25, 0.5]);
  assert.deepEqual(reweighted([0.5, 0.5], new Map([[0, 0]]), 1), [0.0001, 0.9999]);
});

test("one weight fewer or more leaves the others in proportion", () => {
  assert.deepEqual(fewer([0.2, 0.2, 0.6], 1), [0.25, 0.75]);
  assert.deepEqual(fewer([0, 1, 0], 1), [0.5, 0.5]);
  assert.deepEqual(fewer([0.5, 0.4999, 0.0001], 1, 3), [0.9997, 0.0003]);
  assert.deepEqual(more([0.3, 0.7]), [0.2, 0.4667, 0.3333]);
  assert.deepEqual([more(equal(6)), fewer(equal(7), 2)], [equal(7), equal(6)]);
});

test("equal weights are equal to the last bit", () => {
  for (let count = 1; count <= 12; count++) assert.ok(areEqual(equal(count)) && Math.abs(total(equal(count)) - 1) < 1e-15 * count);
  assert.equal(areEqual([0.3333, 0.3333, 0.3334]), false);
});
