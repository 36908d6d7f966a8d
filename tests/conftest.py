"""What the tests share: the same examples in every run, the folder of the built book and its address."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser.engines import start
from tests.server import serving

ROOT = Path(__file__).parent.parent

settings.register_profile("same", derandomize=True)
settings.register_profile("search")  # pytest --hypothesis-profile=search looks for new examples
settings.load_profile("same")


@pytest.fixture(scope="session")
def site():
    """The folder of the built book: ``OT_SITE``, or ``_build/html``."""
    folder = Path(os.environ.get("OT_SITE", ROOT / "_build" / "html"))
    if not (folder / "book").is_dir():
        pytest.fail(f"no built book in {folder}: run 'make html' first, or set OT_SITE", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def base(site):
    """The address of the book, served from a subfolder as GitHub Pages does."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def chromium():
    """The one Chromium of all tests; they open pages and contexts of their own where they need its tools."""
    browser = start("chromium")
    yield browser
    browser.close()
