"""Her page, and the same as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.models import Patient
from patients.scope import patient_for
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.audit.access_log import log_access
from workup.checklist.as_of import facts_on
from workup.checklist.document import document
from workup.editions import adoption_for
from workup.guidelines import load_all
from workup.load import load_one
from workup.stored import Rows
from workup.views.looking import Look, look_of
from workup.views.overview import overview_of
from workup.views.presenters.banner import banner_of
from workup.views.presenters.definitions import choice_name
from workup.views.presenters.details import details_of
from workup.views.presenters.folding import fold_of
from workup.views.presenters.links import Links
from workup.views.room import room_of

# Pages that add to her record, each shown as a button where it belongs: name of the address, who may.
_ADD = {
    "pregnancy_new": Permission.RECORD,
    "partner_new": Permission.RECORD,
    "medication_new": Permission.RECORD,
    "conditions": Permission.RECORD,
    "patient_edit": Permission.RECORD,
    "results": Permission.RESULTS,
    "order": Permission.ORDERS,
}
_BACK = {
    "pregnancy_new": "pregnancies",
    "partner_new": "partners",
    "medication_new": "medication",
    "conditions": "conditions",
    "patient_edit": "record",
    "results": "results",
    "order": "outstanding",
}


@require_safe
def patient(request: HttpRequest, pk: int) -> HttpResponse:
    """What is on record, what is missing and why, by one edition and as of one day."""
    woman = patient_for(request, pk, Permission.VIEW)
    log_access(request, woman.pk, woman.clinic_id, "page")
    return render(request, "workup/patient.html", _context(request, woman, look_of(request, woman.clinic)))


@require_safe
def workup_json(request: HttpRequest, pk: int) -> JsonResponse:
    """The document of interfaces.md, 2: every edition on file, or the one asked for."""
    woman = patient_for(request, pk, Permission.VIEW)
    log_access(request, woman.pk, woman.clinic_id, "json")
    look = look_of(request, woman.clinic)
    if look.problems:
        return JsonResponse({"errors": list(look.problems)}, status=400)
    adoption = adoption_for(request, woman.clinic)
    editions = [look.guideline] if request.GET.get("guideline") else list(adoption.editions.values())
    facts = load_one(woman, recorded_by=look.today)
    answer = JsonResponse(document(facts, editions, look.on, signed_off=adoption.signed_off))
    answer["Cache-Control"] = "no-store"
    return answer


def _context(request: HttpRequest, woman: Patient, look: Look) -> dict[str, Any]:
    rows, links = Rows(), Links(request, woman)
    facts = load_one(woman, recorded_by=look.today, rows=rows)
    only_to_do = request.GET.get("show") == "todo"
    room = room_of(request, woman, fold_of(facts_on(facts, look.on), look.on))
    return {
        "patient": woman,
        "look": look,
        "banner": room.seen(
            banner_of(
                woman,
                facts.pregnancies,
                look.on,
                recorded_by=look.today,
                first=look.guideline.key,
                signed_off=look.signed_editions,
            )
        ),
        "room": room,
        "details": details_of(woman, facts.lifestyle),
        "overview": room.seen(overview_of(facts, rows, look, links, only_to_do=only_to_do)),
        "editions": [(edition.key, choice_name(edition)) for edition in load_all().values()],
        "only_to_do": only_to_do,
        "show": {name: _query(request, show=name) for name in ("todo", "all")},
        "add": {name: links.to(name, permission, back=_BACK[name]) for name, permission in _ADD.items()},
    }


def _query(request: HttpRequest, **change: str) -> str:
    """The address with one of its choices changed."""
    query = request.GET.copy()
    for name, value in change.items():
        query[name] = value
    return f"?{query.urlencode()}"
