"""Every page needs a login unless it says otherwise, and brings people back to where they were."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect


def return_path(request: HttpRequest) -> str:
    """The page the person was looking at: for a form sent or a part of a page asked for, the page around it."""
    if getattr(request, "htmx", False):
        return _own(request, request.htmx.current_url)  # type: ignore[attr-defined]
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return _own(request, request.headers.get("Referer"))


def _own(request: HttpRequest, url: str | None) -> str:
    if not url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(url or "")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the sign-in page and, after it, back."""
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': return_path(request)})}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Default deny. A part of a page (htmx) leads the whole page to the sign-in, not just the part."""

    def handle_no_permission(  # type: ignore[override]  # htmx is redirected by a header, not by a status
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        return to_sign_in(request)
