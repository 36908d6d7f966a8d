import assert from "node:assert/strict";
import { test } from "node:test";
import figure from "../../../ot_notebook/js/figures/polytope.js";
import * as g from "../../../ot_notebook/js/figures/polytope/geometry.js";
import { entropicPlans } from "../../../ot_notebook/js/figures/polytope/solve.js";
import * as s from "../../../ot_notebook/js/figures/polytope/state.js";
import * as text from "../../../ot_notebook/js/figures/polytope/text.js";

const START = { a: [0.5, 0.5], b: [0.38, 0.33, 0.29], cost: [[0.2, 0.5, 0.9], [0.6, 0.4, 0.3]], epsilon: 0.5 };
const TIED = [[0.2, 0.5, 0.9], [0.6, 0.9, 0.3]], FLAT = [[0.5, 0.6, 0.9], [0.2, 0.3, 0.6]];
const state = (part = {}) => s.merge(s.merge({}, START), part);
const solved = (now) => figure.compute(now, {});
const near = (one, other, tolerance = 1e-12) => assert.ok(Math.abs(one - other) <= tolerance, `${one} is not ${other}`);

test("merge rounds weights to 4 decimals of sum 1, the largest remainders up, and keeps equal ones", () => {
  assert.deepEqual(state({ b: [1 / 3, 1 / 3, 1 / 3] }).b, Array(3).fill(1 / 3));
  assert.deepEqual(state({ b: [0.33335, 0.33335, 0.3333] }).b, [0.3334, 0.3333, 0.3333]);
  assert.deepEqual(state({ a: [0.123456, 0.876544] }).a, [0.1235, 0.8765]);
  assert.equal(state({ epsilon: 0.123456 }).epsilon, 0.1235);
});

test("merge keeps what it was given and does not touch its arguments", () => {
  const before = state(), copy = structuredClone(before);
  assert.deepEqual(s.merge(before, { epsilon: 1 }), { ...copy, epsilon: 1 });
  assert.deepEqual(before, copy);
});

for (const [part, reason] of [
  [{ a: [0.5, 0.6] }, /'a' must have mass 1, got 1\.100/],
  [{ a: [1.5, -0.5] }, /'a\[1\]' must be a number of at least 0, got -0\.5/],
  [{ b: [0.5, 0.5] }, /'b' must be a list of 3 weights, got 2/],
  [{ b: [NaN, 0.5, 0.5] }, /'b\[0\]' must be a number of at least 0, got null/],
  [{ cost: [[1, 2, 3]] }, /'cost' must be a list of 2 rows, got 1/],
  [{ cost: [[1, 2, 3], [1, 2, 10.5]] }, /'cost\[1\]\[2\]' must be a number from -10 to 10, got 10\.5/],
  [{ epsilon: 0 }, /'epsilon' must be a number from 0\.0001 to 10/],
  [{ p: 1 }, /there is no input 'p'/],
]) {
  test(`merge refuses ${JSON.stringify(part)}`, () => assert.throws(() => state(part), reason));
}

test("a weight takes its value, the others keep their proportions", () => {
  assert.deepEqual(s.reweighted([0.5, 0.3, 0.2], 0, 0), [0, 0.6, 0.4]);
  assert.deepEqual(s.reweighted([0.5, 0.5], 1, 1.2), [0, 1]);
  assert.deepEqual(s.reweighted([1, 0, 0], 0, 0.5), [0.5, 0.25, 0.25]);
  for (const value of [0.1, 0.37, 0.99]) near(s.reweighted([0.38, 0.33, 0.29], 2, value).reduce((u, v) => u + v), 1);
});

test("the arrow is the direction in which the cost of a plan falls fastest", () => {
  const { cost } = state(), [fs, ft] = g.fallOf(cost);
  const price = (t, u) => cost.flat().reduce((sum, c, k) => sum + c * [t, u, 0.5 - t - u, 0.38 - t, 0.33 - u, t + u - 0.21][k], 0);
  near((price(0.2, 0.2) - price(0.3, 0.2)) / 0.1, fs);
  near((price(0.2, 0.2) - price(0.2, 0.25)) / 0.05, ft);
  const turned = g.fallOf(s.withFall(cost, [-0.3, 0.7]));
  near(turned[0], -0.3);
  near(turned[1], 0.7);
});

