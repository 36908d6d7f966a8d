import { fillCost, flattenPoints } from "../../solvers/cost.js";
import { exhaustiveSearch } from "../../solvers/exhaustive.js";

const BINS = 12_000;

/** The costs of all maps from x to y, `{count, min, max, mean, counts}`; `tell` hears the share done. */
function searchAll({ x, y, p }, tell) {
  const n = x.length, m = y.length;
  const cost = fillCost(flattenPoints("exhaustive", "x", x), flattenPoints("exhaustive", "y", y), 2, p);
  const search = exhaustiveSearch(cost, n, m, { bins: BINS, chunk: 100_000 });
  let step = search.next();
  while (!step.done) {
    tell(step.value.visited / step.value.total);
    step = search.next();
  }
  const { visited, low, high, histogram } = step.value;
  const mean = cost.reduce((sum, c) => sum + c, 0) / cost.length;
  return { count: visited, min: low, max: high, mean, counts: Array.from(histogram) };
}

self.onmessage = ({ data }) => {
  try {
    self.postMessage({ output: searchAll(data, (progress) => self.postMessage({ progress })) });
  } catch (error) {
    self.postMessage({ error: error.message });
  }
};
