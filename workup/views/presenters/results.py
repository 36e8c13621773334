"""Results as the laboratory reported them, by day; and what was sent and has not been answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from patients.obstetrics.dates import PartialDate, in_words
from patients.obstetrics.gestation import beginning_range, in_weeks
from patients.obstetrics.interpreted import Interpretation
from patients.obstetrics.values import InvestigationStatus, Outcome, ResultWord, Subject
from rpl_tracker.accounts.roles import Permission
from workup.checklist.facts import Facts, Investigation
from workup.checklist.findings import Finding, Status
from workup.checklist.technique import technique_said
from workup.checklist.uterine import UTERINE_TESTS
from workup.checklist.words import test_label
from workup.guidelines.model import Guideline
from workup.interpretation.beside import beside
from workup.interpretation.ranges import finite, range_of
from workup.interpretation.reading import reading_of
from workup.interpretation.uterine_reading import measured_words
from workup.stored import Rows
from workup.views.presenters.actions import panel_of
from workup.views.presenters.links import Links
from workup.views.presenters.trend import Trend, trends_of

_ORDERED = "Ordered"  # and no sample yet
OPEN = (InvestigationStatus.ORDERED, InvestigationStatus.COLLECTED)
_WORDS = {
    ResultWord.NOT_DETECTED: "not detected",
    ResultWord.FAILED: "failed, no result",
    ResultWord.MATERNAL_CELLS: "maternal cells",
    ResultWord.NOT_REPORTED: "done, result not on hand",
}


@dataclass(frozen=True, slots=True)
class Flag:
    """Outside the laboratory's own limits: an arrow and a word."""

    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A link to the findings of an examination of the uterus."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One result; `whose` only when it is not hers. `said`: every rule that has a word on it.

    `findings`: what was seen of the uterus and no rule reads; `measure`: where such findings are entered.
    """

    anchor: str
    test: str
    whose: str
    value: str
    limits: str
    flag: Flag | None
    comment: str
    address: str | None
    said: tuple[Interpretation, ...] = ()
    findings: str = ""
    measure: Measure | None = None
    trend: Trend | None = None  # of the newest result of a repeated test


@dataclass(frozen=True, slots=True)
class Day:
    """The results of one day, with what else is known of it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ordered or collected, no result yet; `days` is None when no date is known.

    `key`: the test's own. `taken_from`: of a repeat ordered ahead, the day from which its sample counts, in words.
    """

    key: str
    test: str
    whose: str
    state: str
    since: str
    days: int | None
    address: str | None
    taken_from: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the lines are read from. Facts are those of the day `on`."""

    facts: Facts
    rows: Rows
    links: Links
    on: date
    guideline: Guideline | None = None


def final_rows(facts: Facts) -> list[Investigation]:
    """Final results, newest first by latest possible day; those without a date last."""
    done = [row for row in facts.investigations if row.status is InvestigationStatus.FINAL]
    return sorted(done, key=lambda row: (_latest(row), row.lab), reverse=True)


def anchors_of(facts: Facts) -> dict[int, str]:
    """Where each final result stands on the page, by identity."""
    return {id(row): f"result-{place}" for place, row in enumerate(final_rows(facts), start=1)}


def days_of(page: Page) -> list[Day]:
    """Results by day and laboratory."""
    anchors, trends = anchors_of(page.facts), trends_of(final_rows(page.facts))
    by_day = groupby(final_rows(page.facts), key=lambda row: (row.collected_on, row.lab))
    return [
        Day(
            _title(day, lab, page.facts), tuple(_line(row, page, anchors[id(row)], trends.get(id(row))) for row in rows)
        )
        for (day, lab), rows in by_day
    ]


def _latest(row: Investigation) -> date:
    return date.min if row.collected_on is None else row.collected_on.latest


def _title(day: PartialDate | None, lab: str, facts: Facts) -> str:
    parts = (day.words if day else "Date not known", lab, _context(day, facts))
    return " · ".join(part for part in parts if part)


def _context(day: PartialDate | None, facts: Facts) -> str:
    """`in pregnancy 4, at 12+4`; silent when the dates do not say."""
    exact = day.exact if day else None
    for p in facts.pregnancies:
        began = beginning_range(p)
        ended = p.ended_on.exact if p.ended_on else None
        if exact is None or began is None or began[0] != began[1] or exact < began[0]:
            continue
        if p.outcome is Outcome.ONGOING or (ended is not None and exact <= ended):
            return f"in pregnancy {p.number}, at {in_weeks((exact - began[0]).days)}"
    return ""


def _line(row: Investigation, page: Page, anchor: str, trend: Trend | None) -> Line:
    stored = page.rows.of(row)
    address = page.links.to("investigation_edit", Permission.RESULTS, stored.pk, back=anchor) if stored else None
    return Line(
        anchor=anchor,
        test=test_label(row.test),
        whose=whose_words(row),
        value=value_words(row),
        limits=limits_words(row.lower_limit, row.upper_limit),
        flag=flag_of(row, page.facts),
        comment=row.comment,
        address=address,
        said=(*beside(row, page.facts, page.on), *(technique_said(row, page.guideline) if page.guideline else ())),
        findings=measured_words(row.uterus) if row.uterus else "",
        measure=_measure(row, stored, page, anchor),
        trend=trend,
    )


