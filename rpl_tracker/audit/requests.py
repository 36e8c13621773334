"""Every request gets a number, so that a log line, an audit row and a look at a patient can be put together."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from rpl_tracker.audit.request_id import request_id


def request_id_of(request: HttpRequest) -> str:
    """The number that `RequestIdMiddleware` gave."""
    return str(getattr(request, "request_id", ""))


def client_ip(request: HttpRequest) -> str | None:
    """Where the request came from, past as many proxies as ALLAUTH_TRUSTED_PROXY_COUNT says; None when not known."""
    from allauth.account.adapter import get_adapter  # it has models, and logging imports this before there are any

    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


class RequestIdMiddleware:
    """Gives the number, always our own: one that the browser sends could carry anything into the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        token = request_id.set(request_id_of(request))
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request_id_of(request)
        return response
