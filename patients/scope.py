"""Every patient is reached through the clinics of the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from patients.actions import one_writer
from patients.models import ClinicalRow, Patient
from rpl_tracker.accounts.access import clinics_of, require
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.together import Question, any_of, given

Row = TypeVar("Row", bound=ClinicalRow)


def _hers() -> QuerySet[Any]:
    return Patient.objects.valid().filter(pk=given("pk"), clinic__in=any_of("clinics")).order_by()


_FOUND = Question(_hers)
_TO_BE_CHANGED = Question(lambda: _hers().select_for_update())


def patient_for(request: HttpRequest, pk: int, permission: Permission | None = None) -> Patient:
    """The patient with her clinic. Http404 outside of the user's clinics, PermissionDenied when the role lacks it."""
    kept: Patient | None = getattr(request, "_to_be_changed", None)
    patient = kept if kept is not None and kept.pk == pk else _of_the_clinics(request, pk)
    if permission is not None:
        require(request, patient.clinic_id, permission)
    return patient


@contextmanager
def to_be_changed(request: HttpRequest, pk: int, permission: Permission) -> Iterator[None]:
    """Nobody else changes her record until the transaction around this ends; `patient_for` inside gives what was read.

    Refuses as `patient_for` does.
    """
    patient = _of_the_clinics(request, pk, _TO_BE_CHANGED)
    require(request, patient.clinic_id, permission)
    request._to_be_changed = patient  # type: ignore[attr-defined]
    try:
        with one_writer(patient):
            yield
    finally:
        del request._to_be_changed  # type: ignore[attr-defined]


def _of_the_clinics(request: HttpRequest, pk: int, question: Question = _FOUND) -> Patient:
    clinics = {clinic.pk: clinic for clinic in clinics_of(request)}
    for patient in question.ask(pk=pk, clinics=list(clinics)):
        patient.clinic = clinics[patient.clinic_id]
        return patient  # type: ignore[no-any-return]
    raise Http404("no such patient")


def row_of(patient: Patient, kind: type[Row], pk: int, through: str = "patient", *, marked: bool = False) -> Row:
    """A row of this patient's record; Http404 for anybody else's and, unless `marked`, for one entered in error."""
    for row in _row(kind, through, marked).ask(pk=pk, patient=patient.pk):
        if through == "patient":
            row.patient = patient
        return row  # type: ignore[no-any-return]
    raise Http404("no such row in this record")


@cache
def _row(kind: type[ClinicalRow], through: str, marked: bool) -> Question:
    def asked() -> QuerySet[Any]:
        among = kind.objects.all() if marked else kind.objects.valid()
        return among.filter(**{"pk": given("pk"), through: given("patient")}).order_by()

    return Question(asked)
