"""The rows of each sheet for many patients: one query a sheet, read as it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import Any

from patients.obstetrics.values import Subject
from rpl_tracker.interop.export.cells import written
from rpl_tracker.interop.plan.matching import STAGE
from rpl_tracker.interop.sheets import SHEETS, Column, Sheet

AT_ONCE = 2000
# How a row leads to its patient, and what is read along with it.
THROUGH = {"patients": "pk", "births": "pregnancy__patient", "events": "pregnancy__patient"}
ALONG: dict[str, tuple[str, ...]] = {
    "patients": ("assigned_to",),
    "conditions": ("partner",),
    "pregnancies": ("partner",),
    "births": ("pregnancy",),
    "events": ("pregnancy",),
    "investigations": ("partner", "pregnancy", "lab"),
    "decisions": ("partner", "pregnancy"),
}


def rows_of(sheet: Sheet, mrns: dict[int, str]) -> Iterator[list[str]]:
    """The cells of every valid row of these patients (number -> MRN), in the order in which they were stored."""
    through = THROUGH.get(sheet.name, "patient")
    found = sheet.model.objects.valid().filter(**{f"{through}__in": list(mrns)})
    found = found.select_related(*ALONG.get(sheet.name, ())).order_by(through, "pk")
    for patient, rows in groupby(found.iterator(chunk_size=AT_ONCE), key=lambda row: row.patient_pk):
        hers = list(rows)
        again = _ordered_again(hers) if sheet.name == "investigations" else frozenset()
        for row in hers:
            yield [_cell(sheet, column, row, mrns[patient], again) for column in sheet.columns]


def _cell(sheet: Sheet, column: Column, row: Any, mrn: str, again: frozenset[int]) -> str:
    if column.name == "mrn":
        return written(mrn)
    if column.name == "ordered_on" and row.pk in again:
        return ""
    if not column.field:
        return written(LINKS[sheet.name, column.name](row))
    return written(getattr(row, column.field))


def _label(row: Any) -> str | None:
    return row.partner.label if row.partner else None


def _number(row: Any) -> int | None:
    return row.pregnancy.number if row.pregnancy else None


def _subject(row: Any) -> str:
    return str(row.partner.label if row.partner else getattr(row, "subject", Subject.PATIENT.value))


LINKS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("patients", "assigned_to"): lambda row: row.assigned_to and row.assigned_to.get_username(),
    ("conditions", "subject"): _subject,
    ("conditions", "condition"): lambda row: row.code if row.present else f"-{row.code}",
    ("pregnancies", "partner"): _label,
    ("births", "pregnancy"): _number,
    ("events", "pregnancy"): _number,
    ("investigations", "subject"): _subject,
    ("investigations", "pregnancy"): _number,
    ("investigations", "lab"): lambda row: row.lab and row.lab.name,
    ("decisions", "partner"): _label,
    ("decisions", "pregnancy"): _number,
}


def _ordered_again(rows: Sequence[Any]) -> frozenset[int]:
    """Investigations whose day of order stays blank: the same test was ordered anew on that day.

    The import reads an order and a later stage with the same day of order as one investigation; these are two.
    """
    by_order: dict[Hashable, list[Any]] = defaultdict(list)
    for row in rows:
        if row.ordered_on is not None:
            by_order[row.subject, row.partner_id, row.pregnancy_id, row.test, row.ordered_on].append(row)
    return frozenset(
        row.pk
        for same in by_order.values()
        for row in same
        if STAGE[row.status] > min(STAGE[other.status] for other in same)
    )


def headers() -> dict[str, list[str]]:
    """The columns of each sheet."""
    return {name: [column.name for column in sheet.columns] for name, sheet in SHEETS.items()}
