"""The plan of an import: every line with the row that it creates, changes or leaves as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from patients.models import Patient
from patients.obstetrics.values import InvestigationStatus as Status
from rpl_tracker.interop.lines import Line, Reading
from rpl_tracker.interop.plan.books import Book, open_books
from rpl_tracker.interop.plan.checking import check_book
from rpl_tracker.interop.plan.desk import Desk
from rpl_tracker.interop.plan.linking import fields_of
from rpl_tracker.interop.plan.matching import OPEN, Entry, match, superseded
from rpl_tracker.interop.sheets import SHEETS, Sheet
from workup.models import Decision


@dataclass(slots=True)
class Plan:
    """Entries by sheet, in the order in which they must be stored."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in SHEETS})


def make_plan(reading: Reading, desk: Desk) -> Plan:
    """What the lines mean for the record. Errors and warnings are put on the lines; nothing is stored here."""
    mrns = {line.values["mrn"] for lines in reading.lines.values() for line in lines if "mrn" in line.values}
    books = open_books(desk.clinic, mrns)
    plan = Plan()
    for name, sheet in SHEETS.items():
        for book, lines in _by_patient(sheet, reading.lines[name], books):
            plan.entries[name] += _plan_lines(sheet, lines, book, desk)
    _check(plan, books, desk)
    return plan


def _by_patient(sheet: Sheet, lines: list[Line], books: dict[str, Book]) -> Iterator[tuple[Book, list[Line]]]:
    """Lines by patient; one whose patient does not exist is refused and goes no further."""
    grouped: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        mrn = line.values.get("mrn")
        if mrn is None:
            continue
        if sheet.model is not Patient and books[mrn].patient is None:
            line.refuse("mrn", "is no patient of this clinic; add her to the sheet patients")
        else:
            grouped[mrn].append(line)
    return ((books[mrn], lines) for mrn, lines in grouped.items())


def _plan_lines(sheet: Sheet, lines: list[Line], book: Book, desk: Desk) -> list[Entry]:
    entries = [_entry(line, fields_of(line, book, desk), desk) for line in lines]
    entries = [entry for entry in entries if _identified(entry.line)]
    if sheet.model is Patient:
        _match_patient(entries, book)
    else:
        match(sheet.name, entries, book.rows[sheet.model])
        book.rows[sheet.model] += [entry.row for entry in entries if entry.created]
    if sheet.once:
        _refuse_doubles(sheet, entries)
    for entry in entries:
        _apply(entry)
    return entries


def _identified(line: Line) -> bool:
    """Whether the cells are readable that tell which row it is."""
    needed = {column for column in line.sheet.identity if column in line.sheet.required}
    return needed <= line.values.keys() and not line.bad.intersection(line.sheet.identity)


def _entry(line: Line, fields: dict[str, Any], desk: Desk) -> Entry:
    alone: Any = line.sheet.model(**fields)
    if isinstance(alone, Decision):
        alone.decided_by = desk.actor
    return Entry(line, fields, alone)


def _match_patient(entries: list[Entry], book: Book) -> None:
    for entry in entries:
        entry.created = book.patient is None
        book.patient = entry.row = book.patient or entry.alone


def _refuse_doubles(sheet: Sheet, entries: list[Entry]) -> None:
    """Entries are of one patient; those that agree in the sheet's identity are one row, told twice."""
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        told = first.setdefault(_identity(sheet, entry.line), entry)
        if told is not entry:
            columns = ", ".join(sheet.identity)
            entry.line.refuse(
                sheet.identity[-1], f"row {told.line.row} has the same {columns}; leave one of the two out"
            )


def _identity(sheet: Sheet, line: Line) -> tuple[Any, ...]:
    """As on the sheet; a condition is the same whether present or absent."""
    values = (line.values.get(column) for column in sheet.identity)
    return tuple(value[0] if isinstance(value, tuple) else value for value in values)


def _apply(entry: Entry) -> None:
    """Put what the line says into its row; a blank cell leaves what is stored."""
    line = entry.line
    if line.sheet.name == "investigations" and _is_settled(entry):
        return
    if entry.created or line.rejected:
        return
    for name, value in entry.fields.items():
        if not _same(getattr(entry.row, name), value):
            setattr(entry.row, name, value)
            entry.changed.add(name)


def _same(stored: Any, said: Any) -> bool:
    """A browser ends lines with two signs and a workbook with one; the text is the same."""
    if isinstance(stored, str) and isinstance(said, str):
        return stored.replace("\r\n", "\n") == said.replace("\r\n", "\n")
    return bool(stored == said)


def _is_settled(entry: Entry) -> bool:
    """True when a later stage is on record and nothing is left to do. Else status and result are made to fit."""
    if superseded(entry):
        return True
    line, fields, stored = entry.line, entry.fields, None if entry.created else entry.row
    reported = bool({"value", "result"} & {*line.values, *line.bad})
    if "status" not in fields and stored is not None and reported:
        fields["status"] = Status.FINAL
    if stored is not None and fields.get("value", stored.value) != stored.value:
        fields.setdefault("comparator", "")  # a new value is reported whole: the old “<” is not its own
    _check_status(line, fields.get("status", entry.row.status), stored, reported)
    return False


def _check_status(line: Line, status: str, stored: Any, reported: bool) -> None:
    on_record = stored is not None and stored.status == Status.FINAL
    if status == Status.FINAL and not reported and not on_record:
        line.refuse("value", "is blank: a final row needs value or result; without one, write ordered or collected")
    if status in OPEN and reported:
        line.refuse("status", "a row with a result is final; correct the status, or leave value and result blank")
    if status == Status.CANCELLED and on_record:
        line.refuse("status", "this result is on record as final; enter it in error on the patient's page instead")


def _check(plan: Plan, books: dict[str, Book], desk: Desk) -> None:
    lines: dict[int, Line] = {}
    touched: set[str] = set()
    for name in ("pregnancies", "births"):
        for entry in plan.entries[name]:
            lines[id(entry.row)] = entry.line
            touched.add(entry.line.values["mrn"])
    for mrn in sorted(touched):
        check_book(books[mrn], lines, desk.clinic)
