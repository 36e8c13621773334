"""The checklist as the page shows it: every finding with its reason, evidence, basis and actions; and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from patients.obstetrics.values import ConditionCode, Subject
from workup.checklist.conditions import in_words
from workup.checklist.findings import CLOSED, Checklist, Evidence, Finding, Status
from workup.checklist.words import test_label
from workup.guidelines.local import CHOICES
from workup.views.presenters.actions import Action, Actions
from workup.views.presenters.classification import Block
from workup.views.presenters.statuses import (
    QUIET,
    RANK,
    READINGS,
    TO_DO,
    VERIFICATION,
    WORDS,
    Chip,
    Grade,
    chip_of,
    grade_of,
    group_words,
)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A result that satisfies an item, and the part of the page where it stands."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A further row of the guideline on the item, with its own citation and mark."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a finding rests on: the guideline's category and grade, where it says so, and how far that is confirmed."""

    category: str
    strength: str
    citation: str
    verification: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding, ready to be shown."""

    item: str
    anchor: str
    chip: Chip
    label: str
    reason: str
    evidence: tuple[EvidenceLine, ...]
    category: str
    strength: str
    grade: Grade | None
    citation: str
    verification: str
    confirmed: bool
    local: bool
    remarks: tuple[Remark, ...]
    actions: tuple[Action, ...]
    quiet: bool
    to_do: bool
    status: Status
    why: tuple[tuple[str, str], ...] = ()  # see why.py


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that belong together; `counts` speaks of those asked for. `classification`: of the antibodies' group."""

    key: str
    title: str
    counts: str
    note: str
    rows: tuple[Row, ...]
    classification: Block | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """One state with the name of every item in it."""

    chip: Chip
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What is open, by name, and how many are in every other state."""

    tally: tuple[tuple[int, str], ...]
    open: tuple[Names, ...]
    rest: tuple[tuple[Chip, int], ...]


def anchor_of(finding: Finding) -> str:
    """Where the finding stands on the page."""
    of = "" if finding.pregnancy is None else f"-{finding.pregnancy}"
    whose = "" if finding.partner is None else "-" + "".join(f"{ord(c):x}" for c in finding.partner)
    return f"item-{finding.key}{of}{whose}"


def label_of(finding: Finding) -> str:
    """The item, and whose: `Tissue genetics, pregnancy 3`, `Parental karyotype, partner (P1)`, `Vitamin D (local)`."""
    label = f"{finding.label} (local)" if finding.local else finding.label
    if finding.pregnancy is not None:
        return f"{label}, pregnancy {finding.pregnancy}"
    if finding.partner is not None:
        return f"{label} ({finding.partner})"
    return label


def rows_of(checklist: Checklist, actions: Actions, anchors: dict[int, str]) -> list[Row]:
    """Every finding of the checklist. `anchors`: where each result (by identity) stands on the page."""
    return [_row(finding, checklist.on, actions, anchors) for finding in checklist.findings]


def _row(finding: Finding, on: date, actions: Actions, anchors: dict[int, str]) -> Row:
    anchor, basis = anchor_of(finding), basis_of(finding)
    return Row(
        item=finding.key,
        anchor=anchor,
        chip=chip_of(finding, on),
        label=label_of(finding),
        reason=finding.reason,
        evidence=tuple(_evidence(line, anchors) for line in finding.evidence),
        category=basis.category,
        strength=basis.strength,
        grade=grade_of(finding.quality),
        citation=basis.citation,
        verification=basis.verification,
        confirmed=finding.confirmed,
        local=bool(finding.local),
        remarks=tuple(remarks_of(finding)),
        actions=actions.of(finding, anchor),
        quiet=finding.status in QUIET,
        to_do=finding.status in TO_DO or finding.review_due,
        status=finding.status,
    )


def basis_of(finding: Finding) -> Basis:
    """In words; a local row speaks for the clinic and for no guideline."""
    if finding.local:
        return Basis(CHOICES[finding.category].capitalize(), "", finding.citation, "not from a guideline")
    words = finding.category.words.capitalize()
    return Basis(words, strength_words(finding.strength), finding.citation, VERIFICATION[finding.verification])


def strength_words(strength: str | None) -> str:
    """The document's own word for how strongly it says so: `Strong`, `Grade C`, `Not graded`."""
    if strength is None or strength == "ungraded":
        return "Not graded"
    return f"Grade {strength}" if len(strength) == 1 else strength


