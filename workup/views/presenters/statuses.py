"""Every word beside a status: the table of interfaces.md, 2, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patients.obstetrics.dates import in_words
from workup.checklist.findings import Finding, Status
from workup.guidelines import Category, Verification

# What needs somebody, most urgent first.
TO_DO = (
    Status.MISSING,
    Status.REPEAT_DUE,
    Status.NOT_INTERPRETABLE,
    Status.PARTIAL,
    Status.CANNOT_TELL,
    Status.ORDERED,
    Status.REPEAT_NOT_YET,
)
CLOSED_BY_DECISION = (Status.DECLINED, Status.ELSEWHERE, Status.NOT_APPLICABLE, Status.DEFERRED)
QUIET = frozenset(
    {
        Status.OPTIONAL,
        Status.NOT_INDICATED,
        Status.NOT_RECOMMENDED,
        Status.DONE_NOT_RECOMMENDED,
        Status.NOT_RETRIEVABLE,
    }
)
_ORDER = (*TO_DO, Status.DEFERRED, Status.DONE, *CLOSED_BY_DECISION[:3], Status.OPTIONAL, Status.NOT_RETRIEVABLE,
          Status.DONE_NOT_RECOMMENDED, Status.NOT_INDICATED, Status.NOT_RECOMMENDED)  # fmt: skip
RANK = {status: rank for rank, status in enumerate(_ORDER)}

WORDS: dict[Status, str] = {
    Status.DONE: "Done",
    Status.PARTIAL: "Partial",
    Status.MISSING: "Missing",
    Status.ORDERED: "Ordered",
    Status.REPEAT_NOT_YET: "Repeat later",
    Status.REPEAT_DUE: "Repeat due",
    Status.NOT_INTERPRETABLE: "Cannot be read",
    Status.OPTIONAL: "Optional",
    Status.NOT_INDICATED: "Not indicated",
    Status.CANNOT_TELL: "Cannot tell",
    Status.NOT_RECOMMENDED: "Not recommended",
    Status.DONE_NOT_RECOMMENDED: "Done, not advised",
    Status.DECLINED: "Declined",
    Status.ELSEWHERE: "Elsewhere",
    Status.NOT_APPLICABLE: "Not applicable",
    Status.DEFERRED: "Deferred",
    Status.NOT_RETRIEVABLE: "Not retrievable",
}
# A clinic that does not use an item does not speak for the guideline.
_NOT_USED = {Status.NOT_RECOMMENDED: "Not used here", Status.DONE_NOT_RECOMMENDED: "Done, not used here"}
READINGS = {"normal": "normal", "abnormal": "abnormal", "not_read": "not read"}
MEANINGS: dict[Status, str] = {
    Status.PARTIAL: "Some of what it needs is there; the reason says what is missing.",
    Status.MISSING: "Asked for now, and nothing is on record.",
    Status.ORDERED: "Requested or collected, no result yet.",
    Status.REPEAT_NOT_YET: "Must be repeated; the first day on which a repeat counts is still ahead.",
    Status.REPEAT_DUE: "Must be repeated, and that day has come.",
    Status.NOT_INTERPRETABLE: "Taken when it says nothing; the reason says why.",
    Status.CANNOT_TELL: "A fact that decides is not recorded; it is named.",
    Status.OPTIONAL: "May be considered; nothing is on record.",
    Status.NOT_INDICATED: "Asked for only with a reason that she does not have.",
    Status.NOT_RECOMMENDED: "Advised against, or research only; nothing is on record.",
    Status.DONE_NOT_RECOMMENDED: "Not advised, or not asked for, yet a result is on record.",
    Status.DECLINED: "She said no; with reason, name and date.",
    Status.ELSEWHERE: "Done or followed elsewhere; with reason, name and date.",
    Status.NOT_APPLICABLE: "A clinician's word; with reason, name and date.",
    Status.DEFERRED: "Put off until its review date; with reason, name and date.",
    Status.NOT_RETRIEVABLE: "Tissue of a past loss that was not collected.",
}
READING_MEANINGS = {
    "normal": "A valid result on record satisfies the item; the evidence is named.",
    "abnormal": "The same, and the result is abnormal.",
    "not_read": "The same; nobody has read it as normal or abnormal.",
}
VERIFICATION: dict[Verification, str] = {
    Verification.SEEN: "read in the original",
    Verification.SEEN_SECONDARY: "read elsewhere",
    Verification.RECALLED: "recalled",
    Verification.RECALLED_LOW: "row not confirmed",
}
GROUPS = {
    "antiphospholipid": "Antiphospholipid antibodies",
    "thrombophilia": "Inherited thrombophilia",
    "immunology": "Immunology",
    "thyroid": "Thyroid",
    "endocrine": "Hormones and metabolism",
    "uterus": "Uterus",
    "genetics": "Genetics",
    "infection": "Infection",
    "male": "Male partner",
    "blood": "Blood group and blood count",
    "person": "Lifestyle, family, support",
}
_QUALITY = {"Q1": "very low", "Q2": "low", "Q3": "moderate", "Q4": "high"}


@dataclass(frozen=True, slots=True)
class Chip:
    """What `{% chip %}` takes: the status, its word, and the reading that belongs to `done`."""

    status: str
    word: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How sure the document is: `marks` of four, and the same in words."""

    marks: str
    words: str


def chip_of(finding: Finding, on: date) -> Chip:
    """The finding's status in one or two words; a date in it has its year when that is another one."""
    word = WORDS[finding.status]
    if finding.status is Status.DONE:
        word = f"Done, {_reading_word(finding)}"
    elif finding.status is Status.REPEAT_NOT_YET and finding.not_before is not None:
        word = f"Repeat from {short_day(finding.not_before, on)}"
    elif finding.status is Status.DEFERRED and finding.due is not None:
        word = f"Deferred to {short_day(finding.due, on)}"
    elif finding.local and finding.status in _NOT_USED:
        word = _NOT_USED[finding.status]
    elif finding.status is Status.DONE_NOT_RECOMMENDED and not_asked_for(finding):
        word = "Done, not asked for"
    reading = (finding.reading or "not_read") if finding.status is Status.DONE else None
    return Chip(finding.status, word, reading)


def _reading_word(finding: Finding) -> str:
    """What is only recorded (her height, that support was offered) has nothing to read."""
    recorded = finding.reading == "not_read" and all(line.source is None for line in finding.evidence)
    return "recorded" if recorded else READINGS[finding.reading or "not_read"]


def not_asked_for(finding: Finding) -> bool:
    """Only the trigger is false; the guideline does not advise against it."""
    return finding.category not in {Category.RES, Category.NOT}


def short_day(day: date, on: date) -> str:
    """`3 Apr`, `3 Apr 2027` when the year is not the current one."""
    return in_words(day) if day.year != on.year else in_words(day).rsplit(" ", 1)[0]


def grade_of(quality: str | None) -> Grade | None:
    """Quality of evidence Q1 to Q4 as four rings; None when the document gives none."""
    if quality not in _QUALITY:
        return None
    level = int(quality[1])
    return Grade("⊕" * level + "○" * (4 - level), f"{_QUALITY[quality]} quality of evidence")


def group_words(group: str) -> str:
    """The heading of a group of items."""
    return GROUPS.get(group, group.replace("_", " ").capitalize())
