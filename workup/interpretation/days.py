"""Runs of days, both ends included, and how much of one lies inside others."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from patients.obstetrics.dates import PartialDate, plus

Share = Literal["all", "none", "some"]


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From `first` to `last`, both included. `date.min` and `date.max` stand for an open end."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


def later(day: date, days: int) -> date:
    """`day` plus `days`; the open ends stay open, and no calendar is left."""
    return day if day in (date.min, date.max) else plus(day, days)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last day when it has no such day; the open ends stay open."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day == date.min or year > date.max.year:
        return date.min if day == date.min else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_or_none(first: date, last: date) -> Days | None:
    """The run of days, or None when it would be empty."""
    return Days(first, last) if first <= last else None


def span_of(day: PartialDate | None, on: date) -> Days:
    """Every day that a recorded date can mean; a blank one runs from the beginning to `on` (rulings, 23)."""
    return Days(date.min, on) if day is None else Days(day.earliest, day.latest)


def share(span: Days, covers: Iterable[Days]) -> Share:
    """How much of `span` lies inside `covers`: `all` of its days, `none`, or `some`."""
    touching = [cover for cover in covers if cover.overlaps(span)]
    if not touching:
        return "none"
    return "all" if _free_day(span.first, touching, span.last) is None else "some"


def first_free(day: date, covers: Iterable[Days]) -> date | None:
    """The first day from `day` on that nothing covers; None when a cover is open-ended."""
    return _free_day(day, covers, date.max)


def _free_day(day: date, covers: Iterable[Days], until: date) -> date | None:
    for cover in sorted(covers):
        if day in cover:
            if cover.last >= until:
                return None
            day = later(cover.last, 1)
    return day
