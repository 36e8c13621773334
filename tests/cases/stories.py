"""A clinical story as a file: what is on the sheets, and what the workup must say on which day.

A story is TOML that a clinician can read. Its first line names the rule that it decides. `[rows]` has one list per
sheet of `interfaces.md`, section 1, with that sheet's columns; `mrn` may be left out where only one woman is meant, and
so may `patients`. Each `[[on]]` is one day of one woman (`as_of`, `mrn`) with what is expected then; "null" is JSON's
null.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rpl_tracker.interop.sheets import SHEETS

FOLDER = Path(__file__).parent
MRN = "A1"
SERVER_DATE = "2026-11-22"
WOMAN = {"family_name": "Example", "given_names": "Una", "date_of_birth": "1990-05-01"}

Row = dict[str, Any]
Story = dict[str, Any]


def paths() -> list[Path]:
    """Every story, in the order of their names."""
    return sorted(FOLDER.glob("*/*.toml"))


def read(path: Path) -> Story:
    """The story; ValueError when its first line names no rule, or it speaks of a sheet or column that is not one."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("# "):
        raise ValueError(f"{path.name}: the first line names the rule that the story decides")
    story = tomllib.loads(text)
    if unknown := set(story) - {"today", "as_of", "rows", "on"}:
        raise ValueError(f"{path.name}: {', '.join(sorted(unknown))} is unknown")
    story["rows"] = {"patients": [{"mrn": MRN}], **story.get("rows", {})}
    for problem in _problems(story["rows"]):
        raise ValueError(f"{path.name}: {problem}")
    return story


def _problems(rows: dict[str, list[Row]]) -> Iterator[str]:
    for name, sheet in rows.items():
        if name not in SHEETS:
            yield f"there is no sheet {name}"
            return
        known = {column.name for column in SHEETS[name].columns}
        yield from (f"{name} has no column {column}" for row in sheet for column in row if column not in known)


def write(story: Story, folder: Path) -> None:
    """The sheets as a folder of NAME.csv files."""
    for name, rows in story["rows"].items():
        columns = [column.name for column in SHEETS[name].columns]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(_full(name, row) for row in rows)


def _full(sheet: str, row: Row) -> Row:
    return {"mrn": MRN, **(WOMAN if sheet == "patients" else {}), **row}


def days(story: Story) -> list[dict[str, Any]]:
    """The days that are looked at: each with its `mrn` and `as_of`."""
    common = {"mrn": MRN, "as_of": story.get("as_of", SERVER_DATE)}
    return [{**common, **day} for day in story["on"]]
