"""Chromium: Debian's package, through playwright."""

import json

from playwright.sync_api import sync_playwright

from .base import Engine, ScriptError, program

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
]


class Chromium(Engine):
    """Chromium with one page; `page` and `cdp` are there for the tests of Chromium alone."""

    name = "chromium"

    def __init__(self):
        path = program("chromium", "chromium")
        self._playwright = sync_playwright().start()
        self.browser = self._playwright.chromium.launch(executable_path=path, args=ARGS)
        self.page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        self.cdp = self.page.context.new_cdp_session(self.page)

    def goto(self, url):
        self.page.goto("about:blank")
        self.page.goto("about:blank")
        self.page.goto(url)

    def _call(self, source, text):
        answer = self.cdp.send(
            "Runtime.evaluate",
            {"expression": f"({source})({json.dumps(text)})", "awaitPromise": True, "returnByValue": True},
        )
        if "exceptionDetails" in answer:
            raise ScriptError(str(answer["exceptionDetails"]))
        return answer["result"]["value"]

    def _pointer(self, sequence, pointer):
        send = self._touch if pointer == "touch" else self._mouse
        for kind, x, y in sequence:
            send(kind, x, y)

    def _mouse(self, kind, x, y):
        mouse = self.page.mouse
        if kind == "move":
            mouse.move(x, y)
        elif kind == "down":
            mouse.down()
        else:
            mouse.up()

    def _touch(self, kind, x, y):
        if kind == "move" and not getattr(self, "_touching", False):
            return
        names = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}
        self._touching = kind != "up"
        points = [{"x": x, "y": y, "id": 1}] if self._touching else []
        self.cdp.send("Input.dispatchTouchEvent", {"type": names[kind], "touchPoints": points})

    def press(self, key, *modifiers):
        self.page.keyboard.press("+".join([*modifiers, key]))

    def type(self, text):
        self.page.keyboard.type(text)

    def _resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path):
        self.page.screenshot(path=str(path))

    def close(self):
        self.browser.close()
        self._playwright.stop()
