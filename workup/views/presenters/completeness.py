"""How much of what the edition asks for is done, closed and open: one cell for each item, beside the numbers in words.

Counts, never a score: no percentage, and nothing turns green when every cell is filled.
"""

from __future__ import annotations

from dataclasses import dataclass

from workup.checklist.findings import Completeness

_CELL, _GAP, _LONGEST = 9, 2, 198  # px


@dataclass(frozen=True, slots=True)
class Cell:
    """One item that is asked for; `kind` is `done`, `closed` or `open`."""

    kind: str
    x: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells in this order: done, closed, open. Widths in px."""

    cells: tuple[Cell, ...]
    cell: str
    width: str


def cells_of(counts: Completeness) -> Cells | None:
    """None where nothing is asked for. Many items make narrow cells, so that the picture keeps its place."""
    kinds = ["done"] * counts.done + ["closed"] * counts.closed + ["open"] * counts.open
    if not kinds:
        return None
    step = min(_CELL + _GAP, _LONGEST / len(kinds))
    cells = tuple(Cell(kind, f"{place * step:.1f}") for place, kind in enumerate(kinds))
    return Cells(cells, f"{step * _CELL / (_CELL + _GAP):.1f}", f"{step * len(kinds):.1f}")
