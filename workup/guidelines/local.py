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
from types import MappingProxyType
from typing import Any

from patients.obstetrics.definitions import DEFINITIONS
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
        clinic=clinic,
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
        clinic=clinic,
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
    """64 hexadecimal digits of everything that the edition says: its rows, local ones included, and its definition.

    The clinic's name is no part of it: a sign-off belongs to its clinic, whatever that is called. What is at its
    default is left out, so that a new kind of field changes no digest of a file that does not use it.
    """
    rows = tuple(map(_without_clinic, guideline.items))
    definition = DEFINITIONS.get(guideline.definition)
    return _hashed({"edition": replace(guideline, items=rows), "definition": definition})


def holds_for(signed: str, guideline: Guideline) -> bool:
    """Whether a digest that was signed is that of the edition as it is now.

    Sign-offs made before a digest knew the definition have the earlier one. They hold while the definition is that of
    their time.
    """
    if signed == digest(guideline):
        return True
    then = DEFINITIONS_OF_EARLIER_DIGESTS.get(guideline.definition)
    return signed == earlier_digest(guideline) and then == definition_mark(guideline.definition)


def earlier_digest(guideline: Guideline) -> str:
    """As it was before 22 November 2026: of the definition only its name, of a local row also the clinic's."""
    return _hashed(replace(guideline, items=tuple(replace(row, clinic="") for row in guideline.items)))


def definition_mark(name: str) -> str:
    """16 digits of what a definition says; those of nothing for one that is not on file."""
    return _hashed(DEFINITIONS.get(name))[:16]


# What `definition_mark` was while `earlier_digest` was signed. Never changed, nor added to.
DEFINITIONS_OF_EARLIER_DIGESTS: Mapping[str, str] = MappingProxyType(
    {
        "asrm_2012": "2dc5d0f19caec591",
        "cngof_2014": "b298cfe527627151",
        "dggg_2022": "43b263758f03067a",
        "eshre_2022": "c1f4ee266e31f8b7",
        "ngf_2024": "eb5788da03ad6045",
        "nvog_hm": "26ceafb11f71540e",
        "rcog_2023": "d9ddac38efeb2e60",
    }
)


def _without_clinic(row: GuidelineItem) -> GuidelineItem:
    return replace(row, citation=row.citation.removesuffix(f", {row.clinic}"), clinic="") if row.local else row


def _hashed(what: object) -> str:
    return sha256(json.dumps(_plain(what), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if _said(field, value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if callable(value):  # how a definition judges, by its name
        return str(getattr(value, "__name__", ""))
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
    return f"{row.item}:{_hashed(_without_clinic(row))[:16]}"
