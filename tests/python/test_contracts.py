"""What all solvers promise: documented inputs and errors, frozen results as documented, no side effects."""

import ast
import dataclasses
import inspect
import re
from pathlib import Path

import numpy as np
import pytest

from ot_notebook import solvers

X, Y = np.array([[0.0, 0], [1, 0], [0, 1], [2, 1]]), np.array([[0.5, 0], [1, 1], [3, 0.5]])
A, B = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.5, 0.3, 0.2])
COST = solvers.cost(X, Y)
SQUARE = np.array([[0.0, 1], [1, 0]])
DOUBLY = np.array([[0.5, 0.5, 0], [0.5, 0.25, 0.25], [0, 0.25, 0.75]])
GAUSSIANS = [0, 0], np.eye(2), [1, 0], np.diag([1.0, 4])
DIAGRAMS = [[0, 1], [0.2, 2], [0.5, 0.6]], [[0.1, 1.2], [1, 2]]
RHO = np.array([1.5, 1, 0.5, 1]), np.array([0.5, 1, 1, 1.5])
EXAMPLES = {
    "assignment": lambda: solvers.assignment(X, Y[:2]),
    "barycenter_1d": lambda: solvers.barycenter_1d([X[:, 0], Y[:, 0]], [A, B]),
    "barycenter_fixed": lambda: solvers.barycenter_fixed([[0.2, 0.8], [1, 0]], SQUARE, 0.5),
    "barycenter_free": lambda: solvers.barycenter_free([X, Y], Y[:2], [A, B]),
    "benamou_brenier": lambda: solvers.benamou_brenier(*RHO, 3, iterations=5),
    "birkhoff": lambda: solvers.birkhoff(DOUBLY),
    "c_transform": lambda: solvers.c_transform(A, COST),
    "c_transform_back": lambda: solvers.c_transform_back(B, COST),
    "cdf_gap": lambda: solvers.cdf_gap(X[:, 0], Y[:, 0], A, B),
    "concave_transport": lambda: solvers.concave_transport(X[:, 0], Y[:, 0], A, B),
    "cost": lambda: solvers.cost(X, Y),
    "cyclically_monotone": lambda: solvers.cyclically_monotone(np.outer(A, B), COST),
    "density_mmd": lambda: solvers.density_mmd([0, 1, 2], [0.2, 0.8], [0.5, 0.5]),
    "density_transport": lambda: solvers.density_transport([0, 1, 2], [0.2, 0.8], [0.5, 0.5]),
    "dual_bound": lambda: solvers.dual_bound(A, B, A, B, COST),
    "exact": lambda: solvers.exact(A, B, COST),
    "gaussian_barycenter": lambda: solvers.gaussian_barycenter(GAUSSIANS[::2], GAUSSIANS[1::2]),
    "gaussian_geodesic": lambda: solvers.gaussian_geodesic(*GAUSSIANS, 0.3),
    "gaussian_kl": lambda: solvers.gaussian_kl(*GAUSSIANS),
    "gaussian_mmd": lambda: solvers.gaussian_mmd(*GAUSSIANS),
    "gaussian_total_variation": lambda: solvers.gaussian_total_variation([0, 0], [1, 0], np.eye(2)),
    "gaussian_transport": lambda: solvers.gaussian_transport(*GAUSSIANS),
    "gaussian_wasserstein_1": lambda: solvers.gaussian_wasserstein_1(0, 1, 2, 1),
    "glued_plan": lambda: solvers.glued_plan(np.outer(A, B), np.outer(B, [0.5, 0.5]), B),
    "gromov_wasserstein": lambda: solvers.gromov_wasserstein(*(solvers.cost(z, z, 1) for z in (X, Y)), A, B),
    "hilbert_bound": lambda: solvers.hilbert_bound(COST, 1.0),
    "kantorovich_rubinstein": lambda: solvers.kantorovich_rubinstein(X, Y, A, B),
    "kl": lambda: solvers.kl(A, np.full(4, 0.25)),
    "map_value": lambda: solvers.map_value(COST[:3], [0, 2, 1]),
    "mmd": lambda: solvers.mmd(X, Y, A, B),
    "partial": lambda: solvers.partial(A, B, COST, 0.5),
    "partial_penalty": lambda: solvers.partial_penalty(A, B, COST, 0.5),
    "path_action": lambda: solvers.path_action(RHO),
    "persistence_distance": lambda: solvers.persistence_distance(*DIAGRAMS),
    "polytope_vertices": lambda: solvers.polytope_vertices(A[1:] / 0.9, [0.4, 0.6]),
    "quantile_transport": lambda: solvers.quantile_transport(X[:, 0], Y[:, 0], A, B),
    "semidiscrete": lambda: solvers.semidiscrete(X / 4 + 0.1, A),
    "simplex_steps": lambda: solvers.simplex_steps(A, B, COST, trace=True),
    "sinkhorn": lambda: solvers.sinkhorn(A, B, COST, 0.5, trace=True),
    "sinkhorn_divergence": lambda: solvers.sinkhorn_divergence(X, Y, A, B, 0.5),
    "sliced_wasserstein": lambda: solvers.sliced_wasserstein(X, Y, A, B),
    "total_variation": lambda: solvers.total_variation(A, np.full(4, 0.25)),
    "unbalanced": lambda: solvers.unbalanced(A, 2 * B, COST, 0.5, 1.0),
    "wasserstein": lambda: solvers.wasserstein(X, Y, A, B),
}
"""A small call of every solver, with as many sources as targets nowhere."""

