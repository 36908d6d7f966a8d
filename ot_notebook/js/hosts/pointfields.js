import { clampTo } from "../draw/scale.js";
import { h, typeset } from "./dom.js";

/** Number fields for the selected handle: the way to move it without dragging. */
export class PointFields {
  #live;
  #inputs;
  #names;

  constructor(live) {
    this.#live = live;
    this.#inputs = [0, 1].map((k) => h("input", {
      type: "number", step: "0.01", inputmode: "decimal", oninput: (event) => this.#set(k, event.target.valueAsNumber),
    }));
    this.#names = ["x", "y"].map((name) => h("span", {}, name));
    this.name = h("span", { class: "ot-selected" });
    this.element = h("div", { class: "ot-fields", role: "group", "aria-label": "Selected handle" }, this.name,
      ...this.#inputs.map((input, k) => h("label", {}, this.#names[k], input)));
  }

  show({ selected }) {
    const handle = selected && this.#live.handleOf(selected), { stage } = this.#live;
    typeset(this.name, handle ? handle.name.split(",")[0] : "nothing selected");
    const names = (handle && stage.panelOf(handle).axes) || ["x", "y"];
    this.#inputs.forEach((input, k) => {
      typeset(this.#names[k], names[k]);
      input.disabled = !handle || handle.gesture === "link" || (handle.axis && handle.axis !== "xy"[k]);
      if (handle) [input.min, input.max] = stage.scaleOf(handle).window["xy"[k]];
      if (document.activeElement !== input) input.value = handle ? Number(handle.at[k].toFixed(4)) : "";
    });
  }

  #set(k, value) {
    const handle = this.#live.handleOf(this.#live.ui.selected), { definition, state, stage } = this.#live;
    if (!handle || !Number.isFinite(value)) return;
    const at = handle.at.slice();
    at[k] = value;
    this.#live.input(definition.move(state, handle.key, clampTo(stage.scaleOf(handle).window, at)));
  }
}
