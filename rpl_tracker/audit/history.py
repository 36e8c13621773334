"""Read what the database kept: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models

LABELS = {"insert": "entered", "update": "changed", "delete": "deleted"}


@dataclass(frozen=True, slots=True)
class Change:
    """One event of one object; `fields` holds name -> (before, after), `before` None where there was no row yet."""

    at: datetime
    what: str
    username: str
    request_id: str
    source: str
    fields: dict[str, tuple[Any, Any]]

    @property
    def lines(self) -> list[tuple[str, Any, Any]]:
        """Name, before, after: for a template, to which `fields.items` would be a column of that name."""
        return [(name, *values) for name, values in self.fields.items()]


def history_of(obj: models.Model) -> list[Change]:
    """Every change of one tracked object, oldest first; one query. LookupError when its model is not tracked."""
    return _changes(event_model_of(type(obj)).objects.filter(pgh_obj_id=obj.pk).order_by("pgh_id"))


def histories_of(model: type[models.Model], pks: Collection[int]) -> dict[int, list[Change]]:
    """`history_of` several objects of one model, by their number; one query."""
    events = event_model_of(model).objects.filter(pgh_obj_id__in=pks).order_by("pgh_obj_id", "pgh_id")
    return {pk: _changes(one) for pk, one in groupby(events, key=lambda event: event.pgh_obj_id)}


def event_model_of(model: type[models.Model]) -> Any:
    """The history model of a tracked model. LookupError when it keeps none."""
    event_model = getattr(model, "pgh_event_model", None)
    if event_model is None:
        raise LookupError(f"{model._meta.label} keeps no history; add @tracked to it.")
    return event_model


def _changes(events: Iterable[Any]) -> list[Change]:
    changes: list[Change] = []
    before: dict[str, Any] = {}
    for event in events:
        row = _values(event)
        gone = event.pgh_label == "delete"
        changes.append(_change(event, row, {}) if gone else _change(event, before, row))
        before = row
    return changes


def _change(event: Any, before: dict[str, Any], after: dict[str, Any]) -> Change:
    names = before or after
    return Change(
        at=event.pgh_created_at,
        what=LABELS[event.pgh_label],
        **who_of(event.pgh_context),
        fields={n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)},
    )


def who_of(context: dict[str, Any] | None) -> dict[str, str]:
    """Who, in which request, and from where, as the context of an event has it; in words where it does not."""
    known = context or {}
    return {
        "username": known.get("username") or "not known",
        "request_id": known.get("request_id") or "",
        "source": known.get("source") or known.get("url") or "outside of the application",
    }


def _values(event: Any) -> dict[str, Any]:
    own = [field for field in event._meta.concrete_fields if not field.name.startswith("pgh_")]
    return {field.name: getattr(event, field.attname) for field in own}
