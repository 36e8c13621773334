"""What an examiner measured and saw of the uterus: raw, as reported (`domain-logic.md`, 7). None means "not said".

No classification is stored: every one is computed from these numbers, so that a disagreement can be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

UTERINE_TESTS = ("us3d", "tvus", "shg", "hsg", "mri", "hysteroscopy", "adenomyosis_us")


class MusaSign(StrEnum):
    """Signs of adenomyosis by MUSA; the direct ones first [recalled]."""

    MYOMETRIAL_CYSTS = "myometrial_cysts"
    HYPERECHOGENIC_ISLANDS = "hyperechogenic_islands"
    SUBENDOMETRIAL_LINES = "subendometrial_lines"
    ASYMMETRICAL_THICKENING = "asymmetrical_thickening"
    GLOBULAR_UTERUS = "globular_uterus"
    JUNCTIONAL_ZONE = "junctional_zone"
    FAN_SHAPED_SHADOWING = "fan_shaped_shadowing"
    TRANSLESIONAL_VASCULARITY = "translesional_vascularity"
    QUESTION_MARK_FORM = "question_mark_form"

    @property
    def words(self) -> str:
        """As a clinician says it."""
        return _SIGNS[self]


_SIGNS = {
    MusaSign.MYOMETRIAL_CYSTS: "myometrial cysts",
    MusaSign.HYPERECHOGENIC_ISLANDS: "hyperechogenic islands",
    MusaSign.SUBENDOMETRIAL_LINES: "echogenic subendometrial lines or buds",
    MusaSign.ASYMMETRICAL_THICKENING: "asymmetrical wall thickening",
    MusaSign.GLOBULAR_UTERUS: "globular uterus",
    MusaSign.JUNCTIONAL_ZONE: "irregular or interrupted junctional zone",
    MusaSign.FAN_SHAPED_SHADOWING: "fan-shaped shadowing",
    MusaSign.TRANSLESIONAL_VASCULARITY: "translesional vascularity",
    MusaSign.QUESTION_MARK_FORM: "question-mark form",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that was looked for; one that was not assessed has no entry."""

    sign: MusaSign
    present: bool
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Fibroid:
    """`figo` as written: `4`, or `2-5` for a hybrid. Size in mm."""

    figo: str
    size_mm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class UterineFindings:
    """Depth of the internal fundal indentation, external cleft and wall thickness in mm, the indentation's angle in
    degrees; `ucv` is the examiner's ESHRE/ESGE code, `mac` the examiner's ASRM 2021 category."""

    indentation_mm: Decimal | None = None
    angle_deg: Decimal | None = None
    external_cleft_mm: Decimal | None = None
    wall_mm: Decimal | None = None
    cavity: str = ""
    ucv: str = ""
    mac: str = ""
    fibroids: tuple[Fibroid, ...] = ()
    signs: tuple[Sign, ...] = ()
    adhesions: bool | None = None

    @property
    def measured(self) -> bool:
        """Whether any of the four numbers is there from which the classes follow."""
        numbers = (self.indentation_mm, self.angle_deg, self.external_cleft_mm, self.wall_mm)
        return any(number is not None for number in numbers)
