import assert from "node:assert/strict";
import { test } from "node:test";
import { freePlace, indexOf, keyOf, replaced, sideOf, without } from "../../../../ot_notebook/js/figures/shared/sides.js";
import { randomPoints, uniform } from "../../solvers/helpers.js";

test("a key gives back its side and its index", () => {
  for (const [side, index] of [["x", 0], ["y", 12], ["phi", 7], ["mu", 30]]) {
    const key = keyOf(side, index);
    assert.deepEqual([sideOf(key), indexOf(key)], [side, index]);
  }
  assert.equal(sideOf("level"), "level");
});

test("one entry is replaced or left out, the list stays", () => {
  const list = ["a", "b", "c"];
  assert.deepEqual([replaced(list, 1, "d"), without(list, 2), list], [["a", "d", "c"], ["a", "b"], ["a", "b", "c"]]);
});

test("a free place is in the window and apart from all points", () => {
  const random = uniform(4);
  for (let count = 1; count <= 64; count += 7) {
    const own = randomPoints(count, random), others = randomPoints(count, random), [u, v] = freePlace(own, [...own, ...others]);
    assert.ok(u > 0 && u < 1.5 && v > 0 && v < 1);
    const gap = Math.min(...[...own, ...others].map(([s, t]) => Math.hypot(s - u, t - v)));
    assert.ok(gap > 0.5 / Math.sqrt(2 * count + 2) * 0.5, `gap ${gap} among ${2 * count} points`);
  }
});

test("a free place is near its own side", () => {
  const left = [[0.2, 0.5]], right = [[1.3, 0.5]], taken = [...left, ...right];
  assert.ok(freePlace(left, taken)[0] < 0.5 && freePlace(right, taken)[0] > 1);
});
