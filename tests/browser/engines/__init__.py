"""Chromium, Firefox and WebKit behind one interface."""

from .base import Engine, Missing, ScriptError
from .chromium import Chromium
from .firefox import Firefox
from .webkit import WebKit

ENGINES = {engine.name: engine for engine in (Chromium, Firefox, WebKit)}

__all__ = ["ENGINES", "Chromium", "Engine", "Firefox", "Missing", "ScriptError", "WebKit"]
