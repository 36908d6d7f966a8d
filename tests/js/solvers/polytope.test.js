import assert from "node:assert/strict";
import { test } from "node:test";
import { optimalVertices, polytopeEdges, polytopeVertices, transportPolygon } from "../../../ot_notebook/js/solvers/polytope.js";
import { transport } from "../../../ot_notebook/js/solvers/transport.js";
import { close, uniform } from "./helpers.js";

const equal = (count) => Array(count).fill(1 / count);
const twice = ([a, b]) => [a, b, 1 - a - b];

test("the vertices of equal weights are the permutations", () => {
  for (const [n, factorial] of [[1, 1], [2, 2], [3, 6], [4, 24]]) {
    const vertices = polytopeVertices(equal(n), equal(n));
    assert.equal(vertices.length, factorial);
    vertices.forEach((plan) => assert.equal(plan.filter((mass) => mass > 0).length, n));
  }
});

test("any two permutations of three are joined, not any two of four", () => {
  assert.equal(polytopeEdges(polytopeVertices(equal(3), equal(3)), 3).length, 15);
  // Two are joined if and only if they differ by one cycle: 24 * (6 + 8 + 6) / 2.
  assert.equal(polytopeEdges(polytopeVertices(equal(4), equal(4)), 4).length, 240);
});

test("polygons from the hexagon to a point", () => {
  const target = [0.4, 0.32, 0.28];
  for (const [share, corners] of [[0.5, 6], [0.35, 5], [0.3, 4], [0.15, 3], [0, 1]]) {
    assert.equal(transportPolygon([share, 1 - share], target).length, corners);
  }
  assert.equal(transportPolygon([0.5, 0.5], [0.5, 0.5, 0]).length, 2);
});

test("the sides of a polygon are the edges of the polytope", () => {
  const random = uniform(1);
  for (let round = 0; round < 50; round++) {
    const [a, b] = [[random(), 0], twice([random() / 2, random() / 2])];
    a[1] = 1 - a[0];
    const corners = transportPolygon(a, b);
    const next = corners.map((_, k) => [k, (k + 1) % corners.length].sort((s, t) => s - t));
    assert.deepEqual(polytopeEdges(corners.map(({ plan }) => plan), 2), next.sort((s, t) => s[0] - t[0] || s[1] - t[1]));
  }
});

test("vertices hold the optimum, and all of them under a tie", () => {
  const random = uniform(2);
  const [a, b] = [[0.3, 0.3, 0.4], [0.2, 0.2, 0.6]];
  const vertices = polytopeVertices(a, b);
  for (let round = 0; round < 50; round++) {
    const cost = Array.from({ length: 9 }, random);
    close(optimalVertices(vertices, cost).value, transport(a, b, cost).value, 1e-15);
  }
  const everything = vertices.map((_, k) => k);
  assert.deepEqual(optimalVertices(vertices, Array.from({ length: 9 }, (_, k) => 0.1 * (k % 3) + 0.7)).optimal, everything);
});

test("refusals name the argument", () => {
  assert.throws(() => polytopeVertices(equal(6), equal(6)), /must leave at most 50000 choices of 11 pairs, got 600805296/);
  assert.throws(() => polytopeVertices([0.5], [1]), /'a' must have mass 1, got 0.5000/);
  assert.throws(() => transportPolygon([1], equal(3)), /transportPolygon: 'a' must have 2 entries, got 1/);
  assert.throws(() => optimalVertices([], []), /'vertices' must hold at least one plan/);
  assert.throws(() => optimalVertices([[1]], [NaN]), /optimalVertices: 'cost' must be finite/);
});
