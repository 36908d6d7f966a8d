import assert from "node:assert/strict";
import { test } from "node:test";
import figure from "../../../ot_notebook/js/figures/simplex-steps.js";
import { labelPlaces } from "../../../ot_notebook/js/figures/simplex-steps/labels.js";
import * as r from "../../../ot_notebook/js/figures/simplex-steps/run.js";
import * as s from "../../../ot_notebook/js/figures/simplex-steps/state.js";
import * as text from "../../../ot_notebook/js/figures/simplex-steps/text.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";

const START = {
  x: [[0.15, 0.8], [1.38, 0.36], [0.38, 0.9], [0.98, 0.21], [0.79, 0.69]],
  y: [[1.27, 0.65], [0.62, 0.44], [0.94, 0.46], [0.35, 0.5], [0.68, 0.17]],
  a: [0.16, 0.26, 0.12, 0.19, 0.27], b: [0.3, 0.08, 0.24, 0.24, 0.14], p: 2, start: "north-west", pricing: "least", choices: [], step: 4,
};
const state = (part = {}) => s.merge(s.merge({}, START), part);
const solved = (now) => figure.compute(now, {});
const near = (one, other, tolerance = 1e-12) => assert.ok(Math.abs(one - other) <= tolerance, `${one} is not ${other}`);
const sum = (list) => list.reduce((total, t) => total + t, 0);

test("merge rounds coordinates and weights to 4 decimals and does not touch its arguments", () => {
  const before = state(), copy = structuredClone(before);
  assert.deepEqual(s.merge(before, { x: [[0.123456, -0], ...START.x.slice(1)] }).x[0], [0.1235, 0]);
  assert.deepEqual(s.merge(before, { x: START.x.slice(0, 3), a: [0.33335, 0.33335, 0.3333] }).a, [0.3334, 0.3333, 0.3333]);
  assert.deepEqual(before, copy);
});

for (const [part, reason] of [
  [{ x: [] }, /'x' must be a list of 1 to 12 points/],
  [{ y: Array(13).fill([0, 0]) }, /'y' must be a list of 1 to 12 points/],
  [{ x: [[0, NaN], ...START.x.slice(1)] }, /'x\[0\]' must be two finite numbers/],
  [{ y: [...START.y.slice(1), [0, 1.1]] }, /'y\[4\]' must lie in \[0, 1.5\] × \[0, 1\], got \(0, 1.1\)/],
  [{ a: [0.5, 0.5] }, /'a' must be a list of 5 weights, got 2/],
  [{ a: [0.5, 0.5, 0, 0, 0] }, /'a\[2\]' must be a number of at least 0.0001, got 0/],
  [{ b: [0.3, 0.3, 0.3, 0.3, 0.3] }, /'b' must have mass 1, got 1.500/],
  [{ p: 0.9 }, /'p' must be a number from 1 to 4/],
  [{ start: "vogel" }, /'start' must be "north-west" or "greedy", got "vogel"/],
  [{ pricing: "all" }, /'pricing' must be "least" or "rows", got "all"/],
  [{ choices: [[0, 5]] }, /'choices\[0\]\[1\]' must be a whole number from 0 to 4, got 5/],
  [{ choices: [[0, 1], [2]] }, /'choices\[1\]' must be a list of 2 numbers, got 1/],
  [{ choices: 3 }, /'choices' must be a list of 0 to 999 pairs, got 3/],
  [{ step: 1.5 }, /'step' must be a whole number from 0 to 999/],
  [{ speed: 1 }, /there is no input 'speed'/],
]) {
  test(`merge refuses ${JSON.stringify(part).slice(0, 50)}`, () => assert.throws(() => state(part), reason));
}

test("the run ends at the value of the solver behind all figures, by every rule", () => {
  for (const start of s.STARTS) {
    for (const pricing of s.PRICINGS) {
      const now = state({ start, pricing }), { value, bases, pivots, cost } = solved(now);
      near(value, transport(now.a, now.b, cost.flat()).value);
      assert.equal(bases.length, pivots + 1);
    }
  }
});

test("the run is kept while only the step changes, and made anew for another problem", () => {
  const run = r.runOf(state());
  assert.equal(r.runOf(state({ step: 0 })), run);
  assert.notEqual(r.runOf(state({ p: 1 })), run);
});

