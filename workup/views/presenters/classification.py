"""The classification criteria of antiphospholipid syndrome as the page shows them: folded, every input in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workup.checklist.facts import Facts
from workup.interpretation.classification import classify
from workup.interpretation.criteria import Classification, Input, Points

_ANSWERS = {True: ("i-check", "Met"), False: ("i-dash", "Not met"), None: ("s-cannot_tell", "Cannot tell")}
NEEDED = "at least 3 needed"


@dataclass(frozen=True, slots=True)
class Answer:
    """An icon and its word."""

    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One input: the facts that were used, what is not recorded, its points."""

    name: str
    answer: Answer
    told: str
    missing: str
    points: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """One set of criteria; `totals` only where points are counted."""

    key: str
    name: str
    answer: Answer
    source: str
    inputs: tuple[Criterion, ...]
    totals: tuple[str, ...]
    remarks: tuple[str, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Block:
    """Both sets under one line."""

    summary: str
    criteria: tuple[Criteria, ...]


def block_of(facts: Facts, on: date) -> Block:
    """By facts as they were on the day `on`."""
    found = classify(facts, on)
    return Block(found.summary, tuple(_criteria(one) for one in found.both))


def _criteria(one: Classification) -> Criteria:
    return Criteria(
        key="".join(letter for letter in one.name.lower() if letter.isalnum()),
        name=one.name,
        answer=Answer(*_ANSWERS[one.met]),
        source=f"{one.source}; {one.mark.words}",
        inputs=tuple(_criterion(given) for given in one.inputs),
        totals=_totals(one),
        remarks=one.remarks,
        missing="; ".join(one.missing),
    )


def _criterion(given: Input) -> Criterion:
    found = given.finding
    return Criterion(
        given.name,
        Answer(*_ANSWERS[found.met]),
        "; ".join(found.told),
        "; ".join(dict.fromkeys(found.missing)),
        given.points_words,
    )


def _totals(one: Classification) -> tuple[str, ...]:
    if one.clinical is None or one.laboratory is None:
        return ()
    return (f"Clinical: {_points(one.clinical)}, {NEEDED}", f"Laboratory: {_points(one.laboratory)}, {NEEDED}")


def _points(points: Points) -> str:
    low, high = points
    return f"{low if low == high else f'{low} to {high}'} point{'' if low == high == 1 else 's'}"
