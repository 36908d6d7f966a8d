"""Time from input to painted frame of every live figure of the built book, in Chromium.

Run ``python -m bench.frames [--quick]`` after ``make html``. Real mouse moves drag a handle of the figure, at
the size that the page shows and at the largest that the figure takes, at the processor's speed and at a
quarter of it.
"""

import math
import os
import sys
import time
from importlib import import_module
from pathlib import Path

from bench.painted import WATCH, summary
from ot_notebook import live_figures
from tests.browser.engines import start
from tests.browser.figure import Figure
from tests.server import serving

ROOT = Path(__file__).parent.parent
SLOWDOWNS = (1, 4)
MOVES, QUICK_MOVES, WARM_UP = 180, 60, 30
PAUSE = 0.02
RADIUS = 60


def described(name):
    """What the tests know of a live figure: its page, a handle, its largest state."""
    return import_module(f"tests.figures.{name.replace('-', '_')}")


def site():
    """The folder of the built book."""
    return Path(os.environ.get("OT_SITE", ROOT / "_build" / "html"))


def drag(mouse, place, moves):
    """Lead a handle around a circle that starts where the handle is."""
    x, y = place
    mouse.move(x, y)
    mouse.down()
    for k in range(1, moves + 1):
        angle = 2 * math.pi * k / 40
        mouse.move(x + RADIUS * (1 - math.cos(angle)), y + RADIUS * math.sin(angle))
        time.sleep(PAUSE)
    mouse.up()


def milliseconds(figure, key, moves):
    """Times of the answered moves of one drag, since the page heard of them and since they were made.

    RuntimeError if the figure ignores most of them.
    """
    figure.run(WATCH + "el.addEventListener('ot-change', answered);")
    drag(figure.engine.page.mouse, figure.handle(key), moves)
    figure.frame()
    worked, painted = figure.get("[worked, painted]")
    if len(worked) < moves / 2:
        raise RuntimeError(f"{figure.anchor}: {len(worked)} of {moves} moves of {key!r} were answered")
    return worked[WARM_UP:], painted[WARM_UP:]


def measure_figure(chromium, base, name, moves):
    """One dictionary for each size and each speed of the processor."""
    about = described(name)
    for size, state in (("default", {}), ("largest", about.largest())):
        for slowdown in SLOWDOWNS:
            figure = Figure(chromium, f"{base}book/{about.PAGE}.html", f"fig-{name}").open()
            chromium.cdp.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            figure.run("await el.setState(args[0])", state)
            figure.frame()
            handles = figure.get("el.querySelectorAll('[data-key]').length")
            worked, painted = milliseconds(figure, about.HANDLE, moves)
            chromium.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            yield {
                "figure": name,
                "page": about.PAGE,
                "size": size,
                "handles": handles,
                "slowdown": slowdown,
                **summary(worked),
                "since_input": summary(painted)["p95"],
            }


def measure(moves=MOVES):
    """The rows of all live figures."""
    chromium = start("chromium")
    try:
        with serving(site()) as base:
            for name in live_figures.names():
                yield from measure_figure(chromium, base, name, moves)
    finally:
        chromium.close()


def main(moves=MOVES):
    """Print one line a row as it is measured; returns the rows."""
    print("from input to painted frame, ms, live figures in Chromium")
    print(f"{'figure':<20}{'size':>10}{'handles':>9}{'processor':>11}", end="")
    print(f"{'p50':>8}{'p95':>8}{'+ wait':>8}{'moves':>7}")
    rows = []
    for row in measure(moves):
        speed = "full" if row["slowdown"] == 1 else f"1/{row['slowdown']}"
        print(f"{row['figure']:<20}{row['size']:>10}{row['handles']:>9}{speed:>11}", end="")
        print(f"{row['p50']:8.1f}{row['p95']:8.1f}{row['since_input']:8.1f}{row['moves']:>7}", flush=True)
        rows.append(row)
    return rows


if __name__ == "__main__":
    main(QUICK_MOVES if "--quick" in sys.argv else MOVES)