test("dragging the arrow keeps its length, and lands on a tie that is near", () => {
  const now = state(), { centre } = g.frameOf(now);
  const to = (angle) => g.fallOf(s.merge(now, s.moved(now, "arrow", g.onRim(g.frameOf(now), angle))).cost);
  near(Math.hypot(...to(2)), Math.hypot(1, 0.5), 2e-4);
  near(Math.atan2(...to(2).reverse()), 2, 2e-4);
  const [fs, ft] = to(Math.PI / 4 + 0.03);
  near(fs, ft);
  assert.deepEqual(s.moved(now, "arrow", centre), {});
});

test("turning to a tie makes a whole side optimal, six times around the hexagon", () => {
  let now = state();
  const sides = new Set();
  for (let k = 0; k < 6; k++) {
    now = s.merge(now, s.nextTie(now));
    const { optimal } = solved(now);
    assert.equal(optimal.length, 2);
    sides.add(optimal.join());
  }
  assert.equal(sides.size, 6);
  assert.equal(s.nextTie(state({ a: [1, 0] })), null);
});

test("the thick arc holds the directions of the same corner, and its ends are ties", () => {
  for (const angle of [0.2, 1, 2, 3, 3.5, 4, 5, 6]) {
    const now = state({ cost: s.withFall(START.cost, g.directionOf(angle, [1, 0])) }), { corners, optimal } = solved(now);
    const [from, to] = g.coneOf(corners, optimal, angle), at = (turn) => {
      const cost = s.withFall(START.cost, g.directionOf(turn, [1, 0]));
      return solved(state({ cost })).optimal;
    };
    assert.ok(from < to && to < from + Math.PI);
    assert.deepEqual(at(from + 0.01), optimal);
    assert.deepEqual(at(to - 0.01), optimal);
    assert.equal(at(from).length, 2);
    assert.equal(at(to).length, 2);
  }
  assert.deepEqual(g.coneOf([[0, 0]], [0], 1), [0, 2 * Math.PI]);
});

test("on a tie the path ends at the plan of the side that is nearest to the product", () => {
  const now = state({ cost: TIED }), { plan, optimal } = solved(now);
  assert.equal(optimal.length, 2);
  const [{ plan: late }] = entropicPlans(now.a, now.b, now.cost, [1e-4]);
  plan.flat().forEach((mass, k) => near(mass, late[k], 1e-9));
});

test("a flat cost leaves the path at the product; no mass leaves out a point", () => {
  const flat = solved(state({ cost: FLAT }));
  assert.equal(flat.optimal.length, 6);
  flat.plan[1].forEach((mass, j) => near(mass, 0.5 * START.b[j]));
  for (const [u, v] of flat.path) { near(u, 0.19, 1e-9); near(v, 0.165, 1e-9); }
  const empty = solved(state({ b: [0.4, 0.6, 0] }));
  assert.equal(empty.corners.length, 2);
  assert.deepEqual(empty.entropicPlan.map((row) => row[2]), [0, 0]);
});

test("the dot can be dragged along the path", () => {
  const now = state({ epsilon: 0.45 }), { entropicPlan } = solved(now);
  near(figure.move(now, "epsilon", entropicPlan[0].slice(0, 2)).epsilon, 0.45, 0.002);
  assert.equal(s.merge(now, figure.move(now, "epsilon", [0.38, 0.12])).epsilon < 0.01, true);
});

test("handles stand where the state says, also for a flat cost", () => {
  const at = Object.fromEntries(figure.handles(state(), solved(state())).map((one) => [one.key, one.at]));
  assert.deepEqual([at.a1, at.b2], [[0.5, 0.5], [2.5, 0.29]]);
  const flat = figure.handles(state({ cost: FLAT }), null)[0];
  assert.deepEqual(flat.at, g.frameOf(state()).centre);
});

