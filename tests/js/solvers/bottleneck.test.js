import assert from "node:assert/strict";
import { test } from "node:test";
import { bottleneck, wasserstein } from "../../../ot_notebook/js/solvers/bottleneck.js";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { close, latticePoints, randomPoints, uniform } from "./helpers.js";

const equal = (count) => Array(count).fill(1 / count);

/** Least r such that some permutation moves nothing further, by trying all. */
function leastLongestMove(distance, n) {
  const rest = (row, free) => (row === n
    ? 0
    : Math.min(...free.map((j) => Math.max(distance[row * n + j], rest(row + 1, free.filter((k) => k !== j))))));
  return rest(0, Array.from({ length: n }, (_, j) => j));
}

test("two Diracs are their distance apart for every order", () => {
  for (const p of [1, 2, 3.5, 8, 100, Infinity]) close(wasserstein([[0, 0]], [[3, 4]], [1], [1], p).value, 5, 1e-14);
});

test("a translation moves everything by its length for every order", () => {
  const x = randomPoints(12, uniform(1));
  const y = x.map(([u, v]) => [u + 0.3, v - 0.4]);
  for (const p of [1, 2, 4, 8]) close(wasserstein(x, y, equal(12), equal(12), p).value, 0.5, 1e-12);
});

test("a measure is at distance 0 from itself with atoms split, whatever the order", () => {
  const x = randomPoints(3, uniform(2));
  for (const p of [1, 2, Infinity]) assert.equal(wasserstein(x, [...x, ...x], equal(3), equal(6), p).value, 0);
});

test("points of the line may be numbers", () => {
  const solved = wasserstein([0, 1], [0.5, 3], [0.5, 0.5], [0.5, 0.5], 2);
  close(solved.value, Math.sqrt((0.25 + 4) / 2), 1e-15);
  assert.equal(wasserstein([0, 1], [0.5, 3], [0.5, 0.5], [0.5, 0.5], Infinity).value, 2);
});

test("the bottleneck of equal weights is that of the best permutation", () => {
  const random = uniform(3);
  for (let round = 0; round < 100; round++) {
    const points = round % 2 ? latticePoints : randomPoints;
    const distance = costMatrix(points(5, random), points(5, random), 1);
    assert.equal(bottleneck(equal(5), equal(5), distance).value, leastLongestMove(distance, 5));
  }
});

test("Hall's condition fails just below the bottleneck", () => {
  const solved = bottleneck([0.5, 0.5], [0.25, 0.75], [0, 5, 2, 3]);
  assert.deepEqual([solved.value, solved.below, solved.isolated], [5, 3, [true, false]]);
  close(solved.shortfall, 0.25, 1e-15);
  assert.deepEqual([...solved.plan], [0.25, 0.25, 0, 0.5]);
});

test("one distance only: nothing is below it and all mass is isolated", () => {
  const { value, below, isolated, shortfall } = bottleneck([0.5, 0.5], [1], [7, 7]);
  assert.deepEqual({ value, below, isolated, shortfall }, { value: 7, below: null, isolated: [true, true], shortfall: 1 });
});

test("points without mass decide nothing", () => {
  const solved = bottleneck([1, 0], [0, 1], [9, 2, 0, 8]);
  assert.deepEqual([solved.value, solved.below, solved.isolated], [2, null, [true, false]]);
  assert.deepEqual([...solved.plan], [0, 1, 0, 0]);
});

test("an atom however light has to go somewhere", () => {
  const solved = bottleneck([1 - 1e-13, 1e-13], [1], [1, 5]);
  assert.deepEqual([solved.value, solved.below], [5, 1]);
  close(solved.marginalError, 0, 1e-15);
});

test("what must not be used is not used, however dear the detour", () => {
  // Squares within 3: the only plan is the diagonal, though the other pairs (just beyond) would cost less by far.
  const solved = bottleneck([0.5, 0.5], [0.5, 0.5], [3, 3.1, 0, 3]);
  assert.deepEqual([solved.value, [...solved.plan]], [3, [0.5, 0, 0, 0.5]]);
});

