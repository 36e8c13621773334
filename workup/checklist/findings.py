"""What the checklist says: one finding per item and subject, and their counts. Words of interfaces.md, 2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.definitions import DefinitionResult
from patients.obstetrics.values import Subject
from workup.checklist.facts import Decision, Investigation
from workup.checklist.words import describe
from workup.guidelines.model import Category, Note, Verification
from workup.interpretation.reading import Reading


class Status(StrEnum):
    """Exactly one per finding; what each means is the table of interfaces.md, 2."""

    DONE = "done"
    PARTIAL = "partial"
    MISSING = "missing"
    ORDERED = "ordered"
    REPEAT_NOT_YET = "repeat_not_yet"
    REPEAT_DUE = "repeat_due"
    NOT_INTERPRETABLE = "not_interpretable"
    OPTIONAL = "optional"
    NOT_INDICATED = "not_indicated"
    CANNOT_TELL = "cannot_tell"
    NOT_RECOMMENDED = "not_recommended"
    DONE_NOT_RECOMMENDED = "done_not_recommended"
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"
    NOT_APPLICABLE = "not_applicable"
    DEFERRED = "deferred"
    NOT_RETRIEVABLE = "not_retrievable"


CLOSED = frozenset({Status.DECLINED, Status.ELSEWHERE, Status.NOT_APPLICABLE, Status.NOT_RETRIEVABLE})
REPEATS = frozenset({Status.REPEAT_NOT_YET, Status.REPEAT_DUE})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A result on record, as the laboratory reported it: `12 mIU/L (0.4-4.0)`.

    `source` is the result itself; None where it is not one (a condition, her height).
    """

    test: str
    collected_on: PartialDate | None
    text: str
    source: Investigation | None = None


def evidence_of(rows: Iterable[Investigation]) -> tuple[Evidence, ...]:
    """One line of evidence for each row."""
    return tuple(Evidence(row.test, row.collected_on, describe(row), row) for row in rows)


@dataclass(frozen=True)
class Finding:
    """One item applied to one subject on one day.

    `category` is the one that counts (COND for an unconfirmed row), `own_category` the document's. `trigger` is whether
    the row asks for it: true, false, None = a fact is missing. `enter` are the tests that can satisfy the item, `order`
    those that one would order, `record` is what of the record satisfies it (see the catalogue); `local` is the clinic's
    reason where the row is not the edition's own, else empty.
    """

    key: str
    label: str
    group: str
    subject: Subject
    partner: str | None
    pregnancy: int | None
    category: Category
    own_category: Category
    strength: str | None
    quality: str | None
    status: Status
    reading: Reading | None
    reason: str
    evidence: tuple[Evidence, ...]
    not_before: date | None
    due: date | None
    citation: str
    verification: Verification
    trigger: bool | None
    open_order: bool
    review_due: bool
    advice: tuple[str, ...]
    decision: Decision | None
    notes: tuple[Note, ...]
    timing: str | None
    technique: str | None
    enter: tuple[str, ...]
    order: tuple[str, ...]
    record: str = ""
    local: str = ""

    @classmethod
    def made(cls, fixed: Mapping[str, object], **found: object) -> Finding:
        """From what the row fixes and what was found in her: all fields, none of them twice.

        The same as the class called with them, which hands over thirty one by one, for every item of every edition.
        """
        finding = object.__new__(cls)
        finding.__dict__.update(fixed, **found)
        return finding

    @property
    def confirmed(self) -> bool:
        """False where the row of the guideline is remembered with doubt."""
        return self.verification is not Verification.RECALLED_LOW

    @property
    def asked(self) -> bool:
        """Counted in `completeness`: recommended or indicated, and the trigger is true."""
        wanted = self.category in {Category.REC, Category.IND} and self.trigger is True
        return wanted and self.status is not Status.CANNOT_TELL

    @property
    def identity(self) -> tuple[str, str | None, int | None]:
        """What stays the same from day to day: item, partner, pregnancy."""
        return self.key, self.partner, self.pregnancy


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the items asked for: done, closed and open. Never one reassuring number."""

    asked: int
    done: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """One edition applied to one woman on one day."""

    guideline: str
    on: date
    definition: DefinitionResult
    findings: tuple[Finding, ...]
    completeness: Completeness


def completeness_of(findings: tuple[Finding, ...]) -> Completeness:
    """Counts over the findings that are asked for."""
    asked = [finding.status for finding in findings if finding.asked]
    done = sum(status is Status.DONE for status in asked)
    closed = sum(status in CLOSED for status in asked)
    return Completeness(len(asked), done, closed, len(asked) - done - closed)
