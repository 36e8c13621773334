"""Can a sample of that day be read? (skeleton: signatures first)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workup.checklist.facts import Facts, Investigation

Verdict = Literal["valid", "unreadable", "mixed"]
DAY_NOT_KNOWN = "day of collection not known"


@dataclass(frozen=True, slots=True)
class Readability:
    """`not_before` only when unreadable and known; `not_reported`: done, but the result is not on hand."""

    verdict: Verdict
    causes: tuple[str, ...] = ()
    not_before: date | None = None
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    not_reported: bool = False


def readability(inv: Investigation, facts: Facts, on: date) -> Readability:
    raise NotImplementedError


def not_before(invs: Iterable[Investigation], facts: Facts, on: date) -> date | None:
    raise NotImplementedError


def pregnant_when_collected(inv: Investigation, facts: Facts, on: date) -> bool | None:
    """None when the dates leave it open."""
    raise NotImplementedError
