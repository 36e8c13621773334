"""Persistence of antiphospholipid antibodies: domain-logic.md, 4.4; partial dates by rulings.md, 3, 20 and 23.

Each of the five antibodies is followed by itself. Two positives count together when 84 days or more lie between them; a
negative closes the question only when it is as far from the first positive and after the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from patients.obstetrics.values import InvestigationStatus, Subject
from workup.checklist.facts import AplMode, Facts, Investigation
from workup.interpretation.days import span_of
from workup.interpretation.interference import Readability, readability
from workup.interpretation.persistence import Course, Sample, course_of
from workup.interpretation.polarity import (
    APL_TESTS,
    LUPUS_ANTICOAGULANT,
    Polarity,
    is_antiphospholipid,
    polarity,
)

__all__ = [
    "APL_TESTS",
    "CRITERIA",
    "AntibodyReading",
    "AplReading",
    "AplStatus",
    "Polarity",
    "antibody_reading",
    "is_antiphospholipid",
    "polarity",
    "read_apl",
]


class AplStatus(StrEnum):
    """In the order in which one outranks another in `overall`."""

    PERSISTENTLY_POSITIVE = "persistently_positive"
    SINGLE_POSITIVE_REPEAT_DUE = "single_positive_repeat_due"
    INDETERMINATE = "indeterminate"
    TRANSIENT = "transient"
    NEGATIVE = "negative"
    NOT_TESTED = "not_tested"


_RANK = {status: rank for rank, status in enumerate(AplStatus)}
CRITERIA = {"la": ("la_interp",), "acl": ("acl_igg", "acl_igm"), "ab2gpi": ("ab2gpi_igg", "ab2gpi_igm")}


@dataclass(frozen=True, slots=True)
class AntibodyReading:
    """One antibody on one day.

    `repeat_due_from`: the latest possible first day of a repeat; None when the status is open or no date is known.
    `repeat_has_come`: whether that day has come; None when the dates leave it open, or nothing is to be repeated.
    `repeat_status_open`: the dates leave open whether, or from when, a repeat counts; `mixed_day`: all that could be
    read is negative and perhaps was collected on a day that says nothing. Either makes the item partial, "day of
    collection not known". `by_word`: where a number was to decide, the laboratory's word did. `positives`, `negatives`,
    `unreadable`: the final results, as read; `reasons`: why some could not be read.
    """

    test: str
    status: AplStatus
    repeat_due_from: date | None
    repeat_has_come: bool | None
    repeat_status_open: bool
    mixed_day: bool
    low_titre: bool
    by_word: bool
    not_reported: bool
    positives: tuple[Investigation, ...]
    negatives: tuple[Investigation, ...]
    unreadable: tuple[Investigation, ...]
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def day_not_known(self) -> bool:
        """Whether the item is partial because the day of collection is not known."""
        return self.mixed_day or self.repeat_status_open


@dataclass(frozen=True, slots=True)
class AplReading:
    """All five antibodies; `tests` holds every one of `APL_TESTS`, those not tested included."""

    mode: AplMode
    overall: AplStatus
    triple_positive: bool
    not_tested: tuple[str, ...]
    tests: Mapping[str, AntibodyReading]

    @property
    def persistent(self) -> tuple[str, ...]:
        """Which of the three criteria (`la`, `acl`, `ab2gpi`) are persistently positive, in any isotype."""
        return tuple(name for name, isotypes in CRITERIA.items() if any(self._persists(test) for test in isotypes))

    @property
    def open(self) -> tuple[str, ...]:
        """Tests of which nothing can be said yet: not tested, not readable, or open by their dates."""
        return tuple(
            test
            for test, reading in self.tests.items()
            if reading.status in (AplStatus.NOT_TESTED, AplStatus.INDETERMINATE) or reading.repeat_status_open
        )

    def _persists(self, test: str) -> bool:
        return self.tests[test].status is AplStatus.PERSISTENTLY_POSITIVE


@dataclass(frozen=True, slots=True)
class _Result:
    inv: Investigation
    polarity: Polarity
    readability: Readability
    sample: Sample | None  # None: cannot be read on any day

    @property
    def why_not(self) -> tuple[str, ...]:
        """Why it cannot be read, or not on every day that it can be of."""
        if self.readability.causes or self.polarity.verdict != "unreadable":
            return self.readability.causes
        return (self.polarity.reason,)

    @property
    def positive(self) -> bool:
        return self.polarity.verdict == "positive"


def read_apl(facts: Facts, on: date) -> AplReading:
    """The antiphospholipid antibodies by facts as they were on the day `on`, in the clinic's mode."""
    tests = {test: antibody_reading(test, facts, on) for test in APL_TESTS}
    persistent = {test for test, reading in tests.items() if reading.status is AplStatus.PERSISTENTLY_POSITIVE}
    return AplReading(
        mode=facts.settings.apl_mode,
        overall=min((reading.status for reading in tests.values()), key=_RANK.__getitem__),
        triple_positive=all(persistent.intersection(isotypes) for isotypes in CRITERIA.values()),
        not_tested=tuple(test for test in APL_TESTS if tests[test].status is AplStatus.NOT_TESTED),
        tests=MappingProxyType(tests),
    )


