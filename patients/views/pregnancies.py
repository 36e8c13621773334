"""Her pregnancies, their births, and what happened in their course."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from patients.forms.hers import hers_of
from patients.forms.inside import BirthForm, EventForm, next_order
from patients.forms.pregnancy import PregnancyForm, next_number
from patients.forms.reading import Reading, read
from patients.models import Birth, Event, Patient, Pregnancy
from patients.scope import patient_for, row_of
from patients.views.entry import Then, entry
from patients.views.keeping import keeps_drafts, row_in_form, typed
from patients.views.patients import forms_only
from patients.views.scans import propose, said
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission

EVENT = Then("event", "Save and add an event", "event_new")
BIRTH = Then("birth", "Save and add a birth", "birth_new")
ANOTHER = Then("pregnancy", "Save and add another pregnancy", "pregnancy_new", below=False)
ANOTHER_EVENT = Then("event", "Save and add another event", "event_new")
ANOTHER_BIRTH = Then("birth", "Save and add another birth", "birth_new")


@forms_only
@keeps_drafts(Permission.RECORD)
def pregnancy_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The next pregnancy in order."""
    patient = patient_for(request, pk, Permission.RECORD)
    return _pregnancy(request, patient, Pregnancy(patient=patient, number=next_number(patient)), "New pregnancy")


@forms_only
@keeps_drafts(Permission.RECORD)
def pregnancy_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A pregnancy on record."""
    patient = patient_for(request, pk, Permission.RECORD)
    pregnancy = row_in_form(request, patient, Pregnancy, row)
    return _pregnancy(request, patient, pregnancy, f"Pregnancy {pregnancy.number}", kind="pregnancy")


@require_POST
def pregnancy_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dates typed so far say; nothing is stored."""
    patient = patient_for(request, pk, Permission.RECORD)
    row = request.GET.get("row", "")
    stored = row_of(patient, Pregnancy, int(row)) if row.isdecimal() else Pregnancy(patient=patient)
    form = PregnancyForm(request.POST, instance=stored, on=today(patient.clinic))
    form.is_valid()  # what cannot be read yet is left out of the reading
    return render(request, "patients/parts/reading.html", {"reading": _reading(form, patient)})


@forms_only
@keeps_drafts(Permission.RECORD)
def birth_new(request: HttpRequest, pk: int, pregnancy: int) -> HttpResponse:
    """One child or fetus of a pregnancy."""
    patient = patient_for(request, pk, Permission.RECORD)
    whole = row_in_form(request, patient, Pregnancy, pregnancy)
    birth = Birth(pregnancy=whole, order=next_order(whole))
    form = BirthForm(typed(request), instance=birth, on=today(patient.clinic))
    title = f"New birth, pregnancy {whole.number}"
    return entry(request, patient, form, title, then=(ANOTHER_BIRTH,), onward=whole.pk)


@forms_only
@keeps_drafts(Permission.RECORD)
def birth_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A birth on record."""
    patient = patient_for(request, pk, Permission.RECORD)
    birth = row_in_form(request, patient, Birth, row, through="pregnancy__patient")
    form = BirthForm(typed(request), instance=birth, on=today(patient.clinic))
    return entry(request, patient, form, f"Birth {birth.order}, pregnancy {birth.pregnancy.number}", kind="birth")


@forms_only
@keeps_drafts(Permission.EVENTS)
def event_new(request: HttpRequest, pk: int, pregnancy: int) -> HttpResponse:
    """Something that happened in a pregnancy."""
    patient = patient_for(request, pk, Permission.EVENTS)
    whole = row_in_form(request, patient, Pregnancy, pregnancy)
    form = EventForm(typed(request), instance=Event(pregnancy=whole), on=today(patient.clinic))
    title = f"New event, pregnancy {whole.number}"
    return entry(
        request, patient, form, title, then=(ANOTHER_EVENT,), onward=whole.pk, template="patients/event.html",
        said=lambda: said(form.instance),
    )  # fmt: skip


@forms_only
@keeps_drafts(Permission.EVENTS)
def event_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """An event on record."""
    patient = patient_for(request, pk, Permission.EVENTS)
    event = row_in_form(request, patient, Event, row, through="pregnancy__patient")
    form = EventForm(typed(request), instance=event, on=today(patient.clinic))
    title = f"Event, pregnancy {event.pregnancy.number}"
    return entry(
        request, patient, form, title, template="patients/event.html", kind="event", said=lambda: said(form.instance)
    )  # fmt: skip


def _pregnancy(request: HttpRequest, patient: Patient, row: Pregnancy, title: str, kind: str = "") -> HttpResponse:
    form = PregnancyForm(typed(request), instance=row, on=today(patient.clinic))
    then = (EVENT, BIRTH) if kind else (EVENT, BIRTH, ANOTHER)
    answer = entry(
        request, patient, form, title, then=then, template="patients/pregnancy.html", kind=kind,
        reading=lambda: _reading(form, patient), proposed=propose(request, patient, form),
    )  # fmt: skip
    if answer.status_code == 302:
        if form.cleaned_data.get("order_tissue"):
            messages.success(request, "Genetic tests of the tissue: ordered.")
        for words in _reading(form, patient).warnings:
            messages.warning(request, words)
    return answer


def _reading(form: PregnancyForm, patient: Patient) -> Reading:
    return read(form.instance, hers_of(patient).pregnancies, form.on, patient.clinic.stillbirth_from_days)
