"""The only way in: views, admin and import change the record through these functions, each in one transaction.

A change is announced by the signal `record_changed` in the same transaction; `workup` listens and keeps its findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.dispatch import Signal

from patients.models import ClinicalRow, Patient
from patients.models.checking import all_hold, asked_once, changed
from patients.models.told import Impossible, write
from patients.refusals import (
    IN_ERROR,
    refuse_if_any_is_stale,
    refuse_if_named,
    refuse_if_orphaned,
    refuse_if_stale,
    refuse_twin,
)
from patients.refusals import (
    Conflict as Conflict,
)
from rpl_tracker.accounts.models import User
from rpl_tracker.audit.context import acting_as
from rpl_tracker.together import Question, given

record_changed = Signal()  # sender: Patient; patient_ids: set[int]

Row = TypeVar("Row", bound=ClinicalRow)
Touched = dict[tuple[type[ClinicalRow], int], tuple[int, int, int]]  # version before (0: none) and after, patient
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)
_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)
_held: ContextVar[frozenset[int]] = ContextVar("held", default=frozenset())  # patients whom `one_writer` has locked
_LOCKED = Question(
    lambda: (
        Patient.objects.select_for_update().filter(pk=given("pk")).order_by().values_list("entered_in_error", flat=True)
    )
)


def add(row: Row, *, by: User) -> Row:
    """Store a new row. ValidationError says what cannot be true, or that the very same is on record already."""
    with _step(row, by):
        _lock(row)
        holds = all_hold([row])
        if not holds:
            refuse_if_orphaned(row)
        row.full_clean()
        if not holds:
            refuse_twin(row)
        _insert(row)
        _note(row, 0)
        _announce(row.patient_pk)
    return row


def change(row: Row, *, by: User, version: int) -> Row:
    """Store the new values that `row` carries, if it is still at the version that the user saw; else `Conflict`."""
    with _step(row, by):
        _lock(row)
        if not all_hold([row]):
            refuse_if_orphaned(row)
            refuse_if_stale(row, version)
        row.full_clean()
        _write(row, version)
        _note(row, version)
        _announce(row.patient_pk)
    return row


def write_back(row: Row, earlier: dict[str, Any], *, by: User, version: int) -> Row:
    """Store the `earlier` values of a row anew, also those of a row entered in error; else as `change`."""
    with transaction.atomic(), acting_as(by, source="undo"):
        for column, value in earlier.items():
            setattr(row, column, value)
        _lock(row)
        refuse_if_orphaned(row)
        stored = type(row).objects.get(pk=row.pk)
        if stored.version != version:
            raise Conflict(stored)
        row.version = version + 1
        row.full_clean()
        row.save(force_update=True)
        _announce(row.patient_pk)
    return row


def store_together(new: Sequence[Row], altered: Sequence[tuple[Row, int]], *, by: User) -> None:
    """Store rows of one kind and one patient, all or none: new ones, and changed ones with the version that was seen.

    For rows that no unique rule ties together (investigations): one question for all checks, one INSERT, one UPDATE.
    """
    rows = [*new, *(row for row, _ in altered)]
    (patient_id,) = {row.patient_pk for row in rows}
    with _step(rows[0], by):
        _lock(rows[0])
        if altered:
            refuse_if_any_is_stale(altered)
        if not all_hold(rows):
            for row in rows:
                refuse_if_orphaned(row)
                row.full_clean()
        type(rows[0]).objects.bulk_create(new)
        for row, version in altered:
            row.version = version + 1
        if altered:
            write([row for row, _ in altered])
        for row in rows:
            _note(row, row.version - 1)
        _announce(patient_id)


def add_many(rows: Sequence[Row], *, by: User) -> None:
    """Store new rows of one kind, of one or many patients, in their order and with one INSERT: for the import.

    The database alone judges them: IntegrityError or DataError when one cannot be true, and then none is stored.
    """
    with transaction.atomic(), acting_as(by, source="action"):
        owners = {row.patient_pk for row in rows if not isinstance(row, Patient)}
        list(Patient.objects.select_for_update().filter(pk__in=owners).order_by("pk").values_list("pk"))
        type(rows[0]).objects.bulk_create(rows)
        for patient_id in sorted({row.patient_pk for row in rows}):
            _announce(patient_id)


def change_many(rows: Sequence[tuple[Row, int]], fields: Collection[str], *, by: User) -> None:
    """Store these fields of stored rows of one kind, each with the version that was seen: for the import.

    `Conflict` when one was changed meanwhile; IntegrityError or DataError when one cannot be true. Then none is stored.
    """
    with transaction.atomic(), acting_as(by, source="action"):
        owners = {row.patient_pk for row, _ in rows}
        list(Patient.objects.select_for_update().filter(pk__in=owners).order_by("pk").values_list("pk"))
        refuse_if_any_is_stale(rows)
        for row, version in rows:
            row.version = version + 1
        type(rows[0][0]).objects.bulk_update([row for row, _ in rows], [*fields, "version"])
        for patient_id in sorted(owners):
            _announce(patient_id)


def enter_in_error(row: Row, *, by: User, reason: str, version: int) -> Row:
    """Mark a row, and what hangs on it, as entered in error. Nothing is deleted.

    ValidationError for a partner whom a pregnancy names: her pregnancies stay, whoever the father turns out to be.
    """
    with transaction.atomic(), acting_as(by, source="action"):
        _lock(row)
        refuse_if_orphaned(row)
        refuse_if_stale(row, version)
        refuse_if_named(row)
        _mark(row, reason)
        _announce(row.patient_pk)
    return row


@contextmanager
def many_changes(*, savepoint: bool = True) -> Iterator[None]:
    """Announce once, at the end, all that changes inside: for the import. All of it or none is stored.

    Without a savepoint what is refused after something was stored undoes the transaction around it, too: for what no
    typing can make wrong. What is refused before that leaves it to go on.
    """
    token, refused = _waiting.set(set()), None
    try:
        with transaction.atomic(savepoint=savepoint):
            try:
                yield
            except (Conflict, ValidationError) as error:
                if _waiting.get():
                    raise
                refused = error
            if waiting := _waiting.get():
                record_changed.send(sender=Patient, patient_ids=waiting)
        if refused is not None:
            raise refused
    finally:
        _waiting.reset(token)


@contextmanager
def touching() -> Iterator[Touched]:
    """Collects the rows that are written inside, in the order of writing; the import's are not collected."""
    found: Touched = {}
    token = _touched.set(found)
    try:
        yield found
    finally:
        _touched.reset(token)


