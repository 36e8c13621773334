"""Keeps each patient's findings as rows, in the transaction that changed her record.

A cache: `refresh_checklists --check` computes all anew and compares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db import transaction

from patients.models import Patient
from rpl_tracker.accounts.access import today
from workup.checklist.calendar import Segment, segments
from workup.checklist.evaluate import Finding as Found
from workup.checklist.facts import Facts
from workup.guidelines import load_all
from workup.load import load
from workup.models import ChecklistPeriod, Finding
from workup.worklist import OPEN

CHUNK = 500
Rows = tuple[list[ChecklistPeriod], list[Finding]]


def refresh(patient_ids: Collection[int]) -> None:
    """Compute and store the findings of these patients, from today on."""
    for chunk in _chunks(sorted(patient_ids)):
        periods, findings = compute(chunk)
        with transaction.atomic():
            Finding.objects.filter(patient__in=chunk).delete()
            ChecklistPeriod.objects.filter(patient__in=chunk).delete()
            ChecklistPeriod.objects.bulk_create(periods)
            Finding.objects.bulk_create(findings)


def compute(patient_ids: Sequence[int]) -> Rows:
    """What the rows of these patients should be, unsaved."""
    patients = list(Patient.objects.valid().filter(pk__in=patient_ids).select_related("clinic"))
    by_day: dict[date, list[Patient]] = {}
    for patient in patients:
        by_day.setdefault(today(patient.clinic), []).append(patient)
    rows: Rows = ([], [])
    for day, group in by_day.items():
        facts = load(group, recorded_by=day)
        for patient in group:
            _rows(patient, facts[patient.pk], day, rows)
    return rows


def _rows(patient: Patient, facts: Facts, on: date, rows: Rows) -> None:
    guideline = load_all()[patient.clinic.default_guideline]
    for segment in segments(facts, guideline, on):
        rows[0].append(_period(patient, facts, segment))
        rows[1].extend(
            _finding(patient, segment, order, found) for order, found in enumerate(segment.checklist.findings)
        )


def _period(patient: Patient, facts: Facts, segment: Segment) -> ChecklistPeriod:
    checklist = segment.checklist
    found = checklist.findings
    return ChecklistPeriod(
        patient=patient,
        clinic=patient.clinic,
        guideline=patient.clinic.default_guideline,
        valid_from=segment.valid_from,
        valid_until=segment.valid_until,
        met=checklist.definition.met,
        overruled=any(judgement.overruled for judgement in checklist.definition.pregnancies),
        asked=checklist.completeness.asked,
        done=checklist.completeness.done,
        closed=checklist.completeness.closed,
        open=checklist.completeness.open,
        missing=_count(found, "missing"),
        repeat_due=sum(f.status == "repeat_due" and not f.open_order for f in found),
        outstanding=sum(sent.status in OPEN for sent in facts.investigations),
        review=sum(f.review_due for f in found),
    )


def _count(found: Iterable[Found], status: str) -> int:
    return sum(f.status == status for f in found)


def _finding(patient: Patient, segment: Segment, order: int, found: Found) -> Finding:
    return Finding(
        patient=patient,
        guideline=patient.clinic.default_guideline,
        valid_from=segment.valid_from,
        valid_until=segment.valid_until,
        item=found.key,
        label=found.label,
        partner=found.partner or "",
        pregnancy=found.pregnancy,
        status=found.status,
        reading=found.reading or "",
        not_before=found.not_before,
        due=found.due,
        open_order=found.open_order,
        review_due=found.review_due,
        order=order,
    )


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
