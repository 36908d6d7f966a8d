"""Solvers: arrays in, frozen results out, each with the certificate of its own claim."""

from .assignment import Assignment, assignment, map_value
from .costs import cost
from .exact import ExactTransport, exact

__all__ = ["Assignment", "ExactTransport", "assignment", "cost", "exact", "map_value"]
