"""Invented patients by the thousand: the demo clinic's, again and again under other numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from patients.actions import many_changes, record_changed
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from rpl_tracker.interop.demo_clinic import demo_records
from rpl_tracker.interop.lines import read_tables
from rpl_tracker.interop.plan.desk import open_desk
from rpl_tracker.interop.plan.planning import make_plan
from rpl_tracker.interop.reading.tables import Source, Table
from rpl_tracker.interop.saving import save


def sheets(patients: int, today: date, prefix: str = "B") -> Source:
    """The demo's sheets, repeated until there are so many women."""
    demo = demo_records(today)
    (women,) = (table for table in demo.tables if table.name == "patients")
    mrns = [row[0] for _, row in women.rows]
    wanted = [f"{prefix}{copy}-{mrn}" for copy in range(-(-patients // len(mrns))) for mrn in mrns][:patients]
    copies = -(-patients // len(mrns))
    return Source([_repeated(table, copies, prefix, set(wanted)) for table in demo.tables])


def _repeated(table: Table, copies: int, prefix: str, wanted: set[str]) -> Table:
    rows = [(f"{prefix}{copy}-{row[0]}", *row[1:]) for copy in range(copies) for _, row in table.rows]
    return replace(table, rows=tuple(enumerate((row for row in rows if row[0] in wanted), start=2)))


@contextmanager
def no_findings() -> Iterator[None]:
    """Nothing listens to what is stored: the record without its stored findings."""
    kept, record_changed.receivers = record_changed.receivers, []
    record_changed.sender_receivers_cache.clear()
    try:
        yield
    finally:
        record_changed.receivers = kept
        record_changed.sender_receivers_cache.clear()


def read_validate_insert(source: Source, clinic: Clinic, by: User) -> None:
    """The import without what follows from it."""
    with no_findings(), acting_as(by, source="import"), many_changes():
        plan = make_plan(read_tables(source.tables), desk := open_desk(clinic, by))
        save(plan, desk)
