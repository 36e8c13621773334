"""Pages about the session itself. Sign-in and second factor are django-allauth's."""

from __future__ import annotations

import time

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rpl_tracker.accounts.access import switch_clinic
from rpl_tracker.accounts.idle import SEEN_KEY, idle_minutes, is_of_this_sign_in, seconds_left


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the application answers and reaches its database, else 503; for load balancers, without a login."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


@require_http_methods(["GET", "POST"])
def session_time(request: HttpRequest) -> JsonResponse:
    """GET asks how long the session lasts; POST says that someone is at work (typing sends no requests).

    401 for a page of an earlier sign-in, which then covers itself as when the time is up.
    """
    now = int(time.time())
    if not is_of_this_sign_in(request):
        return JsonResponse({"seconds_left": 0}, status=401)
    if request.method == "POST":
        request.session[SEEN_KEY] = now
    return JsonResponse({"seconds_left": seconds_left(request.session[SEEN_KEY], idle_minutes(request), now)})


@require_POST
def choose_clinic(request: HttpRequest) -> HttpResponse:
    """Switch the clinic of the worklist and of new patients, then begin there."""
    try:
        switch_clinic(request, int(request.POST.get("clinic", "")))
    except ValueError:
        raise Http404("no such clinic") from None
    return redirect("/")
