import assert from "node:assert/strict";
import { test } from "node:test";
import definition from "../../../ot_notebook/js/figures/prices.js";
import { compute, costOf, limitOf } from "../../../ot_notebook/js/figures/prices/bound.js";
import { barWindow, graphWindow, markSizes } from "../../../ot_notebook/js/figures/prices/drawing.js";
import { csv, python } from "../../../ot_notebook/js/figures/prices/python.js";
import * as s from "../../../ot_notebook/js/figures/prices/state.js";
import * as text from "../../../ot_notebook/js/figures/prices/text.js";

const START = {
  x: [0.1, 0.34, 1, 1.4], y: [0.2, 0.54, 0.69, 0.85, 1.2], a: [3, 3, 4, 2], b: [1, 4, 3, 2, 2],
  phi: [0.03, 0.08, -0.03, 0.1], psi: [0, 0, 0, 0, 0], p: 2, mode: "answer", helped: false,
};
const state = (part = {}) => s.merge(s.merge({}, START), part);
const solved = (now) => compute(now, {});
const near = (got, expected, error = 1e-12) => assert.ok(Math.abs(got - expected) <= error, `${got} is not ${expected}`);

test("merge rounds to 4 decimals and touches nothing else", () => {
  const before = state(), copy = structuredClone(before), after = s.merge(before, { phi: [0.123456, -0, 1, 0] });
  assert.deepEqual(before, copy);
  assert.deepEqual(after, { ...before, phi: [0.1235, 0, 1, 0] });
});

for (const [part, reason] of [
  [{ x: [] }, /'x' must be a list of 1 to 8 numbers/],
  [{ x: Array(9).fill(0.5) }, /'x' must be a list of 1 to 8/],
  [{ y: [0.1] }, /'b' must be a list of 1 weights, got 5/],
  [{ x: [0, 0, 0, 1.6] }, /'x\[3\]' must be a number from 0 to 1.5, got 1.6/],
  [{ a: [0, 0, 0, 0] }, /'a' must have a weight above 0/],
  [{ b: [1, 1, 1, 1, -1] }, /'b\[4\]' must be a number from 0 to 10, got -1/],
  [{ phi: [0, 0, 0, 11] }, /'phi\[3\]' must be a number from -10 to 10/],
  [{ psi: [0, 0, 0, 0, NaN] }, /'psi\[4\]' must be a number/],
  [{ p: 0.9 }, /'p' must be a number from 1 to 4, got 0.9/],
  [{ mode: "free" }, /'mode' must be "answer", "both" or "best", got "free"/],
  [{ helped: 1 }, /'helped' must be true or false, got 1/],
  [{ epsilon: 1 }, /there is no input 'epsilon'/],
]) {
  test(`merge refuses ${JSON.stringify(part)}`, () => assert.throws(() => state(part), reason));
}

test("the answer is the c-transform, and every pair is admissible", () => {
  const now = state(), { phi, psi, violation } = solved(now), cost = costOf(now);
  psi.forEach((price, j) => near(price, Math.min(...phi.map((f, i) => cost[i * 5 + j] - f))));
  assert.ok(violation <= 1e-15);
});

test("the bound stays below the cheapest plan and reaches it with the best prices", () => {
  const own = solved(state()), best = solved(state({ mode: "best" }));
  assert.ok(own.bound < 0.9 * own.value);
  near(best.bound, best.value);
  near(best.share, 1, 1e-9);
  const tight = new Set(best.tight.map(String));
  for (const [i, j] of best.plan) assert.ok(tight.has(String([i, j])));
});

test("no slack means none, also where all costs are tiny", () => {
  const now = state({ x: [0.5, 0.501, 0.502, 0.503], y: [0.5, 0.501, 0.502, 0.503, 0.504], p: 4, mode: "best" });
  const { tight, f, g } = solved(now), cost = costOf(now), scale = Math.max(...cost);
  for (const [i, j] of tight) near(f[i] + g[j], cost[i * 5 + j], 1e-9 * scale);
  assert.ok(tight.length < 20);
});

test("prices in both hands: overcharged pairs and what is left of the bound", () => {
  const now = state({ mode: "both", psi: [0, 0.3, 0, -0.2, -0.1] }), result = solved(now), cost = costOf(now);
  const worst = Math.max(...result.violated.map(([, , excess]) => excess));
  near(result.violation, worst);
  near(result.bound, result.earned - worst);
  assert.ok(result.violated.some(([i, j]) => i === 1 && j === 1));
  for (const [i, j, excess] of result.violated) near(excess, now.phi[i] + now.psi[j] - cost[i * 5 + j]);
});

test("whoever takes both prices starts with the answer, a price never too high", () => {
  const now = s.merge(state(), { mode: "both" }), { psi } = solved(state());
  now.psi.forEach((price, j) => assert.ok(price <= psi[j] + 1e-9 && price > psi[j] - 1.01e-4));
  assert.deepEqual(solved(now).violated, []);
  assert.deepEqual(s.merge(state(), { mode: "both", psi: [1, 1, 1, 1, 1] }).psi, [1, 1, 1, 1, 1]);
});

test("letting phi answer raises the bound once, then nothing moves", () => {
  const first = s.merge(state(), s.answeredBack(state())), second = s.merge(first, s.answeredBack(first));
  assert.ok(solved(first).bound > solved(state()).bound + 1e-3);
  assert.deepEqual(second.phi, first.phi);
  assert.ok(solved(first).bound < 0.97 * solved(first).value);
});

