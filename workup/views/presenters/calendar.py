"""A calendar axis: dates become places in per cent. Solid is known, open is not; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from patients.obstetrics.dates import in_words
from workup.interpretation.days import Days

MOST_TICKS = 6
NARROWEST = 0.7  # per cent: what lasted a day can still be seen
_SHORT = 900  # days that are divided by quarters instead of years


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and what stands above it."""

    x: str
    word: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days on the axis; `open`: it may or may not belong to it."""

    x: str
    width: str
    open: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From `first` to `last`, which are at least a day apart."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Per cent of the axis that lies before `day`, never beyond its ends."""
        part = (day - self.first).days / (self.last - self.first).days
        return min(max(part, 0.0), 1.0) * 100

    def at(self, day: date) -> str:
        """A day as a place."""
        return f"{self.share(day):.2f}%"

    def middle(self, days: Days) -> str:
        """The place of something that happened on one of these days."""
        return f"{self.middle_share(days):.2f}%"

    def middle_share(self, days: Days) -> float:
        """The same as a number."""
        return (self.share(days.first) + self.share(days.last)) / 2

    def stretch(self, first: date, last: date, open_: bool) -> Stretch:
        """From one day to the other, never too narrow to be seen and never beyond the end."""
        width = max(self.share(last) - self.share(first), NARROWEST)
        return Stretch(f"{min(self.share(first), 100 - width):.2f}%", f"{width:.2f}%", open_)

    @property
    def ticks(self) -> list[Tick]:
        """The first of January of every year, or of every quarter where the axis is short; at most six."""
        days = [day for day in self._firsts() if self.first <= day <= self.last]
        step = -(-len(days) // MOST_TICKS) or 1
        short = self._is_short()
        return [Tick(self.at(day), in_words(day)[2:] if short else str(day.year)) for day in days[::step]]

    def _is_short(self) -> bool:
        return (self.last - self.first).days < _SHORT

    def _firsts(self) -> Iterator[date]:
        months = (1, 4, 7, 10) if self._is_short() else (1,)
        years = range(self.first.year, self.last.year + 1)
        return (date(year, month, 1) for year in years for month in months)


def axis_of(days: Iterable[date], on: date) -> Axis:
    """Wide enough for all of the days and the day `on`; at least a month."""
    every = [*days, on]
    first, last = min(every), max(every)
    return Axis(min(first, last - timedelta(days=30)), last)


def stretches(axis: Axis, start: Days, end: Days) -> list[Stretch]:
    """Something that began on one of the days `start` and ended on one of `end`: solid where it surely was."""
    if start.last > end.first:
        return [axis.stretch(min(start.first, end.first), max(start.last, end.last), open_=True)]
    places = (start.first, start.last, end.first, end.last)
    drawn = zip(pairwise(places), (True, False, True), strict=True)
    return [axis.stretch(a, b, open_) for (a, b), open_ in drawn if a < b or not open_]