test("texts of every situation, and instructions fit their row", () => {
  const cases = [
    [{}, /^Turn the arrow/, /form a hexagon with 6 corners\. The optimal corner has rows 0\.38, 0\.12, 0 and 0, 0\.21, 0\.29 and costs 0\.307000/],
    [{ cost: TIED }, /^A tie/, /A whole side is optimal/],
    [{ cost: FLAT }, /^All plans cost the same/, /All plans cost the same; the most even one/],
    [{ b: [0.4, 0.6, 0] }, /segment/, /form a segment, as a weight is zero/],
    [{ a: [0, 1] }, /one plan is left, a point/, /form a point, as a weight is zero\. The only plan has rows/],
  ];
  for (const [part, instruction, description] of cases) {
    const now = state(part), result = solved(now);
    assert.match(text.instruction(now, result), instruction);
    assert.ok(text.instruction(now, result).length <= 78);
    assert.match(text.describe(now, result), description);
    assert.equal(text.certificate(now, result).length, 4);
  }
});

test("rounding of the corners does not lift the limit off a tied side", () => {
  const now = state({ a: [0.9999, 0.0001], b: [0.9998, 0.0001, 0.0001], cost: [[10, -10, 10], [-10, 10, -10]] });
  const { plan, optimal, value, values, gap } = solved(now);
  assert.equal(optimal.length, 2);
  near(value, Math.min(...values), 1e-12);
  near(gap, 0, 1e-12);
  near(plan[1][1], 0);
});

test("the gap is between the prices and the plan that is drawn", () => {
  for (const cost of [START.cost, TIED, FLAT, [[0.1, 0.7, 0.3], [0.9, 0.2, 0.8]]]) {
    const { plan, value, f, g, dual, gap } = solved(state({ cost, a: [0.37, 0.63] }));
    const paid = plan.flat().reduce((sum, mass, k) => sum + mass * cost.flat()[k], 0);
    assert.deepEqual([value, gap], [paid, paid - dual]);
    const worst = Math.max(...cost.flatMap((row, i) => row.map((c, j) => f[i] + g[j] - c))), [a, b] = [[0.37, 0.63], START.b];
    near(dual, a.reduce((sum, t, i) => sum + t * f[i], b.reduce((sum, t, j) => sum + t * g[j], 0)) - Math.max(0, worst), 1e-15);
  }
});

test("sides are named by their empty cell", () => {
  assert.deepEqual(text.emptyCell([[0, 0.2, 0.3], [0.3, 0, 0.2]], [[0, 0.3, 0.2], [0.3, 0.1, 0.1]])[1], ["11", "sub"]);
  assert.equal(text.emptyCell([[0, 0, 0.3], [0.3, 0.2, 0.2]], [[0, 0, 0.3], [0.3, 0.2, 0.2]]), null);
  assert.deepEqual([text.mass(0.0001), text.mass(0), text.mass(-0.12345)], ["0+", "0", "−0.123"]);
});

test("the challenge counts corners, with positive weights only", () => {
  const score = (part) => figure.challenge.score(state(part), solved(state(part)));
  assert.deepEqual([score({}), score({ a: [0.3, 0.7] }), score({ a: [0.1, 0.9] }), score({ a: [0, 1] })], [6, 4, 3, null]);
});

test("the program and the table hold the problem and its value", () => {
  const now = state(), result = solved(now), program = figure.python(now);
  assert.match(program, /b = np\.array\(\[0\.38, 0\.33, 0\.29\], float\)\nC = np\.array\(\[\[0\.2, 0\.5, 0\.9\], \[0\.6, 0\.4, 0\.3\]\], float\)/);
  assert.match(program, /ot\.emd\(a, b, C - C\.min\(\)\)/);
  assert.match(program, /epsilon = 0\.5 \*[^]*\nprint\(value\)\n$/);
  assert.doesNotMatch(figure.python(state({ epsilon: 0.001 })), /sinkhorn/);
  const [head, ...rows] = figure.csv(now, result).trim().split("\n").map((line) => line.split(","));
  assert.ok(rows.every((row) => row.length === head.length));
  near(Math.min(...rows.filter(([kind]) => kind === "optimal corner").map((row) => Number(row[8]))), result.value);
  near(rows.find(([kind]) => kind === "entropic")[1], 10 * 0.7);
});
