"""Solvers: arrays in, frozen results out, each with the certificate of its own claim."""

from .assignment import Assignment, assignment, map_value
from .costs import cost
from .densities import DensityTransport, density_transport
from .dynamic import Dynamic, PathAction, benamou_brenier, path_action
from .exact import ExactTransport, exact
from .one_dimension import CdfGap, QuantileTransport, cdf_gap, concave_transport, quantile_transport
from .persistence import PersistenceMatching, persistence_distance
from .semidiscrete import SemiDiscrete, semidiscrete

__all__ = [
    "Assignment",
    "CdfGap",
    "DensityTransport",
    "Dynamic",
    "ExactTransport",
    "PathAction",
    "PersistenceMatching",
    "QuantileTransport",
    "SemiDiscrete",
    "assignment",
    "benamou_brenier",
    "cdf_gap",
    "concave_transport",
    "cost",
    "density_transport",
    "exact",
    "map_value",
    "path_action",
    "persistence_distance",
    "quantile_transport",
    "semidiscrete",
]
