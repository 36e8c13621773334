"""The pregnancies as they were on a day: interfaces.md, 2a.1, rulings.md, A1 and A2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from patients.obstetrics.dates import PartialDate, plus
from patients.obstetrics.facts import ComplicationFact, Event, Pregnancy
from patients.obstetrics.gestation import beginning, beginning_range, span
from patients.obstetrics.values import Outcome


def visible_from(partial: PartialDate | None, recorded_by: date) -> date:
    """The first day on which a fact of this date counts.

    A full date counts from itself, a partial one from its latest possible day or from `recorded_by` (the server's own
    date) when that is earlier, a fact without a date always.
    """
    if partial is None:
        return date.min
    return partial.exact or min(partial.latest, recorded_by)


def pregnancies_on(pregnancies: Iterable[Pregnancy], on: date, recorded_by: date) -> tuple[Pregnancy, ...]:
    """The pregnancies as they were on the day `on`, in order of number.

    One that ended later is ongoing when it had begun, and left out when it had not or its beginning is not known. One
    recorded as ongoing without dates is ongoing on every day; one that ended without dates stays as it is.
    """
    then = (_on(p, on, recorded_by) for p in sorted(pregnancies, key=lambda p: p.number))
    return tuple(p for p in then if p is not None)


def _on(p: Pregnancy, on: date, recorded_by: date) -> Pregnancy | None:
    began = beginning(p)
    if began is not None and began > on and (p.outcome is Outcome.ONGOING or p.ended_on is None):
        return None
    if p.outcome is Outcome.ONGOING or visible_from(p.ended_on, recorded_by) <= on:
        return _without_later_facts(p, on, recorded_by)
    if began is None or began > on:
        return None
    return _still_ongoing(_without_later_facts(p, on, recorded_by))


def _still_ongoing(p: Pregnancy) -> Pregnancy:
    """Without everything that only its end brought to light, or that cannot be placed before it."""
    kept = Pregnancy(
        number=p.number,
        outcome=Outcome.ONGOING,
        partner=p.partner,
        conception=p.conception,
        gametes=p.gametes,
        lmp=p.lmp,
        edd=p.edd,
        edd_basis=p.edd_basis,
        transfer_date=p.transfer_date,
        embryo_age_days=p.embryo_age_days,
        fetus_count=p.fetus_count,
        complications=tuple(c for c in p.complications if c.ga_weeks is not None),
        events=p.events,
    )
    return replace(kept, began_between=beginning_range(p)) if beginning_range(kept) is None else kept


def _without_later_facts(p: Pregnancy, on: date, recorded_by: date) -> Pregnancy:
    """Events and complications after the day are left out, and a child who died later is alive."""
    began = beginning(p)
    died_later = [b for b in p.births if b.died_on is not None and visible_from(b.died_on, recorded_by) > on]
    alive = p.children_alive_now
    return replace(
        p,
        events=tuple(e for e in p.events if _day_of(e, began, recorded_by) <= on),
        complications=tuple(c for c in p.complications if _day_at(c, began, recorded_by) <= on),
        births=tuple(replace(b, alive_now=True, died_on=None) if b in died_later else b for b in p.births),
        children_alive_now=None if alive is None else alive + len(died_later),
    )


def _day_of(event: Event, began: date | None, recorded_by: date) -> date:
    return _day_at(event, began, recorded_by) if event.on is None else visible_from(event.on, recorded_by)


def _day_at(fact: Event | ComplicationFact, began: date | None, recorded_by: date) -> date:
    """The day of a gestation; with weeks alone as for a partial date; a fact that cannot be placed counts always."""
    at = span(fact.ga_weeks, fact.ga_days)
    if began is None or at is None:
        return date.min
    latest = plus(began, at[1])
    return latest if at[0] == at[1] else min(latest, recorded_by)
