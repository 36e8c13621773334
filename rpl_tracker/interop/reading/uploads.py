"""What a browser sends: one .xlsx, one .zip of .csv files, or several .csv files; kept as one piece until confirmed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from rpl_tracker.interop.reading.csv_files import read_files
from rpl_tracker.interop.reading.tables import Source
from rpl_tracker.interop.reading.xlsx import read_xlsx

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 500
KINDS = "one .xlsx file, one .zip of .csv files, or several .csv files"


class UploadError(ValueError):
    """Why the files cannot be taken, and what to send instead."""


class SentFile(Protocol):
    """An uploaded file."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


def pack(files: Sequence[SentFile]) -> bytes:
    """The upload as one piece: the workbook or the zip as sent, .csv files put into a zip."""
    if sum(file.size or 0 for file in files) > MAX_BYTES:
        raise UploadError(f"This is more than {MAX_BYTES // 1024 // 1024} MB. Split it into several imports.")
    endings = {PurePosixPath(file.name or "").suffix.lower() for file in files}
    if len(files) == 1 and endings <= {".xlsx", ".zip"}:
        return files[0].read()
    if files and endings == {".csv"}:
        return _zipped({PurePosixPath(file.name or "").name: file.read() for file in files})
    raise UploadError(f"Choose {KINDS}.")


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read_packed(content: bytes) -> Source:
    """The tables of a packed upload; what is wrong with it as a file is among the errors."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive)
            if "[Content_Types].xml" in archive.namelist():
                return read_xlsx(io.BytesIO(content))
            return read_files(_csv_files(archive))
    except UploadError as error:
        message = str(error)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        message = f"This file is damaged, or protected by a password. Send {KINDS}."
    source = Source()
    source.refuse("", message)
    return source


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UploadError("Unpacked, this file is too large. Split it into several imports.")


def _csv_files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """By sheet. Folders inside the zip do not matter; what a Mac adds is left out."""
    found: dict[str, bytes] = {}
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if path.suffix.lower() != ".csv" or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if path.stem in found:
            raise UploadError(f"There are two files called {path.name}; leave one out.")
        found[path.stem] = archive.read(entry)
    if not found:
        raise UploadError(f"There is no .csv file in this zip. Choose {KINDS}.")
    return found
