"""The pages of the built book that are visited in a browser."""

from ot_notebook import live_figures
from tests.browser.agreement import described

LIVE_PAGES = sorted({f"book/{described(name).PAGE}.html" for name in live_figures.names()})
PAGES = ["book/index.html", "book/about.html", "book/performance.html", *LIVE_PAGES]
