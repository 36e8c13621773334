"""Results in words: as the laboratory reported them, with comparator, unit and its own limits; nothing is rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from patients.obstetrics.dates import in_words
from patients.obstetrics.values import ResultWord
from workup.catalogue import Kind, tests
from workup.checklist.facts import Investigation

_WORDS: dict[ResultWord, str] = {
    ResultWord.NOT_DETECTED: "not detected",
    ResultWord.FAILED: "failed, no result",
    ResultWord.MATERNAL_CELLS: "maternal cells",
    ResultWord.NOT_REPORTED: "done, result not on hand",
}


def describe(row: Investigation) -> str:
    """`12 mIU/L (0.4-4.0)`, `< 3.0 U/mL`, `positive`, `abnormal: arcuate`."""
    parts = [_measured(row), _word(row)]
    return ", ".join(part for part in parts if part) or "no value"


def _measured(row: Investigation) -> str:
    value = row.value or _plain(row.number)
    if not value:
        return ""
    if row.comparator is not None and not value.startswith(tuple("<>")):
        value = f"{row.comparator}{value}"
    return " ".join(part for part in (value, row.unit, _limits(row.lower_limit, row.upper_limit)) if part)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _limits(lower: Decimal | None, upper: Decimal | None) -> str:
    if lower is not None and upper is not None:
        return f"({_plain(lower)}-{_plain(upper)})"
    if upper is not None:
        return f"(up to {_plain(upper)})"
    return "" if lower is None else f"(from {_plain(lower)})"


def _word(row: Investigation) -> str:
    if row.word is None:
        return ""
    word = _WORDS.get(row.word, str(row.word))
    return f"{word}: {row.comment}" if row.comment and _is_imaging(row.test) else word


def _is_imaging(test: str) -> bool:
    known = tests().get(test)
    return known is not None and known.kind is Kind.IMAGING


def test_label(test: str) -> str:
    """The test's name, or its key when the catalogue does not know it."""
    known = tests().get(test)
    return known.label if known else test


def when(row: Investigation) -> str:
    """`TSH on 1 Mar 2024`, `MRI in May 2024`, `ANA, date not known`."""
    label, collected = test_label(row.test), row.collected_on
    if collected is None:
        return f"{label}, date not known"
    return f"{label} on {in_words(collected.exact)}" if collected.exact else f"{label} in {collected.words}"


def ordered_words(row: Investigation) -> str:
    """`TSH ordered on 1 Mar 2024`, `D-dimer collected, date not known`."""
    if row.collected_on is not None:
        return f"{test_label(row.test)} collected {_day(row.collected_on.words, row.collected_on.exact is not None)}"
    if row.ordered_on is not None:
        return f"{test_label(row.test)} ordered on {in_words(row.ordered_on)}"
    return f"{test_label(row.test)} {row.status}, date not known"


def _day(words: str, exact: bool) -> str:
    return f"on {words}" if exact else f"in {words}"


def joined(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, last = tuple(dict.fromkeys(names)) or ("",)
    return f"{', '.join(head)} and {last}" if head else last


def sentences(*parts: str) -> str:
    """The parts as sentences, each once; empty ones are left out."""
    told = dict.fromkeys([part.strip().rstrip(".") for part in parts if part and not part.isspace()])
    return " ".join([f"{part[0].upper()}{part[1:]}." for part in told])
