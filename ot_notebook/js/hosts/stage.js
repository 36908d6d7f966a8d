import { append, mark, markSize, put } from "../draw/marks.js";
import { planarScale } from "../draw/scale.js";
import { freshId, h } from "./dom.js";

const HELP = "Arrow keys move the point, with Shift ten times as far; Home and End take it to the edges; "
  + "Enter picks it up for placing by a click or, when drawing lines, starts a line; Delete removes; R resets; "
  + "Escape leaves the drawing.";

/** The drawing of a figure: an SVG as large as its box, layers for the figure's marks, one group per handle. */
export class Stage {
  scale = null;
  #definition;
  #layers = {};
  #handles = new Map();
  #rubber;

  constructor(definition, onresize) {
    this.#definition = definition;
    const helpId = freshId("keys");
    this.summary = h("p", { class: "ot-summary visually-hidden", id: freshId("summary") });
    this.element = h("div", { class: "ot-stage" });
    this.svg = append(this.element, "svg", {
      role: "application", "aria-label": definition.title, "aria-roledescription": "drawing with movable points",
      "aria-describedby": `${this.summary.id} ${helpId}`, focusable: "false",
    });
    this.element.append(this.summary, h("p", { class: "visually-hidden", id: helpId }, HELP));
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
    if (this.scale?.width === width && this.scale?.height === height) return false;
    const { window, inset } = this.#definition.stage;
    this.scale = planarScale({ width, height, window, inset });
    put(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    return true;
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
      const [px, py] = this.scale.to(handle.at);
      const distance = Math.hypot(px - place[0], py - place[1]);
      if (distance <= least && fits(handle)) [best, least] = [handle, distance];
    }
    return best;
  }

  focus(key) {
    this.#handles.get(key)?.focus({ preventScroll: true });
  }

  drawHandles(handles, ui) {
    const size = markSize(handles.length, this.scale.unit);
    const gone = new Set(this.#handles.keys());
    for (const { key, kind, at, name, gesture } of handles) {
      gone.delete(key);
      const group = this.#handles.get(key) ?? this.#newHandle(key, kind);
      const [px, py] = this.scale.to(at);
      put(group, {
        transform: `translate(${px.toFixed(2)} ${py.toFixed(2)})`, "aria-label": name,
        class: `ot-handle ot-${kind} ot-can-${gesture}${ui.selected === key ? " is-selected" : ""}`
          + `${ui.held === key || ui.link?.from === key ? " is-held" : ""}${ui.link?.to === key ? " is-aimed" : ""}`,
      });
      put(group.lastChild, { transform: `scale(${size})` });
    }
    const bereft = [...gone].some((key) => this.#handles.get(key) === document.activeElement);
    for (const key of gone) {
      this.#handles.get(key).remove();
      this.#handles.delete(key);
    }
    this.#keepOrder(handles);
    if (bereft) this.focus(handles[0].key);
  }

  drawRubber(from, to) {
    if (!from || !to) return put(this.#rubber, { visibility: "hidden" });
    return put(this.#rubber, { x1: from[0], y1: from[1], x2: to[0], y2: to[1], visibility: "visible" });
  }

  #newHandle(key, kind) {
    const group = append(this.#layers.handles, "g", {
      tabindex: 0, role: "button", "data-key": key, "aria-roledescription": "movable point",
    });
    append(group, "circle", { class: "ot-hit", r: 22 });
    append(group, "circle", { class: "ot-ring", r: 16 });
    mark(append(group, "g"), kind);
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
