"""Checks: a table of claims that hold, and an error that names those that do not."""

import math

import numpy as np
import pytest
from lxml import html

from ot_notebook import Check, checks
from ot_notebook.checks import CheckFailed, format_size, format_value

HOLDS = Check("the plan costs ⟨c, γ⟩", 0.25, 0.25 + 1e-13, 1e-12, "rounding of 64 products")
COUNT = Check("crossings for p = 1", 0, 0, 0, "a count")


def table(*items, **options):
    return html.fromstring(checks(*items, **options)._repr_html_())


def test_table():
    scroller = table(HOLDS, COUNT)
    assert scroller.get("tabindex") == "0"
    (inner,) = scroller.xpath("./table[@class='checks']")
    assert len(inner.xpath("./caption")) == 1
    head = inner.xpath("./thead/tr/th")
    assert [cell.get("scope") for cell in head] == ["col"] * 6
    assert [cell.text for cell in head][:5] == ["claim", "computed", "expected", "error", "tolerance"]
    rows = inner.xpath("./tbody/tr")
    assert [cell.text for cell in rows[0]] == [
        "the plan costs ⟨c, γ⟩", "0.25", "0.25", "1 × 10⁻¹³", "1 × 10⁻¹²", "rounding of 64 products",
    ]  # fmt: skip
    assert [cell.text for cell in rows[1]] == ["crossings for p = 1", "0", "0", "exact", "exact", "a count"]
    assert [row[0].attrib for row in rows] == [{"scope": "row", "class": "ok"}] * 2


def test_markup_in_a_claim_is_text():
    claim = "W < 1 & <b>bold</b>"
    scroller = table(Check(claim, 1, 1, 0, "a & b"), caption='"x" <i>y')
    (cell,) = scroller.xpath(".//tbody/tr/th")
    (caption,) = scroller.xpath(".//caption")
    assert (cell.text, len(cell)) == (claim, 0)
    assert scroller.get("aria-label") == caption.text == '"x" <i>y'


def test_text():
    assert (
        repr(checks(COUNT)) == "✓ crossings for p = 1: computed 0, expected 0, error exact, tolerance exact"
    )


def test_same_checks_same_text():
    assert checks(HOLDS, COUNT)._repr_html_() == checks(HOLDS, COUNT)._repr_html_()


@pytest.mark.parametrize(
    ("computed", "expected", "tolerance"),
    [
        (1.0, 1.1, 0.05),
        (math.nan, 0.0, 1.0),
        (0.0, math.nan, 1.0),
        (math.inf, 0.0, 1.0),
        (1.0, 1.0 + 1e-15, 0),
    ],
)
def test_what_does_not_hold_fails(computed, expected, tolerance):
    with pytest.raises(CheckFailed, match="wrong"):
        checks(HOLDS, Check("wrong", computed, expected, tolerance, "none"))


def test_the_error_names_every_failure_and_nothing_else():
    with pytest.raises(RuntimeError) as caught:
        checks(HOLDS, Check("first", 0, 1, 0.5, "r"), Check("second", 3, 1, 1, "r"))
    assert "first: computed 0, expected 1, error 1, tolerance 0.5" in str(caught.value)
    assert "second" in str(caught.value)
    assert "⟨c, γ⟩" not in str(caught.value)


@pytest.mark.parametrize(("computed", "tolerance"), [(1.5, 0.5), (math.inf, 0)])
def test_the_tolerance_is_included(computed, tolerance):
    expected = math.inf if math.isinf(computed) else 1.0
    assert Check("edge", computed, expected, tolerance, "r").holds


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("", 0, 0, 0, "r"), TypeError),
        (("claim", 0, 0, 0, " "), TypeError),
        (("claim", None, 0, 0, "r"), TypeError),
        (("claim", 0, np.zeros(2), 0, "r"), TypeError),
        (("claim", 0, 0, -1, "r"), ValueError),
        (("claim", 0, 0, math.nan, "r"), ValueError),
        (("claim", 0, 0, math.inf, "r"), ValueError),
    ],
)
def test_bad_checks_are_refused(arguments, error):
    with pytest.raises(error, match=r"^Check: "):
        Check(*arguments)


def test_nothing_to_check_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        checks()
    with pytest.raises(TypeError, match="every item must be a Check, got bool"):
        checks(HOLDS, True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-0.0, "0"), (-3, "−3"), (1234567, "1234567"), (np.float64(0.1), "0.1"),
        (1 / 3, "0.333333333"), (-2.5e-7, "−2.5 × 10⁻⁷"), (6.02e23, "6.02 × 10²³"),
        (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "nan"),
    ],
)  # fmt: skip
def test_values(value, text):
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "exact"), (2.2e-16, "2 × 10⁻¹⁶"), (0.04, "0.04"), (1e-3, "0.001"), (25, "25")],
)
def test_sizes(value, text):
    assert format_size(value) == text
