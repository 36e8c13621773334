"""The examiner's ESHRE/ESGE 2013 code of uterus, cervix and vagina: `U2aC0V0` (`domain-logic.md`, 7.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The letters that each class has; U0 and U6 have none.
_LETTERS: tuple[dict[str, str], ...] = (
    {},
    {"a": "T-shaped", "b": "infantilis", "c": "other"},
    {"a": "partial", "b": "complete"},
    {"a": "partial", "b": "complete", "c": "bicorporeal septate"},
    {"a": "with rudimentary cavity", "b": "without rudimentary cavity"},
    {"a": "with rudimentary cavity", "b": "without rudimentary cavity"},
    {},
)
_UTERUS = (
    "normal uterus", "dysmorphic uterus", "septate uterus", "bicorporeal uterus", "hemi-uterus", "aplastic uterus",
    "unclassified uterus",
)  # fmt: skip
_CERVIX = (
    "normal cervix", "septate cervix", "double cervix", "unilateral aplasia of the cervix", "aplasia of the cervix",
)  # fmt: skip
_VAGINA = (
    "normal vagina",
    "non-obstructing longitudinal septum of the vagina",
    "obstructing longitudinal septum of the vagina",
    "transverse septum of the vagina or imperforate hymen",
    "aplasia of the vagina",
)
_CLASSES = "|".join(f"{number}{f'[{min(has)}-{max(has)}]?' if has else ''}" for number, has in enumerate(_LETTERS))
UCV_PATTERN = rf"^U({_CLASSES})C([0-4])V([0-4])$"


@dataclass(frozen=True, slots=True)
class Ucv:
    """A code in its parts; `letter` is blank where the examiner gave none."""

    uterus: int
    letter: str
    cervix: int
    vagina: int

    @property
    def words(self) -> str:
        """What the code stands for."""
        detail = _LETTERS[self.uterus].get(self.letter)
        uterus = f"{_UTERUS[self.uterus]}, {detail}" if detail else _UTERUS[self.uterus]
        return f"{uterus}; {_CERVIX[self.cervix]}; {_VAGINA[self.vagina]}"


def parse_ucv(code: str) -> Ucv:
    """`U3bC2V1` in its parts. ValueError says how a code is written."""
    shape = re.fullmatch(UCV_PATTERN, code)
    if shape is None:
        raise ValueError(
            f"“{code}” is no ESHRE/ESGE code: write U0 to U6, C0 to C4 and V0 to V4, such as U2aC0V0. U1 and U3 have "
            "the letters a to c, U2, U4 and U5 have a and b, U0 and U6 have none."
        )
    return Ucv(int(shape[1][0]), shape[1][1:], int(shape[2]), int(shape[3]))
