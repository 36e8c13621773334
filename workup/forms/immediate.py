"""What a result says, while it is being typed: nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.dates import in_words
from patients.obstetrics.values import InvestigationStatus
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.apl import APL_TESTS, AntibodyReading, AplStatus, antibody_reading, polarity
from workup.interpretation.interference import Readability, readability
from workup.interpretation.reading import reading_of, repeat_advice

_SAID = {"normal": "within the limits", "abnormal": "outside the limits", "not_read": "no limits to compare it with"}
_WORDED = {"normal": "normal", "abnormal": "abnormal", "not_read": "kept as reported, not read"}


@dataclass(frozen=True, slots=True)
class Line:
    """The reading of one test; `acts` when something is to be done about it."""

    test: str
    words: str
    acts: bool = False
    more: tuple[str, ...] = ()


def read_entered(facts: Facts, entered: tuple[Investigation, ...], on: date) -> tuple[Line, ...]:
    """The reading of every entered result beside what is on record."""
    whole = replace(facts, investigations=(*facts.investigations, *entered))
    return tuple(_line(whole, one, on) for one in entered)


def _line(facts: Facts, one: Investigation, on: date) -> Line:
    if one.status is not InvestigationStatus.FINAL:
        return Line(one.test, "outstanding: on the worklist until its result comes")
    readable = readability(one, facts, on)
    if readable.not_reported:
        return Line(one.test, "done, but without its result the item stays partial")
    if readable.verdict == "unreadable":
        return Line(one.test, _cannot(readable), True, readable.advice)
    if one.test in APL_TESTS:
        return _antibody(facts, one, readable, on)
    reading = reading_of(one, facts.settings.apl_mode)
    said = _SAID if one.word is None and one.number is not None else _WORDED
    words = "cannot tell on which day it was collected" if readable.verdict == "mixed" else said[reading]
    advice = repeat_advice(one)
    return Line(one.test, words, reading == "abnormal", (*readable.warnings, *((advice,) if advice else ())))


def _cannot(readable: Readability) -> str:
    why = ", ".join(readable.causes)
    since = "" if readable.not_before is None else f"; a new sample from {in_words(readable.not_before)}"
    return f"cannot be read: {why}{since}"


def _antibody(facts: Facts, one: Investigation, readable: Readability, on: date) -> Line:
    own = polarity(one, facts.settings.apl_mode)
    course = antibody_reading(one.test, facts, on)
    low = " (low, below the criteria)" if own.low_titre else ""
    words = f"{own.verdict}{low}{_course(own.verdict, course)}"
    return Line(one.test, words, _acts(course), (*readable.warnings, *course.advice))


def _acts(course: AntibodyReading) -> bool:
    return course.status in (AplStatus.SINGLE_POSITIVE_REPEAT_DUE, AplStatus.PERSISTENTLY_POSITIVE)


def _course(own: str, course: AntibodyReading) -> str:
    """What follows from this result together with the earlier ones of the same antibody."""
    if course.status is AplStatus.PERSISTENTLY_POSITIVE:
        return ", and persistent: two positives 12 weeks apart"
    if course.status is AplStatus.TRANSIENT:
        return ", the earlier positive was transient"
    if course.status is not AplStatus.SINGLE_POSITIVE_REPEAT_DUE:
        return ""
    whose = "" if own == "positive" else ", for the earlier positive"
    if course.repeat_due_from is None:
        return f"{whose}: a repeat is needed 12 weeks after it; its day is not known"
    return f"{whose}: a repeat counts from {in_words(course.repeat_due_from)}"
