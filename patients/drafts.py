"""Typing that is not saved yet: kept on the server for the one person who typed it, for a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from patients.models import Draft, SentForm
from patients.models.unfinished import KEPT_FOR
from rpl_tracker.accounts.models import User
from rpl_tracker.together import Given, Question, Statement, given, tell

LONGEST_ADDRESS = 300
LONGEST = 200_000  # characters of all values together; a panel of forty results has some 3,000
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "form_token", "draft_place"})
_HERS = RawSQL("patient_id IS NOT DISTINCT FROM %s", (Given("patient"),), BooleanField())
_LEFT = Question(lambda: Draft.objects.filter(_HERS, at__gt=given("after"), user=given("user"), place=given("place")))
NOT_THE_PLACE = frozenset({"next", "draft", "whole"})  # the way back, and how the page was opened


@dataclass(frozen=True, slots=True)
class Place:
    """One form of one woman; `address` tells her forms apart: `/patients/7/decisions/new/?item=tsh`."""

    patient_id: int | None
    address: str


def address_of(request: HttpRequest) -> str:
    """The address of a form, without the way back."""
    query = request.GET
    asked = sorted((name, value) for name in query if name not in NOT_THE_PLACE for value in query.getlist(name))
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def keep(typed: QueryDict, place: Place, *, by: User) -> bool:
    """Keep what is typed in place of what was kept for this form. False, and nothing kept, when it is too long."""
    forget_expired()
    content = content_of(typed)
    if len(place.address) > LONGEST_ADDRESS or _length(content) > LONGEST:
        return False
    defaults = {"typed": content, "at": timezone.now()}
    hers: dict[str, Any] = {"patient_id": place.patient_id}
    Draft.objects.update_or_create(user_id=by.pk, place=place.address, **hers, defaults=defaults)
    return True


def draft_of(by: User, place: Place) -> Draft | None:
    """What this person left in this form less than a day ago; never anybody else's."""
    found = _LEFT.ask(user=by.pk, patient=place.patient_id, place=place.address, after=timezone.now() - KEPT_FOR)
    return found[0] if found else None


def as_sent(draft: Draft) -> QueryDict:
    """What was typed, as the browser would have sent it."""
    data = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        data.setlist(name, values)
    return data


def discard(by: User, place: Place) -> None:
    """Forget what was typed in this form."""
    tell([forgetting(by, place)])


def forgetting(by: User, place: Place) -> Statement:
    """The statement of `discard`."""
    sql = "DELETE FROM patients_draft WHERE user_id = %s AND patient_id IS NOT DISTINCT FROM %s AND place = %s"
    return sql, [by.pk, place.patient_id, place.address]


def forget_expired() -> None:
    """Delete what is older than a day."""
    Draft.objects.expired().delete()
    SentForm.objects.expired().delete()


def one_at_a_time(by: User, place: Place) -> Statement:
    """The statement after which nothing else of this person's is stored or kept in this form, until the transaction
    ends.
    """
    return "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [by.pk % 2**31, place.address]


def content_of(typed: QueryDict) -> dict[str, list[str]]:
    """Every field's values; PostgreSQL takes no NUL, and no person types one."""
    return {
        name: [value.replace("\x00", "") for value in typed.getlist(name)] for name in typed if name not in NOT_TYPED
    }


def _length(content: Mapping[str, list[str]]) -> int:
    return sum(len(name) + sum(map(len, values)) for name, values in content.items())
