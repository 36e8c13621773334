"""What goes with every answer: nothing is kept by the browser, times are the clinic's own, and a refusal has words."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone

from rpl_tracker.accounts.access import current_clinic, memberships


class NoStoreMiddleware:
    """`Cache-Control: no-store` on every page; static files are served before they come here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response


class ClinicTimeMiddleware:
    """Clock times show in the time zone of the current clinic."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not memberships(request):
            return self.get_response(request)
        with timezone.override(ZoneInfo(current_clinic(request).time_zone)):
            return self.get_response(request)


class NotFromHereMiddleware:
    """Words for who opens an address that only takes what a page sends to it.

    Signing in again leads back to where one was, and that may be the answer to a step: a search, a group of patients.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            said = render(request, "405.html", status=response.status_code)
            said["Allow"] = response["Allow"]
            return said
        return response
