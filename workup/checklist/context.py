"""What stands beside a finding: drugs that say something of it, and a technique other than the preferred one."""

from __future__ import annotations

from collections.abc import Iterator

from patients.obstetrics.values import InvestigationStatus, MedicationClass, Subject
from workup.checklist.findings import Status
from workup.checklist.lines import Line
from workup.checklist.outcomes import Outcome
from workup.checklist.rows import THYROID_ITEMS, Target
from workup.checklist.words import test_label

_THYROID_DRUGS = frozenset({MedicationClass.ANTITHYROID, MedicationClass.LEVOTHYROXINE})


def context_words(line: Line, target: Target, outcome: Outcome) -> Iterator[str]:
    """Further sentences of the reason."""
    if target.item.key in THYROID_ITEMS and outcome.status is not Status.DONE:
        yield from _thyroid_drugs(target)
    if target.item.key == "uterine_anatomy" and outcome.status is Status.DONE:
        yield _other_technique(line, outcome)


def _thyroid_drugs(target: Target) -> Iterator[str]:
    """A thyroid drug without a thyroid result: the disease exists, its control is not on record."""
    results = (r for r in target.facts.investigations if r.test == "tsh" and r.subject is Subject.PATIENT)
    if any(row.status is InvestigationStatus.FINAL for row in results):
        return
    for drug in target.facts.medications:
        if drug.kind in _THYROID_DRUGS:
            named = f"{drug.name} {drug.dose}".strip()
            yield f"{named} is on her medication list"


def _other_technique(line: Line, outcome: Outcome) -> str:
    used = {evidence.test for evidence in outcome.evidence}
    preferred = line.guideline.preferred_uterine
    if not preferred or used & set(preferred):
        return ""
    wanted = line.row.technique or " or ".join(map(test_label, preferred))
    return f"this guideline prefers {wanted}, which was not used"
