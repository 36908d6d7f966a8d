import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, SAMPLES, tenths } from "../../../ot_notebook/js/figures/shifted-bumps/compare.js";
import { density, merge, moved, shiftOf } from "../../../ot_notebook/js/figures/shifted-bumps/state.js";
import { brief, certificate, csv, describe, instruction } from "../../../ot_notebook/js/figures/shifted-bumps/text.js";
import { python } from "../../../ot_notebook/js/figures/shifted-bumps/python.js";
import { close } from "../solvers/helpers.js";

const START = {
  source: { mean: 0, width: 1 }, target: { mean: 3, width: 1 }, shape: "gauss", bandwidth: 1, seen: [0, 3],
};
const changed = (part) => merge(START, part);

test("what was seen grows with the shift and never shrinks", () => {
  assert.deepEqual(changed({ target: { mean: 5, width: 1 } }).seen, [0, 5]);
  assert.deepEqual(merge(changed({ target: { mean: 5, width: 1 } }), { target: { mean: 1, width: 1 } }).seen, [0, 5]);
  assert.deepEqual(changed({ seen: [3, 3] }).seen, [3, 3]);
  assert.deepEqual(changed({ seen: [1, 2] }).seen, [1, 3]);
});

test("refusals are worded and name the value", () => {
  for (const [part, words] of [
    [{ source: { mean: 9, width: 1 } }, "'source.mean' must be a number from -2 to 6, got 9"],
    [{ target: { mean: 0, width: "1" } }, "'target.width' must be a number from 0.2 to 1.5, got \"1\""],
    [{ target: null }, "'target' must be a mean and a width, got null"],
    [{ shape: "hat" }, "'shape' must be \"gauss\" or \"box\", got \"hat\""],
    [{ seen: [2, 1] }, "'seen' must be two shifts in order, got [2,1]"],
    [{ p: 2 }, "there is no input 'p'; inputs are source, target, shape, bandwidth, seen"],
  ]) assert.throws(() => changed(part), { name: "RangeError", message: `shifted-bumps: ${words}` });
});

test("a bump moves within its range; a side sets the width, on the outer side of its bump", () => {
  assert.deepEqual(moved(START, "source", [-4, 0]), { source: { mean: -2, width: 1 } });
  assert.deepEqual(moved(START, "target-width", [3.5, 0]), { target: { mean: 3, width: 0.5 } });
  assert.deepEqual(moved(START, "source-width", [-0.75, 0]), { source: { mean: 0, width: 0.75 } });
  assert.deepEqual(moved(START, "source-width", [2, 0]), { source: { mean: 0, width: 0.2 } });
  const box = changed({ shape: "box" });
  close(moved(box, "target-width", [3 + Math.sqrt(3) / 2, 0]).target.width, 0.5, 1e-12);
});

test("densities have mass one and the stated deviation", () => {
  for (const shape of ["gauss", "box"]) {
    const bump = { mean: 1, width: 0.6 }, moments = [0, 0, 0], step = 1e-3;
    for (let t = -7; t < 9; t += step) moments.forEach((_, k) => { moments[k] += (t - 1) ** k * density(bump, shape, t) * step; });
    [1, 0, 0.36].forEach((expected, k) => close(moments[k], expected, 2e-3));
  }
});

test("two equal Gaussians: the closed forms of the book", () => {
  const result = compare(START);
  close(result.kl, 4.5, 1e-14);
  close(result.totalVariation, 0.8663855974622838, 1e-14); // erf(3 / (2 sqrt 2))
  close(result.wasserstein1, 3, 1e-14);
  close(result.value, 3, 1e-14);
  close(result.mmd ** 2, (2 / Math.sqrt(3)) * (1 - Math.exp(-1.5)), 1e-14);
  close(result.cost, 9, 1e-13);
  close(result.dual, 9, 1e-13);
  assert.equal(result.curves.shift.length, SAMPLES);
  close(result.curves.kl[20], 0.5, 1e-12);
});

test("boxes: a divergence that is infinite, and distances that are not", () => {
  const apart = compare(changed({ shape: "box", target: { mean: 5, width: 0.5 } }));
  assert.equal(apart.kl, null);
  assert.equal(apart.totalVariation, 1);
  close(apart.wasserstein2, Math.hypot(5, 0.5), 1e-14);
  close(apart.cost, 25.25, 1e-13);
  close(apart.dual, 25.25, 1e-13);
  const inside = compare(changed({ shape: "box", source: { mean: 3, width: 0.5 } }));
  close(inside.kl, Math.log(2), 1e-14);
  close(inside.totalVariation, 0.5, 1e-14);
  close(inside.wasserstein1, 0.5 * (Math.sqrt(3) / 2), 1e-14);
});

test("tenths lie at the quantiles 0.05, 0.15, ..., symmetric about the mean", () => {
  const gauss = tenths({ mean: 2, width: 0.5 }, "gauss"), box = tenths({ mean: 2, width: 0.5 }, "box");
  assert.equal(gauss.length, 10);
  gauss.forEach((t, k) => close(t + gauss[9 - k], 4, 1e-14));
  box.forEach((t, k) => close(t, 2 + Math.sqrt(3) * 0.5 * (2 * (0.05 + k / 10) - 1), 1e-14));
});

test("texts follow the state", () => {
  const far = changed({ target: { mean: 6, width: 0.2 }, shape: "box" }), result = compare(far);
  assert.match(describe(far, result), /^Two boxes, .* target at 6\.00 with standard deviation 0\.20\. KL is infinite, TV 1\.00/);
  assert.match(instruction(far, result), /^TV has nothing more to say/);
  assert.match(instruction(START, compare(START)), /^Drag a bump/);
  const [cost, bound] = certificate(far, result, 0.5);
  assert.deepEqual(cost, { label: "W₂²: cost of the map", value: "36.6400" });
  assert.deepEqual(bound, { label: "price bound (dual)", value: "36.6400" });
  assert.deepEqual([0, 4.5, 9.996, 123.4, null].map(brief), ["0.00", "4.50", "10.0", "123", "∞"]);
  assert.equal(shiftOf(far), 6);
});

test("the table holds the curves, the programs the numbers", () => {
  const lines = csv(START, compare(START)).trim().split("\n");
  assert.equal(lines[0], "shift,kl,totalVariation,mmd,wasserstein1,wasserstein2");
  assert.equal(lines.length, 1 + SAMPLES);
  for (const shape of ["gauss", "box"]) {
    const program = python(changed({ shape, target: { mean: 4.25, width: 0.35 } }));
    assert.match(program, /m1, s1 = 4\.25, 0\.35/);
    assert.match(program, /\nprint\(kl, tv, mmd, w1\)\nprint\(float\(w2\)\)\n$/);
  }
});
