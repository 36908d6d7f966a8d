import assert from "node:assert/strict";
import { test } from "node:test";
import { handCost, solveMonge } from "../../../ot_notebook/js/solvers/monge.js";
import { csv, python } from "../../../ot_notebook/js/figures/assignment/python.js";
import * as s from "../../../ot_notebook/js/figures/assignment/state.js";
import * as text from "../../../ot_notebook/js/figures/assignment/text.js";

const START = { x: [[0.1, 0.2], [0.3, 0.8], [0.2, 0.5]], y: [[1.2, 0.1], [1, 0.9], [1.1, 0.5]], p: 2, mode: "optimal" };
const state = (part = {}) => s.merge(s.merge({}, START), part);
function solved(now) {
  const solution = solveMonge(now.x, now.y, now.p);
  const { handValue, handExcess } = handCost(now, solution.value);
  return { ...solution, handValue, handExcess };
}

test("merge rounds coordinates to 4 decimals and fills in the drawing", () => {
  const now = s.merge({}, { ...START, x: [[0.123456, 0.99999], [0, -0], [1.5, 1]] });
  assert.deepEqual(now.x, [[0.1235, 1], [0, 0], [1.5, 1]]);
  assert.deepEqual(now.drawn, [null, null, null]);
});

test("merge keeps what it was given and does not touch its arguments", () => {
  const before = state({ drawn: [2, null, 0] }), copy = structuredClone(before);
  const after = s.merge(before, { p: 1.5 });
  assert.deepEqual(before, copy);
  assert.deepEqual(after, { ...before, p: 1.5 });
});

