"""What the woman was exposed to, and on which days: pregnancies, medication and thromboses as runs of days.

A run is certain where every reading of the recorded dates agrees, possible where only some do (interfaces.md, 2a,
"Medication intervals"; rulings.md, 10, 11, 23). An open month or year, or a missing start, is possible and not certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patients.obstetrics.dates import PartialDate
from patients.obstetrics.facts import Pregnancy
from patients.obstetrics.gestation import DAYS_TO_EDD, beginning, beginning_range, stated_range
from patients.obstetrics.remembering import remembered
from patients.obstetrics.values import ConditionCode, MedicationClass, Outcome
from workup.checklist.conditions import in_words
from workup.checklist.facts import Condition, Facts, Medication
from workup.interpretation.days import Days, days_or_none, later

_CLASS_WORDS = {
    MedicationClass.LMWH: "low molecular weight heparin",
    MedicationClass.VKA: "vitamin K antagonist",
    MedicationClass.DOAC: "direct oral anticoagulant",
}
THROMBOSES = frozenset({ConditionCode.PERSONAL_VTE, ConditionCode.ARTERIAL_THROMBOSIS})


@dataclass(frozen=True, slots=True)
class Exposure:
    """A pregnancy, a medication or a thrombosis. `start` and `end` hold the earliest and the latest day that each can
    be; `date.min` and `date.max` stand for not known, or still going on."""

    source: Medication | Pregnancy | Condition
    start: Days
    end: Days

    @property
    def words(self) -> str:
        """`pregnancy 3 (ended 4 May 2025)`, `Clexane (low molecular weight heparin), from May 2025, still taken`."""
        if isinstance(self.source, Medication):
            return _course_in_words(self.source)
        if isinstance(self.source, Condition):
            return in_words(self.source.code)
        return f"pregnancy {self.source.number} ({_end_in_words(self.source)})"

    def certain(self, days_after: int = 0) -> Days | None:
        """The days on which it surely acts, `days_after` its end counted in."""
        if self.start.first > self.end.last:
            return None
        began = min(self.start.last, self.end.last)  # whatever the dates, it began before it ended
        ended = max(self.end.first, self.start.first)
        if began == date.max:  # still taken, and nothing says since when
            return None
        return days_or_none(began, later(ended, days_after))

    def possible(self, days_after: int = 0) -> Days | None:
        """The days on which it can act, the certain ones included."""
        if self.start.first > self.end.last:
            return None
        return Days(self.start.first, later(self.end.last, days_after))


def medications_of(facts: Facts, kind: MedicationClass) -> tuple[Exposure, ...]:
    """Every course of a class of medication."""
    return tuple(_course(medication) for medication in facts.medications if medication.kind is kind)


def every_medication(facts: Facts) -> tuple[Exposure, ...]:
    """Every course of whatever class."""
    return tuple(map(_course, facts.medications))


def thromboses_of(facts: Facts) -> tuple[Exposure, ...]:
    """Her thromboses of which a date is recorded, each on that day; a partial date is each of its days."""
    days = ((c, c.since) for c in facts.conditions if c.code in THROMBOSES and c.present and c.partner is None)
    dated = ((c, Days(since.earliest, since.latest)) for c, since in days if since is not None)
    return tuple(Exposure(c, day, day) for c, day in dated)


def _course(medication: Medication) -> Exposure:
    start = _reach(medication.started_on, Days(date.min, date.max))
    return Exposure(medication, start, _reach(medication.stopped_on, Days(date.max, date.max)))


def _course_in_words(medication: Medication) -> str:
    kind = _CLASS_WORDS.get(medication.kind, str(medication.kind))
    name = kind if medication.name.lower() == kind.lower() else f"{medication.name} ({kind})"
    start, stop = medication.started_on, medication.stopped_on
    began = f"from {start.words}" if start else "start not recorded"
    return f"{name}, {began}, still taken" if stop is None else f"{name}, {began} to {stop.words}"


def _reach(day: PartialDate | None, unknown: Days) -> Days:
    return unknown if day is None else Days(day.earliest, day.latest)


@remembered
def pregnancies_of(facts: Facts) -> tuple[Exposure, ...]:
    """Every pregnancy whose days are known at least in part."""
    exposures = (_pregnancy(p) for p in facts.pregnancies)
    return tuple(exposure for exposure in exposures if exposure is not None)


def _pregnancy(p: Pregnancy) -> Exposure | None:
    end = _end_of(p)
    if end is None:
        return None
    return Exposure(p, _start_of(p, end), end)


def _start_of(p: Pregnancy, end: Days) -> Days:
    """Day 0. Without one, an ongoing pregnancy counts on every day (rulings, 1), an ended one from its end (rulings,
    11); so does one whose day 0 would lie after its end."""
    surely = beginning(p)
    if surely is None and p.outcome is Outcome.ONGOING:
        return Days(date.min, date.min)
    if surely is None or surely > end.last:
        return end
    between = beginning_range(p)
    return Days(surely if between is None else between[0], surely)


def _end_of(p: Pregnancy) -> Days | None:
    """When it ended. Without a date: by its gestation, else a day up to 280 days from day 0; None without day 0."""
    if p.outcome is Outcome.ONGOING:
        return Days(date.max, date.max)
    if p.ended_on is not None:
        return Days(p.ended_on.earliest, p.ended_on.latest)
    between = beginning_range(p)
    if between is None:
        return None
    begun, _ = between  # one day: only an end leaves day 0 open
    fewest, most = stated_range(p) or (0, DAYS_TO_EDD)
    return Days(later(begun, fewest), later(begun, most))


def _end_in_words(p: Pregnancy) -> str:
    if p.outcome is Outcome.ONGOING:
        return "ongoing" if beginning(p) is not None else "ongoing, beginning not recorded"
    return f"ended {p.ended_on.words}" if p.ended_on is not None else "end not recorded"
