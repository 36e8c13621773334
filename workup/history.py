"""Who entered or changed what in her record, when, from what to what, and why: read from what the database kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from patients.models import ClinicalRow, Patient
from rpl_tracker.audit.history import Change, histories_of
from workup.catalogue.items import Item
from workup.forms.in_error import KINDS, Kind
from workup.named import name_of
from workup.told import Names, State, Told, told_of, words

MOST = 200  # steps on one page, newest first
_SOURCES = {"action": "", "import": "import", "undo": "undo", "command": "command"}
_NEW = "entered"
# Read along with the rows, because their names say it.
_ALONG: Mapping[str, tuple[str, ...]] = {
    "birth": ("pregnancy",), "event": ("pregnancy",), "condition": ("partner",),
    "investigation": ("partner", "pregnancy"), "decision": ("partner", "pregnancy"),
    "uterine_findings": ("investigation__partner", "investigation__pregnancy"),
}  # fmt: skip
_kinds: dict[str, Kind] = dict(KINDS)


def tell_kind(key: str, kind: Kind) -> None:
    """A kind of rows that another package keeps about a patient: its changes belong to her history, too."""
    _kinds[key] = kind


def kinds() -> Mapping[str, Kind]:
    """Every kind of rows that has a history, by its key in addresses."""
    return _kinds


@dataclass(frozen=True, slots=True)
class Line:
    """One field: label, and the values before and after in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one row. `name` says which row, `source` is blank for a form of the application; `new`: there was
    nothing before, so that the lines say only what was entered."""

    at: datetime
    username: str
    what: str
    reason: str
    source: str
    kind: str
    row: int
    name: str
    lines: tuple[Line, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class _Event:
    """A change of a row, and the whole row before and after it."""

    kind: str
    row: ClinicalRow
    change: Change
    before: State
    after: State

    @property
    def new(self) -> bool:
        return self.change.what == _NEW

    def told(self) -> list[Told]:
        """What the change is told by; a new row's blanks say nothing."""
        touched = [told for told in told_of(type(self.row)) if told.touches(self.change.fields)]
        kept = [
            each for each in touched if not (each.is_blank(self.after) and (self.new or each.is_blank(self.before)))
        ]
        names = {each.columns[0].name for each in kept}
        return [each for each in kept if not (each.columns[0].name == "unit" and "value" in names)]


def rows_of(patient: Patient, kind: str) -> list[ClinicalRow]:
    """Her rows of one kind, those entered in error too."""
    found = _kinds[kind]
    if found.model is Patient:
        return [patient]
    return list(found.model.objects.filter(**{found.through: patient}).select_related(*_ALONG.get(kind, ())))


def steps_of(rows: Mapping[str, Iterable[ClinicalRow]], known: Mapping[str, Item]) -> list[Step]:
    """Every change of these rows (by kind), newest first: a query per kind, and one for each kind that they name.

    `known`: the items of the clinic, with its own.
    """
    events = [event for kind, some in rows.items() for event in _events(kind, some)]
    events.sort(key=lambda each: each.change.at)
    events.reverse()  # of those of one moment the last comes first, too
    names = Names(known)
    for event in events:
        for told in event.told():
            names.want(told, event.before, event.after)
    names.ask()
    return [_step(event, names) for event in events]


def _events(kind: str, rows: Iterable[ClinicalRow]) -> Iterator[_Event]:
    by_number = {row.pk: row for row in rows}
    found = histories_of(_kinds[kind].model, list(by_number)) if by_number else {}
    for pk, changes in found.items():
        state: dict[str, Any] = {}
        for change in changes:
            before, state = state, {**state, **{name: after for name, (_, after) in change.fields.items()}}
            yield _Event(kind, by_number[pk], change, before, state)


def heading_of(kind: str, row: ClinicalRow, known: Mapping[str, Item]) -> str:
    """Which row it is, as her page says it."""
    own = _kinds[kind].named
    return own(row) if own else name_of(row, known)


def _step(event: _Event, names: Names) -> Step:
    change = event.change
    lines = tuple(
        Line(told.label, words(told, event.before, names) if event.before else "", words(told, event.after, names))
        for told in event.told()
    )
    marked = change.fields.get("entered_in_error", (None, False))
    reason = change.fields.get("error_reason", ("", ""))[1] or ""
    source = _SOURCES.get(change.source, "administration" if "/admin/" in change.source else change.source)
    heading = heading_of(event.kind, event.row, names.known_items)
    return Step(
        change.at, change.username, _what(change, marked), reason, source, event.kind, event.row.pk, heading, lines,
        event.new,
    )  # fmt: skip


def _what(change: Change, marked: tuple[Any, Any]) -> str:
    if change.what != "changed":
        return change.what
    return {(False, True): "marked as entered in error", (True, False): "taken back into the record"}.get(
        marked, change.what
    )
