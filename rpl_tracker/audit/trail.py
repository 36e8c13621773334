"""The audit trail over all tables: what was entered, changed or deleted, when and by whom; not the contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Value
from pghistory.models import Event

from rpl_tracker.audit.history import LABELS, who_of

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """What part of the trail to show; None or blank: all of it. Days are days of the active time zone."""

    table: str = ""
    username: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `table` is `app.model`, `record` its name in words."""

    at: datetime
    what: str
    table: str
    record: str
    object_id: int
    username: str
    source: str
    request_id: str


def tracked_tables() -> dict[str, type[models.Model]]:
    """History model by the label of the model that it follows."""
    found: list[Any] = [model for model in apps.get_models() if issubclass(model, Event)]
    return {model.pgh_tracked_model._meta.label_lower: model for model in found if model.pgh_tracked_model}


def trail(wanted: Filter, page: int) -> tuple[list[Entry], bool]:
    """A page (from 0), newest first, and whether there are older ones; one query, whatever the number of tables."""
    upto = (page + 1) * PAGE_SIZE + 1
    tables = {name: model for name, model in tracked_tables().items() if wanted.table in ("", name)}
    if not tables:
        return [], False
    first, *others = (_newest(name, model, wanted, upto) for name, model in tables.items())
    # A union of one is that one, which has its order already.
    merged = first.union(*others, all=True).order_by("-pgh_created_at", "table", "-pgh_id") if others else first
    rows = list(merged[page * PAGE_SIZE : upto])
    return [_entry(row) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE


def _newest(name: str, model: Any, wanted: Filter, upto: int) -> Any:
    events = model.objects.order_by("-pgh_id")
    if wanted.username:
        events = events.filter(pgh_context__username=wanted.username)
    if wanted.since:
        events = events.filter(pgh_created_at__date__gte=wanted.since)
    if wanted.until:
        events = events.filter(pgh_created_at__date__lte=wanted.until)
    columns = ("pgh_created_at", "pgh_id", "pgh_label", "pgh_obj_id", "pgh_context")
    return events.annotate(table=Value(name)).values(*columns, "table")[:upto]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        at=row["pgh_created_at"],
        what=LABELS[row["pgh_label"]],
        table=row["table"],
        record=str(apps.get_model(row["table"])._meta.verbose_name),
        object_id=row["pgh_obj_id"],
        **who_of(row["pgh_context"]),
    )
