import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { CompensatedSum, distribution } from "../../../ot_notebook/js/solvers/line.js";
import { order } from "../../../ot_notebook/js/solvers/order.js";
import { cdfGap, concaveTransport, quantileBottleneck, quantileTransport } from "../../../ot_notebook/js/solvers/quantile.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, dualViolation, leastMeanCost, uniform } from "./helpers.js";

const numbers = (count, random) => Float64Array.from({ length: count }, () => 2 * random() - 1);
const lattice = (count, random) => Float64Array.from({ length: count }, () => Math.floor(3 * random()));
const normalised = (weights) => weights.map((w) => w / weights.reduce((sum, v) => sum + v, 0));
const wholeWeights = (count, random) => normalised(Array.from({ length: count }, (_, k) => (k === 0) + Math.floor(3 * random())));
const onTheLine = (x, y, p) => costMatrix(Array.from(x, (u) => [u]), Array.from(y, (v) => [v]), p);

test("sorting is stable and agrees with comparison", () => {
  const random = uniform(51);
  const cases = [
    numbers(5000, random),
    lattice(500, random),
    Float64Array.of(0, -0, 1e-310, -1e-310, 1e308, -1e308, -0, 0, 5e-324),
    Float64Array.from({ length: 300 }, () => (random() - 0.5) * 10 ** Math.floor(600 * random() - 300)),
    Float64Array.of(3),
  ];
  for (const values of cases) {
    assert.deepEqual([...order(values)], Array.from(values.keys()).sort((i, j) => values[i] - values[j]));
  }
});

test("a compensated sum keeps what rounding drops", () => {
  const sum = new CompensatedSum();
  for (const term of [1, 1e100, 1, -1e100]) sum.add(term);
  assert.equal(sum.value, 2);
});

test("equal weights give the permutation that sorts, the best of all", () => {
  const random = uniform(52);
  for (const points of [numbers, lattice]) {
    const [x, y] = [points(6, random), points(6, random)];
    for (const p of [1, 1.5, 2, 4]) {
      const { value, sources, targets } = quantileTransport(x, y, undefined, undefined, p);
      assert.deepEqual([...sources], [...order(x)]);
      assert.deepEqual([...targets], [...order(y)]);
      close(value, leastMeanCost(onTheLine(x, y, p), 6), 1e-14 * (1 + value));
    }
  }
});

test("the network simplex finds no cheaper plan", () => {
  const random = uniform(53);
  for (let round = 0; round < 100; round++) {
    const points = round % 2 ? numbers : lattice;
    const [n, m] = [1 + Math.floor(8 * random()), 1 + Math.floor(8 * random())];
    const [x, y, a, b] = [points(n, random), points(m, random), wholeWeights(n, random), wholeWeights(m, random)];
    const p = [1, 2, 3][round % 3];
    const cost = onTheLine(x, y, p);
    const scale = 1 + Math.max(...cost);
    const { value, dual, gap, f, g, marginalError, mass, sources, targets } = quantileTransport(x, y, a, b, p);
    close(value, transport(a, b, cost).value, 1e-14 * scale);
    close(gap, value - dual, 0);
    close(gap, 0, 1e-14 * scale);
    assert.ok(dualViolation(cost, f, g) <= 1e-14 * scale);
    assert.ok(marginalError <= 1e-15);
    assert.ok(mass.every((each, k) => each > 0 && a[sources[k]] > 0 && b[targets[k]] > 0));
  }
});

test("partial sums that tie but for rounding split no atom", () => {
  for (const [n, m] of [[6, 3], [30, 10], [99, 33], [7, 49]]) {
    const range = (count) => Float64Array.from({ length: count }, (_, k) => k);
    assert.equal(quantileTransport(range(n), range(m)).mass.length, Math.max(n, m));
  }
});

test("one point, all mass in one place, no mass at the ends", () => {
  assert.equal(quantileTransport([2], [5]).value, 9);
  assert.equal(quantileTransport([1, 1, 1], [1, 1]).value, 0);
  const { value, sources, targets, mass } = quantileTransport([-9, 0, 9], [7, 1], [0, 1, 0], [0, 1]);
  assert.deepEqual([value, [...sources], [...targets], [...mass]], [1, [1], [1], [1]]);
  const thirds = [0, 1 / 3, 1 / 3, 1 / 3, 0];
  assert.equal(quantileTransport([0, 1, 2, 3, 99], [-99, 1, 2, 3, 99], thirds, thirds).value, 0);
});

test("the marginal error is that of both sides", () => {
  const b = [0.7, 0.2, 0.1];
  for (const { mass, marginalError } of [quantileTransport([0], [0, 1, 2], [1], b), quantileTransport([0, 1, 2], [0], b, [1])]) {
    assert.equal(marginalError, Math.max(...b.map((weight, k) => Math.abs(weight - mass[k]))));
    assert.ok(marginalError > 0);
  }
});

