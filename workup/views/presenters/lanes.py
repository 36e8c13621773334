"""The picture of her pregnancies: one lane each, x in per cent of the definition's 24 weeks, 42 when one went further.

Solid is known, dashed is not; a bar stops where the pregnancy ended, and nothing is drawn after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from patients.obstetrics.facts import ComplicationFact, Event, Pregnancy
from patients.obstetrics.gestation import beginning_range, gestation_of, span
from patients.obstetrics.values import Complication, EventKind, Outcome
from workup.views.presenters.pregnancy_words import (
    OUTCOMES,
    at_words,
    complication_words,
    event_words,
    gestation_words,
    in_brief,
    is_overdue,
    together_words,
)

SHORT, LONG = 24, 42
BESIDE = 9
STEP = {SHORT: 4, LONG: 7}
ABOVE = frozenset({EventKind.SCAN, EventKind.HCG})
LEGEND = {
    "scan": "Scan",
    "hcg": "hCG",
    "bleed": "Bleeding",
    "admission": "In hospital",
    "procedure": "Procedure",
    "complication": "Complication",
    "note": "Note",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a lane: a shape, where, and its words; `about` when its day is not exact."""

    shape: str
    x: str
    title: str
    about: bool
    beside: int = 0  # px to the right, where another mark has the place

    @property
    def y(self) -> int:
        """Scans and hCG stand above the bar, everything else below it; px in a lane of 52."""
        return 11 if self.shape in ABOVE else 41


@dataclass(frozen=True, slots=True)
class Bar:
    """From the beginning: `known` solid, then `open` dashed up to `end`. All in per cent, empty when there is none."""

    known: str = ""
    open: str = ""
    end: str = ""
    stopped: bool = False  # the end is known to the day: a stroke
    size: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One pregnancy as a row of the picture."""

    number: int
    outcome: str
    brief: str
    label: str
    bar: Bar
    marks: tuple[Mark, ...]
    summary: str
    partner: str = ""
    together: str = ""  # of twins and more, for paper; her page tells it below the picture

    @property
    def tall(self) -> bool:
        """Marks need room."""
        return bool(self.marks)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis: its weeks, and where its lines stand."""

    weeks: int

    @property
    def ticks(self) -> list[tuple[int, str, str]]:
        """Week, place and anchor of every line."""
        step = STEP[self.weeks]
        anchors = {0: "start", self.weeks: "middle"}
        return [(week, self.at(week * 7), anchors.get(week, "middle")) for week in range(0, self.weeks + 1, step)]

    def at(self, days: int) -> str:
        """Days of gestation as a place on the axis, never beyond its end."""
        return f"{min(days / (self.weeks * 7), 1) * 100:.2f}%"

    def between(self, first: int, last: int) -> str:
        """A length on the axis."""
        whole = self.weeks * 7
        return f"{max(min(last, whole) - min(first, whole), 0) / whole * 100:.2f}%"


def scale_of(pregnancies: Iterable[Pregnancy], on: date) -> Scale:
    """24 weeks, 42 when a pregnancy went further."""
    reached = (gestation_of(p, on).bounds for p in pregnancies)
    return Scale(LONG if any(bounds and bounds[0] > SHORT * 7 for bounds in reached) else SHORT)


def lane_of(p: Pregnancy, scale: Scale, on: date, today: date) -> Lane:
    """One pregnancy, drawn."""
    label, marks = gestation_words(p, on), tuple(_side_by_side(_marks(p, scale, on)))
    seen = f" {len(marks)} events are marked; they are listed below the picture." if marks else ""
    verb = "now at" if p.outcome is Outcome.ONGOING else "ended at"
    told = f"{verb} {label}" if "recorded" not in label else label
    summary = f"Pregnancy {p.number}, {OUTCOMES[p.outcome].lower()}: {told}.{seen}"
    return Lane(
        p.number,
        OUTCOMES[p.outcome],
        in_brief(p, on, today),
        label,
        bar_of(p, scale, on),
        marks,
        summary,
        p.partner or "",
        together_words(p),
    )


def bar_of(p: Pregnancy, scale: Scale, on: date) -> Bar:
    """Solid up to what is sure, dashed where only the weeks are known; nothing when the gestation is not recorded."""
    bounds, ongoing = gestation_of(p, on).bounds, p.outcome is Outcome.ONGOING
    if bounds is None or is_overdue(p, on):
        return Bar()
    low, high = bounds
    size = span(p.size_weeks, p.size_days)
    drawn = scale.at(size[0]) if size and size[0] < high else ""
    if low == high:
        return Bar(known=scale.at(low), end=scale.at(low), stopped=not ongoing, size=drawn)
    return Bar(known=scale.at(low), open=scale.between(low, high + 1), end=scale.at(high + 1), size=drawn)


def _marks(p: Pregnancy, scale: Scale, on: date) -> Iterator[Mark]:
    bounds = gestation_of(p, on).bounds
    last = bounds[1] if bounds else scale.weeks * 7
    for event in p.events:
        days = event_days(event, p)
        if days is not None and 0 <= days <= last:
            about = event.approximate or (event.ga_days is None and event.on is None)
            yield Mark(event.kind, scale.at(days), f"{when_words(event, p)}: {event_words(event)}", about)
    for found in p.complications:
        at = span(found.ga_weeks, found.ga_days)
        if at is not None and at[0] <= last and not _shown_as_event(found, p):
            yield Mark("complication", scale.at(at[0]), complication_words(found), at[0] != at[1])


def _side_by_side(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks of one day stand beside each other, so that each can be seen and pointed at."""
    taken: Counter[tuple[str, int]] = Counter()
    for mark in marks:
        yield replace(mark, beside=BESIDE * taken[mark.x, mark.y])
        taken[mark.x, mark.y] += 1


def _shown_as_event(found: ComplicationFact, p: Pregnancy) -> bool:
    """A bleed has a mark of its own when it was recorded as an event of the same day."""
    same = [e for e in p.events if (e.ga_weeks, e.ga_days) == (found.ga_weeks, found.ga_days)]
    return found.kind is Complication.BLEEDING and any(e.kind is EventKind.BLEED for e in same)


def event_days(event: Event, p: Pregnancy) -> int | None:
    """Days of gestation of an event: as typed, else from its full date; None when it cannot be placed."""
    at = span(event.ga_weeks, event.ga_days)
    if at is not None:
        return at[0]
    began, day = beginning_range(p), event.on.exact if event.on else None
    return None if began is None or day is None or began[0] != began[1] else (day - began[0]).days


def when_words(event: Event, p: Pregnancy) -> str:
    """`9+5`, `about 9 weeks`, `9+5, 3 Jun 2025`, `June 2025`."""
    days, typed = event_days(event, p), at_words(event)
    weeks = typed or (f"{days // 7}+{days % 7}" if days is not None and days >= 0 else "")
    told = ", ".join(part for part in (weeks, event.on.words if event.on else "") if part)
    return f"about {told}" if event.approximate else told


def legend_of(lanes: Iterable[Lane]) -> list[tuple[str, str]]:
    """Shape and word of every kind of mark that is drawn."""
    drawn = {mark.shape for lane in lanes for mark in lane.marks}
    return [(shape, word) for shape, word in LEGEND.items() if shape in drawn]
