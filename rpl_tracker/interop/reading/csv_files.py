"""Files of comma-separated text, one per sheet: UTF-8 with or without mark, header row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from rpl_tracker.interop.reading.tables import Source, table

SAVE_AS = "In the spreadsheet program choose “Save as” and the type “CSV UTF-8 (comma delimited)”."
csv.field_size_limit(1_000_000)
_TEXT_CELL = re.compile(r'="((?:[^"]|"")*)"')


class CsvError(ValueError):
    """Why a file is no CSV that can be read, in which row, and what to do."""

    def __init__(self, message: str, row: int = 1) -> None:
        super().__init__(message)
        self.row = row


def read_folder(folder: Path) -> Source:
    """Every `NAME.csv` of the folder."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.is_file())
    source = read_files({path.stem: path.read_bytes() for path in files})
    if not files:
        source.refuse("", f"There is no .csv file in {folder}. The sheet of the patients is called patients.csv.")
    return source


def read_files(files: Mapping[str, bytes]) -> Source:
    """Sheets by their names, from the contents of the files."""
    source = Source()
    for name, content in files.items():
        try:
            source.tables.append(table(name, _rows(_text(content))))
        except CsvError as error:
            source.refuse(name, str(error), row=error.row)
    return source


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CsvError(f"is saved in another encoding (UTF-16), not in UTF-8. {SAVE_AS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise CsvError(f"is not saved in UTF-8: this row holds a letter in another encoding. {SAVE_AS}", row) from error


def _rows(text: str) -> list[tuple[str, ...]]:
    first = text.split("\n", 1)[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in first and "," not in first:
            raise CsvError(f"is separated by {name}, not by commas. {SAVE_AS}")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(tuple(as_shown(cell).strip() for cell in row) for row in reader)
    except csv.Error as error:
        raise CsvError(
            f"cannot be read from this row on ({error}); check its quotation marks.", len(rows) + 1
        ) from error
    return rows


def as_shown(cell: str) -> str:
    """`="=1+1"` is how comma-separated text says “this is text”: a spreadsheet shows `=1+1`, and so it is read."""
    text = _TEXT_CELL.fullmatch(cell.strip())
    return text[1].replace('""', '"') if text else cell
