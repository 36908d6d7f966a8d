import assert from "node:assert/strict";
import { test } from "node:test";
import { gluedPlan } from "../../../ot_notebook/js/solvers/glue.js";
import { close, uniform } from "./helpers.js";

test("two maps glue to their composition", () => {
  const { composed, paths, marginalError } = gluedPlan([0, 0.5, 0.5, 0], [0, 0.5, 0.5, 0], [0.5, 0.5], [2, 2, 2]);
  assert.deepEqual([...composed], [0.5, 0, 0, 0.5]);
  assert.deepEqual(paths, [[0, 1, 0, 0.5], [1, 0, 1, 0.5]]);
  assert.equal(marginalError, 0);
});

test("independent plans glue to an independent plan", () => {
  const [a, b, c] = [[0.25, 0.75], [0.5, 0.125, 0.375], [0.5, 0.5]];
  const outer = (u, v) => u.flatMap((s) => v.map((t) => s * t));
  const { plan, composed } = gluedPlan(outer(a, b), outer(b, c), b, [2, 3, 2]);
  assert.deepEqual([...plan], outer(outer(a, b), c));
  assert.deepEqual([...composed], outer(a, c));
});

test("atoms without mass in the middle carry nothing", () => {
  const { plan, marginalError } = gluedPlan([0, 1], [0, 0, 0.5, 0.5], [0, 1], [1, 2, 2]);
  assert.deepEqual([...plan], [0, 0, 0.5, 0.5]);
  assert.equal(marginalError, 0);
});

test("masses near the smallest number survive the division", () => {
  const b = [1 - 1e-300, 1e-300, 5e-324];
  const { plan, marginalError } = gluedPlan(b, b, b, [1, 3, 1]);
  assert.ok(plan.every(Number.isFinite));
  close(marginalError, 0, 0);
});

test("both given plans count in the marginal error, and what has no way on is lost", () => {
  close(gluedPlan([0.5, 0.5], [0.5 + 1e-8, 0.5 - 1e-8], [0.5, 0.5], [1, 2, 1]).marginalError, 1e-8, 1e-15);
  const { plan, marginalError } = gluedPlan([1 - 1e-9, 1e-9], [1, 0], [1, 0], [1, 2, 1]);
  assert.deepEqual([...plan], [1 - 1e-9, 0]);
  close(marginalError, 1e-9, 1e-15);
});

test("the triangle inequality of W_2 follows", () => {
  const random = uniform(1);
  const [x, y, z] = [0, 1, 2].map(() => Array.from({ length: 4 }, random));
  const root = (plan, u, v) => Math.sqrt(plan.reduce((sum, mass, k) => sum + mass * (u[Math.floor(k / 4)] - v[k % 4]) ** 2, 0));
  const shuffled = (shift) => Array.from({ length: 16 }, (_, k) => (k % 4 === (Math.floor(k / 4) + shift) % 4 ? 0.25 : 0));
  const [first, second] = [shuffled(1), shuffled(2)];
  const { composed } = gluedPlan(first, second, Array(4).fill(0.25), [4, 4, 4]);
  assert.ok(root(composed, x, z) <= root(first, x, y) + root(second, y, z) + 1e-15);
});

test("refusals say which marginal is wrong", () => {
  const sizes = [1, 2, 1];
  assert.throws(() => gluedPlan([0.4, 0.6], [0.5, 0.5], [0.5, 0.5], sizes), /'planXY' must have column sums 0.500000 at 0, got 0.400000/);
  assert.throws(() => gluedPlan([0.5, 0.5], [0.5, 0.6], [0.5, 0.5], sizes), /'planYZ' must have row sums 0.500000 at 1, got 0.600000/);
  assert.throws(() => gluedPlan([1.5, -0.5], [0.5, 0.5], [0.5, 0.5], sizes), /'planXY' must not be negative, got -0.5 at entry 1/);
  assert.throws(() => gluedPlan([1], [1], [1], [1, 1]), /'sizes' must have 3 entries, got 2/);
  assert.throws(() => gluedPlan([1], [1], [1], [1, 1, 0]), /'sizes\[2\]' must be a whole number of at least 1, got 0/);
});
