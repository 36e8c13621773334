"""What she, and each partner, was asked about: present, absent, or not asked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from patients.actions import Conflict
from patients.forms.base import OTHER_PATIENT
from patients.forms.conditions import ConditionsSheet
from patients.forms.hers import PARTNERS
from patients.forms.summary import error_lines
from patients.models import Patient
from patients.scope import patient_for
from patients.views.entry import CONFLICT, back_to, show
from patients.views.keeping import keeps_drafts, typed, unjudged
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission

PARTNER_GONE = (
    "A partner was marked as entered in error while you were writing. Nothing was saved yet; saving again stores the "
    "rest. What you typed of that partner has no place any more:"
)
MEANWHILE = "Somebody else changed these conditions just now. Nothing was saved; look at them and save again."


@forms_only
@keeps_drafts(Permission.RECORD)
def conditions(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of all conditions; what was not touched stays as it is."""
    patient = patient_for(request, pk, Permission.RECORD)
    partners = PARTNERS.ask(patient=patient.pk)
    sheet = ConditionsSheet(typed(request), patient, partners, today(patient.clinic))
    unjudged(request, *sheet.forms)
    problem, status = _of_the_gone(sheet), 200
    if request.method == "POST":
        problem, status = _store(request, patient, sheet)
        if status == 302:
            return redirect(back_to(request, patient))
    lines = error_lines(sheet.forms, problem)
    context = {"sheet": sheet, "lines": lines, "title": "Conditions"}
    return show(request, patient, "patients/conditions.html", context, status)


def _of_the_gone(sheet: ConditionsSheet) -> str:
    """Said before the rest is saved without it; blank when nothing was typed of anybody who is gone."""
    return f"{PARTNER_GONE} {'; '.join(sheet.lost)}." if sheet.lost else ""


def _store(request: HttpRequest, patient: Patient, sheet: ConditionsSheet) -> tuple[str, int]:
    """What is wrong with the page as a whole, and the status of the answer."""
    if request.POST.get("patient_pk") != str(patient.pk):
        return OTHER_PATIENT, 200
    if sheet.lost:
        return _of_the_gone(sheet), CONFLICT
    if not sheet.is_valid():
        return "", 200
    if sheet.conflicts():
        return "", CONFLICT
    try:
        changed = sheet.store(by=request.user)  # type: ignore[arg-type]
    except (Conflict, ValidationError):
        return MEANWHILE, CONFLICT
    messages.success(request, f"Conditions: {changed} changed." if changed else "Conditions: nothing was changed.")
    return "", 302
