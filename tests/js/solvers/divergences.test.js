import assert from "node:assert/strict";
import { test } from "node:test";
import { densityDivergences, densityMmd, kl, mmd, totalVariation } from "../../../ot_notebook/js/solvers/divergences.js";
import { erf } from "../../../ot_notebook/js/solvers/erf.js";
import * as gaussian from "../../../ot_notebook/js/solvers/gaussianline.js";
import { close, uniform } from "./helpers.js";

test("the error function at tabulated points (DLMF 7, Abramowitz and Stegun 7.1)", () => {
  const table = [[0.1, 0.1124629160182849], [0.5, 0.5204998778130465], [1, 0.8427007929497149], [1.25, 0.9229001282564582],
    [2, 0.9953222650189527], [3, 0.9999779095030014], [5, 0.9999999999984626], [6, 1], [Infinity, 1], [0, 0]];
  for (const [x, value] of table) {
    close(erf(x), value, 1e-15 * value);
    close(erf(-x), -value, 1e-15 * value);
  }
  close(erf(1e-200), 1e-200 * (2 / Math.sqrt(Math.PI)), 1e-215);
});

test("Kullback-Leibler and total variation of masses", () => {
  close(kl([0.5, 0.5], [0.25, 0.75]), Math.log(2) / 2 + Math.log(2 / 3) / 2, 1e-16);
  assert.equal(kl([0.5, 0.5], [1, 0]), Infinity);
  assert.equal(kl([1, 0], [0.5, 0.5]), Math.LN2);
  assert.equal(kl([0.3, 0.7], [0.3, 0.7]), 0);
  assert.equal(totalVariation([1, 0], [0, 1]), 1);
  close(totalVariation([0.5, 0.5, 0], [0.2, 0.5, 0.3]), 0.3, 1e-16);
});

test("near measures keep their digits", () => {
  const h = 1e-6;
  const series = (h ** 2 / 2) * (4 + 4 / 3) + (h ** 3 / 6) * (16 - 16 / 9);
  close(kl([0.25 - h, 0.75 + h], [0.25, 0.75]), series, 1e-9 * series);
  const u = 2 ** -20;
  close(gaussian.gaussianKl(0, 1 + u, 0, 1), u ** 2 / 4 - u ** 3 / 6 + u ** 4 / 8, 1e-15 * u ** 2);
  close(gaussian.gaussianMmd(0, 1, h, 1, 1), h / 3 ** 0.75, 1e-11 * h);
  close(gaussian.gaussianMmd(0, 1 + h, 0, 1, 1), (h * Math.sqrt(3 / 4)) / 3 ** 1.25, 3e-6 * h);
});

test("the discrepancy of Diracs, and of equal measures", () => {
  close(mmd([0], [1], undefined, undefined, 2), Math.sqrt(2 - 2 * Math.exp(-1 / 8)), 1e-15);
  assert.equal(mmd([0, 1, 2], [2, 1, 0], undefined, undefined, 0.7), 0);
  close(gaussian.gaussianMmd(0, 0, 1, 0, 2), mmd([0], [1], undefined, undefined, 2), 1e-15);
});

test("the discrepancy of densities is the limit of that of samples", () => {
  const edges = [0, 0.5, 2, 3];
  const [rho0, rho1] = [[1, 1 / 3, 0], [0, 1 / 3, 0.5]];
  const cells = 2400;
  const middles = Float64Array.from({ length: cells }, (_, k) => (3 * (k + 0.5)) / cells);
  const masses = (rho) => middles.map((t) => (3 / cells) * rho[t < 0.5 ? 0 : t < 2 ? 1 : 2]);
  for (const bandwidth of [0.1, 0.8, 6]) {
    const fine = mmd(middles, middles, masses(rho0), masses(rho1), bandwidth);
    close(densityMmd(edges, rho0, rho1, bandwidth), fine, 1e-5 * fine);
  }
});

