"""What every page knows about the session: the clinics to choose from, and how long it lasts when nothing happens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rpl_tracker.accounts.access import can, clinics_of, current_clinic
from rpl_tracker.accounts.idle import idle_minutes
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.accounts.roles import Permission


def session_state(request: HttpRequest) -> dict[str, Any]:
    """Empty for someone who is not signed in; no query beyond the memberships read once per request."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {}
    clinics = clinics_of(request)
    return {
        "my_clinics": clinics,
        "current_clinic": current_clinic(request) if clinics else None,
        "idle_seconds": idle_minutes(request) * 60,
        "may_record": _may(request, clinics, Permission.RECORD),
        "may_enter": _may(request, clinics, Permission.RESULTS),
        "may_import": _may(request, clinics, Permission.IMPORT),
        "may_export": _may(request, clinics, Permission.EXPORT),
    }


def _may(request: HttpRequest, clinics: list[Clinic], permission: Permission) -> bool:
    """In the current clinic: whether the bar on top shows the way."""
    return bool(clinics) and can(request, current_clinic(request).pk, permission)
