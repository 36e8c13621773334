"""The history of a row, of a kind of rows, or of her whole record. Looking is on record, too."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from patients.models import Patient
from patients.scope import patient_for
from patients.views.entry import show
from rpl_tracker.accounts.roles import Permission
from workup.editions import adoption_for
from workup.history import MOST, Step, heading_of, kinds, rows_of, steps_of


@require_safe
def history(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """Every change of one row of hers, also of one entered in error."""
    patient = patient_for(request, pk, Permission.VIEW)
    found = next((each for each in rows_of(patient, _known(kind)) if each.pk == row), None)
    if found is None:
        raise Http404("no such row in this record")
    known = adoption_for(request, patient.clinic).items
    heading = f"History: {heading_of(kind, found, known)}"
    return _shown(request, patient, steps_of({kind: [found]}, known), heading, one=True)


@require_safe
def record_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of her record, or of its rows of the `kind` in the address."""
    patient = patient_for(request, pk, Permission.VIEW)
    asked = [_known(request.GET["kind"])] if "kind" in request.GET else list(kinds())
    known = adoption_for(request, patient.clinic).items
    steps = steps_of({kind: rows_of(patient, kind) for kind in asked}, known)
    return _shown(request, patient, steps, "History of her record" if len(asked) > 1 else "History")


def _known(kind: str) -> str:
    if kind not in kinds():
        raise Http404("no such kind of row")
    return kind


def _shown(request: HttpRequest, patient: Patient, steps: list[Step], heading: str, one: bool = False) -> HttpResponse:
    most = len(steps) if one else MOST
    more = {"heading": heading, "steps": steps[:most], "older": max(0, len(steps) - most), "one": one}
    return show(request, patient, "workup/history.html", {"title": "History", **more})
