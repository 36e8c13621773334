"""A first positive antibody: the order of its repeat goes with the result, so that nobody has to think of it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from patients.models import Patient
from patients.obstetrics.dates import in_words
from patients.obstetrics.values import InvestigationStatus, Subject
from workup import catalogue
from workup.checklist.facts import Facts
from workup.forms.whose import Whose
from workup.interpretation.apl import APL_TESTS, AplStatus, antibody_reading
from workup.interpretation.polarity import polarity
from workup.load import investigation_fact
from workup.models import Investigation

HER = Whose(Subject.PATIENT)


@dataclass(frozen=True, slots=True)
class Repeat:
    """One test to be taken again; `counts_from` is None when the day of the first is not known."""

    test: str
    counts_from: date | None

    @property
    def words(self) -> str:
        """The test, and the first day on which its repeat counts."""
        return f"{catalogue.tests()[self.test].label}, {self._when}"

    @property
    def note(self) -> str:
        """What stands with the order."""
        return f"Repeat of the first positive: {self._when}."

    @property
    def _when(self) -> str:
        if self.counts_from is None:
            return "counts 12 weeks after the first, whose day is not known"
        return f"counts from {in_words(self.counts_from)}"


def repeats_of(whole: Facts, entered: Iterable[Investigation], on: date) -> tuple[Repeat, ...]:
    """Of the entered rows those that are a first positive; `whole` holds them beside what is on record."""
    return tuple(found for row in entered if (found := _repeat(whole, row, on)) is not None)


def _repeat(whole: Facts, row: Investigation, on: date) -> Repeat | None:
    if row.test not in APL_TESTS or row.status != InvestigationStatus.FINAL:
        return None
    if polarity(investigation_fact(row), whole.settings.apl_mode).verdict != "positive":
        return None
    course = antibody_reading(row.test, whole, on)
    if course.status is not AplStatus.SINGLE_POSITIVE_REPEAT_DUE or not course.positives:
        return None
    return Repeat(row.test, course.repeat_due_from)


def order_of(repeat: Repeat, patient: Patient, on: date) -> Investigation:
    """The open order, not yet stored."""
    return Investigation(
        patient=patient, test=repeat.test, status=InvestigationStatus.ORDERED.value, ordered_on=on,
        subject=HER.subject.value, comment=repeat.note,
    )  # fmt: skip
