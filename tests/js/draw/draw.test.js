import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, percent, plain, power, whole } from "../../../ot_notebook/js/draw/numbers.js";
import { clampTo, planarScale } from "../../../ot_notebook/js/draw/scale.js";

const window = { x: [0, 1.5], y: [0, 1] }, inset = [26, 20, 38, 20];

for (const [width, height] of [[760, 507], [350, 525]]) {
  test(`the ${width} x ${height} stage: from undoes to, distances keep their ratio, all is inside`, () => {
    const scale = planarScale({ width, height, window, inset });
    for (const at of [[0, 0], [1.5, 1], [0.4, 0.9]]) {
      const [px, py] = scale.to(at), back = scale.from([px, py]);
      assert.ok(Math.hypot(back[0] - at[0], back[1] - at[1]) < 1e-12);
      assert.ok(px >= 20 - 1e-9 && px <= width - 20 + 1e-9 && py >= 26 - 1e-9 && py <= height - 38 + 1e-9);
      const [qx, qy] = scale.to([0.7, 0.3]);
      assert.ok(Math.abs(Math.hypot(px - qx, py - qy) - scale.unit * Math.hypot(at[0] - 0.7, at[1] - 0.3)) < 1e-9);
    }
  });

  test(`an arrow on the ${width} x ${height} stage moves the way it points`, () => {
    const scale = planarScale({ width, height, window, inset });
    for (const arrow of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const [du, dv] = scale.step(arrow), [ax, ay] = scale.to([0.5, 0.5]), [bx, by] = scale.to([0.5 + du * 0.1, 0.5 + dv * 0.1]);
      assert.deepEqual([Math.sign(Math.round(bx - ax)), Math.sign(Math.round(by - ay))], arrow);
    }
  });
}

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