test("W_infinity is the limit of W_p, and ignores what has no mass", () => {
  const random = uniform(54);
  const [x, y] = [numbers(9, random), numbers(7, random)];
  const { value, source, target } = quantileBottleneck(x, y);
  assert.equal(value, Math.abs(y[target] - x[source]));
  const distances = [1, 4, 32, 400].map((p) => quantileTransport(x, y, undefined, undefined, p).distance);
  assert.deepEqual(distances, [...distances].sort((u, v) => u - v));
  assert.ok(distances.at(-1) <= value && distances.at(-1) > value * 63 ** (-1 / 400));
  assert.equal(quantileBottleneck([0, 50], [1, 90], [1, 0], [1, 0]).value, 1);
});

test("a concave cost leaves common mass in place and crosses", () => {
  const { value, plan, monotone, gap } = concaveTransport([0, 1], [1, 2], undefined, undefined, 0.5);
  close(value, Math.SQRT2 / 2, 1e-15);
  assert.deepEqual([...plan], [0, 0.5, 0.5, 0]);
  assert.deepEqual([monotone.value, monotone.optimal], [1, false]);
  close(gap, 0, 1e-15);
  const apart = concaveTransport([0], [3], undefined, undefined, 0.5);
  assert.deepEqual([apart.monotone.optimal, apart.monotone.value], [true, Math.sqrt(3)]);
});

test("for p = 1 the order is optimal still", () => {
  const random = uniform(55);
  const [x, y] = [numbers(20, random), numbers(15, random)];
  const { value, monotone } = concaveTransport(x, y, undefined, undefined, 1);
  assert.ok(monotone.optimal);
  close(monotone.value, value, 1e-14);
  close(cdfGap(x, y).value, value, 1e-14);
});

test("the area between distribution functions", () => {
  const result = cdfGap([0, 1, 1], [0.5, 0.5]);
  close(result.value, 0.5, 1e-16);
  assert.deepEqual([...result.points], [0, 0.5, 1]);
  [1 / 3, -2 / 3, 0].forEach((level, k) => close(result.difference[k], level, 1e-15));
  assert.deepEqual([...result.potential], [0, -0.5, 0]);
  assert.equal(cdfGap([0, 1, 5], [1, 5], [0.1, 0.2, 0.7], [0.3, 0.7]).difference[1], 0);
  const same = cdfGap([0, 1, 2], [2, 1, 0]);
  assert.deepEqual([same.value, ...same.potential], [0, 0, 0, 0]);
});

test("quantiles invert the distribution function", () => {
  const { points, levels, cdf, quantile } = distribution([2, 0, 2, 5, 7], [0.25, 0.25, 0.25, 0.25, 0]);
  assert.deepEqual([[...points], [...levels]], [[0, 2, 5], [0.25, 0.75, 1]]);
  assert.deepEqual([-1, 0, 1.9, 2, 4, 5, 9].map(cdf), [0, 0.25, 0.25, 0.75, 0.75, 1, 1]);
  assert.deepEqual([0, 0.25, 0.26, 0.75, 0.76, 1].map(quantile), [0, 0, 2, 2, 5, 5]);
});

test("the arguments are left as they are", () => {
  const [x, y, a, b] = [[3, 1], [0, 2], [0.25, 0.75], [0.5, 0.5]];
  for (const solve of [quantileTransport, quantileBottleneck, cdfGap]) solve(x, y, a, b);
  concaveTransport(x, y, a, b);
  assert.deepEqual([x, y, a, b], [[3, 1], [0, 2], [0.25, 0.75], [0.5, 0.5]]);
});

test("refusals", () => {
  const refuses = (run, message) => assert.throws(run, { name: "RangeError", message });
  assert.throws(() => quantileTransport(3, [1]), { name: "TypeError", message: /quantileTransport: 'x' must be an array/ });
  refuses(() => quantileTransport([0], [NaN]), /quantileTransport: 'y' must be finite, got NaN at entry 0/);
  refuses(() => quantileTransport([0], [1], [0]), /'a' must have a positive finite mass, got 0/);
  for (const p of [0.5, NaN, Infinity]) refuses(() => quantileTransport([0], [1], null, null, p), /'p' must be finite and at least 1/);
  for (const p of [0, 1.5, NaN]) refuses(() => concaveTransport([0], [1], null, null, p), /concaveTransport: 'p' must be in \(0, 1\]/);
  refuses(() => quantileTransport([0], [1e200]), /'x' and 'y' are too far apart for p = 2/);
  refuses(() => cdfGap([], [1]), /cdfGap: 'x' must hold at least one point/);
});
