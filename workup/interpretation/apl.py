"""Persistence of antiphospholipid antibodies (skeleton)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workup.checklist.facts import AplMode, Facts, Investigation
from workup.interpretation.polarity import Polarity, polarity

__all__ = ["APL_TESTS", "AntibodyReading", "AplReading", "AplStatus", "Polarity", "polarity", "read_apl"]

APL_TESTS = ("la_interp", "acl_igg", "acl_igm", "ab2gpi_igg", "ab2gpi_igm")


class AplStatus(StrEnum):
    """In the order in which one outranks another in `overall`."""

    PERSISTENTLY_POSITIVE = "persistently_positive"
    SINGLE_POSITIVE_REPEAT_DUE = "single_positive_repeat_due"
    INDETERMINATE = "indeterminate"
    TRANSIENT = "transient"
    NEGATIVE = "negative"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class AntibodyReading:
    """One antibody on one day.

    `repeat_due_from`: the latest possible first day; None when the status itself is open, or the date is blank.
    `repeat_has_come`: True, False, or None when the dates leave it open (or nothing is to be repeated).
    `mixed_day`: the only results are negative and readable on some of their possible days only.
    """

    test: str
    status: AplStatus
    repeat_due_from: date | None = None
    repeat_has_come: bool | None = None
    repeat_status_open: bool = False  # item: partial, "day of collection not known"
    mixed_day: bool = False  # item: partial, "day of collection not known"
    low_titre: bool = False
    not_reported: bool = False  # some final row says "done, result not on hand"
    positives: tuple[Investigation, ...] = ()
    negatives: tuple[Investigation, ...] = ()
    unreadable: tuple[Investigation, ...] = ()
    reasons: tuple[str, ...] = ()  # why results could not be read
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AplReading:
    """All five antibodies; `tests` holds every one of `APL_TESTS`, also those not tested."""

    mode: AplMode
    overall: AplStatus
    triple_positive: bool
    not_tested: tuple[str, ...]
    tests: Mapping[str, AntibodyReading]


def read_apl(facts: Facts, on: date) -> AplReading:
    raise NotImplementedError
