import { percent } from "../draw/numbers.js";
import { h, typeset } from "./dom.js";

/** The texts of a figure: instruction, certificate, challenge, refusals, and what is only spoken. */
export class Readout {
  #definition;
  #cells = [];
  #best = { instance: null, score: null };

  constructor(definition) {
    this.#definition = definition;
    this.instruction = h("p", { class: "ot-instruction" });
    this.alert = h("p", { class: "ot-alert", role: "alert", hidden: true });
    this.spoken = h("p", { class: "visually-hidden", role: "status" });
    this.certificate = h("dl", { class: "ot-certificate" });
    this.challenge = h("p", { class: "ot-challenge" }, h("b", {}, "Try"), " ", h("span"), " ", h("strong"));
  }

  /** Shows a refusal in words; no text hides it. */
  refuse(text) {
    const sentence = text && text[0].toUpperCase() + text.slice(1);
    typeset(this.alert, sentence);
    this.alert.hidden = !sentence;
  }

  show(state, result, milliseconds) {
    typeset(this.instruction, this.#definition.instruction(state, result));
    this.#showCertificate(this.#definition.certificate(state, result, milliseconds));
    this.#showChallenge(state, result);
  }

  #showCertificate(rows) {
    rows.forEach(({ label, value }, k) => {
      this.#cells[k] ??= this.#newCell();
      typeset(this.#cells[k].label, label);
      typeset(this.#cells[k].value, value);
    });
  }

  #newCell() {
    const label = h("dt"), value = h("dd");
    this.certificate.append(h("div", {}, label, value));
    return { label, value };
  }

  #showChallenge(state, result) {
    const { challenge } = this.#definition, instance = challenge.instance(state);
    if (instance !== this.#best.instance) this.#best = { instance, score: null };
    const score = challenge.score(state, result);
    if (score !== null && (this.#best.score === null || score < this.#best.score)) this.#best.score = score;
    const best = this.#best.score, done = best !== null && best <= challenge.goal;
    const [, text, value] = this.challenge.children;
    const open = challenge.open(state, result);
    typeset(text, `${challenge.text(state, result)}${open ? " Best so far:" : ""}`);
    typeset(value, !open ? "" : best === null ? "none yet" : `${(challenge.format ?? percent)(best)}${done ? " ✓" : ""}`);
    this.challenge.classList.toggle("is-done", open && done);
  }
}
