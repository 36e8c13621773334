"""A second unit beside the reported one, per analyte: only by factors on file (domain-logic.md, 6.3 and 11.1).

The reported value is never touched, and a comparator stays. Units of one analyte are converted, never of another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from patients.obstetrics.interpreted import Interpretation
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.published import Published, recalled
from workup.interpretation.ranges import finite

CONVERSION = recalled(
    "Conversion of units", "value, comparator, unit", "code table of the project (vectors/codes.json)"
)
RULES: tuple[Published, ...] = (CONVERSION,)

_ALIKE = {
    "M[IU]/L": "mIU/L",
    "MIU/L": "mIU/L",
    "MU/L": "mIU/L",
    "NG/ML": "ng/mL",
    "NG/DL": "ng/dL",
    "NMOL/L": "nmol/L",
    "PMOL/L": "pmol/L",
    "MMOL/MOL": "mmol/mol",
    "MMOL/L": "mmol/L",
    "MG/DL": "mg/dL",
    "%": "%",
}
_NGSP_AT_ZERO, _NGSP_PER_IFCC = Decimal("2.152"), Decimal("0.09148")  # IFCC = (NGSP - 2.152) / 0.09148


def unit_of(inv: Investigation) -> str | None:
    """The unit as it is written here; None when it is blank or none of those that are converted."""
    return _ALIKE.get(inv.unit.strip().upper())


def _by(factor: str) -> tuple[Callable[[Decimal], Decimal], Callable[[Decimal], Decimal]]:
    number = Decimal(factor)
    return (lambda value: value * number), (lambda value: value / number)


def _ifcc(ngsp: Decimal) -> Decimal:
    return (ngsp - _NGSP_AT_ZERO) / _NGSP_PER_IFCC


def _ngsp(ifcc: Decimal) -> Decimal:
    return ifcc * _NGSP_PER_IFCC + _NGSP_AT_ZERO


# Tests of an analyte, its two units, how the first becomes the second and back.
_PAIRS = (
    (("prl",), "ng/mL", "mIU/L", _by("21.2")),
    (("vitd",), "ng/mL", "nmol/L", _by("2.496")),
    (("ft4", "ft4_si"), "ng/dL", "pmol/L", _by("12.87")),
    (("amh",), "ng/mL", "pmol/L", _by("7.14")),
    (("testo",), "ng/dL", "nmol/L", _by("0.0347")),
    (("hba1c", "hba1c_ifcc"), "%", "mmol/mol", (_ifcc, _ngsp)),
)
_WAYS = {
    (test, unit): (other, way)
    for tests, first, second, (there, back) in _PAIRS
    for test in tests
    for unit, other, way in ((first, second, there), (second, first, back))
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A computed value in the analyte's other unit; `words` as it is shown, with its comparator."""

    number: Decimal
    unit: str
    words: str


def converted(inv: Investigation) -> Converted | None:
    """The result in its other unit; None without a number, or without a factor on file for test and unit."""
    number, way = finite(inv.number), _WAYS.get((inv.test, unit_of(inv) or ""))
    if number is None or way is None:
        return None
    unit, compute = way
    value, sign = compute(number), inv.comparator or ""
    return Converted(value, unit, f"{sign}{_three_figures(value)} {unit}")


def _three_figures(value: Decimal) -> str:
    """Decimals up to three significant figures: a computed value is no more exact. Whole digits stay, no exponent."""
    if value == 0:
        return "0"
    step = Decimal(f"1E{min(value.adjusted() - 2, 0)}")
    return f"{value.quantize(step, ROUND_HALF_UP):f}"


def read_units(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a number whose unit has a partner on file."""
    other = converted(inv)
    return () if other is None else (CONVERSION.says(f"Computed: about {other.words}; the reported value stands"),)
