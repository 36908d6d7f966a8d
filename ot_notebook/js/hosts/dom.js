import { pieces } from "../draw/indices.js";

/** A new HTML element; `attributes` may hold listeners as `onclick` and so on. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Writes the text of an element, plainly, if it is another one. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const shown = new WeakMap();

/** As say, with raised and lowered characters as `<sup>` and `<sub>` in the element's own face. */
export function typeset(element, text) {
  if (shown.get(element) === text) return;
  shown.set(element, text);
  element.replaceChildren(...pieces(text).map(([part, role]) => (role ? h(role, {}, part) : part)));
}

let count = 0;

/** An id that no other element of the document has. */
export const freshId = (stem) => `ot-${stem}-${++count}`;
