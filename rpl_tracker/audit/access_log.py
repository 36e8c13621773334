"""Put a look at a patient on record: the one thing that a GET may write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest

from rpl_tracker.audit.models import AccessLog
from rpl_tracker.audit.requests import request_id_of
from rpl_tracker.together import tell

Kind = Literal["page", "print", "json", "admin", "export"]


# Every page about her puts a look on record; the columns that are not named here have defaults of the database.
_COLUMNS = ("user_id", "username", "clinic_id", "patient_id", "kind", "page", "request_id")
_PUT_ON_RECORD = f"""
    INSERT INTO {AccessLog._meta.db_table} ({", ".join(_COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))})
"""  # noqa: S608


def log_access(request: HttpRequest, patient_id: int, clinic_id: int, kind: Kind) -> None:
    """One INSERT. Call it before the answer is made: what cannot be put on record is not shown."""
    look = _look(request, patient_id, clinic_id, kind)
    tell([(_PUT_ON_RECORD, [getattr(look, column) for column in _COLUMNS])])


def log_accesses(request: HttpRequest, patient_ids: Iterable[int], clinic_id: int, kind: Kind) -> None:
    """The same for each of many patients who are shown or handed out together: one INSERT a thousand."""
    looks = (_look(request, patient_id, clinic_id, kind) for patient_id in patient_ids)
    AccessLog.objects.bulk_create(looks, batch_size=1000)


def _look(request: HttpRequest, patient_id: int, clinic_id: int, kind: Kind) -> AccessLog:
    assert isinstance(request.user, AbstractUser), "nobody looks at a patient without a login"
    return AccessLog(
        user_id=request.user.pk,
        username=request.user.get_username(),
        clinic_id=clinic_id,
        patient_id=patient_id,
        kind=kind,
        page=request.resolver_match.view_name if request.resolver_match else "",
        request_id=request_id_of(request),
    )
