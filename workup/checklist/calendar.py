"""What the calendar alone will change: the same facts, later days.

A finding can change only on a day that some recorded date points to: the day itself, or the interval after it that the
rules know for a date of its kind. So the checklist is evaluated on each of these days, and equal neighbours are merged.
Nothing has to run at midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, product

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import beginning_range
from workup.checklist.evaluate import evaluate
from workup.checklist.facts import Facts, Investigation
from workup.checklist.findings import Checklist, Finding
from workup.guidelines.model import Guideline
from workup.interpretation.days import later
from workup.interpretation.disturbances import RULES, WARNINGS
from workup.interpretation.exposures import every_medication, pregnancies_of
from workup.interpretation.persistence import TWELVE_WEEKS
from workup.interpretation.polarity import is_antiphospholipid

# Days after the beginning or the end of a pregnancy or a drug on which something begins to count: the day itself, and
# the first one on which a sample can be read again.
_AFTER_EXPOSURE = frozenset({0, *(rule.days_after + 1 for rule in (*RULES, *WARNINGS))})
# The day after the last one on which something holds: a partner, an antibody that was the last positive one.
_AND_THE_NEXT = (0, 1)


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
    return {on, *(day for day in _turns(facts) if day > on)}


def _turns(facts: Facts) -> Iterator[date]:
    """Every day from which the record says something else; of a partial date by its earliest and its latest day."""
    yield facts.recorded_by
    yield from _known(facts.early_workup_on, facts.lifestyle.measured_on)
    yield from _ends(condition.since for condition in facts.conditions)
    for partner in facts.partners:
        yield from _known(partner.from_date, partner.lifestyle.measured_on)
        yield from _after(_known(partner.to_date), _AND_THE_NEXT)
    for decision in facts.decisions:
        yield from _known(decision.decided_on, decision.review_on)
    for row in facts.investigations:
        yield from _investigation(row)
    for pregnancy in facts.pregnancies:
        yield from _pregnancy(pregnancy, facts.settings.tissue_days)
    yield from _exposures(facts)


def _investigation(row: Investigation) -> Iterator[date]:
    """Twelve weeks after an antibody its repeat counts."""
    yield from _known(row.ordered_on)
    counts = (*_AND_THE_NEXT, TWELVE_WEEKS) if is_antiphospholipid(row.test) else _AND_THE_NEXT
    yield from _after(_ends([row.collected_on]), counts)


def _pregnancy(p: Pregnancy, tissue_days: int) -> Iterator[date]:
    """Beginning and end, and the day on which tissue is lost; births, events and complications change no finding."""
    yield from _known(p.transfer_date, *(beginning_range(p) or ()))
    yield from _after(_ends([p.ended_on]), (0, tissue_days + 1))


def _exposures(facts: Facts) -> Iterator[date]:
    """Of pregnancies and drugs, as they act on a sample."""
    for exposure in (*pregnancies_of(facts), *every_medication(facts)):
        ends = (exposure.start.first, exposure.start.last, exposure.end.first, exposure.end.last)
        yield from _after((day for day in ends if day < date.max), _AFTER_EXPOSURE)  # an open end turns nothing


def _after(days: Iterator[date], offsets: Iterable[int]) -> Iterator[date]:
    return (later(day, offset) for day, offset in product(days, offsets))


def _known(*days: date | None) -> Iterator[date]:
    return (day for day in days if day is not None)


def _ends(days: Iterable[PartialDate | None]) -> Iterator[date]:
    for day in days:
        if day is not None:
            yield from (day.earliest, day.latest)
