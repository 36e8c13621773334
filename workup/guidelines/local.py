"""What a clinic does differently from an edition: its changes and its own items, on a copy of the edition.

Nothing here is a guideline's word. A local row says so in `local` (the clinic's reason) and in its citation; it has no
grade; and its mark is never *seen*: there is no document in which the row could be read. It is `recalled`, because
`recalled_low` would make it optional whatever the clinic chose (rulings.md, 7).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from patients.obstetrics.values import Subject
from workup import catalogue
from workup.catalogue.items import Item, Need, items
from workup.guidelines.model import Category, Guideline, GuidelineItem, Verification

# Ask for it, consider it, do not use it: what a clinic can say.
CHOICES: dict[Category, str] = {
    Category.REC: "asked for in this clinic",
    Category.COND: "considered in this clinic",
    Category.NOT: "not used in this clinic",
}
OWN = "local-"  # begins the key of an item that the catalogue does not have
# A partner who provides no sperm is asked for neither, whoever asks (interfaces.md, 2a; rulings.md, 30).
_OF_SPERM = {"sperm_dna": "provides_sperm", "semen_analysis": "provides_sperm"}


@dataclass(frozen=True, slots=True)
class LocalChange:
    """Another category for an item of one edition, with the clinic's reason. It holds for all women of the clinic."""

    edition: str
    item: str
    category: Category
    reason: str


@dataclass(frozen=True, slots=True)
class LocalItem:
    """An item that an edition has no row for, asked for (REC) or considered (COND) by the clinic, whatever the edition.

    `item` is a key of the catalogue; or it is the clinic's own and begins with `local-`. Then the other fields say what
    it is: a valid result of any one of `tests` satisfies it.
    """

    item: str
    category: Category
    reason: str
    label: str = ""
    group: str = ""
    subject: Subject = Subject.PATIENT
    tests: tuple[str, ...] = ()

    @property
    def what(self) -> Item:
        """The item itself. KeyError for a key that is neither the catalogue's nor the clinic's own."""
        if not self.item.startswith(OWN):
            return items()[self.item]
        return Item(self.item, self.label, self.group, self.subject, tuple((Need(test),) for test in self.tests))


def adopt(
    guideline: Guideline, changes: Iterable[LocalChange], additions: Iterable[LocalItem], clinic: str
) -> Guideline:
    """The edition as the clinic named `clinic` uses it; the very same where it changes nothing.

    A change of an item that the edition has no row for changes nothing; nor does a local item that it has a row for.
    """
    changed = {change.item: change for change in changes if change.edition == guideline.key}
    rows = [_changed(row, changed[row.item], clinic) if row.item in changed else row for row in guideline.items]
    present = {row.item for row in rows}
    rows += [_added(one, clinic) for one in additions if one.item not in present]
    return guideline if tuple(rows) == guideline.items else replace(guideline, items=tuple(rows))


def _changed(row: GuidelineItem, change: LocalChange, clinic: str) -> GuidelineItem:
    """The clinic's word holds for everybody, so the edition's cases and trigger go; what it says is kept in words.

    Only that sperm is asked of no partner who provides none stays.
    """
    return replace(
        row,
        category=change.category,
        strength=None,
        quality=None,
        sub_reason=None,
        trigger=_OF_SPERM.get(row.item),
        cases=(),
        citation=f"{row.citation}; local change, {clinic}",
        verification=Verification.RECALLED,
        local=change.reason,
        edition_says=_said_by_edition(row),
    )


def _said_by_edition(row: GuidelineItem) -> str:
    grade = "" if row.strength in (None, "ungraded") else f" ({row.strength})"
    doubt = "" if row.confirmed else ", a row that is not confirmed"
    cases = "".join(f", {case.category.words} in some cases" for case in row.cases)
    return f"{row.category.words}{grade}{cases}{doubt}"


def _added(one: LocalItem, clinic: str) -> GuidelineItem:
    what = one.what
    return GuidelineItem(
        item=one.item,
        category=one.category,
        who=str(what.subject),
        citation=f"local, {clinic}",
        verification=Verification.RECALLED,
        trigger=_OF_SPERM.get(one.item),
        local=one.reason,
        entry=what if one.item.startswith(OWN) else None,
    )


def local_words(row: GuidelineItem) -> tuple[str, ...]:
    """What the reason of a finding adds for a local row: the clinic's choice and reason, and the edition's own word."""
    if not row.local:
        return ()
    own = f"the edition itself: {row.edition_says}" if row.edition_says else "the edition has no row for it"
    chosen = f"{CHOICES[row.category]}: {row.local}"
    return (own,) if row.category is Category.NOT else (chosen, own)


def not_used(row: GuidelineItem) -> str:
    """Why a local row is not asked for."""
    return f"{CHOICES[Category.NOT]}: {row.local}"


def digest(guideline: Guideline) -> str:
    """64 hexadecimal digits of everything that the edition says, local rows included.

    What is at its default is left out, so that a new kind of field changes no digest of a file that does not use it.
    """
    return _hashed(guideline)


def _hashed(value: object) -> str:
    return sha256(json.dumps(_plain(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if _said(field, value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _said(field: Field[Any], owner: object) -> bool:
    value = getattr(owner, field.name)
    made = field.default if field.default_factory is MISSING else field.default_factory()
    return made is MISSING or value != made


def problem_of_item(item: str, label: str, tests: Iterable[str], subject: str) -> tuple[str, str] | None:
    """The field that keeps this from being a local item, and what is wrong with it; None when it can be one."""
    if not item.startswith(OWN):
        unknown = f"There is no item “{item}” in the catalogue; the clinic's own begins with “{OWN}”."
        return None if item in items() else ("item", unknown)
    if not label:
        return "label", "Give the clinic's own item a name."
    known = catalogue.tests()
    wanted = tuple(tests)
    if not wanted:
        return "tests", "Name at least one test whose result satisfies it."
    for test in wanted:
        if test not in known:
            return "tests", f"There is no test “{test}” in the catalogue."
        if Subject(subject) not in known[test].subjects:
            return "tests", f"{known[test].label} is not done on the {subject}."
    return None


def row_mark(row: GuidelineItem) -> str:
    """The item and 16 digits of what its row says: a tick for one row is none for the row after a change."""
    return f"{row.item}:{_hashed(row)[:16]}"
