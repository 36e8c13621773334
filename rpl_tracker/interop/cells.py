"""What a cell may hold: small pure readers from text to value. `CellError` says what to write instead.

Nothing is clamped, rounded or guessed: a date that can be read in two ways, a comma in a number or a range is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.values import Complication, ConditionCode

Word = TypeVar("Word", bound=StrEnum)

_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_COMPLICATION = re.compile(r"([a-z_]+)(?:@([0-9]{1,2})(?:\+([0-9]))?)?")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
YEARS = range(1900, 2101)
MAX_WEEKS = 45


class CellError(ValueError):
    """Why a cell cannot be read, and what to write instead."""


def printable(text: str) -> str:
    """The text with a mark for every character that is none."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def text(cell: str) -> str:
    """Any text that can be stored."""
    if _UNSTORABLE.search(cell):
        raise CellError("holds characters that are no text (from a copy of another program?); type it anew")
    return cell


def full_date(cell: str) -> date:
    """`2019-05-09`, nothing less precise."""
    if _FULL.fullmatch(cell) is None:
        hint = "; a month or a year alone cannot be used here" if _PARTIAL.fullmatch(cell) else ""
        raise CellError(f"is not a full date; write it as 2019-05-09{hint}")
    return _in_calendar(cell).earliest


def partial_date(cell: str) -> PartialDate:
    """`2019`, `2019-05` or `2019-05-09`, as precise as it is known."""
    if _PARTIAL.fullmatch(cell) is None:
        raise CellError("is not a date; write 2019, 2019-05 or 2019-05-09, as precisely as it is known")
    return _in_calendar(cell)


def _in_calendar(cell: str) -> PartialDate:
    try:
        read = PartialDate.parse(cell)
    except ValueError as error:
        raise CellError("is in no calendar; check day and month") from error
    if read.year not in YEARS:
        raise CellError(f"lies outside of the years {YEARS.start} to {YEARS.stop - 1}; check the year")
    return read


def whole(cell: str) -> int:
    """A whole number, 0 or more."""
    if _WHOLE.fullmatch(cell) is None:
        raise CellError("is not a whole number; write digits only, such as 12, or leave it blank when not known")
    return int(cell)


def decimal(cell: str) -> Decimal:
    """A number with its decimals as typed: 2.30 stays 2.30."""
    if _COMMA.fullmatch(cell):
        raise CellError(f"has a comma; write decimals with a point ({cell.replace(',', '.')}) and no thousands mark")
    if _DECIMAL.fullmatch(cell) is None:
        raise CellError("is not one number; write it such as 12.5, without unit. A range goes into a text column")
    return Decimal(cell)


def yes_no(cell: str) -> bool:
    """`yes` or `no`; blank means not recorded and never comes here."""
    if cell.lower() not in ("yes", "no"):
        raise CellError("is neither yes nor no; leave it blank when not known")
    return cell.lower() == "yes"


def one_of(values: type[Word]) -> Callable[[str], Word]:
    """One word of a value set, as written there."""

    def read(cell: str) -> Word:
        try:
            return values(cell)
        except ValueError as error:
            raise CellError(f"is not allowed; write one of {', '.join(values)}") from error

    return read


def label(cell: str) -> str:
    """A partner's label."""
    if cell in ("patient", "tissue"):
        raise CellError("is not a label; choose a short one such as P1")
    return text(cell)


def condition(cell: str) -> tuple[ConditionCode, bool]:
    """A condition that is present, or with a leading `-` one that was asked and is absent."""
    return one_of(ConditionCode)(cell.removeprefix("-")), not cell.startswith("-")


def complications(cell: str) -> list[str]:
    """`;`-separated, each optionally with its gestation: `bleeding;pprom@19+2`. Stored as typed, without blanks."""
    return [_complication(part.strip()) for part in cell.split(";") if part.strip()]


def _complication(part: str) -> str:
    shape = _COMPLICATION.fullmatch(part)
    if shape is None:
        raise CellError(f"“{part}” is no complication; write such as pprom or pprom@19+2, separated by semicolons")
    one_of(Complication)(shape[1])
    if shape[2] is not None:
        check_gestation(int(shape[2]), None if shape[3] is None else int(shape[3]))
    return part


def check_gestation(weeks: int, days: int | None) -> None:
    """CellError unless weeks are 0 to 45 and days, where known, 0 to 6."""
    if weeks > MAX_WEEKS:
        raise CellError(f"weeks of gestation are 0 to {MAX_WEEKS}")
    if days is not None and days > 6:
        raise CellError("days of gestation are 0 to 6; seven days are a week more")


def weeks(cell: str) -> int:
    """Completed weeks of gestation."""
    read = whole(cell)
    check_gestation(read, None)
    return read


def days(cell: str) -> int:
    """Days of gestation beyond the completed weeks."""
    read = whole(cell)
    check_gestation(0, read)
    return read


def words_apart(cell: str) -> list[str]:
    """`;`-separated words."""
    return [part.strip() for part in text(cell).split(";") if part.strip()]
