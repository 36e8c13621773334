"""What an edition says of each of its items, before any woman is looked at: worked out once for each edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from patients.obstetrics.values import Subject
from workup.catalogue.items import Item, Need
from workup.guidelines.model import Guideline, GuidelineItem
from workup.interpretation.polarity import is_antiphospholipid


@dataclass(frozen=True, eq=False)
class Matter:
    """An item as far as an edition speaks of its tests; one and the same for all editions that speak of the same."""

    item: Item
    tests: frozenset[str]  # every test or panel named for the item (ruling 8)
    alternatives: tuple[tuple[Need, ...], ...]  # what satisfies it

    @cached_property
    def enter(self) -> tuple[str, ...]:
        """The tests whose result would satisfy the item, each once, in the catalogue's order."""
        return tuple(dict.fromkeys(need.test for alternative in self.alternatives for need in alternative))

    @cached_property
    def antibodies(self) -> tuple[str, ...]:
        """Those of the tests that are antiphospholipid antibodies, of which the course counts and not one result."""
        return tuple(filter(is_antiphospholipid, self.enter))

    @cached_property
    def outside_pregnancy(self) -> frozenset[str]:
        """The tests that say something of the item outside of a pregnancy only."""
        return frozenset(need.test for a in self.alternatives for need in a if need.outside_pregnancy)


@lru_cache
def matter_of(item: Item, tests: tuple[str, ...]) -> Matter:
    """The edition may speak of some of the item's tests only (ruling 26); without `tests` of all."""
    told = tuple(a for a in item.alternatives if not tests or all(need.test in tests for need in a))
    return Matter(item, frozenset(tests) or item.tests, told)


@dataclass(frozen=True)
class Line:
    """One row of an edition, with what it is about."""

    guideline: Guideline
    row: GuidelineItem
    matter: Matter

    @cached_property
    def order(self) -> tuple[str, ...]:
        """What one would order: the edition's preferred technique, else the first way to satisfy the item."""
        preferred = tuple(test for test in self.guideline.preferred_uterine if test in self.matter.enter)
        if preferred:
            return preferred[:1]
        return tuple(need.test for need in self.matter.alternatives[0]) if self.matter.alternatives else ()

    @cached_property
    def fixed(self) -> Mapping[str, object]:
        """The fields of a finding that are the same in every woman."""
        row, item = self.row, self.matter.item
        of_item = {"key": item.key, "label": item.label, "group": item.group, "subject": item.subject}
        names = ("strength", "quality", "citation", "verification", "notes", "timing", "technique", "local")
        of_row = {name: getattr(row, name) for name in names}
        return {**of_item, **of_row, "record": item.record, "enter": self.matter.enter, "order": self.order}

    @cached_property
    def by_results_alone(self) -> bool:
        """Whether nothing but her own results, orders and decisions (and drugs) can change what the row says."""
        row, item = self.row, self.matter.item
        return item.subject is Subject.PATIENT and not (row.trigger or row.cases or item.record)


@lru_cache
def lines_of(guideline: Guideline) -> tuple[Line, ...]:
    """Every row, in the order of the guideline's file."""
    return tuple(Line(guideline, row, matter_of(row.what, row.tests)) for row in guideline.items)
