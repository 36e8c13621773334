"""A spreadsheet file (.xlsx) as what its cells show: dates as dates, whole numbers without .0, formulas refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from openpyxl import load_workbook

from rpl_tracker.interop.reading.tables import Cell, Source, Unreadable, table

LAST_ROW = 1_048_576  # of any spreadsheet; a file that claims more is broken
FORMULA = "holds a formula; copy the cell and paste it as a value"
NO_VALUE = "shows an error instead of a value; type the value"
NO_DATE = "is a time or a duration, not a date; write the date as 2019-05-09"

_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')  # literal text, colours and locales in a number format
_TIME = re.compile(r"AM/PM|A/P|h+:?m*|m*:?s+", re.IGNORECASE)


def read_xlsx(file: IO[bytes]) -> Source:
    """Every sheet of the file."""
    source = Source()
    try:
        book = load_workbook(file, read_only=True, data_only=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its own size is often wrong
            source.tables.append(table(sheet.title.strip(), _rows(sheet)))
    except Exception:  # openpyxl raises whatever a broken file makes it stumble over; none of it may reach the user
        source.refuse(
            "", "cannot be read as a spreadsheet. Open it, save it anew as Excel workbook (.xlsx), try again."
        )
    return source


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise ValueError("more rows than a spreadsheet has")
        yield tuple(map(shown, row))


def shown(cell: Any) -> Cell:
    """A cell as text, the way the spreadsheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Unreadable(str(value), FORMULA)
    if cell.data_type == "e":
        return Unreadable(str(value), NO_VALUE)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, date):
        return _date(value, cell.number_format)
    return value.strip() if isinstance(value, str) else Unreadable(str(value), NO_DATE)


def _number(value: float, number_format: str) -> Cell:
    """The digits as they are stored; a format of zeros only (a hospital number) fills up with zeros."""
    if value != value or value in (float("inf"), float("-inf")):
        return Unreadable(str(value), NO_VALUE)
    text = format(Decimal(repr(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.zfill(len(number_format)) if set(number_format or "") == {"0"} else text


def _date(value: date, number_format: str) -> Cell:
    """A cell that shows only month and year, or only the year, is as precise as that."""
    day = value.date() if isinstance(value, datetime) else value
    form = _TIME.sub("", _NOT_SHOWN.sub("", number_format or "")).lower()
    if "d" in form or not ("y" in form or "m" in form):
        return day.isoformat()
    if "y" not in form:
        return Unreadable(day.isoformat(), "shows no year; show the whole date, or write it as 2019-05-09")
    return day.isoformat()[: 7 if "m" in form else 4]