def _measure(row: Investigation, stored: Any, page: Page, anchor: str) -> Measure | None:
    """Only for an examination of the uterus, and only for somebody who may enter results."""
    if stored is None or row.test not in UTERINE_TESTS or row.subject is not Subject.PATIENT:
        return None
    address = page.links.to("uterine_findings", Permission.RESULTS, stored.pk, back=anchor)
    words = "Add measurements" if row.uterus is None else "Change measurements"
    return None if address is None else Measure(address, words)


def whose_words(row: Investigation) -> str:
    """`partner P1`, `tissue of pregnancy 3`; empty for hers."""
    if row.subject is Subject.PARTNER:
        return f"partner {row.partner}"
    return f"tissue of pregnancy {row.pregnancy}" if row.subject is Subject.TISSUE else ""


def value_words(row: Investigation) -> str:
    """`<3.0 U/mL`, `positive`, `1.34, positive`."""
    signed = row.comparator is None or row.value.startswith(("<", ">"))
    number = row.value if signed else f"{row.comparator}{row.value}"
    measured = f"{number} {row.unit}".strip() if number else ""
    word = "" if row.word is None else _WORDS.get(row.word, str(row.word))
    return ", ".join(part for part in (measured, word) if part)


def limits_words(lower: Decimal | None, upper: Decimal | None) -> str:
    """`0.4–4.0`, `up to 20`, `from 23`; empty when the laboratory gave none."""
    if lower is not None and upper is not None:
        return f"{lower:f}–{upper:f}"
    if upper is not None:
        return f"up to {upper:f}"
    return "" if lower is None else f"from {lower:f}"


def flag_of(row: Investigation, facts: Facts) -> Flag | None:
    """High or low against the limits printed with it; abnormal where only the word says so."""
    values, lower, upper = range_of(row), finite(row.lower_limit), finite(row.upper_limit)
    if values is not None and upper is not None and values.above(upper):
        return Flag("i-up", "High")
    if values is not None and lower is not None and values.below(lower):
        return Flag("i-down", "Low")
    abnormal = values is None and reading_of(row, facts.settings.apl_mode) == "abnormal"
    return Flag("s-done-abnormal", "Abnormal") if abnormal else None


def waiting_of(page: Page) -> tuple[Waiting, ...]:
    """Everything sent and not answered, longest first."""
    sent = [row for row in page.facts.investigations if row.status in OPEN]
    return tuple(sorted((_waiting(row, page) for row in sent), key=lambda waiting: -(waiting.days or 0)))


def with_repeats_ahead(waiting: Iterable[Waiting], findings: Iterable[Finding]) -> tuple[Waiting, ...]:
    """The same, but an order of her repeat whose day has not come says from when; nobody waits for its result yet."""
    early = [
        f for f in findings if f.status is Status.REPEAT_NOT_YET and f.not_before is not None and f.partner is None
    ]
    days = {test: in_words(f.not_before) for f in early if f.not_before for test in f.enter}
    told = [
        replace(sent, taken_from=days.get(sent.key, "")) if sent.state == _ORDERED and not sent.whose else sent
        for sent in waiting
    ]
    return tuple(sorted(told, key=lambda sent: bool(sent.taken_from)))


def _waiting(row: Investigation, page: Page) -> Waiting:
    day = row.collected_on or (PartialDate.of(row.ordered_on) if row.ordered_on else None)
    exact = day.exact if day else None
    return Waiting(
        key=row.test,
        test=test_label(row.test),
        whose=whose_words(row),
        state="Collected" if row.collected_on else str(row.status).capitalize(),
        since=day.words if day else "date not known",
        days=(page.on - exact).days if exact else None,
        address=_panel_for(row, page),
    )


def _panel_for(row: Investigation, page: Page) -> str | None:
    """The panel on which its result is entered, for the sample that it is of; a test on no panel has its own form."""
    stored, panel = page.rows.of(row), panel_of(row.test)
    if panel is None:
        edit = ("investigation_edit", Permission.RESULTS)
        return page.links.to(*edit, stored.pk, back="outstanding") if stored else None
    tissue = stored is not None and row.subject is Subject.TISSUE
    return page.links.to(
        "results_panel", Permission.RESULTS, panel, back="outstanding", test=row.test, subject=row.subject.value,
        partner=stored.partner_id if stored else None, pregnancy=stored.pregnancy_id if stored and tissue else None,
    )  # fmt: skip


def dated(day: date | None) -> str:
    """A day in words; empty when there is none."""
    return in_words(day) if day else ""


def tests_of(days: Iterable[Day]) -> int:
    """How many results there are."""
    return sum(len(day.lines) for day in days)
