"""Chromium, Firefox and WebKit behind one interface."""

import pytest

from .base import Engine, Missing, ScriptError
from .chromium import Chromium
from .firefox import Firefox
from .webkit import WebKit

ENGINES = {engine.name: engine for engine in (Chromium, Firefox, WebKit)}

__all__ = ["ENGINES", "Chromium", "Engine", "Firefox", "Missing", "ScriptError", "WebKit", "start"]


def start(name):
    """A running engine; the test that needs it fails, saying what to install, if it is missing."""
    try:
        return ENGINES[name]()
    except Missing as missing:
        pytest.fail(f"{missing} (or run 'make browsers')", pytrace=False)