def antibody_reading(test: str, facts: Facts, on: date) -> AntibodyReading:
    """One antibody, from its final results in the woman."""
    results = [_result(inv, facts, on) for inv in facts.investigations if _is_final(inv, test)]
    readable = [result for result in results if result.sample is not None]
    course = course_of(_samples(readable, positive=True), _samples(readable, positive=False), on)
    return AntibodyReading(
        test=test,
        status=_status(results, course),
        repeat_due_from=course.due_from,
        repeat_has_come=course.due,
        repeat_status_open=course.kind == "open" or course.due_open,
        mixed_day=course.kind == "perhaps_negative",
        low_titre=any(result.polarity.low_titre for result in readable),
        by_word=test != LUPUS_ANTICOAGULANT and any(result.polarity.by_word for result in readable),
        not_reported=any(result.readability.not_reported for result in results),
        positives=tuple(result.inv for result in readable if result.positive),
        negatives=tuple(result.inv for result in readable if not result.positive),
        unreadable=tuple(result.inv for result in results if result.sample is None),
        reasons=_joined(result.why_not for result in results),
        warnings=_joined(result.readability.warnings for result in readable),
        advice=_joined(result.readability.advice for result in results),
    )


def _is_final(inv: Investigation, test: str) -> bool:
    return inv.test == test and inv.status is InvestigationStatus.FINAL and inv.subject is Subject.PATIENT


def _result(inv: Investigation, facts: Facts, on: date) -> _Result:
    read, said = readability(inv, facts, on), polarity(inv, facts.settings.apl_mode)
    if said.verdict == "unreadable" or read.verdict == "unreadable":
        return _Result(inv, said, read, None)
    sure, dated = read.verdict == "valid", inv.collected_on is not None
    return _Result(inv, said, read, Sample(span_of(inv.collected_on, on), sure, dated))


def _samples(results: Iterable[_Result], positive: bool) -> list[Sample]:
    return [result.sample for result in results if result.sample is not None and result.positive is positive]


def _joined(texts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every text once, in order."""
    return tuple(dict.fromkeys(text for some in texts for text in some))


def _status(results: list[_Result], course: Course) -> AplStatus:
    if not results:
        return AplStatus.NOT_TESTED
    match course.kind:
        case "persistent":
            return AplStatus.PERSISTENTLY_POSITIVE
        case "single" | "open":
            return AplStatus.SINGLE_POSITIVE_REPEAT_DUE
        case "transient":
            return AplStatus.TRANSIENT
        case "negative":
            return AplStatus.NEGATIVE
        case "perhaps_negative" | "nothing":
            return AplStatus.INDETERMINATE
