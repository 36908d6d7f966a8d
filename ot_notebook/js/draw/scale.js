/**
 * Where data points fall on a stage of `width` x `height` pixels. The data window is `{x: [x0, x1], y: [y0, y1]}`,
 * drawn isotropically inside `inset` (top, right, bottom, left). On a stage that is taller than wide the drawing
 * is turned by a quarter, the data's x running downward: an isometry, so nothing changes but the view.
 */
export function planarScale({ width, height, window, inset }) {
  const turned = height > width;
  const [top, right, bottom, left] = inset;
  const [x0, x1] = window.x, [y0, y1] = window.y;
  const across = turned ? y1 - y0 : x1 - x0, along = turned ? x1 - x0 : y1 - y0;
  const unit = Math.max(1e-9, Math.min((width - left - right) / across, (height - top - bottom) / along));
  const ox = left + (width - left - right - unit * across) / 2;
  const oy = top + (height - top - bottom - unit * along) / 2;
  const to = turned
    ? ([u, v]) => [ox + unit * (v - y0), oy + unit * (u - x0)]
    : ([u, v]) => [ox + unit * (u - x0), oy + unit * (y1 - v)];
  const from = turned
    ? ([px, py]) => [x0 + (py - oy) / unit, y0 + (px - ox) / unit]
    : ([px, py]) => [x0 + (px - ox) / unit, y1 - (py - oy) / unit];
  const step = turned ? ([dx, dy]) => [dy, dx] : ([dx, dy]) => [dx, -dy];
  return { width, height, turned, unit, to, from, step };
}

/** The point of the window nearest to `[u, v]`, rounded to 4 decimals as every coordinate of a state is. */
export function clampTo(window, [u, v]) {
  const clamp = (t, [low, high]) => Math.round(Math.min(high, Math.max(low, t)) * 1e4) / 1e4;
  return [clamp(u, window.x), clamp(v, window.y)];
}
