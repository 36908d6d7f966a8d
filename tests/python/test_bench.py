"""The bench: its results are whole, its page shows them, and every live figure can be measured."""

import json
import re
from itertools import product

import pytest
from lxml import html

from bench import frames, kernel, machine, painted, solvers
from ot_notebook import benchmark, live_figures
from tests.python.pages import BOOK, Page

MEASURED = benchmark.read()
FIGURES = live_figures.names()
FRAME = {"figure", "page", "size", "handles", "slowdown", "p50", "p95", "since_input", "moves"}


def keys(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_the_machine_is_described_and_has_no_name():
    assert MEASURED["machine"].keys() == machine.describe().keys()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", MEASURED["machine"]["date"])
    text = json.dumps(MEASURED["machine"])
    assert "/home" not in text and machine.platform.node() not in text


def test_every_size_of_the_solvers_is_measured():
    assert keys(MEASURED["solvers"], "n") == [(n,) for n in solvers.SIZES]
    for row in MEASURED["solvers"]:
        assert set(row["cold"]) == set(row["warm"]) == set(benchmark.TASKS)
        assert set(benchmark.TASKS.values()) < set(row["native"])


def test_every_figure_is_measured_at_both_sizes_and_speeds():
    expected = list(product(FIGURES, ("default", "largest"), frames.SLOWDOWNS))
    assert keys(MEASURED["frames"], "figure", "size", "slowdown") == expected
    assert all(row.keys() == FRAME for row in MEASURED["frames"])


def test_the_kernel_is_measured_in_every_way():
    through = {way + server for way, server in product(kernel.WAYS, kernel.SERVERS)}
    expected = set(product({"page"} | through, kernel.SIZES))
    assert set(keys(MEASURED["kernel"], "way", "n")) == expected
    assert len(MEASURED["kernel"]) == len(expected)


@pytest.mark.parametrize(
    "row", MEASURED["frames"] + MEASURED["kernel"], ids=lambda row: row.get("figure", "kernel")
)
def test_percentiles_are_of_enough_moves(row):
    assert 0 < row["p50"] <= row["p95"]
    assert row["moves"] >= (
        frames.MOVES / 2 - frames.WARM_UP if "figure" in row else kernel.KEYS - kernel.WARM_UP
    )


@pytest.mark.parametrize("name", FIGURES)
def test_every_live_figure_is_described(name):
    about, figure = frames.described(name), live_figures.load(name)
    page = Page.read(BOOK / f"{about.PAGE}.md")
    assert any(f'live("{name}"' in cell.source for cell in page.code)
    assert isinstance(about.HANDLE, str)
    assert figure.check(about.largest()).keys() == about.largest().keys()


def test_summary_has_the_median_and_what_one_in_twenty_exceeds():
    assert painted.summary(range(101)) == {"p50": 50, "p95": 95, "moves": 101}


ROW = {
    "n": 64,
    "cold": {"assignment": 3.0, "figure": 6.0, "transport": 4.0},
    "warm": {"assignment": 0.2, "figure": 0.6, "transport": 1.3},
    "native": {"equal": 2.0, "weighted": 4.0, "scipy": 1.0},
}
SMALL = {
    "solvers": [ROW],
    "frames": [
        {"figure": "assignment", "page": "monge", "size": size, "handles": 16, "slowdown": slowdown}
        | {"p50": p95 / 2, "p95": p95, "since_input": p95 + 10, "moves": 150}
        for size, slowdown, p95 in (("default", 1, 16.0), ("largest", 1, 16.1), ("default", 4, 50.0))
    ],
    "kernel": [
        {"way": way, "n": n, "p50": factor * n, "p95": 2 * factor * n, "moves": 145}
        for way, n, factor in (("page", 8, 1), ("page", 64, 1), ("svg", 8, 5), ("svg", 64, 7))
    ],
}


def test_ratios_are_to_the_call_on_the_same_weights():
    assert benchmark.solvers(SMALL).rows == (("64", "1.5", "0.10", "3.0", "0.30", "1.0", "0.33"),)
    sizes, panels = benchmark.ratios(SMALL)
    assert sizes == [64]
    assert panels[2] == ("weighted transport", [1.0], [0.325])


def test_a_goal_is_met_up_to_its_number():
    assert [row[-1] for row in benchmark.goals(SMALL).rows] == ["yes", "no", "yes", "yes", "yes", "no"]


def test_a_bar_is_of_its_speed():
    link = "[assignment](monge.md)"
    assert benchmark.frames(SMALL, 1).rows == (
        (link, "default", "16", "8.0", "16", "1.0", "yes", "26"),
        (link, "largest", "16", "8.1", "16", "1.0", "no", "26"),
    )
    assert [row[-3:-1] for row in benchmark.frames(SMALL, 4).rows] == [("1.0", "yes")]


def test_the_kernel_is_compared_with_the_page_of_the_same_size():
    assert [(row[1], *row[4:]) for row in benchmark.kernel(SMALL).rows] == [
        ("8", "1.0", "1.0", "yes"),
        ("8", "5.0", "5.0", "no"),
        ("64", "1.0", "1.0", "no"),
        ("64", "7.0", "7.0", "no"),
    ]


def test_numbers_are_set_to_the_right():
    table = benchmark.Table(("name", "n"), (("a", "1.5"), ("b", "20")))
    assert table._repr_markdown_() == "| name | n |\n| --- | ---: |\n| a | 1.5 |\n| b | 20 |"


@pytest.mark.parametrize(
    ("value", "text"), [(123.4, "123"), (12.3, "12"), (1.26, "1.3"), (0.126, "0.13"), (0.0126, "0.013")]
)
def test_short_numbers(value, text):
    assert benchmark.short(value) == text


def test_the_page_says_the_bars_and_shows_every_number_of_the_results(site):
    text = " ".join((BOOK / "performance.md").read_text(encoding="utf-8").split())
    assert all(f"{bar} milliseconds" in text for bar in benchmark.BARS.values())
    rendered = [
        [cell.text_content().strip() for cell in row.iter("td", "th")]
        for row in html.parse(str(site / "book" / "performance.html")).iter("tr")
    ]
    tables = [benchmark.machine, benchmark.solvers, benchmark.goals, benchmark.kernel]
    rows = [row for table in tables for row in table(MEASURED).rows]
    rows += [row for slowdown in frames.SLOWDOWNS for row in benchmark.frames(MEASURED, slowdown).rows]
    plain = [[re.sub(r"\[(.*)\]\(.*\)", r"\1", cell) for cell in row] for row in rows]
    assert [row for row in plain if row not in rendered] == []
