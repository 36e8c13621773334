"""PHQ-9, GAD-7 and EPDS: ranges, bands, when a total is positive, and the self-harm item. domain-logic.md, 12.

Totals only: no text of any item is in this program. Screening is not diagnosis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from patients.obstetrics.interpreted import Interpretation, Mark
from patients.obstetrics.values import InvestigationStatus
from workup.checklist.facts import Facts, Investigation

SCREENING = "screening is not a diagnosis"
EPDS_CITATION = "EPDS: Cox, Holden, Sagovsky 1987, copyright Royal College of Psychiatrists"
_NO_DOCUMENT = "general knowledge, no document on file"


@dataclass(frozen=True, slots=True)
class Band:
    """Up to `last`, included."""

    last: int
    words: str


@dataclass(frozen=True, slots=True)
class Cut:
    """From `least` on, by one source."""

    least: int
    words: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A total from 0 to `most`; `item` is the number of its self-harm item, None without one."""

    name: str
    most: int
    bands: tuple[Band, ...]
    bands_source: str
    cuts: tuple[Cut, ...]
    item: int | None = None
    citation: str = ""


QUESTIONNAIRES: Mapping[str, Questionnaire] = {
    "phq9": Questionnaire(
        "PHQ-9", 27,
        (Band(4, "minimal"), Band(9, "mild"), Band(14, "moderate"), Band(19, "moderately severe"), Band(27, "severe")),
        "PHQ-9 bands, as read on wikimsk.org",
        (Cut(10, "positive screen (10 or more)", "PHQ-9 cut point; NHS above 9 (mpft.nhs.uk)", Mark.SEEN),),
        item=9,
    ),
    "gad7": Questionnaire(
        "GAD-7", 21,
        (Band(4, "0 to 4"), Band(9, "5 to 9"), Band(14, "10 to 14"), Band(21, "15 to 21")),
        "GAD-7 cut points 5, 10, 15 (Babayi)",
        (
            Cut(8, "positive by the NHS (above 7)", "mpft.nhs.uk", Mark.SEEN),
            Cut(10, "positive screen (10 or more)", "GAD-7 cut point (Babayi)", Mark.SEEN),
        ),
    ),
    "epds": Questionnaire(
        "EPDS", 30, (), "",
        (
            Cut(10, "possible (10 or more)", EPDS_CITATION, Mark.RECALLED),
            Cut(13, "likely (13 or more)", EPDS_CITATION, Mark.RECALLED),
        ),
        item=10, citation=EPDS_CITATION,
    ),
}  # fmt: skip


def total_fault(test: str, number: Decimal | None) -> str:
    """Why a total cannot be one of this questionnaire; empty when it can, or when the test is none."""
    of = QUESTIONNAIRES.get(test)
    if of is None:
        return ""
    if number is None or number != number.to_integral_value() or not 0 <= number <= of.most:
        return f"A {of.name} total is a whole number from 0 to {of.most}; with unanswered items there is no total."
    return ""


def item_label(test: str) -> str:
    """`item 9 (self-harm), 0 to 3`."""
    return f"item {QUESTIONNAIRES[test].item} (self-harm), 0 to 3"


def read_questionnaire(one: Investigation, facts: Facts, on: date) -> tuple[Interpretation, ...]:
    """What is shown beside a total: the self-harm item first, whatever the total."""
    of = QUESTIONNAIRES.get(one.test)
    if of is None or one.status is not InvestigationStatus.FINAL:
        return ()
    flag = self_harm_flag(one)
    return (*(() if flag is None else (flag,)), *_item_missing(of, one), *_total(of, one))


def self_harm_flag(one: Investigation) -> Interpretation | None:
    """The self-harm item scored 1 or more: flagged whatever the total."""
    of = QUESTIONNAIRES.get(one.test)
    if of is None or of.item is None or one.self_harm_item is None or one.self_harm_item < 1:
        return None
    words = f"item {of.item} (self-harm) is {one.self_harm_item}, not 0: flagged whatever the total"
    return Interpretation(f"{of.name}, self-harm item", words, of.citation or _NO_DOCUMENT, Mark.RECALLED, acts=True)


def flagged(facts: Facts) -> tuple[Investigation, ...]:
    """The questionnaires whose newest answer to the self-harm item is not 0, hers and each partner's, newest first.

    A later one without the item does not answer it; on one day the higher score stands.
    """
    answered = [
        i for i in facts.investigations if i.self_harm_item is not None and i.status is InvestigationStatus.FINAL
    ]
    newest: dict[tuple[str, str | None], Investigation] = {}
    for one in sorted(answered, key=lambda i: (_latest(i), i.self_harm_item)):
        newest[one.test, one.partner] = one
    return tuple(sorted((i for i in newest.values() if self_harm_flag(i) is not None), key=_latest, reverse=True))


def _latest(one: Investigation) -> date:
    """One without a day is never overtaken."""
    return date.max if one.collected_on is None else one.collected_on.latest


def _item_missing(of: Questionnaire, one: Investigation) -> tuple[Interpretation, ...]:
    """Not recorded is not 0; a total of 0 says that every item is 0."""
    if of.item is None or one.self_harm_item is not None or one.number == 0:
        return ()
    words = f"item {of.item} (self-harm) is not recorded: a total alone does not answer it"
    source = of.citation or _NO_DOCUMENT
    return (Interpretation(f"{of.name}, self-harm item", words, source, Mark.RECALLED, acts=True),)


def _total(of: Questionnaire, one: Investigation) -> tuple[Interpretation, ...]:
    if one.number is None or one.comparator is not None or total_fault(one.test, one.number):
        return ()
    total = int(one.number)
    said = [_said(of, f"{total} of {of.most}: {band.words}", of.bands_source, Mark.SEEN) for band in _band(of, total)]
    reached = [cut for cut in of.cuts if total >= cut.least]
    said += [_said(of, f"{cut.words}; {SCREENING}", cut.source, cut.mark, acts=True) for cut in reached]
    if not said:
        lowest = of.cuts[0]
        said = [_said(of, f"{total} of {of.most}: below {lowest.least}; {SCREENING}", of.citation, lowest.mark)]
    return tuple(said)


def _band(of: Questionnaire, total: int) -> tuple[Band, ...]:
    return tuple(band for band in of.bands if total <= band.last)[:1]


def _said(of: Questionnaire, words: str, source: str, mark: Mark, *, acts: bool = False) -> Interpretation:
    return Interpretation(f"{of.name} total", words, source, mark, acts)
