"""What the calendar alone will change: the same facts, later days.

A finding can change only on a day that some recorded date points to: the day itself, or a fixed interval after it. So
the checklist is evaluated on each of these days, and equal neighbours are merged. Nothing has to run at midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import beginning_range
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import Facts, Investigation, Lifestyle
from workup.checklist.findings import Checklist, Finding
from workup.guidelines.model import Guideline

# Days after a recorded date on which something begins to count: the day itself; the day after an end, or after the last
# day of a drug; 2 after a DOAC; 14 after a VKA; 15, when the wait for tissue is over; 42 after a pregnancy; 84 between
# two antibodies; and those of the published advice.
_OFFSETS = (0, 1, 2, 5, 6, 14, 15, 42, 43, 84, 85, 92, 93)


@dataclass(frozen=True, slots=True)
class Period:
    """From `valid_from` (included) until `valid_until` (excluded, None: for good) the calendar changes nothing."""

    valid_from: date
    valid_until: date | None
    checklist: Checklist


@dataclass(frozen=True, slots=True)
class Segment:
    """The same for one finding; an item of a partner who comes or goes begins or ends with him."""

    valid_from: date
    valid_until: date | None
    finding: Finding


def periods(facts: Facts, guideline: Guideline, on: date) -> tuple[Period, ...]:
    """The checklist of `on` and every later one, without gaps; the last has no end."""
    checklists = [evaluate(facts, guideline, day) for day in sorted(_candidates(facts, on))]
    first, *later = checklists
    kept = [first, *(new for old, new in pairwise(checklists) if not _same(old, new))] if later else [first]
    ends = [*(checklist.on for checklist in kept[1:]), None]
    return tuple(Period(checklist.on, end, checklist) for checklist, end in zip(kept, ends, strict=True))


def segments(facts: Facts, guideline: Guideline, on: date) -> tuple[Segment, ...]:
    """Every finding with the days on which it holds, in the order of the checklist, then of the days."""
    found: dict[tuple[str, str | None, int | None], list[Segment]] = {}
    for period in periods(facts, guideline, on):
        for finding in period.checklist.findings:
            _append(found.setdefault(finding.identity, []), period, finding)
    return tuple(segment for run in found.values() for segment in run)


def _append(run: list[Segment], period: Period, finding: Finding) -> None:
    """Lengthen the last segment when nothing changed, else begin a new one."""
    if run and run[-1].finding == finding and run[-1].valid_until == period.valid_from:
        run[-1] = replace(run[-1], valid_until=period.valid_until)
    else:
        run.append(Segment(period.valid_from, period.valid_until, finding))


def _same(old: Checklist, new: Checklist) -> bool:
    return replace(old, on=new.on) == new


def _candidates(facts: Facts, on: date) -> set[date]:
    """`on`, and every later day on which something can change."""
    offsets = {*_OFFSETS, facts.settings.tissue_days, facts.settings.tissue_days + 1}
    days = {_later(day, offset) for day in _days(facts) for offset in offsets}
    return {on, *(day for day in days if day is not None and day > on)}


def _later(day: date, offset: int) -> date | None:
    try:
        return day + timedelta(days=offset)
    except OverflowError:
        return None


def _days(facts: Facts) -> Iterator[date]:
    """Every day that the record points to; of a partial date the earliest and the latest."""
    yield facts.recorded_by
    yield from _known(facts.early_workup_on, facts.lifestyle.measured_on)
    for partner in facts.partners:
        yield from _known(partner.from_date, partner.to_date, *_measured(partner.lifestyle))
    for decision in facts.decisions:
        yield from _known(decision.decided_on, decision.review_on)
    partial = [c.since for c in facts.conditions]
    partial += [day for m in facts.medications for day in (m.started_on, m.stopped_on)]
    yield from _ends(partial)
    for row in facts.investigations:
        yield from _investigation(row)
    for pregnancy in facts.pregnancies:
        yield from _pregnancy(pregnancy)


def _measured(lifestyle: Lifestyle) -> tuple[date | None, ...]:
    return (lifestyle.measured_on,)


def _investigation(row: Investigation) -> Iterator[date]:
    yield from _known(row.ordered_on)
    yield from _ends([row.collected_on])


def _pregnancy(p: Pregnancy) -> Iterator[date]:
    """Beginning and end; births, events and complications change no finding."""
    yield from _ends([p.ended_on])
    yield from _known(p.transfer_date, *(beginning_range(p) or ()))


def _known(*days: date | None) -> Iterator[date]:
    return (day for day in days if day is not None)


def _ends(days: Iterable[PartialDate | None]) -> Iterator[date]:
    for day in days:
        if day is not None:
            yield from (day.earliest, day.latest)
