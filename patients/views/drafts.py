"""Keeping what is typed while it is typed, and forgetting it when asked to."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_POST

from patients import drafts, sent
from patients.views.entry import next_path
from patients.views.keeping import place_at, place_of
from rpl_tracker.accounts.models import User
from rpl_tracker.together import tell

TOO_LONG = 413
KEPT = "What you sent just now was not saved, but it is kept for you: sign in and go on with it."
SAVED = "What you sent was saved before that."


@require_POST
@transaction.atomic
def keep_draft(request: HttpRequest) -> HttpResponse:
    """The form as it stands. Says until when it is kept; keeps nothing of a form that is saved meanwhile."""
    place = place_at(request, request.POST.get("draft_place", ""))
    user = cast(User, request.user)
    tell([drafts.one_at_a_time(user, place)])
    if sent.is_sent(user, request.POST):
        return HttpResponse(status=204)
    if not drafts.keep(request.POST, place, by=user):
        return HttpResponse(status=TOO_LONG)
    return JsonResponse({"kept": time_format(timezone.localtime(), "H:i")})


@require_POST
def discard_draft(request: HttpRequest) -> HttpResponse:
    """Forget what was typed; the form comes empty, or as it is stored."""
    place = place_at(request, request.POST.get("draft_place", ""))
    drafts.discard(cast(User, request.user), place)
    messages.info(request, "What you had typed was discarded; the form shows what is on record.")
    path = place.address.partition("#")[0]
    return redirect(f"{path}{'&' if '?' in path else '?'}{urlencode({'next': next_path(request)})}")


def keep_what_came_too_late(request: HttpRequest) -> str:
    """A form that was sent after the session's time was up: kept for whoever sent it, unless it is stored already and
    only the answer was lost. In words; blank when it is no form.
    """
    try:
        match = resolve(request.path)
        if getattr(match.func, "needed", None) is None or not _is_from_our_own_page(request):
            return ""
        place = place_at(request, place_of(request, match.kwargs.get("pk")).address)
    except (Resolver404, Http404, PermissionDenied):
        return ""
    user = cast(User, request.user)
    if sent.is_stored(user, request.POST):
        return SAVED
    return KEPT if drafts.keep(request.POST, place, by=user) else ""


def _is_from_our_own_page(request: HttpRequest) -> bool:
    """The check that every form passes; this one is refused before its turn has come."""
    check = CsrfViewMiddleware(_nothing)
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is None


def _nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse()
