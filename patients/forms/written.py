"""Read dates as people write them. Only what can be read in one way: `9 May 2019` is a date, `09/05/2019` is two."""

from __future__ import annotations

import re

from patients.obstetrics.dates import PartialDate

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_WRITTEN = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_NUMBERS = re.compile(r"\d{1,4}[/.]\d{1,4}(?:[/.]\d{1,4})?")
# Where year, month and day can stand among figures of such a shape.
_ORDERS = (
    (re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}"), ((2, 1, 0), (2, 0, 1))),
    (re.compile(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}"), ((0, 1, 2),)),
    (re.compile(r"\d{1,2}[/.]\d{4}"), ((1, 0),)),
    (re.compile(r"\d{4}[/.]\d{1,2}"), ((0, 1),)),
)


def read_date(text: str) -> PartialDate:
    """`2019`, `2019-05`, `2019-05-09`, `May 2019`, `9 May 2019`. ValueError says what is wrong with anything else."""
    text = text.strip()
    written = _WRITTEN.fullmatch(text)
    if written is not None:
        return _from_words(text, written)
    if _NUMBERS.fullmatch(text):
        raise ValueError(_in_figures(text))
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ValueError(_what_is_wrong(text)) from error


def _in_figures(text: str) -> str:
    """Figures alone are never taken, since most can be read in two ways; what they can mean is offered in words."""
    orders = next((orders for shape, orders in _ORDERS if shape.fullmatch(text)), None)
    if orders is None:  # a year of two figures: nobody knows where it stands
        return f"“{text}” can be read in two ways; write the month as a word: 9 May 2019, May 2019 or 2019."
    figures = [int(each) for each in re.split(r"[/.]", text)]
    found = dict.fromkeys(words for order in orders if (words := _in_order(figures, order)))
    if not found:
        return f"“{text}” is in no calendar; write for example 9 May 2019, May 2019 or 2019."
    why = "can be read in two ways" if len(found) > 1 else "is in figures"
    return f"“{text}” {why}; write the month as a word: {' or '.join(found)}."


def _in_order(figures: list[int], order: tuple[int, ...]) -> str | None:
    """The date in words when the figures are taken as year, month and day in this order; None when there is none."""
    try:
        return PartialDate(*(figures[place] for place in order)).words
    except ValueError:
        return None


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
