import { h } from "./dom.js";

const PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order",
  "opacity", "font-family", "font-size", "font-weight", "visibility"];
const DROPPED = ["class", "tabindex", "role", "focusable", "data-key", "aria-label", "aria-roledescription", "aria-describedby"];

/** A drawing as an SVG file of its own: computed colours and fonts written in, on the colour of the page. */
export function svgText(svg, title) {
  const clone = svg.cloneNode(true), originals = [svg, ...svg.querySelectorAll("*")];
  [clone, ...clone.querySelectorAll("*")].forEach((element, k) => {
    const style = getComputedStyle(originals[k]);
    for (const name of PROPERTIES) {
      if (style.getPropertyValue(name)) element.setAttribute(name, style.getPropertyValue(name));
    }
  });
  for (const element of clone.querySelectorAll(".ot-hit, .ot-ring, .ot-rubber")) element.remove();
  for (const element of [clone, ...clone.querySelectorAll("*")]) DROPPED.forEach((name) => element.removeAttribute(name));
  clone.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  clone.prepend(...backdrop(svg, title));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(clone)}\n`;
}

function backdrop(svg, title) {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const name = make("title"), paper = make("rect");
  name.textContent = title;
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(svg).getPropertyValue("--paper").trim() || "#fff");
  return [name, paper];
}

/** Offers a text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const anchor = h("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Puts a text on the clipboard; false where the browser does not allow it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
