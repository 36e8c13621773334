"""With MFA_REQUIRED, nobody gets past their own enrolment without an authenticator app or a passkey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

FACTOR_KEY = "second_factor"
# Recovery codes alone are no factor: they are for the day the factor is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN_TO_ALL = {"account_logout", "account_reauthenticate", "account_change_password", "session_time"}


class SecondFactorMiddleware:
    """Leads people without a second factor to the page where they set one up, whatever they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not settings.MFA_REQUIRED or not request.user.is_authenticated or is_open(request, view):
            return None
        if has_second_factor(request):
            return None
        messages.info(request, "Before you go on, set up a second factor: an authenticator app or a passkey.")
        return redirect("mfa_index")


def is_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """The pages of the enrolment itself, and those that need no login."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return not getattr(view, "login_required", True) or name in OPEN_TO_ALL or (name or "").startswith("mfa_")


def has_second_factor(request: HttpRequest) -> bool:
    """Asks the database until the answer is yes, then the session."""
    if not request.session.get(FACTOR_KEY):
        if not is_mfa_enabled(request.user, FACTORS):
            return False
        request.session[FACTOR_KEY] = True
    return True


@receiver(authenticator_removed)
def forget(request: HttpRequest, **kwargs: Any) -> None:
    """A factor was taken away: ask the database again."""
    request.session.pop(FACTOR_KEY, None)
