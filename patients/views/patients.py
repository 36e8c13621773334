"""The woman and her partners."""

from __future__ import annotations

from copy import copy
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from patients.forms.medication import MedicationForm
from patients.forms.patient import PartnerForm, PatientForm, next_label
from patients.forms.taken import holder_of_mrn
from patients.models import Medication, Partner, Patient
from patients.scope import patient_for
from patients.views.entry import Then, entry, next_path, save, say_saved
from patients.views.keeping import keeps_drafts, row_in_form, typed, unjudged
from rpl_tracker.accounts.access import current_clinic, requires, today
from rpl_tracker.accounts.roles import Permission

ANOTHER_MEDICATION = Then("medication", "Save and add another medication", "medication_new", below=False)

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
@requires(Permission.RECORD)
@keeps_drafts(Permission.RECORD)
def patient_new(request: HttpRequest) -> HttpResponse:
    """A new patient of the current clinic; her page comes next."""
    clinic = current_clinic(request)
    form = PatientForm(typed(request), instance=Patient(clinic=clinic), on=today(clinic))
    unjudged(request, form)
    status = 200
    if request.method == "POST" and form.is_valid():
        row, status = save(request, form)
        if row is not None:
            say_saved(request, form, "New patient")
            return redirect(reverse("patient", args=[row.pk]))
    context = {"form": form, "title": "New patient", "base": "base.html", "next": next_path(request)}
    return render(request, "patients/patient.html", {**context, "holder": partial(holder_of_mrn, form)}, status=status)


@forms_only
@keeps_drafts(Permission.RECORD)
def patient_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Her own facts. The form works on a copy: the banner shows what is stored, not what is being typed."""
    patient = patient_for(request, pk, Permission.RECORD)
    form = PatientForm(typed(request), instance=copy(patient), on=today(patient.clinic))
    more: dict[str, Any] = {"kind": "patient", "holder": partial(holder_of_mrn, form)}
    return entry(request, patient, form, "Patient details", template="patients/patient.html", **more)


@forms_only
@keeps_drafts(Permission.RECORD)
def partner_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner, with the next free label."""
    patient = patient_for(request, pk, Permission.RECORD)
    partner = Partner(patient=patient, label=next_label(patient))
    form = PartnerForm(typed(request), instance=partner, on=today(patient.clinic))
    return entry(request, patient, form, "New partner")


@forms_only
@keeps_drafts(Permission.RECORD)
def partner_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A partner on record."""
    patient = patient_for(request, pk, Permission.RECORD)
    partner = row_in_form(request, patient, Partner, row)
    title = f"Partner {partner.label}"
    form = PartnerForm(typed(request), instance=partner, on=today(patient.clinic))
    return entry(request, patient, form, title, kind="partner")


@forms_only
@keeps_drafts(Permission.RECORD)
def medication_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Something she takes or took."""
    patient = patient_for(request, pk, Permission.RECORD)
    form = MedicationForm(typed(request), instance=Medication(patient=patient), on=today(patient.clinic))
    return entry(request, patient, form, "New medication", then=(ANOTHER_MEDICATION,))


@forms_only
@keeps_drafts(Permission.RECORD)
def medication_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A medication on record."""
    patient = patient_for(request, pk, Permission.RECORD)
    medication = row_in_form(request, patient, Medication, row)
    form = MedicationForm(typed(request), instance=medication, on=today(patient.clinic))
    return entry(request, patient, form, "Medication", kind="medication")
