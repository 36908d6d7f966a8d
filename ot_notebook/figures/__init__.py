"""Drawings by matplotlib, one module a topic; they draw and never solve."""

from . import monge, style
from .drawing import Drawing

__all__ = ["Drawing", "monge", "style"]