test("the cycle alternates, carries mass around, and loses the leaving edge", () => {
  const now = state(), { bases } = solved(now);
  for (const basis of bases.slice(0, -1)) {
    const cycle = r.cycleOf(basis, 5);
    assert.deepEqual(cycle[0], [...basis.entering, 1]);
    assert.ok(cycle.length >= 4 && cycle.length % 2 === 0);
    for (const nodes of [cycle.map(([i, , sign]) => [i, sign]), cycle.map(([, j, sign]) => [j, sign])]) {
      for (const [node] of nodes) assert.equal(sum(nodes.filter(([other]) => other === node).map(([, sign]) => sign)), 0);
    }
    assert.ok(cycle.some(([i, j, sign]) => sign < 0 && i === basis.leaving[0] && j === basis.leaving[1]));
  }
  assert.deepEqual(r.cycleOf(bases.at(-1), 5), []);
});

test("the best bound rises to the value and never passes it", () => {
  const result = solved(state());
  const bounds = result.bases.map((_, step) => r.boundAt(result, step));
  assert.equal(bounds[0], 0);
  bounds.forEach((bound, k) => assert.ok(k === 0 || bound >= bounds[k - 1]));
  near(bounds.at(-1), result.value);
});

test("mass that goes round the cycle times the reduced cost is what a pivot saves", () => {
  const { bases } = solved(state());
  bases.slice(1).forEach((basis, k) => near(bases[k].value + r.movedMass(bases[k]) * bases[k].reduced, basis.value));
});

test("a step beyond the end is the end, and the step is kept while a point moves", () => {
  assert.equal(solved(state({ step: 99 })).step, 7);
  assert.equal(s.merge(state(), s.moved(state(), "x0", [0.2, 0.8])).step, 4);
  assert.deepEqual(s.moved(state(), "step", [2.6, 0.3]), { step: 3 });
  assert.deepEqual(figure.paint(state(), "values", [0, 0], [1.2, 0.1]), { step: 1 });
});

test("Back, Next pivot and Play walk between the first tree and the last", () => {
  const [back, next, play] = figure.controls;
  assert.deepEqual([back.press(state()), next.press(state()), play.step(state())], [{ step: 3 }, { step: 5 }, { step: 5 }]);
  assert.deepEqual([back.press(state({ step: 0 })), next.press(state({ step: 99 })), play.step(state({ step: 7 }))], [{ step: 0 }, { step: 7 }, null]);
  assert.deepEqual([back.disabled(state({ step: 0 })), next.disabled(state({ step: 99 }))], [true, true]);
  assert.deepEqual([figure.keys.n.press(state()), figure.keys.b.press(state())], [{ step: 5 }, { step: 3 }]);
});

test("points come and go with their weights", () => {
  const more = s.merge(state(), s.added(state(), "x"));
  assert.deepEqual([more.x.length, more.a.length], [6, 6]);
  near(sum(more.a), 1);
  near(more.a[5], 1 / 6, 1e-4);
  const fewer = s.merge(state(), s.removed(state(), "y0"));
  assert.deepEqual(fewer.y, START.y.slice(1));
  near(fewer.b[0] / fewer.b[1], 0.08 / 0.24, 1e-3);
  assert.throws(() => s.removed(state({ x: [[0, 0]], a: [1] }), "x0"), /the last source cannot be removed/);
  assert.throws(() => s.removed(state(), "step"), /a step cannot be removed/);
  const full = state({ x: Array(12).fill([0.5, 0.5]), a: Array(12).fill(1 / 12) });
  assert.throws(() => s.added(full, "x"), /at most 12 points a side/);
});

test("weights shift to the chosen point, or are made equal", () => {
  const { a } = s.heavier(state(), "x2", true), lighter = s.heavier(state(), "x2", false).a;
  assert.ok(a[2] > 0.16 && lighter[2] < 0.09);
  near(a[0] / a[1], 0.16 / 0.26, 1e-3);
  near(sum(lighter), 1);
  assert.deepEqual(s.even(state()), { a: Array(5).fill(0.2), b: Array(5).fill(0.2) });
  assert.deepEqual([s.selects(state(), { selected: "step" }), s.selects(state(), { selected: null }), s.selects(state(), { selected: "y1" })], [false, false, true]);
});

