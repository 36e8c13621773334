"""What an import has to say: every row counted, every problem with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from rpl_tracker.interop.cells import printable
from rpl_tracker.interop.sheets import SHEETS


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the number that a spreadsheet shows; the header is row 1, and so is what concerns a whole sheet."""

    sheet: str
    row: int
    column: str
    value: str
    message: str

    def __post_init__(self) -> None:
        """What a file holds goes to terminals, JSON and pages; what is no text is shown as a mark."""
        for name in ("sheet", "column", "value", "message"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    @property
    def place(self) -> str:
        """`patients, row 3, height_cm`."""
        return ", ".join(part for part in (self.sheet, f"row {self.row}", self.column) if part)


@dataclass(slots=True)
class Counts:
    """What became of the rows of one sheet, or would have."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + self.rejected


@dataclass(slots=True)
class Report:
    """The answer to an import. `ok` false: nothing was saved, and `counts` says what would have been."""

    dry_run: bool
    counts: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in SHEETS})
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.errors

    def as_json(self) -> dict[str, Any]:
        """The shape that `interfaces.md`, section 1, promises to other programs."""
        return {
            "ok": self.ok,
            "dry_run": self.dry_run,
            "counts": {name: asdict(counts) for name, counts in self.counts.items()},
            "errors": [asdict(problem) for problem in self.errors],
            "warnings": [asdict(problem) for problem in self.warnings],
        }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By sheet as in the interface, then by row; what is known of one row stays in the order found."""
    order = {name: position for position, name in enumerate(SHEETS)}
    return sorted(problems, key=lambda problem: (order.get(problem.sheet, len(order)), problem.sheet, problem.row))


def in_words(report: Report) -> str:
    """The report for a person at a terminal."""
    lines = [f"{'':16}{'created':>9}{'updated':>9}{'unchanged':>11}{'rejected':>10}"]
    for name, c in report.counts.items():
        if c.rows:
            lines.append(f"{name:16}{c.created:>9}{c.updated:>9}{c.unchanged:>11}{c.rejected:>10}")
    for title, problems in (("Errors", report.errors), ("Warnings", report.warnings)):
        if problems:
            lines += ["", f"{title}:", *(f"  {_in_words(problem)}" for problem in problems)]
    return "\n".join([*lines, "", _verdict(report)])


def _in_words(problem: Problem) -> str:
    typed = f" “{problem.value}”" if problem.value else ""
    return f"{problem.place}{typed}: {problem.message}"


def _verdict(report: Report) -> str:
    if not report.ok:
        return "Nothing was saved. Correct the errors and import the file again; the counts say what would have been."
    return "Nothing was saved (dry run)." if report.dry_run else "Saved."
