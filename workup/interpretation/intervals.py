"""How far a clinical event and a positive antibody lie apart, by days that may be known only as a span."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from workup.interpretation.criteria import some
from workup.interpretation.days import Days, later


def years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 28 February. The calendar's end stays its end."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def apart(events: Iterable[Days], positives: Iterable[Days], at_least: int, years: int) -> bool | None:
    """Whether any pair lies at least so many days and at most so many years apart; None when dates leave it open."""
    return some(_pair(a, b, at_least, years) for a, b in product(events, positives))


def _pair(a: Days, b: Days, at_least: int, years: int) -> bool | None:
    """Closest and farthest that the two can lie; certain when both are inside."""
    nearest = (max(a.first, b.first), min(a.last, b.last))  # a gap when the first lies after the second
    farthest = max((a.first, b.last), (b.first, a.last), key=lambda ends: ends[1] - ends[0])
    gap = nearest if nearest[0] > nearest[1] else None
    closest_ok = at_least == 0 or (gap is not None and gap[0] >= later(gap[1], at_least))
    farthest_ok = farthest[1] <= years_after(farthest[0], years)
    if closest_ok and farthest_ok:
        return True
    too_close = farthest[1] < later(farthest[0], at_least)
    too_far = gap is not None and gap[0] > years_after(gap[1], years)
    return False if too_close or too_far else None