test("texts of a pivot, a stalled pivot and the optimum fit their row", () => {
  const even = state({ ...s.even(state()), step: 1 }), end = state({ step: 99 });
  assert.equal(text.instruction(state(), solved(state())), "Drag a point, press a framed cell or Next pivot: x₃ to y₄ in, x₃ to y₃ out.");
  const late = state({ step: 6 });
  assert.equal(text.instruction(late, solved(late)), "Drag a point or press Next pivot: x₄ to y₅ in, x₅ to y₅ out.");
  assert.match(text.instruction(even, solved(even)), /^Next pivot moves no mass: x₅ to y₂ in/);
  assert.equal(text.instruction(end, solved(end)), "Optimal after 7 pivots: no reduced cost is negative. Drag a point.");
  for (const now of [state(), even, end]) {
    assert.ok(text.instruction(now, solved(now)).length <= 78);
    assert.equal(text.certificate(now, solved(now)).length, 4);
  }
  assert.match(text.describe(state(), solved(state())), /Step 4 of 7: a tree of 9 edges that costs 0\.167775\. 3 reduced costs are negative\. Source 3 to target 4 enters at −0\.50 a unit/);
  assert.match(text.describe(even, solved(even)), /4 without mass/);
  assert.match(text.describe(end, solved(end)), /No reduced cost is negative: it is optimal, with gap/);
});

test("equal weights are equal, so that the optimal tree carries a permutation and nothing else", () => {
  for (const count of [3, 6, 7, 12]) {
    const side = (v) => Array.from({ length: count }, (_, k) => [((k * 7) % count) / 10, v + (k % 3) / 10]);
    const now = state({ x: side(0.1), y: side(0.6), ...s.even({ x: side(0), y: side(0) }), step: 999 });
    const { masses } = solved(now).bases.at(-1);
    assert.deepEqual(masses.filter((mass) => mass > 0).map((mass) => Math.round(mass * count * 1e12) / 1e12), Array(count).fill(1));
  }
});

test("the certificate closes: cost and bound agree at the end only", () => {
  const rows = (now) => Object.fromEntries(text.certificate(now, solved(now)).map(({ label, value }) => [label, value]));
  const middle = rows(state()), end = rows(state({ step: 7 }));
  assert.deepEqual([middle["cost of this tree"], middle["best price bound"], middle["least reduced cost"]], ["0.167775", "0.073579", "−0.500600"]);
  assert.equal(end["cost of this tree"], end["best price bound"]);
  assert.equal(end["least reduced cost"], "0");
});

test("points are named by number, place, weight and price", () => {
  assert.equal(text.handleName(state(), solved(state()), "x0"), "source 1, x 0.15, y 0.80, weight 0.16, price 0");
  assert.equal(text.handleName(state(), solved(state()), "step"), "step 4 of 7, this tree costs 0.167775");
});

test("the challenge is met where sorted points lie on a line, and closed for another first tree", () => {
  const line = START.x.map((_, k) => [k / 5, 0.5]), score = (part) => figure.challenge.score(state(part), solved(state(part)));
  assert.deepEqual([score({}), score({ x: line, y: line.map(([u]) => [u + 0.1, 0.5]) }), score({ start: "greedy" })], [7, 0, null]);
  assert.equal(figure.challenge.open(state({ start: "greedy" })), false);
  const alone = state({ x: [START.x[0]], a: [1] });
  assert.deepEqual([figure.challenge.open(alone), figure.challenge.score(alone, solved(alone))], [false, null]);
  assert.match(figure.challenge.text(alone, solved(alone)), /only one plan/);
});

test("the program and the table hold the problem and its trees", () => {
  assert.match(figure.python(state({ p: 1.5 })), /b = np\.array\(\[0\.3, 0\.08, 0\.24, 0\.24, 0\.14\], float\)\np = 1\.5\n[^]*\nprint\(np\.sum\(plan \* cost\)\)\n$/);
  const [head, ...rows] = figure.csv(state(), solved(state())).trim().split("\n").map((line) => line.split(","));
  assert.ok(rows.every((row) => row.length === head.length));
  assert.equal(rows.length, 8 * 9 + 7);
  assert.equal(rows.filter((row) => row[6] === "leaves").length, 7);
});

const cell = ({ x }, [i, j]) => [j + 0.3, x.length - i - 0.6];

