import { ticks } from "d3-array";
import { px, each, append, texts } from "./marks.js";

const short = (t) => String(Math.round(t * 1e6) / 1e6).replace("-", "−");

/**
 * Hairline axes of a graph: `axes` may hold `x` and `y`, each `{count, ticks, format, label, grid}`: about `count`
 * round ticks (5) or the given ones, a `label` at the axis's end, and lines across when `grid` is set. `layer` is an
 * SVG group of its own.
 */
export function graphAxes(layer, scale, axes) {
  const groups = layer.childElementCount ? [...layer.children]
    : ["ot-grid", "ot-axis", "ot-ticks"].map((name) => append(layer, "g", { class: name }));
  const { left, right, top, bottom } = scale.frame, names = [], grid = [], rules = [];
  if (axes.x) {
    rules.push({ x1: px(left), x2: px(right), y1: px(bottom), y2: px(bottom) });
    for (const [t, at] of placed(axes.x, scale, 0)) {
      if (axes.x.grid) grid.push({ x1: px(at), x2: px(at), y1: px(top), y2: px(bottom) });
      names.push({ text: (axes.x.format ?? short)(t), place: [at, bottom + 16] });
    }
    if (axes.x.label) names.push({ text: axes.x.label, place: [right, bottom + 30], anchor: "end", class: "ot-axis-label" });
  }
  if (axes.y) {
    if (!axes.y.grid) rules.push({ x1: px(left), x2: px(left), y1: px(top), y2: px(bottom) });
    for (const [t, at] of placed(axes.y, scale, 1)) {
      if (axes.y.grid) grid.push({ x1: px(left), x2: px(right), y1: px(at), y2: px(at) });
      names.push({ text: (axes.y.format ?? short)(t), place: [left - 7, at + 4], anchor: "end" });
    }
    if (axes.y.label) names.push({ text: axes.y.label, place: [left, top - 8], anchor: "start", class: "ot-axis-label" });
  }
  each(groups[0], "line", grid);
  each(groups[1], "line", rules);
  texts(groups[2], names.map((name) => ({ class: "ot-tick", ...name })), scale);
}

/** Ticks of an axis with their pixel along it. */
function placed({ ticks: given, count = 5 }, scale, k) {
  const [low, high] = k ? scale.window.y : scale.window.x;
  return (given ?? ticks(low, high, count)).map((t) => [t, scale.to(k ? [0, t] : [t, 0])[k]]);
}
