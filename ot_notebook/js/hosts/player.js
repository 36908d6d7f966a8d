/**
 * Plays a figure's steps: every `interval` milliseconds the part of the state that `step(state)` gives, until it gives
 * null. It pauses when the figure leaves the view, and when the reader does anything else.
 */
export class Player {
  playing = false;
  #live;
  #timer = 0;
  #own = null;
  #watch;

  constructor(live) {
    this.#live = live;
    this.#watch = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) this.pause();
    });
    this.#watch.observe(live.stage.element);
  }

  toggle(control) {
    if (this.playing) return this.pause();
    this.playing = true;
    return this.#step(control);
  }

  pause() {
    clearTimeout(this.#timer);
    if (!this.playing) return;
    this.playing = false;
    this.#live.setUi({});
  }

  /** Told of every input; one that is not the player's own stops it. */
  heard(part) {
    if (part !== this.#own) this.pause();
  }

  destroy() {
    clearTimeout(this.#timer);
    this.#watch.disconnect();
  }

  #step(control) {
    const part = control.step(this.#live.state);
    if (part === null) return this.pause();
    this.#own = part;
    this.#live.input(part);
    this.#timer = setTimeout(() => this.#step(control), control.interval);
  }
}
