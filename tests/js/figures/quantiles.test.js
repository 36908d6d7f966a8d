import assert from "node:assert/strict";
import { test } from "node:test";
import definition from "../../../ot_notebook/js/figures/quantiles.js";
import { pairAt, solve, violation } from "../../../ot_notebook/js/figures/quantiles/measures.js";
import { costCurves } from "../../../ot_notebook/js/figures/quantiles/picture.js";
import { csv, python } from "../../../ot_notebook/js/figures/quantiles/python.js";
import * as s from "../../../ot_notebook/js/figures/quantiles/state.js";
import * as text from "../../../ot_notebook/js/figures/quantiles/text.js";

const bins = (heights) => Array.from({ length: 24 }, (_, k) => heights[k] ?? 0);
const START = {
  mode: "densities", mu: bins({ 2: 0.5, 3: 1, 8: 0.25 }), nu: bins({ 0: 0.5, 10: 0.75, 20: 1 }), x: [1, 2, 3, 4], y: [2, 3, 4, 5],
  p: 2, level: 0.5, pens: [3, 10],
};
const state = (part = {}) => s.merge(s.merge({}, START), part);
const near = (one, other, tolerance = 1e-12) => assert.ok(Math.abs(one - other) <= tolerance, `${one} is not ${other}`);

/** Mean of |gap|^p over the levels, by a fine midpoint sum: an oracle that knows nothing of pieces. */
function roughCost({ mu, nu, p }, steps = 100_000) {
  const quantile = (heights, level) => {
    const mass = heights.reduce((sum, h) => sum + h, 0);
    let k = 0, below = 0;
    while (below + heights[k] / mass < level) below += heights[k++] / mass;
    return (k + ((level - below) * mass) / heights[k]) / 2;
  };
  let sum = 0;
  for (let k = 0; k < steps; k++) sum += Math.abs(quantile(mu, (k + 0.5) / steps) - quantile(nu, (k + 0.5) / steps)) ** p;
  return sum / steps;
}

test("merge rounds to 4 decimals, keeps the rest, and does not touch its arguments", () => {
  const before = state(), copy = structuredClone(before);
  const after = s.merge(before, { x: [0.123456, -0], level: 0.33333 });
  assert.deepEqual(before, copy);
  assert.deepEqual(after, { ...before, x: [0.1235, 0], level: 0.3333 });
});

