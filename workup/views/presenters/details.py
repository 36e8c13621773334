"""Who she is beside her pregnancies and results: language, care, lifestyle, the note."""

from __future__ import annotations

from datetime import date

from patients.models import Patient
from patients.obstetrics.dates import in_words
from workup.checklist.facts import Lifestyle
from workup.views.presenters.record import lifestyle_line

INTERPRETER = {True: "interpreter needed", False: "no interpreter needed", None: ""}


def details_of(patient: Patient, lifestyle: Lifestyle) -> list[tuple[str, str]]:
    """Label and words of what is recorded; lifestyle always, so that a blank is seen."""
    language = INTERPRETER[patient.interpreter]
    told = {
        "Language": _joined(patient.language, language),
        "Clinician": _colleague(patient),
        "Next visit": _day(patient.next_visit_on),
        "First seen": _day(patient.first_seen_on),
        "Referred": _joined(_day(patient.referred_on), patient.referred_by),
        "Lifestyle": lifestyle_line(lifestyle),
        "Workup begun early": _joined(patient.early_workup_reason, _day(patient.early_workup_on)),
        "Note": patient.note,
    }
    return [(label, words) for label, words in told.items() if words]


def _colleague(patient: Patient) -> str:
    who = patient.assigned_to
    return "" if who is None else who.get_full_name() or who.get_username()


def _day(day: date | None) -> str:
    return "" if day is None else in_words(day)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
