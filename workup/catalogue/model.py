"""What the catalogue says of a test and of a form on which tests are entered together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from patients.obstetrics.values import ResultWord, Subject


class CatalogueError(ValueError):
    """The catalogue's own data are not sound: which file, which entry, what is wrong."""


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
    """One test. Codes and units as somebody saw them: None where nobody has verified one.

    `subjects`: whose sample or image it can be; `words`: the laboratory's words that are a reading of it, in order.
    """

    __test__: ClassVar[bool] = False  # not a test of ours: pytest leaves it alone

    key: str
    label: str
    group: str
    kind: Kind
    subjects: frozenset[Subject]
    words: tuple[ResultWord, ...]
    loinc: str | None = None
    loinc_name: str = ""
    loinc_verification: str = ""
    ucum: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Tests that are entered on one form, in this order, and for whom."""

    key: str
    label: str
    tests: tuple[str, ...]
    subjects: tuple[Subject, ...]