test("fine histograms of Gaussians have the divergences of Gaussians", () => {
  const laws = [[0.3, 1], [-0.8, 0.49]];
  const edges = Float64Array.from({ length: 2001 }, (_, k) => -10 + k / 100);
  const heights = laws.map(([mean, variance]) => {
    const cdf = (t) => (1 + erf((t - mean) / Math.sqrt(2 * variance))) / 2;
    return Array.from({ length: 2000 }, (_, k) => 100 * (cdf(edges[k + 1]) - cdf(edges[k])) + 1e-30);
  });
  const grid = densityDivergences(edges, ...heights, 0.5);
  const exact = gaussian.gaussianDivergences(...laws[0], ...laws[1], 0.5);
  assert.deepEqual(Object.keys(grid), Object.keys(exact));
  for (const name of Object.keys(exact)) close(grid[name], exact[name], 1e-4 * exact[name], name);
});

test("the densities of Gaussians cross where total variation is attained", () => {
  const density = (t, mean, variance) => Math.exp(-((t - mean) ** 2) / (2 * variance)) / Math.sqrt(variance);
  const random = uniform(71);
  for (let round = 0; round < 100; round++) {
    const law = [random(), 0.1 + random(), random(), 0.1 + random()];
    const points = gaussian.gaussianCrossings(...law);
    assert.equal(points.length, 2);
    assert.ok(points[0] < points[1]);
    for (const t of points) close(density(t, law[0], law[1]), density(t, law[2], law[3]), 1e-13);
    close(gaussian.gaussianTotalVariation(...law), gaussian.gaussianTotalVariation(law[2], law[3], law[0], law[1]), 0);
  }
  assert.deepEqual(gaussian.gaussianCrossings(0, 1, 3, 1), [1.5]);
  for (const [m0, m1] of [[0, 2.7], [2.7, 0]]) {
    const nearest = gaussian.gaussianCrossings(m0, 1, m1, 1 + 3e-12).sort((s, t) => Math.abs(s) - Math.abs(t))[0];
    close(nearest, 1.35, 1e-11);
  }
  assert.deepEqual(gaussian.gaussianCrossings(2, 1, 2, 1), []);
});

test("limits of Gaussians", () => {
  assert.equal(gaussian.gaussianTotalVariation(1, 2, 1, 2), 0);
  close(gaussian.gaussianTotalVariation(0, 1, 2, 1), erf(Math.SQRT1_2), 2e-16);
  close(gaussian.gaussianTotalVariation(0, 1, 2, 1 + 1e-13), erf(Math.SQRT1_2), 1e-13);
  assert.equal(gaussian.gaussianTotalVariation(0, 1, 1e3, 4), 1);
  assert.equal(gaussian.gaussianKl(0, 0, 0, 1), Infinity);
  assert.equal(gaussian.gaussianKl(0, 1, 0, 1), 0);
  assert.equal(gaussian.gaussianWasserstein1(0, 4, 3, 4), 3);
  assert.equal(gaussian.gaussianWasserstein1(1, 4, 1, 4), 0);
  close(gaussian.gaussianWasserstein1(1, 4, 1, 1), Math.sqrt(2 / Math.PI), 1e-15);
  assert.equal(gaussian.gaussianWasserstein2(0, 4, 3, 36), 5);
});

test("refusals", () => {
  const refuses = (run, message) => assert.throws(run, { name: "RangeError", message });
  refuses(() => kl([1], [0.5, 0.5]), /kl: 'b' must have 1 entries, got 2/);
  refuses(() => totalVariation([2], [1]), /totalVariation: 'a' must have mass 1, got 2/);
  refuses(() => mmd([0], [1], null, null, 0), /mmd: 'bandwidth' must be finite and above 0, got 0/);
  refuses(() => densityMmd([0, 1], [1], [1], 1e-5), /densityMmd: 'bandwidth' must be finite and at least 0.0001/);
  refuses(() => gaussian.gaussianKl(0, 1, 0, 0), /gaussianKl: 'v1' must be positive, got 0/);
  refuses(() => gaussian.gaussianTotalVariation(0, 0, 0, 1), /gaussianTotalVariation: 'v0' must be positive, got 0/);
  refuses(() => gaussian.gaussianWasserstein1(0, -1, 0, 1), /gaussianWasserstein1: 'v0' must be finite and not negative, got -1/);
  refuses(() => gaussian.gaussianMmd(NaN, 1, 0, 1), /gaussianMmd: 'm0' must be finite, got NaN/);
});
