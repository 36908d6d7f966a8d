import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { simplexSteps } from "../../../ot_notebook/js/solvers/pivots.js";
import { NetworkSimplex } from "../../../ot_notebook/js/solvers/simplex.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, latticePoints, randomPoints, uniform } from "./helpers.js";

test("one pivot by hand", () => {
  const { bases, pivots, value, plan } = simplexSteps([0.5, 0.5], [0.25, 0.75], [2, 0, 0, 1]);
  assert.deepEqual([pivots, value, [...plan]], [1, 0.25, [0, 0.5, 0.25, 0.25]]);
  assert.deepEqual(bases[0], {
    pairs: [[0, 0], [0, 1], [1, 1]],
    masses: [0.25, 0.25, 0.5],
    f: Float64Array.of(0, 1),
    g: Float64Array.of(2, 0),
    value: 1,
    entering: [1, 0],
    reduced: -3,
    leaving: [0, 0],
  });
  assert.deepEqual([bases[1].entering, bases[1].leaving, bases[1].reduced], [null, null, 0]);
});

test("from the greedy start by rows it is the run of transport", () => {
  const random = uniform(1);
  for (let round = 0; round < 100; round++) {
    const points = round % 2 ? latticePoints : randomPoints;
    const cost = costMatrix(points(9, random), points(7, random));
    const [a, b] = [Array(9).fill(1 / 9), Array(7).fill(1 / 7)];
    const [run, solved] = [simplexSteps(a, b, cost, { start: "greedy" }), transport(a, b, cost)];
    assert.equal(run.pivots, solved.pivots);
    run.plan.forEach((mass, k) => close(mass, solved.plan[k], 1e-14));
  }
});

test("both starts and both rules keep the tree strongly feasible and end at one value", () => {
  const random = uniform(2);
  for (let round = 0; round < 200; round++) {
    const cost = costMatrix(latticePoints(6, random), latticePoints(6, random));
    const weights = Array(6).fill(1);
    const values = ["greedy", "north-west"].flatMap((start) => ["rows", "least"].map((pricing) => {
      const simplex = new NetworkSimplex(6, 6);
      const check = () => simplex.flow.forEach((units, node) => {
        assert.ok(node < 6 || node === simplex.root || units > 0, `empty arc to target ${node - 6}`);
      });
      simplex.onPivot = check;
      simplex.solve(weights, weights, cost, { start, pricing });
      check();
      return simplex.edges().reduce((sum, [i, j, units]) => sum + units * cost[i * 6 + j], 0);
    }));
    assert.deepEqual(values, Array(4).fill(values[0]));
  }
});

test("the corner start fills the staircase", () => {
  const [{ pairs, masses }] = simplexSteps([0.5, 0.25, 0.25], [0.25, 0.5, 0.25], Array(9).fill(1)).bases;
  assert.deepEqual(pairs, [[0, 0], [0, 1], [1, 1], [1, 2], [2, 2]]);
  assert.deepEqual(masses, [0.25, 0.25, 0.25, 0, 0.25]);
});

test("an arc of the tree never enters, however the potentials drift", () => {
  const cost = costMatrix([[1.5, 0.8], [0.2, 0.8]], [[0, 0.7], [0.4, 0.8]], 4);
  assert.equal(simplexSteps([0.5, 0.5], [0.5, 0.5], cost).pivots, 1);
  const random = uniform(5);
  for (let round = 0; round < 200; round++) {
    const [start, pricing] = [["north-west", "greedy"][round % 2], ["least", "rows"][(round >> 1) % 2]];
    const points = costMatrix(latticePoints(9, random), latticePoints(7, random), 4);
    const { bases } = simplexSteps(Array(9).fill(1 / 9), Array(7).fill(1 / 7), points, { start, pricing });
    for (const { pairs, entering } of bases) assert.ok(!pairs.some((pair) => String(pair) === String(entering)));
  }
});

test("chosen pairs enter first, up to the first that would not save, and the optimum stays", () => {
  const random = uniform(7);
  for (let round = 0; round < 200; round++) {
    const [start, pricing] = [["north-west", "greedy"][round % 2], ["least", "rows"][(round >> 1) % 2]];
    const cost = costMatrix(randomPoints(5, random), randomPoints(4, random)), rules = { start, pricing };
    const [a, b] = [Array(5).fill(1 / 5), Array(4).fill(1 / 4)], choices = [0, 1, 2].map(() => [Math.floor(5 * random()), Math.floor(4 * random())]);
    const { bases, value } = simplexSteps(a, b, cost, { ...rules, choices });
    const saves = ([i, j], { f, g }) => cost[i * 4 + j] - f[i] - g[j] < -1e-9;
    const followed = choices.findIndex((pair, k) => !bases[k] || !saves(pair, bases[k]));
    assert.deepEqual(bases.map(({ entering }) => entering).slice(0, followed < 0 ? 3 : followed), followed < 0 ? choices : choices.slice(0, followed));
    close(value, simplexSteps(a, b, cost, rules).value, 1e-14);
  }
});

test("choices that the rule would make leave the run as it is", () => {
  const cost = costMatrix(randomPoints(6, uniform(8)), randomPoints(5, uniform(9))), [a, b] = [Array(6).fill(1 / 6), Array(5).fill(1 / 5)];
  for (const pricing of ["least", "rows"]) {
    const run = simplexSteps(a, b, cost, { pricing }), choices = run.bases.slice(0, -1).map(({ entering }) => entering);
    assert.ok(choices.length > 3);
    assert.deepEqual(simplexSteps(a, b, cost, { pricing, choices }).bases.map(({ pairs }) => pairs), run.bases.map(({ pairs }) => pairs));
  }
});

test("thirds against sixths: rounding of the weights is not taken for mass", () => {
  const { bases } = simplexSteps(Array(3).fill(1 / 3), Array(6).fill(1 / 6), costMatrix(randomPoints(3, uniform(3)), randomPoints(6, uniform(4))));
  for (const { f, masses } of bases) {
    assert.equal(f[0], 0);
    masses.forEach((mass) => assert.ok(mass === 0 || Math.abs(mass - 1 / 6) < 1e-15, `${mass}`));
  }
});

test("refusals name the argument", () => {
  const half = [0.5, 0.5];
  assert.throws(() => simplexSteps([1, 0], half, [1, 2, 3, 4]), /'a' must be positive .*, got 0 at entry 1; leave that point out/);
  assert.throws(() => simplexSteps(half, half, [1, 2, 3, 4], { start: "nowhere" }), /'start' must be one of north-west, greedy, got nowhere/);
  assert.throws(() => simplexSteps(half, half, [1, 2, 3, 4], { pricing: "cheap" }), /'pricing' must be one of rows, least, got cheap/);
  const pair = /'choices' must hold pairs of a source below 2 and a target below 2, got \[0,2\]/;
  assert.throws(() => simplexSteps(half, half, [1, 2, 3, 4], { choices: [[0, 2]] }), pair);
  assert.throws(() => simplexSteps(half, half, [1, 2, 3, 4], { choices: [[0, 0.5]] }), /got \[0,0.5\]/);
  assert.throws(() => simplexSteps(half, half, [1, 2, Infinity, 4]), /'cost' must be finite, got Infinity at entry 2/);
});
