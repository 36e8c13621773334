"""A workstation left alone signs itself out, on the server, after the minutes that the clinic has set."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.urls import reverse

from rpl_tracker.accounts.access import clinics_of
from rpl_tracker.accounts.doors import to_sign_in

SEEN_KEY = "seen"
NOT_SAVED = "What you sent just now was not saved."
KEPT_KEYS = ("partner_in_the_room",)  # what still hides entries for the person who signs in again
# Sent with the request while it still has its user; a receiver that knows says what became of what was sent.
came_too_late = Signal()


def idle_minutes(request: HttpRequest) -> int:
    """The strictest of the user's clinics; a person without a clinic gets the setting IDLE_MINUTES."""
    return min((clinic.idle_minutes for clinic in clinics_of(request)), default=settings.IDLE_MINUTES)


def seconds_left(seen: int, minutes: int, now: int) -> int:
    """How long the session still lasts; 0 or less when it is over."""
    return seen + minutes * 60 - now


def must_note(seen: int, minutes: int, now: int) -> bool:
    """Whether a request is noted: at most once a minute, and a fifteenth of the time at most is ever lost."""
    return now - seen >= min(60, minutes * 4)


class IdleLockMiddleware:
    """Signs out whoever comes back too late; notes when the others were last seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            minutes, now = idle_minutes(request), int(time.time())
            seen = request.session.get(SEEN_KEY, now)
            if seconds_left(seen, minutes, now) <= 0:
                return signed_out(request, minutes)
            if SEEN_KEY not in request.session or (must_note(seen, minutes, now) and not is_question(request)):
                request.session[SEEN_KEY] = now
        return self.get_response(request)


def is_question(request: HttpRequest) -> bool:
    """The page in the browser asking how long it has left; asking is not working."""
    return request.method == "GET" and request.path == reverse("session_time")


def is_of_this_sign_in(request: HttpRequest) -> bool:
    """Whether the page that asks was opened since the sign-in that there is now: signing in, as the same person or as
    another one in another window, renews the token that stands in every page. A page that says none is believed.
    """
    try:
        if "X-CSRFToken" in request.headers:
            CsrfViewMiddleware(lambda _: HttpResponse())._check_token(request)  # type: ignore[attr-defined]
    except RejectRequest:
        return False
    return True


def signed_out(request: HttpRequest, minutes: int) -> HttpResponse:
    """End the session on the server and say why, and what became of a form that came too late."""
    asked, back, lost = is_question(request), to_sign_in(request), _what_became_of(request)
    kept = {key: request.session[key] for key in KEPT_KEYS if key in request.session}
    logout(request)
    request.session.update(kept)
    after = "1 minute" if minutes == 1 else f"{minutes} minutes"
    messages.info(request, f"You were signed out after {after} without activity.{lost}")
    return JsonResponse({"seconds_left": 0}, status=401) if asked else back


def _what_became_of(request: HttpRequest) -> str:
    """In words, what became of a form that came too late."""
    if request.method in ("GET", "HEAD") or request.path == reverse("session_time"):
        return ""
    said = (words for _, words in came_too_late.send(IdleLockMiddleware, request=request) if words)
    return f" {next(said, NOT_SAVED)}"
