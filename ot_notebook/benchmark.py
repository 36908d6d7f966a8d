"""What ``make bench`` measured, as the tables of the page `performance`."""

import json
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).with_suffix(".json")
TASKS = {"assignment": "equal", "figure": "equal", "transport": "weighted"}
"""What the browser solves, and the weights on which `ot.emd` solves the same."""
STARTS = ("cold", "warm")
GOALS = {"cold": 1.5, "warm": 0.3}
GOAL_SIZE = 64
BARS = {1: 16, 4: 50}
"""Milliseconds to a painted frame at most, by how many times the processor is slowed."""
NAMES = {
    "assignment": "assignment",
    "figure": "whole figure",
    "transport": "weighted transport",
    "page": "figure on its page",
    "svg": "kernel, SVG",
    "svg undelayed": "kernel, SVG, undelayed",
    "matplotlib": "kernel, matplotlib",
    "matplotlib undelayed": "kernel, matplotlib, undelayed",
}


@dataclass(frozen=True)
class Table:
    """Texts in rows, the first column to the left, the others to the right where they are numbers."""

    columns: tuple
    rows: tuple

    def _repr_markdown_(self):
        numeric = [all(_is_number(row[k]) for row in self.rows) for k in range(len(self.columns))]
        rules = ["---:" if right else "---" for right in numeric]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.columns, rules, *self.rows))


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def read(path=RESULTS):
    """What a whole run of the bench wrote.

    Returns
    -------
    dict
        ``machine``; ``solvers``, ``frames`` and ``kernel`` are lists of rows, all times in milliseconds.
    """
    return json.loads(Path(path).read_text(encoding="utf-8"))


def ratio(row, task, start):
    """Time of the browser's solver in units of the time of `ot.emd`, for a row of ``solvers``."""
    return row[start][task] / row["native"][TASKS[task]]


def verdict(value, bar):
    """Whether a number keeps to its bar, in a word."""
    return "yes" if value <= bar else "no"


def short(value):
    """Two significant digits, at most three decimals, no exponent."""
    decimals = 0 if value >= 10 else 1 if value >= 1 else 2 if value >= 0.1 else 3
    return f"{value:.{decimals}f}"


def machine(measured):
    """The machine, and the versions of what ran on it."""
    here = measured["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in here["packages"].items())
    rows = (
        ("processor", f"{here['processor']}, {here['cores']} cores"),
        ("memory", f"{here['memory']} GiB"),
        ("system", here["system"]),
        ("JavaScript", f"Node {here['node']} for the solvers, Chromium {here['chromium']} for the figures"),
        ("Python", f"{here['python']}; {versions}"),
        ("linear algebra", here["blas"]),
        ("load before the run", f"{here['load']} (mean of one minute)"),
        ("day of the run", here["date"]),
    )
    return Table(("what", "here"), rows)


def solvers(measured):
    """Ratios to `ot.emd`, by size."""
    columns = ("n", *(f"{NAMES[task]}, {start}" for task in TASKS for start in STARTS))
    rows = (
        (str(row["n"]), *(short(ratio(row, task, start)) for task in TASKS for start in STARTS))
        for row in measured["solvers"]
    )
    return Table(columns, tuple(rows))


def goals(measured):
    """The ratios at the size of the goals, next to them."""
    row = next(row for row in measured["solvers"] if row["n"] == GOAL_SIZE)
    rows = []
    for start, goal in GOALS.items():
        for task in TASKS:
            value = ratio(row, task, start)
            rows.append((NAMES[task], start, short(value), str(goal), verdict(value, goal)))
    return Table(("solved", "start", "ratio", "goal", "met"), tuple(rows))


def frames(measured, slowdown):
    """Milliseconds from input to painted frame of each figure, next to the bar."""
    bar = BARS[slowdown]
    rows = (
        (
            f"[{row['figure']}]({row['page']}.md)",
            row["size"],
            str(row["handles"]),
            short(row["p50"]),
            short(row["p95"]),
            short(row["p95"] / bar),
            verdict(row["p95"], bar),
            short(row["since_input"]),
        )
        for row in measured["frames"]
        if row["slowdown"] == slowdown
    )
    return Table(("figure", "size", "handles", "p50", "p95", f"of {bar} ms", "met", "with wait"), tuple(rows))


def kernel(measured):
    """The same interaction on the page and through a kernel: milliseconds, and multiples of the page's."""
    page = {row["n"]: row for row in measured["kernel"] if row["way"] == "page"}
    rows = (
        (
            NAMES[row["way"]],
            str(row["n"]),
            *(short(row[key]) for key in ("p50", "p95")),
            *(short(row[key] / page[row["n"]][key]) for key in ("p50", "p95")),
            verdict(row["p95"], BARS[1]),
        )
        for row in sorted(measured["kernel"], key=lambda row: row["n"])
    )
    columns = ("way", "n", "p50", "p95", "× p50", "× p95", f"in {BARS[1]} ms")
    return Table(columns, tuple(rows))


def ratios(measured):
    """The sizes, and for each task its name and the ratios cold and warm: what the chart draws."""
    rows = measured["solvers"]
    panels = [
        (NAMES[task], *([ratio(row, task, start) for row in rows] for start in STARTS)) for task in TASKS
    ]
    return [row["n"] for row in rows], panels
