"""The items of a workup and what satisfies them: interfaces.md, section 3, as data.

A guideline uses the items it speaks of, and may name fewer tests for one. How a status follows is not said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from patients.obstetrics.values import ResultWord, Subject
from workup import catalogue
from workup.catalogue.loading import read
from workup.catalogue.model import CatalogueError


@dataclass(frozen=True, slots=True)
class Need:
    """A valid final result of `test`; with `word` only when that is the result, with `outside_pregnancy` only then."""

    test: str
    word: ResultWord | None = None
    outside_pregnancy: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a workup.

    `alternatives`: any one of them satisfies the item; within one, every need must be met.
    `partial_tests`: test -> what to say when nothing better is there ("2D only").
    `panels`: tests that report without components; with one of them alone the item is partial (rulings, 19).
    `record`: what else on the record satisfies it, and what its tests do not show: `lifestyle`, `family_history`,
    `blood_group`, `support`; empty for none.
    """

    key: str
    label: str
    group: str
    subject: Subject
    alternatives: tuple[tuple[Need, ...], ...] = ()
    partial_tests: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    panels: tuple[str, ...] = ()
    record: str = ""

    def __hash__(self) -> int:
        """By its key alone: what follows from an item is kept."""
        return hash(self.key)

    @property
    def needed_tests(self) -> frozenset[str]:
        """The tests whose results can satisfy it."""
        return frozenset(need.test for alternative in self.alternatives for need in alternative)

    @property
    def tests(self) -> frozenset[str]:
        """Every test and panel named for the item (rulings, 8)."""
        return self.needed_tests.union(self.partial_tests, self.panels)


@cache
def items() -> Mapping[str, Item]:
    """Every item by its key, in the order of the data file. CatalogueError when the file is not sound."""
    return MappingProxyType({key: _item(key, entry) for key, entry in read("items.toml").items()})


_FIELDS = frozenset({"label", "group", "subject", "any_of", "partial", "panels", "record", "word", "outside_pregnancy"})
_RECORDS = frozenset({"lifestyle", "family_history", "blood_group", "support"})


def _item(key: str, entry: Mapping[str, Any]) -> Item:
    if unknown := set(entry) - _FIELDS:
        raise CatalogueError(f"catalogue, item {key}: {', '.join(sorted(unknown))} is unknown")
    item = Item(
        key=key,
        label=entry["label"],
        group=entry["group"],
        subject=Subject(entry["subject"]),
        alternatives=tuple(_alternative(entry, tests) for tests in entry.get("any_of", ())),
        partial_tests=MappingProxyType(entry.get("partial", {})),
        panels=tuple(entry.get("panels", ())),
        record=entry.get("record", ""),
    )
    for problem in _problems(item):
        raise CatalogueError(f"catalogue, item {key}: {problem}")
    return item


def _alternative(entry: Mapping[str, Any], tests: list[str]) -> tuple[Need, ...]:
    words: Mapping[str, str] = entry.get("word", {})
    outside = frozenset(entry.get("outside_pregnancy", ()))
    return tuple(Need(test, ResultWord(words[test]) if test in words else None, test in outside) for test in tests)


def _problems(item: Item) -> Iterator[str]:
    known = catalogue.tests()
    if unknown := item.tests - set(known):
        yield f"{', '.join(sorted(unknown))} is not in the catalogue of tests"
        return
    for test in sorted(item.tests):
        if item.subject not in known[test].subjects:
            yield f"test {test} is not one of the {item.subject}"
    if not item.alternatives and not item.record:
        yield "nothing satisfies it"
    if item.record and item.record not in _RECORDS:
        yield f"“{item.record}” is none of {', '.join(sorted(_RECORDS))}"
