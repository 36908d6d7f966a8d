import { pieces } from "./indices.js";

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
    if (value === null || value === false || value === undefined) element.removeAttribute(name);
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

/** Pixels with two decimals. */
export const px = (t) => Math.round(t * 100) / 100;

/** Segments from `{from, to, ...attributes}`, ends in data units. */
export function segments(layer, items, scale) {
  each(layer, "line", items.map(({ from, to, ...attributes }) => {
    const [x1, y1] = scale.to(from), [x2, y2] = scale.to(to);
    return { x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), ...attributes };
  }));
}

/** Rectangles from `{from, to, ...attributes}`, opposite corners in data units; `gap` pixels are left free around. */
export function rectangles(layer, items, scale, gap = 0) {
  each(layer, "rect", items.map(({ from, to, ...attributes }) => {
    const [x1, y1] = scale.to(from), [x2, y2] = scale.to(to);
    const width = Math.max(0, Math.abs(x2 - x1) - 2 * gap), height = Math.max(0, Math.abs(y2 - y1) - 2 * gap);
    return { x: px(Math.min(x1, x2) + gap), y: px(Math.min(y1, y2) + gap), width: px(width), height: px(height), ...attributes };
  }));
}

/** Discs from `{at, r, ...attributes}`, centre in data units, radius in pixels. */
export function discs(layer, items, scale) {
  each(layer, "circle", items.map(({ at, ...attributes }) => {
    const [cx, cy] = scale.to(at);
    return { cx: px(cx), cy: px(cy), ...attributes };
  }));
}

/**
 * Texts from `{text, at, dx, dy, anchor, class, ...attributes}`: `at` in data units, `dx` and `dy` pixels (y downward)
 * from there; or `place`, pixels, in the place of `at`. `text` is a string, such as "W₁", or a list of `[string, role]`
 * where role "sub", "sup" or "var" lowers, raises or slants: `[["W", "var"], ["p", "sub"]]`.
 */
export function texts(layer, items, scale) {
  const fitting = items.map(({ text, at, place, dx = 0, dy = 0, anchor = "middle", ...attributes }) => {
    const [x, y] = place ?? scale.to(at);
    return { x: px(x + dx), y: px(y + dy), "text-anchor": anchor, ...attributes };
  });
  each(layer, "text", fitting);
  items.forEach(({ text }, k) => write(layer.children[k], text));
}

const SHIFT = { sub: 0.28, sup: -0.42 };

/** Writes a text, in the elements of the last one where only its words differ. */
function write(element, text) {
  const last = written.get(element), key = typeof text === "string" ? text : JSON.stringify(text);
  if (last.text === key) return;
  const parts = typeof text === "string" ? pieces(text) : text, roles = parts.map(([, role]) => role || "").join();
  if (parts.every(([, role]) => !role)) element.textContent = parts.map(([part]) => part).join("");
  else if (roles === last.roles) parts.forEach(([part], k) => { element.children[k].textContent = part; });
  else spell(element, parts);
  Object.assign(last, { text: key, roles });
}

function spell(element, parts) {
  element.textContent = "";
  let level = 0;
  for (const [part, role] of parts) {
    const next = SHIFT[role] ?? 0;
    const span = append(element, "tspan", {
      class: role ? `ot-${role}` : null, dy: next === level ? null : `${px((next - level) / (next ? 0.72 : 1))}em`,
    });
    span.textContent = part;
    level = next;
  }
}

const MARKS = {
  disc: ["circle", { r: 9 }],
  square: ["rect", { x: -8, y: -8, width: 16, height: 16 }],
  diamond: ["rect", { x: -7.5, y: -7.5, width: 15, height: 15, transform: "rotate(45)" }],
  knob: ["circle", { r: 8 }],
  plus: ["path", { d: "M-10,0A10,10 0 1 1 10,0A10,10 0 1 1 -10,0M-4.5,0H4.5M0,-4.5V4.5" }],
  "grip-x": ["rect", { x: -4.5, y: -12, width: 9, height: 24, rx: 4.5 }],
  "grip-y": ["rect", { x: -12, y: -4.5, width: 24, height: 9, rx: 4.5 }],
};
const HOLLOW = new Set(["knob", "plus"]);
const OF_KIND = { source: "disc", target: "square", third: "diamond", plan: "knob", ink: "knob" };

/**
 * The mark of a handle about the origin. A kind has its own: a disc for a source, a square for a target, a diamond for
 * a third measure, a knob else; `shape` overrides it: disc, square, diamond, knob, plus (a knob with the sign), or
 * grip-x and grip-y for what moves along one axis only.
 */
export function mark(group, kind, shape = OF_KIND[kind]) {
  const [tag, attributes] = MARKS[shape];
  return append(group, tag, { class: `ot-mark${HOLLOW.has(shape) ? " is-knob" : ""}`, ...attributes });
}

/** How large marks are drawn when there are `count` of them on a stage of `unit` pixels per unit. */
export function markSize(count, unit) {
  const room = Math.sqrt((unit * unit * 1.5) / Math.max(1, count)) / 75;
  return px(Math.min(1, Math.max(0.5, room)) * (unit < 400 ? 0.85 : 1));
}

/**
 * Direct labels "source" and "target" at the edge of a planar drawing: under the mean of each group, or, on a turned
 * drawing, above and below. `groups` are `{kind, text, points}`.
 */
export function groupLabels(layer, groups, scale) {
  const { left, top, width, height } = scale.box;
  const mean = (points) => points.reduce((s, p) => s + scale.to(p)[0], 0) / points.length;
  const at = groups.map(({ points }) => Math.min(left + width - 56, Math.max(left + 56, mean(points))));
  if (!scale.turned && Math.abs(at[1] - at[0]) < 108) spread(at, 108, left, width);
  texts(layer, groups.map(({ kind, text }, k) => ({
    text, class: `ot-label ot-${kind}`, place: [at[k], scale.turned && k === 0 ? top + 20 : top + height - 10],
  })), scale);
}

function spread(at, gap, left, width) {
  const sign = at[1] >= at[0] ? 1 : -1;
  const middle = Math.min(left + width - 56 - gap / 2, Math.max(left + 56 + gap / 2, (at[0] + at[1]) / 2));
  at[0] = middle - (sign * gap) / 2;
  at[1] = middle + (sign * gap) / 2;
}
