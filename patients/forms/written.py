"""Read dates as people write them. Only what can be read in one way: `9 May 2019` is a date, `09/05/2019` is two."""

from __future__ import annotations

import re

from patients.obstetrics.dates import PartialDate

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_WRITTEN = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_NUMBERS = re.compile(r"\d{1,4}[/.]\d{1,4}(?:[/.]\d{2,4})?")


def read_date(text: str) -> PartialDate:
    """`2019`, `2019-05`, `2019-05-09`, `May 2019`, `9 May 2019`. ValueError says what is wrong with anything else."""
    text = text.strip()
    written = _WRITTEN.fullmatch(text)
    if written is not None:
        return _from_words(text, written)
    if _NUMBERS.fullmatch(text):
        raise ValueError(f"“{text}” can be read in two ways; write the month as a word: 9 May 2019, May 2019 or 2019.")
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ValueError(_what_is_wrong(text)) from error


def _from_words(text: str, written: re.Match[str]) -> PartialDate:
    month = _month(written["month"])
    if month is None:
        raise ValueError(f"“{written['month']}” is no month; write for example 9 May 2019.")
    try:
        return PartialDate(int(written["year"]), month, int(written["day"]) if written["day"] else None)
    except ValueError as error:
        raise ValueError(f"“{text}” is in no calendar.") from error


def _month(word: str) -> int | None:
    """1 to 12 for `Jan`, `Sept`, `september`; None for anything else."""
    found = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(word.lower())]
    return found[0] if len(found) == 1 else None


def _what_is_wrong(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", text):
        return f"“{text}” is in no calendar, or lacks a zero: write 2019-05-09 or 9 May 2019."
    return f"“{text}” is not a date; write 9 May 2019, May 2019 or 2019."
