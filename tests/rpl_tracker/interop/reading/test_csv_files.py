"""Folders and files of comma-separated text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rpl_tracker.interop.reading.csv_files import read_files, read_folder
from rpl_tracker.interop.reading.paths import PathError, read_path

HEADER = b"mrn,family_name\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_with_or_without_mark(mark: bytes) -> None:
    (table,) = read_files({"patients": mark + HEADER + "A1,Þór\n".encode()}).tables
    assert table.header == ("mrn", "family_name")
    assert table.rows == ((2, ("A1", "Þór")),)


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    content = HEADER + b'A1,"two\nlines"\n\n,\nA2,x\n'
    (table,) = read_files({"patients": content}).tables
    assert [row for row, _ in table.rows] == [2, 5]
    assert table.rows[0][1][1] == "two\nlines"


def test_blanks_around_a_cell_are_left_out() -> None:
    (table,) = read_files({"patients": HEADER + b" A1 , x \r\n"}).tables
    assert table.rows == ((2, ("A1", "x")),)


@pytest.mark.parametrize(
    ("content", "row", "words"),
    [
        (b"mrn;family_name\nA1;x\n", 1, "semicolons"),
        (b"mrn\tfamily_name\nA1\tx\n", 1, "tabs"),
        (HEADER + "A1,x\nA2,Zoë\n".encode("latin-1"), 3, "UTF-8"),
        ("mrn,family_name\n".encode("utf-16"), 1, "UTF-16"),
        (HEADER + b'A1,"open\n', 2, "quotation marks"),
        (HEADER + b'A1,x\nA2,"a"b\n', 3, "quotation marks"),
    ],
)
def test_what_cannot_be_read_says_where_and_how_to_save(content: bytes, row: int, words: str) -> None:
    source = read_files({"patients": content})
    assert source.tables == []
    (error,) = source.errors
    assert (error.sheet, error.row) == ("patients", row)
    assert words in error.message


def test_a_folder_holds_one_file_a_sheet_and_other_files_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_bytes(HEADER)
    (tmp_path / "Births.CSV").write_bytes(b"mrn\n")
    (tmp_path / "README.md").write_text("about")
    assert [table.name for table in read_path(tmp_path).tables] == ["Births", "patients"]


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    assert "patients.csv" in read_folder(tmp_path).errors[0].message


def test_an_empty_file_is_a_sheet_without_rows() -> None:
    (table,) = read_files({"births": b""}).tables
    assert (table.header, table.rows) == ((), ())


@pytest.mark.parametrize(
    ("name", "words"), [("gone", "does not exist"), ("x.ods", "neither an .xlsx"), ("y.xlsx", "cannot be read")]
)
def test_a_path_with_nothing_to_read_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "x.ods").write_bytes(b"x")
    with pytest.raises(PathError, match=words):
        read_path(tmp_path / name)
