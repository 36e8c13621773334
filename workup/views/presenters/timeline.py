"""Pregnancies, tests and the medication that disturbs them, on one calendar: pure layout, from dates to per cent.

A bar ends where the pregnancy ended, and an ongoing one on the day of the look. What has no date is told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from patients.obstetrics.dates import PartialDate, in_words
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import beginning_range
from patients.obstetrics.values import InvestigationStatus, Outcome
from workup import catalogue
from workup.checklist.facts import Facts, Investigation, Medication
from workup.checklist.findings import REPEATS, Finding
from workup.checklist.words import test_label
from workup.interpretation.days import Days
from workup.interpretation.disturbances import RULES, WARNINGS
from workup.views.presenters.actions import panel_of
from workup.views.presenters.calendar import Axis, Stretch, Tick, axis_of, stretches
from workup.views.presenters.findings import label_of
from workup.views.presenters.pregnancy_words import OUTCOMES, ended_words, gestation_words, is_overdue
from workup.views.presenters.results import value_words, whose_words

DISTURBING = frozenset(rule.medication for rule in (*RULES, *WARNINGS) if rule.medication is not None)
_OTHER = "Other tests"


@dataclass(frozen=True, slots=True)
class Bar:
    """A pregnancy or a course of medication; `end` is where it is known to the day that it ended."""

    stretches: tuple[Stretch, ...]
    title: str
    label: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A day with results, or (`due`) a repeat that is asked for; `about`: only the month or the year is known."""

    x: str
    title: str
    due: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """One line of the picture, and the same in words."""

    name: str
    summary: str
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """`now`: the place of the day of the look, in words `today`; `undated`: what could not be drawn."""

    ticks: tuple[Tick, ...]
    now: str
    bands: tuple[Band, ...]
    undated: tuple[str, ...]

    @property
    def has_repeats(self) -> bool:
        """Whether the open mark needs its legend."""
        return any(point.due for band in self.bands for point in band.points)

    @property
    def has_abouts(self) -> bool:
        """Whether the mark of an unknown day needs its legend."""
        return any(point.about for band in self.bands for point in band.points)


@dataclass(frozen=True, slots=True)
class _Run:
    """Something with a beginning and an end; `end_known`: to the day; `endless`: when it ended is not recorded."""

    start: Days
    end: Days
    title: str
    label: str = ""
    end_known: bool = False
    endless: bool = False


@dataclass(frozen=True, slots=True)
class _Repeat:
    day: date
    panel: str
    title: str


def timeline_of(facts: Facts, findings: Iterable[Finding], on: date, today: date) -> Timeline | None:
    """The picture as of the day `on`; None when nothing on record has a date."""
    pregnancies = [(p, _pregnancy_run(p, on, today)) for p in facts.pregnancies]
    courses = [(m, _course_run(m, on)) for m in facts.medications if m.kind in DISTURBING]
    results = [row for row in facts.investigations if row.status is InvestigationStatus.FINAL]
    repeats = list(_repeats(findings))
    runs = [run for _, run in (*pregnancies, *courses) if run is not None]
    axis = _axis(runs, results, repeats, on)
    if axis is None:
        return None
    bands = (
        *_pregnancy_band(axis, [run for _, run in pregnancies if run is not None]),
        *_test_bands(axis, results, repeats),
        *(_course_band(axis, name, drawn) for name, drawn in _by_name(courses)),
    )
    return Timeline(tuple(axis.ticks), axis.at(on), bands, tuple(_undated(pregnancies, courses, results)))


def _axis(runs: list[_Run], results: list[Investigation], repeats: list[_Repeat], on: date) -> Axis | None:
    days = [day for run in runs for day in (run.start.first, run.end.last)]
    days += [day for row in results if row.collected_on for day in (row.collected_on.earliest, row.collected_on.latest)]
    past = [min(day, on) for day in days]
    every = [*past, *(repeat.day for repeat in repeats)]
    return axis_of(every, on) if every else None


def _pregnancy_run(p: Pregnancy, on: date, today: date) -> _Run | None:
    """None when neither its beginning nor its end can be placed: nothing is drawn on a guess."""
    began, ended = beginning_range(p), p.ended_on
    title = (
        f"Pregnancy {p.number}: {OUTCOMES[p.outcome].lower()}, {ended_words(p, on, today)}, {gestation_words(p, on)}"
    )
    if p.outcome is Outcome.ONGOING:
        known = began is not None and not is_overdue(p, on) and began[0] <= on
        return _Run(Days(began[0], min(began[1], on)), Days(on, on), title, str(p.number)) if began and known else None
    if ended is None:
        return None if began is None else _Run(Days(*began), Days(*began), title, str(p.number), endless=True)
    end = _until(ended, on)
    start = Days(*began) if began is not None and began[0] <= end.last else end
    return _Run(start, end, title, str(p.number), end_known=ended.exact is not None)


