"""Every patient is reached through the clinics of the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from patients.actions import one_writer
from patients.models import ClinicalRow, Patient
from rpl_tracker.accounts.access import clinics_of, require
from rpl_tracker.accounts.roles import Permission

Row = TypeVar("Row", bound=ClinicalRow)


def patient_for(request: HttpRequest, pk: int, permission: Permission | None = None) -> Patient:
    """The patient with her clinic. Http404 outside of the user's clinics, PermissionDenied when the role lacks it."""
    kept: Patient | None = getattr(request, "_to_be_changed", None)
    patient = kept if kept is not None and kept.pk == pk else _found(request, Patient.objects.valid(), pk)
    if permission is not None:
        require(request, patient.clinic_id, permission)
    return patient


@contextmanager
def to_be_changed(request: HttpRequest, pk: int, permission: Permission) -> Iterator[None]:
    """Nobody else changes her record until the transaction around this ends; `patient_for` inside gives what was read.

    Refuses as `patient_for` does.
    """
    patient = _found(request, Patient.objects.valid().select_for_update(), pk)
    require(request, patient.clinic_id, permission)
    request._to_be_changed = patient  # type: ignore[attr-defined]
    try:
        with one_writer(patient):
            yield
    finally:
        del request._to_be_changed  # type: ignore[attr-defined]


def _found(request: HttpRequest, patients: QuerySet[Any], pk: int) -> Patient:
    clinics = {clinic.pk: clinic for clinic in clinics_of(request)}
    patient: Patient | None = patients.filter(pk=pk, clinic__in=clinics).order_by().first()
    if patient is None:
        raise Http404("no such patient")
    patient.clinic = clinics[patient.clinic_id]
    return patient


def row_of(patient: Patient, kind: type[Row], pk: int, through: str = "patient") -> Row:
    """A row of this patient's record; Http404 for anybody else's and for one entered in error."""
    row: Row | None = kind.objects.valid().filter(**{"pk": pk, through: patient}).first()
    if row is None:
        raise Http404("no such row in this record")
    if through == "patient":
        row.patient = patient  # type: ignore[attr-defined]
    return row
