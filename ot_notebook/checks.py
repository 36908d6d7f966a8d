"""Claims checked where they are made: a table on the page, and a failed build when one does not hold."""

import html
import math
from dataclasses import dataclass

from . import validation

COLUMNS = ("claim", "computed", "expected", "error", "tolerance", "why")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class CheckFailed(RuntimeError):
    """A claim of the page does not hold."""


@dataclass(frozen=True)
class Check:
    """A claim, the two numbers that should agree, and how closely.

    Parameters
    ----------
    claim : str
        In words; Unicode for inline maths.
    computed, expected : float
    tolerance : float
        Largest accepted ``|computed - expected|``; 0 asks for equality.
    reason : str
        Why this tolerance.
    """

    claim: str
    computed: float
    expected: float
    tolerance: float
    reason: str

    def __post_init__(self):
        for name in ("claim", "reason"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name).strip():
                raise TypeError(f"Check: {name!r} must be a text, got {getattr(self, name)!r}")
        for name in ("computed", "expected"):
            object.__setattr__(self, name, _number(getattr(self, name), name))
        validation.real(self.tolerance, "tolerance", "Check", low=0)

    @property
    def error(self):
        """``|computed - expected|``; 0 when both are the same infinity."""
        return 0.0 if self.computed == self.expected else abs(self.computed - self.expected)

    @property
    def holds(self):
        """Whether the error is within the tolerance (never for NaN)."""
        return self.error <= self.tolerance

    @property
    def cells(self):
        """The row as texts, in the order of the columns."""
        return (
            self.claim,
            format_value(self.computed),
            format_value(self.expected),
            format_size(self.error),
            format_size(self.tolerance),
            self.reason,
        )


@dataclass(frozen=True)
class Checks:
    """Claims that hold, as a table."""

    items: tuple
    caption: str

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
        body = "".join(map(_row, self.items))
        caption = html.escape(self.caption)
        return (
            f'<div class="pst-scrollable-table-container" role="group" aria-label="{caption}" tabindex="0">'
            f'<table class="checks"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def __repr__(self):
        return "\n".join(f"✓ {_line(item)}" for item in self.items)


def checks(*items, caption="Checked when this page was built"):
    """Show the checks as a table; refuse to when one does not hold.

    Raises
    ------
    CheckFailed
        Naming every claim that does not hold.
    """
    for item in items:
        if not isinstance(item, Check):
            raise TypeError(f"checks: every item must be a Check, got {type(item).__name__}")
    if not items:
        raise ValueError("checks: at least one Check must be given, got none")
    failed = [item for item in items if not item.holds]
    if failed:
        raise CheckFailed("\n".join(["these claims do not hold:", *(f"✗ {_line(item)}" for item in failed)]))
    return Checks(items, caption)


def format_value(value):
    """Nine significant digits, integers as such."""
    if math.isfinite(value) and value == round(value) and abs(value) < 1e9:
        return f"{value:.0f}".replace("-0", "0") if value == 0 else f"{value:.0f}".replace("-", "−")
    return _typeset(f"{value:.9g}")


def format_size(value):
    """One significant digit of a size, "exact" for zero."""
    if value == 0:
        return "exact"
    return _typeset(
        f"{value:.0f}" if 1 <= value < 1e6 else f"{value:.1g}" if value >= 1e-3 else f"{value:.0e}"
    )


def _typeset(text):
    mantissa, _, exponent = text.replace("inf", "∞").partition("e")
    power = f" × 10{str(int(exponent)).translate(SUPERSCRIPTS)}" if exponent else ""
    return mantissa.replace("-", "−") + power


def _number(value, name):
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"Check: {name!r} must be a number, got {type(value).__name__}") from None


def _line(item):
    claim, computed, expected, error, tolerance, _ = item.cells
    return f"{claim}: computed {computed}, expected {expected}, error {error}, tolerance {tolerance}"


def _row(item):
    claim, *numbers, reason = map(html.escape, item.cells)
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    return f'<tr><th scope="row" class="ok">{claim}</th>{cells}<td>{reason}</td></tr>'
