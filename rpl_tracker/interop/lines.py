"""From a table of text to lines of values, by the description of the sheet; every cell that cannot be read is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError

from rpl_tracker.interop.cells import CellError
from rpl_tracker.interop.problems import Problem
from rpl_tracker.interop.reading.tables import Cell, Table, Unreadable
from rpl_tracker.interop.sheets import SHEETS, Column, Sheet

SHOWN = 200  # so much of a long cell is shown back


@dataclass(slots=True)
class Line:
    """One row of the file: its cells as typed, and its values by column; blank cells are in neither."""

    sheet: Sheet
    row: int
    typed: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    headless: bool = False  # the sheet lacks a required column, which is said once, for the header

    @property
    def rejected(self) -> bool:
        return self.headless or bool(self.errors)

    @property
    def bad(self) -> set[str]:
        """Columns that an error names."""
        return {problem.column for problem in self.errors}

    def refuse(self, column: str, message: str) -> None:
        self.errors.append(self._problem(column, message))

    def warn(self, column: str, message: str) -> None:
        self.warnings.append(self._problem(column, message))

    def _problem(self, column: str, message: str) -> Problem:
        return Problem(self.sheet.name, self.row, column, self.typed.get(column, "")[:SHOWN], message)


@dataclass(slots=True)
class Reading:
    """The lines of all sheets, and what concerns no single row."""

    lines: dict[str, list[Line]] = field(default_factory=lambda: {name: [] for name in SHEETS})
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_tables(tables: list[Table], *, unread: bool = False) -> Reading:
    """Lines of every known sheet. An unknown sheet or column is a warning, a missing required one an error.

    `unread`: the patients could not be read, which is said already; then they are not called missing.
    """
    reading = Reading()
    seen: set[str] = set()
    for table in tables:
        name = table.name.strip().lower()
        if name not in SHEETS:
            known = ", ".join(SHEETS)
            reading.warnings.append(
                Problem(table.name, 1, "", "", f"is not read: no sheet has this name; known are {known}")
            )
        elif name in seen:
            reading.errors.append(Problem(name, 1, "", "", "is there twice; leave one out"))
        elif table.rows or any(table.header):
            seen.add(name)
            _read_sheet(table, SHEETS[name], reading)
    if "patients" not in seen and not unread:
        reading.errors.append(Problem("patients", 1, "", "", "is missing: the sheet patients is required"))
    return reading


def _read_sheet(table: Table, sheet: Sheet, reading: Reading) -> None:
    columns = list(_columns(table, sheet, reading))
    missing = [name for name in sheet.required if name not in {column.name for column in columns if column}]
    for name in missing:
        reading.errors.append(Problem(sheet.name, 1, name, "", f"the column {name} is required; add it to the header"))
    for row, cells in table.rows:
        line = _line(sheet, row, cells, columns)
        line.headless = bool(missing)
        _require(line, [name for name in sheet.required if name not in missing])
        reading.lines[sheet.name].append(line)


def _columns(table: Table, sheet: Sheet, reading: Reading) -> Iterator[Column | None]:
    """The column that each position of the header means; None for one that is not read."""
    known = {name: column for column in sheet.columns for name in (column.name, column.also_called) if name}
    seen: set[str] = set()
    for cell in table.header:
        title = cell.shown if isinstance(cell, Unreadable) else cell
        column = known.get(title.strip().lower())
        if column is None and title:
            reading.warnings.append(
                Problem(sheet.name, 1, title, title, "is not read: the sheet has no column of this name")
            )
        if column is not None and column.name in seen:
            reading.errors.append(Problem(sheet.name, 1, column.name, title, "is there twice; leave one column out"))
            column = None
        seen.add(column.name if column else "")
        yield column


def _line(sheet: Sheet, row: int, cells: tuple[Cell, ...], columns: list[Column | None]) -> Line:
    line = Line(sheet, row)
    for column, cell in zip(columns, cells, strict=False):
        if column is not None and cell != "":
            _read_cell(line, column, cell)
    if any(cells[len(columns) :]):
        line.refuse(
            "", "has more cells than the header has columns; put text that contains a comma into quotation marks"
        )
    return line


def _read_cell(line: Line, column: Column, cell: Cell) -> None:
    line.typed[column.name] = cell.shown if isinstance(cell, Unreadable) else cell
    if isinstance(cell, Unreadable):
        line.refuse(column.name, cell.message)
        return
    try:
        value = column.read(cell)
        _check_against_model(line.sheet, column, value)
        line.values[column.name] = value
    except CellError as error:
        line.refuse(column.name, str(error))


def _check_against_model(sheet: Sheet, column: Column, value: Any) -> None:
    """Lengths, digits and ranges are the model's; nothing is cut or rounded to fit."""
    if not column.field:
        return
    try:
        sheet.model._meta.get_field(column.field).clean(value, None)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        raise AssertionError(f"{sheet.name}.{column.name} is stored nowhere") from None
    except ValidationError as error:
        raise CellError(f"cannot be stored as it is: {' '.join(error.messages)}") from error


def _require(line: Line, names: list[str]) -> None:
    for name in names:
        if name not in line.typed:
            line.refuse(name, "is required and blank; fill it in")
