"""The findings as one A4 page holds them: what needs something first, and alike ones in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from workup.checklist.findings import Status
from workup.checklist.words import joined
from workup.views.presenters.findings import Row
from workup.views.presenters.statuses import RANK, Chip

# Where nothing is asked and nothing is on record the names are enough: why is in the guideline.
_BY_NAME = frozenset({Status.NOT_RECOMMENDED, Status.NOT_INDICATED, Status.OPTIONAL})

_STATE_SAYS_SO = "Cannot tell whether it is asked for; not recorded"
_STATE_AND_BASIS_SAY_SO = "Done: not recommended by this guideline."


@dataclass(frozen=True, slots=True)
class Line:
    """One state with the items that share it and its reason, and what their rows are based on."""

    chip: Chip
    items: str
    reason: str
    basis: str


# How many letters of the table stand in one printed line of a column; how much taller a row is than its lines; and
# how many lines there is room for beside title, next steps and foot before the type has to be smaller.
_LETTERS = {"items": 31, "reason": 68, "basis": 21}
_ROW = 0.4
_ROOM = 48


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """In the order in which a clinician would ask; items of one state and one reason stand together."""
    together: dict[tuple[Chip, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: RANK[row.status]):
        together.setdefault((row.chip, _reason(row)), []).append(row)
    return [_line(chip, reason, alike) for (chip, reason), alike in together.items()]


def is_full(lines: Iterable[Line], pregnancies: int, waiting: int) -> bool:
    """Whether one sheet holds it only in smaller type."""
    return sum(map(_height, lines)) + (pregnancies + waiting) * (1 + _ROW) > _ROOM


def _height(line: Line) -> float:
    """In printed lines; names without a reason have its column as well."""
    wide = 0 if line.reason else _LETTERS["reason"]
    return _ROW + max(
        ceil(len(line.items) / (_LETTERS["items"] + wide)),
        ceil(len(line.reason) / _LETTERS["reason"]),
        ceil(len(line.basis) / _LETTERS["basis"]),
    )


def _line(chip: Chip, reason: str, rows: list[Row]) -> Line:
    basis = dict.fromkeys(_basis(row) for row in rows)
    return Line(chip, _names(row.label for row in rows), reason, "; ".join(basis))


def _names(labels: Iterable[str]) -> str:
    """The items; one that is asked of several pregnancies is named once, with their numbers."""
    numbers: dict[str, list[str]] = {}
    for label in labels:
        item, _, number = label.partition(", pregnancy ")
        numbers.setdefault(item, []).append(number)
    return ", ".join(_with_numbers(item, [n for n in found if n]) for item, found in numbers.items())


def _with_numbers(item: str, numbers: list[str]) -> str:
    if not numbers:
        return item
    return f"{item}, {'pregnancy' if len(numbers) == 1 else 'pregnancies'} {joined(numbers)}"


def _reason(row: Row) -> str:
    if row.status in _BY_NAME:
        return ""
    evidence = "; ".join(line.words for line in row.evidence)
    said = row.reason.replace(_STATE_SAYS_SO, "Not recorded").removeprefix(_STATE_AND_BASIS_SAY_SO).strip()
    return " ".join(part for part in (unsaid(said, evidence), evidence) if part)


def unsaid(reason: str, evidence: str) -> str:
    """The reason without what the evidence says as well: `TSH on 6 May 2026.` beside `TSH, 6 May 2026, 2.1 mIU/L`."""
    return " ".join(sentence for sentence in re.split(r"(?<=\.) ", reason) if not _says(evidence, sentence.rstrip(".")))


def _says(evidence: str, sentence: str) -> bool:
    return bool(evidence) and (evidence.startswith(sentence) or sentence.replace(" on ", ", ") in evidence)


def _basis(row: Row) -> str:
    return row.category if row.confirmed else f"{row.category}, row not confirmed"
