"""Whether her partner is in the room: asked for by the address, remembered in the session for one patient.

Her page and her plan of tests fold; every other page about her asks before it shows itself: nobody sees by accident.
So do, in the administration, the pages of her rows and every list that may hold one of them. Her line of the worklist
says nothing of what she needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from patients.models import Patient
from rpl_tracker.audit.admin_base import WHOLE, ClinicalAdmin
from workup.views.presenters.folding import Fold, folded

# Whose view of which patient: off again as soon as it is switched on for another one. The idle lock leaves it on.
_KEY = "partner_in_the_room"
# What shows nothing that is folded away; and what opens only from a page that has asked already.
FOLDS = frozenset({"patient", "plan", "plan_pdf"})
HAS_ASKED = frozenset({"summary_pdf", "partner_plan_pdf", "letter_pdf", "workup_json"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Room:
    """`switch`: the address that changes it; `not_known`: pregnancies of which the partner is not recorded."""

    on: bool
    switch: str
    fold: Fold

    @property
    def not_known(self) -> tuple[int, ...]:
        """By number."""
        return self.fold.not_known

    def seen(self, shown: T) -> T:
        """What the page shows: all of it, or what is not folded away."""
        if not self.on:
            return shown
        kept: T = folded(shown, self.fold)
        return kept


def room_of(request: HttpRequest, woman: Patient, fold: Fold) -> Room:
    """`?room=on` and `?room=off`; anything else leaves it as it was. Off until somebody switches it on."""
    asked, before = request.GET.get("room"), _is_on(request, woman.pk)
    on = {"on": True, "off": False}.get(asked or "", before)
    if on != before:
        request.session[_KEY] = [request.user.pk, woman.pk] if on else None
    query = request.GET.copy()
    query["room"] = "off" if on else "on"
    return Room(on, f"?{query.urlencode()}", fold)


def patient_in_room(request: HttpRequest) -> int | None:
    """The number of the patient of whom the view is folded for this person at the moment."""
    person, patient = request.session.get(_KEY) or (None, None)
    return patient if patient is not None and person == request.user.pk else None


def _is_on(request: HttpRequest, patient: int) -> bool:
    return patient_in_room(request) == patient


class RoomMiddleware:
    """While it is on, a page about her that does not fold is opened only by a second, deliberate step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The question in place of the page. It holds nothing of the record and needs no look at it."""
        if request.method not in ("GET", "HEAD"):
            return None
        hers = patient_in_room(request)
        if hers is None or not _may_show(request, view, kwargs, hers):
            return None
        if WHOLE not in request.GET:
            query = request.GET.copy()
            query[WHOLE] = "1"
            address = f"{request.path}?{query.urlencode()}"
            return render(request, "workup/not_folded.html", {"pk": hers, "address": address})
        return None


def _may_show(request: HttpRequest, view: object, kwargs: dict[str, Any], hers: int) -> bool:
    """Whether an address may show what is folded away of her."""
    admin = getattr(view, "model_admin", None)
    if isinstance(admin, ClinicalAdmin):
        at = kwargs.get("object_id")
        return at is None or admin.patient_pk_at(request, at) == hers
    name = request.resolver_match.url_name if request.resolver_match else None
    return bool(kwargs.get("pk") == hers and name not in FOLDS | HAS_ASKED)
