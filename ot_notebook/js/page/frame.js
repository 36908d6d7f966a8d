// What the page's frame does by script beside the theme's own: its buttons, its menus, wide maths.

const actions = {
  print: (view) => view.print(),
  fullscreen: (view) => view.toggleFullScreen(), // the theme's
};

function onClick(view, event) {
  const { document } = view;
  const action = event.target.closest("[data-action]")?.dataset.action;
  if (action in actions) actions[action](view);
  if (event.target.closest(".highlight-link a")) {
    event.preventDefault(); // the theme's link is javascript:, which the page's policy forbids
    removeHighlights(document);
  }
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".dropdown-item")) menu.open = false;
  }
}

function removeHighlights(document) {
  document.querySelectorAll("#searchbox .highlight-link").forEach((link) => link.remove());
  document.querySelectorAll("span.highlighted").forEach((mark) => mark.replaceWith(...mark.childNodes));
}

function onKey(view, event) {
  const menu = event.key === "Escape" && view.document.activeElement?.closest("details.dropdown[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

// A display that fits needs no stop of the Tab key; without this script every display has one.
function watchMaths(view) {
  const observer = new view.ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.setAttribute("tabindex", "0");
      else if (target !== view.document.activeElement) target.removeAttribute("tabindex");
    }
  });
  view.document.querySelectorAll(".math-scroll").forEach((display) => observer.observe(display));
}

// frame.css leaves sections that are off the screen without layout; once the page is loaded and the browser
// idle they get it too, one by one, so that find, print and long jumps meet a whole page.
function layOutRest(view) {
  const idle = view.requestIdleCallback ?? ((task) => view.setTimeout(task, 50));
  const sections = [...view.document.querySelectorAll(".bd-article > section > section")];
  const next = () => {
    const section = sections.shift();
    if (!section) return;
    section.style.contentVisibility = "visible";
    idle(next);
  };
  idle(next);
}

export function watchFrame(view) {
  view.document.addEventListener("click", (event) => onClick(view, event));
  view.document.addEventListener("keydown", (event) => onKey(view, event));
  watchMaths(view);
  view.addEventListener("load", () => layOutRest(view));
}
