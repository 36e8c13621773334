"""What a scan says while it is typed, and the due date that it proposes for the pregnancy's form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from patients.forms.inside import EventForm
from patients.forms.pregnancy import PregnancyForm
from patients.models import Event, Patient, Pregnancy
from patients.obstetrics.crl import CURVES
from patients.obstetrics.dates import in_words
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.redating_advice import Proposal, proposals
from patients.obstetrics.scan_said import said_of_scan
from patients.obstetrics.values import EddBasis
from patients.scope import patient_for, row_of
from patients.stored_events import event_fact, with_events
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Proposed:
    """A due date that stands in the form and is not saved yet."""

    formula: str
    edd: str
    scan: str


@require_POST
def event_reading(request: HttpRequest, pk: int, pregnancy: int) -> HttpResponse:
    """What the scan typed so far says; nothing is stored."""
    patient = patient_for(request, pk, Permission.EVENTS)
    whole = row_of(patient, Pregnancy, pregnancy)
    row = request.GET.get("row", "")
    stored = row_of(patient, Event, int(row), through="pregnancy__patient") if row.isdecimal() else None
    form = EventForm(request.POST, instance=stored or Event(pregnancy=whole), on=today(patient.clinic))
    form.is_valid()  # what cannot be read yet is left out of the reading
    return render(request, "patients/parts/scan_reading.html", {"said": said(form.instance)})


def said(row: Event) -> tuple[Interpretation, ...]:
    """Of one scan, stored or not, in the light of the other scans of its pregnancy."""
    others = Event.objects.valid().filter(pregnancy=row.pregnancy_id).exclude(pk=row.pk)
    event = event_fact(row)
    return said_of_scan(event, with_events(row.pregnancy, [*map(event_fact, others), event]))


def propose(request: HttpRequest, patient: Patient, form: PregnancyForm) -> Proposed | None:
    """Put the due date of a scan (`scan` and `formula` in the address) into the empty form; who reads it saves it."""
    scan = request.GET.get("scan", "")
    if form.is_bound or form.instance.pk is None or not scan.isdecimal():
        return None
    row = row_of(patient, Event, int(scan), through="pregnancy__patient")
    found = _offered(row, request.GET.get("formula", "")) if row.pregnancy_id == form.instance.pk else None
    if found is None:
        return None
    form.initial.update(edd=found.edd, edd_basis=EddBasis.ULTRASOUND.value)
    return Proposed(CURVES[found.formula].name, in_words(found.edd), "" if row.on is None else row.on.words)


def _offered(row: Event, formula: str) -> Proposal | None:
    event = event_fact(row)
    given = proposals(event, with_events(row.pregnancy, [event]))
    return next((one for one in given if one.formula == formula and one.offered), None)
