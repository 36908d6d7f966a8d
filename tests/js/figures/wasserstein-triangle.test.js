import assert from "node:assert/strict";
import { test } from "node:test";
import { compute } from "../../../ot_notebook/js/figures/wasserstein-triangle/distances.js";
import { csv, python } from "../../../ot_notebook/js/figures/wasserstein-triangle/python.js";
import * as s from "../../../ot_notebook/js/figures/wasserstein-triangle/state.js";
import * as text from "../../../ot_notebook/js/figures/wasserstein-triangle/text.js";
import { corners, window } from "../../../ot_notebook/js/figures/wasserstein-triangle/triangle.js";

const START = {
  x: [[0.1, 0.1], [0.2, 0.5]], y: [[0.5, 0.8], [0.7, 0.9], [0.6, 0.7]], z: [[1.2, 0.3]], a: [1, 3], b: [1, 1, 2], c: [4],
  p: 2, mode: "plans",
};
const ATOMS = { x: [[0, 0]], y: [[0.3, 0.4]], z: [[0.6, 0]], a: [2], b: [1], c: [9] };
const state = (part = {}) => s.merge(s.merge({}, START), part);
const close = (one, other, tolerance = 1e-12) => assert.ok(Math.abs(one - other) <= tolerance, `${one} is not ${other}`);

test("merge rounds coordinates and keeps its arguments", () => {
  const copy = structuredClone(START);
  assert.deepEqual(state({ z: [[0.123456, -0]] }).z, [[0.1235, 0]]);
  assert.deepEqual(START, copy);
});

