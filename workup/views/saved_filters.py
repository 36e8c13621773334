"""Filters with a name: each person's own, in the database."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rpl_tracker.accounts.access import current_clinic
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from workup.models import SavedFilter
from workup.views.filters import from_query, query_of

LONGEST = 40
MOST = 20


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Give what the list shows a name; the same name again takes the new filter."""
    clinic = current_clinic(request)
    name = " ".join(request.POST.get("name", "").replace("\0", "").split())
    query = query_of(from_query(request.POST.get("query", "")))
    if problem := _problem(request, clinic, name):
        messages.error(request, problem)
        return _list(query)
    with transaction.atomic(), acting_as(request.user, source="action"):  # type: ignore[arg-type]
        SavedFilter.objects.update_or_create(
            user_id=cast(User, request.user).pk, clinic=clinic, name=name, defaults={"query": query}
        )
        if "opens" in request.POST:
            _open_with(request, clinic, name)
    messages.success(request, f"Saved as “{name}”.")
    return _list(query)


@require_POST
def filter_change(request: HttpRequest, row: int) -> HttpResponse:
    """Let the worklist open with it, or no longer; or take it off the list."""
    clinic = current_clinic(request)
    saved = get_object_or_404(SavedFilter, pk=row, user=request.user.pk, clinic=clinic)
    do = request.POST.get("do")
    with transaction.atomic(), acting_as(request.user, source="action"):  # type: ignore[arg-type]
        if do == "forget":
            saved.delete()
        else:
            _open_with(request, clinic, saved.name if do == "open" else None)
    messages.success(request, _said(do, saved.name))
    return _list(saved.query)


def _said(do: str | None, name: str) -> str:
    if do == "forget":
        return f"The filter “{name}” is gone."
    return f"The worklist opens with “{name}”." if do == "open" else "The worklist opens with everybody."


def _problem(request: HttpRequest, clinic: Clinic, name: str) -> str:
    """Why it cannot be saved, in words; empty when it can."""
    if not name:
        return "Not saved: give the filter a name."
    if len(name) > LONGEST:
        return f"Not saved: a name has at most {LONGEST} letters; this one has {len(name)}."
    mine = SavedFilter.objects.filter(user=request.user.pk, clinic=clinic)
    if mine.exclude(name=name).count() >= MOST:
        return f"Not saved: there are {MOST} filters already; take one away first."
    return ""


def _open_with(request: HttpRequest, clinic: Clinic, name: str | None) -> None:
    mine = SavedFilter.objects.filter(user=request.user.pk, clinic=clinic)
    mine.filter(opens=True).exclude(name=name or "").update(opens=False)
    if name is not None:
        mine.filter(name=name).update(opens=True)


def _list(query: str) -> HttpResponse:
    return redirect(f"{reverse('worklist')}?{query or 'all=1'}")
