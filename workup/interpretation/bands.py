"""Glucose, HbA1c and vitamin D against published bands (domain-logic.md, 6.3, all recalled). Each band has its unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import Subject
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.interference import readability
from workup.interpretation.published import Published, recalled
from workup.interpretation.ranges import Range, range_of
from workup.interpretation.units import unit_of

HBA1C = recalled("HbA1c bands", "value, unit; pregnancies", "American Diabetes Association")
GLUCOSE = recalled("Fasting glucose bands", "value, unit, fasting", "American Diabetes Association")
VITAMIN_D = recalled(
    "Vitamin D bands", "value, unit", "Endocrine Society 2011; its 2024 update dropped the bands, the IOM uses 20 ng/mL"
)
RULES: tuple[Published, ...] = (HBA1C, GLUCOSE, VITAMIN_D)

_TWO_TESTS = "two tests to diagnose without symptoms"
_DIABETES = ("below the pre-diabetes band", "in the pre-diabetes band", f"in the diabetes band: {_TWO_TESTS}")
_VITAMIN = ("deficient", "insufficient", "sufficient")


@dataclass(frozen=True, slots=True)
class Bands:
    """Three bands of one unit: below `middle`, from there, and from `upper` on."""

    rule: Published
    middle: Decimal
    upper: Decimal
    words: tuple[str, str, str]


def _bands(rule: Published, middle: str, upper: str, words: tuple[str, str, str]) -> Bands:
    return Bands(rule, Decimal(middle), Decimal(upper), words)


_BY_UNIT = {
    ("hba1c", "%"): _bands(HBA1C, "5.7", "6.5", _DIABETES),
    ("hba1c", "mmol/mol"): _bands(HBA1C, "39", "48", _DIABETES),
    ("fpg", "mg/dL"): _bands(GLUCOSE, "100", "126", _DIABETES),
    ("fpg", "mmol/L"): _bands(GLUCOSE, "5.6", "7.0", _DIABETES),
    ("vitd", "ng/mL"): _bands(VITAMIN_D, "20", "30", _VITAMIN),
    ("vitd", "nmol/L"): _bands(VITAMIN_D, "50", "74.88", _VITAMIN),  # 20 and 30 ng/mL
}
_ANALYTES = {"hba1c_ifcc": "hba1c", "fpg_si": "fpg"}
_RULES = {"hba1c": HBA1C, "fpg": GLUCOSE, "vitd": VITAMIN_D}


def read_bands(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside a number of one of these analytes in the woman, unless the sample cannot be read."""
    analyte, values = _ANALYTES.get(inv.test, inv.test), range_of(inv)
    if analyte not in _RULES or values is None or inv.subject is not Subject.PATIENT:
        return ()
    if readability(inv, facts, on).verdict != "valid":
        return ()
    if analyte == "fpg" and inv.fasting is False:
        return (GLUCOSE.says("Not fasting: the bands do not apply"),)
    bands = _BY_UNIT.get((analyte, unit_of(inv) or ""))
    if bands is None:
        return (_RULES[analyte].says("Cannot tell: no band is on file for this unit"),)
    return (bands.rule.says("; ".join(_words(bands, values, inv))),)


def _words(bands: Bands, values: Range, inv: Investigation) -> Iterator[str]:
    band = _band(bands, values)
    yield "Cannot tell: the value may lie in two bands" if band is None else bands.words[band].capitalize()
    if bands.rule is GLUCOSE and inv.fasting is None:
        yield "whether she fasted is not recorded"
    if bands.rule is HBA1C:
        yield "not reliable with a haemoglobinopathy"


def _band(bands: Bands, values: Range) -> int | None:
    """0, 1 or 2; None when the reported value may lie in two."""
    middle, upper = (values.above(limit, or_equal=True) for limit in (bands.middle, bands.upper))
    if middle is None or upper is None:
        return None
    return int(middle) + int(upper)
