"""The catalogue of tests and the panels by which they are entered (skeleton: signatures first)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from patients.obstetrics.values import ResultWord, Subject


class Kind(StrEnum):
    """What a result of the test is."""

    NUMBER = "number"
    QUALITATIVE = "qualitative"
    GENOTYPE = "genotype"
    IMAGING = "imaging"
    KARYOTYPE = "karyotype"
    ARRAY = "array"
    TITRE = "titre"
    TEXT = "text"
    PANEL = "panel"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Test:
    """One test. Codes as somebody saw them; None where nobody has verified one."""

    key: str
    label: str
    group: str
    kind: Kind
    subjects: frozenset[Subject]
    loinc: str | None = None
    loinc_name: str = ""
    loinc_verification: str = ""
    ucum: str | None = None
    note: str = ""
    words: frozenset[ResultWord] = frozenset()


@dataclass(frozen=True, slots=True)
class Panel:
    """Tests entered on one form, for one subject."""

    key: str
    label: str
    tests: tuple[str, ...]
    subjects: tuple[Subject, ...]


def tests() -> Mapping[str, Test]:
    raise NotImplementedError


def allowed_words(test: Test) -> frozenset[ResultWord]:
    raise NotImplementedError


def panels() -> Mapping[str, Panel]:
    raise NotImplementedError
