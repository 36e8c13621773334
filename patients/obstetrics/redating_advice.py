"""What one scan says of the due date of a pregnancy that goes on: advice, never a change. domain-logic.md, 3.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from patients.obstetrics.crl import CURVES, CrlOutOfRange, Formula, days_from_crl
from patients.obstetrics.dates import in_words
from patients.obstetrics.facts import Event, Pregnancy
from patients.obstetrics.gestation import DAYS_TO_EDD, gestation_of, in_weeks, span
from patients.obstetrics.interpreted import Interpretation, Mark
from patients.obstetrics.redating import (
    BY_TRANSFER,
    SOURCE,
    Redating,
    discrepancy,
    is_art,
    is_suboptimally_dated,
    judge_redating,
)
from patients.obstetrics.scans import is_scan, without_heartbeat
from patients.obstetrics.values import EddBasis, Outcome

_RULE = "Due date by ultrasound"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The due date by one formula, and what the rule says of it."""

    formula: Formula
    edd: date
    redating: Redating

    @property
    def offered(self) -> bool:
        """Whether the form may be opened with it: the rule redates, or would but for one fact."""
        return self.redating.redate is not False


def edd_by_scan(event: Event, formula: Formula) -> date | None:
    """The scan's day + 280 days less the gestation by CRL; None without a full day or within no range."""
    if event.on is None or event.on.exact is None or event.approximate or event.crl_mm is None:
        return None
    try:
        return event.on.exact + timedelta(days=DAYS_TO_EDD - days_from_crl(formula, event.crl_mm))
    except CrlOutOfRange:
        return None


def proposals(event: Event, p: Pregnancy) -> tuple[Proposal, ...]:
    """One for each formula that has a word; () when it ended, when the date stands, or when it cannot be compared."""
    day = None if event.on is None else event.on.exact
    if not _may_change(p) or without_heartbeat(event) or p.lmp is None or day is None or day < p.lmp:
        return ()
    dated = ((formula, edd_by_scan(event, formula)) for formula in Formula)
    by_period = (day - p.lmp).days
    return tuple(_proposal(formula, edd, by_period, day, is_art(p)) for formula, edd in dated if edd is not None)


def redating_said(event: Event, p: Pregnancy) -> Iterator[Interpretation]:
    """In words, the formulae together where they agree. No due date is spoken of where no heartbeat was seen."""
    if event.crl_mm is None or p.outcome is not Outcome.ONGOING or without_heartbeat(event):
        return
    if is_art(p):
        yield Interpretation(_RULE, BY_TRANSFER.says, SOURCE, BY_TRANSFER.mark)
    elif p.edd_basis is EddBasis.ULTRASOUND:
        words = "the due date is from an ultrasound already: once set it changes rarely, and with a reason on record"
        yield Interpretation(_RULE, words, SOURCE, Mark.SEEN)
    else:
        yield from _compared(event, p)


def dating_said(p: Pregnancy, on: date) -> tuple[Interpretation, ...]:
    """No ultrasound before 22+0, said from 22+0 on and only while the pregnancy goes on."""
    reached = gestation_of(p, on).bounds
    if p.outcome is not Outcome.ONGOING or is_art(p) or reached is None or not is_suboptimally_dated(reached[0]):
        return ()
    early = [_before_22(event, p) for event in p.events if is_scan(event)]
    if True in early:
        return ()
    words = "cannot tell whether a scan was before 22+0: its day is not exact" if None in early else (
        "no ultrasound before 22+0 is on record: suboptimally dated"
    )  # fmt: skip
    return (Interpretation("Dating", words, SOURCE, Mark.SEEN),)


def _may_change(p: Pregnancy) -> bool:
    return p.outcome is Outcome.ONGOING and not is_art(p) and p.edd_basis is not EddBasis.ULTRASOUND


def _proposal(formula: Formula, edd: date, by_period: int, day: date, art: bool | None) -> Proposal:
    by_scan = DAYS_TO_EDD - (edd - day).days
    return Proposal(formula, edd, judge_redating(by_period, discrepancy(by_period, by_scan), art=art))


def _compared(event: Event, p: Pregnancy) -> Iterator[Interpretation]:
    given = proposals(event, p)
    if not given:
        yield Interpretation(_RULE, f"cannot be compared: {_missing(event, p)}", SOURCE, Mark.SEEN)
    for said, same in _together(given).items():
        names = ", ".join(f"{CURVES[one.formula].name} ({in_words(one.edd)})" for one in same)
        yield Interpretation(_RULE, f"{names}: {said.says}", SOURCE, said.mark, acts=said.redate is not False)


def _together(given: Iterable[Proposal]) -> dict[Redating, list[Proposal]]:
    found: dict[Redating, list[Proposal]] = {}
    for one in given:
        found.setdefault(one.redating, []).append(one)
    return found


def _missing(event: Event, p: Pregnancy) -> str:
    if p.lmp is None:
        return "the last period is not recorded"
    if event.on is None or event.on.exact is None or event.approximate:
        return "the day of the scan is not exact"
    days = (event.on.exact - p.lmp).days
    return "the scan lies before the last period" if days < 0 else f"the CRL is out of range at {in_weeks(days)}"


def _before_22(event: Event, p: Pregnancy) -> bool | None:
    """Whether a scan was before 22+0, by its stated gestation, else by its date; None: cannot tell."""
    first = last = span(event.ga_weeks, event.ga_days)
    if first is None and event.on is not None:
        first, last = gestation_of(p, event.on.earliest).bounds, gestation_of(p, event.on.latest).bounds
    if last is not None and not is_suboptimally_dated(last[1]):
        return True
    return False if first is not None and is_suboptimally_dated(first[0]) else None
