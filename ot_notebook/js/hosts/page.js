import { h } from "./dom.js";
import { Live } from "./live.js";
import { address, decode, encode } from "./permalink.js";
import { define, load } from "./registry.js";

const base = document.currentScript.src;
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) target.mount();
}, { rootMargin: "400px" });

/** `<ot-figure>`: a still image that becomes a live figure when it nears the viewport. */
class OtFigure extends HTMLElement {
  #live = null;
  #mounting = null;

  connectedCallback() {
    if (this.#mounting) return;
    if (address(location.hash)?.id === this.id) {
      this.mount().then(() => this.scrollIntoView(), () => {});
    } else near.observe(this);
  }

  disconnectedCallback() {
    near.unobserve(this);
  }

  /** Resolves with this element once it is live; asking for it mounts the figure. */
  get ready() {
    return this.mount();
  }

  /** Every input that the reader can change, in data units; a copy. */
  get state() {
    return this.#live ? this.#live.state : this.#written();
  }

  /** Every output; null until the figure is ready. */
  get result() {
    return this.#live ? this.#live.result : null;
  }

  /** Sets inputs; throws with the reason, and changes nothing, if they are not valid. */
  setState(part) {
    if (!this.#live) throw new Error(`the figure '${this.id}' is not live yet; await its 'ready' first`);
    this.#live.setState(part);
  }

  /** A program that prints `result.value`. */
  python() {
    if (!this.#live) throw new Error(`the figure '${this.id}' is not live yet; await its 'ready' first`);
    return this.#live.python();
  }

  /** The address of the page with a fragment that restores this state. */
  link() {
    return `${location.href.split("#")[0]}#${encodeURIComponent(this.id)}=${encode(this.state)}`;
  }

  mount() {
    if (!this.#mounting) {
      near.unobserve(this);
      this.#mounting = this.#mount();
      this.#mounting.catch((error) => this.#fail(error));
    }
    return this.#mounting;
  }

  /** Applies a permalink; a broken one is told in the figure and changes nothing. */
  restore(text) {
    try {
      this.#live.setState(decode(text));
      this.#live.readout.refuse("");
    } catch (error) {
      this.#live.readout.refuse(`The link to this figure cannot be followed (${error.message}); the figure is unchanged.`);
    }
  }

  async #mount() {
    const definition = await load(this.getAttribute("name"), base);
    const figure = this.querySelector("figure");
    this.#live = new Live(figure, definition, {
      initial: this.#written(), link: () => this.link(), onchange: (detail) => this.#tell(detail),
    });
    const asked = address(location.hash);
    if (asked?.id === this.id) this.restore(asked.text);
    this.dataset.status = "ready";
    this.#live.announce();
    return this;
  }

  #written() {
    return JSON.parse(this.querySelector('script[type="application/json"]').textContent);
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent("ot-change", { detail, bubbles: true }));
  }

  #fail(error) {
    this.dataset.status = "error";
    this.querySelector("figure").append(
      h("p", { class: "ot-alert", role: "alert" }, `This figure stays still: ${error.message}.`));
  }
}

addEventListener("hashchange", () => {
  const asked = address(location.hash), element = asked && document.getElementById(asked.id);
  if (element instanceof OtFigure) {
    element.ready.then(() => { element.restore(asked.text); element.scrollIntoView(); }, () => {});
  }
});

globalThis.otNotebook = { define };
customElements.define("ot-figure", OtFigure);
