"""Who entered or changed what in her record, when, from what to what, and why: read from what the database kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from patients.forms.base import as_known
from patients.forms.conditions import label_of
from patients.forms.conflict import in_words
from patients.models import ClinicalRow, Condition, Event, Medication, Patient
from patients.obstetrics.values import ConditionCode
from rpl_tracker.audit.history import Change, histories_of
from workup import catalogue
from workup.catalogue.items import items
from workup.forms.in_error import KINDS
from workup.models import Decision, Investigation

MOST = 200  # steps on one page, newest first
_SILENT = frozenset({"id", "version", "patient", "clinic", "entered_in_error", "error_reason"})
_SOURCES = {"action": "", "import": "import", "undo": "undo", "command": "command"}
_YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: label, and the values before and after in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one row. `name` says which row, `source` is blank for a form of the application."""

    at: datetime
    username: str
    what: str
    reason: str
    source: str
    kind: str
    row: int
    name: str
    lines: tuple[Line, ...]


def rows_of(patient: Patient, kind: str) -> list[ClinicalRow]:
    """Her rows of one kind (`KINDS`), those entered in error too."""
    found = KINDS[kind]
    if found.model is Patient:
        return [patient]
    return list(found.model.objects.filter(**{found.through: patient}))


def steps_of(rows: Mapping[str, Iterable[ClinicalRow]]) -> list[Step]:
    """Every change of these rows (by kind), newest first: a query per kind, and one for each kind that they name."""
    changes: list[tuple[str, ClinicalRow, Change]] = []
    for kind, some in rows.items():
        by_number = {row.pk: row for row in some}
        found = histories_of(KINDS[kind].model, list(by_number)) if by_number else {}
        changes += [(kind, by_number[pk], change) for pk, history in found.items() for change in history]
    changes.sort(key=lambda each: each[2].at)
    changes.reverse()  # of those of one moment the last comes first, too
    names = _Names(changes)
    return [_step(kind, row, change, names) for kind, row, change in changes]


def name_of(row: ClinicalRow) -> str:
    """Which row it is, as her page says it."""
    if isinstance(row, Investigation):
        return catalogue.tests()[row.test].label if row.test in catalogue.tests() else str(row.test)
    if isinstance(row, Decision):
        return f"Decision: {items()[row.item].label if row.item in items() else row.item}"
    if isinstance(row, Condition):
        return label_of(ConditionCode(row.code))
    if isinstance(row, Medication):
        return str(row.name)
    if isinstance(row, Event):
        return f"Event: {row.get_kind_display()}"
    return "Her details" if isinstance(row, Patient) else str(row)


class _Names:
    """Rows that other rows name by their number, in words; one query for each kind."""

    def __init__(self, changes: Iterable[tuple[str, ClinicalRow, Change]]) -> None:
        wanted: dict[type[models.Model], set[int]] = {}
        for _, row, change in changes:
            for column in _told(row, change):
                if column.is_relation:
                    wanted.setdefault(column.related_model, set()).update(
                        value for value in change.fields[column.name] if value is not None
                    )
        self.known = {model: model._base_manager.in_bulk(numbers) for model, numbers in wanted.items()}
        self.fields: dict[Any, Any] = {}

    def words(self, column: Any, value: Any) -> str:
        """A value of a column as its form shows it."""
        if column.is_relation and value is not None:
            return str(self.known[column.related_model].get(value, value))
        if isinstance(value, bool):
            return _YES_NO[value]
        if column.model is Condition and column.name == "code" and value:
            return label_of(ConditionCode(value))
        if column.name == "test" and value in catalogue.tests():
            return catalogue.tests()[value].label
        if column.name == "item" and value in items():
            return items()[value].label
        if column not in self.fields:
            self.fields[column] = None if column.is_relation else as_known(column)
        field = self.fields[column]
        return in_words(field, value) if field is not None else "not recorded" if value in (None, "") else str(value)


def _step(kind: str, row: ClinicalRow, change: Change, names: _Names) -> Step:
    lines = tuple(
        Line(_label(column), *(names.words(column, value) for value in change.fields[column.name]))
        for column in _told(row, change)
    )
    marked = change.fields.get("entered_in_error", (None, False))
    reason = change.fields.get("error_reason", ("", ""))[1] or ""
    source = _SOURCES.get(change.source, "administration" if "/admin/" in change.source else change.source)
    return Step(
        change.at, change.username, _what(change, marked), reason, source, kind, row.pk, name_of(row), lines
    )  # fmt: skip


def _what(change: Change, marked: tuple[Any, Any]) -> str:
    if change.what != "changed":
        return change.what
    return {(False, True): "marked as entered in error", (True, False): "taken back into the record"}.get(
        marked, change.what
    )


def _told(row: ClinicalRow, change: Change) -> list[Any]:
    """The columns that a change is told by; a new row's blanks say nothing."""
    columns = [column for column in row._meta.concrete_fields if column.name not in _SILENT]
    return [
        column for column in columns if any(value not in (None, "", []) for value in change.fields.get(column.name, ()))
    ]


def _label(column: Any) -> str:
    text = str(column.verbose_name)
    return text[:1].upper() + text[1:]
