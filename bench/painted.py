"""Time from an input to the paint of the frame that answers it, taken inside a page of Chromium.

The clock starts at the time stamp of the event, which the browser sets when the input arrives, before the
page hears of it. It stops in the first task after the frame's animation callbacks, style, layout and paint.
An input that comes before the last one was answered starts no clock of its own: what counts is the one that
waits longest.
"""

import numpy as np

WATCH = """
  window.painted = [];
  let since = null;
  const inputs = {pointermove: (event) => event.buttons, keydown: () => true};
  for (const [name, counts] of Object.entries(inputs)) {
    addEventListener(name, (event) => { if (counts(event)) since ??= event.timeStamp; }, true);
  }
  const answered = () => {
    if (since === null) return;
    const start = since, {port1, port2} = new MessageChannel();
    since = null;
    port1.onmessage = () => painted.push(performance.now() - start);
    port2.postMessage(null);
  };
"""
"""Statements after which `answered()`, called in the frame's animation callbacks, ends the running clock."""


def summary(times):
    """Median, 95th percentile and number of some times in milliseconds."""
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2), "moves": len(times)}
