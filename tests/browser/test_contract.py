"""The live element: ready, state, setState, result, link, python, ot-change, on a page of the built book."""

import json
import math
import subprocess
import sys

import numpy as np
import pytest

from ot_notebook.solvers import assignment
from tests.browser.engines import ScriptError
from tests.browser.figure import Figure

pytestmark = pytest.mark.browser

COINCIDENT = {"x": [[0.5, 0.5]] * 4, "y": [[0.5, 0.5]] * 4}
DEGENERATE = {
    "coincident": COINCIDENT,
    "one point": {"x": [[0.2, 0.3]], "y": [[1.1, 0.9]]},
    "on the edge": {"x": [[0, 0], [1.5, 1], [0, 1]], "y": [[1.5, 0], [1.5, 0], [1.5, 0]]},
    "n = 6, m = 3": {"x": [[k / 6, 0.2] for k in range(6)], "y": [[0.1, 0.9], [0.5, 0.9], [0.9, 0.9]]},
    "m does not divide n": {"x": [[0.1, 0.5], [0.2, 0.4], [0.1, 0.9]], "y": [[1, 0.2], [1, 0.8]]},
    "m > n": {"x": [[0.3, 0.5]], "y": [[1.2, 0.8], [1.2, 0.2]]},
    "a line": {
        "x": [[k / 20, 0.5] for k in range(20)],
        "y": [[0.5 + k / 20, 0.5] for k in range(20)],
        "p": 1,
    },
    "p = 4": {"x": [[0, 0], [0, 1]], "y": [[1.5, 0], [1.5, 1]], "p": 4},
}

REFUSED = [
    {"p": 0.5},
    {"p": "2"},
    {"x": []},
    {"x": [[0.1, None]]},
    {"y": [[2, 0.5]]},
    {"x": [[0.1, 0.1]] * 65},
    {"mode": "other"},
    {"drawn": [99] * 8},
    {"colour": "red"},
    {"p": 3, "y": "points"},
]


def random_state(rng, n, m, p):
    """Points of the window, rounded as the figure does."""
    x, y = (np.round(rng.random((k, 2)) * [1.5, 1], 4).tolist() for k in (n, m))
    return {"x": x, "y": y, "p": p, "mode": "optimal", "drawn": [None] * n}


