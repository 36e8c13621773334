"""Antinuclear antibodies: a titre is a step of a serial dilution, a pattern needs its titre (domain-logic.md, 6.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import InvestigationStatus, Subject
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.published import Published, recalled
from workup.interpretation.ranges import finite

TITRE = recalled("ANA titre", "value, the laboratory's limit")
PATTERN = recalled("ANA pattern", "value; a titre of the same day", "ICAP nomenclature")
RULES: tuple[Published, ...] = (TITRE, PATTERN)

_SERIES = (40, 80, 160, 320, 640, 1280)
_RATIO = re.compile(r"(?:[<>]=?)?\s*1\s*[:/]\s*([0-9]+)")
_CODE = re.compile(r"\bAC[- ]?([0-9]{1,2})\b", re.IGNORECASE)
_PATTERNS = (
    ((0,), "negative"),
    ((1,), "homogeneous"),
    ((2,), "DFS"),
    ((3,), "centromere"),
    ((4, 5), "speckled"),
    ((8, 9, 10), "nucleolar"),
    (tuple(range(15, 24)), "cytoplasmic"),
)
_COMMON, _CLINICS = 80, 160


def denominator_of(inv: Investigation) -> int | None:
    """160 of `1:160` or `160`; None when there is no whole number of at least 1."""
    shape = _RATIO.fullmatch(inv.value.strip())
    number = finite(inv.number) if shape is None else Decimal(shape[1])
    return int(number) if number is not None and number >= 1 and number == number.to_integral_value() else None


def read_ana(inv: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """Beside an ANA titre or pattern of the woman."""
    if inv.subject is not Subject.PATIENT:
        return ()
    if inv.test == "ana_titre" and (inv.value or inv.number is not None):
        return (TITRE.says("; ".join(_titre(inv))),)
    if inv.test == "ana_pattern" and inv.value:
        return (_pattern(inv, facts),)
    return ()


def _titre(inv: Investigation) -> Iterator[str]:
    denominator = denominator_of(inv)
    if denominator is None:
        yield "Cannot tell: not a titre such as 1:160"
        return
    yield f"Titre {inv.comparator or ''}1:{denominator}"
    if inv.comparator is None:
        yield f"{_place(denominator, _COMMON)} the common cut-off 1:{_COMMON}"
        yield f"{_place(denominator, _CLINICS)} 1:{_CLINICS}, from which many clinics act"
        if denominator not in _SERIES:
            yield "not a step of the usual series (1:40, 1:80, 1:160, ...)"
    yield "the cut-off is the laboratory's; what it means for recurrent loss is not proven"


def _place(denominator: int, cut_off: int) -> str:
    return "at or above" if denominator >= cut_off else "below"


def _pattern(inv: Investigation, facts: Facts) -> Interpretation:
    named = _named(inv.value)
    has_titre = any(
        row.test == "ana_titre"
        and row.subject is Subject.PATIENT
        and row.status is InvestigationStatus.FINAL
        and row.collected_on == inv.collected_on
        and denominator_of(row) is not None
        for row in facts.investigations
    )
    words = (f"Pattern {inv.value}{named}", "" if has_titre else "incomplete: no titre of the same day is on record")
    return PATTERN.says("; ".join(word for word in words if word), acts=not has_titre)


def _named(value: str) -> str:
    codes = {int(code) for code in _CODE.findall(value)}
    names = [name for numbers, name in _PATTERNS if codes & set(numbers)]
    return f" ({', '.join(names)})" if names else ""
