"""The same interaction on the book's page and through a kernel on this machine, in Chromium.

Run ``python -m bench.kernel [--quick]`` after ``make html``. An arrow key moves the slider of the exponent p
by one step; the transport problem is solved anew, and its plan and value are drawn anew. On the page the
figure ``assignment`` does it; in JupyterLab a notebook (``notebook.py``) with a slider of ipywidgets and
`ot.emd`. A key is pressed when the last one was answered. The notebook is timed with Jupyter's server as it
comes, and with one that sends each message at once (``jupyter_server_config.py``).
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import jupytext

from bench.frames import site
from bench.painted import WATCH, summary
from ot_notebook.live_figures import assignment
from tests.browser.engines import start
from tests.browser.figure import Figure
from tests.jupyter.lab import running_lab
from tests.server import serving

NOTEBOOK = Path(__file__).with_name("notebook.py")
UNDELAYED = Path(__file__).with_name("jupyter_server_config.py")
SIZES = (8, 64)
WAYS = ("svg", "matplotlib")
SERVERS = {"": None, " undelayed": UNDELAYED}
KEYS, QUICK_KEYS, WARM_UP = 150, 25, 5
TURN = 15
RUN_ALL = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.ready;
  await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
WATCH_WIDGET = """(way) => {
  const box = document.querySelector(`.way-${way}`), picture = box.children[1];
  const content = () =>
    picture.querySelector("img")?.src ?? (picture.querySelector("svg") && picture.innerHTML);
  let last = content();
  new MutationObserver(async () => {
    const now = content();
    if (!now || now === last) return;
    last = now;
    await picture.querySelector("img")?.decode();
    requestAnimationFrame(answered);
  }).observe(picture, {childList: true, subtree: true, characterData: true, attributes: true});
  box.scrollIntoView({block: "center", behavior: "instant"});
  box.querySelector(".noUi-handle").focus();
}"""


def start_state(n):
    """The state of the figure from which both ways start."""
    return assignment.start(n=n)


def press(engine, keys):
    """Times of the answers to arrow keys, up and down the slider in turns of 15."""
    for k in range(keys):
        engine.page.keyboard.press("ArrowLeft" if k // TURN % 2 else "ArrowRight")
        engine.wait_for("(k) => painted.length > k", k)
    return engine.evaluate("() => painted")[WARM_UP:]


def on_the_page(chromium, base, n, keys):
    figure = Figure(chromium, base + "book/monge.html").open()
    figure.run("await el.setState(args[0])", start_state(n))
    figure.run(WATCH + "el.addEventListener('ot-change', answered);")
    figure.run("el.querySelector('input[type=range]').focus()")
    return press(chromium, keys)


def write_notebook(folder, n):
    """The notebook and the points that it reads."""
    folder.mkdir()
    jupytext.write(jupytext.read(NOTEBOOK), folder / "notebook.ipynb")
    (folder / "points.json").write_text(json.dumps({key: start_state(n)[key] for key in ("x", "y")}))


def open_notebook(chromium, url):
    """Open a notebook in JupyterLab, run it and wait until both sliders answer."""
    chromium.goto(url)
    chromium.wait_for(
        "() => window.jupyterapp?.shell?.currentWidget?.content?.model?.cells?.length > 1", seconds=60
    )
    chromium.evaluate(RUN_ALL)
    shown = "document.querySelector('.way-svg svg') && document.querySelector('.way-matplotlib img')"
    chromium.wait_for(f"() => Boolean({shown})", seconds=60)


def through_a_kernel(chromium, url, way, keys):
    open_notebook(chromium, url)
    chromium.evaluate(f"() => {{ {WATCH} window.answered = answered; }}")
    chromium.evaluate(WATCH_WIDGET, way)
    return press(chromium, keys)


def measure(keys=KEYS):
    """One dictionary for each number of points and each way."""
    chromium = start("chromium")
    try:
        with serving(site()) as base:
            for n in SIZES:
                yield {"way": "page", "n": n, **summary(on_the_page(chromium, base, n, keys))}
        for name, config in SERVERS.items():
            with tempfile.TemporaryDirectory() as home:
                for row in measure_kernel(chromium, Path(home), config, keys):
                    yield row | {"way": row["way"] + name}
    finally:
        chromium.close()


def measure_kernel(chromium, home, config, keys):
    """The rows of one server, its own files and settings in `home`."""
    for folder in ("notebooks", "config"):
        (home / folder).mkdir()
    if config:
        shutil.copy(config, home / "config")
    for n in SIZES:
        write_notebook(home / "notebooks" / str(n), n)
    with running_lab(home / "notebooks", home) as (url, token):
        for n in SIZES:
            for way in WAYS:
                address = f"{url}doc/tree/{n}/notebook.ipynb?token={token}"
                yield {"way": way, "n": n, **summary(through_a_kernel(chromium, address, way, keys))}
        chromium.goto("about:blank")


def main(keys=KEYS):
    """Print one line a row as it is measured; returns the rows."""
    print("from key to painted frame, ms: the figure on its page, and through a kernel in JupyterLab")
    print(f"{'way':<22}{'n':>5}{'p50':>9}{'p95':>9}{'keys':>6}")
    rows = []
    for row in measure(keys):
        print(f"{row['way']:<22}{row['n']:>5}{row['p50']:9.1f}{row['p95']:9.1f}{row['moves']:>6}", flush=True)
        rows.append(row)
    return rows


if __name__ == "__main__":
    main(QUICK_KEYS if "--quick" in sys.argv else KEYS)
