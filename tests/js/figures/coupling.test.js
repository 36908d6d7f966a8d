import assert from "node:assert/strict";
import { test } from "node:test";
import coupling from "../../../ot_notebook/js/figures/coupling.js";
import { savingCycle, shownPlan, solve } from "../../../ot_notebook/js/figures/coupling/plans.js";
import { csv, python } from "../../../ot_notebook/js/figures/coupling/python.js";
import * as s from "../../../ot_notebook/js/figures/coupling/state.js";
import * as text from "../../../ot_notebook/js/figures/coupling/text.js";
import { painted } from "../../../ot_notebook/js/figures/coupling/weights.js";
import { STEPS, apportioned, equal, reweighted } from "../../../ot_notebook/js/figures/shared/weights.js";

const START = {
  x: [[0.12, 0.82], [0.2, 0.15], [0.78, 0.5]], y: [[0.9, 0.1], [0.45, 0.48], [0.95, 0.88], [0.5, 0.95]],
  a: [0.5, 0.3, 0.2], b: [0.2, 0.4, 0.3, 0.1], p: 1, kind: "optimal", cycle: [0, 2, 1, 0],
};
const HAND = [[0.2, 0.3, 0, 0], [0, 0.1, 0.2, 0], [0, 0, 0.1, 0.1]];
const state = (part = {}) => s.merge(s.merge({}, START), part);
const after = (now, part) => s.merge(now, part);
const sum = (list) => list.reduce((total, each) => total + each, 0);
const inSteps = (masses) => masses.map((mass) => Math.round(mass * STEPS));

/** Numbers in [0, 1), the same each time. */
function random(seed) {
  let now = seed;
  return () => (now = (now * 16807) % 2147483647) / 2147483647;
}

function randomState(seed, n, m, kind = "product") {
  const next = random(seed), points = (count) => Array.from({ length: count }, () => [next(), next()]);
  const weigh = (count) => {
    const parts = Array.from({ length: count }, () => (next() < 0.2 ? 0 : next()));
    return sum(parts) > 0 ? parts.map((part) => part / sum(parts)) : equal(count);
  };
  return s.merge({}, { x: points(n), y: points(m), a: weigh(n), b: weigh(m), p: 1 + next(), kind });
}

test("merge fills in what is left open and rounds to 4 decimals", () => {
  const now = s.merge({}, { ...START, x: [[0.123456, 1], [0, -0], [1, 1]], a: [1 / 3, 1 / 3, 1 / 3] });
  assert.deepEqual(now.x, [[0.1235, 1], [0, 0], [1, 1]]);
  assert.deepEqual(now.a, [0.3334, 0.3333, 0.3333]);
  assert.deepEqual([now.start, now.hand], ["product", null]);
});

test("merge keeps what it was given and does not touch its arguments", () => {
  const before = state({ kind: "mine", hand: HAND }), copy = structuredClone(before);
  assert.deepEqual(s.merge(before, { p: 2.5 }), { ...before, p: 2.5 });
  assert.deepEqual(before, copy);
  assert.deepEqual(s.merge({}, before), before);
});

