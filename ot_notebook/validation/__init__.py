"""Every check of an input, and its wording: ``function: 'name' must ..., got ...; what to do``."""

from .arrays import LARGEST, increasing, vector
from .clouds import (
    box,
    dimension,
    directions,
    family,
    points,
    same_space,
    sites,
    two_measures,
    two_measures_on_the_line,
    weighted_points,
)
from .costs import cost_matrix, costs_of_axes, distances, finite_cost, nonnegative_cost
from .diagrams import diagram
from .gaussians import SYMMETRY_TOLERANCE, cholesky, gaussian, two_gaussians
from .grids import density, density_path, same_grid
from .masses import MASS_TOLERANCE, histograms, mixture_weights, no_zeros, same_mass, unit_mass, weights
from .plans import allowed_support, plan, plan_with_marginal
from .scalars import choice, flag, pairs, real, regularisation, whole
from .states import (
    apportioned,
    at_most,
    decimal,
    numbers_within,
    points_in_window,
    some_weight,
    state_keys,
    unit_weights,
)

__all__ = [
    "LARGEST",
    "MASS_TOLERANCE",
    "SYMMETRY_TOLERANCE",
    "allowed_support",
    "apportioned",
    "at_most",
    "box",
    "choice",
    "cholesky",
    "cost_matrix",
    "costs_of_axes",
    "decimal",
    "density",
    "density_path",
    "diagram",
    "dimension",
    "directions",
    "distances",
    "family",
    "finite_cost",
    "flag",
    "gaussian",
    "histograms",
    "increasing",
    "mixture_weights",
    "no_zeros",
    "nonnegative_cost",
    "numbers_within",
    "pairs",
    "plan",
    "plan_with_marginal",
    "points",
    "points_in_window",
    "real",
    "regularisation",
    "same_grid",
    "same_mass",
    "same_space",
    "sites",
    "some_weight",
    "state_keys",
    "two_gaussians",
    "two_measures",
    "two_measures_on_the_line",
    "unit_mass",
    "unit_weights",
    "vector",
    "weighted_points",
    "weights",
    "whole",
]
