import assert from "node:assert/strict";
import { test } from "node:test";
import {
  lipschitzExtension,
  lipschitzMajorant,
  lipschitzMinorant,
  nearestLipschitz,
} from "../../../ot_notebook/js/solvers/lipschitz.js";
import { close, uniform } from "./helpers.js";

const line = (random, count, scale) => Array.from({ length: count }, () => scale * random()).sort((s, t) => s - t);

/** For all pairs as computed, which between neighbours is stronger than it looks: no tolerance. */
function assertLipschitz(x, f) {
  f.forEach((value, i) => f.forEach((other, j) => assert.ok(Math.abs(value - other) <= Math.abs(x[i] - x[j]))));
}

test("a spike is cut to slope 1, from above and from below", () => {
  assert.deepEqual([...lipschitzMinorant([0, 1, 3], [0, 9, 0])], [0, 1, 0]);
  assert.deepEqual([...lipschitzMajorant([0, 1, 3], [0, 9, 0])], [8, 9, 7]);
  const { potential, distance, bound } = nearestLipschitz([0, 1, 3], [0, 9, 0]);
  assert.deepEqual([[...potential], distance, bound], [[4, 5, 3.5], 4, 4]);
});

test("a 1-Lipschitz function stays as it is", () => {
  const values = [1, 0.5, 1.5, 1.5];
  for (const project of [lipschitzMinorant, lipschitzMajorant]) assert.deepEqual([...project([0, 1, 2, 2], values)], values);
  assert.equal(nearestLipschitz([0, 1, 2, 2], values).distance, 0);
});

test("at coincident points the values become one", () => {
  assert.deepEqual([...lipschitzMinorant([1, 1], [2, 5])], [2, 2]);
  assert.deepEqual([...nearestLipschitz([1, 1], [2, 5]).potential], [3.5, 3.5]);
});

test("the bound holds without tolerance at every scale", () => {
  const random = uniform(1);
  for (let round = 0; round < 2000; round++) {
    const scale = 10 ** Math.floor(20 * random() - 10);
    const x = line(random, 6, scale);
    const values = x.map(() => (random() - 0.5) * 10 ** Math.floor(20 * random() - 10));
    assertLipschitz(x, lipschitzMinorant(x, values));
    assertLipschitz(x, lipschitzMajorant(x, values));
    assertLipschitz(x, nearestLipschitz(x, values).potential);
  }
});

test("an extension keeps the values and the slope", () => {
  const [points, values] = [[[0, 0], [3, 4]], [1, 5]];
  assert.deepEqual([...lipschitzExtension(points, values, points)], values);
  close(lipschitzExtension(points, values, [[0, 1]])[0], 2, 1e-15);
});

test("refusals name the argument", () => {
  assert.throws(() => lipschitzMinorant([0, 2, 1], [0, 0, 0]), /'x' must not decrease, got 2 and then 1 at entry 2/);
  assert.throws(() => lipschitzMajorant([0, 1], [0]), /lipschitzMajorant: 'values' must have 2 entries, got 1/);
  assert.throws(() => nearestLipschitz([0], [Infinity]), /nearestLipschitz: 'values' must be finite, got Infinity/);
  assert.throws(() => lipschitzExtension([0], [1], [[0, 0]]), /must have/);
});
