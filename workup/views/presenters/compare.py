"""Guidelines side by side as the page shows them: a head for each, groups of lines, a sentence where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.bodies import DEFINITIONS
from workup.checklist.compare import SILENT, TAKEN, Cell, Line, Matrix, Stance, Verdict
from workup.checklist.findings import Checklist, Finding
from workup.checklist.words import joined
from workup.editions import Adoption
from workup.guidelines import Category, Guideline
from workup.views.presenters import definitions
from workup.views.presenters.definitions import short_name, verdict_of
from workup.views.presenters.findings import Remark, basis_of, label_of, remarks_of
from workup.views.presenters.statuses import VERIFICATION, Chip, chip_of, group_words

SILENT_WORDS = {Stance.NOT_READ: ("i-unread", "Not read"), Stance.NOT_ADDRESSED: ("i-dash", "Not addressed")}
_NO_ROW = "Nothing on file says that it speaks of this; look it up in the original."
_SHOWS = {"differ": "differs", "open": "open"}  # what the address says -> which lines


@dataclass(frozen=True, slots=True)
class Head:
    """One column: which edition, what its definition says of her, who signed it off, and what of it was not read."""

    key: str
    name: str
    title: str
    edition: str
    verdict: definitions.Verdict
    draft: bool
    signed_off: str
    gaps: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell. With a finding it has a chip, else `icon` and `word`; the rest is shown on demand."""

    key: str
    name: str
    apart: bool
    icon: str
    word: str
    chip: Chip | None
    category: str
    strength: str
    confirmed: bool
    local: bool
    reason: str
    source: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One item through all columns; `verdict` is the word, `said` the sentence behind it unless they agree."""

    label: str
    cells: tuple[Shown, ...]
    differs: bool
    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page. `counts`: lines by what the address can ask for (`all`, `differ`, `open`)."""

    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    counts: Mapping[str, int]
    definitions_differ: bool


def comparison_of(matrix: Matrix, adoption: Adoption, show: str = "all") -> Comparison:
    """The matrix in words; `show` narrows the lines."""
    editions = {column.guideline: adoption.edition(column.guideline) for column in matrix.columns}
    names = {key: short_name(guideline) for key, guideline in editions.items()}
    kept = [line for line in matrix.lines if is_shown(line, show)]
    return Comparison(
        heads=tuple(_head(column, editions[column.guideline], adoption) for column in matrix.columns),
        groups=tuple(_groups(kept, names, matrix.on)),
        counts={name: sum(is_shown(line, name) for line in matrix.lines) for name in ("all", *_SHOWS)},
        definitions_differ=matrix.definitions_differ,
    )


def is_shown(line: Line, show: str) -> bool:
    """Whether the line stays when the page is narrowed to `differ` or `open`."""
    return bool(getattr(line, _SHOWS[show])) if show in _SHOWS else True


def _head(column: Checklist, guideline: Guideline, adoption: Adoption) -> Head:
    return Head(
        key=guideline.key,
        name=short_name(guideline),
        title=guideline.title,
        edition=guideline.edition_in_words,
        verdict=verdict_of(DEFINITIONS[guideline.definition], column.definition),
        draft=guideline.draft,
        signed_off=adoption.signed_words(guideline),
        gaps="; ".join(guideline.gaps),
    )


def _groups(lines: Sequence[Line], names: Mapping[str, str], on: date) -> Iterable[Group]:
    for key in dict.fromkeys(line.group for line in lines):
        rows = (_row(line, names, on) for line in lines if line.group == key)
        yield Group(key, group_words(key), tuple(rows))


def _row(line: Line, names: Mapping[str, str], on: date) -> Row:
    cells = tuple(_shown(cell, names[cell.guideline], cell.guideline in line.apart, on) for cell in line.cells)
    said = "" if line.verdict is Verdict.AGREE else stances_in_words(line, names)
    return Row(_label(line), cells, line.differs, _verdict(line, names), said)


