import assert from "node:assert/strict";
import { test } from "node:test";
import { Inputs } from "../../../../ot_notebook/js/figures/shared/inputs.js";

const inputs = new Inputs("glass");
const WINDOW = { x: [0, 1.5], y: [-1, 1] };
const whole = (name, t) => inputs.whole(name, t, [0, 9]);

/** The whole message of a refusal. */
function refusal(check) {
  try {
    check();
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
  return null;
}

const PASSING = {
  "a number as it is": [() => inputs.number("p", 2.123456, [1, 4]), 2.123456],
  "a number at either end": [() => [1, 4].map((p) => inputs.number("p", p, [1, 4])), [1, 4]],
  "a number of a range without end": [() => inputs.number("p", 1e9, [0]), 1e9],
  "a decimal, rounded, without a negative zero": [() => [0.123456, -0].map((t) => inputs.decimal("t", t, [-1, 1])), [0.1235, 0]],
  "whole numbers, without a negative zero": [() => [9, -0].map((n) => whole("n", n)), [9, 0]],
  "an option": [() => inputs.choice("mode", "b", ["a", "b"]), "b"],
  "a flag": [() => inputs.flag("best", false), false],
  "a list of a count": [() => inputs.list("n", [1, 2], 2, "numbers", whole), [1, 2]],
  "lists from the least to the most": [() => [[], [1, 2]].map((n) => inputs.list("n", n, [0, 2], "numbers", whole)), [[], [1, 2]]],
  "decimals, rounded": [() => inputs.decimals("t", [0.123456, 1], 2, "numbers", [0, 1]), [0.1235, 1]],
  "points in the corners of a window, rounded": [() => inputs.points("x", [[1.50001, -1], [-0, 0.55555]], WINDOW, 2), [[1.5, -1], [0, 0.5556]]],
  "weights that are not all 0": [() => inputs.positive("a", [0, 1e-9]), [0, 1e-9]],
  "weights of mass 1, in steps": [() => inputs.unitWeights("a", [1 / 3, 1 / 3, 1 / 3 + 1e-7], 3), [0.3333, 0.3333, 0.3334]],
  "equal weights of mass 1": [() => inputs.unitWeights("a", [1 / 3, 1 / 3, 1 / 3], 3, 1), [1 / 3, 1 / 3, 1 / 3]],
  "the names of a part": [() => inputs.merged({ a: 1, b: 2 }, { b: 3 }, ["a", "b"]), { a: 1, b: 3 }],
  "a longer side": [() => inputs.lengthened({ x: [1], y: [] }, "x", 2, 2), { x: [1, 2] }],
  "a shorter side": [() => inputs.shortened({ x: [1, 2, 3], y: [] }, "x", 1), { x: [1, 3] }],
};
for (const [what, [check, value]] of Object.entries(PASSING)) test(`inputs pass ${what}`, () => assert.deepEqual(check(), value));

for (const [check, message] of [
  [() => inputs.merged({}, { a: 1, q: 2 }, ["a", "b"]), "there is no input 'q'; inputs are a, b"],
  [() => inputs.number("p", 0.9, [1, 4]), "'p' must be a number from 1 to 4, got 0.9"],
  [() => inputs.number("p", "2", [1, 4]), "'p' must be a number from 1 to 4, got \"2\""],
  [() => inputs.number("p", NaN, [0]), "'p' must be a number of at least 0, got null"],
  [() => inputs.number("p", Infinity, [0]), "'p' must be a number of at least 0, got null"],
  [() => inputs.number("p", 5, [1, 4], ', or "inf"'), "'p' must be a number from 1 to 4, or \"inf\", got 5"],
  [() => inputs.decimal("t", 1.00001, [0, 1]), "'t' must be a number from 0 to 1, got 1.00001"],
  [() => whole("n", 1.5), "'n' must be a whole number from 0 to 9, got 1.5"],
  [() => whole("n", 10), "'n' must be a whole number from 0 to 9, got 10"],
  [() => inputs.whole("n", -1, [0, 2], ", or null"), "'n' must be a whole number from 0 to 2, or null, got -1"],
  [() => inputs.choice("mode", "c", ["a", "b"]), "'mode' must be \"a\" or \"b\", got \"c\""],
  [() => inputs.choice("mode", undefined, ["a", "b", "d"]), "'mode' must be \"a\", \"b\" or \"d\", got undefined"],
  [() => inputs.flag("best", 1), "'best' must be true or false, got 1"],
  [() => inputs.list("n", [1], 2, "numbers", whole), "'n' must be a list of 2 numbers, got 1"],
  [() => inputs.list("n", [], [1, 2], "numbers", whole), "'n' must be a list of 1 to 2 numbers, got 0"],
  [() => inputs.list("n", [1, 2, 3], [1, 2], "numbers", whole), "'n' must be a list of 1 to 2 numbers, got 3"],
  [() => inputs.list("n", "12", 2, "numbers", whole), "'n' must be a list of 2 numbers, got \"12\""],
  [() => inputs.list("n", [1, -1], 2, "numbers", whole), "'n[1]' must be a whole number from 0 to 9, got -1"],
  [() => inputs.decimals("t", [0, 2], 2, "numbers", [0, 1]), "'t[1]' must be a number from 0 to 1, got 2"],
  [() => inputs.points("x", [], WINDOW, 3), "'x' must be a list of 1 to 3 points, got 0"],
  [() => inputs.points("x", [[0, 0], [1]], WINDOW, 3), "'x[1]' must be two finite numbers, got [1]"],
  [() => inputs.points("x", [[0, NaN]], WINDOW, 3), "'x[0]' must be two finite numbers, got [0,null]"],
  [() => inputs.points("x", [[1.6, 0]], WINDOW, 3), "'x[0]' must lie in [0, 1.5] × [-1, 1], got (1.6, 0)"],
  [() => inputs.points("x", [[0, -1.0001]], WINDOW, 3), "'x[0]' must lie in [0, 1.5] × [-1, 1], got (0, -1.0001)"],
  [() => inputs.positive("a", [0, 0]), "'a' must have a weight above 0"],
  [() => inputs.unitWeights("a", [0.5, 0.6], 2), "'a' must have mass 1, got 1.100"],
  [() => inputs.unitWeights("a", [1], 2), "'a' must be a list of 2 weights, got 1"],
  [() => inputs.unitWeights("a", [1.1, -0.1], 2), "'a[1]' must be a number of at least 0, got -0.1"],
  [() => inputs.unitWeights("a", [1, 0], 2, 1), "'a[1]' must be a number of at least 0.0001, got 0"],
  [() => inputs.lengthened({ x: [1, 2] }, "x", 3, 2), "at most 2 points a side"],
  [() => inputs.shortened({ x: [1] }, "x", 0), "the last source cannot be removed"],
  [() => inputs.shortened({ y: [1] }, "y", 0), "the last target cannot be removed"],
  [() => inputs.shortened({ z: [1] }, "z", 0, "point of ω"), "the last point of ω cannot be removed"],
]) {
  test(`inputs refuse: ${message}`, () => assert.equal(refusal(check), `glass: ${message}`));
}

test("inputs leave what they are given as it is", () => {
  const state = { x: [[0, 0], [1, 1]] }, copy = structuredClone(state);
  inputs.points("x", state.x, WINDOW, 3);
  inputs.lengthened(state, "x", [1, 0], 3);
  inputs.shortened(state, "x", 0);
  assert.deepEqual(state, copy);
});