def _until(day: PartialDate, on: date) -> Days:
    """The days that a date can mean, none of them after the day of the look."""
    return Days(min(day.earliest, on), min(day.latest, on))


def _course_run(m: Medication, on: date) -> _Run | None:
    """What is still taken runs to the day of the look; without a start there is nothing to draw from."""
    if m.started_on is None or m.started_on.earliest > on:
        return None
    end = _until(m.stopped_on, on) if m.stopped_on else Days(on, on)
    title = f"{m.name}: from {m.started_on.words}" + (f" to {m.stopped_on.words}" if m.stopped_on else ", still taken")
    return _Run(_until(m.started_on, on), end, title, end_known=bool(m.stopped_on and m.stopped_on.exact))


def _bar(axis: Axis, run: _Run) -> Bar:
    end = axis.at(run.end.last) if run.end_known else ""
    begun = [axis.stretch(run.start.first, run.start.last, open_=True)]
    drawn = begun if run.endless else stretches(axis, run.start, run.end)
    return Bar(tuple(drawn), run.title, run.label, end)


def _pregnancy_band(axis: Axis, runs: list[_Run]) -> Iterator[Band]:
    if runs:
        yield Band("Pregnancies", "; ".join(run.title for run in runs), tuple(_bar(axis, run) for run in runs))


def _by_name(courses: list[tuple[Medication, _Run | None]]) -> Iterator[tuple[str, list[_Run]]]:
    drawn = sorted(((m.name, run) for m, run in courses if run is not None), key=lambda pair: pair[0].lower())
    for name, pairs in groupby(drawn, key=lambda pair: pair[0]):
        yield name, [run for _, run in pairs]


def _course_band(axis: Axis, name: str, runs: list[_Run]) -> Band:
    told = "; ".join(run.title for run in runs)
    return Band(name, f"Medication that disturbs tests. {told}", tuple(_bar(axis, run) for run in runs), thin=True)


def _repeats(findings: Iterable[Finding]) -> Iterator[_Repeat]:
    for finding in findings:
        day = finding.not_before or finding.due
        if finding.status in REPEATS and day is not None:
            panel = _panel(finding.enter[0]) if finding.enter else _OTHER
            yield _Repeat(day, panel, f"{label_of(finding)}: repeat from {in_words(day)}")


def _panel(test: str) -> str:
    key = panel_of(test)
    return _OTHER if key is None else catalogue.panels()[key].label


def _test_bands(axis: Axis, results: list[Investigation], repeats: list[_Repeat]) -> Iterator[Band]:
    """One band per panel of the entry forms, in their order."""
    for name in (*(panel.label for panel in catalogue.panels().values()), _OTHER):
        dated = [row for row in results if row.collected_on is not None and _panel(row.test) == name]
        points = (*_result_points(axis, dated), *_repeat_points(axis, [r for r in repeats if r.panel == name]))
        if points:
            yield Band(name, "; ".join(point.title for point in points), points=points)


def _result_points(axis: Axis, rows: list[Investigation]) -> Iterator[Point]:
    by_day = groupby(sorted(rows, key=lambda row: str(row.collected_on)), key=lambda row: row.collected_on)
    for day, same in by_day:
        if day is not None:
            told = ", ".join(_told(row) for row in same)
            yield Point(axis.middle(Days(day.earliest, day.latest)), f"{day.words}: {told}", about=day.exact is None)


def _repeat_points(axis: Axis, repeats: list[_Repeat]) -> Iterator[Point]:
    for day, same in groupby(sorted(repeats, key=lambda repeat: repeat.day), key=lambda repeat: repeat.day):
        yield Point(axis.at(day), ", ".join(repeat.title for repeat in same), due=True)


def _told(row: Investigation) -> str:
    whose = f" ({whose_words(row)})" if whose_words(row) else ""
    return f"{test_label(row.test)}{whose} {value_words(row)}".strip()


def _undated(
    pregnancies: list[tuple[Pregnancy, _Run | None]],
    courses: list[tuple[Medication, _Run | None]],
    results: list[Investigation],
) -> Iterator[str]:
    for p, run in pregnancies:
        if run is None or (p.ended_on is None and p.outcome is not Outcome.ONGOING):
            yield f"pregnancy {p.number} ({OUTCOMES[p.outcome].lower()}), {_missing(p, run)}"
    for m, drawn in courses:
        if drawn is None and m.started_on is None:
            yield f"{m.name}, start not recorded"
    yield from (_told(row) for row in results if row.collected_on is None)


def _missing(p: Pregnancy, run: _Run | None) -> str:
    if p.outcome is Outcome.ONGOING:
        return "how it ended is not recorded" if beginning_range(p) else "beginning not recorded"
    return "date not recorded" if run is None else "end not recorded"
