"""Keeps each patient's findings as rows, in the transaction that changed her record.

A cache: `refresh_checklists --check` computes all anew and compares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from patients.models import Patient
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.together import Question, Statement, any_of, ask_together, insert, tell
from workup.checklist.calendar import Period, periods
from workup.checklist.facts import Facts
from workup.checklist.findings import Finding as Found
from workup.checklist.findings import Status
from workup.editions import Adoption, adoption_of, adoption_read, basis_of, with_adoption
from workup.guidelines import Guideline
from workup.load import read_answers
from workup.load_questions import questions
from workup.models import ChecklistPeriod, Finding
from workup.worklist import OPEN

CHUNK = 500
_CHOSEN = Question(lambda: _chosen().order_by("pk"))
_LOCKED = Question(lambda: _chosen().order_by("pk").select_for_update())
_THEIRS = Question(lambda: with_adoption(Clinic.objects.filter(pk__in=_chosen().values("clinic"))))
Rows = tuple[list[ChecklistPeriod], list[Finding]]


def refresh(patient_ids: Collection[int]) -> None:
    """Compute and store the findings of these patients, from today on; nobody changes their records meanwhile.

    Two journeys to the database for each chunk: one reads, one writes.
    """
    for chunk in _chunks(sorted(patient_ids)):
        with transaction.atomic(savepoint=False):
            kept, findings = compute(chunk, locked=True)
            tell([_gone(Finding, chunk), _gone(ChecklistPeriod, chunk), *insert(kept), *insert(findings)])


def _gone(model: type[ChecklistPeriod | Finding], patient_ids: Sequence[int]) -> Statement:
    return f"DELETE FROM {model._meta.db_table} WHERE patient_id = ANY(%s)", [list(patient_ids)]  # noqa: S608


@dataclass(frozen=True, slots=True)
class Use:
    """What the findings of a clinic's patients rest on: its edition as it uses it, and the mark of it."""

    clinic: Clinic
    guideline: Guideline
    basis: str

    @classmethod
    def of(cls, clinic: Clinic, adoption: Adoption) -> Use:
        return cls(clinic, adoption.default, basis_of(clinic, adoption))


def recompute(clinic_id: int) -> int:
    """Compute anew, chunk by chunk, what rests on another edition or setting than the clinic's now; how many it was.

    Each chunk is a transaction of its own: nobody's work waits for the whole clinic, and a second run goes on where the
    first one ended. Meanwhile the worklist says that rows are still to come.
    """
    clinic = Clinic.objects.get(pk=clinic_id)
    now = ChecklistPeriod.objects.filter(patient=OuterRef("pk"), basis=basis_of(clinic, adoption_of(clinic)))
    old = Patient.objects.valid().filter(~Exists(now), clinic=clinic).values_list("pk", flat=True)
    ids = list(old)
    refresh(ids)
    return len(ids)


def differing(patient_ids: Collection[int]) -> list[int]:
    """The patients whose stored findings of today are not what they should be; nothing is changed."""
    wrong: list[int] = []
    for chunk in _chunks(sorted(patient_ids)):
        computed = _by_patient(*compute(chunk))
        stored = _by_patient(*_stored(chunk))
        wrong += [pk for pk in chunk if computed.get(pk) != stored.get(pk)]
    return wrong


def _stored(patient_ids: Sequence[int]) -> Rows:
    periods_kept = ChecklistPeriod.objects.filter(patient__in=patient_ids)
    return list(periods_kept), list(Finding.objects.filter(patient__in=patient_ids))


def _by_patient(kept: list[ChecklistPeriod], findings: list[Finding]) -> dict[int, set[tuple[object, ...]]]:
    """What each patient's rows say of today and later: periods that have passed say nothing any more."""
    days = {clinic.pk: today(clinic) for clinic in {row.clinic for row in kept}}
    on = {row.patient_id: days[row.clinic_id] for row in kept}
    rows: dict[int, set[tuple[object, ...]]] = {}
    every: list[ChecklistPeriod | Finding] = [*kept, *findings]
    for row in every:
        day = on[row.patient_id]
        if row.valid_until is None or row.valid_until > day:
            rows.setdefault(row.patient_id, set()).add(_values(row, day))
    return rows


def _values(row: ChecklistPeriod | Finding, day: date) -> tuple[object, ...]:
    """Everything but the row's own number; a period that began earlier holds from today."""
    fields = (f.attname for f in row._meta.concrete_fields if f.name not in {"id", "valid_from"})
    return type(row).__name__, max(row.valid_from, day), *(getattr(row, name) for name in fields)


def _chosen() -> QuerySet[Patient]:
    return Patient.objects.filter(pk__in=any_of("patients")).order_by()


def compute(patient_ids: Sequence[int], *, locked: bool = False) -> Rows:
    """What the rows of these patients should be, unsaved. `locked`: until the end of the transaction they stay so."""
    ids = list(patient_ids)
    hers = (_LOCKED if locked else _CHOSEN).about(patients=ids)
    patients, clinics, *answers = ask_together(hers, _THEIRS.about(patients=ids), *questions(ids))
    uses = {clinic.pk: Use.of(clinic, adoption_read(clinic)) for clinic in clinics}
    days = {clinic.pk: today(clinic) for clinic in clinics}
    valid = [patient for patient in patients if not patient.entered_in_error]
    for patient in valid:
        patient.clinic = uses[patient.clinic_id].clinic
    facts = read_answers(valid, answers, recorded_by=lambda patient: days[patient.clinic_id])
    rows: Rows = ([], [])
    for patient in valid:
        _rows(patient, facts[patient.pk], days[patient.clinic_id], uses[patient.clinic_id], rows)
    return rows


def _rows(patient: Patient, facts: Facts, on: date, use: Use, rows: Rows) -> None:
    for period in periods(facts, use.guideline, on):
        rows[0].append(_period(patient, facts, period, use))
        rows[1].extend(_finding(patient, period, order, found) for order, found in enumerate(period.checklist.findings))


def _period(patient: Patient, facts: Facts, period: Period, use: Use) -> ChecklistPeriod:
    checklist = period.checklist
    found = checklist.findings
    return ChecklistPeriod(
        patient=patient,
        clinic=patient.clinic,
        guideline=patient.clinic.default_guideline,
        basis=use.basis,
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        met=checklist.definition.met,
        overruled=_overruled(facts, checklist.guideline),
        asked=checklist.completeness.asked,
        done=checklist.completeness.done,
        closed=checklist.completeness.closed,
        open=checklist.completeness.open,
        missing=sum(f.status is Status.MISSING for f in found),
        repeat_due=sum(f.status is Status.REPEAT_DUE and not f.open_order for f in found),
        outstanding=sum(sent.status in OPEN for sent in facts.investigations),
        review=sum(f.review_due for f in found),
    )


def _overruled(facts: Facts, guideline: str) -> bool:
    """Whether a clinician overruled the count of any pregnancy for this edition."""
    overrides = (p.override_for for p in facts.pregnancies if p.count_override is not None)
    return any(not keys or guideline in keys for keys in overrides)


def _finding(patient: Patient, period: Period, order: int, found: Found) -> Finding:
    return Finding(
        patient_id=patient.pk,
        guideline=patient.clinic.default_guideline,
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        item=found.key,
        label=f"{found.label} (local)" if found.local else found.label,
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
