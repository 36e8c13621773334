"""Every patient is reached through the clinics of the person who asks."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpRequest

from patients.models import ClinicalRow, Patient
from rpl_tracker.accounts.access import clinics_of, require
from rpl_tracker.accounts.roles import Permission

Row = TypeVar("Row", bound=ClinicalRow)


def patient_for(request: HttpRequest, pk: int, permission: Permission | None = None) -> Patient:
    """The patient with her clinic. Http404 outside of the user's clinics, PermissionDenied when the role lacks it."""
    clinics = {clinic.pk: clinic for clinic in clinics_of(request)}
    patient: Patient | None = Patient.objects.valid().filter(pk=pk, clinic__in=clinics).first()
    if patient is None:
        raise Http404("no such patient")
    patient.clinic = clinics[patient.clinic_id]
    if permission is not None:
        require(request, patient.clinic_id, permission)
    return patient


def row_of(patient: Patient, kind: type[Row], pk: int, through: str = "patient") -> Row:
    """A row of this patient's record; Http404 for anybody else's and for one entered in error."""
    row: Row | None = kind.objects.valid().filter(**{"pk": pk, through: patient}).first()
    if row is None:
        raise Http404("no such row in this record")
    return row
