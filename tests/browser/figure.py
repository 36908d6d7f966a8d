"""A live figure of a page, driven from Python through one engine."""

HEAD = "(id, ...args) => { const el = document.getElementById(id); "


class Figure:
    """The element ``<ot-figure id=anchor>`` of the page at `url`."""

    def __init__(self, engine, url, anchor="fig-assignment"):
        self.engine, self.url, self.anchor = engine, url, anchor

    def open(self, fragment="", status="ready"):
        """Load the page, bring the figure into view and wait until it is mounted."""
        self.engine.goto(self.url + fragment)
        centre = "el.scrollIntoView({block: 'center', behavior: 'instant'})"
        self.wait(f"({centre}, el.dataset.status === '{status}')")  # sections above it may still grow
        self.wait(LAID_OUT)
        self.run(centre)
        return self

    def run(self, body, *args):
        """Run JavaScript statements with `el` and `args`."""
        return self.engine.evaluate(
            "async " + HEAD + (body if "return" in body else f"{body};") + " }", self.anchor, *args
        )

    def get(self, expression, *args):
        """The value of a JavaScript expression of `el` and `args`."""
        return self.run(f"return {expression};", *args)

    def wait(self, condition, *args, seconds=15):
        """Wait until a JavaScript expression of `el` and `args` is true."""
        return self.engine.wait_for(HEAD + f"return {condition}; }}", self.anchor, *args, seconds=seconds)

    @property
    def state(self):
        return self.get("el.state")

    @property
    def result(self):
        return self.get("el.result")

    def set(self, **part):
        """Set inputs and return the result."""
        return self.run("await el.setState(args[0]); return el.result;", part)

    def centre(self, selector):
        """Centre of an element of the figure on the screen, scrolled into view."""
        return self.run(
            "const target = el.querySelector(args[0]); if (!target) throw new Error('no ' + args[0]);"
            "const view = target.getBoundingClientRect();"
            "if (view.top < 80 || view.bottom > innerHeight)"
            "  target.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = target.getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + box.height / 2];",
            selector,
        )

    def handle(self, key):
        """Centre of the handle of a point, such as ``x0``."""
        return self.centre(f'[data-key="{key}"]')

    def drag(self, key, dx, dy, pointer="mouse"):
        """Drag a handle by pixels; returns where the pointer let go."""
        x, y = self.handle(key)
        self.engine.drag((x, y), (x + dx, y + dy), pointer)
        return [x + dx, y + dy]

    def button(self, name):
        """A selector of the button with this name, in sight: the panel that it is in is opened."""
        self.frame()
        if self.run(MARK_BUTTON, name) == "hidden":
            self.press("More")
            self.run(MARK_BUTTON, name)
        return '[data-test="wanted"]'

    def press(self, name):
        self.engine.click(*self.centre(self.button(name)))

    def frame(self):
        """Wait until what was set is drawn."""
        self.get(
            "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(true))))"
        )

    def focus(self, key):
        self.run('el.querySelector(`[data-key="${args[0]}"]`).focus()', key)


LAID_OUT = "'laidOut' in document.documentElement.dataset || !document.querySelector('.bd-article')"
MARK_BUTTON = """
  const name = (b) => b.getAttribute("aria-label") ?? [...b.childNodes]
    .filter((node) => node.ariaHidden !== "true").map((node) => node.textContent).join("").trim();
  const buttons = [...el.querySelectorAll("button")];
  const found = buttons.find((b) => name(b).startsWith(args[0]));
  if (!found) throw new Error(`no button '${args[0]}' among: ${buttons.map(name).join(" | ")}`);
  for (const other of buttons) delete other.dataset.test;
  found.dataset.test = "wanted";
  return found.checkVisibility() ? "visible" : "hidden";
"""
