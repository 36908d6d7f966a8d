import { append, mark, markSize, put } from "../draw/marks.js";
import { graphScale, planarScale } from "../draw/scale.js";
import { freshId, h } from "./dom.js";

const HELP = "Arrow keys move the handle, with Shift ten times as far; Home and End take it to the edges; "
  + "Enter picks it up for placing by a click or, when drawing lines, starts a line; Delete removes; R resets; "
  + "Escape leaves the drawing.";
const WHOLE = [0, 0, 1, 1];

/** What the keys do, those of the figure last. */
function help({ keys = {} }) {
  return [HELP, ...Object.entries(keys).map(([key, { text }]) => `${key.toUpperCase()}: ${text}.`)].join(" ");
}

/** The drawing of a figure: an SVG as large as its box, layers for the figure's marks, one group per handle. */
export class Stage {
  /** The scale of each panel by name. */
  scales = {};
  #definition;
  #size = null;
  #layers = {};
  #handles = new Map();
  #rubber;

  constructor(definition, onresize) {
    this.#definition = definition;
    const helpId = freshId("keys"), { wide, narrow } = definition.stage.aspect;
    this.summary = h("p", { class: "ot-summary visually-hidden", id: freshId("summary") });
    this.element = h("div", { class: "ot-stage", style: `--wide: ${wide}; --narrow: ${narrow}` });
    this.svg = append(this.element, "svg", {
      role: "application", "aria-label": definition.title, "aria-roledescription": "drawing with movable handles",
      "aria-describedby": `${this.summary.id} ${helpId}`, focusable: "false",
    });
    this.element.append(this.summary, h("p", { class: "visually-hidden", id: helpId }, help(definition)));
    for (const name of [...definition.layers, "rubber", "handles"]) {
      this.#layers[name] = append(this.svg, "g", { class: `ot-layer-${name}` });
    }
    this.#rubber = append(this.#layers.rubber, "line", { class: "ot-rubber" });
    this.observer = new ResizeObserver(() => this.measure() && onresize());
    this.observer.observe(this.element);
  }

  layer(name) {
    return this.#layers[name];
  }

  /** Takes the size of the box; true if it changed. */
  measure() {
    const width = this.element.clientWidth || 720, height = this.element.clientHeight || 480;
    if (this.#size?.width === width && this.#size.height === height) return false;
    const narrow = getComputedStyle(this.element).getPropertyValue("--is-narrow").trim() === "1";
    this.#size = { width, height, narrow };
    put(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    return true;
  }

  /** Brings the scales up to date with the box and the state, on which a panel's window may depend. */
  scaleTo(state, result) {
    for (const panel of this.#definition.stage.panels) {
      const window = typeof panel.window === "function" ? panel.window(state, result) : panel.window;
      this.scales[panel.name] = this.#scale(panel, window);
    }
  }

  #scale({ square, wide = WHOLE, narrow = WHOLE, inset }, window) {
    const size = this.#size, [u, v, w, t] = size.narrow ? narrow : wide;
    const box = { left: u * size.width, top: v * size.height, width: w * size.width, height: t * size.height };
    const insets = Array.isArray(inset) ? inset : size.narrow ? inset.narrow : inset.wide;
    if (square) return planarScale({ box, window, inset: insets, turned: square === "turns" && size.narrow });
    return graphScale({ box, window, inset: insets });
  }

  /** The panel of a handle. */
  panelOf({ panel }) {
    const { panels } = this.#definition.stage;
    return panel ? panels.find(({ name }) => name === panel) : panels[0];
  }

  /** The scale of a handle's panel. */
  scaleOf(handle) {
    return this.scales[this.panelOf(handle).name];
  }

  /** The panel under a place (pixels), or null. */
  panelAt([x, y]) {
    return this.#definition.stage.panels.find(({ name }) => {
      const { left, top, width, height } = this.scales[name].box;
      return x >= left && x < left + width && y >= top && y < top + height;
    }) ?? null;
  }

  /** Position of a pointer on the stage, in pixels. */
  locate(event) {
    const box = this.svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** The handle nearest to a place within `reach` pixels, among those that `fits`. */
  nearest(handles, place, reach, fits = () => true) {
    let best = null, least = reach;
    for (const handle of handles) {
      const [px, py] = this.scaleOf(handle).to(handle.at);
      const distance = Math.hypot(px - place[0], py - place[1]);
      if (distance <= least && fits(handle)) [best, least] = [handle, distance];
    }
    return best;
  }

  focus(key) {
    this.#handles.get(key)?.focus({ preventScroll: true });
  }

  drawHandles(handles, ui) {
    const gone = new Set(this.#handles.keys());
    for (const handle of handles) {
      gone.delete(handle.key);
      this.#drawHandle(handle, handles.length, ui);
    }
    const bereft = [...gone].some((key) => this.#handles.get(key) === document.activeElement);
    for (const key of gone) {
      this.#handles.get(key).remove();
      this.#handles.delete(key);
    }
    this.#keepOrder(handles);
    if (bereft && handles.length) this.focus(handles[0].key);
  }

  #drawHandle(handle, count, ui) {
    const { key, kind, at, name, gesture, axis } = handle, scale = this.scaleOf(handle);
    const group = this.#handles.get(key) ?? this.#newHandle(handle);
    const [px, py] = scale.to(at), size = handle.size ?? (scale.unit ? markSize(count, scale.unit) : 1);
    put(group, {
      transform: `translate(${px.toFixed(2)} ${py.toFixed(2)})`, "aria-label": name,
      class: `ot-handle ot-${kind} ot-can-${gesture}${axis ? ` ot-along-${axis}` : ""}`
        + `${ui.selected === key ? " is-selected" : ""}`
        + `${ui.held === key || ui.link?.from === key ? " is-held" : ""}${ui.link?.to === key ? " is-aimed" : ""}`,
    });
    put(group.lastChild, { transform: `scale(${size})` });
  }

  drawRubber(from, to) {
    if (!from || !to) return put(this.#rubber, { visibility: "hidden" });
    return put(this.#rubber, { x1: from[0], y1: from[1], x2: to[0], y2: to[1], visibility: "visible" });
  }

  #newHandle({ key, kind, shape }) {
    const group = append(this.#layers.handles, "g", {
      tabindex: 0, role: "button", "data-key": key, "aria-roledescription": "movable handle",
    });
    append(group, "circle", { class: "ot-hit", r: 22 });
    append(group, "circle", { class: "ot-ring", r: 16 });
    mark(append(group, "g"), kind, shape);
    this.#handles.set(key, group);
    return group;
  }

  #keepOrder(handles) {
    const layer = this.#layers.handles;
    handles.forEach(({ key }, k) => {
      const group = this.#handles.get(key);
      if (layer.children[k] !== group) layer.insertBefore(group, layer.children[k] ?? null);
    });
  }
}
