"""The one interface through which the tests drive every engine."""

import json
import shutil


class Missing(RuntimeError):
    """A browser, or what it needs to run, is not installed."""


class ScriptError(RuntimeError):
    """The page's script threw; the message is the reason that it gave."""


def program(name, package):
    """Path of an installed program; `Missing` says how to get it."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} is not installed: run 'apt-get install {package}'")
    return path


class Engine:
    """A browser with one page.

    Coordinates are CSS pixels of the viewport. Keys have the names of ``KeyboardEvent.key``.
    Each engine gives `goto`, `press`, `type`, `screenshot`, `close`, `_call`, `_pointer` and `_resize`.
    """

    name = "none"
    _size = None

    def evaluate(self, function, *args):
        """Call a JavaScript function (or its promise) with JSON arguments and return its JSON value."""
        source = (
            "async (text) => { try { const value = await (" + function + ")(...JSON.parse(text));"
            " return JSON.stringify({value: value === undefined ? null : value}); }"
            " catch (error) { return JSON.stringify({error: String(error && error.message || error)}); } }"
        )
        answer = json.loads(self._call(source, json.dumps(args)))
        if "error" in answer:
            raise ScriptError(answer["error"])
        return answer["value"]

    def resize(self, width, height):
        """Set the size of the viewport."""
        if self._size != (width, height):
            self._resize(width, height)
            self._size = (width, height)

    def drag(self, start, end, pointer="mouse", steps=6):
        """Press at `start`, move to `end` in `steps` moves and let go."""
        (x0, y0), (x1, y1) = start, end
        moves = [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(1, steps + 1)]
        self._pointer(
            [("move", x0, y0), ("down", x0, y0), *(("move", *p) for p in moves), ("up", x1, y1)], pointer
        )

    def click(self, x, y, pointer="mouse"):
        self._pointer([("move", x, y), ("down", x, y), ("up", x, y)], pointer)

    def wait_for(self, function, *args, seconds=15):
        """Wait until the function's value is true, looking at each frame, and return that value."""
        source = (
            "async (args, seconds) => { const end = performance.now() + 1000 * seconds;"
            " for (;;) { const value = await (" + function + ")(...args); if (value) return value;"
            " if (performance.now() > end) throw new Error('timed out waiting for ' + "
            + json.dumps(function)
            + ");"
            " await new Promise((next) => setTimeout(next, 20)); } }"
        )
        return self.evaluate(source, list(args), seconds)


def actions(sequence, pointer):
    """WebDriver's action sources for a list of (kind, x, y)."""
    steps = []
    for kind, x, y in sequence:
        if kind == "move":
            steps.append({"type": "pointerMove", "x": round(x), "y": round(y), "duration": 16})
        else:
            steps.append({"type": "pointerDown" if kind == "down" else "pointerUp", "button": 0})
    return [
        {"type": "pointer", "id": f"{pointer}-1", "parameters": {"pointerType": pointer}, "actions": steps}
    ]


KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Home": "\ue011",
    "End": "\ue010",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Tab": "\ue004",
    "Delete": "\ue017",
    "Backspace": "\ue003",
    "Shift": "\ue008",
    "Control": "\ue009",
}


def key_actions(key, modifiers):
    """WebDriver's action source for one key, pressed while modifiers are held."""
    value = KEYS.get(key, key)
    held = [KEYS[m] for m in modifiers]
    steps = [{"type": "keyDown", "value": m} for m in held]
    steps += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
    steps += [{"type": "keyUp", "value": m} for m in reversed(held)]
    return [{"type": "key", "id": "keyboard", "actions": steps}]
