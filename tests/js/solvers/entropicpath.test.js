import assert from "node:assert/strict";
import { test } from "node:test";
import { entropicPath } from "../../../ot_notebook/js/solvers/entropicpath.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, uniform } from "./helpers.js";

test("two by two in closed form", () => {
  // P = [[t, 1/2 - t], [1/2 - t, t]] with (t / (1/2 - t))^2 = exp(2 / epsilon) for costs 0 and 1.
  for (const step of entropicPath([0.5, 0.5], [0.5, 0.5], [0, 1, 1, 0], [10, 1, 0.1, 0.01, 1e-4])) {
    close(step.plan[0], 0.5 / (1 + Math.exp(-1 / step.epsilon)), 1e-15);
    close(step.linear, 1 / (1 + Math.exp(1 / step.epsilon)), 1e-15);
    close(step.gap, 0, 1e-14);
  }
});

test("from the product to the optimum, with marginals met all the way", () => {
  const random = uniform(1);
  const [a, b] = [[0.35, 0.65], [0.4, 0.32, 0.28]];
  for (let round = 0; round < 100; round++) {
    const cost = Array.from({ length: 6 }, () => (round % 2 ? random() : Math.floor(3 * random())));
    const path = entropicPath(a, b, cost, [1e4, 1, 0.1, 0.01, 1e-3, 1e-4]);
    path.forEach((step) => close(step.marginalError, 0, 1e-14));
    path[0].plan.forEach((mass, k) => close(mass, a[Math.floor(k / 3)] * b[k % 3], 1e-4));
    const { value } = transport(a, b, cost);
    path.forEach((step, k) => {
      assert.ok(step.linear >= value - 1e-14);
      assert.ok(k === 0 || step.linear <= path[k - 1].linear + 1e-14, "a smaller epsilon costs less");
    });
    close(path[5].linear, value, 1e-4 * Math.log(6));
  }
});

test("at once to an epsilon where the plan has long fallen apart", () => {
  const random = uniform(2);
  for (let round = 0; round < 100; round++) {
    const cost = Array.from({ length: 6 }, () => (round % 3 ? random() : Math.floor(3 * random())));
    const b = round % 2 ? [0.5, 0.25, 0.25] : [0.2, 0.5, 0.3];
    const [{ linear, marginalError }] = entropicPath([0.5, 0.5], b, cost, [1e-8]);
    close(marginalError, 0, 1e-14);
    close(linear, transport([0.5, 0.5], b, cost).value, 1e-8 * Math.log(6));
  }
});

test("any order of epsilons gives the same plans", () => {
  const [a, b, cost] = [[0.5, 0.5], [0.5, 0.25, 0.25], [0, 3, 1, 2, 1, 0]];
  const down = entropicPath(a, b, cost, [1, 0.1, 0.001]);
  const up = entropicPath(a, b, cost, [0.001, 0.1, 1]).reverse();
  down.forEach(({ plan }, k) => plan.forEach((mass, at) => close(mass, up[k].plan[at], 1e-13)));
});

test("a constant cost keeps the product", () => {
  const [{ plan, divergence }] = entropicPath([0.5, 0.5], [0.25, 0.75], [7, 7, 7, 7], [0.01]);
  [0.125, 0.375, 0.125, 0.375].forEach((mass, k) => close(plan[k], mass, 1e-15));
  close(divergence, 0, 1e-14);
});

test("refusals name the argument", () => {
  assert.throws(() => entropicPath([1, 0], [1], [1, 2], [1]), /'a' must be positive, got 0 at entry 1; leave that point out/);
  assert.throws(() => entropicPath([1], [1], [1, 2], [1]), /'cost' must have 1 entries, got 2/);
  assert.throws(() => entropicPath([1], [0.5, 0.5], [0, 1], [1, 0]), /'epsilons' must be at least 1.000e-10, .*, got 0 at entry 1/);
  assert.throws(() => entropicPath([1], [1], [1], 3), /'epsilons' must be an array of numbers, got number/);
});
