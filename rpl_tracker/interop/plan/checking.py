"""What cannot be true of all pregnancies of one woman together, and what should be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from patients.models import Birth, Pregnancy
from patients.obstetrics import facts as ob
from patients.obstetrics.gestation import (
    DAYS_BEFORE_CONCEPTION,
    beginning_range,
    conceived_on,
    gestation_of,
)
from patients.obstetrics.stillbirth import against_the_clinics_word
from patients.obstetrics.values import BirthOutcome, Outcome
from rpl_tracker.accounts.models import Clinic
from rpl_tracker.interop.lines import Line
from rpl_tracker.interop.plan.books import Book

Lines = Mapping[int, Line]  # by the identity of the row that a line speaks of
DATING = ["lmp", "edd", "transfer_date", "embryo_age_days", "ended_on", "ga_weeks", "ga_days"]


def check_book(book: Book, lines: Lines, clinic: Clinic) -> None:
    """Look at her pregnancies as they would be after the import; lines get errors and warnings."""
    pregnancies = sorted(book.rows[Pregnancy], key=lambda row: row.number)
    facts = {id(row): dated(row) for row in pregnancies}
    _check_ongoing(pregnancies, lines)
    for row in pregnancies:
        if (line := lines.get(id(row))) is not None:
            _check_gestation(line, facts[id(row)], clinic)
            _check_liveborn(line, row)
        _check_births(row, [birth for birth in book.rows[Birth] if birth.pregnancy is row], lines)
    for one, other in combinations(pregnancies, 2):
        _check_overlap((one, facts[id(one)]), (other, facts[id(other)]), lines)


def dated(row: Any) -> ob.Pregnancy:
    """What the rules of dating need of a pregnancy; an outcome that could not be read is not known."""
    return ob.Pregnancy(
        row.number, Outcome(row.outcome or Outcome.UNKNOWN), **{name: getattr(row, name) for name in DATING}
    )


def _check_ongoing(pregnancies: Iterable[Any], lines: Lines) -> None:
    ongoing = [row for row in pregnancies if row.outcome == Outcome.ONGOING]
    for row in ongoing[1:]:
        line = lines.get(id(row)) or lines.get(id(ongoing[0]))
        if line is not None:
            others = f"pregnancy {ongoing[0].number}" if line is lines.get(id(row)) else f"pregnancy {row.number}"
            line.refuse("outcome", f"is the second ongoing pregnancy beside {others}; write how that one ended")


def _check_gestation(line: Line, facts: ob.Pregnancy, clinic: Clinic) -> None:
    if facts.outcome is Outcome.ONGOING:
        return
    gestation = gestation_of(facts, date.max)
    if gestation.problem is not None:
        line.warn("ga_weeks", f"{gestation.problem}; check both")
    if words := against_the_clinics_word(facts, clinic.stillbirth_from_days):
        line.warn("outcome", words)


def _check_liveborn(line: Line, row: Any) -> None:
    born_alive = row.outcome == Outcome.LIVE_BIRTH
    if born_alive and row.liveborn == 0:
        line.warn("liveborn", "is 0, and the outcome is a live birth; check both")
    if not born_alive and row.liveborn:
        line.warn("liveborn", f"children were born alive, and the outcome is {row.outcome}; check both")


def _check_births(row: Any, births: list[Any], lines: Lines) -> None:
    """Children on the sheet births agree with the numbers of the pregnancy, where both are given."""
    line = next((lines[id(birth)] for birth in reversed(births) if id(birth) in lines), None)
    if not births or (line is None and id(row) not in lines):
        return
    alive = [birth.alive_now for birth in births if birth.outcome == BirthOutcome.LIVE_BIRTH]
    if row.liveborn is not None and row.liveborn != len(alive):
        said = f"pregnancy {row.number} says {row.liveborn} born alive, its births {len(alive)}; make them agree"
        _refuse(line, "outcome", lines.get(id(row)), "liveborn", said)
    low, high = alive.count(True), len(alive) - alive.count(False)
    if row.children_alive_now is not None and not low <= row.children_alive_now <= high:
        said = f"pregnancy {row.number} says {row.children_alive_now} alive now, its births {low}; make them agree"
        _refuse(line, "alive_now", lines.get(id(row)), "children_alive_now", said)


def _refuse(line: Line | None, column: str, other: Line | None, other_column: str, message: str) -> None:
    """On the birth's line when the file has one, else on the pregnancy's."""
    if line is not None:
        line.refuse(column, message)
    elif other is not None:
        other.refuse(other_column, message)


Dated = tuple[Any, ob.Pregnancy]


def _check_overlap(one: Dated, other: Dated, lines: Lines) -> None:
    """From conception to the end, half-open, full dates only; approximate ones are warned about."""
    line, beside = lines.get(id(other[0])), one[0]
    if line is None:
        line, beside = lines.get(id(one[0])), other[0]
    if line is None:
        return
    column = next((name for name in ("transfer_date", "lmp", "ended_on", "edd") if name in line.typed), "number")
    exact = _lasting(one[1]), _lasting(other[1])
    if exact[0] is not None and exact[1] is not None:
        if _meet(exact[0], exact[1]):
            line.refuse(
                column, f"overlaps pregnancy {beside.number} (from conception to the end); check the dates of both"
            )
        return
    wide = _at_widest(one[1]), _at_widest(other[1])
    if wide[0] is not None and wide[1] is not None and _meet(wide[0], wide[1]):
        line.warn(column, f"may overlap pregnancy {beside.number}: the dates are not exact enough to tell; check both")


Span = tuple[date, date]


def _meet(one: Span, other: Span) -> bool:
    """Half-open; one that ended before its conception took no time and meets nothing, as in the database."""
    return max(one[0], other[0]) < min(one[1], other[1])


def _lasting(facts: ob.Pregnancy) -> Span | None:
    """Conception to the end, both of them full dates."""
    begun = conceived_on(facts)
    ended = date.max if facts.outcome is Outcome.ONGOING else facts.ended_on.exact if facts.ended_on else None
    return None if begun is None or ended is None else (begun, ended)


def _at_widest(facts: ob.Pregnancy) -> Span | None:
    """The longest time that partly known dates leave open; None without any beginning or any end."""
    ended = date.max if facts.outcome is Outcome.ONGOING else facts.ended_on.latest if facts.ended_on else None
    began = beginning_range(facts)
    begun = conceived_on(facts) or (began[0] + timedelta(days=DAYS_BEFORE_CONCEPTION) if began else None)
    return None if begun is None or ended is None else (begun, ended)
