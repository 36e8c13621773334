"""Put a look at a patient on record: the one thing that a GET may write."""

from __future__ import annotations

from typing import Literal

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest

from rpl_tracker.audit.models import AccessLog
from rpl_tracker.audit.requests import request_id_of

Kind = Literal["page", "print", "json", "admin"]


def log_access(request: HttpRequest, patient_id: int, clinic_id: int, kind: Kind) -> None:
    """One INSERT. Call it before the answer is made: what cannot be put on record is not shown."""
    assert isinstance(request.user, AbstractUser), "nobody looks at a patient without a login"
    AccessLog.objects.create(
        user_id=request.user.pk,
        username=request.user.get_username(),
        clinic_id=clinic_id,
        patient_id=patient_id,
        kind=kind,
        page=request.resolver_match.view_name if request.resolver_match else "",
        request_id=request_id_of(request),
    )