def agree(state, result):
    """Hold the browser's result to the Python solver of the same problem."""
    x, y, p = np.array(state["x"]), np.array(state["y"]), state["p"]
    expected = assignment(x, y, p=p)
    cost = np.linalg.norm(x[:, None] - y, axis=2) ** p
    close = pytest.approx
    assert result["feasible"] == expected.feasible
    assert result["planValue"] == close(expected.plan_value, rel=1e-9, abs=1e-12)
    assert result["dual"] == close(expected.plan_value, rel=1e-9, abs=1e-12)
    f, g = np.array(result["f"]), np.array(result["g"])
    assert (f[:, None] + g - cost).max() <= 1e-9
    assert f.mean() + g.mean() == close(result["dual"], rel=1e-9, abs=1e-12)
    plan = np.zeros(cost.shape)
    for i, j, mass in result["plan"]:
        plan[i, j] += mass
    assert np.abs(plan.sum(1) - 1 / len(x)).max() <= 1e-9
    assert np.abs(plan.sum(0) - 1 / len(y)).max() <= 1e-9
    if not expected.feasible:
        assert result["value"] is None and result["assignment"] is None
        assert result["reason"]
        return
    chosen = np.array(result["assignment"])
    assert np.bincount(chosen, minlength=len(y)).tolist() == [len(x) // len(y)] * len(y)
    assert cost[np.arange(len(x)), chosen].mean() == close(expected.value, rel=1e-9, abs=1e-12)
    assert result["value"] == close(expected.value, rel=1e-9, abs=1e-12)
    assert abs(result["gap"]) <= 1e-9


def run_python(*programs):
    """What each program prints, by words; all in one interpreter, none seeing another's names."""
    runner = "import sys, json\nfor text in json.load(sys.stdin):\n    exec(text, {})\n    print('----')"
    done = subprocess.run(
        [sys.executable, "-c", runner],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [printed.split() for printed in done.stdout.split("----\n")[:-1]]


def test_mounts(figure):
    assert figure.get("el.ready.then(() => el.dataset.status)") == "ready"
    assert figure.get("el.querySelectorAll('[data-key]').length") == 16
    assert not figure.get("el.querySelector('.ot-still').checkVisibility()")
    agree(figure.state, figure.result)


def test_set_state_round_trip(figure):
    state = random_state(np.random.default_rng(1), 5, 5, 1.5) | {
        "mode": "hand",
        "drawn": [2, None, 0, 4, None],
    }
    figure.set(**state)
    assert figure.state == state


def test_state_is_a_copy(figure):
    before = figure.state
    figure.run("const s = el.state; s.x[0][0] = 99; s.p = 99")
    assert figure.state == before


def test_refusal_says_why_and_changes_nothing(figure):
    before = figure.state, figure.result
    for part in REFUSED:
        with pytest.raises(ScriptError, match=r"assignment: .{10,}"):
            figure.set(**part)
        assert (figure.state, figure.result) == before, part


def test_change_event(figure):
    detail = figure.run(
        "const told = new Promise((done) => el.addEventListener('ot-change', done, {once: true}));"
        "el.setState({p: 1}); return (await told).detail;"
    )
    assert detail["state"] == figure.state
    assert detail["result"] == figure.result
    assert detail["state"]["p"] == 1
    assert 0 <= detail["milliseconds"] < 1000


def test_link_restores_the_state(figure, engine):
    state = random_state(np.random.default_rng(2), 6, 3, 3)
    figure.set(**state | {"mode": "hand", "drawn": [0, 1, None, 2, None, 0]})
    state, link = figure.state, figure.get("el.link()")
    assert link.startswith(figure.url + "#fig-assignment=")
    fresh = Figure(engine, figure.url).open(link.removeprefix(figure.url))
    assert fresh.state == state


def test_link_followed_on_the_page_itself(figure):
    before = figure.state
    figure.set(p=3.5)
    link = figure.get("el.link()")
    figure.set(**before)
    figure.run("location.hash = args[0]", link.removeprefix(figure.url))
    figure.wait("el.state.p === 3.5")


def test_mounts_when_it_nears_the_viewport(engine, base):
    """A figure far below sends for nothing until the page is scrolled towards it."""
    engine.resize(360, 300)
    figure = Figure(engine, base + "book/monge.html")
    engine.goto(figure.url)
    sent = "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('assignment.js')).length"
    assert figure.get("el.getBoundingClientRect().top") > 800
    assert figure.get("el.dataset.status ?? null") is None
    assert figure.get(sent) == 0
    figure.run("el.scrollIntoView({behavior: 'instant'})")
    figure.wait("el.dataset.status === 'ready'")
    assert figure.get(sent) == 1


@pytest.mark.parametrize("fragment", ["%%%", "bm90IGpzb24", "eyJwIjo5OX0", "W10"])
def test_broken_link_is_told_in_the_figure(engine, base, fragment):
    engine.resize(1280, 900)
    figure = Figure(engine, base + "book/monge.html").open()
    normal = figure.state
    broken = figure.open(f"#fig-assignment={fragment}")
    sentence = broken.get("el.querySelector('[role=alert]').textContent")
    assert "link" in sentence and sentence.endswith("."), sentence
    assert broken.get("el.querySelector('[role=alert]').checkVisibility()")
    assert broken.state == normal


def test_random_states_agree_with_python(figure):
    rng = np.random.default_rng(7)
    sizes = [(8, 8), (8, 4), (12, 3), (5, 1), (7, 5), (3, 8), (20, 20), (64, 64), (64, 32), (33, 33)]
    states = [random_state(rng, n, m, p) for n, m in sizes for p in (1, round(1 + 3 * rng.random(), 2), 4)]
    results = figure.run("return args[0].map((state) => { el.setState(state); return el.result; });", states)
    for state, result in zip(states, results, strict=True):
        agree(state, result)


def test_degenerate_states(figure):
    for name, part in DEGENERATE.items():
        result = figure.set(**{"p": 2} | part)
        agree(figure.state, result)
        figure.frame()
        assert "NaN" not in figure.get("el.querySelector('figure').outerHTML"), name


def test_python_prints_the_value(figure):
    """The programs of several states, run, against what the figure shows."""
    parts = ({}, random_state(np.random.default_rng(3), 12, 4, 1.7), DEGENERATE["p = 4"], COINCIDENT)
    shown = [(figure.set(**part), figure.get("el.python()")) for part in (*parts, DEGENERATE["m > n"])]
    *printed, (none, plan_value) = run_python(*(program for _, program in shown))
    for (result, _), words in zip(shown, printed, strict=False):
        assert math.isclose(float(words[-1]), result["value"], rel_tol=1e-9, abs_tol=1e-12)
    assert none == "None" and shown[-1][0]["value"] is None
    assert math.isclose(float(plan_value), shown[-1][0]["planValue"], rel_tol=1e-9)
