"""Around every form about a patient: what is typed is kept as a draft, and what is sent is stored once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from patients import actions, drafts, sent
from patients.drafts import Place
from patients.forms.words import CHOOSE_AGAIN
from patients.models import Draft, Patient, SentForm
from patients.scope import Row, patient_for, row_of, to_be_changed
from rpl_tracker.accounts.access import current_clinic, require
from rpl_tracker.accounts.models import User
from rpl_tracker.accounts.roles import Permission

View = Callable[..., HttpResponse]
Needed = Permission | Callable[..., Permission]
BY_SCRIPT = "X-Form"  # sent by the page's own script, which goes on to the next page by itself
SENT_TWICE = "This form was sent twice; it is saved once."
CLINIC = "#clinic-"


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open, for the page. It shows what is `left`: what this person typed before and did not save."""

    token: str
    place: Place
    left: Draft | None = None

    @classmethod
    def anew(cls, request: HttpRequest, place: Place) -> Opened:
        """The form that a GET opens, with what this person left in it."""
        return cls(uuid.uuid4().hex, place, drafts.draft_of(cast(User, request.user), place))


def keeps_drafts(needed: Needed) -> Callable[[View], View]:
    """For the view of a form. `needed` is the permission that the view asks for, or how its address decides it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            place = place_of(request, kwargs.get("pk"))
            if request.method != "POST":
                request.opened = Opened.anew(request, place)  # type: ignore[attr-defined]
                return view(request, *args, **kwargs)
            request.opened = Opened(uuid.uuid4().hex, place)  # type: ignore[attr-defined]
            permission = permission_for(needed, kwargs)
            return _for_the_script(request, _send(request, place, permission, lambda: view(request, *args, **kwargs)))

        kept.needed = needed  # type: ignore[attr-defined]
        return kept

    return decorate


def place_of(request: HttpRequest, pk: int | None) -> Place:
    """Where what is typed in this form is kept."""
    address = drafts.address_of(request)
    return Place(pk, address) if pk is not None else Place(None, f"{address}{CLINIC}{current_clinic(request).pk}")


def permission_for(needed: Needed, kwargs: dict[str, Any]) -> Permission:
    """The permission that saving the form at an address needs."""
    return needed if isinstance(needed, Permission) else needed(**kwargs)


def place_at(request: HttpRequest, address: str) -> Place:
    """The form that an open page names. Http404 when there is none that this person sees, else PermissionDenied."""
    path, _, clinic = address.partition(CLINIC)
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        raise Http404("no such form") from None
    needed = getattr(match.func, "needed", None)
    pk = match.kwargs.get("pk")
    if needed is None or (pk is None and not clinic.isdecimal()):
        raise Http404("no such form")
    if pk is None:
        require(request, int(clinic), permission_for(needed, match.kwargs))
    else:
        patient_for(request, pk, permission_for(needed, match.kwargs))
    return Place(pk, address)


def typed(request: HttpRequest) -> QueryDict | None:
    """What is in the form: what was sent, what this person left in it, or None for a fresh one."""
    opened: Opened | None = getattr(request, "opened", None)
    if opened is not None and opened.left is not None:
        return drafts.as_sent(opened.left)
    return request.POST or None


def row_in_form(request: HttpRequest, patient: Patient, kind: type[Row], pk: int, through: str = "patient") -> Row:
    """The row that a form is about. What was typed for one that somebody marked as entered in error meanwhile is shown
    again, so that nobody has to remember it.
    """
    return row_of(patient, kind, pk, through, marked=typed(request) is not None)


def unjudged(request: HttpRequest, *forms: BaseForm) -> None:
    """A draft shows what was typed: what is missing or wrong is said when it is saved. A choice that is gone since then
    is said at once, for it is not shown.
    """
    opened: Opened | None = getattr(request, "opened", None)
    if opened is not None and opened.left is not None:
        for form in forms:
            form.is_valid()
            gone = {
                name for name, found in form.errors.as_data().items() if "invalid_choice" in {e.code for e in found}
            }
            form._errors = ErrorDict()  # type: ignore[attr-defined]
            for name in gone:
                form._errors[name] = form.error_class([CHOOSE_AGAIN])  # type: ignore[attr-defined]


def _send(
    request: HttpRequest, place: Place, permission: Permission, store: Callable[[], HttpResponse]
) -> HttpResponse:
    """Store, remember that it was stored, and forget the draft: all or none."""
    user, pk = cast(User, request.user), place.patient_id
    with transaction.atomic():
        if (led_to := sent.sent_before(user, place, request.POST)) is not None:
            messages.info(request, SENT_TWICE)
            return redirect(led_to)
        hers = to_be_changed(request, pk, permission) if pk is not None else nullcontext()
        with hers, actions.touching() as touched:
            response = store()
        if response.status_code == 302:
            _offer_undo(request, sent.remember(user, place, request.POST, response["Location"], permission, touched))
    return response


def _offer_undo(request: HttpRequest, step: SentForm) -> None:
    """Stands beside "saved" on the next page; the message is the address that the button there is sent to."""
    if step.touched:
        messages.success(request, reverse("undo_step", args=[step.patient_id, step.pk]), extra_tags="undo")


def _for_the_script(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page's script cannot see where a redirect leads to, so it is told."""
    if response.status_code == 302 and BY_SCRIPT in request.headers:
        return JsonResponse({"go": response["Location"]})
    return response
