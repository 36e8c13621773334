"""Which clinics the person of a request may see, and what they may do there.

Every patient is reached through these functions: a clinic that is not the user's own is "not found",
a role that does not suffice is "not allowed".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from rpl_tracker.accounts.models import Clinic, Membership
from rpl_tracker.accounts.people import memberships_of
from rpl_tracker.accounts.roles import Permission, allows

View = Callable[..., HttpResponseBase]
CLINIC_KEY = "clinic"
NO_CLINIC = "You are not a member of any clinic yet. Ask your administrator to add you to one."


def memberships(request: HttpRequest) -> list[Membership]:
    """`memberships_of` the request's user, read once per request."""
    kept: tuple[int | None, list[Membership]] | None = getattr(request, "_memberships", None)
    if kept is None or kept[0] != request.user.pk:
        kept = (request.user.pk, memberships_of(request.user))
        request._memberships = kept  # type: ignore[attr-defined]
    return kept[1]


def clinics_of(request: HttpRequest) -> list[Clinic]:
    """Every clinic whose patients the user may see."""
    return [membership.clinic for membership in memberships(request)]


def current_membership(request: HttpRequest) -> Membership:
    """The membership in the clinic last switched to, else the first. PermissionDenied for someone without a clinic."""
    mine = memberships(request)
    if not mine:
        raise PermissionDenied(NO_CLINIC)
    chosen = request.session.get(CLINIC_KEY)
    return next((membership for membership in mine if membership.clinic_id == chosen), mine[0])


def current_clinic(request: HttpRequest) -> Clinic:
    """The clinic of the worklist and of new patients."""
    return current_membership(request).clinic


def switch_clinic(request: HttpRequest, clinic_id: int) -> Clinic:
    """Make it the current clinic for the rest of the session. Http404 when it is not the user's."""
    clinic = membership_in(request, clinic_id).clinic
    request.session[CLINIC_KEY] = clinic.pk
    return clinic


def membership_in(request: HttpRequest, clinic_id: int) -> Membership:
    """The user's membership in this clinic. Http404 without one: that a patient exists is itself a secret."""
    for membership in memberships(request):
        if membership.clinic_id == clinic_id:
            return membership
    raise Http404("no such clinic")


def can(request: HttpRequest, clinic_id: int, permission: Permission) -> bool:
    """Whether the user has the permission in this clinic; for showing or leaving out a link."""
    mine = (membership for membership in memberships(request) if membership.clinic_id == clinic_id)
    return any(allows(membership.role, permission) for membership in mine)


def require(request: HttpRequest, clinic_id: int, permission: Permission) -> Membership:
    """The membership that allows it. Http404 outside of the clinic, PermissionDenied when the role does not suffice."""
    membership = membership_in(request, clinic_id)
    if not allows(membership.role, permission):
        raise PermissionDenied(refusal(membership, permission))
    return membership


def refusal(membership: Membership, permission: Permission) -> str:
    """The sentence that the error page shows."""
    return (
        f"In {membership.clinic.name} you are signed in as {membership.role}, and a {membership.role} "
        f"may not {permission.value}. Ask a clinician, or ask your administrator to change your role."
    )


def requires(permission: Permission) -> Callable[[View], View]:
    """For views of the current clinic (a new patient, the import): refuse before the view begins."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, current_membership(request).clinic_id, permission)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def today(clinic: Clinic) -> date:
    """The date in the clinic's own time zone, the one clock of the application."""
    return timezone.localdate(timezone=ZoneInfo(clinic.time_zone))
