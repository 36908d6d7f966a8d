"""Solvers: arrays in, frozen results out, each with the certificate of its own claim."""

from .assignment import Assignment, assignment, map_value
from .costs import cost
from .dynamic import Dynamic, PathAction, benamou_brenier, path_action
from .exact import ExactTransport, exact
from .persistence import PersistenceMatching, persistence_distance

__all__ = [
    "Assignment",
    "Dynamic",
    "ExactTransport",
    "PathAction",
    "PersistenceMatching",
    "assignment",
    "benamou_brenier",
    "cost",
    "exact",
    "map_value",
    "path_action",
    "persistence_distance",
]
