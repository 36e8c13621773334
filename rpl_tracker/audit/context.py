"""Who stands behind a change: the request's user, or the person or account that a command acts as."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware as PgHistoryMiddleware

from rpl_tracker.audit.requests import client_ip, request_id_of


class HistoryMiddleware(PgHistoryMiddleware):
    """Puts user, name, address, request and page into every event row of the request; never the query string."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """The number of a user says nothing once the user is renamed, so the name of the day is kept too."""
        return {
            **super().get_context(request),
            "username": request.user.get_username() or None,
            "ip": client_ip(request),
            "request_id": request_id_of(request),
        }


def acting_as(actor: models.Model | str, source: str = "command") -> AbstractContextManager[Any]:
    """Around writes outside of a request: whose they are (a user, or a name such as "import"), and what made them.

    Changes inside one `with` share one context. Inside a request the request's own context stands and this adds to it.
    The outermost source stands: what an import stores through the usual actions comes from the import.
    """
    with pghistory.context() as around:
        source = around.metadata.get("source", source)
    who = {"username": actor} if isinstance(actor, str) else {"user": actor.pk, "username": _name(actor)}
    return pghistory.context(**who, source=source)


def _name(actor: models.Model) -> str:
    return actor.get_username() if isinstance(actor, AbstractUser) else str(actor)
