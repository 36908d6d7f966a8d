"""Each engine is started once; each test gets it on a fresh page."""

import pytest

from tests.browser.engines import ENGINES, Missing
from tests.browser.figure import Figure


def start(name):
    try:
        return ENGINES[name]()
    except Missing as missing:
        pytest.fail(f"{missing} (or run 'make browsers')", pytrace=False)


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(request):
    """Chromium, Firefox and WebKit, one after the other."""
    browser = start(request.param)
    yield browser
    browser.close()


@pytest.fixture
def figure(engine, base):
    """The figure of the page `monge`, mounted, in each engine."""
    engine.resize(1280, 900)
    return Figure(engine, base + "book/monge.html").open()


@pytest.fixture(scope="session")
def chromium():
    """Chromium for the tests that need its own tools."""
    browser = start("chromium")
    yield browser
    browser.close()
