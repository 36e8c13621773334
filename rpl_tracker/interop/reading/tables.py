"""What every reader hands on: sheets of text cells, each with its row number, and what could not be read at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rpl_tracker.interop.problems import Problem

SHOWN = 60  # so much of an unreadable cell is shown back


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that holds something other than a value (a formula, an error): what it shows, and what to do."""

    shown: str
    message: str


Cell = str | Unreadable


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its header, and its rows with the numbers that a spreadsheet shows."""

    name: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(slots=True)
class Source:
    """What was found, and why something could not be read."""

    tables: list[Table] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    def refuse(self, sheet: str, message: str, *, row: int = 1, value: str = "") -> None:
        self.errors.append(Problem(sheet, row, "", value[:SHOWN], message))


def table(name: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """The first row is the header; empty rows are counted and left out."""
    numbered = enumerate(rows, start=1)
    header = next(numbered, (1, ()))[1]
    return Table(name, header, tuple((number, cells) for number, cells in numbered if any(cells)))
