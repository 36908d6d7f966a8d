// Native <details> that open for paper, and for a link to something in them.

/** Opens every closed <details> under `root`; returns a function that closes them again. */
export function openAll(root) {
  const closed = [...root.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
  return () => {
    for (const details of closed) details.open = false;
  };
}

/** Opens the <details> that hold, or are, the target of `hash`, and scrolls to it if one was closed. */
export function reveal(document, hash) {
  const [id] = hash.slice(1).split("="); // a figure's link is #id=state
  const target = id && document.getElementById(id);
  if (!target) return;
  let opened = false;
  for (let details = target.closest("details"); details; details = details.parentElement.closest("details")) {
    opened ||= !details.open;
    details.open = true;
  }
  if (opened) target.scrollIntoView();
}

/** Keeps the <details> of the window's page open while it is printed and when a link leads into them. */
export function watchDetails(window) {
  const { document, location } = window;
  let restore = () => {};
  window.addEventListener("beforeprint", () => {
    restore = openAll(document);
  });
  window.addEventListener("afterprint", () => restore());
  window.addEventListener("hashchange", () => reveal(document, location.hash));
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (link?.href === location.href) reveal(document, link.hash); // followed again: no hashchange
  });
  reveal(document, location.hash);
}
