"""Pregnancies that overlap, or may, by dates that are not exact enough for the database to refuse them.

Reckoned as there: from conception (transfer, else day 14) to the end, half-open (issue 2, "The record").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from patients.obstetrics.dates import PartialDate, plus
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import DAYS_BEFORE_CONCEPTION, beginning_range, span
from patients.obstetrics.values import Outcome


@dataclass(frozen=True, slots=True)
class Lasting:
    """Earliest and latest day of conception, earliest and latest day of the end (None: it goes on)."""

    number: int
    conceived: tuple[date, date]
    ended: tuple[date, date] | None
    vague: bool  # the end is known by its year only: "may overlap" would be said of nearly everything


def overlap_warnings(pregnancies: Iterable[Pregnancy]) -> tuple[str, ...]:
    """A sentence for every two that overlap, or may where the end is known to the month."""
    lasting = [found for p in sorted(pregnancies, key=lambda p: p.number) if (found := _lasting(p)) is not None]
    return tuple(words for one, other in combinations(lasting, 2) if (words := _warning(one, other)))


def _warning(one: Lasting, other: Lasting) -> str:
    pair = f"Pregnancies {one.number} and {other.number}"
    if _surely_before_end(one, other) and _surely_before_end(other, one):
        return f"{pair} overlap by the dates on record; check the dates."
    possible = _possibly_before_end(one, other) and _possibly_before_end(other, one)
    if possible and not (one.vague or other.vague):
        return f"{pair} may overlap by the dates on record, which are approximate; check them."
    return ""


def _surely_before_end(one: Lasting, other: Lasting) -> bool:
    """`one` began before `other` ended, whatever the dates mean."""
    return other.ended is None or one.conceived[1] < other.ended[0]


def _possibly_before_end(one: Lasting, other: Lasting) -> bool:
    return other.ended is None or one.conceived[0] < other.ended[1]


def _lasting(p: Pregnancy) -> Lasting | None:
    """None while nothing says when it began, or, of one that ended, when it ended."""
    if p.outcome is not Outcome.ONGOING and p.ended_on is None:
        return None
    conceived = _conceived(p)
    if conceived is None:
        return None
    ended = None if p.ended_on is None else (p.ended_on.earliest, p.ended_on.latest)
    return Lasting(p.number, conceived, ended, p.ended_on is not None and p.ended_on.month is None)


def _conceived(p: Pregnancy) -> tuple[date, date] | None:
    if p.transfer_date is not None:
        return p.transfer_date, p.transfer_date
    began = beginning_range(p) or _from_partial_end(p.ended_on, span(p.ga_weeks, p.ga_days))
    if began is None:
        return None
    return plus(began[0], DAYS_BEFORE_CONCEPTION), plus(began[1], DAYS_BEFORE_CONCEPTION)


def _from_partial_end(ended: PartialDate | None, gestation: tuple[int, int] | None) -> tuple[date, date] | None:
    """Day 0 from an end known to the month or year; only for a warning, never for a gestation."""
    if ended is None or gestation is None:
        return None
    return plus(ended.earliest, -gestation[1]), plus(ended.latest, -gestation[0])