def _label(line: Line) -> str:
    """The clinic's own word for local rows stands in the cell, where it belongs to one edition."""
    finding = next(cell.finding for cell in line.cells if cell.finding is not None)
    return label_of(replace(finding, local=""))


def _shown(cell: Cell, name: str, apart: bool, on: date) -> Shown:
    if cell.finding is None:
        return _silent(cell, name)
    finding = cell.finding
    basis = basis_of(finding)
    return Shown(
        key=cell.guideline,
        name=name,
        apart=apart,
        icon="",
        word="",
        chip=chip_of(finding, on),
        category=basis.category,
        strength=basis.strength,
        confirmed=finding.confirmed,
        local=bool(finding.local),
        reason=finding.reason,
        source=f"{basis.citation}; {basis.verification}",
        remarks=(*remarks_of(finding), *_not_read_of(cell)),
    )


def _not_read_of(cell: Cell) -> Iterable[Remark]:
    if cell.gap:
        yield Remark(f"Not read: {cell.gap}.", "")


def _silent(cell: Cell, name: str) -> Shown:
    icon, word = SILENT_WORDS[cell.stance]
    remark = cell.remark
    reason = f"Not on file: {cell.gap}." if cell.gap else remark.text if remark else _NO_ROW
    source = f"{remark.citation}; {VERIFICATION[remark.verification]}" if remark and not cell.gap else ""
    return Shown(cell.guideline, name, False, icon, word, None, "", "", True, False, reason, source, ())


def _verdict(line: Line, names: Mapping[str, str]) -> str:
    if line.verdict is Verdict.ALONE:
        (only,) = (names[cell.guideline] for cell in line.cells if cell.stance in TAKEN)
        return f"Only {only}"
    return {Verdict.DIFFERS: "Differs", Verdict.AGREE: "Agree", Verdict.OPEN: "Not certain"}[line.verdict]


def stances_in_words(line: Line, names: Mapping[str, str]) -> str:
    """`ASRM 2012 and CNGOF 2014 ask for it; NVOG advises against it; by ESHRE 2022 it cannot be told.`"""
    said: dict[tuple[str, str], list[str]] = {}
    for cell in line.cells:
        if cell.stance not in SILENT:
            said.setdefault(_verbs(cell), []).append(names[cell.guideline])
    parts = [
        f"{joined(who)} {one if len(who) == 1 else many}" for (one, many), who in sorted(said.items(), key=_weight)
    ]
    return "; ".join(parts) + "." if parts else ""


_ASKS = ("asks for it", "ask for it")
_OPEN = ("leaves it open", "leave it open")
_NOT_IN_HER = ("does not ask for it in her", "do not ask for it in her")
_RESEARCH = ("keeps it to research", "keep it to research")
_AGAINST = ("advises against it", "advise against it")
_UNTOLD = ("cannot tell yet", "cannot tell yet")
_DOUBT = ("is remembered with doubt", "are remembered with doubt")
_LOCAL = ("has a local row", "have a local row")
_IN_ORDER = (_ASKS, _OPEN, _NOT_IN_HER, _RESEARCH, _AGAINST, _UNTOLD, _DOUBT, _LOCAL)
_VERBS = {
    Stance.ASKS: _ASKS,
    Stance.CONSIDERS: _OPEN,
    Stance.CANNOT_TELL: _UNTOLD,
    Stance.DOUBTFUL: _DOUBT,
    Stance.LOCAL: _LOCAL,
}


def _weight(pair: tuple[tuple[str, str], list[str]]) -> int:
    return _IN_ORDER.index(pair[0])


def _verbs(cell: Cell) -> tuple[str, str]:
    return _VERBS.get(cell.stance) or _against(cell.finding)


def _against(finding: Finding | None) -> tuple[str, str]:
    category = finding.category if finding is not None else None
    if category is Category.NOT:
        return _AGAINST
    return _RESEARCH if category is Category.RES else _NOT_IN_HER
