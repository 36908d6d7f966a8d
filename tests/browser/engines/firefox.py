"""Firefox: Debian's ESR package, over WebDriver BiDi on a websocket."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from websocket import create_connection

from .base import Engine, ScriptError, actions, key_actions, program

PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "dom.w3c_touch_events.enabled": 1,
    "privacy.reduceTimerPrecision": False,
    "security.sandbox.content.level": 0,
    "remote.log.level": "Info",
}


class Firefox(Engine):
    """Firefox with one page."""

    name = "firefox"

    def __init__(self):
        path = program("firefox-esr", "firefox-esr")
        self._profile = tempfile.mkdtemp(prefix="firefox-")
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        Path(self._profile, "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", self._profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._socket = create_connection(self._address() + "/session", timeout=60, suppress_origin=True)
        self._number = 0
        self._send("session.new", capabilities={})
        self._context = self._send("browsingContext.create", type="tab")["context"]  # has the focus
        self.resize(1280, 900)

    def _address(self):
        for line in self._process.stderr:
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
            if found:
                return found.group(1)
        raise RuntimeError("firefox-esr ended before it listened for WebDriver BiDi")

    def _send(self, method, **params):
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def goto(self, url):
        for address in ("about:blank", url):
            self._send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def _call(self, source, text):
        answer = self._send(
            "script.callFunction",
            functionDeclaration=source,
            arguments=[{"type": "string", "value": text}],
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise ScriptError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def _pointer(self, sequence, pointer):
        self._send("input.performActions", context=self._context, actions=actions(sequence, pointer))

    def press(self, key, *modifiers):
        self._send("input.performActions", context=self._context, actions=key_actions(key, modifiers))

    def type(self, text):
        for letter in text:
            self.press(letter)

    def _resize(self, width, height):
        viewport = {"width": width, "height": height}
        self._send("browsingContext.setViewport", context=self._context, viewport=viewport)

    def screenshot(self, path):
        data = self._send("browsingContext.captureScreenshot", context=self._context)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        self._socket.close()
        self._process.terminate()
        self._process.wait(20)
        self._process.stderr.close()
        shutil.rmtree(self._profile, ignore_errors=True)
