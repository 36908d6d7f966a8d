import { Controls } from "./controls.js";
import { h, say } from "./dom.js";
import { Gestures } from "./gestures.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { Stage } from "./stage.js";
import { TaskPanel } from "./taskpanel.js";

const QUIET = 700;

/**
 * One live figure inside a `<figure>`: holds its state, recomputes once per frame, draws, and reports. What the
 * figure is about stands in its definition (see figures/README.md); hosts say where states come from and go to.
 */
export class Live {
  ui = { selected: null, held: null, link: null };
  #state;
  #initial;
  #result = null;
  #handles = null;
  #milliseconds = 0;
  #memory = {};
  #stale = true;
  #frame = 0;
  #spoken = 0;

  /** `options`: initial (state), onchange({state, result, milliseconds}) for later changes, link() or nothing. */
  constructor(figure, definition, { initial, onchange = () => {}, link = null }) {
    this.definition = definition;
    this.onchange = () => {};
    this.link = link;
    this.#initial = this.#state = definition.merge({}, initial);
    this.#compute();
    this.#build(figure);
    this.stage.measure();
    this.#draw();
    this.onchange = onchange;
  }

  #build(figure) {
    this.stage = new Stage(this.definition, () => this.#draw());
    this.gestures = new Gestures(this, this.stage);
    this.player = new Player(this);
    this.readout = new Readout(this.definition);
    this.controls = new Controls(this);
    this.task = this.definition.task ? new TaskPanel(this) : null;
    this.root = h("div", { class: "ot-live", "data-lm-suppress-shortcuts": "true" },
      this.readout.instruction, this.readout.alert, this.stage.element, this.controls.bar, this.controls.panel,
      this.readout.certificate, this.readout.challenge, ...(this.task ? [this.task.element] : []), this.readout.spoken);
    figure.insertBefore(this.root, figure.querySelector("figcaption"));
  }

  get state() {
    return structuredClone(this.#state);
  }

  get result() {
    this.#compute();
    return structuredClone(this.#result);
  }

  get handles() {
    this.#handles ??= this.definition.handles(this.#state, this.#result);
    return this.#handles;
  }

  handleOf(key) {
    return this.handles.find((handle) => handle.key === key) ?? null;
  }

  /** Sets inputs; throws with the reason if they are not valid, and then changes nothing. */
  setState(part) {
    if (part === null || typeof part !== "object" || Array.isArray(part)) {
      throw new TypeError(`${this.definition.name}: a state must be an object of inputs`);
    }
    this.#state = this.definition.merge(this.#state, part);
    this.player.heard(part);
    this.#stale = true;
    this.#handles = null;
    this.#tidyUi();
    this.#schedule();
  }

  /** As setState for the reader's own actions: a refusal is shown in the figure. */
  input(part) {
    try {
      this.setState(part);
      this.readout.refuse("");
    } catch (error) {
      this.refuse(error);
    }
  }

  refuse(error) {
    this.readout.refuse(`${this.#plainly(error)}.`);
  }

  reset() {
    this.ui = { selected: null, held: null, link: null };
    this.input(this.#initial);
    this.say("Reset.");
  }

  remove(key) {
    if (!this.definition.remove) return;
    try {
      this.setState(this.definition.remove(this.#state, key));
      this.readout.refuse("");
    } catch (error) {
      this.refuse(error);
    }
  }

  setUi(part) {
    Object.assign(this.ui, part);
    this.#schedule();
  }

  select(key) {
    if (key !== null && key !== this.ui.selected) this.setUi({ selected: key, ...(this.ui.held ? { held: null } : {}) });
  }

  say(text) {
    say(this.readout.spoken, text);
  }

  leaveStage() {
    this.controls.focus();
  }

  /** Tells the host what is shown now, as copies that are made when they are asked for. */
  announce() {
    const state = this.#state, result = this.#result;
    this.onchange({
      get state() { return structuredClone(state); },
      get result() { return structuredClone(result); },
      milliseconds: this.#milliseconds,
    });
  }

  python() {
    return this.definition.python(this.#state);
  }

  csv() {
    return this.definition.csv(this.#state, this.result);
  }

  destroy() {
    cancelAnimationFrame(this.#frame);
    this.player.destroy();
    clearTimeout(this.#spoken);
    this.stage.observer.disconnect();
    this.task?.destroy();
    this.root.remove();
  }

  #plainly(error) {
    return error.message.replace(`${this.definition.name}: `, "");
  }

  #tidyUi() {
    const keys = new Set(this.definition.handles(this.#state, null).map(({ key }) => key));
    const { selected, held, link } = this.ui;
    if (!keys.has(selected)) this.ui.selected = null;
    if (!keys.has(held)) this.ui.held = null;
    if (link && !(keys.has(link.from) && (link.to === null || keys.has(link.to)))) this.ui.link = null;
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#compute();
      this.#draw();
    });
  }

  #compute() {
    if (!this.#stale) return;
    this.#stale = false;
    this.#handles = null;
    const start = performance.now();
    try {
      this.#result = this.definition.compute(this.#state, this.#memory);
    } catch (error) {
      this.#memory = {};
      if (!this.#result) throw error;
      this.refuse(error);
      return;
    }
    this.#milliseconds = performance.now() - start;
    if (this.readout) this.#speakLater();
    this.announce();
  }

  #speakLater() {
    clearTimeout(this.#spoken);
    this.#spoken = setTimeout(() => this.say(this.definition.describe(this.#state, this.#result)), QUIET);
  }

  #draw() {
    const { definition, stage, ui } = this, state = this.#state, result = this.#result;
    const handles = this.handles;
    stage.scaleTo(state, result);
    definition.draw((name) => stage.layer(name), state, result, stage.scales);
    stage.drawHandles(handles, ui);
    this.#drawRubber(handles);
    say(stage.summary, definition.describe(state, result));
    this.readout.show(state, result, this.#milliseconds);
    this.controls.show(state, result, ui);
    this.task?.follow(state, result);
  }

  #drawRubber(handles) {
    const { link } = this.ui;
    if (!link) return this.stage.drawRubber(null, null);
    const at = (key) => {
      const handle = handles.find((one) => one.key === key);
      return this.stage.scaleOf(handle).to(handle.at);
    };
    return this.stage.drawRubber(at(link.from), link.to ? at(link.to) : link.place);
  }
}
