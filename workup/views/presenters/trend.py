"""The course of a repeated test as a small picture: its dated results in one unit from one laboratory, and in words.

Another laboratory may use another assay, so its results are not joined. `<17` is an open mark at 17, never a value: no
line leads to it. Two results whose order the dates leave open are not joined either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from patients.obstetrics.dates import PartialDate
from workup.checklist.facts import Investigation
from workup.checklist.words import test_label
from workup.interpretation.days import Days
from workup.interpretation.ranges import finite
from workup.views.presenters.calendar import Axis

_LEFT, _TOP, _SIZE = 5.0, 15.0, 90.0  # per cent: marks at the edge stay inside
_HEIGHT = 70.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One result; `open`: it was reported with a comparator."""

    x: str
    y: str
    open: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A line between two results that follow each other."""

    start: Dot
    end: Dot


@dataclass(frozen=True, slots=True)
class Trend:
    """`limits`: the heights of the laboratory's own limits; `words` says all of it."""

    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]
    limits: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Result:
    row: Investigation
    day: PartialDate
    number: Decimal


def trends_of(rows: Iterable[Investigation]) -> dict[int, Trend]:
    """By the identity of the newest result of each series that has at least two."""
    series: dict[tuple[object, ...], list[_Result]] = {}
    for row in rows:
        number = finite(row.number)
        if number is not None and row.collected_on is not None:
            key = (row.test, row.subject, row.partner, row.pregnancy, row.unit, row.lab)
            series.setdefault(key, []).append(_Result(row, row.collected_on, number))
    found = (sorted(each, key=lambda r: (r.day.latest, r.day.earliest)) for each in series.values() if len(each) > 1)
    return {id(each[-1].row): _trend(each) for each in found}


def _trend(results: list[_Result]) -> Trend:
    limits = _limits(results)
    height = _Height.of([*(result.number for result in results), *limits])
    axis = _axis(results)
    dots = [
        Dot(_x(axis, result.day), height.at(result.number), result.row.comparator is not None) for result in results
    ]
    return Trend(
        tuple(dots), tuple(_segments(results, dots)), tuple(height.at(limit) for limit in limits), _words(results)
    )


def _axis(results: list[_Result]) -> Axis | None:
    """None when everything is of one day."""
    first: date = min(result.day.earliest for result in results)
    last: date = max(result.day.latest for result in results)
    return None if first == last else Axis(first, last)


def _x(axis: Axis | None, day: PartialDate) -> str:
    share = 50.0 if axis is None else axis.middle_share(Days(day.earliest, day.latest))
    return f"{_LEFT + share * _SIZE / 100:.1f}%"


@dataclass(frozen=True, slots=True)
class _Height:
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, numbers: list[Decimal]) -> _Height:
        return cls(min(numbers), max(numbers))

    def at(self, number: Decimal) -> str:
        """Higher values stand higher; the middle where all are the same."""
        share = 0.5 if self.low == self.high else float((number - self.low) / (self.high - self.low))
        return f"{_TOP + (1 - share) * _HEIGHT:.1f}%"


def _segments(results: list[_Result], dots: list[Dot]) -> Iterator[Segment]:
    for (earlier, start), (later, end) in pairwise(zip(results, dots, strict=True)):
        if not (start.open or end.open) and earlier.day.latest < later.day.earliest:
            yield Segment(start, end)


def _limits(results: list[_Result]) -> list[Decimal]:
    """Those printed with every result of the series; none when they changed."""
    printed = _printed(results)
    pair = next(iter(printed)) if len(printed) == 1 else ()
    return [limit for limit in map(finite, pair) if limit is not None]


def _printed(results: list[_Result]) -> set[tuple[Decimal | None, Decimal | None]]:
    return {(result.row.lower_limit, result.row.upper_limit) for result in results}


def _words(results: list[_Result]) -> str:
    row = results[-1].row
    told = ", ".join(f"{_value(result.row)} on {result.day.words}" for result in results)
    unit = f" in {row.unit}" if row.unit else ""
    return f"{test_label(row.test)}{unit}: {told}; {_limit_words(results)}"


def _value(row: Investigation) -> str:
    return row.value if row.comparator is None or row.value.startswith(("<", ">")) else f"{row.comparator}{row.value}"


def _limit_words(results: list[_Result]) -> str:
    if len(_printed(results)) > 1:
        return "the limits differ, each stands with its result"
    limits = _limits(results)
    if not limits:
        return "no limits on record"
    return f"limit{'s' if len(limits) > 1 else ''} {' to '.join(f'{limit:f}' for limit in limits)}"
