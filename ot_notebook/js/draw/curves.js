import { area, curveLinear, curveStepAfter, line } from "d3-shape";
import { px } from "./marks.js";

const SHAPES = { linear: curveLinear, step: curveStepAfter };
const x = ([u]) => px(u), y = ([, v]) => px(v);

/** The `d` of a path through `points` (data units), straight between them or as steps ("step"). */
export function curve(points, scale, shape = "linear") {
  return line(x, y).curve(SHAPES[shape])(points.map(scale.to)) ?? "";
}

/** The `d` of the area between `points` and the height `base`, or another list of points with the same abscissae. */
export function band(points, base, scale, shape = "linear") {
  const upper = points.map(scale.to);
  const lower = Array.isArray(base) ? base.map(scale.to) : points.map(([u]) => scale.to([u, base]));
  const make = area().x(x).y1(y).y0((_, k) => px(lower[k][1])).curve(SHAPES[shape]);
  return make(upper) ?? "";
}

/** The `d` of a closed polygon. */
export function polygon(points, scale) {
  return points.length ? `${curve(points, scale)}Z` : "";
}
