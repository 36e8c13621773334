"""What is missing or due today and can be ordered, so that several items are ordered in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from patients.models import Patient
from patients.obstetrics.values import Subject
from workup.catalogue.items import Item, items
from workup.editions import adoption_of
from workup.forms.whose import Whose
from workup.guidelines.local import OWN
from workup.models import Finding
from workup.worklist import findings_on


@dataclass(frozen=True, slots=True)
class Due:
    """One item for one person or loss, and the tests that its order consists of."""

    key: str
    label: str
    whose: Whose
    tests: tuple[str, ...]


def item_of(key: str, patient: Patient) -> Item | None:
    """The catalogue's item, or the clinic's own."""
    return adoption_of(patient.clinic).items.get(key) if key.startswith(OWN) else items().get(key)


def open_now(patient: Patient, on: date) -> QuerySet[Finding]:
    """What to ask for `due_of`: by the clinic's edition, in the order of the checklist, without what is under way."""
    due = findings_on(on).filter(patient=patient, status__in=("missing", "repeat_due"), open_order=False)
    return due.order_by("order")


def due_of(findings: Sequence[Finding], patient: Patient, people: Sequence[Whose]) -> list[Due]:
    """What of these findings an order can answer, and by which tests."""
    own = any(finding.item.startswith(OWN) for finding in findings)
    known = adoption_of(patient.clinic).items if own else items()
    found = (_due(finding, known.get(finding.item), people) for finding in findings)
    return [due for due in found if due is not None]


def _due(finding: Finding, item: Item | None, people: Sequence[Whose]) -> Due | None:
    if item is None or not item.alternatives:
        return None
    whose = next((person for person in people if _is_of(finding, item, person)), None)
    if whose is None:
        return None
    repeat = ", repeat due" if finding.status == "repeat_due" else ""
    owner = "" if whose.subject is Subject.PATIENT else f" ({whose.label})"
    tests = tuple(need.test for need in item.alternatives[0])
    return Due(f"{finding.item}:{whose.key}", f"{finding.label}{owner}{repeat}", whose, tests)


def _is_of(finding: Finding, item: Item, person: Whose) -> bool:
    if person.subject is not item.subject:
        return False
    if person.partner is not None:
        return bool(person.partner.label == finding.partner)
    return person.pregnancy is None or bool(person.pregnancy.number == finding.pregnancy)
