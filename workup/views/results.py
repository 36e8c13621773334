"""Entering results: a panel at once, or one investigation that is on record."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from patients.actions import Conflict
from patients.forms.summary import error_lines
from patients.models import Patient
from patients.scope import patient_for
from patients.views.entry import CONFLICT, back_to, entry, show
from patients.views.keeping import keeps_drafts, row_in_form, typed, unjudged
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import can, require, today
from rpl_tracker.accounts.roles import Permission
from workup import catalogue
from workup.catalogue import Panel
from workup.forms.immediate import read_entered
from workup.forms.panel import PanelSheet
from workup.forms.repeats import Repeat
from workup.forms.single import InvestigationForm
from workup.load import investigation_fact, load_one
from workup.models import Investigation

REPEAT = "repeat"  # the second button
MEANWHILE = "Somebody else entered a result here just now. Nothing was saved; your text is kept. Save again to go on."


@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Which panel to enter."""
    patient = patient_for(request, pk, Permission.RESULTS)
    known = catalogue.tests()
    panels = [(panel, [known[key].label for key in panel.tests]) for panel in catalogue.panels().values()]
    return show(request, patient, "workup/entry/panels.html", {"panels": panels, "title": "Enter results"})


@forms_only
@keeps_drafts(Permission.RESULTS)
def results_panel(request: HttpRequest, pk: int, panel: str) -> HttpResponse:
    """All tests of one panel on one form; blank lines store nothing."""
    patient = patient_for(request, pk, Permission.RESULTS)
    if _orders_repeat(request):
        require(request, patient.clinic_id, Permission.ORDERS)
    found = _panel(panel)
    sheet, problem, status = _sheet(request, patient, found)
    if status == 302:
        return redirect(back_to(request, patient))
    context = {
        "sheet": sheet,
        "title": found.label,
        "may_order": can(request, patient.clinic_id, Permission.ORDERS),
        "lines": error_lines(sheet.forms, problem),
        "remembered": json.dumps(
            {lab: {t: asdict(g) for t, g in tests.items()} for lab, tests in sheet.remembered.items()}
        ),
    }
    return show(request, patient, "workup/entry/panel.html", context, status)


@require_POST
def results_reading(request: HttpRequest, pk: int, panel: str) -> HttpResponse:
    """What the results typed so far say; nothing is stored."""
    patient = patient_for(request, pk, Permission.RESULTS)
    sheet = PanelSheet(request.POST, patient, _panel(panel), today(patient.clinic), {})
    context = {"sheet": sheet, "may_order": can(request, patient.clinic_id, Permission.ORDERS)}
    return render(request, "workup/entry/reading.html", {**context, **_reading(sheet, patient)})


@forms_only
@keeps_drafts(Permission.RESULTS)
def investigation_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """One investigation: its result, or what became of its order."""
    patient = patient_for(request, pk, Permission.RESULTS)
    stored = row_in_form(request, patient, Investigation, row)
    if stored.test not in catalogue.tests():
        raise Http404("a test that the catalogue does not know any more")
    form = InvestigationForm(typed(request), instance=stored, on=today(patient.clinic))
    return entry(
        request, patient, form, form.test.label, template="workup/entry/investigation.html", kind="investigation"
    )  # fmt: skip


def _panel(key: str) -> Panel:
    try:
        return catalogue.panels()[key]
    except KeyError as error:
        raise Http404("no such panel") from error


def _sheet(request: HttpRequest, patient: Patient, panel: Panel) -> tuple[PanelSheet, str, int]:
    """The sheet, stored when it was sent. Nobody else writes between the look for what is on record and the storing:
    `keeps_drafts` holds her record.
    """
    asked, on = request.GET.dict(), today(patient.clinic)
    if request.method != "POST":
        sheet = PanelSheet(typed(request), patient, panel, on, asked)
        unjudged(request, *sheet.forms)
        return sheet, "", 200
    sheet = PanelSheet(request.POST, patient, panel, on, asked)
    return sheet, *_store(request, sheet)


def _store(request: HttpRequest, sheet: PanelSheet) -> tuple[str, int]:
    """What is wrong with the page as a whole, and the status of the answer."""
    if not sheet.is_valid():
        return "", 200
    try:
        number, ordered = sheet.store(by=request.user, repeat=_orders_repeat(request))  # type: ignore[arg-type]
    except Conflict:
        return MEANWHILE, CONFLICT
    except ValidationError as error:
        return " ".join(error.messages), 200
    messages.success(request, f"{sheet.panel.label}: {number} {'result' if number == 1 else 'results'} saved.")
    _say_ordered(request, ordered)
    return "", 302


def _orders_repeat(request: HttpRequest) -> bool:
    """Whether the second button was pressed."""
    return request.POST.get("then") == REPEAT


def _say_ordered(request: HttpRequest, ordered: tuple[Repeat, ...]) -> None:
    if ordered:
        messages.success(request, f"Repeat ordered: {'; '.join(one.words for one in ordered)}.")
    elif _orders_repeat(request):
        messages.warning(request, "No repeat was ordered: there is no first positive, or its repeat is under way.")


def _reading(sheet: PanelSheet, patient: Patient) -> dict[str, Any]:
    """A line for every result that can be read already; lines with an error say so themselves."""
    valid = [form.is_valid() for form in sheet.forms]
    if not valid[0]:
        return {"header_errors": error_lines([sheet.header]), "lines": [(row, None) for row in sheet.rows]}
    rows = sheet.investigations()
    entered = tuple(investigation_fact(row) for row in rows)
    facts = load_one(patient, recorded_by=sheet.on)
    readings = {line.test: line for line in read_entered(facts, entered, sheet.on)}
    first = next((line for line in readings.values() if line.acts), None)
    lines = [(row, readings.get(row.test.key)) for row in sheet.rows]
    repeats = sheet.repeats(rows, facts)
    label = catalogue.tests()[first.test].label if first else ""
    return {"readings": readings, "lines": lines, "first": first, "first_label": label, "repeats": repeats}
