"""The rows of the record that concern one item: results (final) and open orders, of the right person or tissue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.values import InvestigationStatus, Subject
from workup.catalogue.items import Item, Need
from workup.checklist.answers import Answer
from workup.checklist.as_of import current_partners, facts_on
from workup.checklist.facts import Facts, Investigation, Partner
from workup.checklist.lines import Matter
from workup.checklist.ordering import chronological
from workup.checklist.tissue import tissue_losses
from workup.interpretation.apl import AplReading, read_apl
from workup.interpretation.interference import Readability, pregnant_when_collected, readability

THYROID_ITEMS = frozenset({"tsh", "tpo", "free_t4"})  # their reason names thyroid drugs
FINAL = frozenset({InvestigationStatus.FINAL})
OPEN = frozenset({InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED})


@dataclass(frozen=True)
class Day:
    """One woman on one day; `facts` are those of the day. What several items or editions look at is worked out once.

    `answers`: those already given, by predicate, edition, partner and pregnancy.
    """

    facts: Facts
    on: date
    answers: dict[tuple[str, str, int, int], Answer] = field(default_factory=dict)
    _read: dict[int, Readability] = field(default_factory=dict)
    _targets: dict[tuple[Matter, int, int], Target] = field(default_factory=dict)

    @cached_property
    def apl(self) -> AplReading:
        """Her antiphospholipid antibodies."""
        return read_apl(self.facts, self.on)

    @cached_property
    def by_test(self) -> Mapping[str, list[Investigation]]:
        """All rows of her record by test, in the order of their days, so that an item looks at its own only."""
        found: dict[str, list[Investigation]] = {}
        for row in self.facts.investigations:
            found.setdefault(row.test, []).append(row)
        return found

    @cached_property
    def decided(self) -> frozenset[str]:
        """The items on which a clinician has ever decided."""
        return frozenset(decision.item for decision in self.facts.decisions)

    def touches(self, matter: Matter) -> bool:
        """Whether a row, a decision or a drug of her record may concern an item; a false alarm only costs time."""
        if not matter.tests.isdisjoint(self.by_test) or matter.item.key in self.decided:
            return True
        return bool(self.facts.medications) and matter.item.key in THYROID_ITEMS

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """The partners of the day."""
        return current_partners(self.facts, self.on)

    @cached_property
    def losses(self) -> tuple[Pregnancy, ...]:
        """The pregnancies that have a tissue item."""
        return tissue_losses(self.facts)

    def targets(self, matter: Matter) -> Iterable[Target]:
        """An item of a partner once for each, of tissue once for each loss; of a woman alone it names no partner."""
        subject = matter.item.subject
        if subject is Subject.PARTNER:
            return (self._target(matter, partner=partner) for partner in self.partners or (None,))
        if subject is Subject.TISSUE:
            return (self._target(matter, pregnancy=pregnancy) for pregnancy in self.losses)
        return (self._target(matter),)

    def _target(self, matter: Matter, partner: Partner | None = None, pregnancy: Pregnancy | None = None) -> Target:
        """The same for every edition."""
        key = matter, id(partner), id(pregnancy)  # they live as long as the day
        known = self._targets.get(key)
        if known is None:
            known = self._targets[key] = Target(self, matter, partner, pregnancy)
        return known

    def readability(self, row: Investigation) -> Readability:
        """Whether a result of her record can be read; it lives as long as the day, so that its place names it."""
        if id(row) not in self._read:
            self._read[id(row)] = readability(row, self.facts, self.on)
        return self._read[id(row)]


def day_of(facts: Facts, on: date) -> Day:
    """Her record as it was on that day; whoever looks at several editions looks at one day."""
    return Day(facts_on(facts, on), on)


@dataclass(frozen=True, eq=False)
class Target:
    """One item and whom it concerns. `partner` None on a partner item: there is no partner on record."""

    day: Day
    matter: Matter
    partner: Partner | None = None
    pregnancy: Pregnancy | None = None

    @property
    def item(self) -> Item:
        return self.matter.item

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

    @property
    def alternatives(self) -> tuple[tuple[Need, ...], ...]:
        return self.matter.alternatives

    @cached_property
    def rows(self) -> tuple[Investigation, ...]:
        """All rows of the item's tests for its subject, whatever their status."""
        by_test, tests = self.day.by_test, self.matter.tests
        if tests.isdisjoint(by_test):
            return ()
        return tuple(filter(self._concerns, (row for test in tests for row in by_test.get(test, ()))))

    def _concerns(self, row: Investigation) -> bool:
        ours = row.subject is self.item.subject and row.partner == self.label and row.pregnancy == self.number
        return ours and not self._elsewhere(row)

    def _elsewhere(self, row: Investigation) -> bool:
        """Progesterone taken in pregnancy says nothing of the luteal phase and is no row of the item."""
        outside = row.test in self.matter.outside_pregnancy
        return outside and pregnant_when_collected(row, self.facts, self.on) is True

    @cached_property
    def final(self) -> tuple[Investigation, ...]:
        """The results on record, oldest first, in an order that does not depend on how they were typed in."""
        return self._in_order(FINAL)

    @cached_property
    def open(self) -> tuple[Investigation, ...]:
        """What was ordered or collected and has no result yet."""
        return self._in_order(OPEN)

    def _in_order(self, statuses: frozenset[InvestigationStatus]) -> tuple[Investigation, ...]:
        found = [row for row in self.rows if row.status in statuses]
        return tuple(sorted(found, key=chronological) if len(found) > 1 else found)
