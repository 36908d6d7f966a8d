"""Each engine is started once; each test gets it on a fresh page."""

import pytest

from tests.browser.engines import ENGINES, start
from tests.browser.figure import Figure


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(request):
    """Chromium, Firefox and WebKit, one after the other."""
    if request.param == "chromium":
        yield request.getfixturevalue("chromium")
        return
    browser = start(request.param)
    yield browser
    browser.close()


@pytest.fixture
def figure(engine, base):
    """The figure of the page `monge`, mounted, in each engine."""
    engine.resize(1280, 900)
    return Figure(engine, base + "book/monge.html").open()
