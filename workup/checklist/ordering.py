"""Results in the order of their days; it does not depend on the order in which they were typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workup.checklist.facts import Investigation


def latest_day(row: Investigation) -> date | None:
    """The latest day on which it can have been collected; None when the date is not known."""
    return row.collected_on.latest if row.collected_on else None


def chronological(row: Investigation) -> tuple[date, date, str, str, str]:
    """Sort key: undated rows first, then by latest possible day; the rest only makes the order certain."""
    collected = row.collected_on
    days = (collected.latest, collected.earliest) if collected else (date.min, row.ordered_on or date.min)
    return (*days, row.test, str(row.word or ""), f"{row.comparator or ''}{row.value}{row.number}{row.unit}")


def newest(rows: Iterable[Investigation]) -> tuple[Investigation, ...]:
    """The rows of the newest day (several, when a test was reported twice); undated ones only without others."""
    ordered = sorted(rows, key=chronological)
    return tuple(row for row in ordered if latest_day(row) == latest_day(ordered[-1]))
