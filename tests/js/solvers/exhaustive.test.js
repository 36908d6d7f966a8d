import assert from "node:assert/strict";
import { test } from "node:test";
import { costMatrix } from "../../../ot_notebook/js/solvers/cost.js";
import { countMaps, exhaustiveSearch } from "../../../ot_notebook/js/solvers/exhaustive.js";
import { solveMonge } from "../../../ot_notebook/js/solvers/monge.js";
import { close, latticePoints, randomPoints, uniform } from "./helpers.js";

function drain(search) {
  const reports = [];
  let step = search.next();
  for (; !step.done; step = search.next()) reports.push({ ...step.value });
  return { report: step.value, reports };
}

test("the number of maps", () => {
  assert.deepEqual([countMaps(1, 1), countMaps(4, 4), countMaps(4, 2), countMaps(6, 3), countMaps(5, 1)], [1, 24, 6, 90, 1]);
});

test("the best of all maps is the one that the solver finds", () => {
  const random = uniform(31);
  for (const [n, m] of [[1, 1], [2, 2], [5, 5], [6, 3], [6, 2], [4, 1], [7, 7]]) {
    for (const points of [randomPoints, latticePoints]) {
      const [x, y] = [points(n, random), points(m, random)];
      const cost = costMatrix(x, y);
      const { report } = drain(exhaustiveSearch(cost, n, m));
      const { value } = solveMonge(x, y, 2);
      assert.equal(report.visited, countMaps(n, m));
      close(report.best, value, 1e-14 * (1 + value));
      close(report.low, value, 1e-14 * (1 + value));
      close(report.assignment.reduce((sum, j, i) => sum + cost[i * m + j], 0) / n, report.best, 1e-14 * (1 + value));
      assert.ok(report.optimal >= 1);
    }
  }
});

test("the histogram holds every map, from the least cost to the largest", () => {
  const cost = Float64Array.of(9, 10, 11, 12, 9, 10, 13, 14, 9);
  const { report } = drain(exhaustiveSearch(cost, 3, 3, { bins: 4 }));
  const means = [27, 31, 33, 33, 33, 37].map((sum) => sum / 3);
  assert.deepEqual([report.low, report.high], [means[0], means[5]]);
  const expected = [0, 0, 0, 0];
  for (const value of means) expected[Math.min(3, Math.floor((4 * (value - 9)) / (means[5] - 9)))]++;
  assert.deepEqual([...report.histogram], expected);
});

test("ties: every map of coincident points is optimal", () => {
  const { report } = drain(exhaustiveSearch(new Float64Array(25).fill(2), 5, 5, { bins: 3 }));
  assert.deepEqual([report.optimal, ...report.histogram], [120, 120, 0, 0]);
});

test("progress comes after every chunk, and stopping early is possible", () => {
  const cost = costMatrix(randomPoints(6, uniform(32)), randomPoints(6, uniform(33)));
  const { reports, report } = drain(exhaustiveSearch(cost, 6, 6, { chunk: 100 }));
  assert.deepEqual(reports.map((r) => r.visited), [100, 200, 300, 400, 500, 600, 700]);
  assert.deepEqual([report.visited, report.total], [720, 720]);
  const search = exhaustiveSearch(cost, 6, 6, { chunk: 100 });
  search.next();
  assert.equal(search.return("stopped").done, true);
  assert.equal(search.next().value, undefined);
});

test("refusals", () => {
  const refuses = (args, message) => assert.throws(() => exhaustiveSearch(...args).next(), { name: "RangeError", message });
  refuses([new Float64Array(121), 11, 11], /exhaustiveSearch: 'n' must be at most 10, got 11/);
  refuses([new Float64Array(6), 3, 2], /'m' must divide n = 3, got 2/);
  refuses([new Float64Array(5), 2, 2], /'cost' must have 4 entries, got 5/);
  refuses([[NaN], 1, 1], /'cost' must be finite/);
});
