"""WebKitGTK, Safari's engine: Debian's webkit2gtk-driver and MiniBrowser, through selenium."""

import os
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import HTTPError

from .base import Engine, Missing, actions, key_actions, program

VISITS = 25
STARTS = 3
PATIENCE = 75
"""Seconds after which an answer of the driver is no longer waited for."""


def mini_browser():
    """Path of MiniBrowser, which Debian keeps outside PATH."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found:
        raise Missing("MiniBrowser is not installed: run 'apt-get install webkit2gtk-driver'")
    return str(found[-1])


@contextmanager
def patience(seconds):
    """What connects meanwhile waits so long for each answer."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


class WebKit(Engine):
    """WebKitGTK with one page, on a screen of its own."""

    name = "webkit"

    def __init__(self):
        self._display = self._screen(program("Xvfb", "xvfb"))
        self._start()
        self.resize(1280, 900)

    def _start(self):
        """Start driver and browser, again if the browser does not report to its driver."""
        for left in reversed(range(STARTS)):
            try:
                self._driver = self._launch()
                break
            except HTTPError:
                if not left:
                    raise
        self._driver.set_script_timeout(60)
        self._visits = 0

    def _launch(self):
        driver = program("WebKitWebDriver", "webkit2gtk-driver")
        options = Options()
        options.binary_location = mini_browser()
        options.add_argument("--automation")
        environment = os.environ | {"DISPLAY": self._display, "NO_AT_BRIDGE": "1"}
        with patience(PATIENCE):
            return webdriver.WebKitGTK(options=options, service=Service(driver, env=environment))

    def _refresh(self):
        """Start the browser anew: it keeps the pages that it has left, and slows down with them."""
        self._driver.quit()
        self._start()
        self._resize(*self._size)

    def _screen(self, path):
        self._xvfb = subprocess.Popen(
            [path, "-displayfd", "1", "-screen", "0", "1600x1300x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return ":" + self._xvfb.stdout.readline().strip()

    def goto(self, url):
        self._visits += 1
        if self._visits > VISITS:
            self._refresh()
        self._driver.switch_to.default_content()
        self._driver.get("about:blank")
        if self._frame:
            self._driver.get(urljoin(url, "/empty"))  # about:blank has the policy of the page before it
            self._driver.execute_async_script(FRAME, url, *self._frame)
            self._driver.switch_to.frame(0)
        else:
            self._driver.get(url)

    def _call(self, source, text):
        script = f"({source})(arguments[0]).then(arguments[1])"
        return self._driver.execute_async_script(script, text)

    def _pointer(self, sequence, pointer):
        if pointer == "touch":
            self._touch(sequence)
        else:
            self._driver.execute("actions", {"actions": actions(sequence, pointer)})

    def _touch(self, sequence):
        """WebKitGTK's driver has no touch input: the page gets the events that a finger would send."""
        self.evaluate(TOUCH, [list(step) for step in sequence])

    def press(self, key, *modifiers):
        self._driver.execute("actions", {"actions": key_actions(key, modifiers)})

    def type(self, text):
        for letter in text:
            self.press(letter)

    def _resize(self, width, height):
        """Resize the window; narrower than its toolbar, the next page is loaded in a frame of this size."""
        self._driver.switch_to.default_content()
        self._driver.set_window_size(width, height)
        inner = self.evaluate("() => [innerWidth, innerHeight]")
        self._driver.set_window_size(max(width, 2 * width - inner[0]), max(height, 2 * height - inner[1]))
        self._frame = (width, height) if self.evaluate("() => innerWidth") > width else None

    def screenshot(self, path):
        self._driver.save_screenshot(str(path))

    def close(self):
        self._driver.quit()
        self._xvfb.terminate()
        self._xvfb.wait(20)
        self._xvfb.stdout.close()


FRAME = """const [url, width, height, done] = arguments;
document.body.style.margin = 0;
const frame = document.createElement("iframe");
Object.assign(frame, {src: url, width, height, onload: done});
frame.style.border = 0;
document.body.replaceChildren(frame);"""

TOUCH = """async (sequence) => {
  const capture = Element.prototype.setPointerCapture;
  Element.prototype.setPointerCapture = () => {};
  let target = null;
  for (const [kind, x, y] of sequence) {
    if (kind === "down") target = document.elementFromPoint(x, y);
    if (!target) continue;
    const init = {pointerId: 7, pointerType: "touch", isPrimary: true, bubbles: true, cancelable: true,
      composed: true, clientX: x, clientY: y,
      button: kind === "move" ? -1 : 0, buttons: kind === "up" ? 0 : 1};
    target.dispatchEvent(new PointerEvent("pointer" + kind, init));
    await new Promise((next) => requestAnimationFrame(next));
  }
  Element.prototype.setPointerCapture = capture;
}"""
