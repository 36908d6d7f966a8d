import assert from "node:assert/strict";
import { test } from "node:test";
import figure from "../../../ot_notebook/js/figures/escaping-mass.js";
import { compute, ORDERS, rateOf, SIZES } from "../../../ot_notebook/js/figures/escaping-mass/distances.js";
import { csv, python } from "../../../ot_notebook/js/figures/escaping-mass/python.js";
import * as s from "../../../ot_notebook/js/figures/escaping-mass/state.js";
import * as text from "../../../ot_notebook/js/figures/escaping-mass/text.js";

const START = { n: 20, a: 0.5, p: 2 };
const state = (part = {}) => s.merge(START, part);
const near = (one, other, tolerance = 1e-12) => assert.ok(Math.abs(one / other - 1) <= tolerance, `${one} is not ${other}`);

test("merge rounds a and p and keeps its arguments", () => {
  assert.deepEqual(state({ a: 0.33333, p: 2.00004 }), { n: 20, a: 0.3333, p: 2 });
  assert.deepEqual(START, { n: 20, a: 0.5, p: 2 });
});

for (const [part, reason] of [
  [{ n: 0 }, /'n' must be a whole number from 1 to 1000, got 0/],
  [{ n: 2.5 }, /'n' must be a whole number/],
  [{ n: 1001 }, /'n' must be a whole number/],
  [{ a: 0 }, /'a' must be a number from 0.1 to 1.25, got 0/],
  [{ a: "0.5" }, /'a' must be a number from 0.1 to 1.25, got "0.5"/],
  [{ p: 5 }, /'p' must be a number from 1 to 4, got 5/],
  [{ p: NaN }, /'p' must be a number from 1 to 4/],
  [{ epsilon: 1 }, /there is no input 'epsilon'; inputs are n, a, p/],
]) {
  test(`merge refuses ${JSON.stringify(part)}`, () => assert.throws(() => state(part), reason));
}

test("the atom moves along its path, the dot along the line, and the end tilts it", () => {
  assert.deepEqual(s.moved(state(), "atom", [0.5, 0.1]), { n: 10 });
  assert.deepEqual(s.moved(state({ a: 0.1 }), "atom", [3.85, 0]), { n: 1000 });
  assert.deepEqual(s.moved(state(), "atom", [-1, 0]), { n: 1 });
  assert.deepEqual(s.moved(state(), "dot", [2, 0]), { n: 100 });
  assert.deepEqual(s.moved(state(), "slope", [3, 0]), { a: 0.5 });
  assert.deepEqual(s.moved(state({ p: 1 }), "slope", [3, -1.5]), { a: 0.5 });
  assert.deepEqual([s.moved(state(), "slope", [3, 3]), s.moved(state(), "slope", [3, -3])], [{ a: 1.25 }, { a: 0.1 }]);
});

test("playing reaches the end and stops", () => {
  let n = 1, steps = 0;
  for (; s.next(n) !== null; n = s.next(n)) assert.ok(++steps < 60 && s.next(n) > n);
  assert.equal(n, s.MOST);
});

test("distances follow their powers of n", () => {
  for (const part of [{}, { n: 1 }, { n: 1000, a: 1.25, p: 4 }, { n: 7, a: 0.1, p: 1 }, { n: 333, a: 0.77, p: 2.5 }]) {
    const { n, a, p } = state(part), result = compute(state(part));
    near(result.value, n ** (a - 1 / p));
    near(result.dual, result.value);
    assert.ok(result.error < 1e-12 && result.marginalError < 1e-12);
    near(result.narrow, 1 / n);
    result.own.forEach((value, k) => near(value, SIZES[k] ** (a - 1 / p)));
    result.narrowCurve.forEach((value, k) => near(value, 1 / SIZES[k]));
    ORDERS.forEach((order, row) => near(result.curves[row].at(-1), 1000 ** (a - 1 / order)));
    assert.ok(Math.abs(result.rate - (a - 1 / p)) < 1e-12);
  }
});

test("curves are kept while only n changes, and made anew when a or p does", () => {
  const memory = {}, walk = [{}, { n: 400 }, { a: 0.6 }, { p: 3 }, { a: 0.6, p: 3 }, {}];
  for (const part of walk) assert.deepEqual(compute(state(part), memory), compute(state(part)));
  const before = memory.curves;
  compute(state({ n: 3 }), memory);
  assert.equal(memory.curves, before);
});

test("limits are told from the curves", () => {
  const words = (part) => text.instruction(state(part), compute(state(part)));
  assert.match(words({}), /W₂ stays 1, though μₙ tends to δ₀ narrowly/);
  assert.match(words({ a: 0.49 }), /W₂ tends to 0/);
  assert.match(words({ a: 0.51 }), /W₂ tends to ∞, though/);
  assert.match(words({ p: 2.5 }), /Wₚ tends to ∞/);
  for (const part of [{}, { a: 0.2 }, { a: 1.25 }]) assert.ok(words(part).length <= 100);
  assert.equal(rateOf(SIZES.map((n) => n ** 2)).toFixed(9), "2.000000000");
});

test("the challenge counts the demands that are not met", () => {
  const score = (a) => text.score(state({ a }), compute(state({ a })));
  assert.deepEqual([0.1, 0.25, 0.3, 0.49, 0.5, 0.9].map(score), [1, 0, 0, 0, 1, 1]);
});

test("words of a state", () => {
  const result = compute(state());
  assert.match(text.describe(state(), result), /^n = 20, a = 0\.5: mass 0\.050000 is at 4\.472136.* is 1\.000000, and it stays 1 .* is 0\.050000 and/);
  assert.equal(text.handleName("atom", state(), result), "escaping atom, n = 20, 1/20 of the mass, 4.47 away");
  assert.equal(text.journey(state({ n: 1 }), compute(state({ n: 1 }))), "all the mass, 1.00 away");
  assert.equal(text.handleName("slope", state(), null), "end of the line, a = 0.5");
  assert.deepEqual(text.certificate(state(), result).slice(0, 2).map(({ label, value }) => [label, value]),
    [["W₂(μₙ, δ₀)", "1.000000"], ["narrow distance", "0.050000"]]);
});

test("program and table", () => {
  assert.match(python(state({ p: 2.5 })), /\nn, a, p = 20, 0\.5, 2\.5\n/);
  assert.match(python(state()), /\nprint\(value\)\n$/);
  const [head, ...rows] = csv(state(), compute(state())).trim().split("\n").map((line) => line.split(","));
  assert.deepEqual(head, ["n", "p", "W_p", "W_1", "W_2", "W_4", "narrow"]);
  assert.deepEqual(rows.map((row) => Number(row[0])), SIZES);
  rows.at(-1).slice(2).forEach((cell, k) => near(Number(cell), [1, 1000 ** -0.5, 1, 1000 ** 0.25, 1e-3][k]));
});

test("the grip of the slope stands clear of the dot, as high as the end of the line", () => {
  const now = state({ n: 1000, a: 1 }), [grip, dot] = figure.handles(now, compute(now));
  assert.deepEqual([grip.key, dot.key], ["slope", "dot"]);
  assert.ok(grip.at[0] - dot.at[0] >= 0.15);
  assert.ok(Math.abs(grip.at[1] - dot.at[1]) < 1e-12);
});
