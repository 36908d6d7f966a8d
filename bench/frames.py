"""Time from input to painted frame of the live figure of the built book, in Chromium.

Run ``python -m bench`` or ``python -m bench.frames`` after ``make html``. Real mouse moves drag a point.
Counted is the time from the event to after the paint of its frame: the first task after the frame's animation
callbacks, style, layout and paint.
"""

import math
import os
import time
from pathlib import Path

import numpy as np

from tests.browser.engines import start
from tests.browser.figure import Figure
from tests.server import serving

ROOT = Path(__file__).parent.parent
MOVES, WARM_UP = 180, 30
BAR = {1: 16, 4: 50}
WATCH = """
  window.painted = [];
  addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    const start = performance.now();
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => painted.push(performance.now() - start);
      port2.postMessage(null);
    });
  }, true);
"""


def state(n):
    """The figure's own state for n = 8, else n random points on each side."""
    rng = np.random.default_rng(5)
    x, y = (np.round(rng.random((n, 2)) * [0.6, 0.9] + [left, 0.05], 4).tolist() for left in (0.05, 0.85))
    return {} if n == 8 else {"x": x, "y": y}


def milliseconds(chromium, url, n, slowdown):
    """Times of the moves of one drag, in order."""
    chromium.cdp.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    figure = Figure(chromium, url).open()
    figure.run("el.setState(args[0]);" + WATCH, state(n))
    figure.frame()
    x, y = figure.handle("x0")
    mouse = chromium.page.mouse
    mouse.move(x, y)
    mouse.down()
    for k in range(MOVES):
        angle = 2 * math.pi * k / 40
        mouse.move(x + 60 * (1 - math.cos(angle)), y + 60 * math.sin(angle))
        time.sleep(0.02)
    mouse.up()
    figure.frame()
    chromium.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return figure.get("painted")[WARM_UP:]


def measure(site=None):
    """One dictionary for each number of points and each speed of the processor."""
    site = site or Path(os.environ.get("OT_SITE", ROOT / "_build" / "html"))
    chromium = start("chromium")
    try:
        with serving(site) as base:
            for n in (8, 64):
                for slowdown in BAR:
                    times = milliseconds(chromium, base + "book/monge.html", n, slowdown)
                    p50, p95 = np.percentile(times, [50, 95])
                    yield {"n": n, "slowdown": slowdown, "p50": p50, "p95": p95, "moves": len(times)}
    finally:
        chromium.close()


def main():
    """Print one table."""
    print("from input to painted frame, ms, figure `assignment` in Chromium")
    print(f"{'points a side':>14} {'processor':>10} {'p50':>7} {'p95':>7} {'bar':>5} {'moves':>6}")
    for row in measure():
        speed = "full" if row["slowdown"] == 1 else f"1/{row['slowdown']}"
        bar = BAR[row["slowdown"]]
        print(f"{row['n']:>14} {speed:>10} {row['p50']:7.1f} {row['p95']:7.1f} {bar:>5} {row['moves']:>6}")


if __name__ == "__main__":
    main()
