import { clampTo } from "../draw/scale.js";

const REACH = 22, TRAVEL = 4, AIM = 34;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Mouse, touch, pen and keys on the handles of a stage. A handle's gesture is "move" (it follows the pointer) or
 * "link" (a line is drawn from it to another handle). Several pointers may be down at once. A click picks a handle
 * up and the next click places it, for those who cannot drag.
 */
export class Gestures {
  #live;
  #stage;
  #presses = new Map();

  constructor(live, stage) {
    this.#live = live;
    this.#stage = stage;
    const { svg } = stage, on = (name, act) => svg.addEventListener(name, act);
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#drag(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#cancel(event));
    svg.addEventListener("touchstart", (event) => this.#keepFromScrolling(event), { passive: false });
    on("keydown", (event) => this.#key(event));
    on("focusin", (event) => this.#live.select(keyAt(event)));
    on("click", (event) => { if (event.detail === 0 && keyAt(event)) this.#activate(keyAt(event)); });
  }

  #down(event) {
    if (event.button !== 0) return;
    const place = this.#stage.locate(event);
    const handle = this.#stage.nearest(this.#live.handles, place, REACH);
    this.#presses.set(event.pointerId, { start: place, handle, offset: handle && this.#offset(handle, place), moved: false });
    if (!handle) return;
    event.preventDefault();
    this.#stage.svg.setPointerCapture(event.pointerId);
    this.#stage.focus(handle.key);
    this.#live.select(handle.key);
  }

  /** A finger on a handle drags it, also where touch-action is not heeded on SVG shapes; elsewhere it scrolls the page. */
  #keepFromScrolling(event) {
    const touches = [...event.changedTouches];
    if (touches.some((touch) => this.#stage.nearest(this.#live.handles, this.#stage.locate(touch), REACH))) event.preventDefault();
  }

  #offset(handle, place) {
    const [px, py] = this.#stage.scale.to(handle.at);
    return [px - place[0], py - place[1]];
  }

  #drag(event) {
    const press = this.#presses.get(event.pointerId);
    if (!press) return;
    const place = this.#stage.locate(event);
    press.moved ||= Math.hypot(place[0] - press.start[0], place[1] - press.start[1]) > TRAVEL;
    if (!press.handle || !press.moved) return;
    if (press.handle.gesture === "link") this.#aim(press.handle, place);
    else this.#moveTo(press.handle.key, [place[0] + press.offset[0], place[1] + press.offset[1]]);
  }

  #up(event) {
    const press = this.#presses.get(event.pointerId);
    this.#presses.delete(event.pointerId);
    if (!press) return;
    if (press.handle && press.moved) return this.#drop(press);
    if (press.handle) return this.#activate(press.handle.key);
    if (!press.moved) this.#place(press.start);
  }

  #cancel(event) {
    const press = this.#presses.get(event.pointerId);
    this.#presses.delete(event.pointerId);
    if (press?.handle?.gesture === "link") this.#live.setUi({ link: null });
  }

  #drop({ handle }) {
    const { link } = this.#live.ui;
    if (handle.gesture !== "link" || !link) return this.#live.setUi({ held: null });
    this.#live.setUi({ link: null });
    if (link.to) this.#join(link.from, link.to);
  }

  #aim(handle, place) {
    const { definition, state, handles } = this.#live;
    const aims = new Set(definition.candidates(state, handle.key));
    const aim = this.#stage.nearest(handles, place, AIM, ({ key }) => aims.has(key));
    this.#live.setUi({ link: { from: handle.key, to: aim?.key ?? null, place } });
  }

  #moveTo(key, place) {
    const { definition, state } = this.#live;
    const at = clampTo(definition.stage.window, this.#stage.scale.from(place));
    this.#live.input(definition.move(state, key, at));
  }

  /** What Enter or a click on a handle does. */
  #activate(key) {
    const handle = this.#live.handleOf(key), { held, link } = this.#live.ui;
    if (handle.gesture !== "link") {
      this.#live.setUi({ held: held === key ? null : key });
      return this.#live.say(held === key ? "Put down." : `${handle.name}. Picked up; click a free place to put it there.`);
    }
    if (!link) return this.#start(handle);
    this.#live.setUi({ link: null });
    const target = link.from === key ? link.to : key;
    if (target && this.#live.definition.candidates(this.#live.state, link.from).includes(target)) this.#join(link.from, target);
    else this.#live.say("No line drawn.");
  }

  #start(handle) {
    this.#live.setUi({ link: { from: handle.key, to: null } });
    this.#live.say(`Line from ${handle.name}. Choose its other end with the arrow keys or a click, then Enter.`);
  }

  #place(place) {
    const { held, link } = this.#live.ui;
    if (held) this.#moveTo(held, place);
    if (held || link) this.#live.setUi({ held: null, link: null });
  }

  #join(from, to) {
    const { definition, state } = this.#live;
    this.#live.input(definition.join(state, from, to));
  }

  #key(event) {
    const handle = this.#live.handleOf(keyAt(event));
    if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#act(event, handle)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #act(event, handle) {
    const { ui } = this.#live, arrow = ARROWS[event.key];
    if (arrow) return ui.link ? this.#cycle(arrow[0] + arrow[1]) : this.#nudge(handle, arrow, event.shiftKey ? 0.1 : 0.01);
    switch (event.key) {
      case "Enter": case " ": this.#activate(handle.key); return true;
      case "Home": case "End": return this.#toEdge(handle, event.key === "Home" ? 0 : 1);
      case "Delete": case "Backspace": this.#live.remove(handle.key); return true;
      case "r": case "R": this.#live.reset(); return true;
      case "Escape": this.#escape(ui); return true;
      default: return false;
    }
  }

  #nudge(handle, arrow, size) {
    if (handle.gesture === "link") return false;
    const [du, dv] = this.#stage.scale.step(arrow);
    const at = [handle.at[0] + du * size, handle.at[1] + dv * size];
    this.#put(handle, at);
    return true;
  }

  #toEdge(handle, end) {
    if (handle.gesture === "link") return false;
    this.#put(handle, [this.#live.definition.stage.window.x[end], handle.at[1]]);
    return true;
  }

  #put(handle, at) {
    const { definition, state } = this.#live;
    this.#live.input(definition.move(state, handle.key, clampTo(definition.stage.window, at)));
  }

  #cycle(step) {
    const { definition, state, ui } = this.#live, { turned, to } = this.#stage.scale;
    const order = definition.candidates(state, ui.link.from).map((key) => this.#live.handleOf(key));
    order.sort((a, b) => to(a.at)[turned ? 0 : 1] - to(b.at)[turned ? 0 : 1]);
    const now = order.findIndex(({ key }) => key === ui.link.to);
    const next = order[now < 0 ? (step > 0 ? 0 : order.length - 1) : (now + step + order.length) % order.length];
    this.#live.setUi({ link: { from: ui.link.from, to: next.key } });
    this.#live.say(`to ${next.name}`);
    return true;
  }

  #escape({ held, link }) {
    if (held || link) this.#live.setUi({ held: null, link: null });
    else this.#live.leaveStage();
  }
}

function keyAt(event) {
  return event.target.closest?.("[data-key]")?.dataset.key ?? null;
}
