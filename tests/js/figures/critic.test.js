import assert from "node:assert/strict";
import { test } from "node:test";
import definition from "../../../ot_notebook/js/figures/critic.js";
import { bestCritic, flowWindow, massWindow, passages, takenShares } from "../../../ot_notebook/js/figures/critic/drawing.js";
import { csv, python } from "../../../ot_notebook/js/figures/critic/python.js";
import { compute, masses } from "../../../ot_notebook/js/figures/critic/score.js";
import * as s from "../../../ot_notebook/js/figures/critic/state.js";
import * as text from "../../../ot_notebook/js/figures/critic/text.js";

const START = { mu: [[0.2, 1]], nu: [[0.7, 2]], drawn: Array(40).fill(0), best: false };
const state = (part = {}) => s.merge(s.merge({}, START), part);
const near = (got, expected, error = 1e-12) => assert.ok(Math.abs(got - expected) <= error, `${got} is not ${expected}`);
const dot = (u, v) => u.reduce((sum, each, k) => sum + each * v[k], 0);
const falling = (slope) => s.PLACES.map((z) => Math.round(slope * (0.5 - z) * 1e4) / 1e4);

test("merge rounds to 4 decimals and touches nothing else", () => {
  const before = state(), copy = structuredClone(before), after = s.merge(before, { mu: [[0.123456, 2], [0.5, 0]] });
  assert.deepEqual(before, copy);
  assert.deepEqual(after, { ...before, mu: [[0.1235, 2], [0.5, 0]] });
});

