"""The facts as they were on a day: interfaces.md, 2a.1, rulings.md, A1, A2, 25, 28.

What is dated later is left out, whenever it was typed in: a result, an order, a decision, a condition, a medication,
also the stop of one that had begun. A fact without a date always counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from patients.obstetrics.as_of import pregnancies_on, visible_from
from patients.obstetrics.values import InvestigationStatus
from workup.checklist.facts import Facts, Investigation, Lifestyle, Medication, Partner


def facts_on(facts: Facts, on: date) -> Facts:
    """Everything that counts on the day `on`; doing it twice changes nothing."""
    early = facts.early_workup_on is None or facts.early_workup_on <= on
    return replace(
        facts,
        lifestyle=_measured(facts.lifestyle, on),
        early_workup_reason=facts.early_workup_reason if early else None,
        partners=tuple(_partners(facts.partners, on)),
        conditions=tuple(c for c in facts.conditions if visible_from(c.since, facts.recorded_by) <= on),
        medications=tuple(_medications(facts, on)),
        pregnancies=pregnancies_on(facts.pregnancies, on, facts.recorded_by),
        investigations=tuple(_investigations(facts, on)),
        decisions=tuple(d for d in facts.decisions if d.decided_on <= on),
    )


def current_partners(facts: Facts, on: date) -> tuple[Partner, ...]:
    """The partners of the day; both end days are included, so on the day of a change there may be two (ruling 30)."""
    return tuple(p for p in facts.partners if (p.from_date or on) <= on <= (p.to_date or on))


def _measured(lifestyle: Lifestyle, on: date) -> Lifestyle:
    """Height and weight count from the day on which they were measured (ruling 28)."""
    if lifestyle.measured_on is None or lifestyle.measured_on <= on:
        return lifestyle
    return replace(lifestyle, height_cm=None, weight_kg=None, measured_on=None)


def _partners(partners: Iterable[Partner], on: date) -> Iterator[Partner]:
    for partner in partners:
        if partner.from_date is None or partner.from_date <= on:
            left = partner.to_date is not None and partner.to_date > on
            lifestyle = _measured(partner.lifestyle, on)
            yield replace(partner, to_date=None if left else partner.to_date, lifestyle=lifestyle)


def _medications(facts: Facts, on: date) -> Iterator[Medication]:
    for medication in facts.medications:
        if visible_from(medication.started_on, facts.recorded_by) <= on:
            later = visible_from(medication.stopped_on, facts.recorded_by) > on
            yield replace(medication, stopped_on=None) if later else medication


def _investigations(facts: Facts, on: date) -> Iterator[Investigation]:
    for row in facts.investigations:
        then = _investigation(row, on, facts.recorded_by)
        if then is not None:
            yield then


def _investigation(row: Investigation, on: date, recorded_by: date) -> Investigation | None:
    ordered = row.ordered_on is None or row.ordered_on <= on
    if row.status is InvestigationStatus.CANCELLED:
        return None
    if row.status is InvestigationStatus.ORDERED or (_collected(row) and row.collected_on is None):
        return row if ordered else None
    if visible_from(row.collected_on, recorded_by) <= on:
        return row
    return _open_order(row) if row.ordered_on is not None and ordered else None


def _collected(row: Investigation) -> bool:
    return row.status is InvestigationStatus.COLLECTED


def _open_order(row: Investigation) -> Investigation:
    """Between its order and its sample a row is what it was then: an order without a result (ruling 25)."""
    return Investigation(
        test=row.test,
        subject=row.subject,
        partner=row.partner,
        pregnancy=row.pregnancy,
        status=InvestigationStatus.ORDERED,
        ordered_on=row.ordered_on,
        lab=row.lab,
    )
