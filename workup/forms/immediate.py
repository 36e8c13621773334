"""What a result says, while it is being typed: nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.dates import in_words
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import InvestigationStatus
from workup import catalogue
from workup.catalogue import Kind
from workup.checklist.facts import Facts, Investigation
from workup.interpretation.antibody_said import asks, course_words
from workup.interpretation.apl import APL_TESTS, AntibodyReading, AplStatus, antibody_reading, polarity
from workup.interpretation.beside import beside
from workup.interpretation.interference import Readability, readability
from workup.interpretation.reading import reading_of

_SAID = {
    "normal": "within the limits",
    "abnormal": "outside the limits",
    "not_read": "kept as reported; no limits given",
}
_WORDED = {"normal": "normal", "abnormal": "abnormal", "not_read": "kept as reported, not read"}
_TOTAL = "total kept as reported"  # of a questionnaire, which has bands and no limits
_QUIET = frozenset({_TOTAL, _SAID["not_read"], _WORDED["not_read"]})


@dataclass(frozen=True, slots=True)
class Line:
    """The reading of one test; `acts` when something is to be done. `said`: every rule that has a word on it.

    `quiet`: the number says nothing by itself, and that is nothing to act on.
    """

    test: str
    words: str
    acts: bool = False
    said: tuple[Interpretation, ...] = ()
    quiet: bool = False


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
    words, acts = _reading(facts, one, readable, on)
    return Line(one.test, words, acts, beside(one, facts, on), quiet=words in _QUIET)


def _reading(facts: Facts, one: Investigation, readable: Readability, on: date) -> tuple[str, bool]:
    """The reading in a few words, and whether something is to be done about it."""
    if readable.verdict == "unreadable":
        return _cannot(readable), True
    if one.test in APL_TESTS:
        return _antibody(facts, one, on)
    reading = reading_of(one, facts.settings.apl_mode)
    said = _SAID if one.word is None and one.number is not None else _WORDED
    if readable.verdict == "mixed":
        return "cannot tell on which day it was collected", reading == "abnormal"
    return _TOTAL if _is_total(one) and reading == "not_read" else said[reading], reading == "abnormal"


def _is_total(one: Investigation) -> bool:
    """Of a questionnaire."""
    known = catalogue.tests().get(one.test)
    return known is not None and known.kind is Kind.SCORE


def _cannot(readable: Readability) -> str:
    why = ", ".join(readable.causes)
    since = "" if readable.not_before is None else f"; a new sample from {in_words(readable.not_before)}"
    return f"cannot be read: {why}{since}"


def _antibody(facts: Facts, one: Investigation, on: date) -> tuple[str, bool]:
    own = polarity(one, facts.settings.apl_mode)
    course = antibody_reading(one.test, facts, on)
    low = " (low, below the criteria)" if own.low_titre else ""
    return f"{own.verdict}{low}{_course(own.verdict, course)}", asks(course)


def _course(own: str, course: AntibodyReading) -> str:
    """What follows from this result together with the earlier ones of the same antibody."""
    words = course_words(own, course)
    if course.status is AplStatus.PERSISTENTLY_POSITIVE:
        return f", and {words}"
    single = course.status is AplStatus.SINGLE_POSITIVE_REPEAT_DUE and own == "positive"
    return f"{': ' if single else ', '}{words}" if words else ""