for (const [part, reason] of [
  [{ x: [] }, /'x' must be a list of 1 to 64 points/],
  [{ y: Array(65).fill([0, 0]) }, /'y' must be a list of 1 to 64 points/],
  [{ x: [[0, NaN], [0, 0], [0, 0]] }, /'x\[0\]' must be two finite numbers/],
  [{ y: [[0, 0], [1.6, 0], [0, 0]] }, /'y\[1\]' must lie in \[0, 1.5\] × \[0, 1\], got \(1.6, 0\)/],
  [{ p: 4.1 }, /'p' must be a number from 1 to 4, got 4.1/],
  [{ p: "2" }, /'p' must be a number/],
  [{ mode: "free" }, /'mode' must be "optimal" or "hand", got "free"/],
  [{ drawn: [0, 1] }, /'drawn' must be a list of 3 targets, one per source, got 2/],
  [{ drawn: [0, 1, 3] }, /'drawn\[2\]' must be a whole number from 0 to 2, or null, got 3/],
  [{ epsilon: 1 }, /there is no input 'epsilon'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("another number of points starts the drawing afresh, unless it is given", () => {
  const drawn = state({ drawn: [0, 1, 2] });
  assert.deepEqual(s.merge(drawn, { y: START.y.slice(0, 2) }).drawn, [null, null, null]);
  assert.deepEqual(s.merge(drawn, { y: START.y.slice(0, 1), drawn: [0, 0, null] }).drawn, [0, 0, null]);
  assert.deepEqual(s.merge(drawn, { y: START.y.toReversed() }).drawn, [0, 1, 2]);
});

test("joining to a full target swaps", () => {
  assert.deepEqual(s.joined(state({ drawn: [0, 1, null] }), 0, 1).drawn, [1, 0, null]);
  assert.deepEqual(s.joined(state({ drawn: [null, 1, null] }), 0, 1).drawn, [1, null, null]);
  assert.deepEqual(s.joined(state({ drawn: [1, 0, 2] }), 0, 1).drawn, [1, 0, 2]);
});

test("joining where no map exists only sets the line", () => {
  assert.deepEqual(s.joined(s.merge({}, { ...s.SPLIT, x: [[0, 0], [0, 1], [1, 1]], drawn: [0, 0, null] }), 2, 0).drawn, [0, 0, 0]);
});

test("removing and adding points keeps the lines of the others", () => {
  const now = state({ drawn: [2, 1, 0] });
  assert.deepEqual(s.merge(now, s.removed(now, "x1")).drawn, [2, 0]);
  assert.deepEqual(s.merge(now, s.removed(now, "y1")).drawn, [1, null, 0]);
  assert.deepEqual(s.merge(now, s.added(now, "xy")).drawn, [2, 1, 0, null]);
  assert.deepEqual(s.merge(now, s.added(now, "y")).drawn, [2, 1, 0]);
  assert.deepEqual(s.merge(now, s.withoutPair(now)).drawn, [null, 1]);
  assert.deepEqual(s.unjoined(now, "x0").drawn, [null, 1, 0]);
  assert.deepEqual(s.unjoined(now, "y0").drawn, [2, 1, null]);
});

test("the last point cannot be removed, a 65th cannot be added", () => {
  const one = s.merge({}, s.SPLIT);
  assert.throws(() => s.removed(one, "x0"), /the last source cannot be removed/);
  const full = s.merge({}, { ...START, x: Array(64).fill([0.5, 0.5]) });
  assert.throws(() => s.added(full, "x"), /at most 64 points a side/);
});

test("added points are inside the window and apart from the others, up to the limit", () => {
  let now = state();
  while (now.x.length < s.LIMIT) now = s.merge(now, s.added(now, "xy"));
  const all = [...now.x, ...now.y].map(String);
  assert.equal(new Set(all).size, 128);
});

test("texts of the three situations", () => {
  const optimal = state(), split = s.merge({}, s.SPLIT), hand = state({ mode: "hand", drawn: [1, null, 0] });
  assert.equal(text.instruction(optimal, solved(optimal)), "Drag any point. The cheapest assignment follows.");
  assert.match(text.instruction(split, solved(split)), /^No map exists: one source cannot fill 2 targets\. Dashed/);
  assert.equal(text.instruction(hand, solved(hand)), "Drag from a source to a target. 2 of 3 drawn.");
  assert.match(text.describe(optimal, solved(optimal)), /^3 sources and 3 targets, cost exponent 2\. The cheapest assignment costs 0\.\d{6}, proved/);
  assert.match(text.describe(split, solved(split)), /^1 source and 2 targets.* costs 0\.888400\.$/);
  assert.match(text.describe(hand, solved(hand)), /2 of 3 sources joined by hand\.$/);
});

test("instructions fit their row", () => {
  const cases = [s.merge({}, s.SPLIT), s.merge({}, { ...s.SPLIT, mode: "hand", drawn: [0] }), state({ mode: "hand", drawn: [0, 0, 0] })];
  for (const now of cases) assert.ok(text.instruction(now, solved(now)).length <= 112, text.instruction(now, solved(now)));
});

test("the certificate has four rows in every situation and tells the truth", () => {
  const hand = state({ mode: "hand", drawn: [1, 0, 2] }), result = solved(hand);
  for (const now of [state(), s.merge({}, s.SPLIT), hand]) assert.equal(text.certificate(now, solved(now), 1).length, 4);
  const rows = Object.fromEntries(text.certificate(hand, result, 1).map(({ label, value }) => [label, value]));
  assert.equal(rows["your lines"], result.handValue.toFixed(6));
  assert.equal(rows["above the cheapest"], `${(result.handExcess * 100).toFixed(0)} %`);
});

test("points are named by number and place", () => {
  const now = state({ mode: "hand", drawn: [1, null, null] });
  assert.equal(text.pointName(now, solved(now), "x", 0), "source 1, x 0.10, y 0.20, joined to target 2");
  assert.equal(text.pointName(now, solved(now), "y", 1), "target 2, x 1.00, y 0.90, 1 line");
});

test("the program holds the points and the exponent", () => {
  const program = python(state({ p: 1.7 }));
  assert.match(program, /^import numpy as np\nimport ot\nfrom scipy/);
  assert.match(program, /x = np\.array\(\[\[0\.1, 0\.2\], \[0\.3, 0\.8\], \[0\.2, 0\.5\]\]\)\n/);
  assert.match(program, /\np = 1\.7\n/);
  assert.match(program, /\nprint\(value\)\n$/);
  assert.match(python(s.merge({}, s.SPLIT)), /\nprint\(None\) .*\nprint\(plan_value\)/);
});

test("the table adds up to the value", () => {
  const now = state({ drawn: [2, null, null] }), result = solved(now);
  const [head, ...rows] = csv(now, result).trim().split("\n").map((line) => line.split(","));
  assert.equal(head.join(), "source,source_x,source_y,target,target_x,target_y,mass,cost,drawn_target");
  const total = rows.reduce((sum, row) => sum + row[6] * row[7], 0);
  assert.ok(Math.abs(total - result.value) < 1e-12);
  assert.deepEqual(rows.map((row) => row[8]), ["2", "", ""]);
});

test("share of assignments below a value, and wider bins", () => {
  const all = { min: 0, max: 1, counts: [1, 2, 3, 4], count: 10 };
  assert.equal(text.shareBelow(all, 0), 0);
  assert.equal(text.shareBelow(all, 0.5), 0.3);
  assert.equal(text.shareBelow(all, 1), 0.6);
  assert.deepEqual(text.coarser(all.counts, 2), [3, 7]);
});
