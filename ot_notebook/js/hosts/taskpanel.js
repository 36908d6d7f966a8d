import { append, put } from "../draw/marks.js";
import { h, say, typeset } from "./dom.js";
import { Task } from "./worker.js";

const HEIGHT = 170;

/** A figure's heavy question, answered by a worker on request and again whenever its input changes. */
export class TaskPanel {
  #live;
  #task;
  #open = false;
  #asked = null;
  #answer = null;
  #answered = null;

  constructor(live) {
    this.#live = live;
    const { task } = live.definition;
    this.#task = new Task(task.source);
    this.button = h("button", { type: "button", onclick: () => this.#ask() });
    live.controls.add(this.button);
    this.progress = h("progress", { max: "1", value: "0", "aria-label": task.title });
    this.stop = h("button", { type: "button", onclick: () => this.cancel() }, "Stop");
    this.words = h("p", { class: "ot-task-words" });
    this.stage = h("div", { class: "ot-task-stage" });
    this.svg = append(this.stage, "svg", { role: "img", "aria-label": task.title });
    this.close = h("button", { type: "button", class: "ot-close", onclick: () => this.#close() }, "Close");
    this.element = h("section", { class: "ot-task", hidden: true, "aria-label": task.title },
      this.stage, h("div", { class: "ot-task-bar" }, this.words, this.progress, this.stop, this.close));
  }

  /** Brings the panel up to date with the figure. */
  follow(state, result) {
    const { task } = this.#live.definition, why = task.refusal(state);
    say(this.button, task.label(state));
    this.button.disabled = why !== null;
    this.button.title = why ?? "";
    if (!this.#open) return;
    if (why !== null) return this.#refuse(why);
    if (task.instance(state) !== this.#asked && !this.#task.running) this.#run(state);
    this.#draw(state, result);
  }

  cancel() {
    this.#task.cancel();
  }

  destroy() {
    this.#task.close();
  }

  #ask() {
    this.#open = true;
    this.#asked = null;
    this.element.hidden = false;
    this.follow(this.#live.state, this.#live.result);
    this.element.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  #close() {
    this.#task.close();
    this.#open = false;
    this.element.hidden = true;
    this.#live.controls.more.focus();
  }

  #refuse(why) {
    this.cancel();
    this.#asked = this.#answer = this.#answered = null;
    this.stage.hidden = true;
    typeset(this.words, why);
  }

  async #run(state) {
    const { task } = this.#live.definition;
    this.#asked = task.instance(state);
    this.#busy(true);
    try {
      this.#answer = await this.#task.run(task.input(state), (share) => { this.progress.value = share; });
      this.#answered = task.instance(state);
    } catch (error) {
      this.#busy(false);
      typeset(this.words, error.name === "AbortError" ? "Stopped." : `This did not work: ${error.message}.`);
      return;
    }
    this.#busy(false);
    if (this.#open) this.follow(this.#live.state, this.#live.result);
  }

  #busy(busy) {
    this.progress.hidden = this.stop.hidden = !busy;
    this.progress.value = 0;
  }

  #draw(state, result) {
    const { task } = this.#live.definition, fresh = this.#answered === task.instance(state);
    this.stage.classList.toggle("is-stale", !fresh);
    if (!this.#answer || !fresh) return;
    this.stage.hidden = false;
    const size = { width: this.stage.clientWidth || 700, height: HEIGHT };
    put(this.svg, { width: size.width, height: HEIGHT, viewBox: `0 0 ${size.width} ${HEIGHT}` });
    task.draw(this.svg, this.#answer, state, result, size);
    typeset(this.words, task.describe(this.#answer, state, result));
  }
}
