"""The findings as one A4 page holds them: what needs something first, and alike ones in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workup.checklist.findings import Status
from workup.views.presenters.findings import Row
from workup.views.presenters.statuses import RANK, Chip

# Where nothing is asked and nothing is on record the names are enough: why is in the guideline.
_BY_NAME = frozenset({Status.NOT_RECOMMENDED, Status.NOT_INDICATED, Status.OPTIONAL})

_STATE_SAYS_SO = "Cannot tell whether it is asked for; not recorded"


@dataclass(frozen=True, slots=True)
class Line:
    """One state with the items that share it and its reason, and what their rows are based on."""

    chip: Chip
    items: str
    reason: str
    basis: str


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """In the order in which a clinician would ask; items of one state and one reason stand together."""
    together: dict[tuple[Chip, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: RANK[row.status]):
        together.setdefault((row.chip, _reason(row)), []).append(row)
    return [_line(chip, reason, alike) for (chip, reason), alike in together.items()]


def _line(chip: Chip, reason: str, rows: list[Row]) -> Line:
    basis = dict.fromkeys(_basis(row) for row in rows)
    return Line(chip, ", ".join(row.label for row in rows), reason, "; ".join(basis))


def _reason(row: Row) -> str:
    if row.status in _BY_NAME:
        return ""
    evidence = "; ".join(line.words for line in row.evidence)
    said = row.reason.replace(_STATE_SAYS_SO, "Not recorded")
    return " ".join(part for part in (_unsaid(said, evidence), evidence) if part)


def _unsaid(reason: str, evidence: str) -> str:
    """The reason without a first sentence that the evidence begins with."""
    first, _, more = reason.partition(". ")
    return more if evidence.startswith(first.rstrip(".")) else reason


def _basis(row: Row) -> str:
    return row.category if row.confirmed else f"{row.category}, row not confirmed"
