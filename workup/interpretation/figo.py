"""FIGO types of fibroids: 0 to 8, or two of them for a hybrid (`domain-logic.md`, 7.3) [recalled]."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TYPES = (
    "pedunculated, inside the cavity",
    "less than 50 % intramural",
    "50 % or more intramural",
    "100 % intramural, touching the endometrium",
    "intramural",
    "subserosal, 50 % or more intramural",
    "subserosal, less than 50 % intramural",
    "pedunculated, subserosal",
    "other (cervical, parasitic)",
)
# One type, or two different ones; written out, so that the database can hold a column to it.
FIGO_PATTERN = "|".join(("[0-8]", *(f"{n}-[{''.join(str(m) for m in range(9) if m != n)}]" for n in range(9))))


@dataclass(frozen=True, slots=True)
class FigoType:
    """One type, or the two of a hybrid."""

    first: int
    second: int | None = None

    def __str__(self) -> str:
        return str(self.first) if self.second is None else f"{self.first}-{self.second}"

    @property
    def words(self) -> str:
        """What the number stands for."""
        if self.second is None:
            return _TYPES[self.first]
        return f"hybrid of {self.first} ({_TYPES[self.first]}) and {self.second} ({_TYPES[self.second]})"


def parse_figo(text: str) -> FigoType:
    """`4` or `2-5`. ValueError says what is allowed."""
    if re.fullmatch(FIGO_PATTERN, text) is None:
        raise ValueError(f"“{text}” is no FIGO type: write 0 to 8, or two different ones for a hybrid, such as 2-5.")
    first, _, second = text.partition("-")
    return FigoType(int(first), int(second) if second else None)