for (const [part, reason] of [
  [{ mu: [] }, /'mu' must be a list of 1 to 3 bumps/],
  [{ nu: Array(4).fill([0.5, 1]) }, /'nu' must be a list of 1 to 3 bumps/],
  [{ mu: [[0.5]] }, /'mu\[0\]' must be a centre and a weight, got \[0.5\]/],
  [{ mu: [[0.05, 1]] }, /'mu\[0\]\[0\]' must be a number from 0.06 to 0.94, got 0.05/],
  [{ nu: [[0.5, 11]] }, /'nu\[0\]\[1\]' must be a number from 0 to 10, got 11/],
  [{ nu: [[0.5, 0], [0.6, 0]] }, /'nu' must have a weight above 0/],
  [{ drawn: Array(39).fill(0) }, /'drawn' must be a list of 40 numbers/],
  [{ drawn: Array(40).fill(0.46) }, /'drawn\[0\]' must be a number from -0.45 to 0.45/],
  [{ drawn: Array(40).fill(NaN) }, /'drawn\[0\]' must be a number/],
  [{ best: "yes" }, /'best' must be true or false, got "yes"/],
  [{ p: 1 }, /there is no input 'p'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("masses are those of the bumps, one in all", () => {
  const one = masses([[0.5, 3]]), two = masses([[0.3, 1], [0.7, 3]]);
  near(one.reduce((sum, mass) => sum + mass, 0), 1);
  near(dot(one, s.PLACES), 0.5);
  near(dot(two, s.PLACES), 0.6, 1e-5);
});

test("W_1 of a shift, and the critic that earns all of it", () => {
  const result = compute(state({ mu: [[0.3, 1]], nu: [[0.7, 1]], drawn: falling(0.9) }));
  near(result.value, 0.4, 1e-6);
  near(result.share, 0.9, 1e-2);
  near(result.gap, 0);
  near(compute(state({ mu: [[0.3, 1]], nu: [[0.7, 1]], drawn: falling(-0.9) })).share, -0.9, 1e-2);
});

test("what is too steep is cut back, what is not is kept", () => {
  const flat = compute(state({ drawn: falling(0.8) })), step = compute(state({ drawn: s.PLACES.map((z) => (z < 0.5 ? 0.2 : -0.2)) }));
  assert.deepEqual(flat.critic, falling(0.8));
  assert.equal(flat.distance, 0);
  assert.ok(step.drawnSlope > 15 && step.slope <= 1 + 1e-12);
  near(step.distance, (0.4 - 1 / 40) / 2);
});

test("the areas add up to W_1 and to the score", () => {
  const result = compute(state({ mu: [[0.2, 1], [0.9, 2]], drawn: s.PLACES.map((z) => 0.2 * Math.sin(9 * z)) }));
  const levels = result.difference.slice(0, -1), taken = takenShares(result);
  near(levels.reduce((sum, level) => sum + Math.abs(level) / 40, 0), result.value);
  near(levels.reduce((sum, level, k) => sum + (taken[k] * Math.abs(level)) / 40, 0), result.score);
  assert.ok(taken.every((share) => Math.abs(share) <= 1 + 1e-9));
});

test("a best critic takes all, and stands inside the field", () => {
  const between = { mu: [[0.5, 1]], nu: [[0.3, 1], [0.7, 1]], drawn: Array(40).fill(0.45) };
  for (const part of [{}, { mu: [[0.06, 1]], nu: [[0.94, 1]] }, between, { ...between, drawn: Array(40).fill(-0.45) }]) {
    const result = compute(state(part)), best = bestCritic(result);
    near(dot(best, result.mu) - dot(best, result.nu), result.value);
    if ("drawn" in part) assert.ok(best.every((value) => Math.abs(value) <= 0.45 + 1e-12));
    for (let k = 1; k < 40; k++) assert.ok(Math.abs(best[k] - best[k - 1]) <= 0.025 + 1e-12);
  }
});

test("a stroke is straight over the cells that it passes, in both directions", () => {
  const right = s.merge(state(), s.painted(state(), "field", [0.1, 0.4], [0.5, -0.4])).drawn;
  const left = s.merge(state(), s.painted(state(), "field", [0.5, -0.4], [0.1, 0.4])).drawn;
  assert.deepEqual(left, right);
  near(right[4], 0.4 - 2 * (4.5 / 40 - 0.1), 1e-4);
  near(right[19], 0.4 - 2 * (19.5 / 40 - 0.1), 1e-4);
  assert.deepEqual([right[3], right[21]], [0, 0]);
});

test("a dab sets the cell under it, also at the ends", () => {
  assert.deepEqual(s.painted(state(), "field", [0.5, 0.1], [0.51, 0.2]).drawn.map((t, k) => (t ? [k, t] : 0)).filter(Boolean), [[20, 0.2]]);
  assert.equal(s.painted(state(), "field", [1, 0.1], [1, 0.3]).drawn[39], 0.3);
  assert.equal(s.painted(state(), "field", [0, 0.1], [0, 9]).drawn[0], 0.45);
});

test("a knob pulls its neighbours along, a bump keeps to the line", () => {
  const { drawn } = s.moved(state(), "f12", [0, 0.2]);
  assert.deepEqual(drawn.slice(8, 17), [0, 0.05, 0.1, 0.15, 0.2, 0.15, 0.1, 0.05, 0]);
  assert.deepEqual(s.moved(state(), "mu0", [0, 1]), { mu: [[0.06, 1]] });
  assert.deepEqual(s.moved(state(), "nu0", [0.5, 1]), { nu: [[0.5, 2]] });
});

test("turning over, clearing, swapping", () => {
  const now = state({ drawn: falling(0.5) });
  near(compute(s.merge(now, s.mirrored(now))).score, -compute(now).score);
  assert.equal(compute(s.merge(now, s.levelled())).score, 0);
  near(compute(s.merge(now, s.swapped(now))).score, -compute(now).score);
  assert.deepEqual(s.toggledBest(now), { best: true });
});

test("short of the goal is not the goal, and nobody is judged beside a best critic", () => {
  const { goal, format, score } = definition.challenge, result = compute(state());
  assert.deepEqual([goal, 0.0501].map(format), ["95.0 %", "94.9 %"]);
  assert.equal(text.certificate(state(), { ...result, share: 0.9499 })[2].value, "94.9 %");
  assert.deepEqual([score(state(), result), score(state({ best: true }), result)], [1 - result.share, null]);
  assert.match(text.challenge(state({ best: true }), result), /Hide/);
});

test("equal measures: no share, and sentences that say so", () => {
  const now = state({ mu: [[0.3, 1], [0.7, 2]], nu: [[0.7, 2], [0.3, 1]], drawn: falling(0.9) }), result = compute(now);
  assert.equal(result.share, null);
  assert.match(text.instruction(now, result), /agree/);
  assert.match(text.describe(now, result), /no critic earns anything/);
  assert.match(text.challenge(now, result), /Move a bump/);
  assert.equal(text.certificate(now, result)[2].value, "—");
  assert.deepEqual(passages(result), []);
});

test("texts follow the state and fit their row", () => {
  const cases = [state(), state({ best: true }), state({ nu: START.mu })];
  const said = cases.map((now) => text.instruction(now, compute(now)));
  assert.equal(new Set(said).size, 3);
  for (const sentence of said) assert.ok(sentence.length <= 84, sentence);
  assert.match(text.describe(state(), compute(state())), /1 bump against 1 bump, .*0 % of W₁/s);
  assert.equal(text.handleName(state(), compute(state()), "f", 12), "your function at 0.31, drawn 0.000, kept 0.000");
  assert.equal(text.handleName(state(), null, "nu", 0), "bump 1 of ν, at 0.70");
});

test("mass passes to the right of mu, to the left of nu", () => {
  assert.deepEqual(passages(compute(state())).map(({ text: word }) => word), ["mass →"]);
  const both = compute(state({ mu: [[0.1, 1], [0.9, 1]], nu: [[0.5, 1]] }));
  assert.deepEqual(passages(both).map(({ text: word }) => word), ["mass →", "← mass"]);
  assert.ok(flowWindow(null, both).y[1] >= 0.5 - 1e-3 && massWindow(null, both).y[1] > 0.1);
});

test("the program and the table hold what is drawn", () => {
  const now = state({ drawn: falling(0.5) }), result = compute(now);
  assert.match(python(now), /mu = measure\(\[\(0\.2, 1\)\]\)\nnu = measure\(\[\(0\.7, 2\)\]\)\ndrawn = np\.array\(\[0\.2438, /);
  assert.match(python(now), /\nprint\(value\)\n$/);
  const rows = csv(now, result).trim().split("\n").slice(1).map((line) => line.split(",").map(Number));
  assert.equal(rows.length, 40);
  near(rows.reduce((sum, row) => sum + (row[1] - row[2]) * row[4], 0), result.score);
  near(rows.reduce((sum, row) => sum + (row[1] - row[2]) * row[6], 0), result.value);
});
