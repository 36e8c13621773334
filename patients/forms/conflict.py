"""Two people changed one row: what is stored now, field by field, and who stored it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from patients.forms.fields import NOT_RECORDED
from patients.models import ClinicalRow
from rpl_tracker.audit.history import Change, history_of

if TYPE_CHECKING:
    from patients.forms.base import RecordForm


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored in one field, in words, and whose it is."""

    stored: str
    by: str
    at: datetime | None


def differences(form: RecordForm, stored: ClinicalRow) -> dict[str, Difference]:
    """The fields in which the form as typed differs from what is stored."""
    changes = history_of(stored)
    found = {}
    for name, value in values_of(form, stored).items():
        field = form.fields[name]
        if field.has_changed(value, form[name].data):
            last = _last(changes, form.gestations.get(name, (name,)))
            found[name] = Difference(in_words(field, value), last.username if last else "", last.at if last else None)
    return found


def values_of(form: RecordForm, row: ClinicalRow) -> dict[str, Any]:
    """What the row holds, by the form's field."""
    columns = {column.name: column for column in row._meta.concrete_fields}
    values = {name: columns[name].value_from_object(row) for name in form.fields if name in columns}
    for name, (weeks, days) in form.gestations.items():
        values[name] = None if getattr(row, weeks) is None else (getattr(row, weeks), getattr(row, days))
    return values | form.stored_values(row)


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
