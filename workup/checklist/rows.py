"""The rows of the record that concern one item: results (final) and open orders, of the right person or tissue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import InvestigationStatus
from workup.catalogue.items import Item, Need
from workup.checklist.facts import Facts, Investigation, Partner
from workup.checklist.ordering import chronological
from workup.guidelines.model import Guideline, GuidelineItem
from workup.interpretation.apl import AplReading, read_apl
from workup.interpretation.interference import pregnant_when_collected

OPEN = frozenset({InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED})


@dataclass(frozen=True)
class Day:
    """One woman on one day, for one edition; `facts` are those of the day."""

    facts: Facts
    on: date
    guideline: Guideline

    @cached_property
    def apl(self) -> AplReading:
        """Her antiphospholipid antibodies, read once for all items."""
        return read_apl(self.facts, self.on)

    @cached_property
    def by_test(self) -> Mapping[str, list[Investigation]]:
        """All rows of her record by test, so that an item looks at its own only."""
        found: dict[str, list[Investigation]] = {}
        for row in self.facts.investigations:
            found.setdefault(row.test, []).append(row)
        return found


@dataclass(frozen=True)
class Target:
    """One item of the edition and whom it concerns. `partner` None on a partner item: there is no partner on record."""

    day: Day
    row: GuidelineItem
    item: Item
    partner: Partner | None = None
    pregnancy: Pregnancy | None = None

    @property
    def facts(self) -> Facts:
        return self.day.facts

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def label(self) -> str | None:
        return self.partner.label if self.partner else None

    @property
    def number(self) -> int | None:
        return self.pregnancy.number if self.pregnancy else None

    @cached_property
    def alternatives(self) -> tuple[tuple[Need, ...], ...]:
        """What satisfies the item; the edition may speak of some of the tests only (ruling 26)."""
        wanted = self.row.tests
        return tuple(a for a in self.item.alternatives if not wanted or all(need.test in wanted for need in a))

    @cached_property
    def tests(self) -> frozenset[str]:
        """Every test or panel named for the item (ruling 8)."""
        return frozenset(self.row.tests) or self.item.tests

    @cached_property
    def rows(self) -> tuple[Investigation, ...]:
        """All rows of the item's tests for its subject, whatever their status."""
        named = (row for test in self.tests for row in self.day.by_test.get(test, ()))
        return tuple(filter(self._concerns, named))

    def _concerns(self, row: Investigation) -> bool:
        ours = row.subject is self.item.subject and row.partner == self.label and row.pregnancy == self.number
        return ours and not self._elsewhere(row)

    def _elsewhere(self, row: Investigation) -> bool:
        """Progesterone taken in pregnancy says nothing of the luteal phase and is no row of the item."""
        outside = any(need.test == row.test and need.outside_pregnancy for a in self.alternatives for need in a)
        return outside and pregnant_when_collected(row, self.facts, self.on) is True

    @cached_property
    def final(self) -> tuple[Investigation, ...]:
        """The results on record, oldest first, in an order that does not depend on how they were typed in."""
        return tuple(sorted((r for r in self.rows if r.status is InvestigationStatus.FINAL), key=chronological))

    @cached_property
    def open(self) -> tuple[Investigation, ...]:
        """What was ordered or collected and has no result yet."""
        return tuple(sorted((r for r in self.rows if r.status in OPEN), key=chronological))
