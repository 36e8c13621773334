"""A clinician's recorded word on an item, and whether it is in force: interfaces.md, 2a.6; rulings.md, 18."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patients.obstetrics.dates import in_words
from patients.obstetrics.remembering import remembered
from patients.obstetrics.values import DecisionKind
from workup.checklist.facts import Decision, Investigation
from workup.checklist.ordering import latest_day
from workup.checklist.rows import Target

_WORDS: dict[DecisionKind, str] = {
    DecisionKind.DECLINED: "declined",
    DecisionKind.ELSEWHERE: "done or followed elsewhere",
    DecisionKind.NOT_APPLICABLE: "not applicable",
    DecisionKind.DEFERRED: "deferred",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest decision that nothing newer has overtaken: in force, unless it is a deferral that ran out."""

    decision: Decision | None = None
    review_due: bool = False


@remembered
def standing(target: Target) -> Standing:
    """The decision that speaks for this item today. Of several on one day the last recorded one."""
    ours = [d for d in target.facts.decisions if _concerns(d, target)]
    if not ours:
        return Standing()
    latest = max(enumerate(ours), key=lambda place: (place[1].decided_on, place[0]))[1]
    if any(day > latest.decided_on for day in _newer(target)):
        return Standing()
    review_due = latest.kind is DecisionKind.DEFERRED and latest.review_on is not None and latest.review_on <= target.on
    return Standing(latest, review_due)


def _concerns(decision: Decision, target: Target) -> bool:
    same = decision.item == target.item.key
    return same and decision.partner == target.label and decision.pregnancy == target.number


def _newer(target: Target) -> list[date]:
    """The days of results and of orders; a row without a date ends no decision."""
    days = [latest_day(row) for row in target.final] + [_order_day(row) for row in target.open]
    return [day for day in days if day is not None]


def _order_day(row: Investigation) -> date | None:
    """The later of order and collection."""
    return max((day for day in (row.ordered_on, latest_day(row)) if day is not None), default=None)


def decision_words(decision: Decision) -> str:
    """`declined: wants no more tests (Dr A. Ferreira, 9 Jan 2026; review on 9 Apr 2026)`."""
    said = ", ".join(part for part in (decision.by, in_words(decision.decided_on)) if part)
    review = f"; review on {in_words(decision.review_on)}" if decision.review_on else ""
    return f"{_WORDS[decision.kind]}: {decision.reason} ({said}{review})"
