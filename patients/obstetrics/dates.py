"""Dates as precise as they are known.

A month stays a month and a year stays a year: nothing here ever invents a first of the month. Where a day matters,
callers look at the earliest and the latest day that a partial date can mean.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a year and month, or a full date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        # refuses what is in no calendar, month 0 and day 0 included
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2019`, `2019-05` or `2019-05-09`; ValueError says what is wrong with anything else."""
        shape = _SHAPE.fullmatch(text.strip())
        if shape is None:
            raise ValueError(f"“{text}” is not a date; write 2019, 2019-05 or 2019-05-09")
        try:
            return cls(*(int(part) if part else None for part in shape.groups()))  # type: ignore[arg-type]
        except ValueError as error:
            raise ValueError(f"“{text}” is in no calendar") from error

    @classmethod
    def of(cls, day: date) -> Self:
        """A full date."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """The first day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that this can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day itself when it is known, else None."""
        return self.earliest if self.day is not None else None

    @property
    def words(self) -> str:
        """As a person writes it: `9 May 2019`, `May 2019`, `2019`."""
        if self.month is None:
            return str(self.year)
        month = f"{_MONTHS[self.month - 1]} {self.year}"
        return month if self.day is None else f"{self.day} {month}"

    def __str__(self) -> str:
        """ISO, as it is stored and exchanged."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"


def in_words(day: date) -> str:
    """`9 May 2019`."""
    return PartialDate.of(day).words


def plus(day: date, days: int) -> date:
    """`day` moved by whole days; it stops at the ends of the calendar, which a typing error may come near."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
