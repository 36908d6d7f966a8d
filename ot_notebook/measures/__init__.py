"""Seeded measures, shapes, densities and diagrams, and problems whose answer is known."""

from .clouds import source_and_target
from .diagrams import circle_diagram, noisy_circle
from .known import KnownTransport, on_the_line, one_against_many, permuted, translated
from .shapes import SHAPES, bumps, covered, shape, shape_density

__all__ = [
    "SHAPES",
    "KnownTransport",
    "bumps",
    "circle_diagram",
    "covered",
    "noisy_circle",
    "on_the_line",
    "one_against_many",
    "permuted",
    "shape",
    "shape_density",
    "source_and_target",
    "translated",
]
