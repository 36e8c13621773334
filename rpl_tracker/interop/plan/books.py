"""A patient as the import sees her: what is stored, read by a fixed number of queries, and what the file adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from patients.models import Birth, ClinicalRow, Condition, Event, Medication, Partner, Patient, Pregnancy
from rpl_tracker.accounts.models import Clinic
from workup.models import Decision, Investigation

OF_PATIENT: tuple[type[ClinicalRow], ...] = (Condition, Medication, Investigation, Decision)
OF_PREGNANCY: tuple[type[ClinicalRow], ...] = (Birth, Event)


@dataclass(slots=True)
class Book:
    """One patient: her rows by kind, in the order in which they were stored. New rows are put at the end."""

    mrn: str
    patient: Patient | None = None
    rows: dict[type[ClinicalRow], list[Any]] = field(default_factory=lambda: defaultdict(list))

    @property
    def partners(self) -> dict[str, Partner]:
        return {partner.label: partner for partner in self.rows[Partner]}

    @property
    def pregnancies(self) -> dict[int, Pregnancy]:
        return {pregnancy.number: pregnancy for pregnancy in self.rows[Pregnancy]}


def open_books(clinic: Clinic, mrns: Collection[str]) -> dict[str, Book]:
    """A book for every MRN; its patient is None where the clinic has none of this MRN.

    Ten queries, whatever the number of patients. Their rows are locked until the transaction ends.
    """
    books = {mrn: Book(mrn) for mrn in mrns}
    found = Patient.objects.valid().filter(clinic=clinic, mrn__in=mrns).order_by("pk").select_for_update()
    by_patient = {patient.pk: books[patient.mrn] for patient in found}
    for patient in found:
        patient.clinic = clinic
        books[patient.mrn].patient = patient
    ids = list(by_patient)
    partners = _put(Partner, ids, by_patient, {})
    pregnancies = _put(Pregnancy, ids, by_patient, {"partner": partners})
    for model in OF_PATIENT:
        _put(model, ids, by_patient, {"partner": partners, "pregnancy": pregnancies})
    for model in OF_PREGNANCY:
        rows = (
            model.objects.valid().filter(pregnancy__patient__in=ids, pregnancy__entered_in_error=False).order_by("pk")
        )
        for row in rows:
            _attach(row, {"pregnancy": pregnancies})
            by_patient[row.patient_pk].rows[model].append(row)
    return books


Known = dict[int, ClinicalRow]


def _put(model: type[ClinicalRow], ids: list[int], by_patient: dict[int, Book], known: dict[str, Known]) -> Known:
    """Put the stored rows of one kind into their books; returned by their primary keys."""
    rows: Iterable[Any] = model.objects.valid().filter(patient__in=ids).order_by("pk")
    if model is Investigation:
        rows = cast(Any, rows).select_related("lab")
    stored: Known = {}
    for row in rows:
        book = by_patient[row.patient_id]
        row.patient = book.patient
        _attach(row, known)
        book.rows[model].append(row)
        stored[row.pk] = row
    return stored


def _attach(row: Any, known: dict[str, Known]) -> None:
    """Let a row point at the very objects of its book, so that nothing is read twice and a change is seen by all."""
    for name, rows in known.items():
        target = rows.get(getattr(row, f"{name}_id", None) or 0)
        if target is not None:
            setattr(row, name, target)
