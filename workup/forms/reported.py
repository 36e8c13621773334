"""One text field takes a result as the laboratory reported it: `12`, `<17`, `24-25`, `46,XX`, `1:160`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from patients.obstetrics.values import Comparator, ResultWord
from workup.catalogue import Kind, Test
from workup.interpretation.array import parse_array
from workup.interpretation.karyotype import KaryotypeError, parse
from workup.interpretation.questionnaires import total_fault

_NUMBER = re.compile(r"(<=|>=|<|>|≤|≥)?\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COMMA = re.compile(r"(?:<=|>=|<|>|≤|≥)?\s*-?[0-9]+(?:[.,][0-9]+)*,[0-9]+")
_THOUSANDS = re.compile(r"(?:<=|>=|<|>|≤|≥)?\s*-?[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?")
_WITH_UNIT = re.compile(r"((?:<=|>=|<|>|≤|≥)?\s*-?[0-9]+(?:\.[0-9]+)?)\s*([A-Za-zµ%].*)")
_SHORT = frozenset({"neg", "negativ", "pos", "positiv"})  # as laboratories print two of the words
_SIGNS = {"≤": "<=", "≥": ">="}
_DIGITS_BEFORE, _DIGITS_AFTER = 10, 6  # as the column keeps them
WITHOUT_NUMBER = frozenset({Kind.KARYOTYPE, Kind.ARRAY, Kind.TEXT, Kind.GENOTYPE, Kind.IMAGING, Kind.PANEL})


@dataclass(frozen=True, slots=True)
class Reported:
    """`value` is the text, `number` its decimal when it is one; a `<` before it stands in `comparator`."""

    value: str = ""
    number: Decimal | None = None
    comparator: Comparator | None = None


def read_reported(test: Test, typed: str) -> Reported:
    """What was typed as a result of `test`. ValueError says what is wrong and what to write instead."""
    text = " ".join(typed.split())
    _refuse_a_word(text)
    if test.kind in WITHOUT_NUMBER:
        _check_iscn(test.kind, text)
        return Reported(text)
    shape = _NUMBER.fullmatch(text)
    _refuse_total(test, None if shape is None else Decimal(shape[2]))
    if shape is None:
        _refuse_slips(test.kind, text)
        return Reported(text)
    comparator = Comparator(_SIGNS.get(shape[1], shape[1])) if shape[1] else None
    return Reported(shape[2], _number(shape[2]), comparator)


def as_typed(value: str, comparator: str) -> str:
    """A stored result as it is typed: the inverse of `read_reported`."""
    return value if value.startswith(tuple("<>≤≥")) else f"{comparator}{value}"


def _refuse_a_word(text: str) -> None:
    word = text.lower().replace(" ", "_")
    if word in set(ResultWord) or word.removesuffix(".") in _SHORT:
        raise ValueError(f"“{text}” is a word: choose it under Result, where it can be read.")


def _check_iscn(kind: Kind, text: str) -> None:
    try:
        if kind is Kind.KARYOTYPE:
            parse(text)
        elif kind is Kind.ARRAY:
            parse_array(text)
    except KaryotypeError as error:
        what = "karyotype" if kind is Kind.KARYOTYPE else "array result"
        raise ValueError(f"This is no valid {what}: {error}") from error


def _refuse_total(test: Test, number: Decimal | None) -> None:
    fault = total_fault(test.key, number)
    if fault:
        raise ValueError(fault)


def _refuse_slips(kind: Kind, text: str) -> None:
    """What looks like a number and is none; anything else (a range, a titre) is kept as it was reported."""
    if _COMMA.fullmatch(text) or _THOUSANDS.fullmatch(text):
        raise ValueError("Write decimals with a point, and no mark between thousands.")
    if text and text[0] in "<>≤≥" and not re.search("[0-9]", text):
        raise ValueError(f"“{text}” needs a number after it.")
    with_unit = _WITH_UNIT.fullmatch(text)
    if with_unit and kind is Kind.NUMBER:
        raise ValueError(f"Write {with_unit[1]} here and “{with_unit[2]}” under Unit.")


def _number(digits: str) -> Decimal:
    whole, _, rest = digits.lstrip("-").partition(".")
    if len(whole) > _DIGITS_BEFORE or len(rest) > _DIGITS_AFTER:
        most = f"{_DIGITS_BEFORE} digits before the point and {_DIGITS_AFTER} after it"
        raise ValueError(f"At most {most}; nothing is rounded here.")
    return Decimal(digits)
