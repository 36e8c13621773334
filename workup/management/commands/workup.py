"""`manage.py workup MRN...`: what is on record and what is missing (`interfaces.md`, section 2)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from patients.models import Patient
from patients.obstetrics.dates import PartialDate
from rpl_tracker.accounts.access import today
from rpl_tracker.accounts.commands import clinic_meant
from rpl_tracker.accounts.models import Clinic
from workup.checklist.document import Document, document
from workup.checklist.text import text
from workup.editions import Adoption, adoption_of
from workup.guidelines import Guideline
from workup.load import load

CHUNK = 200


class Command(BaseCommand):
    help = "Show the workup of one or more patients, by every guideline on file or those asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mrn", nargs="+", metavar="MRN", help="hospital numbers; answered in this order")
        parser.add_argument("--clinic", metavar="CODE", help="the clinic; may be left out when there is only one")
        parser.add_argument("--guideline", action="append", metavar="KEY", help="one edition; may be repeated")
        parser.add_argument("--as-of", metavar="DATE", help="only what happened by this day, e.g. 2026-05-09")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        clinic = clinic_meant(options["clinic"])
        adoption = adoption_of(clinic)
        editions = _editions(options["guideline"], adoption)
        on = today(clinic) if options["as_of"] is None else _day(options["as_of"])
        patients = _patients(clinic, options["mrn"])
        for told in _documents(patients, clinic, editions, adoption, on):
            self.stdout.write(json.dumps(told, ensure_ascii=False) if options["format"] == "json" else text(told))


def _editions(keys: Sequence[str] | None, adoption: Adoption) -> list[Guideline]:
    """As the clinic uses them; CommandError names every key that is not on file."""
    known = adoption.editions
    if unknown := [key for key in keys or () if key not in known]:
        raise CommandError(f"There is no guideline {', '.join(unknown)} on file; there are {', '.join(known)}.")
    return [known[key] for key in keys or known]


def _day(typed: str) -> date:
    try:
        day = PartialDate.parse(typed).exact
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"--as-of takes a full date such as 2026-05-09, not {typed}.")
    return day


def _patients(clinic: Clinic, mrns: Sequence[str]) -> list[Patient]:
    """In the order asked; CommandError names every MRN that the clinic does not have."""
    found = Patient.objects.valid().filter(clinic=clinic, mrn__in=mrns).select_related("clinic")
    by_mrn = {patient.mrn: patient for patient in found}
    if unknown := [mrn for mrn in mrns if mrn not in by_mrn]:
        raise CommandError(f"There is no patient {', '.join(unknown)} in clinic {clinic.code}.")
    return [by_mrn[mrn] for mrn in mrns]


def _documents(
    patients: list[Patient], clinic: Clinic, editions: list[Guideline], adoption: Adoption, on: date
) -> Iterator[Document]:
    recorded_by = today(clinic)
    for start in range(0, len(patients), CHUNK):
        chunk = patients[start : start + CHUNK]
        facts = load(chunk, recorded_by=recorded_by)
        for patient in chunk:
            yield document(facts[patient.pk], editions, on, signed_off=adoption.signed_off)
