import { h, freshId, say } from "./dom.js";
import { copy, download, svgText } from "./exports.js";
import { PointFields } from "./pointfields.js";

/** The children of a label: a text, or a list of tags with their texts. */
const worded = (label) => (typeof label === "string" ? [label] : label.map(([tag, text]) => h(tag, {}, text)));

/** The controls of a figure: its own ones in sight, the rest and the exports behind "More". */
export class Controls {
  #live;
  #shown = [];

  constructor(live) {
    this.#live = live;
    const { definition } = live, id = freshId("more");
    this.fields = new PointFields(live);
    this.more = h("button", { type: "button", class: "ot-more", "aria-expanded": "false", "aria-controls": id,
      onclick: () => this.#toggle() }, "More");
    this.bar = h("div", { class: "ot-controls" }, ...definition.controls.map((c) => this.#control(c)), this.more);
    this.note = h("p", { class: "ot-note", role: "status" });
    this.text = h("textarea", { class: "ot-copy", rows: "6", readonly: true, hidden: true, "aria-label": "Text to copy" });
    this.panel = h("div", { class: "ot-panel", id, hidden: true },
      h("div", { class: "ot-row" }, this.fields.element),
      h("div", { class: "ot-row" }, ...definition.more.map((c) => this.#control(c))),
      h("div", { class: "ot-row" }, ...this.#exports()), this.note, this.text);
  }

  focus() {
    this.bar.querySelector("input, button").focus();
  }

  /** Adds a button to the panel's own row. */
  add(button) {
    this.panel.children[1].append(button);
  }

  show(state, result, ui) {
    for (const show of this.#shown) show(state, result, ui);
    this.fields.show(ui);
  }

  #toggle() {
    const open = this.panel.hidden;
    this.panel.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
  }

  #control(control) {
    switch (control.kind) {
      case "range": return this.#range(control);
      case "choice": return this.#choice(control);
      case "play": return this.#play(control);
      default: return this.#button(control);
    }
  }

  /** One of a few options, as radio buttons side by side. */
  #choice({ label, options, get, set }) {
    const name = freshId("choice");
    const inputs = options.map(([value]) => h("input", {
      type: "radio", name, value: String(value), class: "visually-hidden", onchange: () => this.#live.input(set(value)),
    }));
    this.#shown.push((state) => options.forEach(([value], k) => { inputs[k].checked = get(state) === value; }));
    return h("div", { class: "ot-choice", role: "radiogroup", "aria-labelledby": `${name}-label` },
      h("span", { id: `${name}-label` }, ...worded(label)),
      ...options.map(([, text], k) => h("label", {}, inputs[k], h("span", {}, text))));
  }

  /** Starts and stops the figure's steps; see Player. */
  #play(control) {
    const { player } = this.#live;
    return this.#button({
      texts: control.texts,
      text: () => control.texts[player.playing ? 1 : 0],
      press: () => player.toggle(control),
      disabled: (state) => !player.playing && control.step(state) === null,
    });
  }

  #range({ label, min, max, step, get, set, format }) {
    const output = h("output");
    const input = h("input", { type: "range", min, max, step, oninput: () => this.#live.input(set(Number(input.value))) });
    this.#shown.push((state) => {
      const value = get(state), text = format(value);
      if (Number(input.value) !== value) input.value = value;
      input.setAttribute("aria-valuetext", text);
      say(output, text);
    });
    return h("label", { class: "ot-range" }, h("span", {}, ...worded(label)), input, output);
  }

  /**
   * All texts of a button lie in one place, so that it never changes its width. One that can do nothing now keeps the
   * focus that it has: it is aria-disabled.
   */
  #button({ texts, text, press, disabled = () => false }) {
    const faces = texts.map((face) => h("span", { "aria-hidden": "true" }, face));
    const off = () => button.getAttribute("aria-disabled") === "true";
    const button = h("button", { type: "button", onclick: () => { if (!off()) this.#press(press); } }, ...faces);
    this.#shown.push((state, result, ui) => {
      const now = text ? text(state) : texts[0];
      faces.forEach((face) => {
        face.classList.toggle("is-off", face.textContent !== now);
        face.setAttribute("aria-hidden", String(face.textContent !== now));
      });
      button.setAttribute("aria-disabled", String(Boolean(disabled(state, ui))));
    });
    return button;
  }

  #press(press) {
    try {
      const part = press(this.#live.state, this.#live.ui);
      if (part) this.#live.input(part);
    } catch (error) {
      this.#live.refuse(error);
    }
  }

  #exports() {
    const live = this.#live, { name } = live.definition;
    const button = (text, act) => h("button", { type: "button", onclick: act }, text);
    return [
      ...(live.link ? [button("Copy link", () => this.#copy(live.link(), "Link"))] : []),
      button("Copy as Python", () => this.#copy(live.python(), "Program")),
      button("Download SVG", () => download(`${name}.svg`, "image/svg+xml", svgText(live.stage.svg, live.definition.title))),
      button("Download CSV", () => download(`${name}.csv`, "text/csv", live.csv())),
      button("Reset", () => live.reset()),
    ];
  }

  async #copy(text, what) {
    const copied = await copy(text);
    this.text.hidden = copied;
    this.text.value = copied ? "" : text;
    say(this.note, copied ? `${what} copied.` : "The browser does not allow copying here; the text below is selected, copy it by hand.");
    if (!copied) this.text.select();
  }
}
