"""What the command line names: one .xlsx, or a folder of .csv files."""

from __future__ import annotations

from pathlib import Path

from rpl_tracker.interop.reading.csv_files import read_folder
from rpl_tracker.interop.reading.tables import Source
from rpl_tracker.interop.reading.xlsx import read_xlsx


class PathError(ValueError):
    """Why there is nothing to read at a path."""


def read_path(path: Path) -> Source:
    """The tables at `path`; PathError when it is neither an .xlsx nor a folder."""
    try:
        if path.is_dir():
            return read_folder(path)
        if path.suffix.lower() == ".xlsx":
            with path.open("rb") as file:
                return read_xlsx(file)
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from error
    if not path.exists():
        raise PathError(f"{path} does not exist.")
    raise PathError(f"{path} is neither an .xlsx file nor a folder of .csv files; save it as one of these.")
