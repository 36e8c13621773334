"""What an examination of the uterus measured and saw, on a page of its own beside the result."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from patients.models import Patient
from patients.obstetrics.values import InvestigationStatus
from patients.scope import patient_for, row_of
from patients.views.entry import entry
from patients.views.keeping import keeps_drafts, row_in_form, typed
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission
from workup.checklist.uterine import UTERINE_TESTS
from workup.checklist.words import test_label
from workup.forms.uterus import UterineFindingsForm
from workup.interpretation.uterine_reading import read_findings
from workup.models import Investigation, UterineFindings


@forms_only
@keeps_drafts(Permission.RESULTS)
def uterine_findings(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The findings of one examination, new or on record."""
    patient = patient_for(request, pk, Permission.RESULTS)
    form = _form(typed(request), patient, row_in_form(request, patient, Investigation, row))
    examination = form.instance.investigation
    day = f", {examination.collected_on.words}" if examination.collected_on else ""
    return entry(
        request, patient, form, f"{test_label(examination.test)}{day}: findings", template="workup/entry/uterus.html",
        kind="uterine_findings", said=lambda: _said(form),
    )  # fmt: skip


@require_POST
def uterine_reading(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """What the findings typed so far say; nothing is stored."""
    patient = patient_for(request, pk, Permission.RESULTS)
    form = _form(request.POST, patient, row_of(patient, Investigation, row))
    return render(request, "workup/entry/uterus_reading.html", {"said": _said(form)})


def _form(data: Any, patient: Patient, examination: Investigation) -> UterineFindingsForm:
    """Http404 for a test that shows no uterus, and for one without a result."""
    has_result = examination.status == InvestigationStatus.FINAL
    if examination.test not in UTERINE_TESTS or not (has_result or data):
        raise Http404("no result of an examination of the uterus")
    examination.patient = patient
    stored = UterineFindings.objects.valid().filter(investigation=examination).first()
    findings = stored or UterineFindings(test=examination.test)
    findings.investigation = examination
    return UterineFindingsForm(data, instance=findings, on=today(patient.clinic))


def _said(form: UterineFindingsForm) -> list[Any]:
    """What can be read already; a field with an error says so itself."""
    if form.is_bound:
        form.is_valid()
    return list(read_findings(form.findings()))