for (const [part, reason] of [
  [{ x: [] }, /'x' must be a list of 1 to 5 points/],
  [{ y: Array(6).fill([0, 0]) }, /'y' must be a list of 1 to 5 points/],
  [{ z: [[0, NaN]] }, /'z\[0\]' must be two finite numbers/],
  [{ z: [[1.3, 0]] }, /'z\[0\]' must lie in \[0, 1.25\] × \[0, 1\], got \(1.3, 0\)/],
  [{ a: [1] }, /'a' must be a list of 2 weights, got 1/],
  [{ x: [[0, 0]] }, /'a' must be a list of 1 weights, got 2/],
  [{ a: [0, 0] }, /'a' must have a weight above 0/],
  [{ b: [1, 0.5, 1] }, /'b\[1\]' must be a whole number from 0 to 9, got 0.5/],
  [{ b: [1, -1, 1] }, /'b\[1\]' must be a whole number from 0 to 9, got -1/],
  [{ c: [10] }, /'c\[0\]' must be a whole number from 0 to 9, got 10/],
  [{ p: 0.9 }, /'p' must be a number from 1 to 8, or "inf", got 0.9/],
  [{ p: Infinity }, /'p' must be a number from 1 to 8/],
  [{ mode: "hand" }, /'mode' must be "plans" or "glued", got "hand"/],
  [{ epsilon: 1 }, /there is no input 'epsilon'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("a point moves alone; a whole measure keeps its shape and stays in the window", () => {
  assert.deepEqual(s.moved(state(), "x1", [0.3, 0.3]), { x: [[0.1, 0.1], [0.3, 0.3]] });
  const { y } = s.moved(state(), "y", [1.25, 0]);
  assert.deepEqual(y, [[1.05, 0.1], [1.25, 0.2], [1.15, 0]]);
  const mean = s.centre(START.y, START.b), { y: same } = s.moved(state(), "y", mean);
  assert.deepEqual(same, START.y);
});

test("points are added, removed and weighed", () => {
  const more = state(s.added(state(), "z0"));
  assert.deepEqual([more.z.length, more.c], [2, [4, 1]]);
  assert.deepEqual(s.removed(state(), "y1"), { y: [[0.5, 0.8], [0.6, 0.7]], b: [1, 2] });
  assert.deepEqual(s.removed(state({ a: [0, 2] }), "x1"), { x: [[0.1, 0.1]], a: [1] });
  assert.throws(() => s.removed(state(), "z0"), /the last point of ω cannot be removed/);
  assert.throws(() => s.removed(state(), "y"), /a whole measure cannot be removed/);
  assert.throws(() => s.added(state({ z: Array(5).fill([0, 0]), c: [1, 1, 1, 1, 1] }), "z"), /ω has 5 points already/);
  assert.deepEqual(s.weighed(state(), "x0", 1), { a: [2, 3] });
  assert.deepEqual([s.weighed(state(), "x", 1), s.weighed(state(), null, 1), s.weighed(state({ c: [9] }), "z0", 1)], [null, null, null]);
  assert.deepEqual([s.weighed(state({ c: [1] }), "z0", -1), s.weighed(state({ a: [0, 1] }), "x0", -1)], [null, null]);
});

test("three atoms: the triangle of distances is that of the plane, for every order", () => {
  for (const p of [1, 2, 3.5, 8, "inf"]) {
    const result = compute(state({ ...ATOMS, p })), [mu, nu, omega] = corners(result);
    [[mu, [0, 0]], [nu, [0.3, 0.4]], [omega, [0.6, 0]]].forEach(([one, other]) => one.forEach((t, k) => close(t, other[k])));
    close(result.value, 0.4);
    close(result.glued, result.direct);
  }
});

test("slack, glued plan and certificate hold together", () => {
  for (const p of [1, 1.5, 2, 8, "inf"]) {
    const result = compute(state({ p }));
    close(result.value, result.first + result.second - result.direct);
    assert.ok(result.direct <= result.glued + 1e-12 && result.glued <= result.first + result.second + 1e-12);
    const total = (list) => list.reduce((sum, entry) => sum + entry.at(-1), 0);
    for (const name of ["firstPlan", "secondPlan", "directPlan", "composed", "paths"]) close(total(result[name]), 1);
    assert.equal(result.gap === null, p === "inf");
    assert.equal(result.shortfall === null, p !== "inf");
    assert.ok(result.marginalError < 1e-12);
  }
});

test("measures that nearly coincide have distances for every order, and one measure written in two ways none", () => {
  const near = { x: [[0, 0], [1.25, 1]], y: [[0, 0.0002], [1.25, 1]], z: [[0.0001, 0], [1.25, 1]], a: [1, 1], b: [1, 1], c: [1, 1] };
  for (const p of [1, 2, 4, 8]) {
    const { first, direct, gap } = compute(state({ ...near, p }));
    close(first, 0.0002 * 0.5 ** (1 / p), 1e-16);
    close(direct, 0.0001 * 0.5 ** (1 / p), 1e-16);
    assert.ok(gap <= 1e-13 * direct, `order ${p}, gap ${gap}`);
  }
  const here = [0.2, 0.2], there = [0.9, 0.7];
  const same = { x: [here, there, there], a: [2, 2, 1], y: [here, here, there], b: [2, 2, 6], z: [here, there], c: [2, 3], p: 8 };
  const { first, second, direct, glued } = compute(state(same));
  assert.deepEqual([first, second, direct, glued], [0, 0, 0, 0]);
});

test("the window holds both legs and an apex left of μ", () => {
  const result = compute(state({ ...ATOMS, x: [[0.4, 0]], y: [[0, 0]], z: [[1.2, 0]] })), { x, y } = window({}, result);
  close(x[0], -0.4);
  close(x[1], -0.4 + 0.4 + 0.4 + 1.2);
  close(y[1], (x[1] - x[0]) / 2);
  assert.deepEqual(corners({ first: 0.5, second: 0.5, direct: 0 }), [[0, 0], [0, 0.5], [0, 0]]);
});

test("the challenge wants a flat triangle of different measures", () => {
  const flat = { ...ATOMS, y: [[0.3, 0]] };
  close(text.score({}, compute(state(flat))), 0);
  close(text.score({}, compute(state(ATOMS))), 0.4 / 0.6);
  assert.equal(text.score({}, compute(state({ ...flat, y: [[0.05, 0]] }))), null);
  assert.equal(text.score({}, compute(state({ ...flat, z: [[0, 0]] }))), null);
});

test("instructions fit their row and follow the state", () => {
  const flat = state({ ...ATOMS, y: [[0.3, 0]] }), same = state({ ...ATOMS, z: ATOMS.x });
  const all = [state(), state({ mode: "glued" }), flat, same].map((now) => text.instruction(now, compute(now)));
  assert.equal(new Set(all).size, 4);
  for (const words of all) assert.ok(words.length <= 100, words);
});

test("equal measures are named", () => {
  for (const [part, words] of [
    [{ z: ATOMS.x }, /^μ and ω are the same measure/], [{ y: ATOMS.x }, /^μ and ν are/], [{ y: ATOMS.z }, /^ν and ω are/],
  ]) {
    const now = state({ ...ATOMS, ...part });
    assert.match(text.instruction(now, compute(now)), words);
  }
});

test("words of a state", () => {
  const now = state(ATOMS), words = text.describe(now, compute(now));
  assert.match(words, /μ with 1 point, ν with 1 point, ω with 1 point\. Order p = 2\./);
  assert.match(words, /0\.500000 from μ to ν.*longer by 0\.400000, 67 % of the direct one/);
  assert.equal(text.handleName(state(), "y2"), "point 3 of ν, x 0.60, y 0.70, mass 0.50");
  assert.equal(text.handleName(state(), "y"), "all of ν, centre at x 0.60, y 0.78");
  assert.equal(text.certificate(now, compute(now))[0].value, "0.400000");
});

test("the program holds points, masses and order", () => {
  const program = python(state({ p: 1.5 }));
  assert.match(program, /x, a = np\.array\(\[\[0\.1, 0\.1\], \[0\.2, 0\.5\]\]\), np\.array\(\[1, 3\]\) \/ 4\n/);
  assert.match(program, /\np = 1\.5\n/);
  assert.match(program, /\nprint\(value\)\n$/);
  assert.match(python(state({ p: "inf" })), /for limit in np\.unique\(lengths\)/);
});

test("the table holds four plans of mass one", () => {
  const now = state(), result = compute(now), [head, ...rows] = csv(now, result).trim().split("\n").map((line) => line.split(","));
  assert.equal(head.length, 9);
  for (const name of ["mu-nu", "nu-omega", "mu-omega", "glued"]) {
    close(rows.filter((row) => row[0] === name).reduce((sum, row) => sum + Number(row[7]), 0), 1);
  }
  const square = rows.filter((row) => row[0] === "mu-omega").reduce((sum, row) => sum + row[7] * row[8] ** 2, 0);
  close(square ** 0.5, result.direct);
});
