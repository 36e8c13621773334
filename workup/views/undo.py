"""The way back from the last change of a group: kept in the session, on the server, for a few minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from rpl_tracker.accounts.models import Clinic

KEY = "worklist_undo"
SECONDS = 600


def keep_way_back(
    request: HttpRequest, clinic: Clinic, column: str, before: Sequence[Sequence[Any]], said: str
) -> None:
    """`before`: patient, the version that she has now, and what stood in the column until now."""
    rows = [[pk, version, was.isoformat() if isinstance(was, date) else was] for pk, version, was in before]
    request.session[KEY] = {"clinic": clinic.pk, "column": column, "rows": rows, "said": said, "at": _now()}


def undo_offered(request: HttpRequest, clinic: Clinic) -> str:
    """What can be undone in this clinic, in words; empty when nothing can."""
    kept = request.session.get(KEY)
    if not kept or kept["clinic"] != clinic.pk or not kept["rows"] or _now() - kept["at"] >= SECONDS:
        return ""
    return str(kept["said"])


def _now() -> float:
    return timezone.now().timestamp()


def take_way_back(request: HttpRequest, clinic: Clinic) -> dict[str, Any] | None:
    """What was kept for this clinic, once."""
    if not undo_offered(request, clinic):
        return None
    kept: dict[str, Any] = request.session.pop(KEY)
    if kept["column"] == "next_visit_on":
        kept["rows"] = [[pk, version, date.fromisoformat(was) if was else None] for pk, version, was in kept["rows"]]
    return kept
