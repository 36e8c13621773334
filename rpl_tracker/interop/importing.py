"""The import from tables to report: all or nothing, in one transaction, the same for the command and the browser."""

from __future__ import annotations

from patients.actions import many_changes
from rpl_tracker.accounts.models import Clinic, User
from rpl_tracker.audit.context import acting_as
from rpl_tracker.interop.lines import Reading, read_tables
from rpl_tracker.interop.plan.desk import open_desk
from rpl_tracker.interop.plan.planning import Plan, make_plan
from rpl_tracker.interop.problems import Counts, Report, in_order
from rpl_tracker.interop.reading.tables import Source
from rpl_tracker.interop.saving import save


class _NotKept(Exception):
    """Undo everything: a dry run, or an error somewhere."""


def import_records(source: Source, *, clinic: Clinic, by: User, dry_run: bool) -> Report:
    """Bring the tables into the clinic's record. One error anywhere, or `dry_run`: nothing is saved."""
    unread = any(problem.sheet.lower() in ("", "patients") for problem in source.errors)
    reading = read_tables(source.tables, unread=unread)
    report = Report(dry_run)
    try:
        with acting_as(by, source="import"), many_changes():
            plan = make_plan(reading, desk := open_desk(clinic, by))
            save(plan, desk)
            _fill(report, source, reading, plan)
            if dry_run or not report.ok:
                raise _NotKept
    except _NotKept:
        pass
    return report


def _fill(report: Report, source: Source, reading: Reading, plan: Plan) -> None:
    lines = [line for sheet in reading.lines.values() for line in sheet]
    report.errors = in_order([*source.errors, *reading.errors, *(problem for line in lines for problem in line.errors)])
    report.warnings = in_order([*reading.warnings, *(problem for line in lines for problem in line.warnings)])
    for name, sheet in reading.lines.items():
        counts = report.counts[name]
        counts.rejected = sum(line.rejected for line in sheet)
        _count(counts, plan, name)


def _count(counts: Counts, plan: Plan, name: str) -> None:
    for entry in plan.entries[name]:
        if entry.line.rejected:
            continue
        if entry.created:
            counts.created += 1
        elif entry.changed:
            counts.updated += 1
        else:
            counts.unchanged += 1
