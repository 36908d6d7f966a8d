"""A live figure's result held to Python's on the same state."""

import functools
import importlib
import json
import math
import subprocess
import sys

from ot_notebook import live_figures


def described(name):
    """What the tests know of a figure: its module in tests/figures."""
    return importlib.import_module(f"tests.figures.{name.replace('-', '_')}")


def agree(name, state, result):
    """The browser's result is Python's; outputs that an optimum leaves free are certified."""
    figure, case = live_figures.load(name), described(name)
    expected = figure.solve(figure.check(state))
    assert set(result) == set(expected)
    for key in set(expected) - set(case.FREE):
        same(result[key], expected[key], key)
    case.certify(state, result)


def same(shown, expected, where):
    """Equal up to rounding, number by number."""
    if isinstance(expected, (list, tuple)):
        assert len(shown) == len(expected), where
        for k, (one, other) in enumerate(zip(shown, expected, strict=True)):
            same(one, other, f"{where}[{k}]")
    elif isinstance(expected, dict):
        assert set(shown) == set(expected), where
        for key, value in expected.items():
            same(shown[key], value, f"{where}.{key}")
    elif isinstance(expected, (bool, str, type(None))):
        assert shown == expected, (where, shown, expected)
    else:
        assert shown is not None and math.isclose(shown, expected, rel_tol=1e-9, abs_tol=1e-9), (
            where,
            shown,
            expected,
        )


@functools.cache
def printed(*programs):
    """The words that each program prints; all in one interpreter, none seeing another's names."""
    runner = "import json, sys\nfor text in json.load(sys.stdin):\n    exec(text, {})\n    print('----')"
    done = subprocess.run(
        [sys.executable, "-c", runner],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [words.split() for words in done.stdout.split("----\n")[:-1]]
