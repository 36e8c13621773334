"""The demo clinic: a folder of .csv files with invented patients, moved in time so that it never goes stale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from rpl_tracker.interop import cells
from rpl_tracker.interop.reading.csv_files import read_folder
from rpl_tracker.interop.reading.tables import Cell, Source, Table
from rpl_tracker.interop.sheets import SHEETS
from workup.models import AdoptedChange, AdoptedItem

FOLDER = Path(__file__).parent / "demo"
REFERENCE_DAY = date(2026, 6, 1)  # "today" in the files
# A month that ends something must not come to lie before the day on which that began, and the other way round.
ENDS = frozenset({"ended_on", "stopped_on", "died_on", "collected_on"})


def adopt_for_demo(clinic: Clinic, *, by: User) -> None:
    """One local change and one local item, invented like everything here. Nobody signs for the demo's clinicians."""
    change = AdoptedChange(
        clinic=clinic, edition="eshre-2022", item="sperm_dna", category="NOT", made_by=by,
        reason="invented for the demo: our andrology laboratory does not offer it",
    )  # fmt: skip
    item = AdoptedItem(
        clinic=clinic, item="vitamin_d", category="COND", made_by=by,
        reason="invented for the demo: part of this clinic's own first visit",
    )  # fmt: skip
    with acting_as(by):
        for row in (change, item):
            row.full_clean()
            row.save()


def demo_records(today: date) -> Source:
    """The files of the demo with every date moved by the same whole days, so that `REFERENCE_DAY` becomes `today`."""
    source = read_folder(FOLDER)
    days = (today - REFERENCE_DAY).days
    return Source([_moved(table, days) for table in source.tables], source.errors)


def _moved(table: Table, days: int) -> Table:
    readers = {column.name: column.read for column in SHEETS[table.name].columns}
    dated = [readers.get(str(title)) in (cells.full_date, cells.partial_date) for title in table.header]
    ends = [title in ENDS for title in table.header]
    rows = ((number, _moved_row(row, dated, ends, days)) for number, row in table.rows)
    return replace(table, rows=tuple(rows))


def _moved_row(row: tuple[Cell, ...], dated: Sequence[bool], ends: Sequence[bool], days: int) -> tuple[Cell, ...]:
    return tuple(
        moved(cell, days, end=end) if is_date and isinstance(cell, str) and cell else cell
        for cell, is_date, end in zip(row, dated, ends, strict=False)
    )


def moved(written: str, days: int, *, end: bool = False) -> str:
    """A date moved by whole days. A month stays a month and a year a year: by its first day, an end by its last."""
    known = PartialDate.parse(written)
    day = (known.latest if end else known.earliest) + timedelta(days=days)
    return day.isoformat()[: len(str(known))]
