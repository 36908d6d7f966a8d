import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, percent, plain, power, whole } from "../../../ot_notebook/js/draw/numbers.js";
import { clampTo, graphScale, planarScale } from "../../../ot_notebook/js/draw/scale.js";
import { band, curve, polygon } from "../../../ot_notebook/js/draw/curves.js";
import { index, pieces } from "../../../ot_notebook/js/draw/indices.js";

const window = { x: [0, 1.5], y: [0, 1] }, inset = [26, 20, 38, 20];
const boxes = [[{ left: 0, top: 0, width: 760, height: 507 }, false], [{ left: 0, top: 0, width: 350, height: 525 }, true]];

for (const [box, turned] of boxes) {
  const { width, height } = box;
  test(`the ${width} x ${height} stage: from undoes to, distances keep their ratio, all is inside`, () => {
    const scale = planarScale({ box, window, inset, turned });
    assert.ok(scale.frame.right - scale.frame.left > 280 && scale.frame.bottom - scale.frame.top > 400);
    for (const at of [[0, 0], [1.5, 1], [0.4, 0.9]]) {
      const [px, py] = scale.to(at), back = scale.from([px, py]);
      assert.ok(Math.hypot(back[0] - at[0], back[1] - at[1]) < 1e-12);
      assert.ok(px >= 20 - 1e-9 && px <= width - 20 + 1e-9 && py >= 26 - 1e-9 && py <= height - 38 + 1e-9);
      const [qx, qy] = scale.to([0.7, 0.3]);
      assert.ok(Math.abs(Math.hypot(px - qx, py - qy) - scale.unit * Math.hypot(at[0] - 0.7, at[1] - 0.3)) < 1e-9);
    }
  });

  test(`an arrow on the ${width} x ${height} stage moves the way it points`, () => {
    const scale = planarScale({ box, window, inset, turned });
    for (const arrow of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const [du, dv] = scale.step(arrow), [ax, ay] = scale.to([0.5, 0.5]), [bx, by] = scale.to([0.5 + du * 0.1, 0.5 + dv * 0.1]);
      assert.deepEqual([Math.sign(Math.round(bx - ax)), Math.sign(Math.round(by - ay))], arrow);
    }
  });
}

test("a graph fills its box, y upward, and from undoes to", () => {
  const scale = graphScale({ box: { left: 100, top: 50, width: 320, height: 240 }, window: { x: [-1, 3], y: [0, 10] }, inset: [10, 20, 30, 40] });
  assert.deepEqual(scale.frame, { left: 140, right: 400, top: 60, bottom: 260 });
  assert.deepEqual(scale.to([-1, 0]), [140, 260]);
  assert.deepEqual(scale.to([3, 10]), [400, 60]);
  assert.deepEqual(scale.from([270, 160]), [1, 5]);
  assert.deepEqual(scale.step([1, -1]), [1, 1]);
});

test("paths: straight, in steps, bands and polygons", () => {
  const scale = graphScale({ box: { left: 0, top: 0, width: 100, height: 100 }, window: { x: [0, 1], y: [0, 1] }, inset: [0, 0, 0, 0] });
  const points = [[0, 0], [0.5, 1], [1, 0.25]];
  assert.equal(curve(points, scale), "M0,100L50,0L100,75");
  assert.equal(curve(points, scale, "step"), "M0,100L50,100L50,0L100,0L100,75");
  assert.equal(band(points, 0, scale), "M0,100L50,0L100,75L100,100L50,100L0,100Z");
  assert.equal(band(points, [[0, 0.5], [0.5, 0.5], [1, 0]], scale), "M0,100L50,0L100,75L100,100L50,50L0,50Z");
  assert.equal(polygon(points, scale), "M0,100L50,0L100,75Z");
  assert.equal(polygon([], scale), "");
});

test("clampTo keeps to the window and to 4 decimals", () => {
  assert.deepEqual(clampTo(window, [-3, 2]), [0, 1]);
  assert.deepEqual(clampTo(window, [0.123456, 0.5]), [0.1235, 0.5]);
});

test("numbers as they are shown", () => {
  assert.equal(plain(0.2672318), "0.267232");
  assert.equal(plain(null), "—");
  assert.equal(plain(0), "0");
  assert.equal(power(1.7e-17), "2 × 10⁻¹⁷");
  assert.equal(power(-3e-17), "−3 × 10⁻¹⁷");
  assert.equal(power(0), "0");
  assert.equal(percent(0.1234), "12 %");
  assert.equal(percent(0.0312), "3.1 %");
  assert.equal(percent(0.00123), "0.12 %");
  assert.equal(percent(1e-9), "0 %");
  assert.equal(duration(0.02), "< 0.1 ms");
  assert.equal(duration(3.14), "3.1 ms");
  assert.equal(whole(3628800), "3\u202f628\u202f800");
});

test("raised and lowered characters are set as digits of their own", () => {
  assert.deepEqual(pieces("W₂ is 4 × 10⁻¹⁶."), [["W", null], ["2", "sub"], [" is 4 × 10", null], ["−16", "sup"], [".", null]]);
  assert.deepEqual(pieces("μₙ, δ₀"), [["μ", null], ["n", "sub"], [", δ", null], ["0", "sub"]]);
  assert.deepEqual(pieces("π₁₁²"), [["π", null], ["11", "sub"], ["2", "sup"]]);
  assert.deepEqual(pieces("drag n"), [["drag n", null]]);
  assert.deepEqual(pieces(""), []);
  assert.deepEqual(pieces(`x${index(10)}`), [["x", null], ["10", "sub"]]);
});
