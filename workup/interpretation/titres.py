"""Antibodies by the bands of ACR/EULAR 2023: which titre persists, and on which days an antibody was positive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workup.checklist.facts import Facts, Investigation
from workup.interpretation.days import Days, span_of
from workup.interpretation.interference import readability
from workup.interpretation.persistence import Sample, course_of
from workup.interpretation.polarity import APL_TESTS, LUPUS_ANTICOAGULANT, polarity
from workup.interpretation.recorded import final_of
from workup.interpretation.titre import MODERATE, units_of


def persists_at(test: str, level: Decimal, facts: Facts, on: date) -> bool | None:
    """Whether the antibody is at `level` units or more, twice, twelve weeks apart. None when nothing readable or no
    number in units decides."""
    samples = [(_reaches(row, level, facts), _sample(row, facts, on)) for row in _readable(test, facts, on)]
    if not samples:
        return None
    surely = [sample for reached, sample in samples if reached is True]
    perhaps = [sample for reached, sample in samples if reached is not False]
    if course_of(surely, [], on).kind == "persistent":  # what is below the level in between takes nothing back
        return True
    return None if course_of(perhaps, [], on).kind in ("persistent", "open") else False


def positive_days(facts: Facts, on: date) -> tuple[Days, ...]:
    """The days of a positive lupus anticoagulant, or of another antibody at 40 units or more."""
    return tuple(
        span_of(row.collected_on, on)
        for test in APL_TESTS
        for row in _readable(test, facts, on)
        if _reaches(row, MODERATE, facts) is True
    )


def undecided(facts: Facts, on: date) -> bool:
    """Whether some result is positive for its laboratory without a number in units."""
    return any(_reaches(row, MODERATE, facts) is None for test in APL_TESTS for row in _readable(test, facts, on))


def _readable(test: str, facts: Facts, on: date) -> list[Investigation]:
    return [row for row in final_of(facts, (test,)) if _can_be_read(row, facts, on)]


def _can_be_read(row: Investigation, facts: Facts, on: date) -> bool:
    said = polarity(row, facts.settings.apl_mode)
    return said.verdict != "unreadable" and readability(row, facts, on).verdict != "unreadable"


def _reaches(row: Investigation, level: Decimal, facts: Facts) -> bool | None:
    """By units where there are any; a negative of the laboratory's is below every level."""
    positive = polarity(row, facts.settings.apl_mode).verdict == "positive"
    if row.test == LUPUS_ANTICOAGULANT:
        return positive
    values = units_of(row)
    by_units = None if values is None else values.above(level, or_equal=True)
    return by_units if by_units is not None or positive else False


def _sample(row: Investigation, facts: Facts, on: date) -> Sample:
    sure = readability(row, facts, on).verdict == "valid"
    return Sample(span_of(row.collected_on, on), sure)
