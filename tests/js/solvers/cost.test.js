import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { close, randomPoints, uniform } from "./helpers.js";

test("the cost is the Euclidean distance to the power p, row-major", () => {
  for (const p of [1, 2, 3, 4, 5]) {
    const cost = costMatrix([[0, 0], [1, 1]], [[3, 4], [1, 1], [1, 2]], p);
    const expected = [5, Math.SQRT2, Math.sqrt(5), Math.sqrt(13), 0, 1].map((d) => d ** p);
    assert.equal(cost.length, 6);
    expected.forEach((value, k) => close(cost[k], value, 1e-12 * (1 + value), `p=${p}`));
  }
});

test("fast and general powers agree", () => {
  const random = uniform(1);
  const [x, y] = [randomPoints(5, random), randomPoints(4, random)];
  for (const p of [1, 2, 3, 4]) {
    const fast = costMatrix(x, y, p);
    costMatrix(x, y, p + 1e-13).forEach((value, k) => close(fast[k], value, 1e-12, `p=${p}`));
  }
});

test("points of the line and of space are accepted", () => {
  assert.deepEqual([...costMatrix([[0], [2]], [[5]], 1)], [5, 3]);
  assert.deepEqual([...costMatrix([[0, 0, 0]], [[1, 2, 2]], 2)], [9]);
});

test("p is 2 unless given", () => {
  assert.deepEqual([...costMatrix([[0, 0]], [[3, 4]])], [25]);
});

test("refusals say which argument is wrong", () => {
  assert.throws(() => costMatrix([], [[0, 0]]), { name: "RangeError", message: /costMatrix: 'x' must hold at least one/ });
  assert.throws(() => costMatrix([[0, 0]], []), { name: "RangeError", message: /'y' must hold at least one point/ });
  assert.throws(() => costMatrix([[0, 0]], [[0, 0], [1]]), { name: "RangeError", message: /'y\[1\]' must have 2 entries, got 1/ });
  assert.throws(() => costMatrix([[0, NaN]], [[0, 0]]), { name: "RangeError", message: /'x\[0\]' must be finite, got NaN at entry 1/ });
  assert.throws(() => costMatrix([[0, 0], null], [[0, 0]]), { name: "TypeError", message: /'x\[1\]' must be an array/ });
  for (const p of [0, -1, NaN, Infinity, "2"]) {
    assert.throws(() => costMatrix([[0, 0]], [[1, 0]], p), { name: "RangeError", message: /'p' must be a positive number/ });
  }
  assert.throws(() => costMatrix([[1e200, 0]], [[0, 0]]), { name: "RangeError", message: /too far apart for p = 2/ });
});
