"""Whether her partner is in the room: asked for by the address, remembered in the session for her page alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from patients.models import Patient
from workup.views.presenters.folding import Fold, folded

_KEY = "partner_in_the_room"  # the number of the patient: off again as soon as it is switched on for another one
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
    asked, before = request.GET.get("room"), request.session.get(_KEY) == woman.pk
    on = {"on": True, "off": False}.get(asked or "", before)
    if on != before:
        request.session[_KEY] = woman.pk if on else None
    query = request.GET.copy()
    query["room"] = "off" if on else "on"
    return Room(on, f"?{query.urlencode()}", fold)
