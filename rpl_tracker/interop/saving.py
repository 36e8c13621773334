"""Store a plan through the actions of the record. What the database refuses is named; the caller undoes everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, models, transaction

from patients.actions import Conflict, add_many, change, change_many
from rpl_tracker.interop.lines import Line
from rpl_tracker.interop.plan.desk import Desk
from rpl_tracker.interop.plan.matching import Entry
from rpl_tracker.interop.plan.planning import Plan
from rpl_tracker.interop.sheets import INVESTIGATIONS

AT_ONCE = 500
LOOK_CLOSER = 500  # rows of a sheet that cannot be stored anyway and are still asked what else is wrong with them
CHANGED_MEANWHILE = "was changed by somebody else meanwhile; import the file again"
ELSEWHERE = {"code": "condition", "lab": "lab", "pregnancy": "pregnancy"}  # fields of no column of their own name


def save(plan: Plan, desk: Desk) -> None:
    """Store what the plan says, in the order of the sheets; errors are put on the lines."""
    for name, entries in plan.entries.items():
        if name == INVESTIGATIONS.name:
            _save_laboratories(entries, desk)
        _save_changes(entries, desk)
        _save_new(entries, desk)


def _save_laboratories(entries: Sequence[Entry], desk: Desk) -> None:
    named = {entry.row.lab.name for entry in entries if entry.row is not None and entry.row.lab is not None}
    for name, laboratory in desk.laboratories.items():
        if laboratory.pk is None and name in named:
            laboratory.save()


def _save_changes(entries: Sequence[Entry], desk: Desk) -> None:
    """One may have to wait for another (an end moves, then the next beginning): as long as any can be stored."""
    waiting = [entry for entry in entries if entry.changed and not entry.created and not entry.line.rejected]
    for entry in waiting:
        _point_anew(entry.row)
    while waiting:
        refused: list[tuple[Entry, ValidationError]] = []
        for start in range(0, len(waiting), AT_ONCE):
            refused += _change(waiting[start : start + AT_ONCE], desk)
        if len(refused) == len(waiting):
            for entry, error in refused:
                _tell(entry.line, error)
            return
        waiting = [entry for entry, _ in refused]


def _change(entries: Sequence[Entry], desk: Desk) -> list[tuple[Entry, ValidationError]]:
    """All at once, or in halves as in `_insert`; those that cannot be stored now, and why."""
    rows = [(entry.row, entry.row.version) for entry in entries]
    fields = sorted(set().union(*(entry.changed for entry in entries)))
    try:
        if len(rows) == 1:  # alone, so that what is wrong is said in words
            change(entries[0].row, by=desk.actor, version=rows[0][1])
        else:
            change_many(rows, fields, by=desk.actor)
    except (ValidationError, Conflict, IntegrityError, DataError) as error:
        for row, version in rows:
            row.version = version
        if len(rows) == 1:
            return [(entries[0], error if isinstance(error, ValidationError) else ValidationError(CHANGED_MEANWHILE))]
        middle = len(entries) // 2
        return _change(entries[:middle], desk) + _change(entries[middle:], desk)
    return []


def _save_new(entries: Sequence[Entry], desk: Desk) -> None:
    new = [entry for entry in entries if entry.created]
    for entry in new:
        _point_anew(entry.row)
    sound = [entry for entry in new if not entry.line.rejected and not _without_parent(entry.row)]
    for start in range(0, len(sound), AT_ONCE):
        _insert(sound[start : start + AT_ONCE], desk)
    stored = {id(entry) for entry in sound}
    for entry in [entry for entry in new if id(entry) not in stored][:LOOK_CLOSER]:
        _tell_what_else(entry)


def _insert(entries: Sequence[Entry], desk: Desk) -> None:
    """All at once; when the database refuses, in halves, until the rows that it refuses stand alone."""
    try:
        add_many([entry.row for entry in entries], by=desk.actor)
    except (IntegrityError, DataError):
        if len(entries) == 1:
            _tell_what_else(entries[0])
            if not entries[0].line.rejected:
                entries[0].line.refuse("", "contradicts what is on record; compare it with the patient's page")
            return
        middle = len(entries) // 2
        _insert(entries[:middle], desk)
        _insert(entries[middle:], desk)


def _point_anew(row: Any) -> None:
    """Take over the keys of rows that were stored meanwhile."""
    for name in _links(row):
        target = getattr(row, name)
        if target is not None:
            setattr(row, name, target)


def _links(row: Any) -> list[str]:
    """Foreign keys whose target is at hand, without asking the database."""
    keys = (field for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [key.name for key in keys if key.is_cached(row)]


def _without_parent(row: Any) -> list[str]:
    """Keys to rows that could not be stored."""
    targets = ((name, getattr(row, name)) for name in _links(row))
    return [name for name, target in targets if target is not None and target.pk is None]


def _tell_what_else(entry: Entry) -> None:
    """Name every constraint that the row breaks, as far as its readable cells and stored parents allow to say."""
    unknown = {column.field for column in entry.line.sheet.columns if column.name in entry.line.bad}
    try:
        with transaction.atomic():
            entry.row.validate_constraints(exclude=unknown | set(_without_parent(entry.row)))
    except ValidationError as error:
        _tell(entry.line, error)
    except (DataError, TypeError):  # what could not be read leaves gaps that a constraint cannot be asked about
        return


def _tell(line: Line, error: ValidationError) -> None:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    columns = {column.field: column.name for column in line.sheet.columns if column.field} | ELSEWHERE
    known = {column.name for column in line.sheet.columns}
    refused_before = line.bad
    for name, messages in by_field.items():
        column = columns.get(name, name if name in known else "")
        if column in refused_before or (not column and refused_before):
            continue  # said already, in words that fit the file better
        for message in messages:
            line.refuse(column, message)
