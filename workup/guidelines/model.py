"""What an edition of a guideline says, as frozen data. The words (category, mark) are those of interfaces.md, 2."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workup.catalogue.items import Item, items

NOT_IN_FILES = {"in_file": False}  # what a clinic adds; a file of an edition cannot say it


class Category(StrEnum):
    """How strongly an edition asks for an item; our word, the document's own is `strength`."""

    REC = "REC"
    COND = "COND"
    IND = "IND"
    RES = "RES"
    NOT = "NOT"

    @property
    def words(self) -> str:
        """As a person reads it."""
        return _CATEGORY_WORDS[self]


_CATEGORY_WORDS = {
    Category.REC: "recommended",
    Category.COND: "can be considered",
    Category.IND: "only if indicated",
    Category.RES: "research only",
    Category.NOT: "not recommended",
}


class Verification(StrEnum):
    """How far a row can be trusted, until a clinician has read it in the original."""

    SEEN = "seen"
    SEEN_SECONDARY = "seen_secondary"
    RECALLED = "recalled"
    RECALLED_LOW = "recalled_low"


@dataclass(frozen=True, slots=True)
class Note:
    """A further row of the document on the same item, with its own citation and mark."""

    text: str
    citation: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class Remark:
    """A row of the document that asks for no test, kept so that it is not taken for forgotten.

    `items`: those of the catalogue that it speaks of, so that an item without a row is known as not addressed.
    """

    topic: str
    text: str
    citation: str
    verification: Verification
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapItems:
    """Which items one of the `gaps` covers, word for word; `rest`: all that have neither a row nor a remark."""

    gap: str
    items: tuple[str, ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """`category` holds where the named predicate `when` is true."""

    when: str
    category: Category


@dataclass(frozen=True, slots=True)
class Revision:
    """A dated correction of the file; an edition is never changed without one."""

    number: int
    dated: date
    note: str


@dataclass(frozen=True, slots=True)
class GuidelineItem:
    """One item of the workup in one edition. `category` applies where none of the `cases` does.

    `trigger` and the `when` of a case name predicates; `tests` narrows the catalogue's tests where the row speaks of
    some of them only; `strength` and `quality` are the document's own words, None where it does not grade.

    `local` is a clinic's reason, empty where the row is the edition's own; `clinic` is then that clinic's name, with
    which the citation ends; `edition_says` what the edition itself says in words, empty where it has no such row;
    `entry` what a clinic's own item is (see `local.py`).
    """

    item: str
    category: Category
    who: str
    citation: str
    verification: Verification
    strength: str | None = None
    quality: str | None = None
    sub_reason: str | None = None
    trigger: str | None = None
    timing: str | None = None
    technique: str | None = None
    tests: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    notes: tuple[Note, ...] = ()
    local: str = field(default="", metadata=NOT_IN_FILES)
    clinic: str = field(default="", metadata=NOT_IN_FILES)
    edition_says: str = field(default="", metadata=NOT_IN_FILES)
    entry: Item | None = field(default=None, metadata=NOT_IN_FILES)

    @property
    def what(self) -> Item:
        """The item itself: its name, whose it is, and what satisfies it."""
        return items()[self.item] if self.entry is None else self.entry

    @property
    def confirmed(self) -> bool:
        """False for a row remembered with doubt: it counts as COND whatever its category (rulings.md, 7)."""
        return self.verification is not Verification.RECALLED_LOW


@dataclass(frozen=True, slots=True)
class Guideline:
    """One edition of one body's document. `gaps` are topics of the original that were not read.

    `gap_items` attribute them to items where that is known. `year` is None where nobody confirmed it; a `draft` has no
    row that was read in the original.
    """

    key: str
    title: str
    body: str
    edition: str
    identifier: str
    definition: str
    preferred_uterine: tuple[str, ...]
    gaps: tuple[str, ...]
    revisions: tuple[Revision, ...]
    items: tuple[GuidelineItem, ...]
    remarks: tuple[Remark, ...] = ()
    gap_items: tuple[GapItems, ...] = ()
    year: int | None = None
    draft: bool = False

    def __hash__(self) -> int:
        """By its key alone: what follows from an edition is kept, and its rows are many."""
        return hash(self.key)

    @property
    def edition_in_words(self) -> str:
        """What it says of itself; a draft never without that word."""
        return f"{self.edition} (draft, not verified)" if self.draft else self.edition

    @property
    def revision(self) -> Revision:
        """The one in force."""
        return max(self.revisions, key=lambda revision: revision.number)

    def item(self, key: str) -> GuidelineItem:
        """The row of an item; KeyError when the edition has none."""
        return next((row for row in self.items if row.item == key), None) or _no_such(key, self.key)


def _no_such(item: str, guideline: str) -> GuidelineItem:
    raise KeyError(f"{guideline} has no item {item}")
