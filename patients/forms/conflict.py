"""Two people changed one row: what is stored now, field by field, and who stored it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from patients.forms.fields import NOT_RECORDED, on_one_line
from patients.models import ClinicalRow
from rpl_tracker.audit.history import Change, event_model_of, history_of

if TYPE_CHECKING:
    from patients.forms.base import RecordForm


TAKE = "take_stored"  # a tick beside a field: what is stored goes before what was typed


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored in one field, in words, and whose it is. `taken`: only they changed it, so it is filled in."""

    stored: str
    by: str
    at: datetime | None
    taken: bool = False


def differences(form: RecordForm, stored: ClinicalRow, version: int) -> dict[str, Difference]:
    """The fields in which the form as typed differs from what is stored; it was opened with `version`."""
    changes, now = history_of(stored), values_of(form, stored)
    opened = row_at(stored, version)
    before = {} if opened is None else values_of(form, opened)
    found = {}
    for name, value in now.items():
        field, typed = form.fields[name], form[name].data
        if _is_other(field, value, typed):
            last = _last(changes, form.gestations.get(name, (name,)))
            taken = name in before and not _is_other(field, before[name], typed)
            by, at = (last.username, last.at) if last else ("", None)
            found[name] = Difference(in_words(field, value), by, at, taken)
    return found


def row_at(stored: ClinicalRow, version: int) -> ClinicalRow | None:
    """The row as it was at an earlier version, from the history."""
    event = (
        event_model_of(type(stored)).objects.filter(pgh_obj_id=stored.pk, version=version).order_by("-pgh_id").first()
    )
    if event is None:
        return None
    row = copy(stored)
    for column in row._meta.concrete_fields:
        setattr(row, column.attname, getattr(event, column.attname))
    return row


def as_sent(field: forms.Field, value: Any) -> list[str]:
    """A stored value as the browser would send it: nothing for a box without its tick."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    shown = field.prepare_value(value)
    many = shown if isinstance(shown, list | tuple) else [shown]
    return ["" if one is None else str(one) for one in many]


def filled_in(form: RecordForm, values: Mapping[str, Any]) -> Any:
    """What was sent, with some of its fields as they are stored."""
    data: Any = form.data
    data = data.copy()
    for name, value in values.items():
        data.setlist(form.add_prefix(name), as_sent(form.fields[name], value))
    return data


def values_of(form: RecordForm, row: ClinicalRow) -> dict[str, Any]:
    """What the row holds, by the form's field."""
    columns = {column.name: column for column in row._meta.concrete_fields}
    values = {name: _shown(form, columns[name], row) for name in form.fields if name in columns}
    for name, (weeks, days) in form.gestations.items():
        values[name] = None if getattr(row, weeks) is None else (getattr(row, weeks), getattr(row, days))
    return values | form.stored_values(row)


def _shown(form: RecordForm, column: models.Field[Any, Any], row: ClinicalRow) -> Any:
    value = column.value_from_object(row)
    one_line = isinstance(value, str) and isinstance(form.fields[column.name].widget, forms.TextInput)
    return on_one_line(value) if one_line else value


def _is_other(field: forms.Field, value: Any, typed: Any) -> bool:
    """Browsers send the lines of a text with another break than an import stores."""
    if isinstance(value, str) and isinstance(typed, str):
        value, typed = value.replace("\r\n", "\n"), typed.replace("\r\n", "\n")
    return field.has_changed(value, typed)


def in_words(field: forms.Field, value: Any) -> str:
    """A stored value as the form would show it."""
    shown = field.prepare_value(value)
    if shown in (None, "", []):
        return NOT_RECORDED
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    many = shown if isinstance(shown, list | tuple) else [shown]
    return ", ".join(choices.get(str(one), str(one)) for one in many)


def _last(changes: list[Change], columns: tuple[str, ...]) -> Change | None:
    """The newest change of these columns, else of the row."""
    touching = [change for change in changes if set(columns) & set(change.fields)]
    found = touching or changes
    return found[-1] if found else None