test("a click on a framed cell lets its pair enter; other cells and places do nothing", () => {
  const now = state(), { bases, cost } = solved(now), open = r.candidates(bases[4], cost);
  assert.deepEqual(open, [[2, 3], [2, 4], [3, 4]]);
  const next = state(figure.choose(now, "matrix", cell(now, [3, 4])));
  assert.deepEqual([next.step, next.choices.length, next.choices[4]], [4, 5, [3, 4]]);
  assert.deepEqual(solved(next).bases[4].entering, [3, 4]);
  assert.deepEqual(solved(next).bases.slice(0, 4), bases.slice(0, 4), "what went before stays");
  near(solved(next).value, solved(now).value);
  for (const at of [cell(now, [0, 0]), cell(now, [2, 2]), [-0.5, 2], [5.5, 2]]) assert.equal(figure.choose(now, "matrix", at), null);
  assert.equal(figure.choose(now, "plane", cell(now, [3, 4])), null);
  assert.equal(figure.choose(state({ step: 7 }), "matrix", cell(now, [3, 4])), null);
});

test("another pair is the next one that may enter, round and round", () => {
  const button = figure.more.find(({ texts }) => texts?.[0] === "Another pair"), order = [[2, 3], [2, 4], [3, 4], [2, 3]];
  let now = state();
  for (const pair of order) {
    assert.deepEqual(solved(now).bases[4].entering, pair);
    assert.equal(button.disabled(now), false);
    now = state({ ...now, ...figure.keys.e.press(now) });
  }
  assert.equal(button.disabled(state({ step: 7 })), true);
  assert.deepEqual(figure.keys.e.press(state({ step: 7 })), {});
});

test("another rule or another number of points forgets the choices", () => {
  const now = state({ choices: [[0, 3]] }), rules = figure.more.filter(({ kind }) => kind === "choice");
  assert.deepEqual(rules.map(({ set }) => set("least").choices), [[], []]);
  assert.deepEqual([s.added(now, "x").choices, s.removed(now, "y2").choices], [[], []]);
});

test("a negative reduced cost never reads 0", () => {
  assert.deepEqual([-0.0049, -0.005, -1.234].map(text.below), ["< 0", "−0.01", "−1.23"]);
});

const ROOM = { left: 0, top: 0, width: 300, height: 200 };

test("labels of points keep in the box, off its marks and off the edges", () => {
  const marks = [[20, 100], [290, 100], [150, 8], [20, 62]], edges = [[[20, 100], [290, 100]], [[150, 8], [20, 62]]];
  const { points } = labelPlaces({ marks, edges, signs: [], box: ROOM, points: marks.map((at) => ({ at, letters: 7 })) });
  assert.ok(points[0].anchor === "start" && points[0].dy !== 5, "to the right, where there is room, and off the edge");
  assert.ok(points[1].anchor === "end" && points[1].dy !== 5);
  assert.ok(points[2].dy > 0 && points[3].dx >= 0);
});

test("the sign of an edge gives way to a mark on it, and a label of a point to a sign", () => {
  const sign = { ends: [[100, 50], [200, 50]], letters: 1 };
  const place = (part) => labelPlaces({ points: [], signs: [sign], marks: [], edges: [], box: ROOM, ...part });
  assert.deepEqual(place({}).signs, [[150, 55]]);
  const [[u, v]] = place({ marks: [[150, 50]] }).signs;
  assert.ok(Math.abs(u - 150) >= 15 && v === 55);
  const short = { ends: [[140, 60], [160, 60]], letters: 5 }, marks = [[130, 60], [170, 60]];
  const [[, beside]] = place({ signs: [short], marks }).signs;
  assert.ok(Math.abs(beside - 65) > 10, "no room on a short edge between two marks");
  const labels = (signs) => place({ signs, points: [{ at: [100, 100], letters: 7 }], marks: [[100, 100]] }).points[0].dy;
  assert.equal(labels([]), -15);
  assert.notEqual(labels([{ ends: [[60, 80], [140, 80]], letters: 9 }]), -15);
});

test("labels that meet settle apart where the first choice of each would not", () => {
  const marks = [[100, 100], [100, 62], [140, 81], [60, 81]];
  const { points } = labelPlaces({ marks, edges: [], signs: [], box: ROOM, points: marks.map((at) => ({ at, letters: 4 })) });
  assert.equal(new Set(points.map(({ dx, dy }, k) => `${marks[k][0] + dx},${marks[k][1] + dy}`)).size, 4);
});
