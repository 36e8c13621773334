"""Workbooks are read as what their cells show."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from rpl_tracker.interop.reading.tables import Source, Unreadable
from rpl_tracker.interop.reading.xlsx import read_xlsx


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "patients"
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def first_cell(value: Any, number_format: str | None = None) -> Any:
    (table,) = read_xlsx(workbook(["a"], [value], formats={"A2": number_format} if number_format else None)).tables
    return table.rows[0][1][0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  A1 ", "A1"),
        (12, "12"),
        (12.0, "12"),
        (2.3, "2.3"),
        (0, "0"),
        (1e-05, "0.00001"),
        (1e15, "1000000000000000"),
        (-0.5, "-0.5"),
        (True, "yes"),
        (False, "no"),
        (date(2019, 5, 9), "2019-05-09"),
        (datetime(2019, 5, 9, 23, 59), "2019-05-09"),  # noqa: DTZ001 - a cell has no time zone
    ],
)
def test_a_cell_counts_as_what_it_shows(value: Any, text: str) -> None:
    assert first_cell(value) == text


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("d mmm yyyy", "2019-05-09"),
        ("dd/mm/yy hh:mm AM/PM", "2019-05-09"),
        ("[$-809]dddd d mmmm yyyy", "2019-05-09"),
        ("mmm yyyy", "2019-05"),
        ('yyyy"-day-"mm', "2019-05"),
        ("mm\\.yyyy", "2019-05"),
        ("yyyy", "2019"),
    ],
)
def test_a_date_that_shows_only_its_month_is_only_as_precise(number_format: str, text: str) -> None:
    assert first_cell(date(2019, 5, 9), number_format) == text


def test_a_date_that_shows_no_year_is_refused() -> None:
    assert isinstance(first_cell(date(2019, 5, 9), "mmmm"), Unreadable)


def test_a_number_keeps_the_leading_zeros_that_its_format_shows() -> None:
    assert first_cell(42, "00000") == "00042"


@pytest.mark.parametrize(("value", "words"), [("=1+1", "formula"), ("#N/A", "an error"), (time(14, 30), "time")])
def test_what_is_no_value_is_refused(value: Any, words: str) -> None:
    cell = first_cell(value)
    assert isinstance(cell, Unreadable)
    assert words in cell.message


def test_empty_rows_are_counted_and_left_out() -> None:
    (table,) = read_xlsx(workbook(["mrn"], ["A1"], [None], ["  "], ["A2"])).tables
    assert [row for row, _ in table.rows] == [2, 5]


def assert_unreadable(source: Source) -> None:
    assert "cannot be read as a spreadsheet" in source.errors[0].message


@pytest.mark.parametrize("content", [b"", b"mrn,family_name", b"PK\x03\x04 broken"])
def test_a_broken_file_is_an_error_in_words(content: bytes) -> None:
    assert_unreadable(read_xlsx(io.BytesIO(content)))


def replaced(pattern: bytes, by: bytes) -> io.BytesIO:
    """A workbook with one sheet tampered with."""
    changed = io.BytesIO()
    with zipfile.ZipFile(workbook(["mrn"], ["A1"])) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(pattern, by) if "sheet1" in name else content)
    return changed


@pytest.mark.parametrize(
    ("pattern", "by"),
    [(b'r="2"', b'r="99999999999"'), (b'r="A2"', b'r="!!"'), (b"</sheetData>", b""), (b't="s"', b't="zz"')],
)
def test_a_tampered_sheet_neither_hangs_nor_raises(pattern: bytes, by: bytes) -> None:
    source = read_xlsx(replaced(pattern, by))
    assert source.errors or source.tables
