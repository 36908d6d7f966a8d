"""Helpers of the notebook "Optimal Transport and Wasserstein distance": what its pages import."""

from . import datasets, figures, measures, solvers
from .checks import Check, checks
from .live import LiveFigure, live

__all__ = ["Check", "LiveFigure", "checks", "datasets", "figures", "live", "measures", "solvers"]
