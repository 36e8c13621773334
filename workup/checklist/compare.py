"""One woman by several editions on one day, side by side, and where they disagree about her.

**Disagreement.** Each cell takes a stance: it *asks* for the item (recommended, or indicated and the trigger is true),
*considers* it (can be considered), or is *against* it (not recommended, research only, or its trigger is false in her).
A line differs when two cells take two of these three stances. Four kinds of cell take none, because unknown is not no:
one whose trigger cannot be told, a row that is remembered with doubt, a clinic's local row (it does not speak for a
guideline), and an edition without a row: *not read* where a gap covers the item, else *not addressed*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workup.catalogue.items import items
from workup.checklist.evaluate import evaluate_day
from workup.checklist.facts import Facts
from workup.checklist.findings import CLOSED, Checklist, Finding, Status
from workup.checklist.rows import day_of
from workup.guidelines.model import Category, Guideline, Remark

Identity = tuple[str, str | None, int | None]


class Stance(StrEnum):
    """What one edition says of one item for this woman."""

    ASKS = "asks"
    CONSIDERS = "considers"
    AGAINST = "against"
    CANNOT_TELL = "cannot_tell"
    DOUBTFUL = "doubtful"
    LOCAL = "local"
    NOT_READ = "not_read"
    NOT_ADDRESSED = "not_addressed"


TAKEN = (Stance.ASKS, Stance.CONSIDERS, Stance.AGAINST)  # those that can disagree
SILENT = frozenset({Stance.NOT_READ, Stance.NOT_ADDRESSED})


class Verdict(StrEnum):
    """What the cells of a line say together."""

    DIFFERS = "differs"
    AGREE = "agree"
    ALONE = "alone"  # one edition only takes a stance
    OPEN = "open"  # none does


@dataclass(frozen=True, slots=True)
class Cell:
    """One edition on one item. `finding` None: it has no row; then `gap` or `remark` says what is known of that.

    `gap` is also there beside a finding when a topic of the item was not read.
    """

    guideline: str
    stance: Stance
    finding: Finding | None = None
    gap: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item (of one partner, of one pregnancy) through all editions; `apart`: the keys of those in the minority."""

    identity: Identity
    label: str
    group: str
    cells: tuple[Cell, ...]
    verdict: Verdict
    apart: frozenset[str]

    @property
    def differs(self) -> bool:
        """Whether two editions disagree about it."""
        return self.verdict is Verdict.DIFFERS

    @property
    def open(self) -> bool:
        """Whether an edition asks for it and it is neither done nor closed."""
        asked = [cell.finding for cell in self.cells if cell.finding is not None and cell.finding.asked]
        return any(finding.status not in {*CLOSED, Status.DONE} for finding in asked)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The checklists, in the order asked for, and a line for every item that one of them has."""

    on: date
    columns: tuple[Checklist, ...]
    lines: tuple[Line, ...]

    @property
    def definitions_differ(self) -> bool:
        """Whether the definition is met by one and not by another; what cannot be told is no disagreement."""
        return {True, False} <= {column.definition.met for column in self.columns}


def compare(facts: Facts, guidelines: Iterable[Guideline], on: date) -> Matrix:
    """Every edition applied to her as of `on`; lines in the order of the catalogue, the clinic's own items last."""
    chosen = tuple(guidelines)
    day = day_of(facts, on)
    columns = tuple(evaluate_day(day, guideline) for guideline in chosen)
    found = [{finding.identity: finding for finding in column.findings} for column in columns]
    seen = {finding.identity: finding for column in columns for finding in column.findings}
    lines = tuple(_line(seen[identity], chosen, found) for identity in _sorted(seen))
    return Matrix(on, columns, lines)


def _sorted(identities: Iterable[Identity]) -> list[Identity]:
    order = {item: place for place, item in enumerate(items())}
    # The losses of an item come in the order of their numbers, and sorting keeps it.
    return sorted(identities, key=lambda one: (order.get(one[0], len(order)), one[0], one[1] or ""))


def _line(one: Finding, chosen: Sequence[Guideline], found: Sequence[dict[Identity, Finding]]) -> Line:
    pairs = zip(chosen, found, strict=True)
    cells = tuple(_cell(guideline, one.key, findings.get(one.identity)) for guideline, findings in pairs)
    return Line(one.identity, one.label, one.group, cells, verdict_of(cells), _apart(cells))


def _cell(guideline: Guideline, item: str, finding: Finding | None) -> Cell:
    gap = next((one.gap for one in guideline.gap_items if item in one.items), "")
    if finding is not None:
        return Cell(guideline.key, stance_of(finding), finding, gap)
    remark = next((one for one in guideline.remarks if item in one.items), None)
    if not gap and remark is None:
        gap = next((one.gap for one in guideline.gap_items if one.rest), "")
    return Cell(guideline.key, Stance.NOT_READ if gap else Stance.NOT_ADDRESSED, None, gap, remark)


def stance_of(finding: Finding) -> Stance:
    """What a row says of this woman; see the head of this module."""
    if finding.local:
        return Stance.LOCAL
    if not finding.confirmed:
        return Stance.DOUBTFUL
    if finding.trigger is None or finding.status is Status.CANNOT_TELL:
        return Stance.CANNOT_TELL
    if finding.category in {Category.NOT, Category.RES} or finding.trigger is False:
        return Stance.AGAINST
    return Stance.CONSIDERS if finding.category is Category.COND else Stance.ASKS


def verdict_of(cells: Iterable[Cell]) -> Verdict:
    """Whether the stances that are taken are the same."""
    taken = [cell.stance for cell in cells if cell.stance in TAKEN]
    if len(set(taken)) > 1:
        return Verdict.DIFFERS
    return Verdict.OPEN if not taken else Verdict.ALONE if len(taken) == 1 else Verdict.AGREE


def _apart(cells: Iterable[Cell]) -> frozenset[str]:
    """Those whose stance is taken by fewer than the most usual one; none where no stance is the most usual."""
    taken = [cell for cell in cells if cell.stance in TAKEN]
    counts = Counter(cell.stance for cell in taken)
    most = max(counts.values(), default=0)
    if list(counts.values()).count(most) != 1:
        return frozenset()
    return frozenset(cell.guideline for cell in taken if counts[cell.stance] < most)
