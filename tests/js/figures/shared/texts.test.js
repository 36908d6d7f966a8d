import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, place, some } from "../../../../ot_notebook/js/draw/numbers.js";
import { rowsOf, triplesOf } from "../../../../ot_notebook/js/figures/shared/plans.js";
import { array, floats, named, table } from "../../../../ot_notebook/js/figures/shared/texts.js";

test("arrays are written for NumPy, with and without a type", () => {
  assert.equal(array([[0.5, 1], [2, 3]]), "np.array([[0.5, 1], [2, 3]])");
  assert.equal(floats([1, 0]), "np.array([1, 0], float)");
});

test("inputs are written under their names", () => {
  assert.deepEqual(named({ x: [1], a: [0.5, 1], p: 2 }, ["a", "x"]), ["a = np.array([0.5, 1])", "x = np.array([1])"]);
  assert.deepEqual(named({ b: [1] }, ["b"], floats), ["b = np.array([1], float)"]);
});

test("a table has its names, a line for each row, and ends with a line break", () => {
  assert.equal(table("a,b", [[1, 2], ["x", ""]]), "a,b\n1,2\nx,\n");
  assert.equal(table("a,b", []), "a,b\n");
});

test("a plan as rows and as triples of the pairs with mass", () => {
  const plan = Float64Array.of(0.5, 0, 0, 0.25, 1e-13, 0.25);
  assert.deepEqual(rowsOf(plan, 3), [[0.5, 0, 0], [0.25, 1e-13, 0.25]]);
  assert.deepEqual(triplesOf(plan, 3), [[0, 0, 0.5], [1, 0, 0.25], [1, 1, 1e-13], [1, 2, 0.25]]);
  assert.deepEqual(triplesOf([0, -0.5], 2), [[0, 1, -0.5]]);
  assert.deepEqual(triplesOf(plan, 3, 1e-12), [[0, 0, 0.5], [1, 0, 0.25], [1, 2, 0.25]]);
});

test("numbers with their decimals, counts with their nouns, and places", () => {
  assert.deepEqual([fixed(-0.1234), fixed(2, 1)], ["−0.123", "2.0"]);
  assert.deepEqual([some(1, "point"), some(0, "point"), some(3, "point")], ["1 point", "0 points", "3 points"]);
  assert.equal(place([0.126, 1]), "x 0.13, y 1.00");
});
