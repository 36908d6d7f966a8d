/**
 * Where data points fall in a box `{left, top, width, height}` of pixels. The data window is `{x: [x0, x1], y: [y0, y1]}`,
 * drawn inside `inset` (top, right, bottom, left). A scale holds `to([u, v])` and `from([px, py])`, `step([dx, dy])`
 * which turns a step of an arrow key (in pixels, y downward) into a step of data, its `window`, its `box`, and the
 * `frame` `{left, right, top, bottom}` of the window in pixels.
 */

/**
 * The same unit along both axes, in the middle of the box. `turned` by a quarter, the data's x runs downward: an
 * isometry, so nothing changes but the view.
 */
export function planarScale({ box, window, inset, turned = false }) {
  const [top, right, bottom, left] = inset;
  const [x0, x1] = window.x, [y0, y1] = window.y;
  const across = turned ? y1 - y0 : x1 - x0, along = turned ? x1 - x0 : y1 - y0;
  const unit = Math.max(1e-9, Math.min((box.width - left - right) / across, (box.height - top - bottom) / along));
  const ox = box.left + left + (box.width - left - right - unit * across) / 2;
  const oy = box.top + top + (box.height - top - bottom - unit * along) / 2;
  const to = turned
    ? ([u, v]) => [ox + unit * (v - y0), oy + unit * (u - x0)]
    : ([u, v]) => [ox + unit * (u - x0), oy + unit * (y1 - v)];
  const from = turned
    ? ([px, py]) => [x0 + (py - oy) / unit, y0 + (px - ox) / unit]
    : ([px, py]) => [x0 + (px - ox) / unit, y1 - (py - oy) / unit];
  const step = turned ? ([dx, dy]) => [dy, dx] : ([dx, dy]) => [dx, -dy];
  const frame = { left: ox, right: ox + unit * across, top: oy, bottom: oy + unit * along };
  return { box, window, turned, unit, to, from, step, frame };
}

/** A unit of its own along each axis, so that the window fills the box: for graphs of functions, bars, matrices. */
export function graphScale({ box, window, inset }) {
  const [top, right, bottom, left] = inset;
  const [x0, x1] = window.x, [y0, y1] = window.y;
  const ux = Math.max(1e-9, box.width - left - right) / (x1 - x0);
  const uy = Math.max(1e-9, box.height - top - bottom) / (y1 - y0);
  const ox = box.left + left, oy = box.top + top;
  const to = ([u, v]) => [ox + ux * (u - x0), oy + uy * (y1 - v)];
  const from = ([px, py]) => [x0 + (px - ox) / ux, y1 - (py - oy) / uy];
  const step = ([dx, dy]) => [dx, -dy];
  const frame = { left: ox, right: box.left + box.width - right, top: oy, bottom: box.top + box.height - bottom };
  return { box, window, turned: false, unit: null, to, from, step, frame };
}

/** A number with four decimals, as every coordinate of a state has. */
export const rounded = (t) => Math.round(t * 1e4) / 1e4 + 0;

/** The number of a range nearest to `t`. */
export const clamp = (t, [low, high]) => Math.min(high, Math.max(low, t));

/** The point of the window nearest to `[u, v]`, rounded. */
export function clampTo(window, [u, v]) {
  return [rounded(clamp(u, window.x)), rounded(clamp(v, window.y))];
}