@contextmanager
def one_writer(patient: Patient) -> Iterator[None]:
    """Around questions to her record and the change that rests on their answers: nobody else changes it meanwhile.

    Inside a transaction, in which she was read with `select_for_update`. Actions inside need no lock of their own.
    """
    token = _held.set(_held.get() | {patient.pk})
    try:
        with asked_once():
            yield
    finally:
        _held.reset(token)


@contextmanager
def _step(row: ClinicalRow, by: User) -> Iterator[None]:
    """One transaction, or a part of one without a savepoint, where `one_writer` holds her record or she is new.

    For actions that refuse (Conflict, ValidationError) before they write anything; any other error undoes all of it.
    """
    refused: Exception | None = None
    alone = not (_is_held(row) or _is_new_patient(row))
    with transaction.atomic(savepoint=alone), acting_as(by, source="action"), asked_once():
        try:
            yield
        except (Conflict, ValidationError) as error:
            refused = error
    if refused is not None:
        raise refused


def _is_new_patient(row: ClinicalRow) -> bool:
    return row.pk is None and isinstance(row, Patient)


def _is_held(row: ClinicalRow) -> bool:
    return not _is_new_patient(row) and row.patient_pk in _held.get()


def _lock(row: ClinicalRow) -> None:
    """One writer at a time for one patient, so that her findings are computed from what is stored."""
    if _is_new_patient(row):
        return
    if _is_held(row):
        return
    if _LOCKED.ask(pk=row.patient_pk) == [True] and not isinstance(row, Patient):
        raise ValidationError(IN_ERROR.format("patient"))


def _write(row: ClinicalRow, version: int) -> None:
    row.version = version + 1
    try:
        written = write([row])
    except Impossible:  # no row has a version as high as the browser says
        written = set()
    if not written:
        row.version = version
        raise Conflict(type(row).objects.get(pk=row.pk))


def _insert(row: ClinicalRow) -> None:
    """Only the MRN of a new patient can be taken a moment later; whatever else must be unique is so within a record."""
    if not isinstance(row, Patient):
        row.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        changed()
        row.full_clean()  # the same, a moment later
        raise


def _mark(row: ClinicalRow, reason: str) -> None:
    for relation in row._meta.related_objects:
        if issubclass(relation.related_model, ClinicalRow):
            for child in relation.related_model.objects.valid().filter(**{relation.field.name: row}):
                _mark(child, reason)
    row.entered_in_error, row.error_reason, row.version = True, reason, row.version + 1
    row.full_clean()
    row.save(force_update=True)
    _note(row, row.version - 1)


def _announce(patient_id: int) -> None:
    changed()
    waiting = _waiting.get()
    if waiting is None:
        record_changed.send(sender=Patient, patient_ids={patient_id})
    else:
        waiting.add(patient_id)


def _note(row: ClinicalRow, before: int) -> None:
    touched = _touched.get()
    if touched is not None:
        first = touched.get((type(row), row.pk), (before,))[0]
        touched[type(row), row.pk] = (first, row.version, row.patient_pk)
