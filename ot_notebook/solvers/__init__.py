"""Solvers: arrays in, frozen results out, each with the certificate of its own claim."""

from .assignment import Assignment, assignment, map_value
from .barycenters import FreeBarycenter, LineBarycenter, barycenter_1d, barycenter_free
from .costs import cost
from .densities import DensityTransport, density_transport
from .divergences import (
    density_mmd,
    gaussian_kl,
    gaussian_mmd,
    gaussian_total_variation,
    gaussian_wasserstein_1,
    kl,
    mmd,
    total_variation,
)
from .duality import (
    CyclicalMonotonicity,
    DualBound,
    KantorovichRubinstein,
    c_transform,
    c_transform_back,
    cyclically_monotone,
    dual_bound,
    kantorovich_rubinstein,
)
from .dynamic import Dynamic, PathAction, benamou_brenier, path_action
from .entropic import Entropic, HilbertBound, Trace, hilbert_bound, sinkhorn
from .exact import ExactTransport, exact
from .fixed_barycenters import FixedBarycenter, barycenter_fixed
from .gaussian import (
    Gaussian,
    GaussianBarycenter,
    GaussianTransport,
    gaussian_barycenter,
    gaussian_geodesic,
    gaussian_transport,
)
from .gromov import Gromov, LocalOptimum, gromov_wasserstein
from .one_dimension import CdfGap, QuantileTransport, cdf_gap, concave_transport, quantile_transport
from .partial import Partial, partial, partial_penalty
from .persistence import PersistenceMatching, persistence_distance
from .polytope import BirkhoffDecomposition, birkhoff, polytope_vertices
from .semidiscrete import SemiDiscrete, semidiscrete
from .simplex import Basis, SimplexRun, simplex_steps
from .sinkhorn_divergence import SinkhornDivergence, sinkhorn_divergence
from .sliced import Sliced, sliced_wasserstein
from .unbalanced import Unbalanced, unbalanced
from .wasserstein import Bottleneck, GluedPlan, Wasserstein, glued_plan, wasserstein

__all__ = [
    "Assignment",
    "Basis",
    "BirkhoffDecomposition",
    "Bottleneck",
    "CdfGap",
    "CyclicalMonotonicity",
    "DensityTransport",
    "DualBound",
    "Dynamic",
    "Entropic",
    "ExactTransport",
    "FixedBarycenter",
    "FreeBarycenter",
    "Gaussian",
    "GaussianBarycenter",
    "GaussianTransport",
    "GluedPlan",
    "Gromov",
    "HilbertBound",
    "KantorovichRubinstein",
    "LineBarycenter",
    "LocalOptimum",
    "Partial",
    "PathAction",
    "PersistenceMatching",
    "QuantileTransport",
    "SemiDiscrete",
    "SimplexRun",
    "SinkhornDivergence",
    "Sliced",
    "Trace",
    "Unbalanced",
    "Wasserstein",
    "assignment",
    "barycenter_1d",
    "barycenter_fixed",
    "barycenter_free",
    "benamou_brenier",
    "birkhoff",
    "c_transform",
    "c_transform_back",
    "cdf_gap",
    "concave_transport",
    "cost",
    "cyclically_monotone",
    "density_mmd",
    "density_transport",
    "dual_bound",
    "exact",
    "gaussian_barycenter",
    "gaussian_geodesic",
    "gaussian_kl",
    "gaussian_mmd",
    "gaussian_total_variation",
    "gaussian_transport",
    "gaussian_wasserstein_1",
    "glued_plan",
    "gromov_wasserstein",
    "hilbert_bound",
    "kantorovich_rubinstein",
    "kl",
    "map_value",
    "mmd",
    "partial",
    "partial_penalty",
    "path_action",
    "persistence_distance",
    "polytope_vertices",
    "quantile_transport",
    "semidiscrete",
    "simplex_steps",
    "sinkhorn",
    "sinkhorn_divergence",
    "sliced_wasserstein",
    "total_variation",
    "unbalanced",
    "wasserstein",
]
