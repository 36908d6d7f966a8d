"""Time from an input to the paint of the frame that answers it, taken inside a page of Chromium.

One clock starts at the time stamp of the event, which the browser sets when the input arrives; a second when
the page hears of it, for which the browser waits until its next frame begins. Both stop in the first task
after the frame's animation callbacks, style, layout and paint. An input that comes before the last one was
answered starts no clock of its own: what counts is the one that waits longest.
"""

import numpy as np

WATCH = """
  window.painted = [];
  window.worked = [];
  let since = null, heard = null;
  const inputs = {pointermove: (event) => event.buttons, keydown: () => true};
  for (const [name, counts] of Object.entries(inputs)) {
    addEventListener(name, (event) => {
      if (!counts(event) || since !== null) return;
      since = event.timeStamp;
      heard = performance.now();
    }, true);
  }
  const answered = () => {
    if (since === null) return;
    const start = since, first = heard, {port1, port2} = new MessageChannel();
    since = null;
    port1.onmessage = () => {
      painted.push(performance.now() - start);
      worked.push(performance.now() - first);
    };
    port2.postMessage(null);
  };
"""
"""Statements after which `answered()`, called in the frame's animation callbacks, ends the running clocks:
`painted` are the times since the inputs, `worked` those since the page heard of them."""


def summary(times):
    """Median, 95th percentile and number of some times in milliseconds."""
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2), "moves": len(times)}