for (const [part, reason] of [
  [{ x: [] }, /'x' must be a list of 1 to 12 points/],
  [{ y: Array(13).fill([0, 0]) }, /'y' must be a list of 1 to 12 points/],
  [{ x: [[0, NaN], [0, 0], [0, 0]] }, /'x\[0\]' must be two finite numbers/],
  [{ y: [[0, 0], [0, 1.1], [0, 0], [0, 0]] }, /'y\[1\]' must lie in \[0, 1\] × \[0, 1\], got \(0, 1.1\)/],
  [{ a: [0.5, 0.5] }, /'a' must be a list of 3 weights, got 2/],
  [{ a: [0.5, 0.3, 0.3] }, /'a' must have mass 1, got 1.100/],
  [{ b: [0.7, 0.5, -0.2, 0] }, /'b\[2\]' must be a number of at least 0, got -0.2/],
  [{ p: 4.1 }, /'p' must be a number from 1 to 4, got 4.1/],
  [{ kind: "best" }, /'kind' must be "optimal", "product", "corner" or "mine", got "best"/],
  [{ start: "mine" }, /'start' must be "optimal", "product" or "corner", got "mine"/],
  [{ hand: [[1]] }, /'hand' must be null or 3 rows of 4 masses/],
  [{ hand: HAND.with(0, [0.2, 0.2, 0.1, 0]) }, /'hand' must have the row sums 'a' and the column sums 'b'/],
  [{ hand: [[-0.1, 0.6, 0, 0], [0.3, -0.2, 0.2, 0], [0, 0, 0.1, 0.1]] }, /'hand' must not be negative/],
  [{ cycle: null }, /'cycle' must be \[i, j, k, l\]/],
  [{ cycle: [0, 1, 0, 2] }, /rows i, k apart below 3/],
  [{ cycle: [0, 1, 1, 4] }, /columns j, l apart below 4/],
  [{ x: [[0, 0]], a: [1], cycle: [0, 0, 1, 1] }, /'cycle' must be null where there is one row/],
  [{ epsilon: 1 }, /there is no input 'epsilon'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("what a part leaves open follows", () => {
  const mine = state({ kind: "mine", hand: HAND });
  assert.equal(after(mine, { a: [0.4, 0.4, 0.2] }).hand, null);
  assert.deepEqual(after(mine, { a: [0.5, 0.3, 0.2] }).hand, HAND);
  assert.deepEqual(after(mine, { x: START.x.toReversed() }).hand, HAND);
  const fewer = after(mine, { y: START.y.slice(0, 2) });
  assert.deepEqual([fewer.b, fewer.hand, fewer.cycle], [[0.5, 0.5], null, [0, 0, 1, 1]]);
  assert.equal(after(mine, { y: START.y.slice(0, 1) }).cycle, null);
});

test("apportioned weights are whole steps of sum 1, each less than a step away", () => {
  const next = random(3);
  for (let count = 1; count <= 12; count++) {
    const parts = Array.from({ length: count }, next), weights = parts.map((part) => part / sum(parts));
    const steps = apportioned(weights).map((weight) => weight * STEPS);
    assert.equal(sum(inSteps(apportioned(weights))), STEPS);
    steps.forEach((each, k) => assert.ok(Math.abs(each - weights[k] * STEPS) < 1 + 1e-9));
    assert.deepEqual(apportioned(apportioned(weights)), apportioned(weights));
  }
});

test("a weight that is set leaves the others their proportions", () => {
  assert.deepEqual(reweighted([0.5, 0.3, 0.2], new Map([[0, 0]])), [0, 0.6, 0.4]);
  assert.deepEqual(reweighted([0.5, 0.3, 0.2], new Map([[1, 0.65]])), [0.25, 0.65, 0.1]);
  assert.deepEqual(reweighted([1, 0, 0], new Map([[0, 0.5]])), [0.5, 0.25, 0.25]);
  assert.deepEqual(reweighted([0.2, 0.3, 0.5], new Map([[0, 0.8], [1, 0.8]])), [0.5, 0.5, 0]);
  assert.deepEqual(reweighted([1], new Map([[0, 0.3]])), [1]);
  assert.deepEqual(reweighted([0.5, 0.5], new Map([[0, 0], [1, 0]])), [0.5, 0.5]);
});

test("a stroke over bars sets each that it passes, to the height at its middle", () => {
  assert.deepEqual(painted([0.5, 0.3, 0.2], [0.5, 0.4], [0.6, 0.2]), [0.2, 0.48, 0.32]);
  assert.deepEqual(painted([0.25, 0.25, 0.25, 0.25], [0.5, 0.1], [2.5, 0.3]), [0.25, 0.2, 0.3, 0.25]);
  assert.deepEqual(painted([0.25, 0.25, 0.25, 0.25], [2.5, 0.3], [0.5, 0.1]), [0.1, 0.2, 0.35, 0.35]);
  assert.deepEqual(painted([0.5, 0.5], [-1, 0.3], [7, 0.3]), [0.7, 0.3]);
});

test("bars are painted in their panels, rows from the top", () => {
  assert.deepEqual(s.paint(state(), "rows", [0.5, 2.5], [0.3, 2.5]).a, [0.3, 0.42, 0.28]);
  assert.deepEqual(s.paint(state(), "columns", [3.5, 0.1], [3.5, 0.4]).b[3], 0.4);
  assert.deepEqual(s.moved(state(), "a2", [0.6, 0.5]).a, [0.25, 0.15, 0.6]);
  assert.deepEqual(s.moved(state(), "b0", [0.5, 0]).b, [0, 0.5, 0.375, 0.125]);
});

test("the knob moves mass around the cycle, in whole steps, and keeps all sums exactly", () => {
  for (let seed = 1; seed <= 40; seed++) {
    let now = randomState(seed, 2 + (seed % 4), 2 + (seed % 5), ["product", "corner", "optimal"][seed % 3]);
    for (const share of [0.37, 1, 0, 0.5]) {
      const { room } = solve(now).cycle;
      now = after(now, s.moved(now, "mass", [room * share, 0.5]));
      if (!now.hand) continue;
      assert.deepEqual(now.hand.map((row) => sum(inSteps(row))), inSteps(now.a));
      assert.deepEqual(now.b.map((_, j) => sum(now.hand.map((row) => inSteps(row)[j]))), inSteps(now.b));
      assert.ok(now.hand.flat().every((mass) => mass >= 0));
      const cycle = solve(now).cycle;
      if (share === 1) assert.equal(cycle.mass, cycle.room);
      if (share === 0) assert.equal(cycle.mass, 0);
    }
  }
});

test("a move changes the cost by its mass times the unit cost, and only the four cells", () => {
  const corner = state({ kind: "corner" }), before = solve(corner);
  const now = after(corner, s.moved(corner, "mass", [0.05, 0.5])), result = solve(now);
  assert.deepEqual([now.kind, now.start], ["mine", "corner"]);
  assert.ok(Math.abs(result.value - before.value - 0.05 * before.cycle.unitCost) < 1e-12);
  const changes = now.hand.flatMap((row, i) => row.map((mass, j) => Math.round((mass - before.plan[i][j]) * STEPS) + 0));
  assert.deepEqual(changes, [-500, 0, 500, 0, 500, 0, -500, 0, 0, 0, 0, 0]);
});

test("the ends of the track empty a cell at once, also of a plan that is not in whole steps", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const now = randomState(seed, 2 + (seed % 4), 2 + (seed % 5)), { room, mass } = solve(now).cycle;
    const full = after(now, s.moved(now, "mass", [Math.round(room * STEPS) / STEPS, 0.5]));
    if (!full.hand) continue;
    const cycle = solve(full).cycle;
    assert.equal(cycle.mass, cycle.room, `seed ${seed}, from ${mass} to ${room}`);
  }
});

test("a blocked cycle moves nothing and leaves the plan its name", () => {
  const blocked = state({ kind: "corner", cycle: [0, 1, 2, 0] });
  assert.equal(solve(blocked).cycle.room, 0);
  assert.deepEqual(s.moved(blocked, "mass", [0.4, 0.5]), {});
});

test("the reader's plan stays while others are looked at, and starts from the plan it was moved in", () => {
  const moved = after(state({ kind: "product" }), s.moved(state({ kind: "product" }), "mass", [0.12, 0.5]));
  const back = after(after(moved, { kind: "optimal" }), { kind: "mine" });
  assert.deepEqual(back, moved);
  assert.equal(moved.start, "product");
  const fresh = state({ kind: "mine", start: "corner" });
  assert.deepEqual(Array.from(shownPlan(fresh), (mass) => Math.round(mass * 1e9)), Array.from(shownPlan(state({ kind: "corner" })), (mass) => Math.round(mass * 1e9)));
});

test("corners snap to the nearest cell and keep off the other corner's row and column", () => {
  const at = (row, column) => [column + s.KNOB, 3 - row - s.KNOB], now = state({ cycle: [0, 2, 1, 0] });
  assert.deepEqual(s.moved(now, "c0", at(2, 3)).cycle, [2, 3, 1, 0]);
  assert.deepEqual(s.moved(now, "c1", at(2, 1)).cycle, [0, 2, 2, 1]);
  assert.deepEqual(s.moved(now, "c0", at(1, 2)).cycle, [2, 2, 1, 0], "one step down passes over the row of the other");
  assert.deepEqual(s.moved(now, "c0", at(0.8, 0.3)).cycle, [0, 1, 1, 0]);
  assert.deepEqual(s.moved(state({ ...now, cycle: [0, 1, 1, 0] }), "c1", [0, 0]).cycle, [0, 1, 2, 0]);
});

test("savings are followed to a plan within 5 % of the optimum, and never upwards", () => {
  for (const kind of ["product", "corner"]) {
    let now = state({ kind }), value = solve(now).value;
    for (let cycle = savingCycle(now); cycle; cycle = savingCycle(now)) {
      now = after(now, { cycle });
      now = after(now, s.moved(now, "mass", [1, 0.5]));
      const next = solve(now).value;
      assert.ok(next < value);
      value = next;
    }
    assert.ok(coupling.challenge.score(now, solve(now)) <= coupling.challenge.goal);
  }
  assert.equal(savingCycle(state()), null);
});

test("the saving found is the largest of all", () => {
  const now = randomState(5, 4, 5), best = savingCycle(now), cost = (cycle) => {
    const { unitCost, mass, room } = solve({ ...now, cycle }).cycle;
    return unitCost * (room - mass);
  };
  const all = [];
  for (let i = 0; i < 4; i++) for (let k = 0; k < 4; k++) for (let j = 0; j < 5; j++) for (let l = 0; l < 5; l++) {
    if (i !== k && j !== l) all.push(cost([i, j, k, l]));
  }
  assert.ok(Math.abs(cost(best) - Math.min(...all)) < 1e-12);
});

test("only a plan moved from the product or the corner competes", () => {
  const score = (part) => coupling.challenge.score(state(part), solve(state(part)));
  assert.equal(score({ kind: "optimal" }), null);
  assert.equal(score({ kind: "mine" }), null);
  assert.equal(score({ kind: "mine", start: "optimal", hand: HAND }), null);
  assert.ok(score({ kind: "mine", start: "corner", hand: HAND }) > 0.3);
});

test("points are added and removed with their weights", () => {
  const more = after(state(), s.added(state(), "x"));
  assert.deepEqual([more.x.length, more.a], [4, [0.375, 0.225, 0.15, 0.25]]);
  const fewer = after(state(), s.removed(state(), "y1"));
  assert.deepEqual(fewer.b, [0.3333, 0.5, 0.1667]);
  assert.deepEqual(s.removed(state(), "b1"), s.removed(state(), "y1"));
  assert.throws(() => s.removed(state(), "c0"), /only points can be removed/);
  assert.throws(() => s.removed(state({ x: [[0, 0]] }), "x0"), /the last source cannot be removed/);
  assert.deepEqual(["x0", "a0", "c0", "mass", null].map((key) => s.removable(state(), key)), [true, true, false, false, false]);
  let full = state();
  while (full.x.length < s.LIMIT) full = after(full, s.added(full, "x"));
  assert.throws(() => s.added(full, "x"), /at most 12 points a side/);
});

test("instructions fit their row in every situation", () => {
  const mine = { kind: "mine", hand: HAND };
  const cases = ["optimal", "product", "corner", "mine"].map((kind) => state({ kind }));
  const optimum = state({ kind: "mine", hand: solve(state()).optimalPlan });
  cases.push(state(mine), optimum, state({ x: [[0, 0]] }), ...["optimal", "corner"].map((start) => state({ kind: "mine", start })));
  for (const now of cases) {
    const words = text.instruction(now, solve(now));
    assert.ok(words.length <= 72, words);
  }
  assert.match(text.instruction(optimum, solve(optimum)), /yours is optimal/);
  const along = (cycle) => text.instruction(state({ ...mine, cycle }), solve(state({ ...mine, cycle })));
  const best = savingCycle(state(mine)), [i, j, k, l] = best;
  assert.match(along(best), /^Drag the knob towards the saving/);
  assert.match(along([i, l, k, j]), /^Drag the knob towards the saving/);
  assert.match(along([0, 2, 2, 3]), /^Nothing to save on this cycle: move the plus signs/);
});

test("a plan that no cycle of four cells improves need not be optimal", () => {
  const third = [0.3, 0.3, 0.4], cyclic = state({
    x: [[0.77, 0.02], [0.31, 0.47], [0.96, 0.41]], y: [[0.15, 0.21], [0.37, 0.84], [0.59, 0.19]], a: third, b: third,
    kind: "mine", cycle: [0, 0, 1, 1], hand: [[0.3, 0, 0], [0, 0.3, 0], [0, 0, 0.4]],
  });
  assert.equal(savingCycle(cyclic), null);
  assert.ok(solve(cyclic).excess > 0.1);
  assert.match(text.instruction(cyclic, solve(cyclic)), /a longer cycle/);
  const button = coupling.controls.find(({ kind }) => kind === "button");
  assert.equal(button.text(cyclic), "No 2×2 saving");
});

test("without a challenge the reason is true", () => {
  // The corner plan of points in order is the best one, the product is far from it.
  const line = [0.1, 0.4, 0.9].map((t) => [t, 0.5]), third = [0.3, 0.3, 0.4];
  const result = solve(state({ x: line, y: line.map(([t]) => [t, 0.6]), a: third, b: third, cycle: [0, 0, 1, 1] }));
  assert.ok(!text.isOpen(result) && result.productValue > 2 * result.optimalValue);
  assert.match(text.challenge({}, result), /^Product or Corner is within 5 % already/);
});

test("the track says what each direction does", () => {
  const words = (cycle) => text.directions(cycle).map(({ text: each, good }) => `${each}${good ? " *" : ""}`);
  assert.deepEqual(words({ unitCost: -0.5, mass: 0.1, room: 0.3 }), ["← costs 0.500 a unit", "saves 0.500 a unit → *"]);
  assert.deepEqual(words({ unitCost: 0.5, mass: 0.3, room: 0.3 }), ["← saves 0.500 a unit *", "a − cell is empty"]);
  assert.deepEqual(words({ unitCost: 0, mass: 0, room: 0.3 }), ["a + cell is empty", "costs nothing →"]);
  assert.deepEqual(words({ unitCost: -1e-17, mass: 0.1, room: 0.3 }), ["← costs nothing", "costs nothing →"]);
  assert.equal(words({ unitCost: 1, mass: 0, room: 0 }).length, 1);
});

test("the certificate tells of the plan shown and of the bound", () => {
  const now = state({ kind: "product" }), result = solve(now);
  const rows = Object.fromEntries(text.certificate(now, result).map(({ label, value }) => [label, value]));
  assert.equal(rows["cost of the product"], result.value.toFixed(6));
  assert.equal(rows["price bound (dual)"], result.dual.toFixed(6));
  assert.equal(rows.gap, (result.value - result.dual).toFixed(6));
});

test("the figure in words", () => {
  const now = state({ kind: "product" });
  assert.match(text.describe(now, solve(now)), /^3 sources and 4 targets, cost exponent 1\. The product fills 12 of 12 cells and costs 0\.636165, 20 % too much; the cheapest costs 0\.530539\. Cycle with gains in row 1 column 3 and row 2 column 1: to the left costs 0\.574 a unit, to the right saves 0\.574 a unit\.$/);
  assert.match(text.describe(state(), solve(state())), /The best plan fills 6 of 12 cells and costs 0\.530539, and no plan costs less\./);
});

test("masses are short", () => {
  assert.deepEqual([0.3, 0.25, 1, 0, 0.004, 0.1 + 0.2].map(text.short), [".3", ".25", "1", "0", "<.01", ".3"]);
});

test("every handle has a name of its own and a place in its panel", () => {
  const now = randomState(9, 12, 12), handles = coupling.handles(now, solve(now));
  assert.equal(new Set(handles.map(({ key }) => key)).size, 12 * 4 + 3);
  assert.equal(new Set(handles.map(({ name }) => name.split(",")[0])).size, 12 * 4 + 3);
  assert.deepEqual(coupling.handles(now, null).map(({ key }) => key), handles.map(({ key }) => key));
});

test("the program computes the plan shown", () => {
  assert.match(python(state()), /^import numpy as np\nimport ot\n/);
  assert.match(python(state()), /\nplan = ot\.emd\(a, b, cost\)\n/);
  assert.match(python(state({ kind: "mine", start: "corner" })), /np\.minimum\.outer/);
  assert.match(python(state({ kind: "mine", hand: HAND })), /\nplan = np\.array\(\[\[0\.2, 0\.3, 0, 0\], /);
  assert.match(python(state({ kind: "product" })), /\nplan = np\.outer\(a, b\)\n[^]*\nprint\(value\)\n$/);
});

test("weights that are whole numbers stay floats in the program, or POT rounds the plan", () => {
  const one = state({ y: [[0.2, 0.3]], b: [1], a: [0, 1, 0] });
  assert.match(python(one), /\na = np\.array\(\[0, 1, 0\], float\)\nb = np\.array\(\[1\], float\)\n/);
});

test("the table adds up to the value", () => {
  const now = state({ kind: "mine", hand: HAND }), result = solve(now);
  const [head, ...rows] = csv(now, result).trim().split("\n").map((line) => line.split(","));
  assert.equal(head.join(), "source,source_x,source_y,target,target_x,target_y,mass,optimal_mass,cost");
  assert.ok(Math.abs(sum(rows.map((row) => row[6] * row[8])) - result.value) < 1e-12);
  assert.ok(Math.abs(sum(rows.map((row) => row[7] * row[8])) - result.optimalValue) < 1e-12);
});
