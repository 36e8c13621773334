"""One edition of a guideline in words that a clinician reads: the same for the page in the app and for docs/guidelines.

Pure: an edition in, words out. What only a clinic knows (who signed it off) is added by the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patients.obstetrics.bodies import DEFINITIONS, Definition
from patients.obstetrics.dates import in_words
from workup.catalogue.items import items
from workup.checklist.predicate_words import asks
from workup.checklist.words import joined, test_label
from workup.guidelines import Category, Guideline, GuidelineItem, load_all
from workup.guidelines.local import CHOICES
from workup.views.presenters.definitions import short_name
from workup.views.presenters.findings import strength_words
from workup.views.presenters.statuses import VERIFICATION, grade_of, group_words

Lines = tuple[tuple[str, str], ...]  # label and words; none is empty
_WHO = {"tissue": "tissue of a pregnancy", "patient": "woman"}
_SUB_REASONS = {"insufficient_evidence": "the evidence does not suffice to recommend it"}


@dataclass(frozen=True, slots=True)
class Said:
    """A note or a remark: what it is about, its words, and where they stand."""

    topic: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item of the edition."""

    key: str
    label: str
    category: str
    confirmed: bool
    local: bool
    lines: Lines
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Items that belong together."""

    key: str
    title: str
    items: tuple[ItemPage, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic of the original that was not read, and the items that are shown as not read for it."""

    text: str
    items: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """Everything that an edition says."""

    key: str
    name: str
    title: str
    draft: bool
    about: Lines
    definition: Lines
    gaps: tuple[Gap, ...]
    groups: tuple[GroupPage, ...]
    remarks: tuple[Said, ...]
    revisions: Lines

    @property
    def count(self) -> int:
        """How many items it has."""
        return sum(len(group.items) for group in self.groups)


def edition_page(guideline: Guideline) -> EditionPage:
    """The whole edition in words, as it is given: a clinic's local rows are marked."""
    return EditionPage(
        key=guideline.key,
        name=short_name(guideline),
        title=guideline.title,
        draft=guideline.draft,
        about=_about(guideline),
        definition=definition_lines(DEFINITIONS[guideline.definition]),
        gaps=tuple(_gap(guideline, gap) for gap in guideline.gaps),
        groups=tuple(_groups(guideline)),
        remarks=tuple(
            Said(r.topic, r.text, f"{r.citation}; {VERIFICATION[r.verification]}") for r in guideline.remarks
        ),
        revisions=tuple((f"Revision {r.number}, {in_words(r.dated)}", r.note) for r in guideline.revisions),
    )


def definitions_only() -> tuple[Definition, ...]:
    """The bodies of which the definition alone is on file."""
    editions = {guideline.definition for guideline in load_all().values()}
    return tuple(definition for name, definition in DEFINITIONS.items() if name not in editions)


def _filled(*lines: tuple[str, str | None]) -> Lines:
    return tuple((label, words) for label, words in lines if words)


def _about(guideline: Guideline) -> Lines:
    return _filled(
        ("Body", guideline.body),
        ("Edition", guideline.edition),
        ("Year", str(guideline.year) if guideline.year is not None else "not confirmed"),
        ("Document", guideline.identifier),
        ("State", "draft, not verified: no row of it was read in the original" if guideline.draft else ""),
        ("Preferred examination of the uterus", joined(map(test_label, guideline.preferred_uterine))),
    )


def definition_lines(definition: Definition) -> Lines:
    """What a body calls recurrent pregnancy loss, part by part."""
    partner = {True: "yes", False: "not needed", None: "the guideline does not say; partners are not told apart"}
    early = definition.early_workup_from
    late = definition.second_trimester_loss_in_scope
    return _filled(
        ("In words", definition.title),
        ("Number of losses", f"{definition.required} or more"),
        ("In a row", "yes" if definition.consecutive else "not needed"),
        ("With the same partner", partner[definition.same_partner]),
        ("Which gestation counts", definition.ceiling),
        ("Losses that nobody saw on a scan", definition.non_visualised),
        ("Also in scope", "one second-trimester loss" if late else ""),
        ("Earlier workup", f"from {early} losses, with a reason that a clinician records" if early else ""),
        ("Workup may start", definition.workup_may_start),
        ("Source", definition.source),
    )


def _gap(guideline: Guideline, gap: str) -> Gap:
    found = next((one for one in guideline.gap_items if one.gap == gap), None)
    if found is None:
        return Gap(gap, "")
    return Gap(gap, "every item without a row" if found.rest else joined(items()[key].label for key in found.items))


def _groups(guideline: Guideline) -> Iterable[GroupPage]:
    for key in dict.fromkeys(row.what.group for row in guideline.items):
        rows = (_item(row) for row in guideline.items if row.what.group == key)
        yield GroupPage(key, group_words(key), tuple(rows))


def _item(row: GuidelineItem) -> ItemPage:
    notes = tuple(Said("", note.text, f"{note.citation}; {VERIFICATION[note.verification]}") for note in row.notes)
    label = f"{row.what.label} (local)" if row.local else row.what.label
    return ItemPage(row.item, label, _category(row), row.confirmed, bool(row.local), _lines(row), notes)


def _category(row: GuidelineItem) -> str:
    return CHOICES[row.category].capitalize() if row.local else row.category.words.capitalize()


def _lines(row: GuidelineItem) -> Lines:
    if row.local:
        return _filled(
            ("Category", _category(row)),
            ("Why here", row.local),
            ("The edition itself", row.edition_says or "has no row for it"),
            ("Source", row.citation),
        )
    return _filled(
        ("Category", category_in_words(row)),
        ("Asked for", f"when {asks(row.trigger)}" if row.trigger else ""),
        ("Strength", strength_words(row.strength)),
        ("Quality", _quality(row.quality)),
        ("Because", _SUB_REASONS.get(row.sub_reason, row.sub_reason) if row.sub_reason else ""),
        ("Who", _WHO.get(row.who, row.who)),
        ("Tests", joined(map(test_label, row.tests)) if row.tests else ""),
        ("Timing", row.timing),
        ("Preferred technique", row.technique),
        ("Source", row.citation),
        ("Verified", VERIFICATION[row.verification]),
    )


def category_in_words(row: GuidelineItem) -> str:
    """Its cases in order, then what holds otherwise; a row that is not confirmed says how it counts."""
    cases = "; ".join(f"{case.category.words} when {asks(case.when)}" for case in row.cases)
    said = f"{cases}; otherwise {row.category.words}" if cases else row.category.words
    doubt = not row.confirmed and row.category is not Category.COND
    counts = f" (counts as {Category.COND.words} until the row is confirmed)" if doubt else ""
    return f"{said[0].upper()}{said[1:]}{counts}"


def _quality(quality: str | None) -> str:
    grade = grade_of(quality)
    return f"{quality}, {grade.words}" if grade else quality or ""
