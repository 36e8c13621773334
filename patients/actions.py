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

from patients.models import ClinicalRow, Partner, Patient
from patients.models.checking import all_checks_hold
from rpl_tracker.accounts.models import User
from rpl_tracker.audit.context import acting_as

record_changed = Signal()  # sender: Patient; patient_ids: set[int]

Row = TypeVar("Row", bound=ClinicalRow)
Touched = dict[tuple[type[ClinicalRow], int], tuple[int, int, int]]  # version before (0: none) and after, patient
IN_ERROR = "This {} was marked as entered in error meanwhile; nothing was saved."
TWIN = "Exactly this is on record already (was the form sent twice?). Nothing was stored a second time."
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)
_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)
_held: ContextVar[frozenset[int]] = ContextVar("held", default=frozenset())  # patients whom `one_writer` has locked


class Conflict(Exception):
    """Somebody else changed the row since it was read; `stored` is what is stored now."""

    def __init__(self, stored: ClinicalRow) -> None:
        super().__init__("Somebody else changed this meanwhile.")
        self.stored = stored


def add(row: Row, *, by: User) -> Row:
    """Store a new row. ValidationError says what cannot be true, or that the very same is on record already."""
    with _step(row, by):
        _lock(row)
        row.full_clean()
        _refuse_twin(row)
        _insert(row)
        _note(row, 0)
        _announce(row.patient_pk)
    return row


def change(row: Row, *, by: User, version: int) -> Row:
    """Store the new values that `row` carries, if it is still at the version that the user saw; else `Conflict`."""
    with _step(row, by):
        _lock(row)
        _refuse_if_stale(row, version)
        row.version = version + 1
        row.full_clean()
        row.save(force_update=True)
        _note(row, version)
        _announce(row.patient_pk)
    return row


def write_back(row: Row, earlier: dict[str, Any], *, by: User, version: int) -> Row:
    """Store the `earlier` values of a row anew, also those of a row entered in error; else as `change`."""
    with transaction.atomic(), acting_as(by, source="undo"):
        for column, value in earlier.items():
            setattr(row, column, value)
        _lock(row)
        stored = type(row).objects.get(pk=row.pk)
        if stored.version != version:
            raise Conflict(stored)
        row.version = version + 1
        row.full_clean()
        row.save(force_update=True)
        _announce(row.patient_pk)
    return row


def store_together(new: Sequence[Row], changed: Sequence[tuple[Row, int]], *, by: User) -> None:
    """Store rows of one kind and one patient, all or none: new ones, and changed ones with the version that was seen.

    For rows that no unique rule ties together (investigations): one question for all checks, one INSERT.
    """
    rows = [*new, *(row for row, _ in changed)]
    (patient_id,) = {row.patient_pk for row in rows}
    with _step(rows[0], by):
        _lock(rows[0])
        for row, version in changed:
            _refuse_if_stale(row, version)
            row.version = version + 1
        if not all_checks_hold(rows):
            for row in rows:
                row.full_clean()
        type(rows[0]).objects.bulk_create(new)
        for row in new:
            _note(row, 0)
        for row, version in changed:
            row.save(force_update=True)
            _note(row, version)
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
        _refuse_if_any_is_stale(rows)
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
        _refuse_if_stale(row, version)
        _refuse_if_named(row)
        _mark(row, reason)
        _announce(row.patient_pk)
    return row


@contextmanager
def many_changes() -> Iterator[None]:
    """Announce once, at the end, all that changes inside: for the import."""
    token = _waiting.set(set())
    try:
        with transaction.atomic():
            yield
            changed = _waiting.get() or set()
            if changed:
                record_changed.send(sender=Patient, patient_ids=changed)
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
        yield
    finally:
        _held.reset(token)


@contextmanager
def _step(row: ClinicalRow, by: User) -> Iterator[None]:
    """One transaction, or a part of the one in which `one_writer` holds her record: that one needs no savepoint.

    For actions that refuse (Conflict, ValidationError) before they write anything; any other error undoes all of it.
    """
    refused: Exception | None = None
    with transaction.atomic(savepoint=not _is_held(row)), acting_as(by, source="action"):
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
    if not _is_held(row):
        locked = Patient.objects.select_for_update().filter(pk=row.patient_pk).order_by()
        if list(locked.values_list("entered_in_error", flat=True)) == [True] and not isinstance(row, Patient):
            raise ValidationError(IN_ERROR.format("patient"))
    _refuse_if_orphaned(row)


def _insert(row: ClinicalRow) -> None:
    """Only the MRN of a new patient can be taken a moment later; whatever else must be unique is so within a record."""
    if not isinstance(row, Patient):
        row.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        row.full_clean()  # the same, a moment later
        raise


def _refuse_if_orphaned(row: ClinicalRow) -> None:
    """What the row hangs on was marked as entered in error since the form was opened, and this would not be."""
    for column in row._meta.concrete_fields:
        above: Any = column.related_model
        number = getattr(row, column.attname)
        if number is None or above is Patient or not column.is_relation or not issubclass(above, ClinicalRow):
            continue
        if above.objects.filter(pk=number, entered_in_error=True).exists():
            raise ValidationError({column.name: IN_ERROR.format(above._meta.verbose_name)})


def _refuse_twin(row: ClinicalRow) -> None:
    """A form that was sent twice: a second row with the same in every column says nothing new."""
    said = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields if column.name != "id"}
    if type(row)._default_manager.filter(**said).exists():
        row.full_clean()  # a new MRN that somebody else has just taken is said beside its field
        raise ValidationError(TWIN, code="twin")


def _refuse_if_stale(row: ClinicalRow, version: int) -> None:
    stored = type(row).objects.get(pk=row.pk)
    if stored.version != version or stored.entered_in_error:
        raise Conflict(stored)


def _refuse_if_any_is_stale(rows: Sequence[tuple[Row, int]]) -> None:
    model = type(rows[0][0])
    stored = {found.pk: found for found in model.objects.filter(pk__in=[row.pk for row, _ in rows])}
    for row, version in rows:
        if stored[row.pk].version != version or stored[row.pk].entered_in_error:
            raise Conflict(stored[row.pk])


def _refuse_if_named(row: ClinicalRow) -> None:
    if isinstance(row, Partner) and (named := row.pregnancies.valid().order_by("number")):
        numbers = ", ".join(str(pregnancy.number) for pregnancy in named)
        raise ValidationError(f"Pregnancy {numbers} names this partner; name another one there, or none, first.")


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
