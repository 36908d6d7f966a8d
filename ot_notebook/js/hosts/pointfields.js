import { clampTo } from "../draw/scale.js";
import { h, say } from "./dom.js";

/** Number fields for the selected point: the way to move a point without dragging it. */
export class PointFields {
  #live;
  #inputs;

  constructor(live) {
    this.#live = live;
    const { window } = live.definition.stage;
    this.#inputs = ["x", "y"].map((axis, k) => h("input", {
      type: "number", step: "0.01", min: window[axis][0], max: window[axis][1], inputmode: "decimal",
      oninput: (event) => this.#set(k, event.target.valueAsNumber),
    }));
    this.name = h("span", { class: "ot-selected" });
    this.element = h("div", { class: "ot-fields", role: "group", "aria-label": "Selected point" }, this.name,
      ...this.#inputs.map((input, k) => h("label", {}, "xy"[k], input)));
  }

  show({ selected }) {
    const handle = selected && this.#live.handleOf(selected);
    say(this.name, handle ? handle.name.split(",")[0] : "no point selected");
    this.#inputs.forEach((input, k) => {
      input.disabled = !handle;
      if (document.activeElement !== input) input.value = handle ? handle.at[k] : "";
    });
  }

  #set(k, value) {
    const handle = this.#live.handleOf(this.#live.ui.selected), { definition, state } = this.#live;
    if (!handle || !Number.isFinite(value)) return;
    const at = handle.at.slice();
    at[k] = value;
    this.#live.input(definition.move(state, handle.key, clampTo(definition.stage.window, at)));
  }
}
