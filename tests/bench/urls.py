"""The application's addresses, and beside them bare pages: the same rows in the same table, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from patients.models import Patient
from rpl_tracker.urls import urlpatterns as ours
from workup import worklist
from workup.models import Finding, Investigation

ROWS = Template(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def bare_worklist(request: HttpRequest) -> HttpResponse:
    """Fifty women with name, number, birth, counts, what is needed and what is awaited."""
    clinic = request.user.memberships.get().clinic
    periods = list(
        worklist.periods(clinic, _today()).select_related("patient", "patient__assigned_to").order_by("pk")[:50]
    )
    ids = [period.patient_id for period in periods]
    needs: dict[int, list[str]] = {}
    for found in Finding.objects.filter(worklist.NEEDS, patient__in=ids, valid_from__lte=_today()):
        needs.setdefault(found.patient_id, []).append(f"{found.item} {found.status}")
    rows = [
        (
            p.patient.family_name,
            p.patient.given_names,
            p.patient.mrn,
            p.patient.date_of_birth,
            p.asked,
            p.done,
            p.open,
            *needs.get(p.patient_id, ()),
        )
        for p in periods
    ]
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def bare_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """Her pregnancies, results, drugs, conditions, decisions and stored findings as tables."""
    patient = Patient.objects.get(pk=pk)
    rows = [[patient.family_name, patient.mrn, patient.date_of_birth]]
    for table in (patient.pregnancies, patient.conditions, patient.medications, patient.decisions, patient.partners):
        rows += [list(row) for row in table.values_list()]
    rows += [list(row) for row in Investigation.objects.filter(patient=patient).values_list()]
    rows += [list(row) for row in Finding.objects.filter(patient=patient).values_list()]
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def _today():  # type: ignore[no-untyped-def]
    from django.utils import timezone

    return timezone.localdate()


urlpatterns = [*ours, path("bare/worklist", bare_worklist), path("bare/patient/<int:pk>", bare_patient)]
