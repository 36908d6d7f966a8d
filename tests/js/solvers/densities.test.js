import assert from "node:assert/strict";
import { test } from "node:test";
import { cellMasses, densityDistribution, densityTransport, meanPower, monotoneMap } from "../../../ot_notebook/js/solvers/densities.js";
import { quantileTransport } from "../../../ot_notebook/js/solvers/quantile.js";
import { close, uniform } from "./helpers.js";

const third = 1 / 3;

function normalised(edges, raw) {
  const integral = raw.reduce((sum, height, k) => sum + height * (edges[k + 1] - edges[k]), 0);
  return raw.map((height) => height / integral);
}

test("stretching [0, 1] to [0, 3]: the map is 3x, at cost E|2U|^p", () => {
  for (const p of [1, 1.5, 2, 3]) {
    const result = densityTransport([0, 1, 3], [1, 0], [third, third], p);
    close(result.value, 2 ** p / (p + 1), 4e-15);
    close(result.distance, 2 / (p + 1) ** (1 / p), 2e-15);
    result.source.flat().forEach((t, k) => close(result.target.flat()[k], 3 * t, 1e-15));
    for (const t of [0.1, third, 0.5, 1]) close(monotoneMap(result, t), 3 * t, 1e-15);
    assert.deepEqual([monotoneMap(result, -1), monotoneMap(result, 2)], [0, 3]);
  }
});

test("a translation", () => {
  const edges = [-1, 0, 0.5, 1, 2, 4.5, 5.5, 6];
  for (const p of [1, 2, 3.5]) {
    const { value } = densityTransport(edges, [0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0], p);
    close(value, 4.5 ** p, 1e-13);
  }
});

test("a gap of the target opens the map", () => {
  const result = densityTransport([0, 1, 2, 3], [0, 1, 0], [0.5, 0, 0.5], 1);
  assert.deepEqual([result.source, result.target], [[[1, 1.5], [1.5, 2]], [[0, 1], [2, 3]]]);
  assert.deepEqual([...result.levels], [0, 0.5, 1]);
  assert.deepEqual([1.25, 1.5, 1.75].map((t) => monotoneMap(result, t)), [0.5, 1, 2.5]);
  close(result.value, 0.75, 1e-15);
});

test("equal densities cost nothing", () => {
  const random = uniform(61);
  const edges = Array.from({ length: 101 }, (_, k) => k / 100);
  const rho = normalised(edges, Array.from({ length: 100 }, () => random()));
  assert.equal(densityTransport(edges, rho, rho).value, 0);
});

test("it is the limit of fine samples", () => {
  const edges = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const laws = [[1, 2, 0, 1, 3], [0, 1, 5, 1, 0]].map((raw) => normalised(edges, raw));
  const samples = laws.map((rho) => {
    const { quantile } = densityDistribution(edges, rho);
    return Float64Array.from({ length: 20000 }, (_, k) => quantile((k + 0.5) / 20000));
  });
  for (const p of [1, 2, 3]) {
    const exact = densityTransport(edges, ...laws, p).value;
    close(quantileTransport(...samples, undefined, undefined, p).value, exact, 1e-4 * exact);
  }
});

test("the mean of a power: sign changes, zero length, near ends", () => {
  close(meanPower(-1, 2, 2), 1, 1e-15);
  close(meanPower(3, -1, 1), 1.25, 1e-15);
  assert.equal(meanPower(0, 0, 2), 0);
  assert.equal(meanPower(5, 5, 3), 125);
  close(meanPower(0, 2, 3), 2, 1e-15);
  close(meanPower(1, 1 + 1e-8, 2), 1 + 1e-8 + 1e-16 / 3, 3e-16);
  close(meanPower(-7, -8, 2), 169 / 3, 1e-13);
});

test("quantiles invert the distribution function", () => {
  const { cdf, quantile } = densityDistribution([0, 1, 2, 4], [0.5, 0, 0.25]);
  assert.deepEqual([-1, 0, 0.5, 1, 1.5, 2, 3, 4, 5].map(cdf), [0, 0, 0.25, 0.5, 0.5, 0.5, 0.75, 1, 1]);
  assert.deepEqual([0, 0.25, 0.5, 0.75, 1].map(quantile), [0, 0.5, 1, 3, 4]);
});

test("masses are freed of the rounding of their integral", () => {
  assert.deepEqual([...cellMasses([0, 1, 3], [0.5 + 2.5e-7, 0.25 + 1.25e-7])], [0.5, 0.5]);
  close(densityTransport([0, 1, 3], [1 + 5e-7, 0], [0, 0.5], 1).value, 1.5, 1e-15);
});

test("refusals", () => {
  const refuses = (args, message) => assert.throws(() => densityTransport(...args), { name: "RangeError", message });
  refuses([[0], [], []], /densityTransport: 'edges' must have at least 2 entries, got 1/);
  refuses([[0, 1, 0.5], [1, 0], [1, 0]], /'edges' must increase, got 1 and then 0.5 at entry 2/);
  refuses([[0, 1], [1], [2]], /'rho1' must have integral 1, got 2.00000; divide by it/);
  refuses([[0, 1, 2], [2, -1], [1, 0]], /'rho0' must not be negative, got -1 at entry 1/);
  refuses([[0, 1], [NaN], [1]], /'rho0' must be finite/);
  refuses([[0, 1], [1], [1], 0.9], /'p' must be finite and at least 1, got 0.9/);
  refuses([[0, 1, 1e200, 1.1e200], [1, 0, 0], [0, 0, 1e-199]], /W_p\^p must be a finite number/);
  assert.throws(() => densityTransport(0, [1], [1]), { name: "TypeError", message: /'edges' must be an array/ });
});
