const SVG = "http://www.w3.org/2000/svg";
const written = new WeakMap();

/** Sets attributes of an element, writing only those that changed since the last call. */
export function put(element, attributes) {
  let last = written.get(element);
  if (!last) written.set(element, (last = {}));
  for (const name in attributes) {
    const value = attributes[name];
    if (last[name] === value) continue;
    last[name] = value;
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  return element;
}

/** Appends a new SVG element to `parent`. */
export function append(parent, tag, attributes = {}) {
  return put(parent.appendChild(parent.ownerDocument.createElementNS(SVG, tag)), attributes);
}

/** Makes `layer` hold exactly one `tag` per item, in order, with the attributes of the item. */
export function each(layer, tag, items) {
  while (layer.childElementCount > items.length) layer.lastElementChild.remove();
  for (let k = 0; k < items.length; k++) put(layer.children[k] ?? append(layer, tag), items[k]);
}

const px = (t) => Math.round(t * 100) / 100;

/** Segments from `{from, to, ...attributes}`, ends in data units. */
export function segments(layer, items, scale) {
  each(layer, "line", items.map(({ from, to, ...attributes }) => {
    const [x1, y1] = scale.to(from), [x2, y2] = scale.to(to);
    return { x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), ...attributes };
  }));
}

/** The mark of a kind of point, about the origin: a disc for a source, a square for a target. */
export function mark(group, kind) {
  if (kind === "target") return append(group, "rect", { class: "ot-mark", x: -8, y: -8, width: 16, height: 16 });
  return append(group, "circle", { class: "ot-mark", r: 9 });
}

/** How large marks are drawn when there are `count` of them on a stage of `unit` pixels per unit. */
export function markSize(count, unit) {
  const room = Math.sqrt((unit * unit * 1.5) / Math.max(1, count)) / 75;
  return px(Math.min(1, Math.max(0.5, room)) * (unit < 400 ? 0.85 : 1));
}

/**
 * Direct labels "source" and "target" at the edge of the drawing: under the mean of each group, or, on a turned
 * drawing, above and below. `groups` are `{kind, text, points}`.
 */
export function groupLabels(layer, groups, scale) {
  const mean = (points) => points.reduce((s, p) => s + scale.to(p)[0], 0) / points.length;
  const at = groups.map(({ points }) => Math.min(scale.width - 56, Math.max(56, mean(points))));
  if (!scale.turned && Math.abs(at[1] - at[0]) < 108) spread(at, 108, scale.width);
  each(layer, "text", groups.map(({ kind }, k) => ({
    class: `ot-label ot-${kind}`, x: px(at[k]), y: scale.turned && k === 0 ? 20 : scale.height - 10,
    "text-anchor": "middle",
  })));
  groups.forEach(({ text }, k) => {
    if (layer.children[k].textContent !== text) layer.children[k].textContent = text;
  });
}

function spread(at, gap, width) {
  const sign = at[1] >= at[0] ? 1 : -1;
  const middle = Math.min(width - 56 - gap / 2, Math.max(56 + gap / 2, (at[0] + at[1]) / 2));
  at[0] = middle - (sign * gap) / 2;
  at[1] = middle + (sign * gap) / 2;
}
