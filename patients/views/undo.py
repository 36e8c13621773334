"""Taking the last step back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from patients.models import Patient
from patients.sent import CannotUndo, may_be_undone_by, undo
from rpl_tracker.accounts.access import clinics_of, require
from rpl_tracker.accounts.models import User
from rpl_tracker.accounts.roles import Permission


@require_POST
def undo_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Write the values from before a step of one's own anew. The woman may be one whom the step entered in error."""
    patient = Patient.objects.filter(pk=pk, clinic__in=[clinic.pk for clinic in clinics_of(request)]).first()
    if patient is None:
        raise Http404("no such patient")
    require(request, patient.clinic_id, Permission.EVENTS)
    sent = may_be_undone_by(request, step, pk)
    if sent is None:
        raise Http404("no such step")
    require(request, patient.clinic_id, Permission[sent.permission])
    try:
        undo(sent, by=cast(User, request.user))
    except CannotUndo as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Undone: what was there before stands again. Both are in the history.")
    patient.refresh_from_db()
    return redirect(reverse("worklist") if patient.entered_in_error else reverse("patient", args=[pk]))