PUBLIC = {name: getattr(solvers, name) for name in solvers.__all__}
RESULTS = {name: kind for name, kind in PUBLIC.items() if inspect.isclass(kind)}
FUNCTIONS = {name: kind for name, kind in PUBLIC.items() if not inspect.isclass(kind)}
MODULES = sorted(Path(solvers.__file__).parent.glob("*.py"))
SCALARS = {"float": float, "int": int, "bool": (bool, np.bool_), "str": str, "list": list, "tuple": tuple}
PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
FORBIDDEN_CALLS = {"print", "seterr", "filterwarnings", "simplefilter", "catch_warnings", "seed"}


def section(text, title):
    """Lines of a numpydoc section."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=\n\n\w[\w ]*\n-+\n|\Z)", text, re.M | re.S)
    return found[1].splitlines() if found else []


def entries(lines):
    """``{name: description of its type}`` of the entries ``names : type`` of a section."""
    found = {}
    for line in lines:
        names, _, kind = line.partition(" : ")
        if re.match(r"\*?\w", line) and re.fullmatch(r"\w+(, \w+)*", names):
            named = names.split(", ")
            found |= {name: (kind, place, len(named)) for place, name in enumerate(named)}
    return found


def shapes(kind, place, count):
    """Shapes that an entry may have, each a list of texts; None where it says so in words."""
    listed = PARENTHESES.findall(kind.partition("shape")[2])
    if not listed or "..." in kind:
        return None
    if count > 1 and len(listed) == count:
        listed = [listed[place]]
    return [[size.strip() for size in one[1:-1].split(",") if size.strip()] for one in listed]


def assert_shape(array, allowed, sizes):
    """The array has one of the shapes, in which a letter stands for the same number throughout a result."""
    fitting = [names for names in allowed if len(names) == array.ndim]
    assert fitting, f"shape {array.shape} is none of {allowed}"
    for size, actual in zip(fitting[0], array.shape, strict=True):
        if size.isidentifier():
            assert sizes.setdefault(size, actual) == actual, f"{size} is {sizes[size]} and {actual}"
        elif set(re.findall(r"[A-Za-z]\w*", size)) <= set(sizes):
            assert eval(size, {}, dict(sizes)) == actual, f"{size} is not {actual}"


def assert_kind(value, kind, place, count, sizes):
    """A value is what its entry says."""
    if value is None:
        assert kind.endswith("or None")
    elif kind.startswith("ndarray"):
        assert isinstance(value, np.ndarray)
        letters = {"of int": "iu", "of bool": "b"}.get(kind[8:].partition(",")[0], "f")
        assert value.dtype.kind in letters
        allowed = shapes(kind, place, count)
        if allowed is not None:
            assert_shape(value, allowed, sizes)
    elif kind.startswith("("):
        assert isinstance(value, tuple)
    else:
        word = re.match(r"\w+", kind)[0]
        assert isinstance(value, SCALARS.get(word) or RESULTS[word])


def test_every_solver_has_an_example():
    assert set(EXAMPLES) == set(FUNCTIONS), "add a small call to EXAMPLES"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_solvers_are_documented(name):
    text = inspect.getdoc(FUNCTIONS[name])
    documented = " ".join(line for line in section(text, "Parameters") if not line.startswith(" "))
    for parameter in inspect.signature(FUNCTIONS[name]).parameters:
        assert re.search(rf"\b{parameter}\b", documented), f"{parameter} is not documented"
    assert section(text, "Returns"), "what it returns is not documented"
    assert section(text, "Raises"), "its errors are not documented"


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_frozen_and_documented(name):
    kind = RESULTS[name]
    assert dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen
    documented = entries(section(inspect.getdoc(kind), "Attributes"))
    assert set(documented) == {field.name for field in dataclasses.fields(kind)}


def assert_result(result):
    """A result's fields, and those of the results within, are what its docstring says."""
    documented = entries(section(inspect.getdoc(type(result)), "Attributes"))
    values = {field.name: getattr(result, field.name) for field in dataclasses.fields(result)}
    sizes = {name: value for name, value in values.items() if isinstance(value, int)}
    for name, value in 2 * list(values.items()):  # once more with all sizes known
        assert_kind(value, *documented[name], sizes)
    for value in values.values():
        for inner in value if isinstance(value, tuple) else (value,):
            if type(inner) in RESULTS.values():
                assert_result(inner)


@pytest.mark.parametrize("name", EXAMPLES)
def test_results_are_as_documented(name):
    promised = section(inspect.getdoc(FUNCTIONS[name]), "Returns")[0]
    result = EXAMPLES[name]()
    if promised in RESULTS:
        assert type(result) is RESULTS[promised]
        assert_result(result)
    else:
        assert_kind(result, promised, 0, 1, {})


def offences(text):
    """What a solver must not do: print, draw, silence or assert."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FORBIDDEN_CALLS:
                yield called
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            yield from (name for name in names if name.partition(".")[0] in {"matplotlib", "pylab"})
        elif isinstance(node, ast.Assert | ast.Global):
            yield type(node).__name__


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_solvers_have_no_side_effects(path):
    assert list(offences(path.read_text(encoding="utf-8"))) == []


def test_the_reader_of_offences_sees_them_all():
    text = """
import matplotlib.pyplot
from matplotlib import cm
def f():
    global x
    assert print(1)
    np.seterr()
    np.random.seed(0)
    warnings.simplefilter('ignore')
"""
    assert len(list(offences(text))) == 8


@pytest.mark.parametrize("call", EXAMPLES.values(), ids=EXAMPLES)
def test_solvers_are_silent(call, capfd):
    call()
    assert capfd.readouterr() == ("", "")
