import { clampTo } from "../draw/scale.js";

const STEP = 0.01;
const REACH = 22, TRAVEL = 4, AIM = 34;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Mouse, touch, pen and keys on the handles of a stage. A handle's gesture is "move" (it follows the pointer), "link"
 * (a line is drawn from it to another handle) or "paint" (dragging from it paints, as it does from any place of a panel
 * that can be painted). Several pointers may be down at once. A click picks a handle up and the next click places it,
 * for those who cannot drag; a click on a free place may choose what is drawn there.
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
    const handle = this.#stage.nearest(this.#live.handles, place, REACH), panel = this.#painted(place, handle);
    this.#presses.set(event.pointerId, {
      start: place, last: place, handle, panel, offset: handle && this.#offset(handle, place), moved: false,
    });
    if (!handle && !panel) return;
    event.preventDefault();
    this.#stage.svg.setPointerCapture(event.pointerId);
    if (!handle) return;
    this.#stage.focus(handle.key);
    this.#live.select(handle.key);
  }

  /** The panel that a drag from this place paints, or null. */
  #painted(place, handle) {
    if (handle) return handle.gesture === "paint" ? this.#stage.panelOf(handle) : null;
    const panel = this.#stage.panelAt(place);
    const paints = typeof panel?.paints === "function" ? panel.paints(this.#live.state) : panel?.paints;
    return paints ? panel : null;
  }

  /** A finger on a handle drags it, also where touch-action is not heeded on SVG shapes; elsewhere it scrolls the page. */
  #keepFromScrolling(event) {
    const touches = [...event.changedTouches];
    const taken = (place) => {
      const handle = this.#stage.nearest(this.#live.handles, place, REACH);
      return handle || this.#painted(place, null);
    };
    if (touches.some((touch) => taken(this.#stage.locate(touch)))) event.preventDefault();
  }

  #offset(handle, place) {
    const [px, py] = this.#stage.scaleOf(handle).to(handle.at);
    return [px - place[0], py - place[1]];
  }

  #drag(event) {
    const press = this.#presses.get(event.pointerId);
    if (!press) return this.#hover(event);
    const place = this.#stage.locate(event);
    press.moved ||= Math.hypot(place[0] - press.start[0], place[1] - press.start[1]) > TRAVEL;
    if (!press.moved) return;
    if (press.panel) this.#paint(press, place);
    else if (press.handle?.gesture === "link") this.#aim(press.handle, place);
    else if (press.handle) this.#moveTo(press.handle.key, [place[0] + press.offset[0], place[1] + press.offset[1]]);
  }

  /** The cursor over what can be painted or chosen. */
  #hover(event) {
    const place = this.#stage.locate(event), handle = this.#stage.nearest(this.#live.handles, place, REACH);
    this.#stage.svg.classList.toggle("can-paint", this.#painted(place, handle) !== null);
    this.#stage.svg.classList.toggle("can-choose", !handle && this.#choice(place) !== null);
  }

  /** The part of the state that a click on a free place sets, or null. */
  #choice(place) {
    const { definition, state } = this.#live, panel = this.#stage.panelAt(place);
    if (!definition.choose || !panel) return null;
    return definition.choose(state, panel.name, this.#stage.scales[panel.name].from(place));
  }

  /** Paints from the last place of the pointer to this one. */
  #paint(press, place) {
    const { definition, state } = this.#live, { name } = press.panel, scale = this.#stage.scales[name];
    const [from, to] = [press.last, place].map((at) => clampTo(scale.window, scale.from(at)));
    press.last = place;
    this.#live.input(definition.paint(state, name, from, to));
  }

  #up(event) {
    const press = this.#presses.get(event.pointerId);
    this.#presses.delete(event.pointerId);
    if (!press) return;
    if (press.panel && press.moved) return;
    if (press.handle && press.moved) return this.#drop(press);
    if (press.handle) return this.#activate(press.handle.key);
    if (!press.moved) this.#place(press);
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
    const handle = this.#live.handleOf(key);
    this.#put(handle, this.#stage.scaleOf(handle).from(place));
  }

  /** Moves a handle to a place of data, as far as its axis and its panel let it. */
  #put(handle, [u, v]) {
    const { definition, state } = this.#live, { axis, at } = handle;
    const free = [axis === "y" ? at[0] : u, axis === "x" ? at[1] : v];
    this.#live.input(definition.move(state, handle.key, clampTo(this.#stage.scaleOf(handle).window, free)));
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

  #place(press) {
    const { held, link } = this.#live.ui;
    if (held) this.#moveTo(held, press.start);
    else if (press.panel) this.#paint(press, press.start);
    else if (!link) this.#choose(press.start);
    if (held || link) this.#live.setUi({ held: null, link: null });
  }

  #choose(place) {
    const part = this.#choice(place);
    if (part) this.#live.input(part);
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
    if (arrow) return ui.link ? this.#cycle(arrow[0] + arrow[1]) : this.#nudge(handle, arrow, event.shiftKey ? 10 : 1);
    switch (event.key) {
      case "Enter": case " ": this.#activate(handle.key); return true;
      case "Home": case "End": return this.#toEdge(handle, event.key === "Home" ? 0 : 1);
      case "Delete": case "Backspace": this.#live.remove(handle.key); return true;
      case "r": case "R": this.#live.reset(); return true;
      case "Escape": this.#escape(ui); return true;
      default: return this.#shortcut(event.key.toLowerCase());
    }
  }

  #shortcut(letter) {
    const { definition, state } = this.#live, shortcut = definition.keys?.[letter];
    if (!shortcut) return false;
    this.#live.input(shortcut.press(state));
    return true;
  }

  /** Moves by `times` steps; an arrow across the axis of a handle that has one does nothing but keep the page still. */
  #nudge(handle, arrow, times) {
    if (handle.gesture === "link") return false;
    const [du, dv] = this.#stage.scaleOf(handle).step(arrow), [su, sv] = [handle.step ?? STEP].flat(), [u, v] = handle.at;
    if (handle.axis && !(handle.axis === "x" ? du : dv)) return true;
    this.#put(handle, [u + times * du * su, v + times * dv * (sv ?? su)]);
    return true;
  }

  #toEdge(handle, end) {
    if (handle.gesture === "link") return false;
    const { window } = this.#stage.scaleOf(handle), [u, v] = handle.at;
    this.#put(handle, handle.axis === "y" ? [u, window.y[end]] : [window.x[end], v]);
    return true;
  }

  #cycle(step) {
    const { definition, state, ui } = this.#live;
    const { turned, to } = this.#stage.scaleOf(this.#live.handleOf(ui.link.from));
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
