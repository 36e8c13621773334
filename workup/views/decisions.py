"""A clinician's word on an item, and rows entered in error."""

from __future__ import annotations

from copy import copy
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from patients.actions import Conflict
from patients.models import ClinicalRow, Partner, Patient, Pregnancy
from patients.scope import patient_for, row_of
from patients.views.entry import CONFLICT, back_to, entry, show
from patients.views.keeping import keeps_drafts, row_in_form, typed, unjudged
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission
from workup.forms.decisions import DecisionForm
from workup.forms.in_error import KINDS, InErrorForm, Kind, facts_of, what_hangs_on_it
from workup.models import Decision

Row = TypeVar("Row", Partner, Pregnancy)


def _may_mark(kind: str, **_: object) -> Permission:
    return KINDS[kind].permission if kind in KINDS else Permission.RECORD


@forms_only
@keeps_drafts(Permission.DECISIONS)
def decision_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Declined, elsewhere, not applicable or deferred, in the name of the person who is signed in."""
    patient = patient_for(request, pk, Permission.DECISIONS)
    on = today(patient.clinic)
    decision = Decision(patient=patient, decided_by=request.user, decided_on=on, item=request.GET.get("item", ""))  # type: ignore[misc]
    decision.partner = _named(patient, Partner, request.GET.get("partner"))
    decision.pregnancy = _named(patient, Pregnancy, request.GET.get("pregnancy"))
    return entry(request, patient, DecisionForm(typed(request), instance=decision, on=on), "New decision")


@forms_only
@keeps_drafts(Permission.DECISIONS)
def decision_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A decision on record; it stays the word of whoever took it."""
    patient = patient_for(request, pk, Permission.DECISIONS)
    form = DecisionForm(typed(request), instance=row_in_form(request, patient, Decision, row), on=today(patient.clinic))
    return entry(request, patient, form, "Decision", kind="decision")


@forms_only
@keeps_drafts(_may_mark)
def entered_in_error(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """Shows what the row says and what hangs on it, asks for the reason, and marks it. Nothing is deleted."""
    if kind not in KINDS:
        raise Http404("no such kind of row")
    patient = patient_for(request, pk, KINDS[kind].permission)
    stored = _row(patient, KINDS[kind], row, marked=request.method == "POST")
    if stored.entered_in_error:
        messages.info(request, f"{KINDS[kind].name.capitalize()} was marked as entered in error already.")
        return redirect(back_to(request, patient))
    form = InErrorForm(typed(request), row=stored)
    unjudged(request, form)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _mark(request, form)
        if status == 302:
            messages.success(request, f"Marked as entered in error: {KINDS[kind].name}. It stays in the history.")
            return redirect(reverse("worklist") if kind == "patient" else back_to(request, patient))
    context = {"form": form, "title": "Entered in error", "what": KINDS[kind].name, "facts": facts_of(form.row)}
    more = {**context, "along": what_hangs_on_it(form.row)}
    return show(request, patient, "workup/entry/in_error.html", more, status)


def _mark(request: HttpRequest, form: InErrorForm) -> int:
    """The status of the answer."""
    try:
        form.store(by=request.user)  # type: ignore[arg-type]
    except Conflict as conflict:
        form.meet(conflict.stored)
        return CONFLICT
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return 200
    return 302


def _row(patient: Patient, kind: Kind, row: int, *, marked: bool) -> ClinicalRow:
    if kind.model is Patient:
        if row != patient.pk:
            raise Http404("no such row in this record")
        return copy(patient)
    return row_of(patient, kind.model, row, kind.through, marked=marked)


def _named(patient: Patient, kind: type[Row], number: str | None) -> Row | None:
    """The row that the address speaks of; None for none, and for one that is not hers."""
    if number is None or not number.isdecimal():
        return None
    return kind.objects.valid().filter(patient=patient, pk=int(number)).first()
