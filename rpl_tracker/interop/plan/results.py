"""What a laboratory reported: value, comparator and word, checked against the test's entry in the catalogue."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from patients.obstetrics.values import Comparator, ResultWord, Subject
from rpl_tracker.interop.lines import Line
from rpl_tracker.interop.plan.desk import known_test
from workup.catalogue import Kind, Test, allowed_words
from workup.interpretation.array import parse_array
from workup.interpretation.karyotype import KaryotypeError, parse
from workup.interpretation.questionnaires import total_fault
from workup.models import Investigation

_REPORTED = re.compile(r"(<=|>=|<|>|≤|≥)?\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COMMA = re.compile(r"(?:<=|>=|<|>|≤|≥)?\s*-?[0-9][0-9.]*,[0-9.,]*")
_SIGNS = {"≤": "<=", "≥": ">="}
_OF = {Subject.PATIENT: "the patient", Subject.PARTNER: "a partner (its label)", Subject.TISSUE: "tissue"}
NOT_NUMBERS = frozenset({Kind.KARYOTYPE, Kind.ARRAY, Kind.TEXT})
MEASURED = frozenset({Kind.NUMBER, Kind.SCORE})


def result_of(line: Line, subject: Subject) -> dict[str, Any]:
    """The fields of the result; what the test does not allow is refused with the reason."""
    test = known_test(line)
    if test is None:
        return {}
    if subject not in test.subjects and "subject" not in line.bad:
        whose = " or ".join(words for kind, words in _OF.items() if kind in test.subjects)
        line.refuse("subject", f"does not go with the test {test.key}, which is done on {whose}")
    _check_word(line, test)
    return _value(line, test) if "value" in line.values else {}


def _check_word(line: Line, test: Test) -> None:
    word = line.values.get("result")
    allowed = allowed_words(test)
    if word is not None and word not in allowed:
        words = ", ".join(word for word in ResultWord if word in allowed)
        line.refuse("result", f"is not a result of the test {test.key}; allowed are {words}")


def _value(line: Line, test: Test) -> dict[str, Any]:
    typed = line.values["value"]
    if test.kind in NOT_NUMBERS:
        _check_iscn(line, test, typed)
        return {"value": typed, "number": None}
    reported = _REPORTED.fullmatch(typed)
    if reported is None:
        _doubt(line, test, typed)
        return {"value": typed, "number": None}
    fault = total_fault(test.key, Decimal(reported[2]))
    if fault:
        line.refuse("value", f"is impossible. {fault}")
    return {"value": reported[2], "number": _number(line, reported[2]), **_comparator(line, reported[1])}


def _check_iscn(line: Line, test: Test, typed: str) -> None:
    try:
        if test.kind is Kind.KARYOTYPE:
            parse(typed)
        elif test.kind is Kind.ARRAY:
            parse_array(typed)
    except KaryotypeError as error:
        line.refuse("value", f"is not a valid {test.kind}: {error}")


def _doubt(line: Line, test: Test, typed: str) -> None:
    """Say what looks like a slip; anything else is kept as it was reported."""
    if _COMMA.fullmatch(typed):
        line.refuse("value", "has a comma; write decimals with a point and no thousands mark")
    elif typed.lower().replace(" ", "_") in set(ResultWord):
        line.warn("value", "is a word; write it under result, where it can be read")
    elif test.kind in MEASURED:
        line.warn("value", "is not a number: it is kept as typed and cannot be compared with a limit")


def _number(line: Line, typed: str) -> Decimal | None:
    field = Investigation._meta.get_field("number")
    try:
        return field.clean(Decimal(typed), None)  # type: ignore[no-any-return]
    except ValidationError as error:
        line.refuse("value", f"cannot be stored as it is: {' '.join(error.messages)}")
        return None


def _comparator(line: Line, sign: str | None) -> dict[str, Comparator]:
    """From the front of the value (`<17`), unless the column says it; both must agree."""
    if sign is None:
        return {}
    read = Comparator(_SIGNS.get(sign, sign))
    stated = line.values.get("comparator")
    if stated is not None and stated != read:
        line.refuse("comparator", f"contradicts the value, which begins with {read}")
    return {"comparator": read}
