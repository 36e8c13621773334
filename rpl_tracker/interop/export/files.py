"""Sheets as a file: one workbook, or a zip of comma-separated text. Every cell is a text cell, so nothing is computed.

A value that looks like a formula stays as it is to the letter (no apostrophe, no blank before it). In a workbook the
cell says that it holds text. Comma-separated text cannot say so; there the cell is written `="=1+1"`, which a
spreadsheet program shows as the text `=1+1`, and which the import reads as that.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from tempfile import TemporaryFile
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

Sheets = Iterable[tuple[str, list[str], Iterable[list[str]]]]  # name, header, rows; read once, in their order
LONGEST = 32_767  # letters in a cell of a workbook
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


class TooLong(ValueError):
    """A text that no cell of a workbook can hold."""


def workbook(sheets: Sheets) -> IO[bytes]:
    """As .xlsx, row by row: the whole is never in memory. `TooLong` when a cell cannot hold a text."""
    book = Workbook(write_only=True)
    file = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 - the answer closes it
    try:
        for name, header, rows in sheets:
            sheet: Any = book.create_sheet(name)
            sheet.append(header)
            for row in rows:
                sheet.append([_text_cell(sheet, cell) for cell in row])
    finally:
        book.save(file)  # also takes away what openpyxl kept on the disk meanwhile
    file.seek(0)
    return file


def comma_separated(sheets: Sheets) -> IO[bytes]:
    """As a zip of .csv files."""
    file = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, header, rows in sheets:
            with archive.open(f"{name}.csv", "w", force_zip64=True) as entry:
                text = io.TextIOWrapper(entry, "utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow(header)
                writer.writerows(map(_shown, rows))
                text.flush()
                text.detach()
    file.seek(0)
    return file


WRITERS: dict[str, tuple[Callable[[Sheets], IO[bytes]], str]] = {
    "xlsx": (workbook, "xlsx"),
    "csv": (comma_separated, "csv.zip"),
}


def _text_cell(sheet: Any, text: str) -> Any:
    """None for a blank; a cell that openpyxl would take for a formula or an error is told to be text."""
    if not text:
        return None
    if len(text) > LONGEST:
        raise TooLong
    if not text.startswith(("#", *RISKY)):
        return text
    cell: Any = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True  # stays text when somebody edits it
    return cell


def _shown(row: list[str]) -> list[str]:
    return [_as_text(cell) if cell.startswith(RISKY) and not _NUMBER.fullmatch(cell) else cell for cell in row]


def _as_text(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'="{doubled}"'
