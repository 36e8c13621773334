"""Ordering: several tests at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from patients.forms.summary import error_lines
from patients.scope import patient_for
from patients.views.entry import back_to, show
from patients.views.keeping import keeps_drafts, typed, unjudged
from patients.views.patients import forms_only
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.roles import Permission
from workup.forms.orders import OrderForm


@forms_only
@keeps_drafts(Permission.ORDERS)
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick tests: each becomes an open order."""
    patient = patient_for(request, pk, Permission.ORDERS)
    form = OrderForm(typed(request), patient=patient, on=today(patient.clinic), asked=request.GET.dict())
    unjudged(request, form)
    if request.method == "POST" and (number := _store(request, form)):
        messages.success(request, f"{number} {'test' if number == 1 else 'tests'} ordered.")
        return redirect(back_to(request, patient))
    return show(
        request,
        patient,
        "workup/entry/order.html",
        {"form": form, "lines": error_lines([form]), "title": "Order tests"},
    )


def _store(request: HttpRequest, form: OrderForm) -> int:
    """How many orders were stored; 0 when something is wrong. `keeps_drafts` holds her record: nobody else orders."""
    if not form.is_valid():
        return 0
    try:
        return form.store(by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error(None, error)
        return 0
