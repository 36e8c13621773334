"""Does a positive antibody persist? domain-logic.md, 4.4, for samples of which the day may be known only as a span.

A statement is made when it holds on every reading of the dates. Where they decide between two, the course is `open`
(rulings, 20).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Literal

from workup.interpretation.days import Days, later

TWELVE_WEEKS = 84

Kind = Literal["nothing", "negative", "perhaps_negative", "single", "open", "transient", "persistent"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One readable result: the days on which it can have been collected; `sure` unless some other day of its span would
    have made it unreadable; `dated` unless nothing is known of its day."""

    days: Days
    sure: bool = True
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """What the results of one antibody add up to on a day.

    `due_from`: the latest possible day from which a repeat counts; `due`: whether it has come, None when that is open
    or nothing is to be repeated; `due_open`: a repeat is needed and the dates leave open whether its day has come.
    """

    kind: Kind
    due_from: date | None = None
    due: bool | None = None
    due_open: bool = False


def course_of(positives: list[Sample], negatives: list[Sample], on: date) -> Course:
    """The course of one antibody. A positive asks for a repeat even if its day might have spoiled it (rulings, 3)."""
    if not positives:
        return Course(_without_positives(negatives))
    sure = [sample for sample in positives if sample.sure] or positives
    if _surely_persistent(sure):
        return Course("persistent")
    if not _possibly_persistent(positives):
        if _surely_transient(sure, positives, negatives):
            return Course("transient")
        if not _possibly_transient(sure, positives, negatives):
            return _repeat(sure, positives, on)
    return Course("open")


def _without_positives(negatives: list[Sample]) -> Kind:
    if not negatives:
        return "nothing"
    return "negative" if any(sample.sure for sample in negatives) else "perhaps_negative"


def _surely_persistent(positives: list[Sample]) -> bool:
    """Even at their closest, the first and the last positive lie twelve weeks apart."""
    return max(s.days.first for s in positives) >= later(min(s.days.last for s in positives), TWELVE_WEEKS)


def _possibly_persistent(positives: list[Sample]) -> bool:
    return any(b.days.last >= later(a.days.first, TWELVE_WEEKS) for a, b in permutations(positives, 2))


def _surely_transient(sure: list[Sample], positives: list[Sample], negatives: list[Sample]) -> bool:
    """A negative twelve weeks after the first positive and after the last, on every reading of the dates."""
    far_enough = later(min(s.days.last for s in sure), TWELVE_WEEKS)
    last_positive = max(s.days.last for s in positives)
    return any(s.sure and s.days.first >= far_enough and s.days.first > last_positive for s in negatives)


def _possibly_transient(sure: list[Sample], positives: list[Sample], negatives: list[Sample]) -> bool:
    far_enough = later(min(s.days.first for s in positives), TWELVE_WEEKS)
    last_positive = max(s.days.first for s in sure)
    return any(s.days.last >= far_enough and s.days.last > last_positive for s in negatives)


def _repeat(sure: list[Sample], positives: list[Sample], on: date) -> Course:
    """One positive, to be repeated twelve weeks after the first: due when the latest possible day has come."""
    earliest = later(min(s.days.first for s in positives), TWELVE_WEEKS)
    latest = later(min(s.days.last for s in sure), TWELVE_WEEKS)
    if not any(s.dated for s in sure):
        return Course("single", due_open=True)
    if earliest <= on < latest:
        return Course("single", due_from=latest, due_open=True)
    return Course("single", due_from=latest, due=on >= latest)
