"""Why an action refuses what it is given, in words; each of these asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from patients.models import ClinicalRow, Partner, Patient

IN_ERROR = "This {} was marked as entered in error meanwhile; nothing was saved."
TWIN = "Exactly this is on record already (was the form sent twice?). Nothing was stored a second time."


class Conflict(Exception):
    """Somebody else changed the row since it was read; `stored` is what is stored now."""

    def __init__(self, stored: ClinicalRow) -> None:
        super().__init__("Somebody else changed this meanwhile.")
        self.stored = stored


def refuse_if_orphaned(row: ClinicalRow) -> None:
    """What the row hangs on was marked as entered in error since the form was opened, and this would not be."""
    for column in row._meta.concrete_fields:
        above: Any = column.related_model
        number = getattr(row, column.attname)
        if number is None or above is Patient or not column.is_relation or not issubclass(above, ClinicalRow):
            continue
        if above.objects.filter(pk=number, entered_in_error=True).exists():
            raise ValidationError({column.name: IN_ERROR.format(above._meta.verbose_name)})


def refuse_twin(row: ClinicalRow) -> None:
    """A form that was sent twice: a second row with the same in every column says nothing new."""
    said = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields if column.name != "id"}
    if type(row)._default_manager.filter(**said).exists():
        row.full_clean()  # a new MRN that somebody else has just taken is said beside its field
        raise ValidationError(TWIN, code="twin")


def refuse_if_stale(row: ClinicalRow, version: int) -> None:
    stored = type(row).objects.get(pk=row.pk)
    if stored.version != version or stored.entered_in_error:
        raise Conflict(stored)


def refuse_if_any_is_stale(rows: Sequence[tuple[ClinicalRow, int]]) -> None:
    model = type(rows[0][0])
    stored = {found.pk: found for found in model.objects.filter(pk__in=[row.pk for row, _ in rows])}
    for row, version in rows:
        if stored[row.pk].version != version or stored[row.pk].entered_in_error:
            raise Conflict(stored[row.pk])


def refuse_if_named(row: ClinicalRow) -> None:
    if isinstance(row, Partner) and (named := row.pregnancies.valid().order_by("number")):
        numbers = ", ".join(str(pregnancy.number) for pregnancy in named)
        raise ValidationError(f"Pregnancy {numbers} names this partner; name another one there, or none, first.")
