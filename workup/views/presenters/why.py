"""What an item of the checklist rests on, part by part: the answer to “Why?” beside a finding.

Pure: the findings and the edition in, words out; nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from workup.catalogue.items import Item, Need
from workup.checklist.findings import Finding
from workup.checklist.predicate_words import asks
from workup.checklist.words import joined, test_label
from workup.guidelines import Guideline, GuidelineItem
from workup.guidelines.local import CHOICES
from workup.views.presenters.definitions import short_name
from workup.views.presenters.findings import Row

Lines = tuple[tuple[str, str], ...]  # label and words; none is empty
_TRIGGER = {True: "in her that is so", False: "in her that is not so", None: "in her that cannot be told yet"}
_REPEAT = {"antiphospholipid": "; after a positive one, a repeat that counts as well"}
_RECORDED = {
    "lifestyle": "height, weight, smoking and alcohol on record",
    "family_history": "the answers about her family, and a present partner's, on record",
    "blood_group": "ABO group and RhD on record",
    "support": "support offered to her, on record",
}


def explained(findings: Iterable[Finding], rows: Iterable[Row], guideline: Guideline) -> list[Row]:
    """The rows of the page, each with what it rests on."""
    pairs = zip(findings, rows, strict=True)
    return [replace(row, why=tuple(why_of(finding, row, guideline))) for finding, row in pairs]


def why_of(finding: Finding, row: Row, guideline: Guideline) -> Iterator[tuple[str, str]]:
    """When it is asked for, what of her record decided, what satisfies it, and where that stands and how firmly."""
    own = guideline.item(finding.key)
    yield "Asked for", _asked(finding, own)
    yield "In her record", "; ".join((finding.reason.rstrip("."), *(line.words for line in row.evidence)))
    yield "What satisfies it", satisfied_by(own.what, frozenset(own.tests))
    yield "Where it stands", _source(row, own, guideline)


def _asked(finding: Finding, own: GuidelineItem) -> str:
    if own.local:
        return f"{CHOICES[own.category]}: {own.local}"
    cases = [f"{case.category.words} when {asks(case.when)}" for case in own.cases]
    words = "; ".join((*cases, f"otherwise {own.category.words}" if cases else own.category.words))
    if own.trigger is None:
        return words
    return f"{words}; when {asks(own.trigger)}: {_TRIGGER[finding.trigger]}"


@lru_cache(maxsize=1024)
def satisfied_by(item: Item, only: frozenset[str] = frozenset()) -> str:
    """The results, or the facts of the record, that satisfy the item; `only`: the tests that the row speaks of."""
    ways = tuple(dict.fromkeys(_way(way) for way in item.alternatives if _spoken_of(way, only)))
    recorded = _RECORDED.get(item.record, "")
    if not ways:
        return f"{recorded[:1].upper()}{recorded[1:]}"
    results = f"A valid result of {'; or of '.join(ways)}"
    return f"{results}{_REPEAT.get(item.group, '')}{'; or ' if recorded else ''}{recorded}"


def _spoken_of(way: tuple[Need, ...], only: frozenset[str]) -> bool:
    return not only or all(need.test in only for need in way)


def _way(way: tuple[Need, ...]) -> str:
    return joined(_need(need) for need in way)


def _need(need: Need) -> str:
    word = f" reported as {str(need.word).replace('_', ' ')}" if need.word else ""
    outside = ", taken outside of pregnancy" if need.outside_pregnancy else ""
    return f"{test_label(need.test)}{word}{outside}"


def _source(row: Row, own: GuidelineItem, guideline: Guideline) -> str:
    if own.local:
        return f"{row.citation}; the edition itself: {own.edition_says or 'no row for it'}"
    edition = f"{short_name(guideline)}, {guideline.edition_in_words}, revision {guideline.revision.number}"
    grade = row.grade.words if row.grade else ""
    return "; ".join(part for part in (edition, row.strength, grade, row.citation, row.verification) if part)
