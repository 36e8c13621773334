"""A reported number as the range of values that it can mean: `<60` stays everything below 60."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from patients.obstetrics.values import Comparator
from workup.checklist.facts import Investigation

_INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`; `low_open`, `high_open`: the end itself is not in it."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def above(self, limit: Decimal, or_equal: bool = False) -> bool | None:
        """Whether every value lies above `limit` (or equals it); None when only some do."""
        if self.low > limit or (self.low == limit and (self.low_open or or_equal)):
            return True
        if self.high < limit or (self.high == limit and (self.high_open or not or_equal)):
            return False
        return None

    def below(self, limit: Decimal) -> bool | None:
        """Whether every value lies below `limit`; None when only some do."""
        at_least = self.above(limit, or_equal=True)
        return None if at_least is None else not at_least


def finite(number: Decimal | None) -> Decimal | None:
    """The number, or None when there is none (a database can hold NaN)."""
    return number if number is not None and number.is_finite() else None


def range_of(inv: Investigation) -> Range | None:
    """What the reported number can mean; None without a number."""
    number = finite(inv.number)
    if number is None:
        return None
    match inv.comparator:
        case None:
            return Range(number, number)
        case Comparator.LT | Comparator.LE:
            return Range(-_INFINITY, number, high_open=inv.comparator is Comparator.LT)
        case Comparator.GT | Comparator.GE:
            return Range(number, _INFINITY, low_open=inv.comparator is Comparator.GT)
