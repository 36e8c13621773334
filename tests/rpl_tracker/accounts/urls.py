"""A signed-in page and pages that fail, beside the real ones, for tests of what surrounds every page."""

from datetime import UTC, datetime

from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from rpl_tracker.accounts.access import requires
from rpl_tracker.accounts.roles import Permission
from rpl_tracker.urls import urlpatterns as real

MARKER = "-".join(("Marker", "Text"))  # put together here, because a log may quote the line of code


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


@requires(Permission.RECORD)
def new_record(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


def broken(request: HttpRequest) -> HttpResponse:
    local = MARKER  # what a careless error mail would show
    raise ValueError(local)


def broken_statement(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text::integer", [MARKER])
    return HttpResponse()


def clock(request: HttpRequest) -> HttpResponse:
    half_past_noon = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    return HttpResponse(timezone.localtime(half_past_noon).strftime("%H:%M"))


def bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest(MARKER)


urlpatterns = [
    path("page/", page, name="page"),
    path("new/", new_record, name="new_record"),
    path("broken/", broken),
    path("broken-statement/", broken_statement),
    path("bad/", bad),
    path("clock/", clock),
    *real,
]
