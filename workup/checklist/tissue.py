"""Tissue of past losses: of which is there an item, until when can it be had (interfaces.md, 2a; rulings, 5, 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from patients.obstetrics.definitions import is_second_trimester_loss, numbered_losses
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import InvestigationStatus, Outcome, Subject
from workup.catalogue.items import items
from workup.checklist.facts import Facts, Investigation

WITH_TISSUE = frozenset(
    {Outcome.MISCARRIAGE, Outcome.STILLBIRTH, Outcome.TERMINATION_MEDICAL, Outcome.TERMINATION_ANOMALY}
)
_ASKED_OF = frozenset({Outcome.MISCARRIAGE, Outcome.STILLBIRTH})
FROM_WHICH_LOSS = 3  # RCOG 2023: the third and every later one


def tissue_losses(facts: Facts) -> tuple[Pregnancy, ...]:
    """The pregnancies that have a tissue item."""
    return tuple(p for p in facts.pregnancies if p.outcome in WITH_TISSUE)


def tissue_rows(facts: Facts, pregnancy: Pregnancy) -> tuple[Investigation, ...]:
    """Every genetic test of this tissue, whatever its status."""
    tests = items()["tissue_genetics"].tests
    ours = (r for r in facts.investigations if r.subject is Subject.TISSUE and r.pregnancy == pregnancy.number)
    return tuple(r for r in ours if r.test in tests)


def past_retrieval(facts: Facts, pregnancy: Pregnancy, on: date) -> bool:
    """Later than the clinic's days (14) after the end, the last of them included; also when the end has no date."""
    if pregnancy.ended_on is None:
        return True
    return (on - pregnancy.ended_on.latest).days > facts.settings.tissue_days


def was_collected(rows: Iterable[Investigation]) -> bool:
    """A sample was taken: its result may come however long ago that was."""
    return any(r.status is InvestigationStatus.COLLECTED or r.collected_on is not None for r in rows)


def is_lost(facts: Facts, pregnancy: Pregnancy, on: date) -> bool:
    """Past retrieval with nothing on record: at most an order that never became a sample."""
    rows = tissue_rows(facts, pregnancy)
    final = any(row.status is InvestigationStatus.FINAL for row in rows)
    return not final and not was_collected(rows) and past_retrieval(facts, pregnancy, on)


def tissue_is_asked(facts: Facts, pregnancy: Pregnancy, on: date) -> bool | None:
    """RCOG 2023: of the third and later losses and of any second-trimester loss; None when the gestation is missing."""
    if pregnancy.outcome not in _ASKED_OF:
        return False
    number = numbered_losses(facts.pregnancies, on).get(pregnancy.number)
    if number is not None and number >= FROM_WHICH_LOSS:
        return True
    return is_second_trimester_loss(pregnancy, on)
