"""Reads the catalogue's data files once and refuses what is not sound."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from patients.obstetrics.values import ResultWord, Subject
from workup.catalogue.model import CatalogueError, Kind, Panel, Test

_Word = TypeVar("_Word", bound=StrEnum)
_HERE = Path(__file__).parent
_LOINC = re.compile(r"([0-9]{1,7})-([0-9])")
_REQUIRED = {"label", "group", "kind", "subjects"}
_OPTIONAL = {"words", "loinc", "loinc_name", "loinc_verification", "ucum", "note"}

_POSITIVE_NEGATIVE = (ResultWord.POSITIVE, ResultWord.NEGATIVE)
_NORMAL_ABNORMAL = (ResultWord.NORMAL, ResultWord.ABNORMAL)
_WORDS_OF_KIND: Mapping[Kind, tuple[ResultWord, ...]] = {
    Kind.NUMBER: _NORMAL_ABNORMAL,
    Kind.QUALITATIVE: _POSITIVE_NEGATIVE,
    Kind.GENOTYPE: (ResultWord.NOT_DETECTED, ResultWord.HETEROZYGOUS, ResultWord.HOMOZYGOUS),
    Kind.IMAGING: _NORMAL_ABNORMAL,
    Kind.KARYOTYPE: (),  # the ISCN string is the result
    Kind.ARRAY: _NORMAL_ABNORMAL,
    Kind.TITRE: _NORMAL_ABNORMAL,
    Kind.TEXT: (),
    Kind.PANEL: _NORMAL_ABNORMAL,
    Kind.SCORE: (),
}


def read(name: str) -> dict[str, dict[str, Any]]:
    """The tables of one data file."""
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def load_tests(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Test]:
    """The catalogue from its tables; CatalogueError names the test and what is wrong with it."""
    return {key: _test(key, entry) for key, entry in entries.items()}


def load_panels(entries: Mapping[str, Mapping[str, Any]], known: Mapping[str, Test]) -> dict[str, Panel]:
    """The entry forms; CatalogueError when one speaks of a test or a person that the catalogue does not know."""
    return {key: _panel(key, entry, known) for key, entry in entries.items()}


def check_digit(number: str) -> int:
    """The last digit of a LOINC code whose first part is `number` (mod 10, Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10


def is_loinc(code: str) -> bool:
    """Whether the text has the shape and the check digit of a LOINC code."""
    shape = _LOINC.fullmatch(code)
    return shape is not None and check_digit(shape[1]) == int(shape[2])


def _test(key: str, entry: Mapping[str, Any]) -> Test:
    where = f"catalogue, test {key}"
    _check_names(where, set(entry), _REQUIRED, _OPTIONAL)
    _check_loinc(where, entry)
    fields = {name: value for name, value in entry.items() if name not in ("kind", "subjects", "words")}
    kind = _one(where, Kind, entry["kind"])
    words = tuple(_one(where, ResultWord, word) for word in entry.get("words", _WORDS_OF_KIND[kind]))
    subjects = frozenset(_one(where, Subject, subject) for subject in entry["subjects"])
    if not subjects:
        raise CatalogueError(f"{where}: names nobody whose sample or image it can be")
    return Test(key=key, kind=kind, subjects=subjects, words=words, **fields)


def _check_loinc(where: str, entry: Mapping[str, Any]) -> None:
    code = entry.get("loinc")
    if code is not None and not is_loinc(code):
        raise CatalogueError(f"{where}: {code} is not a LOINC code (its check digit does not fit)")
    if code is not None and not entry.get("loinc_verification"):
        raise CatalogueError(f"{where}: does not say how its LOINC code was verified")


def _panel(key: str, entry: Mapping[str, Any], known: Mapping[str, Test]) -> Panel:
    where = f"catalogue, panel {key}"
    _check_names(where, set(entry), {"label", "tests", "subjects"}, set())
    subjects = tuple(_one(where, Subject, subject) for subject in entry["subjects"])
    for test in entry["tests"]:
        if test not in known:
            raise CatalogueError(f"{where}: test {test} is not in the catalogue")
        if not known[test].subjects.issuperset(subjects):
            raise CatalogueError(f"{where}: test {test} cannot be entered for everybody the panel is for")
    return Panel(key, entry["label"], tuple(entry["tests"]), subjects)


def _check_names(where: str, given: set[str], required: set[str], optional: set[str]) -> None:
    if missing := required - given:
        raise CatalogueError(f"{where}: {', '.join(sorted(missing))} missing")
    if unknown := given - required - optional:
        known = ", ".join(sorted(required | optional))
        raise CatalogueError(f"{where}: {', '.join(sorted(unknown))} is unknown; known are {known}")


def _one(where: str, values: type[_Word], text: str) -> _Word:
    try:
        return values(text)
    except ValueError as error:
        raise CatalogueError(f"{where}: “{text}” is none of {', '.join(values)}") from error
