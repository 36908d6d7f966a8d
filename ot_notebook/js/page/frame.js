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

// frame.css leaves sections that are off the screen without layout. In idle time each gets it once, and again on a page
// of another width, so that long jumps and the scrollbar know its size. Then those off the screen go without again: the
// frames of a figure are the shorter.
function watchSections(view) {
  const idle = (task) => (view.requestIdleCallback ? view.requestIdleCallback(task, { timeout: 200 }) : view.setTimeout(task, 50));
  const root = view.document.documentElement, sections = [...view.document.querySelectorAll(".bd-article > section > section")];
  let width = null, busy = false;
  const finish = () => {
    for (const section of sections) section.style.contentVisibility = "";
    root.dataset.laidOut = "";
    busy = false;
    layOut();
  };
  const layOut = () => {
    if (busy || view.innerWidth === width) return;
    busy = true;
    width = view.innerWidth;
    delete root.dataset.laidOut;
    const left = sections.slice();
    const next = () => {
      const section = left.shift();
      if (!section) return view.requestAnimationFrame(() => view.requestAnimationFrame(finish));
      section.style.contentVisibility = "visible";
      return idle(next);
    };
    idle(next);
  };
  layOut();
  view.addEventListener("resize", layOut);
}

export function watchFrame(view) {
  view.document.addEventListener("click", (event) => onClick(view, event));
  view.document.addEventListener("keydown", (event) => onKey(view, event));
  watchMaths(view);
  view.addEventListener("load", () => watchSections(view));
}
