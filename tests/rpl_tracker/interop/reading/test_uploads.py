"""What a browser may send."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rpl_tracker.interop.reading import uploads
from rpl_tracker.interop.reading.uploads import UploadError, pack, read_packed


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def test_several_csv_files_are_kept_as_one_piece() -> None:
    files = [SimpleUploadedFile(f"{name}.csv", b"mrn\nA1\n") for name in ("patients", "births")]
    assert [table.name for table in read_packed(pack(files)).tables] == ["patients", "births"]


def test_folders_inside_a_zip_and_what_a_mac_adds_do_not_matter() -> None:
    content = zipped(**{"out__patients.csv": b"mrn\n", "__MACOSX__._patients.csv": b"\x00", "out__notes.txt": b"x"})
    source = read_packed(content)
    assert [table.name for table in source.tables] == ["patients"]
    assert source.errors == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "damaged"),
        (b"mrn", "damaged"),
        (zipped(**{"a.txt": b"x"}), "no .csv file"),
        (zipped(**{"a__patients.csv": b"x", "b__patients.csv": b"x"}), "two files called patients.csv"),
    ],
)
def test_a_zip_that_cannot_be_read_says_what_to_send(content: bytes, words: str) -> None:
    (error,) = read_packed(content).errors
    assert words in error.message


def test_a_zip_that_unpacks_into_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_UNPACKED", 100)
    (error,) = read_packed(zipped(**{"patients.csv": b"x" * 101})).errors
    assert "too large" in error.message


def test_too_much_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 3)
    with pytest.raises(UploadError, match="Split it"):
        pack([SimpleUploadedFile("patients.csv", b"mrn\n")])