for (const [part, reason] of [
  [{ mode: "curves" }, /'mode' must be "densities" or "samples", got "curves"/],
  [{ mu: [1] }, /'mu' must be a list of 24 heights/],
  [{ nu: bins({ 3: 1.1 }) }, /'nu\[3\]' must be a number from 0 to 1, got 1.1/],
  [{ mu: bins({ 0: NaN }) }, /'mu\[0\]' must be a number from 0 to 1, got null/],
  [{ x: [] }, /'x' must be a list of 1 to 24 places/],
  [{ y: Array(25).fill(1) }, /'y' must be a list of 1 to 24 places/],
  [{ y: [13] }, /'y\[0\]' must be a number from 0 to 12, got 13/],
  [{ p: 0.4 }, /'p' must be a number from 0.5 to 6, got 0.4/],
  [{ level: "1" }, /'level' must be a number from 0 to 1, got "1"/],
  [{ pens: [0, 24] }, /'pens\[1\]' must be a whole number from 0 to 23, got 24/],
  [{ colour: 1 }, /there is no input 'colour'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("a stroke paints what it crosses, each side of the lines its own measure", () => {
  const up = s.merge(state(), s.stroke(state(), [2.1, s.FOOT + 0.2], [3.6, s.FOOT + 0.8]));
  assert.deepEqual(up.mu.slice(4, 8), [0.2, 0.4, 0.6, 0.8]);
  assert.deepEqual([up.nu, up.pens], [START.nu, [7, 10]]);
  const down = s.merge(state(), s.stroke(state(), [9, -s.FOOT - 0.5], [8.2, -s.FOOT - 0.3]));
  assert.deepEqual([down.nu[18], down.nu[17], down.nu[16], down.pens], [0.5, 0.4, 0.3, [3, 16]]);
});

test("a stroke near a line wipes, one half way between does nothing, one from the other side paints where it ends", () => {
  assert.equal(s.stroke(state(), [1.6, 0.5], [1.6, 0.5]).mu[3], 0);
  assert.deepEqual(s.stroke(state(), [0, 0.1], [12, -0.1]), {});
  assert.deepEqual(s.stroke(state(), [0, 1.2], [4, -1.2]).nu.map((h, k) => h !== START.nu[k]).indexOf(true), 8);
});

test("arrow keys move a pen without painting and paint without moving it", () => {
  const at = [s.centre(3), s.FOOT + 1], right = s.merge(state(), s.moved(state(), "mu", [s.centre(4), at[1]]));
  assert.deepEqual([right.mu, right.pens], [START.mu, [4, 10]]);
  const lower = s.merge(state(), s.moved(state(), "mu", [at[0], at[1] - 0.05]));
  assert.deepEqual([lower.mu[3], lower.pens], [0.95, [3, 10]]);
  assert.equal(s.moved(state(), "nu", [s.centre(10), 0.3]).nu[10], 0);
  assert.deepEqual(s.moved(state(), "nu", [12, -s.FOOT - 0.75]).pens, [3, 23]);
});

test("samples and both handles of the level move along their axes", () => {
  assert.deepEqual(s.moved(state(), "y2", [7, 0]), { y: [2, 3, 7, 5] });
  assert.deepEqual(s.moved(state(), "level", [0.2, 0]), { level: 0.2 });
  assert.deepEqual(s.moved(state(), "height", [12, 0.7]), { level: 0.7 });
});

test("samples are added in the widest gap up to the limit, and removed but for the last", () => {
  let now = state({ mode: "samples" });
  assert.deepEqual(s.added(now, "x").x, [1, 2, 3, 4, 8.5]);
  while (now.x.length < s.LIMIT) now = s.merge(now, s.added(now, "xy"));
  assert.equal(new Set(now.x).size, 24);
  assert.throws(() => s.added(now, "x"), /at most 24 points a side/);
  assert.deepEqual(s.removed(state(), "y1"), { y: [2, 4, 5] });
  assert.throws(() => s.removed(state({ x: [1] }), "x0"), /the last source cannot be removed/);
  assert.throws(() => s.removed(state(), "level"), /only samples can be removed/);
});

test("presets are valid and do not meet the challenge", () => {
  for (const part of Object.values(s.PRESETS)) {
    const now = state({ ...part, p: 0.5 });
    assert.ok(definition.challenge.score(now, solve(now, {})) > definition.challenge.goal);
  }
});

for (const p of [1, 1.5, 2, 6]) {
  test(`densities, p = ${p}: the value is that of a fine sum, and feasible prices reach it`, () => {
    const now = state({ p }), result = solve(now, {});
    near(result.value, roughCost(now), 1e-4 * result.value);
    near(result.distance ** p, result.value, 1e-12 * result.value);
    near(result.gap, 0, 1e-11 * result.value);
    near(result.marginalError, 0);
    for (const [x, f] of result.prices.source) {
      for (const [y, g] of result.prices.target) assert.ok(f + g <= Math.abs(x - y) ** p + 1e-9 * result.value);
    }
    if (p === 1) near(result.area, result.value);
  });
}

test("a translation has constant gaps: every distance is its length", () => {
  for (const p of [1, 1.5, 2, 6]) {
    const result = solve(state({ ...s.PRESETS.translate, p }), {});
    near(result.distance, 5);
    near(result.gap, 0, 1e-11 * result.value);
  }
});

test("prices that are tight along the sorted plan prove it from p = 1 on and not below", () => {
  const along = (p) => {
    const here = [1, 2, 3], there = [4, 5, 6], h = (k, l) => (there[l] - here[k]) ** p, f = [0], g = [h(0, 0)];
    for (const k of [1, 2]) {
      f[k] = h(k, k - 1) - g[k - 1];
      g[k] = h(k, k) - f[k];
    }
    return { source: here.map((x, k) => [x, f[k]]), target: there.map((y, k) => [y, g[k]]) };
  };
  for (const p of [1, 1.5, 2, 6]) assert.equal(violation(along(p), p), 0);
  const { source, target } = along(0.5), excess = source[0][1] + target[2][1] - 5 ** 0.5;
  near(violation(along(0.5), 0.5), excess);
  assert.ok(excess > 0.1);
});

test("gaps that change little keep the prices as exact as others", () => {
  const nu = Array.from({ length: 24 }, (_, k) => (k < 14 ? 0 : k < 23 ? 1 : 0.9999));
  const now = state({ mu: bins(Array(10).fill(1)), nu });
  for (const p of [1.5, 2, 6]) {
    const { value, gap } = solve({ ...now, p }, {});
    near(gap, 0, 1e-11 * value);
  }
});

test("below 1 the programme beats sorting, and sorting is optimal from 1 on", () => {
  const row = state({ mode: "samples", p: 0.5 }), result = solve(row, {});
  near(result.value, 0.5);
  near(result.excess, 1);
  near(result.gap, 0);
  assert.equal(definition.challenge.score(row, result) <= definition.challenge.goal, true);
  const tight = state({ mode: "samples", p: 0.5, x: [0, 0.2, 0.4, 0.6], y: [0.2, 0.4, 0.6, 0.8] });
  assert.ok(definition.challenge.score(tight, solve(tight, {})) <= definition.challenge.goal);
  assert.equal(definition.challenge.format(-0.9999), "99.9 % dearer");
  assert.match(text.instruction(row, { ...result, excess: 1e-9 }), /Sorting costs < 0\.01 % more/);
  assert.equal(definition.challenge.score(state({ p: 1 }), solve(state({ p: 1 }), {})), null);
  assert.equal(solve(state({ mode: "samples", p: 1 }), {}).excess, 0);
});

test("the quantiles of a level are continuous from the left", () => {
  const pieces = { levels: [0, 0.1, 0.29999999999999993, 1], source: [[1, 1], [2, 2], [3, 4]], target: [[5, 5], [6, 7], [8, 8]] };
  assert.deepEqual(pairAt(pieces, 0), [1, 5]);
  assert.deepEqual(pairAt(pieces, 0.1), [1, 5]);
  near(pairAt(pieces, 0.3)[1], 7);
  assert.deepEqual(pairAt(pieces, 1), [4, 8]);
});

test("both cost curves have the costs as their areas", () => {
  const area = (points) => points.slice(1).reduce((sum, [u, c], k) => sum + ((u - points[k][0]) * (c + points[k][1])) / 2, 0);
  for (const part of [{ p: 0.5 }, { mode: "samples", p: 0.7 }, { mode: "samples", p: 3 }]) {
    const now = state(part), result = solve(now, {}), { sorted, optimal } = costCurves(now, result);
    near(area(sorted), result.sortedValue);
    near(area(optimal), result.value);
  }
});

test("the cost curve of the optimum goes by the places of the sources, not by their numbers", () => {
  const now = state({ mode: "samples", x: [5, 1], y: [5, 10], p: 0.5 });
  assert.deepEqual(costCurves(now, solve(now, {})).optimal, [[0, 3], [0.5, 3], [0.5, 0], [1, 0]]);
});

test("without mass there is a sentence and no number", () => {
  const now = state({ nu: bins({}) }), result = solve(now, {});
  assert.equal(result.value, null);
  assert.equal(text.instruction(now, result), "Nothing is painted yet for ν: drag below the lower line.");
  assert.match(text.describe(now, result), /Nothing is painted yet/);
  assert.equal(text.certificate(now, result, 1).length, 4);
  assert.match(python(now), /print\(None\)/);
  assert.equal(csv(now, result).trim().split("\n").length, 1);
});

test("texts tell the truth in every mode and fit their row", () => {
  for (const mode of ["densities", "samples"]) {
    for (const p of [0.5, 1, 2.5]) {
      const now = state({ mode, p }), result = solve(now, {}), rows = text.certificate(now, result, 1);
      assert.equal(rows.length, 4);
      assert.ok(text.instruction(now, result).length <= 90, text.instruction(now, result));
      assert.match(text.describe(now, result), p < 1 ? /sorting costs [\d.]+ % more/ : /proved by prices/);
      assert.equal(rows[0].value, (p < 1 ? result.value : result.distance).toFixed(6));
    }
  }
  const same = state({ mode: "samples", x: [1], y: [2], p: 0.5 });
  assert.match(text.instruction(same, solve(same, {})), /Here sorting is optimal/);
});

test("handles are named by what they are and where", () => {
  const now = state(), names = definition.handles(now, solve(now, {})).map(({ name }) => name);
  assert.deepEqual(names.slice(0, 2), ["pen of μ, bin 4 from 1.5 to 2, height 1.00", "pen of ν, bin 11 from 5 to 5.5, height 0.75"]);
  assert.match(names[2], /^level on the distribution functions, s = 0\.50, quantiles \d/);
  const samples = definition.handles(state({ mode: "samples" }), null).map(({ name }) => name);
  assert.equal(samples.length, 10);
  assert.equal(samples[4], "target 1, at 2.00");
});

test("the table adds up to both costs", () => {
  const now = state({ mode: "samples", p: 0.5 }), result = solve(now, {});
  const rows = csv(now, result).trim().split("\n").slice(1).map((line) => line.split(","));
  const cost = (plan) => rows.filter(([name]) => name === plan)
    .reduce((sum, [, mass, x, , y]) => sum + mass * Math.sqrt(Math.abs(x - y)), 0);
  near(cost("sorted"), result.sortedValue);
  near(cost("optimal"), result.value);
});

test("the program holds the data and the exponent", () => {
  assert.match(python(state()), /quad.*\n\nmu = np\.array\(\[0, 0, 0\.5, 1,[^]*\np = 2\n/);
  assert.match(python(state({ mode: "samples" })), /x = np\.array\(\[1, 2, 3, 4\]\)[^]*wasserstein_1d/);
  assert.match(python(state({ p: 0.5 })), /centres of the bins[^]*ot\.emd2/);
});
