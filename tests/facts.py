"""Small builders of facts for tests of the clinical core: `woman(pregnancies=[miscarriage(1)], investigations=[...])`.

Dates are written as people import them: "2024-03-01", "2024-03", "2024". Nothing here knows what day it is.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import (
    Comparator,
    ConditionCode,
    Confirmation,
    DecisionKind,
    InvestigationStatus,
    MedicationClass,
    Outcome,
    ResultWord,
    Smoking,
    Subject,
)
from workup.checklist.facts import Condition, Decision, Facts, Investigation, Lifestyle, Medication, Partner

TODAY = date(2026, 11, 22)  # of these tests; the core takes the day as an argument


def day(text: str | None) -> date | None:
    """A full date."""
    return None if text is None else date.fromisoformat(text)


def partial(text: str | None) -> PartialDate | None:
    """A year, a month or a day."""
    return None if text is None else PartialDate.parse(text)


def woman(recorded_by: date = TODAY, **known: Any) -> Facts:
    """A patient of whom only what is named is recorded; lists become tuples."""
    given: dict[str, Any] = {"mrn": "T1", "clinic": "test", "recorded_by": recorded_by}
    given |= {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    return Facts(**given)


def pregnancy(number: int, outcome: str, ended: str | None = None, weeks: int | None = None, **known: Any) -> Pregnancy:
    """Any pregnancy; `weeks` alone leaves the days open, `days=` gives them."""
    days = known.pop("days", None)
    return Pregnancy(number, Outcome(outcome), ended_on=partial(ended), ga_weeks=weeks, ga_days=days, **known)


def miscarriage(
    number: int, ended: str | None = None, weeks: int | None = None, by: str | None = None, **known: Any
) -> Pregnancy:
    """A miscarriage, `by` = how it was confirmed."""
    confirmed = Confirmation(by) if by else None
    return pregnancy(number, "miscarriage", ended, weeks, confirmed_by=confirmed, **known)


def ongoing(number: int, lmp: str | None = None) -> Pregnancy:
    """A pregnancy that has not ended."""
    return pregnancy(number, "ongoing", lmp=day(lmp))


def result(test: str, said: str | int = "", on: str | None = None, **known: Any) -> Investigation:
    """A final result: a word ("positive"), a number with its comparator ("<17"), or a text ("46,XX")."""
    return _investigation(test, {"collected_on": partial(on), **_said(str(said)), **known})


def ordered(test: str, on: str | None = None, **known: Any) -> Investigation:
    """Requested, nothing collected."""
    return _investigation(test, {"status": InvestigationStatus.ORDERED, "ordered_on": day(on), **known})


def collected(test: str, on: str | None = None, **known: Any) -> Investigation:
    """Collected, no result yet."""
    return _investigation(test, {"status": InvestigationStatus.COLLECTED, "collected_on": partial(on), **known})


def _investigation(test: str, known: dict[str, Any]) -> Investigation:
    """Whose it is follows from what is named; limits may be written as numbers."""
    known = {name: Decimal(str(value)) if name.endswith("limit") else value for name, value in known.items()}
    if "ordered" in known:
        known["ordered_on"] = day(known.pop("ordered"))
    if "partner" in known:
        known.setdefault("subject", Subject.PARTNER)
    if "pregnancy" in known:
        known.setdefault("subject", Subject.TISSUE)
    return Investigation(test, **known)


def _said(text: str) -> dict[str, Any]:
    if text in set(ResultWord):
        return {"word": ResultWord(text)}
    comparator = next((c for c in ("<=", ">=", "<", ">") if text.startswith(c)), None)
    number = text.removeprefix(comparator or "")
    try:
        found = Decimal(number) if number else None
    except ArithmeticError:
        found = None
    return {"comparator": Comparator(comparator) if comparator else None, "value": number, "number": found}


def present(code: str, partner: str | None = None, since: str | None = None) -> Condition:
    """Asked, and there."""
    return Condition(ConditionCode(code), True, partner, partial(since))


def absent(code: str, partner: str | None = None, since: str | None = None) -> Condition:
    """Asked, and not there."""
    return Condition(ConditionCode(code), False, partner, partial(since))


def medication(
    kind: str, start: str | None = None, stop: str | None = None, name: str = "", dose: str = ""
) -> Medication:
    """A course; no stop = still taken."""
    return Medication(name or kind, MedicationClass(kind), dose, partial(start), partial(stop))


def decision(item: str, kind: str, on: str, review: str | None = None, **known: Any) -> Decision:
    """A clinician's word on an item."""
    reason = known.pop("reason", "her wish")
    return Decision(item, DecisionKind(kind), reason, date.fromisoformat(on), review_on=day(review), **known)


def partner(label: str = "P1", since: str | None = None, until: str | None = None, **known: Any) -> Partner:
    """A partner for a period."""
    return Partner(label, day(since), day(until), **known)


def lifestyle(**known: Any) -> Lifestyle:
    """Complete, unless something is named None."""
    full: dict[str, Any] = {
        "height_cm": Decimal(165),
        "weight_kg": Decimal(60),
        "smoking": Smoking.NEVER,
        "alcohol_units_per_week": Decimal(0),
    }
    return Lifestyle(**{**full, **known})
