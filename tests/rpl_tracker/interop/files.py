"""Spreadsheets for tests, written as rows of words; every value invented."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.interop.importing import import_records
from rpl_tracker.interop.problems import Report
from rpl_tracker.interop.reading.tables import Source, Table
from rpl_tracker.interop.sheets import SHEETS
from tests.records import a_clinic, a_user

Row = dict[str, Any]
Sheets = dict[str, list[Row]]

PATIENT: Row = {"mrn": "A1", "family_name": "Example", "given_names": "Una", "date_of_birth": "1990-05-01"}


def a_patient_row(mrn: str = "A1", **more: Any) -> Row:
    return {**PATIENT, "mrn": mrn, **more}


def source(**sheets: list[Row]) -> Source:
    """Sheets as a reader would hand them on; `patients` holds A1 unless it is given."""
    given: Sheets = {"patients": [a_patient_row()], **sheets}
    return Source([_table(name, rows) for name, rows in given.items()])


def header_of(rows: list[Row], name: str) -> list[str]:
    known = [column.name for column in SHEETS[name].columns] if name in SHEETS else []
    used = {column for row in rows for column in row}
    return [column for column in known if column in used] + sorted(used.difference(known))


def _table(name: str, rows: list[Row]) -> Table:
    header = header_of(rows, name)
    cells = (tuple(str(row.get(column, "")) for column in header) for row in rows)
    return Table(name, tuple(header), tuple(enumerate(cells, start=2)))


def write_folder(folder: Path, **sheets: list[Row]) -> Path:
    """The same as a folder of .csv files."""
    folder.mkdir(exist_ok=True)
    for name, rows in {"patients": [a_patient_row()], **sheets}.items():
        header = header_of(rows, name)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def bring(
    clinic: Clinic | None = None, *, by: User | None = None, dry_run: bool = False, **sheets: list[Row]
) -> Report:
    """Import into the clinic "main"."""
    clinic = clinic or a_clinic()
    by = by or User.objects.filter(username="una").first() or a_user(clinic, username="una")
    return import_records(source(**sheets), clinic=clinic, by=by, dry_run=dry_run)


def brought(**sheets: list[Row]) -> Report:
    """Import and see to it that nothing was refused."""
    report = bring(**sheets)
    assert report.errors == []
    return report


def counts(report: Report, sheet: str) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, rejected."""
    of = report.counts[sheet]
    return of.created, of.updated, of.unchanged, of.rejected


def places(report: Report) -> list[tuple[str, int, str]]:
    """Where the errors are."""
    return [(problem.sheet, problem.row, problem.column) for problem in report.errors]


def warned(report: Report) -> list[tuple[str, int, str]]:
    """Where the warnings are."""
    return [(problem.sheet, problem.row, problem.column) for problem in report.warnings]
