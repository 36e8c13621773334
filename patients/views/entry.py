"""What every page that changes the record does: show the form, store it, go back to where the person was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from patients.actions import Conflict
from patients.forms.base import GONE, RecordForm
from patients.models import Patient
from patients.views.keeping import unjudged
from rpl_tracker.audit.access_log import log_access

CONFLICT = 409
STILL_HERE = "Nothing was saved; what you typed is still here, to be copied."


@dataclass(frozen=True, slots=True)
class Then:
    """A second button: what is saved leads on to another form of the same patient, `below` a pregnancy or not."""

    key: str
    label: str
    url_name: str
    below: bool = True


def next_path(request: HttpRequest, fallback: str = "/") -> str:
    """The page to go back to: `next` when it is one of ours, else `fallback`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if own else fallback


def back_to(request: HttpRequest, patient: Patient) -> str:
    """Where she was looked at before, else her page."""
    return next_path(request, reverse("patient", args=[patient.pk]))


def entry(
    request: HttpRequest,
    patient: Patient,
    form: RecordForm,
    title: str,
    *,
    then: Sequence[Then] = (),
    onward: int | None = None,
    template: str = "patients/entry.html",
    **more: Any,
) -> HttpResponse:
    """One form about one patient. `onward` is the pregnancy to which the `then` buttons lead; None: the stored row."""
    status = 200
    unjudged(request, form)
    if form.instance.entered_in_error:
        status = say_too_late(request, form, f"{GONE} {STILL_HERE}")
    elif request.method == "POST" and form.is_valid():
        row, status = save(request, form)
        if row is not None:
            say_saved(request, form, title)
            return redirect(_after(request, patient, then, row.pk if onward is None else onward))
    return show(request, patient, template, {"form": form, "title": title, "then": then, **more}, status)


def save(request: HttpRequest, form: RecordForm) -> tuple[Any, int]:
    """The stored row, or None and the status of the page that shows the form again."""
    try:
        return form.store(by=request.user), 200  # type: ignore[arg-type]
    except Conflict as conflict:
        form.meet(conflict.stored)
        return None, CONFLICT
    except ValidationError as error:
        form.refuse(error)
        return None, 200


def say_too_late(request: HttpRequest, form: RecordForm, why: str) -> int:
    """What was typed can no longer be saved: shown again with the reason. The status of the page."""
    form.is_valid()
    form.add_error(None, ValidationError(why, code="too_late"))
    return CONFLICT if request.method == "POST" else 200


def show(
    request: HttpRequest, patient: Patient, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page about her; the look is put on record."""
    log_access(request, patient.pk, patient.clinic_id, "page")
    more = {"patient": patient, "base": "patient_base.html", "next": back_to(request, patient)}
    return render(request, template, {**more, **context}, status=status)


def say_saved(request: HttpRequest, form: RecordForm, title: str) -> None:
    """Said on the next page: that it is saved, and what did not apply and was therefore left out."""
    messages.success(request, f"{title}: saved.")
    if form.left_out:
        fields = ", ".join(form.left_out)
        messages.warning(request, f"Left out, because it does not apply to what was chosen: {fields}.")


def _after(request: HttpRequest, patient: Patient, then: Sequence[Then], pregnancy: int) -> str:
    back = back_to(request, patient)
    for button in then:
        if request.POST.get("then") == button.key:
            below = [pregnancy] if button.below else []
            return f"{reverse(button.url_name, args=[patient.pk, *below])}?{urlencode({'next': back})}"
    return back