test("high orders neither overflow nor vanish while the power is a number", () => {
  const [x, y] = [randomPoints(8, uniform(4)), randomPoints(8, uniform(5))];
  const { value } = wasserstein(x, y, equal(8), equal(8), 20);
  for (const factor of [1e-14, 1e14]) {
    const scaled = [x, y].map((points) => points.map((point) => point.map((c) => factor * c)));
    close(wasserstein(...scaled, equal(8), equal(8), 20).value / factor, value, 1e-12);
    assert.throws(() => wasserstein(...scaled, equal(8), equal(8), 40), /'p' must not be so large that .* range of numbers/);
  }
});

test("measures that nearly coincide keep their digits", () => {
  // Monotone plans are optimal on the line: here two shifts, of 1e-4 and of 1e-6, far from an atom of both.
  const weights = [0.25, 0.25, 0.5];
  for (const p of [1, 2, 4, 8, 30]) {
    const { value, cost, gap } = wasserstein([0, 0.3, 1], [1e-4, 0.3 + 1e-6, 1], weights, weights, p);
    close(value / (0.25 * 1e-4 ** p + 0.25 * 1e-6 ** p) ** (1 / p), 1, 1e-9);
    close(gap / cost, 0, 1e-14);
  }
  close(wasserstein([0, 1], [1e-3, 1], [0.1, 0.9], [0.1, 0.9], 7).value, 1e-3 * 0.1 ** (1 / 7), 1e-17);
});

test("a measure written in two ways is at distance 0", () => {
  // The sums of the weights agree up to rounding; the root of order 8 of what is left would be 0.01.
  const measure = (x, parts) => [x, parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0))];
  const pairs = [
    [measure([0, 1, 1], [2, 2, 1]), measure([0, 0, 1], [2, 2, 6])],
    [measure([0, 1], [4, 2]), measure([0, 0, 1], [9, 3, 6])],
    [measure([0, 1, 1], [3, 1, 1]), measure([0, 1], [3, 2])],
  ];
  for (const [[x, a], [y, b]] of pairs) for (const p of [1, 2, 4, 8]) assert.equal(wasserstein(x, y, a, b, p).value, 0);
});

test("high orders come close to the bottleneck", () => {
  const [x, y] = [randomPoints(9, uniform(7)), randomPoints(9, uniform(8))];
  const limit = wasserstein(x, y, equal(9), equal(9), Infinity).value;
  const { value } = wasserstein(x, y, equal(9), equal(9), 150);
  assert.ok(value >= 9 ** (-1 / 150) * limit && value <= limit);
});

test("lost digits are refused, not returned", () => {
  const points = [0, 1e-6, 1];
  close(wasserstein(points, points, [0.3, 0.2, 0.5], [0.2, 0.3, 0.5], 1).value, 1e-7, 1e-15);
  const x = Array.from({ length: 11 }, (_, k) => k), b = equal(11);
  b[0] -= 3e-14;
  b[10] += 3e-14;
  assert.throws(() => wasserstein(x, x, equal(11), b, 20), /costs lose all digits, got 20/);
});

test("refusals name the argument", () => {
  assert.throws(() => wasserstein([0], [1], [1], [1], 0.5), /wasserstein: 'p' must be at least 1, got 0.5/);
  assert.throws(() => wasserstein([0], [1], [1], [1], "2"), { name: "TypeError", message: "wasserstein: 'p' must be a number, got string" });
  assert.throws(() => wasserstein([], [1], [1], [1]), /'x' must hold at least one point/);
  assert.throws(() => wasserstein([0], [[1, 2]], [1], [1]), /'y\[0\]' must have 1 entries, got 2/);
  assert.throws(() => wasserstein([0, 1], [1], [1], [1]), /'a' must have 2 entries, got 1/);
  assert.throws(() => wasserstein([0], [1], [2], [1]), /'a' must have mass 1, got 2.000; rescale it/);
  assert.throws(() => bottleneck([1], [1], [NaN]), /bottleneck: 'distance' must be finite, got NaN/);
  assert.throws(() => bottleneck([1], [0.5, 0.5], [1, -2]), /'distance' must not be negative, got -2 at entry 1/);
  assert.throws(() => bottleneck([1], [1], [1, 2]), /'distance' must have 1 entries, got 2/);
});
