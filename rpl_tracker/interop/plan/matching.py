"""Which stored row a line speaks of: the identities of `interfaces.md`, section 1; among equals, their order."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from patients.models import ClinicalRow
from patients.obstetrics.values import InvestigationStatus as Status
from rpl_tracker.interop.lines import Line

OPEN = (Status.ORDERED, Status.COLLECTED)
STAGE: dict[str, int] = {Status.ORDERED: 0, Status.COLLECTED: 1, Status.FINAL: 2, Status.CANCELLED: 2}


@dataclass(slots=True, eq=False)
class Entry:
    """A line on its way: what it says by field, the row as it would be alone, and the row that it turned out to be.

    `row` is a stored row, or a new one; `changed`: the fields that the line changes in a stored one; `superseded_by`: a
    later stage of the same investigation, in the same file.
    """

    line: Line
    fields: dict[str, Any]
    alone: Any
    row: Any = None
    superseded_by: Entry | None = None
    created: bool = False
    changed: set[str] = field(default_factory=set)


Key = Callable[[Any], Hashable]


def _label(row: Any) -> str | None:
    return None if row.partner is None else row.partner.label


def _number(row: Any) -> int | None:
    return None if row.pregnancy is None else row.pregnancy.number


KEYS: dict[str, Key] = {
    "partners": lambda row: row.label,
    "conditions": lambda row: (_label(row), row.code),
    "medications": lambda row: (row.name, row.started_on),
    "pregnancies": lambda row: row.number,
    "births": lambda row: (_number(row), row.order),
    "decisions": lambda row: (row.item, _label(row), _number(row), row.decided_on),
}


def match(sheet: str, entries: Sequence[Entry], stored: Sequence[ClinicalRow]) -> None:
    """Set `row` of every entry of one patient, to a stored row or to a new one; a superseded entry has none."""
    free = list(stored)
    if sheet == "events":
        _pair(entries, free, _event)
        _pair_where(entries, free, _same_gestation)
    elif sheet == "investigations":
        last_stages = _fold(entries)
        _pair(last_stages, free, lambda row: (*_test(row), row.collected_on, row.ordered_on, row.status))
        _pair(last_stages, free, lambda row: (*_test(row), row.collected_on, row.ordered_on))
        _pair_where(last_stages, free, _same_sample)
        _complete_orders(last_stages, free, stored)
    else:
        _pair(entries, free, KEYS[sheet])
    for entry in entries:
        if entry.row is None and entry.superseded_by is None:
            entry.row, entry.created = entry.alone, True


def _pair(entries: Sequence[Entry], free: list[Any], key: Key) -> None:
    """Entries and free rows with the same key, in their order; what is paired is no longer free."""
    waiting: dict[Hashable, deque[Any]] = defaultdict(deque)
    for row in free:
        waiting[key(row)].append(row)
    for entry in entries:
        if entry.row is None and (rows := waiting.get(key(entry.alone))):
            entry.row = rows.popleft()
    _take(entries, free)


def _pair_where(entries: Sequence[Entry], free: list[Any], same: Callable[[Any, Any], bool]) -> None:
    for entry in entries:
        if entry.row is None:
            entry.row = next((row for row in free if same(entry.alone, row)), None)
            _take([entry], free)


def _take(entries: Sequence[Entry], free: list[Any]) -> None:
    taken = {id(entry.row) for entry in entries}
    free[:] = [row for row in free if id(row) not in taken]


def _event(row: Any) -> Hashable:
    return _number(row), row.kind, row.on if row.on is not None else (row.ga_weeks, row.ga_days)


def _same_gestation(one: Any, other: Any) -> bool:
    """One of the two has no date, and both have the same gestation."""
    dated = one.on is not None and other.on is not None
    return not dated and one.ga_weeks is not None and _place(one) == _place(other)


def _place(row: Any) -> Hashable:
    return _number(row), row.kind, row.ga_weeks, row.ga_days


def _test(row: Any) -> tuple[Hashable, ...]:
    return row.subject, _label(row), _number(row), row.test


def _same_sample(one: Any, other: Any) -> bool:
    """The same test on the same day. Without a day, an order and a result of unknown day are two things."""
    if _test(one) != _test(other) or one.collected_on != other.collected_on:
        return False
    if one.collected_on is not None:
        return True
    undated_order = one.ordered_on is None or other.ordered_on is None
    return undated_order and one.status not in OPEN and other.status not in OPEN


def _fold(entries: Sequence[Entry]) -> list[Entry]:
    """Stages of one order in one file (ordered, then final) are one investigation: the last stage stands for all."""
    by_order: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.alone.ordered_on is not None:
            by_order[_test(entry.alone), entry.alone.ordered_on].append(entry)
    for stages in by_order.values():
        last = max(stages, key=lambda entry: STAGE[entry.alone.status])
        for entry in stages:
            if STAGE[entry.alone.status] < STAGE[last.alone.status]:
                entry.superseded_by = last
    return [entry for entry in entries if entry.superseded_by is None]


def _complete_orders(entries: Sequence[Entry], free: list[Any], stored: Sequence[Any]) -> None:
    """A line with `ordered_on` completes the open order of that day; one that was completed since is left as it is."""
    for entry in entries:
        if entry.row is None and entry.alone.ordered_on is not None:
            entry.row = next((row for row in free if _is_stage(row, entry.alone)), None)
            _take([entry], free)
        if entry.row is None and entry.alone.ordered_on is not None:
            entry.row = next((row for row in stored if _is_stage(entry.alone, row)), None)


def _is_stage(earlier: Any, later: Any) -> bool:
    """Two stages of the same order, the first one still open."""
    same = earlier.ordered_on == later.ordered_on and _test(earlier) == _test(later)
    return same and STAGE[earlier.status] < STAGE[later.status]


def superseded(entry: Entry) -> bool:
    """Whether the line tells an earlier stage of what is on record already: an order whose result has come."""
    if entry.superseded_by is not None:
        return True
    stated = entry.fields.get("status")
    return not entry.created and stated in OPEN and entry.row.status == Status.FINAL and not entry.alone.value