test("letting phi answer mends overcharged prices", () => {
  const now = state({ mode: "both", psi: [0.1, 0.2, 0.1, 0.1, 0.1] });
  assert.ok(solved(now).violated.length > 0);
  assert.deepEqual(solved(s.merge(now, s.answeredBack(now))).violated, []);
});

test("a grip moves its price the other way, as far as the picture shows", () => {
  const now = state(), limit = limitOf(now, solved(now));
  assert.deepEqual(s.moved(now, "phi1", [0, -0.12]), { phi: [0.03, 0.12, -0.03, 0.1] });
  near(s.moved(now, "phi0", [0, 9]).phi[0], -limit, 1e-4);
  assert.deepEqual(s.moved(now, "x2", [0.5, 1]), { x: [0.1, 0.34, 0.5, 1.4] });
  assert.deepEqual(s.moved(state({ mode: "both", psi: START.psi }), "psi4", [0, 0.2]), { psi: [0, 0, 0, 0, 0.2] });
});

test("moving one of the best prices takes them over and closes the challenge", () => {
  const best = state({ mode: "best" }), taken = s.merge(best, s.moved(best, "phi3", [0, 0]));
  assert.deepEqual([taken.mode, taken.helped, taken.phi[3]], ["answer", true, 0]);
  const { f } = solved(best);
  taken.phi.slice(0, 3).forEach((price, i) => near(price, f[i], 1.01e-4));
  assert.match(text.challenge(taken, solved(taken)), /began as the best/);
  const levelled = s.merge(taken, s.levelled(taken));
  assert.deepEqual([levelled.phi, levelled.helped], [[0, 0, 0, 0], false]);
});

test("best prices that were taken over are a help on problems nearby, too", () => {
  const best = state({ mode: "best" }), taken = s.merge(best, s.moved(best, "phi3", [1.4, -solved(best).f[3]]));
  const nearby = s.merge(taken, { x: [0.1001, 0.34, 1, 1.4] });
  assert.ok(solved(nearby).share > 0.99);
  assert.equal(definition.challenge.score(nearby, solved(nearby)), null);
});

test("windows hold all prices, also those far off, and all of the bar", () => {
  for (const part of [{}, { phi: [10, -10, 0, 0] }, { mode: "best" }, { mode: "both", psi: [9, 0, 0, 0, -9] }, { x: [0.5, 0.5, 0.5, 0.5], y: Array(5).fill(0.5) }]) {
    const now = state(part), result = solved(now), { y } = graphWindow(now, result), bar = barWindow(now, result).x;
    for (const v of [...result.phi.map((t) => -t), ...result.psi]) assert.ok(v >= y[0] && v <= y[1]);
    assert.ok(bar[0] <= 0 && bar[1] >= result.value && bar[1] > bar[0]);
  }
});

test("what falls short of a goal does not look as if it met it", () => {
  const { goal, format } = definition.challenge;
  assert.deepEqual([goal, 0.0101, 0, 1.0312].map(format), ["99.0 %", "98.9 %", "100.0 %", "0.0 %"]);
  assert.match(text.describe(state(), { ...solved(state()), share: 0.9899 }), /98\.9 % of it/);
});

test("nothing to carry: no share, no score, a sentence", () => {
  const now = state({ x: [0.5, 0.5, 0.5, 0.5], y: Array(5).fill(0.5) }), result = solved(now);
  assert.equal(result.share, null);
  assert.match(text.challenge(now, result), /Move a point/);
});

test("texts follow the state and fit their row", () => {
  const over = state({ mode: "both", psi: Array(5).fill(9) }), cases = [state(), over, state({ mode: "both", psi: Array(5).fill(-1) }), state({ mode: "best" })];
  const said = cases.map((now) => text.instruction(now, solved(now)));
  assert.equal(new Set(said).size, 4);
  assert.match(said[1], /^20 routes overcharged/);
  for (const sentence of said) assert.ok(sentence.length <= 84, sentence);
  assert.equal(new Set(cases.map((now) => text.describe(now, solved(now)))).size, 4);
  for (const now of cases) assert.equal(text.certificate(now, solved(now)).length, 4);
  assert.equal(text.handleName(state(), solved(state()), "phi", 2), "price φ of source 3, −0.030");
  assert.equal(text.handleName(state(), null, "psi", 0), "price ψ of target 1");
});

test("the size of a mark tells its weight", () => {
  assert.deepEqual(markSizes([1, 1]), [1, 1]);
  assert.deepEqual(markSizes([0, 4]), [0.35, 1.25]);
});

test("the program holds the prices that are shown", () => {
  assert.match(python(state()), /phi = np\.array\(\[0\.03, 0\.08, -0\.03, 0\.1\]\)\npsi = \(cost - phi/);
  assert.match(python(state({ mode: "both", psi: [1, 2, 3, 4, 5] })), /psi = np\.array\(\[1, 2, 3, 4, 5\]\)/);
  assert.match(python(state({ mode: "best" })), /phi, psi = log\["u"\], log\["v"\]/);
  assert.match(python(state()), /assert bound <= value[^\n]*\nprint\(value\)\n$/);
});

test("the table adds up to the value, and slack is cost less prices", () => {
  const now = state({ mode: "best" }), rows = csv(now, solved(now)).trim().split("\n").slice(1).map((line) => line.split(",").map(Number));
  assert.equal(rows.length, 20);
  near(rows.reduce((sum, row) => sum + row[6] * row[8], 0), solved(now).value);
  for (const [, , phi, , , psi, cost, slack, mass] of rows) {
    near(slack, cost - phi - psi);
    if (mass > 0) near(slack, 0, 1e-9);
  }
});
