"""What a published rule says of something on record: shown beside it, with the rule's name and its source document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How far a rule can be trusted: the marks of the clinical facts that it was taken from."""

    SEEN = "seen"
    RECALLED = "recalled"
    RULE = "rule"  # a design decision, where the sources leave it open

    @property
    def words(self) -> str:
        """As a person reads it."""
        return _WORDS[self]


_WORDS = {
    Mark.SEEN: "confirmed in a public source",
    Mark.RECALLED: "recalled, not confirmed in the original",
    Mark.RULE: "this program's own rule, where the sources leave it open",
}


@dataclass(frozen=True, slots=True)
class Interpretation:
    """`rule` is its name, `says` what it makes of the inputs (which it names), `source` the document it is from.

    `acts` when it asks somebody to do or decide something. It informs: it never changes a finding of a checklist.
    """

    rule: str
    says: str
    source: str
    mark: Mark
    acts: bool = False
