"""One look at her record, as everything on paper needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from patients.models import Patient
from rpl_tracker.interop.letters.composing import Seen
from rpl_tracker.interop.models import Letter
from workup.checklist.findings import Checklist
from workup.editions import adoption_for
from workup.load import load_one
from workup.stored import Rows
from workup.views.looking import Look, look_of
from workup.views.overview import Overview, overview_of
from workup.views.presenters.banner import Banner, banner_of
from workup.views.presenters.findings import Row
from workup.views.presenters.links import OnPaper


@dataclass(frozen=True, slots=True)
class Sight:
    """Her record by one edition, as of one day, in words."""

    patient: Patient
    look: Look
    banner: Banner
    overview: Overview

    @property
    def checklist(self) -> Checklist:
        """Its findings."""
        return self.overview.checklist

    @property
    def rows(self) -> list[Row]:
        """Every finding as the page shows it."""
        return self.seen.rows

    @property
    def seen(self) -> Seen:
        """What a letter is composed from."""
        return Seen(self.patient, self.banner, self.overview, self.look.on)

    @property
    def context(self) -> dict[str, Any]:
        """For a template."""
        names = ("patient", "look", "banner", "overview")
        return {name: getattr(self, name) for name in names}


def see(request: HttpRequest, patient: Patient, *, letter: Letter | None = None) -> Sight:
    """By the edition and the day of the address, or of the letter that was composed by them."""
    look = look_of(request, patient.clinic)
    if letter is not None:
        adoption = adoption_for(request, patient.clinic)
        guideline = adoption.edition(letter.guideline)
        signed = adoption.signed_words(guideline)
        look = replace(look, on=letter.as_of, guideline=guideline, signed_off=signed)
    rows = Rows()
    facts = load_one(patient, recorded_by=look.today, rows=rows)
    banner = banner_of(
        patient,
        facts.pregnancies,
        look.on,
        recorded_by=look.today,
        first=look.guideline.key,
        signed_off=look.signed_editions,
    )
    return Sight(patient, look, banner, overview_of(facts, rows, look, OnPaper(request, patient), why=False))
