import { append, each, put, texts } from "./marks.js";

const TOP = 26, BOTTOM = 26, SIDE = 20;

/**
 * A histogram with marked values: `data = {low, high, counts, marks: [{value, text, class}], format}`. Draws into
 * `layer`, an SVG element of `width` x `height` pixels.
 */
export function histogram(layer, data, { width, height }) {
  const { low, high, counts, marks, format } = data;
  const groups = layer.childElementCount ? [...layer.children] : ["bars", "axis", "marks", "labels"].map((name) =>
    append(layer, "g", { class: `ot-hist-${name}` }));
  const span = high - low || 1, base = height - BOTTOM;
  const at = (value) => SIDE + ((value - low) / span) * (width - 2 * SIDE);
  const bar = (width - 2 * SIDE) / counts.length, most = Math.max(...counts);
  each(groups[0], "rect", counts.map((count, k) => {
    const h = count ? Math.max(1, (count / most) * (base - TOP)) : 0;
    return { x: SIDE + k * bar + 0.5, width: Math.max(0.5, bar - 1), y: base - h, height: h };
  }));
  each(groups[1], "line", [{ x1: SIDE, x2: width - SIDE, y1: base + 0.5, y2: base + 0.5 }]);
  each(groups[2], "line", marks.map((m) => ({ class: m.class, x1: at(m.value), x2: at(m.value), y1: TOP - 8, y2: base })));
  const labels = [
    ...marks.map((m) => ({ class: m.class, place: [at(m.value), 13], text: m.text })),
    { place: [SIDE, height - 8], text: format(low) },
    { place: [width - SIDE, height - 8], text: format(high) },
  ];
  texts(groups[3], labels.map((label) => ({ ...label, anchor: anchor(label.place[0], width) })));
  put(layer, { "data-bars": counts.length });
}

function anchor(x, width) {
  return x < 80 ? "start" : x > width - 80 ? "end" : "middle";
}