def _evidence(line: Evidence, anchors: dict[int, str]) -> EvidenceLine:
    day = line.collected_on.words if line.collected_on else "date not known" if line.source else ""
    parts = (_named(line), day, line.text)
    return EvidenceLine(", ".join(part for part in parts if part), anchors.get(id(line.source), ""))


def _named(line: Evidence) -> str:
    """What the line is of. What is neither a result nor a condition, such as her height, says so itself."""
    if line.source:
        return test_label(line.test)
    words = in_words(line.test) if isinstance(line.test, ConditionCode) else ""
    return f"{words[:1].upper()}{words[1:]}"


def remarks_of(finding: Finding) -> Iterable[Remark]:
    """Advice, timing, technique, and the further rows of the guideline on the item."""
    for advice in finding.advice:
        yield Remark(f"{advice[:1].upper()}{advice[1:]}", "")
    if finding.timing:
        yield Remark(f"Timing: {finding.timing}.", "")
    if finding.technique:
        yield Remark(f"Technique: {finding.technique}.", "")
    for note in finding.notes:
        yield Remark(note.text, f"{note.citation}; {VERIFICATION[note.verification]}")


def groups_of(findings: Sequence[Finding], rows: Sequence[Row], notes: dict[str, str]) -> list[Group]:
    """The rows by group, in the guideline's order; within a group what needs something comes first."""
    keys = list(dict.fromkeys(finding.group for finding in findings))
    pairs = list(zip(findings, rows, strict=True))
    return [_group(key, [pair for pair in pairs if pair[0].group == key], notes.get(key, "")) for key in keys]


def _group(key: str, pairs: list[tuple[Finding, Row]], note: str) -> Group:
    shown = tuple(row for _, row in sorted(pairs, key=lambda pair: RANK[pair[1].status]))
    return Group(key, group_words(key), counts_of([finding for finding, _ in pairs]), note, shown)


def counts_of(findings: Iterable[Finding]) -> str:
    """`2 asked: 1 done, 1 open`, `none asked`."""
    asked = [finding.status for finding in findings if finding.asked]
    done = sum(status is Status.DONE for status in asked)
    closed = sum(status in CLOSED for status in asked)
    numbers = ((done, "done"), (closed, "closed"), (len(asked) - done - closed, "open"))
    told = ", ".join(f"{number} {word}" for number, word in numbers if number)
    return f"{len(asked)} asked: {told}" if asked else "none asked"


def glance_of(checklist: Checklist, rows: Sequence[Row]) -> Glance:
    """The top of the page: counts per state, and the name of everything that is open."""
    by_status: dict[Status, list[Row]] = {}
    for row in rows:
        by_status.setdefault(row.status, []).append(row)
    waiting = tuple(Names(Chip(s, WORDS[s]), tuple(by_status[s])) for s in TO_DO if s in by_status)
    return Glance(tally_of(checklist), _with_reviews(waiting, checklist, rows), tuple(_rest(rows)))


def _with_reviews(waiting: tuple[Names, ...], checklist: Checklist, rows: Sequence[Row]) -> tuple[Names, ...]:
    due = [row for finding, row in zip(checklist.findings, rows, strict=True) if finding.review_due]
    return (*waiting, Names(Chip("review", "Review decision"), tuple(due))) if due else waiting


def _rest(rows: Sequence[Row]) -> Iterable[tuple[Chip, int]]:
    kinds = Counter((row.status, row.chip.reading) for row in rows if row.status not in TO_DO)
    for (status, reading), number in sorted(kinds.items(), key=lambda kind: (RANK[kind[0][0]], kind[0][1] or "")):
        word = f"Done, {READINGS[reading]}" if reading else WORDS[status]
        yield Chip(status, word, reading), number


def tally_of(checklist: Checklist) -> tuple[tuple[int, str], ...]:
    """Of what this edition asks for: counts, never one reassuring number."""
    counts = checklist.completeness
    abnormal = sum(f.asked and f.reading == "abnormal" for f in checklist.findings)
    done = f"done, {abnormal} of them abnormal" if abnormal else "done"
    return ((counts.asked, "asked for:"), (counts.done, done), (counts.closed, "closed"), (counts.open, "open"))


def is_partners(finding: Finding) -> bool:
    """Whether the item is about a partner."""
    return finding.subject is Subject.PARTNER
