"""Solvers: arrays in, frozen results out, each with the certificate of its own claim."""

from .assignment import Assignment, assignment, map_value
from .costs import cost
from .exact import ExactTransport, exact
from .persistence import PersistenceMatching, persistence_distance

__all__ = [
    "Assignment",
    "ExactTransport",
    "PersistenceMatching",
    "assignment",
    "cost",
    "exact",
    "map_value",
    "persistence_distance",
]
