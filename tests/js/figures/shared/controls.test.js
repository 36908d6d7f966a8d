import assert from "node:assert/strict";
import { test } from "node:test";
import { adders, EXPONENT } from "../../../../ot_notebook/js/figures/shared/controls.js";

test("the slider of the exponent sets and shows p alone", () => {
  assert.deepEqual([EXPONENT.get({ p: 2.5, x: [] }), EXPONENT.set(3), EXPONENT.format(2)], [2.5, { p: 3 }, "2.0"]);
});

test("a button adds to its own side, up to the most", () => {
  const [source, target] = adders((state, side) => ({ [side]: [...state[side], 0] }), 2), state = { x: [1, 1], y: [1] };
  assert.deepEqual([source.texts, target.texts], [["Add a source"], ["Add a target"]]);
  assert.deepEqual([source.disabled(state), target.disabled(state)], [true, false]);
  assert.deepEqual(target.press(state), { y: [1, 0] });
});
